//! Earlier texts of a note, and the trash: listed, compared, brought back, emptied.
//! When an earlier text is kept is decided where texts are saved, in `notes`.

use super::notes::{self, Change};
use super::nouns::all;
use super::rows::{Text, get};
use super::{Now, Vault, note_follow_ups};
use crate::error::{Error, Result};
use crate::model::id::NoteId;
use crate::model::name;
use crate::model::note::{DifferenceLine, Note, Revision, TrashedNote, difference, first_paragraph};
use chrono::Duration;
use rusqlite::{Connection, OptionalExtension, params};

/// Days a note stays in the trash.
const TRASH_DAYS: i64 = 30;

impl Vault {
    /// Earlier texts of a note, newest first.
    pub fn note_history(&self, id: NoteId) -> Result<Vec<Revision>> {
        notes::note(&self.conn, id)?;
        let sql = "SELECT revision, saved_at, length(text) AS characters FROM note_revisions WHERE note = ?1
            ORDER BY revision DESC";
        all(&self.conn, sql, [Text(id)], |row| {
            Ok(Revision {
                revision: row.get("revision")?,
                saved_at: get(row, "saved_at")?,
                characters: row.get("characters")?,
            })
        })
    }
    /// What differs between an earlier text and today's.
    pub fn note_difference(&self, id: NoteId, revision: u32) -> Result<Vec<DifferenceLine>> {
        let today = notes::note(&self.conn, id)?;
        Ok(difference(&earlier(&self.conn, id, revision)?, &today.text))
    }
    /// Gives a note an earlier text again; today's is kept among the earlier ones.
    pub fn restore_text(&mut self, id: NoteId, revision: u32, now: Now) -> Result<Note> {
        self.write_as("Earlier text put back", |tx| {
            let today = notes::note(tx, id)?;
            let text = earlier(tx, id, revision)?;
            if text != today.text {
                notes::store_text(tx, &today, &text, Change::FromElsewhere, now)?;
            }
            notes::note(tx, id)
        })
    }
    /// Notes in the trash, newest there first.
    pub fn trash(&self, now: Now) -> Result<Vec<TrashedNote>> {
        let sql =
            "SELECT n.id, n.person, n.date, n.text, n.deleted_at, p.name FROM notes n JOIN people p ON p.id = n.person
            WHERE n.deleted_at IS NOT NULL ORDER BY n.deleted_at DESC, n.rowid_ DESC";
        all(&self.conn, sql, [], |row| {
            let left = TRASH_DAYS - (now - get::<Now>(row, "deleted_at")?).num_days();
            Ok(TrashedNote {
                id: get(row, "id")?,
                person: get(row, "person")?,
                short_name: name::short_name(&row.get::<_, String>("name")?).to_owned(),
                date: get(row, "date")?,
                first_words: first_paragraph(&row.get::<_, String>("text")?),
                days_left: u32::try_from(left.clamp(0, TRASH_DAYS)).unwrap_or(0),
            })
        })
    }
    /// Takes a note out of the trash. Follow-ups that stood in it stand in it again, if they still say what it says.
    pub fn restore_note(&mut self, id: NoteId, now: Now) -> Result<Note> {
        self.write(|tx| {
            let sql = "UPDATE notes SET deleted_at = NULL WHERE id = ?1 AND deleted_at IS NOT NULL";
            if tx.execute(sql, [Text(id)])? == 0 {
                return Err(Error::not_found("note"));
            }
            let note = notes::note(tx, id)?;
            note_follow_ups::bring_in_step(tx, &note, &note.text, now)?;
            Ok(note)
        })
    }
    /// Deletes what is in the trash for good; nothing done before can be taken back after it.
    pub fn empty_trash(&mut self) -> Result<()> {
        self.write_for_good(|tx| {
            tx.execute("DELETE FROM notes WHERE deleted_at IS NOT NULL", [])?;
            Ok(())
        })
    }
    /// Deletes for good what has been in the trash for longer than 30 days; writes nothing when there is none.
    pub(super) fn purge_trash(&mut self, now: Now) -> Result<()> {
        let trashed = all(&self.conn, "SELECT id, deleted_at FROM notes WHERE deleted_at IS NOT NULL", [], |row| {
            Ok((get::<NoteId>(row, "id")?, get::<Now>(row, "deleted_at")?))
        })?;
        let old: Vec<NoteId> =
            trashed.into_iter().filter(|(_, at)| now - *at > Duration::days(TRASH_DAYS)).map(|(id, _)| id).collect();
        if old.is_empty() {
            return Ok(());
        }
        self.write_for_good(|tx| {
            old.iter().try_for_each(|id| tx.execute("DELETE FROM notes WHERE id = ?1", [Text(*id)]).map(drop))?;
            Ok(())
        })
    }
}

/// The text a note had at exactly this revision.
fn earlier(conn: &Connection, id: NoteId, revision: u32) -> Result<String> {
    conn.prepare_cached("SELECT text FROM note_revisions WHERE note = ?1 AND revision = ?2")?
        .query_row(params![Text(id), revision], |row| row.get(0))
        .optional()?
        .ok_or(Error::not_found("revision"))
}
