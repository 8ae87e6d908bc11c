//! A person's own usual: which check-ins count, and the band they make.
//! What the latest dots say against it is in `reading`.

use super::Usual;
use crate::model::id::MeetingId;
use crate::model::indicator::Source;
use chrono::NaiveDate;

/// Check-ins needed before there is a usual at all (DESIGN.md, chart grammar 2).
pub const FEWEST: usize = 6;
/// The latest check-ins are compared with the usual and are not part of it.
pub const RECENT: usize = 4;
/// At most this many check-ins make the usual: half a year of weekly 1:1s.
pub const LONGEST: usize = 26;
/// Edges of the band: the middle four fifths.
const BAND: (f64, f64) = (0.10, 0.90);
/// Keeps a value that lies on the edge inside, whatever the last bit of the sum says.
const ON_THE_EDGE: f64 = 1e-9;

/// One stored step of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub date: NaiveDate,
    /// The meeting behind it.
    pub meeting: Option<MeetingId>,
    /// Who says so.
    pub source: Source,
    /// 1 to 5.
    pub value: u8,
}

/// What explains a stretch, or ends it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Stretches left out of the usual, both days included; an open end goes on.
    pub left_out: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// "This is the new normal", oldest first: check-ins before the latest one no longer count.
    pub fresh_starts: Vec<NaiveDate>,
}

impl Context {
    pub(super) fn leaves_out(&self, day: NaiveDate) -> bool {
        self.left_out.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day <= to))
    }
}

/// One value per day, oldest first: what was seen where there is one, else what was said.
pub fn check_ins(steps: &[Step]) -> Vec<Step> {
    let mut sorted = steps.to_vec();
    sorted.sort_by_key(|step| (step.date, step.source != Source::Observed));
    sorted.dedup_by_key(|step| step.date);
    sorted
}

/// Check-ins that count since the latest fresh start.
pub fn counting<'a>(check_ins: &'a [Step], context: &Context) -> &'a [Step] {
    let first = context.fresh_starts.last().map_or(0, |since| check_ins.partition_point(|step| step.date < *since));
    &check_ins[first..]
}

/// The usual of check-ins that count, oldest first; none with fewer than 6, or when context leaves fewer than 2.
pub fn usual(counting: &[Step], context: &Context) -> Option<Usual> {
    if counting.len() < FEWEST {
        return None;
    }
    let before = &counting[..counting.len() - RECENT];
    let mut values: Vec<f64> = before
        .iter()
        .rev()
        .filter(|step| !context.leaves_out(step.date))
        .take(LONGEST)
        .map(|step| f64::from(step.value))
        .collect();
    values.sort_by(f64::total_cmp);
    if values.len() < FEWEST - RECENT {
        return None;
    }
    let n = u32::try_from(values.len()).unwrap_or(u32::MAX);
    Some(Usual { low: quantile(&values, BAND.0)?, high: quantile(&values, BAND.1)?, n })
}

impl Usual {
    /// Which way a value lies outside; none when it is inside or on the edge.
    pub fn side(&self, value: u8) -> Option<super::Direction> {
        let value = f64::from(value);
        if value < self.low - ON_THE_EDGE {
            Some(super::Direction::Below)
        } else if value > self.high + ON_THE_EDGE {
            Some(super::Direction::Above)
        } else {
            None
        }
    }

    /// How far outside a value lies, in steps; 0 inside.
    pub fn distance(&self, value: u8) -> f64 {
        let value = f64::from(value);
        (self.low - value).max(value - self.high).max(0.0)
    }
}

/// A quantile of sorted values, straight between neighbours (type 7 of Hyndman and Fan, "Sample Quantiles in
/// Statistical Packages", The American Statistician 50, 1996).
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let (low, high) = (at.floor(), at.ceil());
    let value = |index: f64| sorted.get(index as usize).copied();
    Some(value(low)? + (value(high)? - value(low)?) * (at - low))
}
