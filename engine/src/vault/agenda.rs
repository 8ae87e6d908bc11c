//! Agenda items: what waits between two people until it is discussed.
//! The meetings they are discussed in are in `meetings`.

use super::ids::make_id;
use super::nouns::{AGENDA_ITEMS, agenda_item, all};
use super::rows::Text;
use super::{Now, Vault, calendar, questions};
use crate::error::{Error, Result};
use crate::model::id::{AgendaItemId, MeetingId, PersonId};
use crate::model::meeting::{AgendaItem, AgendaItemDraft, AgendaSource, Meeting};
use crate::model::name::one_line;
use crate::model::pages::AgendaOrder;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Longest agenda item, in characters.
const LONGEST: usize = 500;

impl Vault {
    /// Waiting items of a person, in order.
    pub fn agenda(&self, person: PersonId) -> Result<Vec<AgendaItem>> {
        waiting(&self.conn, person)
    }
    /// Adds an item at the end.
    ///
    /// Errors name the field: `text` (empty, or longer than 500 characters) or `person` (who has left). `not_found`
    /// without such a person.
    pub fn add_agenda_item(&mut self, draft: &AgendaItemDraft, now: Now) -> Result<AgendaItem> {
        self.write(|tx| add(tx, draft, now))
    }
    /// Changes its words.
    pub fn edit_agenda_item(&mut self, id: AgendaItemId, text: &str) -> Result<AgendaItem> {
        let text = parse(text)?;
        self.write(|tx| {
            tx.execute("UPDATE agenda_items SET text = ?2 WHERE id = ?1", params![Text(id), text])?;
            item(tx, id)
        })
    }
    /// Marks it as discussed in a meeting.
    ///
    /// Invalid when the meeting is with somebody else.
    pub fn discuss_agenda_item(&mut self, id: AgendaItemId, meeting: MeetingId) -> Result<AgendaItem> {
        self.write(|tx| {
            let person = item(tx, id)?.person;
            let of = super::meetings::meeting(tx, meeting)?;
            if of.person != person {
                return Err(Error::invalid("meeting", "Tick this in a 1:1 with the person it is for."));
            }
            if of.took_place() {
                // Ticked afterwards: it stood on that meeting's agenda all the same.
                tx.execute(
                    "INSERT OR IGNORE INTO agenda_lines(meeting, item, position)
                     SELECT ?1, ?2, coalesce(max(position) + 1, 0) FROM agenda_lines WHERE meeting = ?1",
                    params![Text(meeting), Text(id)],
                )?;
            }
            tx.execute("UPDATE agenda_items SET discussed_in = ?2 WHERE id = ?1", params![Text(id), Text(meeting)])?;
            let item = item(tx, id)?;
            if let AgendaSource::Question { key } = &item.source {
                questions::asked(tx, person, key, of.date)?;
            }
            Ok(item)
        })
    }
    /// Lets it wait again.
    pub fn reopen_agenda_item(&mut self, id: AgendaItemId) -> Result<AgendaItem> {
        self.write(|tx| {
            let before = item(tx, id)?;
            if let (AgendaSource::Question { key }, Some(meeting)) = (&before.source, before.discussed_in) {
                let day = super::meetings::meeting(tx, meeting)?.date;
                questions::not_asked(tx, before.person, key, day)?;
            }
            tx.execute("UPDATE agenda_items SET discussed_in = NULL WHERE id = ?1", [Text(id)])?;
            item(tx, id)
        })
    }
    /// Deletes it.
    pub fn remove_agenda_item(&mut self, id: AgendaItemId) -> Result<()> {
        self.write(|tx| {
            item(tx, id)?;
            tx.execute("DELETE FROM agenda_items WHERE id = ?1", [Text(id)])?;
            Ok(())
        })
    }
    /// Puts the waiting items of a person in order. Items that are not named stay behind those that are.
    pub fn order_agenda(&mut self, person: PersonId, order: &AgendaOrder) -> Result<Vec<AgendaItem>> {
        self.write(|tx| {
            let waiting_now: Vec<_> = waiting(tx, person)?.into_iter().map(|item| item.id).collect();
            let mut placed = BTreeSet::new();
            let named = order.items.iter().copied().filter(|id| waiting_now.contains(id));
            let in_order: Vec<_> = named.chain(waiting_now.iter().copied()).filter(|id| placed.insert(*id)).collect();
            // Discussed items keep their places; waiting ones come behind them all.
            let first: i64 = tx.query_row(
                "SELECT coalesce(max(position) + 1, 0) FROM agenda_items WHERE person = ?1 AND discussed_in IS NOT NULL",
                [Text(person)],
                |row| row.get(0),
            )?;
            let mut place = tx.prepare_cached("UPDATE agenda_items SET position = ?2 WHERE id = ?1")?;
            for (position, id) in (first..).zip(in_order) {
                place.execute(params![Text(id), position])?;
            }
            waiting(tx, person)
        })
    }
}

/// Adds an item at the end.
pub(super) fn add(conn: &Connection, draft: &AgendaItemDraft, now: Now) -> Result<AgendaItem> {
    let text = parse(&draft.text)?;
    let (source, weeks, question) = match &draft.source {
        AgendaSource::Typed => ("typed", None, None),
        AgendaSource::FollowUp => ("follow_up", None, None),
        AgendaSource::Topic { weeks } => ("topic", Some(*weeks), None),
        AgendaSource::Goal => ("goal", None, None),
        AgendaSource::Question { key } => ("question", None, Some(key)),
        AgendaSource::Note => ("note", None, None),
        AgendaSource::Capture => ("capture", None, None),
    };
    let person = calendar::present_person(conn, draft.person)?;
    let id = AgendaItemId(make_id(now)?);
    conn.prepare_cached(
        "INSERT INTO agenda_items(id, person, text, source, source_weeks, question, position, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(position) + 1, 0) FROM agenda_items WHERE person = ?2), ?7)",
    )?
    .execute(params![Text(id), Text(person.id), text, source, weeks, question, Text(now)])?;
    item(conn, id)
}

/// Items of a person that wait, in order.
pub(super) fn waiting(conn: &Connection, person: PersonId) -> Result<Vec<AgendaItem>> {
    let sql = format!("{AGENDA_ITEMS} WHERE i.person = ?1 AND i.discussed_in IS NULL ORDER BY i.position, i.id");
    all(conn, &sql, [Text(person)], agenda_item)
}

fn item(conn: &Connection, id: AgendaItemId) -> Result<AgendaItem> {
    conn.prepare_cached(&format!("{AGENDA_ITEMS} WHERE i.id = ?1"))?
        .query_row([Text(id)], agenda_item)
        .optional()?
        .ok_or_else(|| Error::not_found("agenda item"))
}

fn parse(text: &str) -> Result<String> {
    let text = one_line(text);
    if text.is_empty() {
        return Err(Error::invalid("text", "Write what you want to talk about."));
    }
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Error::invalid(
            "text",
            format!("This is {length} characters long. Keep it to {LONGEST}; the rest fits into a note."),
        ));
    }
    Ok(text)
}

/// What a meeting's page lists: discussed in it, or waiting. After it ended, only what stood on its agenda.
pub(super) fn of_meeting(conn: &Connection, meeting: &Meeting) -> Result<Vec<AgendaItem>> {
    let sql = if meeting.took_place() {
        format!(
            "{AGENDA_ITEMS} LEFT JOIN agenda_lines l ON l.item = i.id AND l.meeting = ?2
             WHERE i.person = ?1 AND (i.discussed_in = ?2 OR (i.discussed_in IS NULL AND l.item IS NOT NULL))
             ORDER BY l.position, i.position, i.id"
        )
    } else {
        format!(
            "{AGENDA_ITEMS} WHERE i.person = ?1 AND (i.discussed_in = ?2 OR i.discussed_in IS NULL) ORDER BY i.position, i.id"
        )
    };
    all(conn, &sql, params![Text(meeting.person), Text(meeting.id)], agenda_item)
}

/// Writes down what stood on the agenda of a meeting that ends.
pub(super) fn close(conn: &Connection, meeting: &Meeting) -> Result<()> {
    conn.execute(
        "INSERT OR IGNORE INTO agenda_lines(meeting, item, position)
         SELECT ?2, id, row_number() OVER (ORDER BY position, id) - 1 FROM agenda_items
         WHERE person = ?1 AND (discussed_in = ?2 OR discussed_in IS NULL)",
        params![Text(meeting.person), Text(meeting.id)],
    )?;
    Ok(())
}
