//! Goals: what someone wants to grow into, and what was seen of it.
//! The quiet rule is here; nothing here judges the person.

use super::cadence::{Cadence, Rhythm};
use super::id::{EvidenceId, GoalId, MeetingId, MilestoneId, PersonId};
use super::meeting::Side;
use super::name::one_line;
use crate::error::{Error, Result};
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

/// Longest title, in characters.
const LONGEST_TITLE: usize = 200;
/// Longest milestone, next step or skill, in characters.
const LONGEST_LINE: usize = 500;
/// Longest reason and longest text about a goal, in characters.
const LONGEST_TEXT: usize = 20_000;
/// Skills a goal is tagged with at most.
const MOST_SKILLS: usize = 8;
/// Steps a goal has at most.
const MOST_MILESTONES: usize = 100;
/// Days without a check-in after which a goal is quiet at the earliest.
const QUIET_CHECK_IN_DAYS: i64 = 28;
/// Days without evidence after which a goal is quiet.
const QUIET_EVIDENCE_DAYS: i64 = 60;

impl Goal {
    /// Whole weeks an active goal has been quiet: no check-in for two 1:1s and at least 28 days, or no evidence for
    /// 60 days, counted from the day it was opened when there was none yet. None when it is not quiet.
    pub fn quiet_weeks(&self, cadence: &Cadence, today: NaiveDate) -> Option<u32> {
        if self.state != GoalState::Active {
            return None;
        }
        let rhythm = match cadence.rhythm {
            Rhythm::Weeks { n } => 7 * i64::from(n),
            Rhythm::MonthWeekday { .. } => 31,
            Rhythm::None => 0,
        };
        let since = |last: Option<NaiveDate>| (today - last.unwrap_or(self.opened).max(self.opened)).num_days();
        let said = since(self.check_ins.iter().map(|one| one.date).max());
        let seen = since(self.evidence.iter().map(|one| one.date).max());
        let quiet = [(said, QUIET_CHECK_IN_DAYS.max(2 * rhythm)), (seen, QUIET_EVIDENCE_DAYS)];
        let days = quiet.into_iter().filter(|(days, limit)| days > limit).map(|(days, _)| days).max()?;
        u32::try_from(days / 7).ok()
    }

    /// The last day anything was said or seen about it.
    pub fn last_heard(&self) -> Option<NaiveDate> {
        self.check_ins.iter().map(|one| one.date).chain(self.evidence.iter().map(|one| one.date)).max()
    }
}

/// A goal as it may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoal(GoalDraft);

impl NewGoal {
    /// Checks what was entered.
    ///
    /// Errors name the field: `title`, `why`, `about`, `skills`, `next_step`, `milestones`.
    pub fn parse(draft: &GoalDraft) -> Result<Self> {
        let mut draft = draft.clone();
        draft.title = line("title", &draft.title, LONGEST_TITLE, "Say the goal in 1 to 200 characters.")?;
        draft.why = text("why", &draft.why)?;
        draft.about = text("about", &draft.about)?;
        let mut skills: Vec<String> = Vec::new();
        for skill in draft.skills.iter().map(|skill| one_line(skill)).filter(|skill| !skill.is_empty()) {
            if !skills.contains(&skill) {
                skills.push(skill);
            }
        }
        if skills.len() > MOST_SKILLS || skills.iter().any(|skill| skill.chars().count() > LONGEST_LINE) {
            return Err(Error::invalid("skills", "Name at most eight skills, a few words each."));
        }
        draft.skills = skills;
        if let Some(step) = &mut draft.next_step {
            step.text = line("next_step", &step.text, LONGEST_LINE, "Say the next step in 1 to 500 characters.")?;
        }
        if draft.milestones.len() > MOST_MILESTONES {
            return Err(Error::invalid("milestones", "A goal has at most 100 milestones; make a second goal."));
        }
        for milestone in &mut draft.milestones {
            milestone.text =
                line("milestones", &milestone.text, LONGEST_LINE, "Say each milestone in 1 to 500 characters.")?;
        }
        Ok(Self(draft))
    }

    /// What was entered, checked.
    pub fn get(&self) -> &GoalDraft {
        &self.0
    }
}

impl GoalCheckIn {
    /// Checks what was entered; the error names `confidence`.
    pub fn parse(&self) -> Result<&Self> {
        if (1..=5).contains(&self.confidence) {
            return Ok(self);
        }
        Err(Error::invalid("confidence", "Choose one of the five words for their confidence."))
    }
}

/// A quote on one line, when it stands in a note word for word; line breaks, spaces and quote marks at the start of
/// lines do not count.
///
/// The error names `quote`.
pub fn quote_in(note: &str, quote: &str) -> Result<String> {
    let quote = on_one_line(quote);
    if quote.is_empty() {
        return Err(Error::invalid("quote", "Select the words to keep."));
    }
    if !on_one_line(note).contains(&quote) {
        return Err(Error::invalid("quote", "These words do not stand in the note any more; select them again."));
    }
    Ok(quote)
}

fn on_one_line(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn line(field: &str, entered: &str, longest: usize, reason: &str) -> Result<String> {
    let words = one_line(entered);
    if words.is_empty() || words.chars().count() > longest {
        return Err(Error::invalid(field, reason));
    }
    Ok(words)
}

fn text(field: &str, entered: &str) -> Result<String> {
    let words = entered.trim();
    if words.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid(field, "Keep this to 20,000 characters; longer texts belong in a note."));
    }
    Ok(words.to_owned())
}
