//! Context: what explains a stretch of days, and days on which a person's usual starts afresh.
//! How both change the usual is in `trend`.

use super::id::{ContextBandId, PersonId};
use super::name::one_line;
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Most characters of a band's own words.
const LABEL_MAX: usize = 60;

/// What explains a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ContextKind {
    /// Carrying the pager.
    OnCall,
    /// A release, a launch, a migration.
    Release,
    /// Away: holidays, parental leave, illness.
    Leave,
    /// A new team, a new manager, a new structure.
    Reorganisation,
    /// Anything else; the label says what.
    Other,
}

/// Whether check-ins of a stretch count towards the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum InUsual {
    /// They count like any other.
    Counts,
    /// They are drawn, but the usual is made without them.
    LeftOut,
}

/// A stretch as entered; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ContextBandDraft {
    /// What it was.
    pub kind: ContextKind,
    /// Own words, at most 60 characters; needed only for `other`.
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it goes on.
    pub to: Option<NaiveDate>,
    /// Whether its check-ins count towards the usual.
    pub in_usual: InUsual,
}

/// A draft that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContextBand(ContextBandDraft);

impl NewContextBand {
    /// Checks what was entered.
    ///
    /// Errors name the field: `label` or `to`.
    pub fn parse(draft: &ContextBandDraft) -> Result<Self> {
        let label = one_line(&draft.label);
        if label.chars().count() > LABEL_MAX {
            return Err(Error::invalid("label", "Shorten this to at most 60 characters."));
        }
        if label.is_empty() && draft.kind == ContextKind::Other {
            return Err(Error::invalid("label", "Say in a word or two what it was."));
        }
        if draft.to.is_some_and(|to| to < draft.from) {
            return Err(Error::invalid("to", "The last day must not be before the first."));
        }
        Ok(Self(ContextBandDraft { label, ..draft.clone() }))
    }
}

impl std::ops::Deref for NewContextBand {
    type Target = ContextBandDraft;
    fn deref(&self) -> &ContextBandDraft {
        &self.0
    }
}

/// A stored stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ContextBand {
    /// Identity.
    pub id: ContextBandId,
    /// About whom.
    pub person: PersonId,
    /// What it was.
    pub kind: ContextKind,
    /// Own words; may be empty.
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it goes on.
    pub to: Option<NaiveDate>,
    /// Whether its check-ins count towards the usual.
    pub in_usual: InUsual,
}
