//! The alarm budget: how many prompts a manager wants in a year, and what is missed at that setting.
//! The figures come from the shipped simulation; the test that uses them is in `across`.

pub use super::table::{FOUND, GAPS, RATES, THRESHOLDS};
use serde::{Deserialize, Serialize};

/// Prompts a year for the whole team that a manager may choose.
pub const CHOICES: [u8; 3] = [2, 4, 8];
/// Prompts per stable person-year a new vault starts near, and what `trends --budget` takes when nothing is said.
pub const USUAL_RATE: f64 = 0.25;

/// The alarm budget, in words for the settings page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AlarmBudget {
    /// The chosen one of `choices`: prompts a year for the whole team when nothing changes.
    pub a_year: u8,
    /// People with check-ins it is shared between.
    pub people: u32,
    /// 2, 4 and 8, each with what it means.
    pub choices: Vec<BudgetChoice>,
}

/// One setting and what it misses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BudgetChoice {
    /// About so many prompts a year for the team although nothing changed.
    pub a_year: u8,
    /// Of 10 clear drops (1.2 steps across indicators), how many are found within 12 meetings.
    pub clear_of_10: u8,
    /// The same of small drops (0.8 steps).
    pub small_of_10: u8,
    /// The same of slow ones (1.2 steps over 10 meetings).
    pub slow_of_10: u8,
    /// The same of a single indicator (1.5 steps).
    pub single_of_10: u8,
    /// Meetings until half of the clear drops are found.
    pub clear_meetings: u8,
    /// `A clear drop is found within 12 meetings 9 times in 10; …`
    pub words: String,
}

impl AlarmBudget {
    /// The chosen number, or the one nearest to the usual rate, shared between so many people.
    pub fn new(chosen: Option<u8>, people: u32) -> Self {
        let shared = f64::from(people.max(1));
        let usual = CHOICES.into_iter().min_by(|one, other| {
            let far = |choice: &u8| (f64::from(*choice) / shared - USUAL_RATE).abs();
            far(one).total_cmp(&far(other))
        });
        let a_year = chosen.filter(|chosen| CHOICES.contains(chosen)).or(usual).unwrap_or(CHOICES[0]);
        let choices = CHOICES.into_iter().map(|choice| BudgetChoice::new(choice, f64::from(choice) / shared)).collect();
        Self { a_year, people, choices }
    }

    /// Prompts per stable person-year: what the test asks for.
    pub fn rate(&self) -> f64 {
        f64::from(self.a_year) / f64::from(self.people.max(1))
    }
}

/// What the simulation found at one rate; in the order clear (1.2 steps across indicators), small (0.8), slow (1.2 over
/// 10 meetings), single (one indicator by 1.5).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Share found within 12 meetings.
    pub within_12: [f64; 4],
    /// Share found within 6 meetings.
    pub within_6: [f64; 4],
    /// Meetings until half of the clear ones are found.
    pub median: u8,
}

/// The threshold at a rate of prompts per stable person-year for check-ins so many days apart: straight between the
/// simulated ones on logarithmic scales, the nearest one outside.
pub fn threshold(rate: f64, gap: f64) -> f64 {
    let (row, share) = between(&RATES, rate);
    let (column, of_gap) = between(&GAPS, gap);
    let at = |row: usize| mix(THRESHOLDS[row][column], THRESHOLDS[row][column + 1], of_gap);
    mix(at(row), at(row + 1), share)
}

/// The place below a value in a rising list and how far it is to the next, on a logarithmic scale; stops at both ends.
fn between(list: &[f64], value: f64) -> (usize, f64) {
    let value = value.clamp(list[0], list[list.len() - 1]);
    let place = list.partition_point(|one| *one <= value).clamp(1, list.len() - 1) - 1;
    (place, (value / list[place]).ln() / (list[place + 1] / list[place]).ln())
}

fn mix(one: f64, other: f64, share: f64) -> f64 {
    one + (other - one) * share
}

impl BudgetChoice {
    fn new(a_year: u8, rate: f64) -> Self {
        let (row, share) = between(&RATES, rate);
        let (one, other) = (&FOUND[row], &FOUND[row + 1]);
        let of_10 = |kind: usize| (10.0 * mix(one.within_12[kind], other.within_12[kind], share)).round() as u8;
        let (clear, small, slow, single) = (of_10(0), of_10(1), of_10(2), of_10(3));
        let words = format!(
            "A clear drop is found within 12 meetings {} in 10, a slow one {}, a small one {}, \
             and a clear drop of one indicator alone {}.",
            times(clear),
            times(slow),
            times(small),
            times(single),
        );
        Self {
            a_year,
            clear_of_10: clear,
            small_of_10: small,
            slow_of_10: slow,
            single_of_10: single,
            clear_meetings: mix(f64::from(one.median), f64::from(other.median), share).round() as u8,
            words,
        }
    }
}

fn times(n: u8) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}
