//! What a packet holds: the manager's choice in, plain values out.
//! How it looks on paper is in the crate's `packet` module.

use super::follow_up::{FollowUp, Kept};
use super::goal::Goal;
use super::id::PersonId;
use super::meeting::Meeting;
use super::person::Person;
use super::team::Team;
use super::trend::{CadenceStrip, IndicatorTrend, TopicTable};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which packet. The others come with their own issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PacketKind {
    /// What was said and what was promised, for both.
    History,
}

/// What the manager chose; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct PacketDraft {
    /// About whom.
    pub person: PersonId,
    /// Which packet.
    pub kind: PacketKind,
    /// First day, inclusive; none means from the first meeting on.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive; none means today.
    pub to: Option<NaiveDate>,
    /// What goes in.
    pub include: Include,
}

/// What goes into a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // six independent ticks on the dialog
pub struct Include {
    /// Meeting notes.
    pub notes: bool,
    /// Follow-ups.
    pub follow_ups: bool,
    /// Goals and confidence.
    pub goals: bool,
    /// Cadence and topics.
    pub cadence: bool,
    /// Check-ins: off by default.
    pub check_ins: bool,
    /// Private passages: off by default.
    pub private: bool,
}

/// Exactly what was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LeftOut {
    /// Private passages in range.
    pub private: u32,
    /// Meetings in range with at least one check-in value.
    pub check_ins: u32,
    /// Meeting notes in range.
    pub notes: u32,
    /// Follow-ups in range.
    pub follow_ups: u32,
    /// Goals in play.
    pub goals: u32,
}

/// Everything the paper needs, already chosen and cut; no ids are printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// Which.
    pub kind: PacketKind,
    /// Whose team.
    pub team: Team,
    /// About whom.
    pub person: Person,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The day it was made.
    pub today: NaiveDate,
    /// What went in.
    pub include: Include,
    /// Cadence in range.
    pub cadence: CadenceStrip,
    /// Minutes together in range.
    pub minutes: u32,
    /// Topics in range; rows by total.
    pub topics: TopicTable,
    /// The manager's promises in range.
    pub kept_by_me: Kept,
    /// The person's promises in range.
    pub kept_by_them: Kept,
    /// Open follow-ups today, the manager's first.
    pub open: Vec<FollowUp>,
    /// Active goals, and goals reached in range.
    pub goals: Vec<Goal>,
    /// How many goals were reached in range.
    pub goals_reached: u32,
    /// Meetings in range, newest first, with note and follow-ups.
    pub meetings: Vec<PacketMeeting>,
    /// Charts, when check-ins go in.
    pub trends: Vec<IndicatorTrend>,
    /// What was left out.
    pub left_out: LeftOut,
}

/// One meeting on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct PacketMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// The note as a tree; private passages are already out unless chosen, follow-up lines are in `follow_ups`.
    pub note: Vec<super::note::NoteNode>,
    /// Follow-ups made in it.
    pub follow_ups: Vec<FollowUp>,
}

/// A preview to look at before saving.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PacketPreview {
    /// One SVG document per page.
    pub pages: Vec<String>,
    /// Meetings in it.
    pub meetings: u32,
    /// Private passages in range, in or out.
    pub private_in_range: u32,
    /// What is left out.
    pub left_out: LeftOut,
}
