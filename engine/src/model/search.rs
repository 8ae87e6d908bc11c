//! Searching: the query's words and filters, and what a hit shows.
//! The index itself is the vault's.

use super::id::{FollowUpId, GoalId, MeetingId, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is searched for; unchecked. The text may hold `person:` `topic:` `after:` `before:` `has:follow-up`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct SearchDraft {
    /// As typed.
    pub text: String,
    /// Only this person.
    pub person: Option<PersonId>,
    /// At most this many hits of each kind, 1 to 200.
    pub limit: u32,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HitTarget {
    /// A meeting's note.
    Meeting {
        /// Which.
        id: MeetingId,
    },
    /// A dated note of its own.
    Note {
        /// Which.
        id: super::id::NoteId,
    },
    /// A follow-up.
    FollowUp {
        /// Which.
        id: FollowUpId,
    },
    /// A goal.
    Goal {
        /// Which.
        id: GoalId,
    },
    /// A person.
    Person,
    /// A capture in the inbox.
    Capture {
        /// Which.
        id: super::id::CaptureId,
    },
}

/// A stretch of the snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SnippetPart {
    /// The words.
    pub text: String,
    /// They match the query.
    pub hit: bool,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Hit {
    /// What and which.
    pub target: HitTarget,
    /// About whom.
    pub person: PersonId,
    /// The day it belongs to.
    pub date: Option<NaiveDate>,
    /// One line of about 120 characters around the first match.
    pub snippet: Vec<SnippetPart>,
    /// For a follow-up: its due date when it is open.
    pub due: Option<NaiveDate>,
}

/// Everything found, best first within each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SearchResults {
    /// Hits, grouped by kind in the order notes, follow-ups, goals, people, captures.
    pub hits: Vec<Hit>,
    /// Notes that match, also beyond the limit.
    pub notes_found: u32,
    /// People those notes are about.
    pub people_found: u32,
    /// Notes searched.
    pub notes_searched: u32,
}
