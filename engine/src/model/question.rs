//! The question bank: questions worth asking, by topic and by situation, in our own words.
//! Which of them somebody was asked, and one's own questions, are the vault's.

use super::name::one_line;
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The shipped questions: `key;topic;situation;question`. A key is never used again for another question.
const BANK: &str = include_str!("../../../assets/questions.csv");
/// Longest question, in characters; as for an agenda item.
const LONGEST: usize = 500;
/// A question that was asked is not suggested again for this many weeks, until the manager chooses otherwise.
pub const WEEKS_APART: u16 = 12;
/// The most weeks that can be chosen.
pub const WEEKS_APART_MAX: u16 = 104;

/// When a question fits best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// The first 1:1s.
    First,
    /// With a junior.
    Junior,
    /// With a senior.
    Senior,
    /// With a tech lead.
    TechLead,
    /// With somebody who works elsewhere.
    Remote,
    /// After an incident.
    Incident,
    /// Before leave.
    Leave,
}

/// One question as it is offered for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Question {
    /// The key of a shipped one, or the id of one's own.
    pub key: String,
    /// Key of its topic.
    pub topic: String,
    /// When it fits best; none means any time.
    pub situation: Option<Situation>,
    /// The question.
    pub text: String,
    /// One's own, so that it can be removed.
    pub own: bool,
    /// When this person was last asked it.
    pub last_asked: Option<NaiveDate>,
    /// It waits on this person's agenda.
    pub waiting: bool,
}

/// The bank as it is offered for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct QuestionBank {
    /// A few to begin with: not asked lately and not waiting, quiet topics first, different every week.
    pub suggested: Vec<String>,
    /// All of them, one's own first.
    pub questions: Vec<Question>,
    /// A question that was asked is not suggested again for this many weeks; 0 to 104.
    pub weeks_apart: u16,
}

/// A question of one's own; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct QuestionDraft {
    /// Key of its topic.
    pub topic: String,
    /// When it fits best; none means any time.
    pub situation: Option<Situation>,
    /// One line, 1 to 500 characters.
    pub text: String,
}

impl QuestionDraft {
    /// The question on one line.
    ///
    /// Errors name the field `text`.
    pub fn text(&self) -> Result<String> {
        let text = one_line(&self.text);
        match text.chars().count() {
            0 => Err(Error::invalid("text", "Write the question.")),
            length if length > LONGEST => {
                Err(Error::invalid("text", format!("This is {length} characters long. Keep it to {LONGEST}.")))
            }
            _ => Ok(text),
        }
    }
}

/// A row of the bank's file.
#[derive(Deserialize)]
struct Row {
    key: String,
    topic: String,
    situation: Option<Situation>,
    question: String,
}

/// The shipped questions in the order of their file, asked of nobody.
///
/// `internal` when the file inside the program does not read.
pub fn shipped() -> Result<Vec<Question>> {
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(BANK.as_bytes())
        .deserialize()
        .map(|row| {
            let Row { key, topic, situation, question } = row.map_err(|_| Error::internal("question bank"))?;
            Ok(Question { key, topic, situation, text: question, own: false, last_asked: None, waiting: false })
        })
        .collect()
}

/// At most `most` keys to begin with: of questions neither asked within `weeks_apart` weeks nor waiting; those of
/// `quiet` topics first, at most one for each topic, and in an order that turns with `turn` (the week).
pub fn suggest(
    questions: &[Question],
    quiet: &[String],
    weeks_apart: u16,
    (today, turn): (NaiveDate, usize),
    most: usize,
) -> Vec<String> {
    let lately = |day: NaiveDate| (today - day).num_days() < 7 * i64::from(weeks_apart);
    let mut free: Vec<&Question> =
        questions.iter().filter(|one| !one.waiting && !one.last_asked.is_some_and(lately)).collect();
    if !free.is_empty() {
        let turned = turn.wrapping_mul(31) % free.len();
        free.rotate_left(turned);
    }
    // Stable: within each kind the turned order stays.
    free.sort_by_key(|one| (quiet.iter().position(|key| *key == one.topic).unwrap_or(usize::MAX), one.last_asked));
    let mut topics = Vec::new();
    free.retain(|one| {
        let first = one.situation.is_none() && !topics.contains(&&one.topic);
        if first {
            topics.push(&one.topic);
        }
        first
    });
    free.into_iter().take(most).map(|one| one.key.clone()).collect()
}
