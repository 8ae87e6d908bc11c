//! Prompts as they are shown: what was raised, what became of it, and the app's own record.
//! When one is raised is in `across`; how often that may happen is in `budget`.

use super::Direction;
use super::across::CheckIn;
use super::course::Course;
use crate::model::id::{IndicatorId, MeetingId, PersonId};
use crate::model::indicator::{Indicator, StrainEnd};
use crate::model::person::Person;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A prompt nobody closed stands for this many days: 8 weeks, by then there is something newer to talk about.
const STANDS_DAYS: u64 = 56;

/// What became of a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The two talked about it.
    Talked,
    /// There was nothing behind it.
    Nothing,
    /// Something known explains it.
    Context,
    /// The conversation confirmed it.
    WasRight,
}

/// An indicator that moved, in its own words' direction: Workload *above* can be part of a prompt *below*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Moved {
    /// Which.
    pub indicator: IndicatorId,
    /// Its name.
    pub name: String,
    /// Which way its own steps went.
    pub direction: Direction,
}

/// One prompt as it was raised: worth a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Prompt {
    /// About whom.
    pub person: PersonId,
    /// The check-in that raised it.
    pub raised_on: NaiveDate,
    /// Towards strain (below the person's usual) or away from it.
    pub direction: Direction,
    /// The first check-in of the change, as it looked on that day.
    pub since: NaiveDate,
    /// The indicators behind it, the one that moved furthest first.
    pub indicators: Vec<Moved>,
    /// The meetings from `since` to `raised_on`, oldest first: their notes are the notes behind it.
    pub meetings: Vec<MeetingId>,
    /// It came back: the prompt before it pointed the other way.
    pub back: bool,
    /// It is the newest of this person, has no outcome, and is at most 8 weeks old: shown on cards.
    pub standing: bool,
    /// What became of it; none until it is told.
    pub outcome: Option<Outcome>,
    /// The day that was told.
    pub closed_on: Option<NaiveDate>,
}

impl Prompt {
    /// Whether it is still to be shown on a day, as long as nothing newer was raised.
    pub fn stands(&self, today: NaiveDate) -> bool {
        let last = self.raised_on.checked_add_days(Days::new(STANDS_DAYS));
        self.outcome.is_none() && last.is_some_and(|last| today <= last)
    }
}

/// What became of a prompt; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct OutcomeDraft {
    /// About whom.
    pub person: PersonId,
    /// The check-in that raised it.
    pub raised_on: NaiveDate,
    /// Which way.
    pub direction: Direction,
    /// What became of it; none opens it again.
    pub outcome: Option<Outcome>,
}

/// Prompts, of one person or of everyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PromptsPage {
    /// Newest first.
    pub prompts: Vec<Prompt>,
    /// Everyone a prompt may name.
    pub people: Vec<Person>,
    /// Days on which someone's usual began afresh, newest first.
    pub fresh_starts: Vec<FreshStart>,
    /// How often the prompts were right, over everyone, whoever was asked for.
    pub record: PromptRecord,
}

/// "This is the new normal", from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct FreshStart {
    /// Whose.
    pub person: PersonId,
    /// From which day on.
    pub since: NaiveDate,
}

/// The app's own record: how many prompts there were and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PromptRecord {
    /// Prompts raised so far.
    pub raised: u32,
    /// Without an outcome yet.
    pub open: u32,
    /// The two talked about it.
    pub talked: u32,
    /// There was nothing behind it.
    pub nothing: u32,
    /// Something known explained it.
    pub context: u32,
    /// The conversation confirmed it.
    pub was_right: u32,
}

impl PromptRecord {
    /// Counts prompts.
    pub fn of<'a>(prompts: impl IntoIterator<Item = &'a Prompt>) -> Self {
        prompts.into_iter().fold(Self::default(), |mut record, prompt| {
            record.raised += 1;
            *match prompt.outcome {
                None => &mut record.open,
                Some(Outcome::Talked) => &mut record.talked,
                Some(Outcome::Nothing) => &mut record.nothing,
                Some(Outcome::Context) => &mut record.context,
                Some(Outcome::WasRight) => &mut record.was_right,
            } += 1;
            record
        })
    }
}

/// What a course raised, with names and the meetings behind it; outcomes are the vault's to add.
pub fn prompts(person: PersonId, indicators: &[Indicator], check_ins: &[CheckIn], course: &Course) -> Vec<Prompt> {
    let mut before = None;
    let prompts = course.raised.iter().map(|raised| {
        let moved = raised.indicators.iter().filter_map(|(place, by)| {
            let indicator = indicators.get(*place)?;
            // Turned for the test; turned back here, so that the words fit the person's own steps.
            let down = (*by < 0.0) != (indicator.strain == StrainEnd::High);
            let direction = if down { Direction::Below } else { Direction::Above };
            Some(Moved { indicator: indicator.id, name: indicator.name.clone(), direction })
        });
        let behind = check_ins.iter().filter(|one| (raised.since..=raised.date).contains(&one.date));
        Prompt {
            person,
            raised_on: raised.date,
            direction: raised.direction,
            since: raised.since,
            indicators: moved.collect(),
            meetings: behind.filter_map(|one| one.meeting).collect(),
            back: before.replace(raised.direction).is_some_and(|before| before != raised.direction),
            standing: false,
            outcome: None,
            closed_on: None,
        }
    });
    prompts.collect()
}
