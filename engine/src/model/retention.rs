//! How long what is written about people is kept, and what a monthly review proposes to let go.
//! Nothing is deleted here, and nowhere unasked.

use super::id::PersonId;
use crate::error::{Error, Result};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest a clock can be set to, in months.
const LONGEST: u16 = 240;

/// Months after which something is proposed for removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Check-ins, from their day.
    pub observations: u16,
    /// Notes, from their day.
    pub notes: u16,
    /// Everything, from the day someone left the team.
    pub after_leaving: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { observations: 24, notes: 36, after_leaving: 3 }
    }
}

/// What a clock is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RetentionKind {
    /// Check-ins.
    Observations,
    /// Notes.
    Notes,
    /// The person, whole.
    Everything,
}

/// Something that is past its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PastItem {
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What.
    pub kind: RetentionKind,
    /// How many rows; for everything, meetings and notes together.
    pub rows: u32,
    /// The oldest of them; for everything, the day they left.
    pub oldest: NaiveDate,
}

/// What a monthly review lays before the manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RetentionReview {
    /// The clocks it went by.
    pub clocks: Retention,
    /// Whether a month has passed since the last review.
    pub is_due: bool,
    /// What is past its date, by name; whoever is on hold is left out.
    pub past: Vec<PastItem>,
    /// Who is on hold, by name.
    pub held: Vec<Held>,
}

/// Someone on hold: nothing of theirs is proposed for removal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Held {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Since which day.
    pub since: NaiveDate,
}

impl Retention {
    /// Refuses a clock under 1 or over 240 months; errors name the field.
    pub fn check(self) -> Result<Self> {
        let fields =
            [("observations", self.observations), ("notes", self.notes), ("after_leaving", self.after_leaving)];
        for (field, months) in fields {
            if !(1..=LONGEST).contains(&months) {
                return Err(Error::invalid(field, "Choose between 1 and 240 months."));
            }
        }
        Ok(self)
    }

    /// The day up to which (that day left out) things of a kind are past their date.
    pub fn cut(self, kind: RetentionKind, today: NaiveDate) -> NaiveDate {
        let months = match kind {
            RetentionKind::Observations => self.observations,
            RetentionKind::Notes => self.notes,
            RetentionKind::Everything => self.after_leaving,
        };
        today.checked_sub_months(Months::new(u32::from(months))).unwrap_or(NaiveDate::MIN)
    }
}

/// Whether a review is due: never held, or a month ago.
pub fn is_due(last: Option<NaiveDate>, today: NaiveDate) -> bool {
    last.and_then(|last| last.checked_add_months(Months::new(1))).is_none_or(|next| next <= today)
}
