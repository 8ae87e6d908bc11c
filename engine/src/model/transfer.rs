//! What goes in and out of a vault: counts, reports, and the whole content as plain values.
//! Reading and writing files is in the crate's `transfer` module.

use super::cadence::Cadence;
use super::follow_up::FollowUpState;
use super::goal::{EvidenceKind, GoalCheckIn, GoalKind, GoalState, NextStep};
use super::indicator::Source;
use super::meeting::{Side, Status};
use super::person::{DatedRole, Relationship};
use super::team::Team;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything in a vault without ids: what the Markdown layout and `rapport.json` hold between them.
/// Import reads one of these from files; the vault merges it; export asks the vault for one and writes it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Content {
    /// The team; none in a file of one person.
    pub team: Option<Team>,
    /// People by slug.
    pub people: Vec<PersonContent>,
    /// What has no noun above: rows by table, so that nothing is left behind.
    #[serde(default)]
    pub rows: Rows,
}

/// Rows by table.
pub type Rows = BTreeMap<String, Vec<Row>>;
/// One row: text, numbers and nulls by column. Ids in it are those of the vault it came from.
pub type Row = BTreeMap<String, serde_json::Value>;

/// What kind of moment a column of a row holds, by the schema's own way of naming columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// `YYYY-MM-DD`.
    Day,
    /// RFC 3339 with offset.
    Stamp,
    /// `HH:MM`.
    Clock,
}

impl Moment {
    /// None for columns that hold no moment.
    pub fn of_column(name: &str) -> Option<Self> {
        match name.rsplit('_').next() {
            Some("at") => Some(Self::Stamp),
            Some("time") => Some(Self::Clock),
            Some("on" | "date" | "since" | "due" | "joined" | "opened" | "horizon" | "done") => Some(Self::Day),
            _ => (name == "moved_from").then_some(Self::Day),
        }
    }

    /// Whether a text reads as one.
    pub fn reads(self, text: &str) -> bool {
        match self {
            Self::Day => text.parse::<NaiveDate>().is_ok(),
            Self::Stamp => DateTime::parse_from_rfc3339(text).is_ok(),
            Self::Clock => NaiveTime::parse_from_str(text, "%H:%M").is_ok(),
        }
    }
}

/// One person, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonContent {
    /// Folder name; unique.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// May be empty.
    pub pronouns: String,
    /// May be empty.
    pub role: String,
    /// May be empty.
    pub level: String,
    /// When they joined.
    pub joined: Option<NaiveDate>,
    /// How they stand to the manager.
    pub relationship: Relationship,
    /// When the two meet.
    pub cadence: Cadence,
    /// Markdown.
    pub about: String,
    /// The day they left the team.
    pub archived_on: Option<NaiveDate>,
    /// Earlier roles, oldest first.
    pub roles: Vec<DatedRole>,
    /// Meetings, oldest first.
    pub meetings: Vec<MeetingContent>,
    /// Notes outside meetings, oldest first.
    pub notes: Vec<NoteContent>,
    /// Follow-ups that stand in no note, oldest first.
    pub follow_ups: Vec<FollowUpContent>,
    /// Agenda items waiting that no held meeting lists yet.
    pub agenda: Vec<AgendaContent>,
    /// Goals by slug.
    pub goals: Vec<GoalContent>,
    /// Captures in the inbox, oldest first.
    pub captures: Vec<CaptureContent>,
    /// Observations outside meetings, oldest first.
    pub observations: Vec<ObservationContent>,
}

/// One meeting with its note, agenda and check-in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingContent {
    /// The day.
    pub date: NaiveDate,
    /// Local time.
    pub time: NaiveTime,
    /// Minutes.
    pub minutes: u16,
    /// What became of it.
    pub status: Status,
    /// Topic keys.
    pub topics: Vec<String>,
    /// Indicator key → (observed, said).
    pub check_in: BTreeMap<String, (Option<u8>, Option<u8>)>,
    /// Keys of the indicators that were looked at and left.
    pub not_observed: Vec<String>,
    /// Agenda as it stood: text and whether it was discussed.
    pub agenda: Vec<AgendaContent>,
    /// The line of the note, from 0, above which a file shows the agenda; nearly always 0.
    pub agenda_line: u32,
    /// The note's text without its agenda; follow-up lines stand in it.
    pub note: Option<String>,
    /// The reason of each dropped follow-up line, by line text; only where one was given.
    pub drop_reasons: BTreeMap<String, String>,
}

/// One line of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaContent {
    /// The line.
    pub text: String,
    /// Discussed in this meeting.
    pub discussed: bool,
}

/// A dated text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteContent {
    /// The day.
    pub date: NaiveDate,
    /// Markdown.
    pub text: String,
}

/// A thought in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureContent {
    /// When it was captured.
    pub at: DateTime<FixedOffset>,
    /// One line or more.
    pub text: String,
}

/// A follow-up outside any note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpContent {
    /// Who owes it.
    pub owner: Side,
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub state: FollowUpState,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// Not before.
    pub nudge_on: Option<NaiveDate>,
}

/// One value outside a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationContent {
    /// The day.
    pub date: NaiveDate,
    /// Indicator key.
    pub indicator: String,
    /// Who says so.
    pub source: Source,
    /// 1 to 5.
    pub value: u8,
}

/// A goal with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalContent {
    /// File name; unique for the person.
    pub slug: String,
    /// In their words.
    pub title: String,
    /// Where it stands.
    pub state: GoalState,
    /// What kind of growth.
    pub kind: GoalKind,
    /// Why it matters to them.
    pub why: String,
    /// Skills.
    pub skills: Vec<String>,
    /// When it was opened.
    pub opened: NaiveDate,
    /// Until when.
    pub horizon: Option<NaiveDate>,
    /// Markdown.
    pub about: String,
    /// Steps in order: text, done, due.
    pub milestones: Vec<(String, Option<NaiveDate>, Option<NaiveDate>)>,
    /// The one next step.
    pub next_step: Option<NextStep>,
    /// Oldest first.
    pub check_ins: Vec<GoalCheckIn>,
    /// In the order they were kept: the meeting's day, the quote, how it came.
    pub evidence: Vec<(NaiveDate, String, EvidenceKind)>,
}

/// Something that was not taken, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Skipped {
    /// Path inside the folder.
    pub file: String,
    /// From 1; none for the whole file.
    pub line: Option<u32>,
    /// A sentence that says what to change.
    pub reason: String,
}

/// What an import added, or would add.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportReport {
    /// `rapport`, `csv`, …
    pub format: String,
    /// People added.
    pub people: u32,
    /// Meetings added.
    pub meetings: u32,
    /// Follow-ups added.
    pub follow_ups: u32,
    /// Observations added.
    pub observations: u32,
    /// Goals added.
    pub goals: u32,
    /// What was not taken.
    pub skipped: Vec<Skipped>,
    /// What was taken, but differently: sentences.
    pub warnings: Vec<String>,
}

/// What an export wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportReport {
    /// Files written.
    pub files: u32,
    /// Bytes written.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub bytes: u64,
}
