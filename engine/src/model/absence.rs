//! Stretches without 1:1s: somebody is on leave, or the rhythm is on pause.
//! Single 1:1s that did not take place are meetings.

use super::id::{AbsenceId, PersonId};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why no 1:1 is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// Away from work.
    Leave,
    /// At work, but the two do not meet for a while.
    Pause,
}

/// A stored stretch without 1:1s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Absence {
    /// Identity.
    pub id: AbsenceId,
    /// Whose.
    pub person: PersonId,
    /// Why.
    pub kind: AbsenceKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none until told otherwise.
    pub to: Option<NaiveDate>,
}

/// What is entered about one; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct AbsenceDraft {
    /// Whose.
    pub person: PersonId,
    /// Why.
    pub kind: AbsenceKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none until told otherwise.
    pub to: Option<NaiveDate>,
}

impl AbsenceDraft {
    /// Whether the days are in order.
    ///
    /// Errors name the field `to`.
    pub fn check(&self) -> Result<()> {
        match self.to {
            Some(to) if to < self.from => Err(Error::invalid("to", "Choose a last day on or after the first one.")),
            _ => Ok(()),
        }
    }
}

impl Absence {
    /// Whether a day lies in it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// `On leave until 12 Oct`, `On pause since 3 Sep`.
    pub fn words(&self, today: NaiveDate) -> String {
        let kind = match self.kind {
            AbsenceKind::Leave => "On leave",
            AbsenceKind::Pause => "On pause",
        };
        let (word, day) = match self.to {
            _ if today < self.from => ("from", self.from),
            Some(to) => ("until", to),
            None => ("since", self.from),
        };
        let year = if chrono::Datelike::year(&day) == chrono::Datelike::year(&today) { "%-d %b" } else { "%-d %b %Y" };
        format!("{kind} {word} {}", day.format(year))
    }
}
