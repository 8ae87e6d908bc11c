//! The rules that are measured: the shipped one, and those in use elsewhere, each with its threshold as an argument.
//! All but the shipped one look at the mean of a meeting's indicators; every rule waits for 16 check-ins, looks both
//! ways, and is silent for 6 after a prompt.

use crate::people::Someone;
use engine::model::trend::{CheckIn, Context, Direction, walk};

const ENOUGH: usize = 16;
const SILENT: usize = 6;

/// A prompt: the meeting that raised it, and whether it points down.
pub type Prompts = Vec<(usize, bool)>;

/// A rule of the tables.
#[derive(Clone, Copy, PartialEq)]
pub enum Rule {
    /// The one that ships.
    Shipped,
    /// Mean of the last 4 against the 4 before.
    LastFour,
    /// Exponentially weighted mean, λ = 0.2, usual from 10 points (Roberts 1959).
    Ewma,
    /// Cumulative sum with k = 0.5, usual from 10 points (Page 1954).
    Cusum,
    /// Page and Hinkley's test against the running mean, with the slack given here (Page 1954, Hinkley 1971).
    PageHinkley(f64),
    /// The same, but for falls only.
    PageHinkleyDown(f64),
    /// Runs and crossings of the median (Anhøj and Olesen 2014); the threshold widens both limits.
    Anhoj,
}

impl Rule {
    /// What it raises for one person.
    pub fn run(self, someone: &Someone, threshold: f64) -> Prompts {
        if self == Rule::Shipped {
            return shipped(someone, |_| threshold);
        }
        let points: Vec<(usize, f64)> =
            someone.check_ins.iter().filter_map(|(at, one)| Some((*at, mean_of(one)?))).collect();
        let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
        let mut sums = Sums::default();
        let (mut prompts, mut silent) = (Vec::new(), 0usize);
        for (index, (meeting, _)) in points.iter().enumerate() {
            silent = silent.saturating_sub(1);
            let seen = &values[..=index];
            let (down, up) = match self {
                Rule::Shipped => continue,
                Rule::LastFour => last_four(seen),
                Rule::Ewma => sums.ewma(seen),
                Rule::Cusum => sums.cusum(seen),
                Rule::PageHinkley(slack) | Rule::PageHinkleyDown(slack) => sums.page_hinkley(seen, slack),
                Rule::Anhoj => anhoj(seen),
            };
            let up = if matches!(self, Rule::PageHinkleyDown(_)) { 0.0 } else { up };
            if seen.len() >= ENOUGH && silent == 0 && down.max(up) > threshold {
                prompts.push((*meeting, down >= up));
                silent = SILENT;
                sums = Sums::default();
            }
        }
        prompts
    }
}

/// The shipped rule with a threshold for each gap.
pub fn shipped(someone: &Someone, threshold: impl Fn(f64) -> f64) -> Prompts {
    let check_ins: Vec<CheckIn> = someone.check_ins.iter().map(|(_, one)| one.clone()).collect();
    let course = walk(&check_ins, &Context::default(), threshold);
    let meeting = |date| someone.check_ins.iter().find(|(_, one)| one.date == date).map(|(at, _)| *at);
    course
        .raised
        .iter()
        .filter_map(|raised| Some((meeting(raised.date)?, raised.direction == Direction::Below)))
        .collect()
}

fn mean_of(check_in: &CheckIn) -> Option<f64> {
    let n = check_in.values.len();
    (n >= 2).then(|| check_in.values.iter().map(|(_, value)| value).sum::<f64>() / n as f64)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn spread(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares = values.iter().map(|value| (value - middle).powi(2)).sum::<f64>();
    (squares / (values.len() as f64 - 1.0)).sqrt().max(0.05)
}

fn last_four(seen: &[f64]) -> (f64, f64) {
    let Some(first) = seen.len().checked_sub(8) else { return (0.0, 0.0) };
    let change = mean(&seen[first + 4..]) - mean(&seen[first..first + 4]);
    // Half a thousandth more, so that a change of just the threshold counts.
    (0.0005 - change, change + 0.0005)
}

/// Sums that begin anew after a prompt.
#[derive(Default)]
struct Sums {
    down: f64,
    up: f64,
    level: f64,
    n: i32,
}

impl Sums {
    const LEARNT: usize = 10;
    fn off(seen: &[f64]) -> Option<f64> {
        let (learnt, rest) = seen.split_at_checked(Self::LEARNT)?;
        Some((rest.last()? - mean(learnt)) / spread(learnt))
    }
    fn ewma(&mut self, seen: &[f64]) -> (f64, f64) {
        const WEIGHT: f64 = 0.2;
        let Some(off) = Self::off(seen) else { return (0.0, 0.0) };
        self.n += 1;
        self.level = WEIGHT * off + (1.0 - WEIGHT) * self.level;
        let sure = (WEIGHT / (2.0 - WEIGHT) * (1.0 - (1.0 - WEIGHT).powi(2 * self.n))).sqrt();
        (-self.level / sure, self.level / sure)
    }
    fn cusum(&mut self, seen: &[f64]) -> (f64, f64) {
        let Some(off) = Self::off(seen) else { return (0.0, 0.0) };
        self.add(off, 0.5)
    }
    fn page_hinkley(&mut self, seen: &[f64], slack: f64) -> (f64, f64) {
        let off = seen.last().map_or(0.0, |last| last - mean(seen));
        self.add(off, slack)
    }
    fn add(&mut self, off: f64, slack: f64) -> (f64, f64) {
        self.down = (self.down - off - slack).max(0.0);
        self.up = (self.up + off - slack).max(0.0);
        (self.down, self.up)
    }
}

/// How far a run is too long or crossings are too few, on the side of the last four points.
fn anhoj(seen: &[f64]) -> (f64, f64) {
    let mut sorted = seen.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0;
    let useful: Vec<bool> = seen.iter().filter(|value| **value != middle).map(|value| *value > middle).collect();
    let Some(last) = useful.last() else { return (0.0, 0.0) };
    let run = useful.iter().rev().take_while(|side| *side == last).count();
    let crossings = useful.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let longest = ((useful.len() as f64).log2() + 3.0).round();
    let beyond = (run as f64 - longest).max(fewest(useful.len() - 1) - crossings as f64);
    // 1 is one beyond the limit; the threshold 0 is the rule as published.
    let below = mean(&seen[seen.len().saturating_sub(4)..]) < middle;
    if below { (beyond, f64::MIN) } else { (f64::MIN, beyond) }
}

/// Fewest crossings expected: the lower 5 % of a binomial with even odds.
fn fewest(n: usize) -> f64 {
    let (mut share, mut sum, mut k) = (0.5f64.powi(n as i32), 0.0, 0usize);
    loop {
        sum += share;
        if sum >= 0.05 || k >= n {
            return k as f64;
        }
        share *= (n - k) as f64 / (k + 1) as f64;
        k += 1;
    }
}
