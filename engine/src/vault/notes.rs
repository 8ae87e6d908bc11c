//! Notes and their revisions: read, saved, joined, begun and put away.
//! How a text is read is the model's `note`; how its follow-ups are kept in step is in `note_follow_ups`.

use super::ids::make_id;
use super::links::Links;
use super::nouns::{self, FOLLOW_UPS, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, meetings, note_follow_ups, note_topics};
use crate::error::{Error, Result};
use crate::model::follow_up::FollowUp;
use crate::model::id::{MeetingId, NoteId, PersonId};
use crate::model::meeting::{AgendaItem, Meeting, Status};
use crate::model::note::{
    Handles, LineReading, NOTE_MAX, Note, NoteDraft, NoteNode, SavedNote, join_texts, passages, read_line,
};
use crate::model::pages::NoteEntry;
use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A text that stood this long was left, not paused in.
const PAUSE_MINUTES: i64 = 10;

/// Whether a text was typed in the editor that is open on it, or changed from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Typed: an earlier text is kept for every ten minutes of writing.
    Typed,
    /// Changed from elsewhere: the text before is always kept, so that the editor's own text can be joined to it.
    FromElsewhere,
}

impl Vault {
    /// One note.
    pub fn note(&self, id: NoteId) -> Result<Note> {
        note(&self.conn, id)
    }
    /// Saves a text and keeps its follow-ups in step: new lines become follow-ups, changed lines change them. A follow-up
    /// whose line is deleted stays open outside the note, unless it was typed less than ten minutes ago.
    ///
    /// A meeting's note that is not written yet goes by its meeting's id, and is begun by its first save.
    ///
    /// Errors name the field `text`.
    pub fn save_note(&mut self, id: NoteId, draft: &NoteDraft, now: Now) -> Result<SavedNote> {
        require_size(&draft.text)?;
        self.write_typed(|tx| {
            let stored = begun(tx, id, now)?;
            let id = stored.id;
            let text = if draft.base < stored.revision {
                let joined = join_texts(&text_at(tx, id, draft.base)?, &draft.text, &stored.text);
                require_size(&joined)?;
                joined
            } else {
                draft.text.clone()
            };
            if text != stored.text {
                store_text(tx, &stored, &text, Change::Typed, now)?;
            }
            let note = note(tx, id)?;
            Ok(SavedNote { follow_ups: standing_in(tx, id)?, note })
        })
    }
    /// Begins a dated note outside a meeting.
    pub fn add_note(&mut self, person: PersonId, date: NaiveDate, now: Now) -> Result<Note> {
        self.write(|tx| {
            let person = calendar::person(tx, person)?.id;
            let id = add(tx, person, None, date, now)?;
            note(tx, id)
        })
    }
    /// Puts a note of its own into the trash; follow-ups stay.
    ///
    /// Invalid for a meeting's note: it goes with its meeting.
    pub fn remove_note(&mut self, id: NoteId, now: Now) -> Result<()> {
        self.write(|tx| {
            if note(tx, id)?.meeting.is_some() {
                return Err(Error::invalid("note", "This note belongs to a 1:1. Delete the 1:1 to delete it."));
            }
            tx.execute("UPDATE follow_ups SET note = NULL, line = NULL WHERE note = ?1", [Text(id)])?;
            tx.execute("UPDATE notes SET deleted_at = ?2 WHERE id = ?1", params![Text(id), Text(now)])?;
            Ok(())
        })
    }
    /// A person's notes and meetings, newest first. Meetings still to come are not among them.
    pub fn notes(&self, person: PersonId) -> Result<Vec<NoteEntry>> {
        let conn = &self.conn;
        let about = calendar::person(conn, person)?;
        let handles = handles(conn, person)?;
        let mut notes =
            all(conn, "SELECT * FROM notes WHERE person = ?1 AND deleted_at IS NULL", [Text(person)], read)?;
        let follow_ups = all(
            conn,
            &format!(
                "{FOLLOW_UPS} JOIN notes n ON n.id = f.note WHERE n.person = ?1 AND f.deleted_at IS NULL ORDER BY f.line"
            ),
            [Text(person)],
            |row| Ok((get::<NoteId>(row, "note")?, nouns::follow_up(row)?)),
        )?;
        let discussed = all(
            conn,
            &format!(
                "{} WHERE i.person = ?1 AND i.discussed_in IS NOT NULL ORDER BY i.position, i.id",
                nouns::AGENDA_ITEMS
            ),
            [Text(person)],
            nouns::agenda_item,
        )?;
        let links = Links::of(conn, about.id, notes.iter().map(|note| note.text.as_str()))?;
        let read = |note: &Note| links.read(&note.text, &handles);
        let meetings = calendar::meetings(conn, about.id)?;
        let mut entries: Vec<NoteEntry> = Vec::with_capacity(notes.len() + meetings.len());
        for meeting in meetings.into_iter().filter(|meeting| meeting.status != Status::Planned) {
            let at = notes.iter().position(|note| note.meeting == Some(meeting.id));
            let note = at.map(|at| notes.swap_remove(at));
            entries.push(entry(Some(meeting), note, &read, &discussed, &follow_ups));
        }
        for note in notes {
            entries.push(entry(None, Some(note), &read, &discussed, &follow_ups));
        }
        entries.sort_by_cached_key(|entry| {
            let meeting = entry.meeting.as_ref().map(|meeting| (meeting.date, meeting.time));
            let day = meeting.map(|(date, _)| date).or(entry.note.as_ref().map(|note| note.date));
            std::cmp::Reverse((day, meeting.map(|(_, time)| time), entry.note.as_ref().map(|note| note.id)))
        });
        Ok(entries)
    }
    /// How one line reads while it is typed in a note about this person.
    pub fn read_line(&self, person: PersonId, line: &str, now: Now) -> Result<LineReading> {
        Ok(read_line(line, &handles(&self.conn, person)?, now.date_naive()))
    }
}

fn entry(
    meeting: Option<Meeting>,
    note: Option<Note>,
    read: &dyn Fn(&Note) -> Vec<NoteNode>,
    discussed: &[AgendaItem],
    follow_ups: &[(NoteId, FollowUp)],
) -> NoteEntry {
    let of_note = |id: NoteId| follow_ups.iter().filter(move |(note, _)| *note == id).map(|(_, one)| one.clone());
    NoteEntry {
        tree: note.as_ref().map(read).unwrap_or_default(),
        discussed: match &meeting {
            Some(meeting) => discussed.iter().filter(|item| item.discussed_in == Some(meeting.id)).cloned().collect(),
            None => Vec::new(),
        },
        follow_ups: note.as_ref().map(|note| of_note(note.id).collect()).unwrap_or_default(),
        meeting,
        note,
    }
}

/// One note that is not in the trash; `not_found` when there is no such row.
pub(super) fn note(conn: &Connection, id: NoteId) -> Result<Note> {
    conn.prepare_cached("SELECT * FROM notes WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([Text(id)], read)
        .optional()?
        .ok_or(Error::not_found("note"))
}

/// A note as its meeting's page shows it before it is written: empty, and named by its meeting.
pub(super) fn unwritten(meeting: &Meeting, now: Now) -> Note {
    Note {
        id: NoteId(meeting.id.0),
        person: meeting.person,
        meeting: Some(meeting.id),
        date: meeting.date,
        text: String::new(),
        revision: 0,
        saved_at: now,
    }
}

/// The note of that id, or that of the meeting of that id, which is begun when there is none.
fn begun(conn: &Connection, id: NoteId, now: Now) -> Result<Note> {
    let of = match note(conn, id) {
        Err(Error::NotFound { .. }) => {
            meetings::meeting(conn, MeetingId(id.0)).map_err(|_| Error::not_found("note"))?
        }
        known => return known,
    };
    note(conn, add(conn, of.person, Some(of.id), of.date, now)?)
}

/// One note, also from the trash.
pub(super) fn whatever(conn: &Connection, id: NoteId) -> Result<Option<Note>> {
    Ok(conn.prepare_cached("SELECT * FROM notes WHERE id = ?1")?.query_row([Text(id)], read).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: get(row, "id")?,
        person: get(row, "person")?,
        meeting: get_some(row, "meeting")?,
        date: get(row, "date")?,
        text: row.get("text")?,
        revision: row.get("revision")?,
        saved_at: get(row, "saved_at")?,
    })
}

/// Follow-ups that stand in a note, in the order of their lines.
fn standing_in(conn: &Connection, id: NoteId) -> Result<Vec<FollowUp>> {
    let sql = format!("{FOLLOW_UPS} WHERE f.note = ?1 AND f.deleted_at IS NULL ORDER BY f.line, f.rowid_");
    all(conn, &sql, [Text(id)], nouns::follow_up)
}

/// Follow-ups made in a note or its meeting: those that stand in it by line, then those whose line was deleted.
pub(super) fn follow_ups(conn: &Connection, note: &Note) -> Result<Vec<FollowUp>> {
    let sql = format!(
        "{FOLLOW_UPS} WHERE (f.note = ?1 OR f.meeting = ?2) AND f.deleted_at IS NULL ORDER BY f.line IS NULL, f.line, f.rowid_"
    );
    all(conn, &sql, params![Text(note.id), note.meeting.map(Text)], nouns::follow_up)
}

/// Whom a note about a person may name.
pub(super) fn handles(conn: &Connection, person: PersonId) -> Result<Handles> {
    let everyone = all(conn, "SELECT * FROM people ORDER BY position", [], nouns::person)?;
    let about = everyone.iter().find(|one| one.id == person).ok_or(Error::not_found("person"))?;
    Ok(Handles::new(about, &everyone))
}

/// Makes an empty note, or finds the one the meeting has.
pub(super) fn add(
    conn: &Connection,
    person: PersonId,
    meeting: Option<MeetingId>,
    date: NaiveDate,
    now: Now,
) -> Result<NoteId> {
    if let Some(meeting) = meeting {
        let sql = "SELECT id FROM notes WHERE meeting = ?1";
        if let Some(id) = conn.query_row(sql, [Text(meeting)], |row| get(row, "id")).optional()? {
            return Ok(id);
        }
    }
    let id = NoteId(make_id(now)?);
    conn.execute(
        "INSERT INTO notes(id, person, meeting, date, text, revision, saved_at) VALUES (?1, ?2, ?3, ?4, '', 0, ?5)",
        params![Text(id), Text(person), meeting.map(Text), Text(date), Text(now)],
    )?;
    Ok(id)
}

/// Refuses a text that is longer than a note may be.
pub(super) fn require_size(text: &str) -> Result<()> {
    if text.len() > NOTE_MAX {
        return Err(Error::invalid("text", "A note holds at most 1 MiB. Move a part of it into another note."));
    }
    Ok(())
}

/// The text a revision had, or the nearest one kept before it; empty when none was kept.
fn text_at(conn: &Connection, id: NoteId, revision: u32) -> Result<String> {
    let sql = "SELECT text FROM note_revisions WHERE note = ?1 AND revision <= ?2 ORDER BY revision DESC LIMIT 1";
    let text = conn.query_row(sql, params![Text(id), revision], |row| row.get(0)).optional()?;
    Ok(text.unwrap_or_default())
}

/// Puts a text in the place of a note's own, and brings its passages and follow-ups in step.
pub(super) fn store_text(conn: &Connection, before: &Note, text: &str, change: Change, now: Now) -> Result<()> {
    // One for every ten minutes of writing, and the last one before each pause: the text somebody left is the one they
    // will look for. The first fifteen characters of a stamp are ten minutes: '2026-10-09T10:4'.
    let stood = now - before.saved_at >= Duration::minutes(PAUSE_MINUTES);
    conn.execute(
        "INSERT OR IGNORE INTO note_revisions(note, revision, text, saved_at)
         SELECT id, revision, text, saved_at FROM notes n WHERE id = ?1 AND (?2 OR NOT EXISTS (
           SELECT 1 FROM note_revisions r WHERE r.note = n.id AND substr(r.saved_at, 1, 15) = substr(n.saved_at, 1, 15)))",
        params![Text(before.id), stood || change == Change::FromElsewhere],
    )?;
    set_text(conn, before.id, text, now)?;
    mark_passages(conn, before.id, text)?;
    note_topics::bring_in_step(conn, before, text)?;
    note_follow_ups::bring_in_step(conn, before, text, now)
}

/// Puts another text in the place of a note's own, which is kept among its earlier ones. Passages and follow-ups are
/// left to the caller.
pub(super) fn replace_text(conn: &Connection, id: NoteId, text: &str, now: Now) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO note_revisions(note, revision, text, saved_at)
         SELECT id, revision, text, saved_at FROM notes WHERE id = ?1",
    )?
    .execute([Text(id)])?;
    set_text(conn, id, text, now)
}

fn set_text(conn: &Connection, id: NoteId, text: &str, now: Now) -> Result<()> {
    conn.prepare_cached("UPDATE notes SET text = ?2, revision = revision + 1, saved_at = ?3 WHERE id = ?1")?
        .execute(params![Text(id), text, Text(now)])?;
    Ok(())
}

/// Reads the passages of a note again from its text.
pub(super) fn mark_passages(conn: &Connection, id: NoteId, text: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM passages WHERE note = ?1")?.execute([Text(id)])?;
    let mut statement = conn.prepare_cached("INSERT INTO passages(note, line, lines, kind) VALUES (?1, ?2, ?3, ?4)")?;
    for passage in passages(text) {
        statement.execute(params![Text(id), passage.line, passage.lines, Text(passage.kind)])?;
    }
    Ok(())
}
