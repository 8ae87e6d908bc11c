//! Templates of 1:1s: edited, reset, put into a meeting.
//! The shipped ones and how one is read are the model's.

use super::ids::make_id;
use super::notes::{self, Change};
use super::nouns::all;
use super::{Now, Vault, agenda, meetings};
use crate::error::{Error, Result};
use crate::model::id::MeetingId;
use crate::model::meeting::{AgendaItemDraft, AgendaSource};
use crate::model::template::{self, Template, TemplateDraft};
use rusqlite::{Connection, params};

impl Vault {
    /// All templates: the shipped ones as they came or were edited, then one's own.
    pub fn templates(&self) -> Result<Vec<Template>> {
        templates(&self.conn)
    }
    /// Adds a template of one's own.
    ///
    /// Errors name the field: `name` or `text`.
    pub fn add_template(&mut self, draft: &TemplateDraft, now: Now) -> Result<Template> {
        let (name, text) = draft.parse()?;
        self.write(|tx| {
            let key = make_id(now)?.to_string();
            let first = i64::try_from(template::shipped().len()).unwrap_or(i64::MAX);
            tx.execute(
                "INSERT INTO templates(key, name, text, position)
                 VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, ?4) FROM templates WHERE position >= ?4))",
                params![key, name, text, first],
            )?;
            one(tx, &key)
        })
    }
    /// Changes a template, shipped or not.
    ///
    /// Errors name the field: `name` or `text`.
    pub fn edit_template(&mut self, key: &str, draft: &TemplateDraft) -> Result<Template> {
        let (name, text) = draft.parse()?;
        self.write(|tx| {
            one(tx, key)?;
            let position = template::shipped().iter().position(|one| one.key == key);
            tx.execute(
                "INSERT INTO templates(key, name, text, position) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (key) DO UPDATE SET name = ?2, text = ?3, removed = 0",
                params![key, name, text, i64::try_from(position.unwrap_or(0)).unwrap_or(0)],
            )?;
            one(tx, key)
        })
    }
    /// Brings a shipped template back as it came; removes one of one's own.
    pub fn reset_template(&mut self, key: &str) -> Result<()> {
        self.write(|tx| {
            one(tx, key)?;
            tx.execute("DELETE FROM templates WHERE key = ?1", [key])?;
            Ok(())
        })
    }
    /// Puts a template into a meeting that has begun: points that do not wait already go to the end of the agenda, the
    /// rest below what stands in the note. Nothing is overwritten; a second time adds nothing.
    ///
    /// Errors: `not_found` without such a template, or for a meeting that has not begun.
    pub fn apply_template(&mut self, meeting: MeetingId, key: &str, now: Now) -> Result<()> {
        self.write(|tx| {
            let template = one(tx, key)?;
            let meeting = meetings::meeting(tx, meeting)?;
            let note = notes::note(tx, meeting.note.ok_or(Error::not_found("note"))?)?;
            let there = agenda::of_meeting(tx, &meeting)?;
            for text in template::points(&template.text) {
                if !there.iter().any(|item| item.text == text) {
                    let draft = AgendaItemDraft { person: meeting.person, text, source: AgendaSource::Typed };
                    agenda::add(tx, &draft, now)?;
                }
            }
            let text = template::note(&template.text);
            if !text.is_empty() && !note.text.contains(&text) {
                let gap = if note.text.trim().is_empty() { "" } else { "\n\n" };
                let joined = format!("{}{gap}{text}\n", note.text.trim_end());
                notes::require_size(&joined)?;
                notes::store_text(tx, &note, &joined, Change::FromElsewhere, now)?;
            }
            Ok(())
        })
    }
}

fn templates(conn: &Connection) -> Result<Vec<Template>> {
    let stored =
        all(conn, "SELECT key, name, text FROM templates WHERE removed = 0 ORDER BY position, key", [], |row| {
            let (shipped, edited) = (false, false);
            Ok(Template { key: row.get("key")?, name: row.get("name")?, text: row.get("text")?, shipped, edited })
        })?;
    let mut list = template::shipped();
    for one in stored {
        match list.iter_mut().find(|shipped| shipped.key == one.key) {
            Some(shipped) => {
                let edited = shipped.name != one.name || shipped.text != one.text;
                *shipped = Template { shipped: true, edited, ..one };
            }
            None => list.push(one),
        }
    }
    Ok(list)
}

fn one(conn: &Connection, key: &str) -> Result<Template> {
    templates(conn)?.into_iter().find(|one| one.key == key).ok_or(Error::not_found("template"))
}
