//! What waits to be dealt with between 1:1s: thoughts in an inbox, praise and feedback still to be told.
//! What they become is with each noun.

use super::id::{CaptureId, FeedbackId, PersonId};
use super::meeting::Side;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a capture becomes; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaptureInto {
    /// An agenda item.
    Agenda,
    /// A dated note of its own, on the day it was captured.
    Note,
    /// Praise still to be told.
    Praise,
    /// Feedback still to be told.
    Feedback,
    /// A follow-up.
    FollowUp {
        /// Who owes it.
        owner: Side,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// Nothing.
    ThrownAway,
}

/// A thought in somebody's inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Captured {
    /// Identity.
    pub id: CaptureId,
    /// Whose inbox.
    pub person: PersonId,
    /// When it was captured.
    pub at: DateTime<FixedOffset>,
    /// One line or more.
    pub text: String,
}

/// Whether it is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// Something that went well.
    Praise,
    /// Something to do differently.
    Feedback,
}

/// Praise or feedback, still to be told or told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// For whom.
    pub person: PersonId,
    /// Whether it is good news.
    pub kind: FeedbackKind,
    /// What to tell.
    pub text: String,
    /// Since when it waits.
    pub since: NaiveDate,
    /// When it was told.
    pub delivered_on: Option<NaiveDate>,
    /// Days it waits, or waited.
    pub days: u32,
}

/// What is entered; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct FeedbackDraft {
    /// For whom.
    pub person: PersonId,
    /// Whether it is good news.
    pub kind: FeedbackKind,
    /// What to tell, 1 to 2,000 characters.
    pub text: String,
}

/// Everything that waits, of one person or of everyone who is not archived; oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Inbox {
    /// Thoughts that are not sorted yet.
    pub captures: Vec<Captured>,
    /// What is still to be told.
    pub to_tell: Vec<Feedback>,
    /// What was told last, newest first, at most twenty.
    pub told: Vec<Feedback>,
}
