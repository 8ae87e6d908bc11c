//! A quarter in one line: the slope that most pairs of check-ins agree on, and how sure that is.
//! Made once for a summary, never at every meeting; prompts are in `across`.

use super::Direction;
use super::usual::{Step, check_ins};
use crate::model::id::IndicatorId;
use crate::model::indicator::Indicator;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Check-ins a slope needs.
const FEWEST: usize = 4;
/// Normal quantile of a two-sided interval of 95 %.
const TWO_SIDED_95: f64 = 1.959_964;
/// A direction is told where so little is left to chance.
const SURE: f64 = 0.05;
const QUARTER_WEEKS: f64 = 13.0;

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
    let values: Vec<f64> = points.iter().map(|one| one.1).collect();
    let slope = theil_sen(&points, TWO_SIDED_95).filter(|_| points.len() >= FEWEST).map(|found| Slope {
        steps: QUARTER_WEEKS * found.slope,
        low: QUARTER_WEEKS * found.low,
        high: QUARTER_WEEKS * found.high,
        p: mann_kendall(&values).p,
    });
    let direction = slope.and_then(|slope| match slope.p {
        p if p >= SURE || slope.steps == 0.0 => None,
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

/// A slope between pairs with its interval, in the unit of the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SenSlope {
    /// The middle slope of all pairs.
    pub slope: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Theil and Sen's slope with Sen's interval (Sen, "Estimates of the regression coefficient based on Kendall's tau",
/// JASA 63, 1968); ties on either axis counted. `z` is the normal quantile of the interval: 1.96 for 95 %.
///
/// None when no two points differ in time.
pub fn theil_sen(points: &[(f64, f64)], z: f64) -> Option<SenSlope> {
    let mut slopes = Vec::new();
    for (at, (x, y)) in points.iter().enumerate() {
        slopes.extend(
            points[at + 1..].iter().filter(|(other, _)| other != x).map(|(later, then)| (then - y) / (later - x)),
        );
    }
    slopes.sort_by(f64::total_cmp);
    let last = slopes.len().checked_sub(1)?;
    let slope = (slopes[last / 2] + slopes[slopes.len() / 2]) / 2.0;
    let ties = tie_sum(points.iter().map(|one| one.0)) + tie_sum(points.iter().map(|one| one.1));
    let spread = ((term(points.len()) - ties) / 18.0).max(0.0).sqrt();
    let pairs = slopes.len() as f64;
    let low = ((pairs - z * spread) / 2.0).round_ties_even() - 1.0;
    let high = ((pairs + z * spread) / 2.0).round_ties_even();
    let rank = |rank: f64| slopes[(rank.max(0.0) as usize).min(last)];
    Some(SenSlope { slope, low: rank(low), high: rank(high) })
}

/// Mann and Kendall's test for a rise or fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise minus pairs that fall.
    pub s: i64,
    /// Its variance without a trend, ties counted.
    pub variance: f64,
    /// Chance of an `s` at least so far from 0 in either direction, if every order were as likely: exact, ties counted.
    pub p: f64,
}

/// The test over values in their order (Mann, Econometrica 13, 1945; Kendall, "Rank Correlation Methods").
///
/// Exact also with ties: the falling pairs of a shuffled row with groups of equal values are spread like the
/// coefficients of the Gaussian multinomial (MacMahon; Stanley, "Enumerative Combinatorics" 1, 1.7).
pub fn mann_kendall(values: &[f64]) -> MannKendall {
    let sign = |one: f64, later: f64| i64::from(later > one) - i64::from(later < one);
    let s =
        values.iter().enumerate().map(|(at, one)| values[at + 1..].iter().map(|later| sign(*one, *later)).sum::<i64>());
    let s: i64 = s.sum();
    let variance = (term(values.len()) - tie_sum(values.iter().copied())) / 18.0;
    let mut ways = vec![1.0];
    let mut placed = 0;
    for group in groups(values.iter().copied()) {
        // One at a time among those placed: (1 - q^(placed + k)) / (1 - q^k) for each of the group.
        for k in 1..=group {
            ways = divided(times(&ways, placed + k), k);
        }
        placed += group;
    }
    let pairs = ways.len() as i64 - 1;
    let all: f64 = ways.iter().sum();
    let far = ways.iter().enumerate().filter(|(falling, _)| (pairs - 2 * *falling as i64).abs() >= s.abs());
    MannKendall { s, variance, p: (far.map(|(_, ways)| ways).sum::<f64>() / all).min(1.0) }
}

/// A polynomial times (1 - q^by) …
fn times(ways: &[f64], by: usize) -> Vec<f64> {
    let mut product = ways.to_vec();
    product.resize(ways.len() + by, 0.0);
    for (at, way) in ways.iter().enumerate() {
        product[at + by] -= way;
    }
    product
}

/// … and divided by it, where that leaves nothing over.
fn divided(mut ways: Vec<f64>, by: usize) -> Vec<f64> {
    for at in by..ways.len() {
        ways[at] += ways[at - by];
    }
    ways.truncate(ways.len() - by);
    ways
}

fn term(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) * (2.0 * n + 5.0)
}

fn tie_sum(values: impl Iterator<Item = f64>) -> f64 {
    groups(values).into_iter().map(term).sum()
}

/// How many there are of each value.
fn groups(values: impl Iterator<Item = f64>) -> Vec<usize> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|one, other| one == other).map(<[f64]>::len).collect()
}
