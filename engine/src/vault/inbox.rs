//! The inbox: captures sorted into what they become, and the queue of praise and feedback.
//! Putting a thought in is with `people`; the nouns it becomes are stored as everywhere else.

use super::ids::make_id;
use super::nouns::all;
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, notes};
use crate::error::{Error, Result};
use crate::model::id::{AgendaItemId, CaptureId, FeedbackId, FollowUpId, PersonId};
use crate::model::inbox::{CaptureInto, Captured, Feedback, FeedbackDraft, FeedbackKind, Inbox};
use crate::model::name::{one_line, required_line};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most characters of a line that an agenda item or a follow-up takes.
const LINE_MAX: usize = 500;
/// Most characters of praise or feedback.
const FEEDBACK_MAX: usize = 2_000;

/// Of one person, or of everyone who is not archived.
const OF: &str = "(person = ?1 OR ?1 IS NULL AND person IN (SELECT id FROM people WHERE archived_on IS NULL))";

impl Vault {
    /// What waits of one person, or of everyone.
    pub fn inbox(&self, person: Option<PersonId>, now: Now) -> Result<Inbox> {
        let conn = &self.conn;
        let of = person.map(Text);
        let today = now.date_naive();
        let captures = format!("SELECT * FROM captures WHERE sorted_on IS NULL AND {OF} ORDER BY at, rowid_");
        let to_tell = format!("SELECT * FROM feedback WHERE delivered_on IS NULL AND {OF} ORDER BY since, id");
        let told = format!(
            "SELECT * FROM feedback WHERE delivered_on IS NOT NULL AND {OF} ORDER BY delivered_on DESC, id DESC LIMIT 20"
        );
        Ok(Inbox {
            captures: all(conn, &captures, params![of], captured)?,
            to_tell: all(conn, &to_tell, params![of], |row| feedback(row, today))?,
            told: all(conn, &told, params![of], |row| feedback(row, today))?,
        })
    }
    /// Makes a capture into something, and takes it out of the inbox, in one step.
    ///
    /// Errors name the field `text`, when what it becomes does not hold so much.
    pub fn sort_capture_into(&mut self, id: CaptureId, into: &CaptureInto, now: Now) -> Result<()> {
        self.write(|tx| {
            let capture = tx
                .prepare_cached("SELECT * FROM captures WHERE id = ?1")?
                .query_row([Text(id)], captured)
                .optional()?
                .ok_or(Error::not_found("capture"))?;
            let word = make(tx, &capture, into, now)?;
            tx.execute(
                "UPDATE captures SET sorted_on = ?2, sorted_into = ?3 WHERE id = ?1",
                params![Text(id), Text(now.date_naive()), word],
            )?;
            Ok(())
        })
    }
    /// Keeps praise or feedback until it is told.
    ///
    /// Errors name the field `text`.
    pub fn add_feedback(&mut self, draft: &FeedbackDraft, now: Now) -> Result<FeedbackId> {
        self.write(|tx| {
            let person = calendar::person(tx, draft.person)?.id;
            keep_to_tell(tx, person, draft.kind, &draft.text, now.date_naive(), now)
        })
    }
    /// Told on a day, or not told yet after all.
    ///
    /// Errors name the field `on`.
    pub fn tell_feedback(&mut self, id: FeedbackId, on: Option<NaiveDate>, now: Now) -> Result<()> {
        if on.is_some_and(|on| on > now.date_naive()) {
            return Err(Error::invalid("on", "Choose today or an earlier day."));
        }
        self.write(|tx| {
            match tx.execute("UPDATE feedback SET delivered_on = ?2 WHERE id = ?1", params![Text(id), on.map(Text)])? {
                0 => Err(Error::not_found("feedback")),
                _ => Ok(()),
            }
        })
    }
    /// Deletes praise or feedback that is not going to be told.
    pub fn remove_feedback(&mut self, id: FeedbackId) -> Result<()> {
        self.write(|tx| match tx.execute("DELETE FROM feedback WHERE id = ?1", [Text(id)])? {
            0 => Err(Error::not_found("feedback")),
            _ => Ok(()),
        })
    }
}

/// Stores what a capture becomes; the word for its column.
fn make(conn: &Connection, capture: &Captured, into: &CaptureInto, now: Now) -> Result<&'static str> {
    let Captured { person, text, .. } = capture;
    let person = *person;
    let today = now.date_naive();
    match into {
        CaptureInto::Agenda => {
            conn.execute(
                "INSERT INTO agenda_items(id, person, text, source, position, created_at) VALUES (?1, ?2, ?3, 'capture',
                   (SELECT coalesce(max(position) + 1, 0) FROM agenda_items WHERE person = ?2), ?4)",
                params![Text(AgendaItemId(make_id(now)?)), Text(person), line(text)?, Text(now)],
            )?;
            Ok("agenda")
        }
        CaptureInto::Note => {
            let id = notes::add(conn, person, None, capture.at.date_naive().min(today), now)?;
            let note = notes::note(conn, id)?;
            notes::store_text(conn, &note, text, notes::Change::Typed, now)?;
            Ok("note")
        }
        CaptureInto::Praise => {
            keep_to_tell(conn, person, FeedbackKind::Praise, text, capture.at.date_naive(), now)?;
            Ok("praise")
        }
        CaptureInto::Feedback => {
            keep_to_tell(conn, person, FeedbackKind::Feedback, text, capture.at.date_naive(), now)?;
            Ok("feedback")
        }
        CaptureInto::FollowUp { owner, due } => {
            conn.execute(
                "INSERT INTO follow_ups(id, person, owner, text, due, state, made_on, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7)",
                params![
                    Text(FollowUpId(make_id(now)?)),
                    Text(person),
                    Text(*owner),
                    line(text)?,
                    due.map(Text),
                    Text(today),
                    Text(now)
                ],
            )?;
            Ok("follow_up")
        }
        CaptureInto::ThrownAway => Ok("thrown_away"),
    }
}

/// A thought as one line; Invalid when it is longer than a line holds, rather than cut.
fn line(text: &str) -> Result<String> {
    let line = one_line(text);
    if line.chars().count() > LINE_MAX {
        return Err(Error::invalid("text", "This is more than 500 characters. Make it a note instead."));
    }
    Ok(line)
}

fn keep_to_tell(
    conn: &Connection,
    person: PersonId,
    kind: FeedbackKind,
    text: &str,
    since: NaiveDate,
    now: Now,
) -> Result<FeedbackId> {
    let text = required_line("text", text, FEEDBACK_MAX)?;
    let id = FeedbackId(make_id(now)?);
    conn.execute(
        "INSERT INTO feedback(id, person, kind, text, since) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![Text(id), Text(person), Text(kind), text, Text(since)],
    )?;
    Ok(id)
}

fn captured(row: &Row<'_>) -> rusqlite::Result<Captured> {
    Ok(Captured { id: get(row, "id")?, person: get(row, "person")?, at: get(row, "at")?, text: row.get("text")? })
}

fn feedback(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<Feedback> {
    let since: NaiveDate = get(row, "since")?;
    let delivered_on: Option<NaiveDate> = get_some(row, "delivered_on")?;
    let days = (delivered_on.unwrap_or(today) - since).num_days();
    Ok(Feedback {
        id: get(row, "id")?,
        person: get(row, "person")?,
        kind: get(row, "kind")?,
        text: row.get("text")?,
        since,
        delivered_on,
        days: u32::try_from(days).unwrap_or(0),
    })
}
