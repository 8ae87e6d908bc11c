//! Made-up people and their check-ins, from a seed: the same seed gives the same people on every computer.
//! What is found among them is in `measure`.

use chrono::{Days, NaiveDate};
use engine::model::trend::CheckIn;
use std::f64::consts::TAU;

/// Indicators, meetings, and the meeting from which on a change counts.
pub const INDICATORS: usize = 6;
pub const MEETINGS: usize = 60;
pub const CHANGE_AT: usize = 30;

/// What happens to a person at the 31st meeting.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Change {
    /// Nothing.
    Stable,
    /// Everything falls by so many steps, each indicator by its own weight of it.
    Step(f64),
    /// The same, in equal parts over 10 meetings.
    Slow(f64),
    /// One indicator alone falls.
    Single(f64),
}

/// The kinds that are to be found, in the order of the tables.
pub const KINDS: [Change; 4] = [Change::Step(1.2), Change::Step(0.8), Change::Slow(1.2), Change::Single(1.5)];

/// One made-up person.
pub struct Someone {
    /// Check-ins with at least one value; the place of the meeting stands beside each.
    pub check_ins: Vec<(usize, CheckIn)>,
    /// From the first meeting to the last, in years.
    pub years: f64,
}

/// Random numbers from a seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), normal ones by Box and Muller.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
    fn normal(&mut self) -> f64 {
        let (one, other) = (1.0 - self.unit(), self.unit());
        (-2.0 * one.ln()).sqrt() * (TAU * other).cos()
    }
}

/// Makes a person whose meetings are `gap` days apart, about one in ten skipped.
pub fn someone(chance: &mut Chance, change: Change, gap: u64) -> Someone {
    // How this person and each indicator stand: means 3.6 with SD 0.45, kept in 2.6 to 4.4.
    let means: Vec<f64> = (0..INDICATORS).map(|_| (3.6 + 0.45 * chance.normal()).clamp(2.6, 4.4)).collect();
    let spread = chance.within(0.45, 0.9);
    let shared = chance.within(0.3, 0.7); // of the variance
    let memory: f64 = chance.within(0.05, 0.5); // from one meeting to the next
    let missing = chance.within(0.05, 0.35);
    let weights: Vec<f64> = (0..INDICATORS).map(|_| chance.within(0.5, 1.3)).collect();
    let hit = (chance.next() % INDICATORS as u64) as usize;
    let fresh = (1.0 - memory * memory).sqrt();
    let mut factor = chance.normal();
    let mut own: Vec<f64> = (0..INDICATORS).map(|_| chance.normal()).collect();
    // The rater drifts: a random walk that is 0.25 steps (SD) away at the end.
    let mut drift = 0.0;
    let mut date = NaiveDate::default();
    let begun = date;
    let mut check_ins = Vec::new();
    for meeting in 0..MEETINGS {
        drift += 0.25 * chance.normal() / (MEETINGS as f64).sqrt();
        let mut values = Vec::new();
        for (place, mean) in means.iter().enumerate() {
            let fall = fall(change, meeting, weights[place], place == hit);
            let off = spread * (shared.sqrt() * factor + (1.0 - shared).sqrt() * own[place]);
            let step = (mean + off + drift - fall).round().clamp(1.0, 5.0);
            if chance.unit() >= missing {
                values.push((place, step));
            }
        }
        if !values.is_empty() {
            check_ins.push((meeting, CheckIn { date, meeting: None, values }));
        }
        let skipped = u64::from(chance.unit() < 0.1);
        if meeting + 1 < MEETINGS {
            date = date.checked_add_days(Days::new(gap * (1 + skipped))).unwrap_or(date);
        }
        factor = memory * factor + fresh * chance.normal();
        for one in &mut own {
            *one = memory * *one + fresh * chance.normal();
        }
    }
    Someone { check_ins, years: (date - begun).num_days() as f64 / 365.25 }
}

fn fall(change: Change, meeting: usize, weight: f64, hit: bool) -> f64 {
    let Some(since) = meeting.checked_sub(CHANGE_AT) else { return 0.0 };
    match change {
        Change::Stable => 0.0,
        Change::Step(by) => weight * by,
        Change::Slow(by) => weight * by * (since as f64 / 10.0).min(1.0),
        Change::Single(by) => f64::from(u8::from(hit)) * by,
    }
}

/// Many people from one seed.
pub fn people(seed: u64, n: usize, change: Change, gap: u64) -> Vec<Someone> {
    let mut chance = Chance::new(seed);
    (0..n).map(|_| someone(&mut chance, change, gap)).collect()
}
