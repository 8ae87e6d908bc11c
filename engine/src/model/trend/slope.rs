//! A quarter in one line: the slope that most pairs of check-ins agree on, and how sure that is.
//! Made once for a summary, never at every meeting; prompts are in `across`.

use super::Direction;
use super::usual::{Step, check_ins};
use crate::model::id::IndicatorId;
use crate::model::indicator::Indicator;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a quarter says about one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct QuarterLine {
    /// Which.
    pub indicator: IndicatorId,
    /// Its name.
    pub name: String,
    /// Check-ins in the quarter.
    pub n: u32,
    /// Steps in 13 weeks, by Theil and Sen; none with fewer than 4 check-ins.
    pub slope: Option<Slope>,
    /// Which way it went, where Mann and Kendall's test is sure of it at 5 %.
    pub direction: Option<Direction>,
}

/// A slope with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Slope {
    /// Steps in 13 weeks.
    #[cfg_attr(feature = "bindings", specta(type = u16))]
    pub steps: f64,
    /// Lower end of the 95 % interval.
    #[cfg_attr(feature = "bindings", specta(type = u16))]
    pub low: f64,
    /// Upper end.
    #[cfg_attr(feature = "bindings", specta(type = u16))]
    pub high: f64,
    /// Two-sided p of Mann and Kendall, ties counted.
    #[cfg_attr(feature = "bindings", specta(type = u16))]
    pub p: f64,
}

/// The line of one indicator for the check-ins from a day on.
pub fn quarter(indicator: &Indicator, steps: &[Step], from: NaiveDate) -> QuarterLine {
    let points: Vec<(f64, f64)> = check_ins(steps)
        .iter()
        .filter(|step| step.date >= from)
        .map(|step| ((step.date - from).num_days() as f64 / 7.0, f64::from(step.value)))
        .collect();
    let slope = theil_sen(&points);
    let direction = slope.and_then(|slope| match slope.p {
        p if p >= 0.05 || slope.steps == 0.0 => None,
        _ if slope.steps < 0.0 => Some(Direction::Below),
        _ => Some(Direction::Above),
    });
    QuarterLine {
        indicator: indicator.id,
        name: indicator.name.clone(),
        n: u32::try_from(points.len()).unwrap_or(u32::MAX),
        slope,
        direction,
    }
}

fn theil_sen(points: &[(f64, f64)]) -> Option<Slope> {
    let mut slopes: Vec<f64> = Vec::new();
    for (at, (x, y)) in points.iter().enumerate() {
        slopes.extend(
            points[at + 1..].iter().filter(|(other, _)| other > x).map(|(later, then)| (then - y) / (later - x)),
        );
    }
    slopes.sort_by(f64::total_cmp);
    let steps = 13.0 * slopes.get(slopes.len() / 2)?;
    Some(Slope { steps, low: 13.0 * slopes.first()?, high: 13.0 * slopes.last()?, p: 1.0 })
}
