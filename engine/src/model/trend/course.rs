//! One person's whole row, check-in by check-in: what each day would have shown, and the prompts raised.
//! How evidence is weighed is in `evidence`; how a prompt is shown is in `prompt`.

use super::Direction;
use super::across::CheckIn;
use super::budget;
use super::evidence::{Evidence, Row};
use super::usual::{Context, FEWEST, RECENT};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A composite needs this many indicators.
const FEWEST_INDICATORS: usize = 2;
/// Check-ins needed before a prompt is possible.
pub const ENOUGH: usize = 16;
/// After a prompt it is quiet for so many check-ins, and evidence gathers anew.
const QUIET: usize = 6;
/// A rise needs so much more evidence than a fall, and one that takes back a fall that was told so much: the budget goes
/// to falls, and after a false one the row is bound to rise.
const RISE: f64 = 2.0;
const RETURN: f64 = 1.0;
/// An indicator is named when it moved by this much, in steps, and by this share of the one that moved furthest.
const NAMED: (f64, f64) = (0.4, 0.5);
/// The cadence is the middle of at most so many gaps between check-ins.
const GAPS: usize = 26;

/// What one check-in says against the person's usual, as it stood on that day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The check-in.
    pub date: NaiveDate,
    /// Mean step of its indicators, low = strain, 1 to 5.
    pub composite: f64,
    /// The usual composite before the likeliest change; none with fewer than 6 check-ins.
    pub usual: Option<f64>,
    /// The mean since then, held against the same indicators.
    pub recent: Option<f64>,
    /// The evidence of a change, a natural log; below 0 towards strain. None where no prompt is possible.
    pub statistic: Option<f64>,
    /// A prompt is raised where the statistic gets this far from 0 on its side; none where no prompt is possible.
    pub threshold: Option<f64>,
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

/// Runs the test over every check-in; `rate` is prompts per stable person-year.
pub fn course(check_ins: &[CheckIn], context: &Context, rate: f64) -> Course {
    walk(check_ins, context, |gap| budget::threshold(rate, gap))
}

/// The same with thresholds of one's own, by the days between two check-ins: what the simulation sets the table by.
pub fn walk(check_ins: &[CheckIn], context: &Context, threshold: impl Fn(f64) -> f64) -> Course {
    let places = check_ins.iter().flat_map(|one| &one.values).map(|(place, _)| place + 1).max().unwrap_or(0);
    let mut course = Course::default();
    let (mut row, mut days, mut quiet): (Row, Vec<NaiveDate>, usize) = (Row::new(places), Vec::new(), 0);
    for check_in in check_ins.iter().filter(|one| one.values.len() >= FEWEST_INDICATORS) {
        let afresh =
            |last: &NaiveDate| context.fresh_starts.iter().any(|since| last < since && *since <= check_in.date);
        if days.last().is_some_and(afresh) {
            (row, days, quiet) = (Row::new(places), Vec::new(), 0);
        }
        let mut standing = Standing::bare(check_in);
        if !context.leaves_out(check_in.date) {
            let day = days.first().map_or(0.0, |first| (check_in.date - *first).num_days() as f64);
            days.push(check_in.date);
            quiet = quiet.saturating_sub(1);
            row.feed(day, check_in, days.len() + 14 > ENOUGH);
            if days.len() >= ENOUGH {
                let least = threshold(usual_gap(&days));
                let evidence = row.evidence();
                let raised = standing.hold(evidence.as_ref(), least, row.open()).filter(|_| quiet == 0);
                if let (Some(direction), Some(evidence)) = (raised, evidence) {
                    course.raised.push(raise(&row, check_in.date, direction, &evidence));
                    row.told(direction, evidence.since);
                    quiet = QUIET;
                }
            } else if days.len() >= FEWEST {
                let plain = row.plain(RECENT);
                (standing.usual, standing.recent) = (plain.map(|one| one.0), plain.map(|one| one.1));
            }
        }
        course.standings.push(standing);
    }
    course
}

impl Standing {
    fn bare(check_in: &CheckIn) -> Self {
        let composite =
            check_in.values.iter().map(|(_, value)| value).sum::<f64>() / check_in.values.len().max(1) as f64;
        Self { date: check_in.date, composite, usual: None, recent: None, statistic: None, threshold: None }
    }

    /// Notes what the evidence says; the direction, where it reaches the threshold. `open` was told and not
    /// taken back yet.
    fn hold(&mut self, evidence: Option<&Evidence>, least: f64, open: Option<Direction>) -> Option<Direction> {
        let statistic = evidence.map_or(0.0, |evidence| evidence.statistic);
        let rise = if open == Some(Direction::Below) { RETURN } else { RISE };
        let least = if statistic > 0.0 { least + rise } else { least };
        (self.usual, self.recent) = (evidence.map(|one| one.usual), evidence.map(|one| one.recent));
        (self.statistic, self.threshold) = (Some(statistic), Some(least));
        let direction = if statistic < 0.0 { Direction::Below } else { Direction::Above };
        (statistic.abs() >= least).then_some(direction)
    }
}

fn raise(row: &Row, date: NaiveDate, direction: Direction, evidence: &Evidence) -> Raised {
    let sign = if direction == Direction::Below { -1.0 } else { 1.0 };
    let mut moved: Vec<(usize, f64)> = evidence.moved.iter().copied().filter(|(_, by)| sign * by > 0.0).collect();
    moved.sort_by(|one, other| (sign * other.1).total_cmp(&(sign * one.1)));
    let least = moved.first().map_or(0.0, |(_, by)| NAMED.0.max(NAMED.1 * sign * by));
    let named = moved.iter().take_while(|(_, by)| sign * by >= least).count().max(1);
    moved.truncate(named);
    Raised { date, direction, since: row.at(evidence.since).map_or(date, |first| first.date), indicators: moved }
}

/// Days between two check-ins in the middle of the latest ones.
fn usual_gap(days: &[NaiveDate]) -> f64 {
    let first = days.len().saturating_sub(GAPS + 1);
    let mut gaps: Vec<i64> = days[first..].windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).map_or(7.0, |gap| *gap as f64)
}
