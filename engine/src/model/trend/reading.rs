//! What one indicator says today: dots, the run or the stray one among them, and the strongest reading of all.
//! Nothing here says what it means; the band itself is in `usual`.

use super::usual::{Context, Step, check_ins, counting, usual};
use super::{Direction, IndicatorTrend, Point, Reading, Signal, Usual};
use crate::model::id::MeetingId;
use crate::model::indicator::Indicator;
use chrono::{Days, NaiveDate};

/// A run is this many outside …
const RUN: usize = 3;
/// … of the last 4 or 5.
const WINDOW: usize = 5;
/// A stray dot is told for 13 weeks.
const STRAY_DAYS: u64 = 13 * 7;
/// Without a value for this many weeks, although the two met, an indicator is quiet.
const QUIET_WEEKS: i64 = 6;
/// Check-ins an indicator needs before a run of it is shown on a card: with fewer, the band itself is too unsure
/// (the shape described in `usual`: dots under 6, a band from 6, worth a conversation from 16).
const ENOUGH: usize = 16;
/// Dots of a sparkline.
const SPARK: usize = 12;

/// A meeting that took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Which.
    pub id: MeetingId,
    /// The day.
    pub date: NaiveDate,
}

/// One person's row for one indicator, and the day it is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// Every stored step up to `today`.
    pub steps: &'a [Step],
    /// Meetings that took place up to `today`, oldest first.
    pub met: &'a [Met],
    /// What explains a stretch.
    pub context: &'a Context,
    /// The day.
    pub today: NaiveDate,
}

impl Series<'_> {
    /// The chart from a day on, with what it says today.
    pub fn trend(&self, indicator: Indicator, from: NaiveDate) -> IndicatorTrend {
        let days = check_ins(self.steps);
        let counting = counting(&days, self.context);
        let usual = usual(counting, self.context);
        IndicatorTrend {
            indicator,
            points: self.points(&days, counting, usual, from),
            usual,
            latest: days.last().map(|step| step.value),
            reading: self.reading(counting, usual),
        }
    }

    /// What is shown on a card, when there is a run among enough check-ins, with its strength.
    pub fn signal(&self, indicator: &Indicator) -> Option<(Strength, Signal)> {
        let days = check_ins(self.steps);
        let counting = counting(&days, self.context);
        if counting.len() < ENOUGH {
            return None;
        }
        let usual = usual(counting, self.context)?;
        let reading = self.reading(counting, Some(usual));
        let Reading::Run { outside, of, since, .. } = &reading else {
            return None;
        };
        let run =
            counting.iter().filter(|step| step.date >= *since).map(|step| usual.distance(step.value)).sum::<f64>();
        let strength = Strength { share: f64::from(*outside) / f64::from(*of), distance: run / f64::from(*of) };
        let first = days.len().saturating_sub(SPARK);
        let from = days.get(first).map_or(self.today, |step| step.date);
        let mut points = self.points(&days, counting, Some(usual), from);
        points.retain(|point| days.iter().any(|step| step.date == point.date && step.source == point.source));
        let signal =
            Signal { indicator: indicator.id, name: indicator.name.clone(), reading, points, usual: Some(usual) };
        Some((strength, signal))
    }

    fn points(&self, days: &[Step], counting: &[Step], usual: Option<Usual>, from: NaiveDate) -> Vec<Point> {
        let mut points = Vec::new();
        for (index, step) in days.iter().enumerate().filter(|(_, step)| step.date >= from) {
            let counts = counting.first().is_some_and(|first| step.date >= first.date);
            let before = index.checked_sub(1).map(|before| days[before].date).filter(|before| *before >= from);
            points.push(Point {
                date: step.date,
                meeting: step.meeting,
                value: step.value,
                source: step.source,
                outside: counts && usual.is_some_and(|usual| usual.side(step.value).is_some()),
                joined: before.is_some_and(|before| !self.met_between(before, step.date)),
            });
            // What was said beside what was seen: a dot of its own, outside the line and the usual.
            let beside = self.steps.iter().find(|other| other.date == step.date && other.source != step.source);
            points.extend(beside.map(|other| Point {
                date: other.date,
                meeting: other.meeting,
                value: other.value,
                source: other.source,
                outside: false,
                joined: false,
            }));
        }
        points
    }

    /// The two met between two days, neither included.
    fn met_between(&self, after: NaiveDate, before: NaiveDate) -> bool {
        self.met.iter().any(|met| after < met.date && met.date < before)
    }

    fn reading(&self, counting: &[Step], usual: Option<Usual>) -> Reading {
        let (Some(usual), Some(last)) = (usual, counting.last()) else {
            return Reading::Learning { n: u32::try_from(counting.len()).unwrap_or(u32::MAX) };
        };
        let weeks = (self.today - last.date).num_days() / 7;
        if weeks >= QUIET_WEEKS && self.met.iter().any(|met| met.date > last.date) {
            return Reading::Quiet { last: last.date, weeks: u32::try_from(weeks).unwrap_or(u32::MAX) };
        }
        [Direction::Below, Direction::Above]
            .into_iter()
            .find_map(|direction| run(counting, usual, direction))
            .or_else(|| self.stray(counting, usual))
            .unwrap_or(Reading::Within)
    }

    fn stray(&self, counting: &[Step], usual: Usual) -> Option<Reading> {
        let since = self.today.checked_sub_days(Days::new(STRAY_DAYS))?;
        counting.iter().rev().take_while(|step| step.date >= since).find_map(|step| {
            let direction = usual.side(step.value)?;
            Some(Reading::Stray { direction, on: step.date, meetings: step.meeting.into_iter().collect() })
        })
    }
}

/// A run on one side among the last check-ins, with everything before it that is outside without a break.
fn run(counting: &[Step], usual: Usual, direction: Direction) -> Option<Reading> {
    let outside = |step: &Step| usual.side(step.value) == Some(direction);
    let window = counting.len().saturating_sub(WINDOW);
    if counting[window..].iter().filter(|step| outside(step)).count() < RUN {
        return None;
    }
    let mut first = window + counting[window..].iter().position(outside)?;
    while first > 0 && outside(&counting[first - 1]) {
        first -= 1;
    }
    let run = &counting[first..];
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Reading::Run {
        direction,
        since: run.first()?.date,
        outside: count(run.iter().filter(|step| outside(step)).count()),
        of: count(run.len()),
        meetings: run.iter().filter_map(|step| step.meeting).collect(),
    })
}

/// How strong a run is: first the share outside, then how far.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Strength {
    share: f64,
    distance: f64,
}

/// The strongest of several runs; the first of equals.
pub fn strongest(signals: impl IntoIterator<Item = (Strength, Signal)>) -> Option<Signal> {
    let stronger = |best: (Strength, Signal), next: (Strength, Signal)| if next.0 > best.0 { next } else { best };
    signals.into_iter().reduce(stronger).map(|(_, signal)| signal)
}

/// Puts charts in reading order: runs first, then as the indicators stand.
pub fn runs_first(trends: &mut [IndicatorTrend]) {
    trends.sort_by_key(|trend| !matches!(trend.reading, Reading::Run { .. }));
}
