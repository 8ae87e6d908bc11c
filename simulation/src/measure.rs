//! How often a rule prompts without cause, and how much it finds how soon.
//! What the figures are printed as is in `page`.

use crate::people::{CHANGE_AT, Change, KINDS, Someone, people};
use crate::rules::{Prompts, Rule};
use std::thread;

/// People nothing happens to, and people of each kind of change.
pub struct World {
    pub stable: Vec<Someone>,
    pub changed: Vec<Vec<Someone>>,
}

impl World {
    /// So many people of each kind, `gap` days between meetings.
    pub fn new(seed: u64, n: usize, gap: u64) -> Self {
        let kind = |(at, change): (usize, &Change)| people(seed + 1 + at as u64, n, *change, gap);
        Self { stable: people(seed, n, Change::Stable, gap), changed: KINDS.iter().enumerate().map(kind).collect() }
    }
}

/// What one rule does at one threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Prompts per stable person-year, both directions, over all 60 meetings.
    pub rate: f64,
    /// Of these, the ones that point down.
    pub falls: f64,
    /// For each kind: share found within 12 meetings, within 6, and meetings until half are found (99: never).
    pub found: Vec<(f64, f64, u8)>,
}

/// Prompts per stable person-year, and how many of them point down.
pub fn rates(stable: &[Someone], rule: impl Fn(&Someone) -> Prompts + Sync) -> (f64, f64) {
    let prompts = split(stable, &rule).concat();
    let years = stable.iter().map(|one| one.years).sum::<f64>();
    let falls = prompts.iter().filter(|(_, down)| *down).count();
    (prompts.len() as f64 / years, falls as f64 / years)
}

/// Prompts per stable person-year.
pub fn rate(stable: &[Someone], rule: impl Fn(&Someone) -> Prompts + Sync) -> f64 {
    rates(stable, rule).0
}

/// A rule at a threshold.
pub fn measure(world: &World, rule: Rule, threshold: f64) -> Measured {
    let run = |someone: &Someone| rule.run(someone, threshold);
    let (rate, falls) = rates(&world.stable, run);
    Measured { rate, falls, found: world.changed.iter().map(|kind| found(kind, &run)).collect() }
}

/// What is found among people of one kind.
pub fn found(kind: &[Someone], rule: &(impl Fn(&Someone) -> Prompts + Sync)) -> (f64, f64, u8) {
    let first = |prompts: &Prompts| {
        let hit = prompts.iter().find(|(meeting, down)| *down && *meeting >= CHANGE_AT);
        hit.map_or(99, |(meeting, _)| (meeting - CHANGE_AT + 1) as u8)
    };
    let mut delays: Vec<u8> = split(kind, rule).iter().map(first).collect();
    delays.sort_unstable();
    let within = |n: u8| delays.partition_point(|delay| *delay <= n) as f64 / delays.len() as f64;
    (within(12), within(6), delays[delays.len() / 2])
}

/// Runs a rule over people, on every core.
fn split(people: &[Someone], rule: &(impl Fn(&Someone) -> Prompts + Sync)) -> Vec<Prompts> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts: Vec<_> = people
            .chunks(people.len().div_ceil(cores).max(1))
            .map(|part| scope.spawn(move || part.iter().map(rule).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

/// A rule over a range of thresholds, so that it can be read at any rate between.
pub fn sweep(world: &World, rule: Rule, thresholds: &[f64]) -> Vec<Measured> {
    thresholds.iter().map(|threshold| measure(world, rule, *threshold)).collect()
}

/// A sweep read at a rate: straight between its neighbours, on a logarithmic scale of the rate; none outside. `counted`
/// says which rate.
pub fn at_rate(sweep: &[Measured], counted: fn(&Measured) -> f64, rate: f64) -> Option<Vec<(f64, f64)>> {
    let pair = sweep.windows(2).find(|pair| {
        let (often, seldom) = (counted(&pair[0]), counted(&pair[1]));
        often >= rate && seldom <= rate && seldom > 0.0
    })?;
    let (often, seldom) = (counted(&pair[0]), counted(&pair[1]));
    let span = (often / seldom).ln();
    let share = if span > 0.0 { (often / rate).ln() / span } else { 0.0 };
    let mix = |one: f64, other: f64| one + (other - one) * share;
    let cells = pair[0].found.iter().zip(&pair[1].found);
    Some(cells.map(|(one, other)| (mix(one.0, other.0), mix(one.1, other.1))).collect())
}
