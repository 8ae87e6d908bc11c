//! Meetings and what is waiting for them.
//! What was written in one is in `note`.

use super::id::{AgendaItemId, MeetingId, NoteId, PersonId};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// One of the two at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The manager.
    Me,
    /// The person.
    Them,
}

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Status {
    /// In the calendar, not begun.
    Planned,
    /// Begun and not ended: the clock runs.
    Running,
    /// Took place on its day.
    Held,
    /// Took place on `date` instead of `from`.
    Moved {
        /// The day it should have been.
        from: NaiveDate,
        /// Who moved it.
        by: Side,
    },
    /// Did not take place.
    Missed {
        /// Who could not.
        by: Side,
    },
    /// One of the two was away.
    Leave,
}

/// A stored meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// With whom.
    pub person: PersonId,
    /// The day it took place, or should have.
    pub date: NaiveDate,
    /// Local time.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub time: NaiveTime,
    /// Minutes it took; planned ones when it did not take place.
    pub minutes: u16,
    /// What became of it.
    pub status: Status,
    /// Topic keys it touched, in the order given.
    pub topics: Vec<String>,
    /// Its note, when one was written.
    pub note: Option<NoteId>,
}

/// Who talked more, as the manager felt it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Talked {
    /// The manager.
    Me,
    /// Both about as much.
    Even,
    /// The person.
    Them,
}

/// What the manager may add when a 1:1 is over; both may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    /// Who talked more.
    pub talked: Option<Talked>,
    /// One line to look back on, at most 500 characters; may be empty.
    pub words: String,
}

/// When to meet; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct MeetingDraft {
    /// With whom.
    pub person: PersonId,
    /// The day.
    pub date: NaiveDate,
    /// Local time.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub time: NaiveTime,
    /// 5 to 480.
    pub minutes: u16,
}

/// Where an agenda item came from, for its quiet label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum AgendaSource {
    /// Typed.
    Typed,
    /// A follow-up ("I promised").
    FollowUp,
    /// A topic not touched for `weeks`.
    Topic {
        /// Weeks since it was last touched.
        weeks: u32,
    },
    /// A goal gone quiet.
    Goal,
    /// A question of the bank.
    Question {
        /// The key of a shipped one, or the id of one's own; empty when it is not known any more.
        key: String,
    },
    /// Words of a note.
    Note,
    /// A thought from the inbox.
    Capture,
}

/// Something to talk about. It belongs to the person until it is discussed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaItemId,
    /// With whom.
    pub person: PersonId,
    /// One line, 1 to 500 characters.
    pub text: String,
    /// Where it came from.
    pub source: AgendaSource,
    /// Held meetings that ended without it being discussed.
    pub carried: u32,
    /// The meeting it was discussed in; none while it waits.
    pub discussed_in: Option<MeetingId>,
}

/// What an agenda item is made of; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct AgendaItemDraft {
    /// With whom.
    pub person: PersonId,
    /// One line.
    pub text: String,
    /// Where it came from.
    pub source: AgendaSource,
}
