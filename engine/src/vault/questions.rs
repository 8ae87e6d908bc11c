//! The question bank for one person: what was asked when, one's own questions, how far apart.
//! The shipped questions and how a few are chosen are the model's.

use super::ids::make_id;
use super::nouns::all;
use super::rows::{Text, get, get_some};
use super::today::quiet_topics;
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::id::{PersonId, QuestionId};
use crate::model::question::{Question, QuestionBank, QuestionDraft, WEEKS_APART, WEEKS_APART_MAX, shipped, suggest};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// How many are suggested.
const SUGGESTED: usize = 5;

impl Vault {
    /// The bank as it is offered for a person.
    pub fn questions(&self, person: PersonId, now: Now) -> Result<QuestionBank> {
        let conn = &self.conn;
        let person = calendar::person(conn, person)?;
        let today = now.date_naive();
        let asked: BTreeMap<String, NaiveDate> = all(
            conn,
            "SELECT question, max(asked_on) AS asked_on FROM questions_asked WHERE person = ?1 GROUP BY question",
            [Text(person.id)],
            |row| Ok((row.get("question")?, get(row, "asked_on")?)),
        )?
        .into_iter()
        .collect();
        let waiting: BTreeSet<String> = all(
            conn,
            "SELECT question FROM agenda_items WHERE person = ?1 AND discussed_in IS NULL AND question IS NOT NULL",
            [Text(person.id)],
            |row| row.get("question"),
        )?
        .into_iter()
        .collect();
        let mut questions = own(conn)?;
        questions.extend(shipped()?);
        for question in &mut questions {
            question.last_asked = asked.get(&question.key).copied();
            question.waiting = waiting.contains(&question.key);
        }
        let weeks_apart = weeks_apart(conn)?;
        let meetings = calendar::meetings(conn, person.id)?;
        let quiet: Vec<String> = quiet_topics(&meetings, &super::observations::topic_names(conn)?, today)
            .into_iter()
            .map(|topic| topic.key)
            .collect();
        let week = usize::try_from(today.num_days_from_ce() / 7).unwrap_or(0);
        let suggested = suggest(&questions, &quiet, weeks_apart, (today, week), SUGGESTED);
        Ok(QuestionBank { suggested, questions, weeks_apart })
    }
    /// Adds a question of one's own.
    ///
    /// Errors name the field: `text` or `topic`.
    pub fn add_question(&mut self, draft: &QuestionDraft, now: Now) -> Result<Question> {
        let text = draft.text()?;
        self.write(|tx| {
            let known: bool =
                tx.query_row("SELECT EXISTS (SELECT 1 FROM topics WHERE key = ?1)", [&draft.topic], |row| row.get(0))?;
            if !known {
                return Err(Error::invalid("topic", "Choose a topic from the list."));
            }
            let id = QuestionId(make_id(now)?);
            tx.execute(
                "INSERT INTO questions(id, topic, situation, text, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![Text(id), draft.topic, situation(draft)?, text, Text(now)],
            )?;
            let mut own = own(tx)?;
            own.retain(|one| one.key == id.to_string());
            own.pop().ok_or(Error::internal("question"))
        })
    }
    /// Removes a question of one's own; what was asked stays written down.
    pub fn remove_question(&mut self, id: QuestionId) -> Result<()> {
        self.write(|tx| match tx.execute("DELETE FROM questions WHERE id = ?1", [Text(id)])? {
            0 => Err(Error::not_found("question")),
            _ => Ok(()),
        })
    }
    /// Sets for how many weeks a question that was asked is not suggested again.
    ///
    /// Errors name the field `weeks_apart`.
    pub fn set_weeks_apart(&mut self, weeks: u16) -> Result<()> {
        if weeks > WEEKS_APART_MAX {
            return Err(Error::invalid("weeks_apart", "Choose between 0 and 104 weeks."));
        }
        self.write(|tx| {
            tx.execute(
                "INSERT INTO choices(key, value) VALUES ('question_weeks', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1",
                [weeks.to_string()],
            )?;
            Ok(())
        })
    }
}

fn weeks_apart(conn: &Connection) -> Result<u16> {
    let chosen: Option<String> =
        conn.query_row("SELECT value FROM choices WHERE key = 'question_weeks'", [], |row| row.get(0)).optional()?;
    Ok(chosen.and_then(|weeks| weeks.parse().ok()).unwrap_or(WEEKS_APART))
}

/// How a situation stands in its column; `''` is any.
fn situation(draft: &QuestionDraft) -> Result<String> {
    match serde_json::to_value(draft.situation).map_err(|_| Error::internal("situation"))? {
        serde_json::Value::String(word) => Ok(word),
        _ => Ok(String::new()),
    }
}

/// One's own questions, newest first, asked of nobody.
fn own(conn: &Connection) -> Result<Vec<Question>> {
    all(
        conn,
        "SELECT id, topic, nullif(situation, '') AS situation, text FROM questions ORDER BY created_at DESC, id DESC",
        [],
        |row| {
            Ok(Question {
                key: row.get("id")?,
                topic: row.get("topic")?,
                situation: get_some(row, "situation")?,
                text: row.get("text")?,
                own: true,
                last_asked: None,
                waiting: false,
            })
        },
    )
}

/// Writes down that a person was asked on a day.
pub(super) fn asked(conn: &Connection, person: PersonId, key: &str, day: NaiveDate) -> Result<()> {
    if !key.is_empty() {
        conn.execute(
            "INSERT OR IGNORE INTO questions_asked(person, question, asked_on) VALUES (?1, ?2, ?3)",
            params![Text(person), key, Text(day)],
        )?;
    }
    Ok(())
}

/// Takes that back.
pub(super) fn not_asked(conn: &Connection, person: PersonId, key: &str, day: NaiveDate) -> Result<()> {
    conn.execute(
        "DELETE FROM questions_asked WHERE person = ?1 AND question = ?2 AND asked_on = ?3",
        params![Text(person), key, Text(day)],
    )?;
    Ok(())
}
