//! Goals: what someone wants to grow into, and what was seen of it.
//! The quiet rule is here; nothing here judges the person.

use super::id::{EvidenceId, GoalId, MeetingId, MilestoneId, PersonId};
use super::meeting::Side;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Worked on.
    Active,
    /// Set aside for now.
    Paused,
    /// Reached.
    Done,
    /// Given up on purpose.
    LetGo,
}

/// What kind of growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// Technical depth.
    Technical,
    /// Delivery.
    Delivery,
    /// People.
    People,
    /// Influence.
    Influence,
    /// Learning.
    Learning,
}

/// A step on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Milestone {
    /// Identity.
    pub id: MilestoneId,
    /// One line.
    pub text: String,
    /// When it was reached.
    pub done: Option<NaiveDate>,
    /// When it should be.
    pub due: Option<NaiveDate>,
}

/// The one open next step of a goal. Listed with the follow-ups, not counted among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// One line.
    pub text: String,
    /// Who takes it.
    pub owner: Side,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// How it goes, as they told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum GoalMove {
    /// It moved.
    Moved,
    /// It is stuck.
    Stuck,
    /// Parked for now.
    Parked,
}

/// A ten-second check-in on a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct GoalCheckIn {
    /// The day.
    pub date: NaiveDate,
    /// How it goes.
    pub state: GoalMove,
    /// Their confidence, 1 to 5: unsure, doubtful, fairly sure, sure, certain.
    pub confidence: u8,
}

/// How the evidence came to the manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// Seen.
    Direct,
    /// Told by somebody else.
    SecondHand,
    /// Told by the person.
    SelfReported,
}

/// Words from a note, kept as they stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// The meeting's day.
    pub date: NaiveDate,
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// The words, on one line.
    pub quote: String,
    /// How it came.
    pub kind: EvidenceKind,
}

/// A stored goal with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Goal {
    /// Identity.
    pub id: GoalId,
    /// Whose.
    pub person: PersonId,
    /// File name in the layout; unique for the person.
    pub slug: String,
    /// In their words.
    pub title: String,
    /// Where it stands.
    pub state: GoalState,
    /// What kind of growth.
    pub kind: GoalKind,
    /// Why it matters to them.
    pub why: String,
    /// Skills it is tagged with.
    pub skills: Vec<String>,
    /// When it was opened.
    pub opened: NaiveDate,
    /// Until when.
    pub horizon: Option<NaiveDate>,
    /// More about it, Markdown.
    pub about: String,
    /// Steps, in order.
    pub milestones: Vec<Milestone>,
    /// The one next step.
    pub next_step: Option<NextStep>,
    /// Check-ins, oldest first.
    pub check_ins: Vec<GoalCheckIn>,
    /// Evidence, oldest first.
    pub evidence: Vec<Evidence>,
}

/// What is entered about a goal; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct GoalDraft {
    /// Whose.
    pub person: PersonId,
    /// 1 to 200 characters.
    pub title: String,
    /// What kind of growth.
    pub kind: GoalKind,
    /// Why it matters to them; may be empty.
    pub why: String,
    /// Skills, at most 8.
    pub skills: Vec<String>,
    /// Until when.
    pub horizon: Option<NaiveDate>,
    /// More about it, Markdown.
    pub about: String,
    /// Where it stands.
    pub state: GoalState,
    /// The one next step.
    pub next_step: Option<NextStep>,
    /// All steps in order; one without an id is new, one left out is removed.
    pub milestones: Vec<MilestoneDraft>,
}

/// A step as entered; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct MilestoneDraft {
    /// None for a new one.
    pub id: Option<MilestoneId>,
    /// One line.
    pub text: String,
    /// When it was reached.
    pub done: Option<NaiveDate>,
    /// When it should be.
    pub due: Option<NaiveDate>,
}

/// Words selected in a note; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    /// For which goal.
    pub goal: GoalId,
    /// From which meeting's note.
    pub meeting: MeetingId,
    /// The words; they must stand in the note.
    pub quote: String,
    /// How it came.
    pub kind: EvidenceKind,
}
