//! What each screen shows, gathered in one read.
//! How it is gathered is the vault's; how it looks is the window's.

use super::absence::Absence;
use super::context::ContextBand;
use super::follow_up::{FollowUp, Kept};
use super::goal::Goal;
use super::id::{AgendaItemId, CaptureId, FeedbackId, GoalId, MeetingId, NoteId, PersonId};
use super::indicator::{CheckInRow, Keeping};
use super::meeting::{AgendaItem, Meeting, Reflection};
use super::note::{Note, NoteNode};
use super::person::{DatedRole, Person, PersonSummary};
use super::trend::{CadenceStrip, IndicatorTrend, Prompt, Signal, TopicTable};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What stands in the sidebar on every screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Sidebar {
    /// The team's name.
    pub team: String,
    /// The manager's name; may be empty.
    pub manager: String,
    /// Today's date, as the shell sees it.
    pub today: NaiveDate,
    /// Local time now.
    pub now: NaiveDateTime,
    /// Open follow-ups of everyone.
    pub open_follow_ups: u32,
    /// Active goals of everyone.
    pub active_goals: u32,
    /// Whether check-ins are kept in this vault, or notes only.
    pub keeping: Keeping,
    /// People who are not archived: soonest next 1:1 first, those without one last.
    pub people: Vec<PersonSummary>,
}

/// A topic that was not touched for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct QuietTopic {
    /// Stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whole weeks since it was last touched, 8 or more.
    pub weeks: u32,
}

/// What to know before a 1:1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Brief {
    /// With whom.
    pub person: Person,
    /// When.
    pub next: Option<NaiveDateTime>,
    /// Planned minutes.
    pub minutes: u16,
    /// The last 1:1 that took place.
    pub last_met: Option<NaiveDate>,
    /// Open follow-ups of the manager, oldest due first.
    pub promised_by_me: Vec<FollowUp>,
    /// Open follow-ups of the person.
    pub promised_by_them: Vec<FollowUp>,
    /// Waiting agenda items in order.
    pub agenda: Vec<AgendaItem>,
    /// At most three, the longest first; among those touched before and weighed by how often.
    pub topics_quiet: Vec<QuietTopic>,
    /// The standing prompt; a card shows it before the reading.
    pub prompt: Option<Prompt>,
    /// The strongest reading, when one is worth a conversation.
    pub signal: Option<Signal>,
    /// First paragraph of the last note, without marks.
    pub last_time: Option<String>,
    /// A running meeting with them.
    pub running: Option<Meeting>,
    /// A sentence part when 1:1s slipped: `Moved twice, last met 11 Sep`; none otherwise.
    pub slipped: Option<String>,
    /// Goals gone quiet, longest first.
    pub quiet_goals: Vec<QuietGoal>,
    /// Praise and feedback still to be told, oldest first.
    pub feedback: Vec<UntoldFeedback>,
    /// Why no 1:1 is expected now: `On leave until 12 Oct`, `On pause since 3 Sep`, or a sentence for a rhythm that
    /// never comes round. None while the cadence runs.
    pub away: Option<String>,
}

/// Praise or feedback still to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct UntoldFeedback {
    /// Identity.
    pub id: FeedbackId,
    /// For whom.
    pub person: PersonId,
    /// Praise, or something that could be better.
    pub praise: bool,
    /// What to say.
    pub text: String,
    /// Whole days it has waited.
    pub days: u32,
}

/// A rhythm whose 1:1 did not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Overdue {
    /// With whom.
    pub person: Person,
    /// The last 1:1 that took place.
    pub last_met: NaiveDate,
    /// The day the next one should have been.
    pub due: NaiveDate,
    /// Whole days since then.
    pub days: u32,
    /// 1:1s since the last one that the manager moved or missed.
    pub by_me: u32,
    /// The same of the other side.
    pub by_them: u32,
    /// A 1:1 that was planned and whose day went by: held after all, missed, or to be moved.
    pub left_open: Option<Meeting>,
}

/// A goal gone quiet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct QuietGoal {
    /// Which.
    pub goal: GoalId,
    /// Its title.
    pub title: String,
    /// Whose.
    pub person: Person,
    /// Whole weeks.
    pub weeks: u32,
}

/// The Today screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Today {
    /// Local now.
    pub now: DateTime<FixedOffset>,
    /// 1:1s of today, by time.
    pub up_next: Vec<Brief>,
    /// The next 1:1 of everyone else within 9 days, then those without a date.
    pub next_days: Vec<Brief>,
    /// The manager's open follow-ups: past their date, due, later, undated. Those nudged to a later day wait.
    pub my_promises: Vec<FollowUp>,
    /// What others owe.
    pub waiting_on_them: Vec<FollowUp>,
    /// Goals gone quiet, longest first.
    pub quiet_goals: Vec<QuietGoal>,
    /// Praise and feedback still to be told, oldest first.
    pub feedback: Vec<UntoldFeedback>,
    /// Rhythms whose 1:1 did not take place, longest overdue first.
    pub overdue: Vec<Overdue>,
    /// The day something was written last, when that is more than a day after `now`: the clock was set back.
    pub written_on: Option<NaiveDate>,
}

/// A goal as a card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GoalCard {
    /// The goal.
    pub goal: Goal,
    /// Whole weeks of quiet; none when it is not.
    pub quiet_weeks: Option<u32>,
    /// The last day anything was said or seen about it.
    pub last_heard: Option<NaiveDate>,
}

/// The head of a person's page and the counts of its tabs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PersonPage {
    /// The person.
    pub person: Person,
    /// `person.about` read into a tree.
    pub about: Vec<NoteNode>,
    /// Earlier and present roles, newest first.
    pub roles: Vec<DatedRole>,
    /// Stretches without 1:1s, oldest first.
    pub absences: Vec<Absence>,
    /// The same brief as on Today.
    pub brief: Brief,
    /// Notes written.
    pub notes: u32,
    /// Open follow-ups.
    pub open_follow_ups: u32,
    /// Active goals.
    pub active_goals: u32,
    /// Whether check-ins are asked for about this person.
    pub check_ins: bool,
    /// What waits in the inbox, oldest first.
    pub captures: Vec<Capture>,
}

/// A thought between meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Capture {
    /// Identity.
    pub id: CaptureId,
    /// When it was captured.
    pub at: DateTime<FixedOffset>,
    /// One line or more.
    pub text: String,
}

/// One entry of the Notes tab, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NoteEntry {
    /// The meeting, when the note is of one; also for meetings that did not take place (then without a note).
    pub meeting: Option<Meeting>,
    /// The note.
    pub note: Option<Note>,
    /// The note read into a tree.
    pub tree: Vec<NoteNode>,
    /// Agenda items discussed in it.
    pub discussed: Vec<AgendaItem>,
    /// Follow-ups made in it, for the state of the lines.
    pub follow_ups: Vec<FollowUp>,
}

/// Follow-ups with the rates: of one person, or of everyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FollowUpsPage {
    /// Open ones of the manager: past their date, then by due date, then undated.
    pub mine: Vec<FollowUp>,
    /// Open ones of the others, in the same order.
    pub theirs: Vec<FollowUp>,
    /// Kept and dropped ones, newest first, at most 200.
    pub closed: Vec<FollowUp>,
    /// Open next steps of active goals.
    pub next_steps: Vec<GoalStep>,
    /// The manager's rate over the last 26 weeks.
    pub kept_by_me: Kept,
    /// The others' rate over the last 26 weeks.
    pub kept_by_them: Kept,
    /// Everyone a row may name.
    pub people: Vec<Person>,
}

/// A goal's open next step, listed under its goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GoalStep {
    /// Which goal.
    pub goal: GoalId,
    /// Its title.
    pub title: String,
    /// Whose goal.
    pub person: PersonId,
    /// The step.
    pub step: super::goal::NextStep,
}

/// Goals: of one person, or of everyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GoalsPage {
    /// All goals; active first, then paused, done, let go; within that the order they were opened.
    pub cards: Vec<GoalCard>,
    /// Everyone a card may name.
    pub people: Vec<Person>,
}

/// How far back charts look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// 13 weeks.
    ThreeMonths,
    /// 26 weeks.
    SixMonths,
    /// 52 weeks.
    OneYear,
    /// Since the first 1:1 or check-in.
    All,
}

/// The Trends tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TrendsPage {
    /// First day on the axis.
    pub from: NaiveDate,
    /// Last day on the axis.
    pub to: NaiveDate,
    /// Whether check-ins are asked for about this person; where not, everything about them is empty.
    pub asked: bool,
    /// One per indicator: runs first, then the indicators' own order.
    pub indicators: Vec<IndicatorTrend>,
    /// Stretches with a reason, oldest first, in range or not.
    pub bands: Vec<ContextBand>,
    /// Days on which the usual started afresh, oldest first.
    pub fresh_starts: Vec<NaiveDate>,
    /// Check-ins so far.
    pub check_ins: u32,
    /// When the two met.
    pub cadence: CadenceStrip,
    /// What they talked about.
    pub topics: TopicTable,
    /// The manager's promises.
    pub kept_by_me: Kept,
    /// The person's promises.
    pub kept_by_them: Kept,
    /// The manager's promises past their date, for the line below the dots.
    pub past_due: Vec<FollowUp>,
}

/// The meeting screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct MeetingPage {
    /// The meeting.
    pub meeting: Meeting,
    /// With whom.
    pub person: Person,
    /// When the clock began to run; none when it is not running.
    pub started_at: Option<DateTime<FixedOffset>>,
    /// Local now.
    pub now: DateTime<FixedOffset>,
    /// Its note; made empty at the start.
    pub note: Note,
    /// Discussed in this meeting, or waiting; in order.
    pub agenda: Vec<AgendaItem>,
    /// The rail; empty in notes-only mode and for people without check-ins.
    pub check_in: Vec<CheckInRow>,
    /// Open follow-ups with this person that stand in other notes, the manager's first.
    pub open_follow_ups: Vec<FollowUp>,
    /// Follow-ups made in this meeting.
    pub made_here: Vec<FollowUp>,
    /// Active goals.
    pub goals: Vec<GoalCard>,
    /// The last meeting that took place before this one.
    pub last_meeting: Option<Meeting>,
    /// First paragraph of its note.
    pub last_time: Option<String>,
}

/// What is told when a 1:1 ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct WrapUp {
    /// The ended meeting.
    pub meeting: Meeting,
    /// Follow-ups agreed in it, both sides: what may be told to the person.
    pub agreed: Vec<FollowUp>,
    /// Follow-ups that stand in a private passage of its note: never told.
    pub private: Vec<FollowUp>,
    /// What the manager added.
    pub reflection: Reflection,
    /// What is carried over.
    pub carried: Vec<AgendaItem>,
    /// The next 1:1.
    pub next: Option<NaiveDateTime>,
}

/// The new order of waiting agenda items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct AgendaOrder {
    /// All waiting items, first to last.
    pub items: Vec<AgendaItemId>,
}

/// Something a note can link to with `[[…]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LinkTarget {
    /// What stands between the brackets: a day or a goal's name in the layout, with the person's folder before it where
    /// it is another person's. So the link also leads there in the exported folder.
    pub link: String,
    /// What it is called.
    pub title: String,
    /// Whose it is, for the list.
    pub person: String,
    /// Where it leads.
    pub place: LinkPlace,
}

/// Where a link in a note leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LinkPlace {
    /// A 1:1 with its note.
    Meeting {
        /// Which.
        meeting: MeetingId,
    },
    /// A dated note outside a 1:1.
    Note {
        /// Which.
        note: NoteId,
    },
    /// A goal.
    Goal {
        /// Which.
        goal: GoalId,
        /// Whose.
        person: PersonId,
    },
}
