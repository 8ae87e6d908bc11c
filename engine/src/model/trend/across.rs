//! The test across indicators: one person, every check-in in turn, nothing ahead of it.
//! How a prompt is shown is in `prompt`; how often one may be raised without cause is in `budget`.

use super::Direction;
use super::usual::{Context, Step, check_ins};
use crate::model::id::{IndicatorId, MeetingId};
use crate::model::indicator::{Indicator, StrainEnd};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A composite needs this many indicators.
const FEWEST_INDICATORS: usize = 2;
/// Check-ins needed before a usual is told, and before a prompt is possible.
const FEWEST_FOR_USUAL: usize = 6;
const FEWEST_FOR_PROMPT: usize = 16;
/// A change is looked for among at most so many of the latest check-ins.
const WINDOW: usize = 14;
/// After a prompt it is quiet for so many check-ins.
const SILENT: usize = 6;

/// One day across indicators, each turned so that low is strain.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckIn {
    /// The day.
    pub date: NaiveDate,
    /// The meeting behind it.
    pub meeting: Option<MeetingId>,
    /// Place of the indicator in the list asked with, and its step: 1 strain to 5.
    pub values: Vec<(usize, f64)>,
}

/// What one check-in says against the person's usual, as it stood on that day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The check-in.
    pub date: NaiveDate,
    /// Mean step of its indicators, low = strain, 1 to 5.
    pub composite: f64,
    /// The usual composite it is held against; none with fewer than 6 check-ins.
    pub usual: Option<f64>,
    /// The mean since the likeliest change.
    pub recent: Option<f64>,
    /// How far the evidence goes; below 0 towards strain. None where no prompt is possible yet.
    pub statistic: Option<f64>,
    /// A prompt is raised where the statistic reaches this, on either side of 0.
    pub threshold: f64,
}

/// A prompt as the test raises it.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    /// The check-in that raised it.
    pub date: NaiveDate,
    /// Towards strain, or away from it.
    pub direction: Direction,
    /// The first check-in of the change, as it looked on that day.
    pub since: NaiveDate,
    /// Places of the indicators that moved, the furthest first, turned so that below 0 is strain.
    pub indicators: Vec<(usize, f64)>,
}

/// A person's whole row, as each day would have shown it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// One per check-in with at least two indicators.
    pub standings: Vec<Standing>,
    /// Oldest first.
    pub raised: Vec<Raised>,
}

/// Check-ins across indicators, oldest first: one value per indicator and day, turned.
pub fn across(indicators: &[Indicator], steps: &[(IndicatorId, Step)]) -> Vec<CheckIn> {
    let mut days: BTreeMap<NaiveDate, CheckIn> = BTreeMap::new();
    for (place, indicator) in indicators.iter().enumerate() {
        let of_it: Vec<Step> = steps.iter().filter(|(id, _)| *id == indicator.id).map(|(_, step)| *step).collect();
        for step in check_ins(&of_it) {
            let value = f64::from(step.value);
            let turned = if indicator.strain == StrainEnd::High { 6.0 - value } else { value };
            let day = days.entry(step.date).or_insert_with(|| CheckIn {
                date: step.date,
                meeting: step.meeting,
                values: Vec::new(),
            });
            day.meeting = day.meeting.or(step.meeting);
            day.values.push((place, turned));
        }
    }
    days.into_values().collect()
}

/// Runs the test over every check-in; `rate` is prompts per stable person-year.
pub fn course(check_ins: &[CheckIn], context: &Context, rate: f64) -> Course {
    let _ = rate;
    let threshold = 3.0;
    let mut course = Course::default();
    let mut seen: Vec<&CheckIn> = Vec::new();
    let mut quiet = 0;
    for check_in in check_ins.iter().filter(|one| one.values.len() >= FEWEST_INDICATORS) {
        let fresh = context
            .fresh_starts
            .iter()
            .any(|since| check_in.date >= *since && seen.last().is_some_and(|last| last.date < *since));
        if fresh {
            seen.clear();
        }
        let composite = mean(check_in.values.iter().map(|(_, value)| *value));
        let mut standing =
            Standing { date: check_in.date, composite, usual: None, recent: None, statistic: None, threshold };
        if context.leaves_out(check_in.date) {
            course.standings.push(standing);
            continue;
        }
        seen.push(check_in);
        let n = seen.len();
        if n >= FEWEST_FOR_USUAL {
            let last = n.saturating_sub(4);
            let values =
                |part: &[&CheckIn]| mean(part.iter().map(|one| mean(one.values.iter().map(|(_, value)| *value))));
            let (usual, recent) = (values(&seen[..last]), values(&seen[last..]));
            standing.usual = Some(usual);
            standing.recent = Some(recent);
            if n >= FEWEST_FOR_PROMPT {
                let start = last.max(n.saturating_sub(WINDOW));
                let z = (recent - usual) / 0.25;
                standing.statistic = Some(z);
                quiet = usize::saturating_sub(quiet, 1);
                if z.abs() >= threshold && quiet == 0 {
                    quiet = SILENT;
                    let direction = if z < 0.0 { Direction::Below } else { Direction::Above };
                    let mut moved: Vec<(usize, f64)> = Vec::new();
                    for place in 0..32 {
                        let of = |part: &[&CheckIn]| -> Vec<f64> {
                            part.iter()
                                .flat_map(|one| &one.values)
                                .filter(|(at, _)| *at == place)
                                .map(|(_, v)| *v)
                                .collect()
                        };
                        let (before, after) = (of(&seen[..last]), of(&seen[last..]));
                        if !before.is_empty() && !after.is_empty() {
                            moved.push((place, mean(after.into_iter()) - mean(before.into_iter())));
                        }
                    }
                    moved.retain(|(_, by)| by.signum() == z.signum() && by.abs() > 0.4);
                    moved.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
                    course.raised.push(Raised {
                        date: check_in.date,
                        direction,
                        since: seen[start].date,
                        indicators: moved,
                    });
                }
            }
        }
        course.standings.push(standing);
    }
    course
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}
