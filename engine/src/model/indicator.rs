//! Indicators and observations: five words, one step, one day, one source.
//! What a row of them says is in `trend`; what explains a stretch of days is in `context`.

use super::id::{IndicatorId, MeetingId, PersonId};
use super::name::{ascii_words, one_line, required_line, slugs};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a step came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The manager saw it.
    Observed,
    /// The person said it.
    Said,
}

/// Which end of a scale is strain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum StrainEnd {
    /// Step 1 (Energy: empty).
    Low,
    /// Step 5 (Workload: too much).
    High,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Indicator {
    /// Identity.
    pub id: IndicatorId,
    /// Stable key for files: `energy`, `workload`, `focus`, `reviews`, `growth`, `belonging`, or made from the name.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// A quiet word beside the name when it is open, such as `interruptions`; may be empty.
    pub hint: String,
    /// The sentence asked beside the scale; may be empty.
    pub question: String,
    /// Words for steps 1 to 5.
    pub words: [String; 5],
    /// Which end is strain.
    pub strain: StrainEnd,
    /// No longer asked; its history stays.
    pub retired: bool,
}

/// Most characters of an indicator's name.
const NAME_MAX: usize = 60;
/// Most characters of a word for a step: it stands at the end of a chart's axis.
const WORD_MAX: usize = 24;
/// Most characters of the question, and of the quiet word.
const QUESTION_MAX: usize = 200;

/// What is entered about an indicator; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct IndicatorDraft {
    /// What it is called, 1 to 60 characters.
    pub name: String,
    /// A quiet word beside the name; may be empty.
    pub hint: String,
    /// The sentence asked beside the scale; may be empty.
    pub question: String,
    /// Words for steps 1 to 5, each 1 to 24 characters and no two alike.
    pub words: [String; 5],
    /// Which end is strain.
    pub strain: StrainEnd,
}

/// A draft that was checked: every line trimmed and in one Unicode form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndicator(IndicatorDraft);

impl NewIndicator {
    /// Checks what was entered.
    ///
    /// Errors name the field: `name`, `hint`, `question`, or `word1` to `word5`.
    pub fn parse(draft: &IndicatorDraft) -> Result<Self> {
        let mut words: [String; 5] = Default::default();
        for (at, word) in draft.words.iter().enumerate() {
            let field = format!("word{}", at + 1);
            let word = required_line(&field, word, WORD_MAX)?;
            if words.iter().any(|before| before.to_lowercase() == word.to_lowercase()) {
                return Err(Error::invalid(field, "Give each step a word of its own."));
            }
            words[at] = word;
        }
        Ok(Self(IndicatorDraft {
            name: required_line("name", &draft.name, NAME_MAX)?,
            hint: short("hint", &draft.hint)?,
            question: short("question", &draft.question)?,
            words,
            strain: draft.strain,
        }))
    }

    /// Keys for files, best first, without end; the first that is free is taken.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        slugs(if ascii_words(&self.name).is_empty() { "indicator" } else { &self.name })
    }
}

impl std::ops::Deref for NewIndicator {
    type Target = IndicatorDraft;
    fn deref(&self) -> &IndicatorDraft {
        &self.0
    }
}

/// A line that may stay empty.
fn short(field: &str, text: &str) -> Result<String> {
    let text = one_line(text);
    if text.chars().count() > QUESTION_MAX {
        return Err(Error::invalid(field, "Shorten this to at most 200 characters."));
    }
    Ok(text)
}

/// The new order of the indicators that are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct IndicatorOrder {
    /// All that are not retired, first to last.
    pub indicators: Vec<IndicatorId>,
}

/// Whether check-ins are kept in a vault at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// Notes, and check-ins with what they say over time.
    #[default]
    CheckIns,
    /// Notes only: check-ins, trends and prompts are nowhere to be seen. What was entered stays as it is.
    NotesOnly,
}

/// What is chosen about check-ins, for a whole vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CheckInChoices {
    /// Whether they are kept at all.
    pub keeping: Keeping,
    /// The scales in order, retired ones last.
    pub indicators: Vec<Indicator>,
}

/// One stored step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Observation {
    /// About whom.
    pub person: PersonId,
    /// Which scale.
    pub indicator: IndicatorId,
    /// On which day.
    pub date: NaiveDate,
    /// In which meeting; none outside one.
    pub meeting: Option<MeetingId>,
    /// Who says so.
    pub source: Source,
    /// 1 to 5.
    pub value: u8,
}

/// When a check-in is about: a 1:1, or a day without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Occasion {
    /// In a 1:1, on its day.
    Meeting {
        /// Which.
        meeting: MeetingId,
    },
    /// Between 1:1s.
    Day {
        /// About whom.
        person: PersonId,
        /// The day, today or before.
        date: NaiveDate,
    },
}

/// A tap on the check-in rail; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ObservationDraft {
    /// In which meeting, or on which day.
    pub occasion: Occasion,
    /// Which scale.
    pub indicator: IndicatorId,
    /// Who says so.
    pub source: Source,
    /// The step tapped.
    pub step: Step,
}

/// What was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Step {
    /// A step, 1 to 5.
    Value {
        /// 1 to 5.
        value: u8,
    },
    /// Looked at and left: not observed. Takes a step back out, both sources. Outside a meeting nothing is left behind.
    NotObserved,
    /// Nothing chosen: as if never touched, for this source.
    Empty,
}

/// One scale on the check-in rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CheckInRow {
    /// The scale.
    pub indicator: Indicator,
    /// What I saw this time.
    pub observed: Option<u8>,
    /// What they said this time.
    pub said: Option<u8>,
    /// Looked at and left.
    pub not_observed: bool,
    /// The step of the last time there was one before this meeting, shown as a dashed ring.
    pub last: Option<u8>,
}
