//! Notes, their revisions, and the follow-ups that stand in them.
//! How a text is read is the model's `note`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::{NoteId, PersonId};
use crate::model::note::{LineReading, Note, NoteDraft, SavedNote};
use crate::model::pages::NoteEntry;
use chrono::NaiveDate;

impl Vault {
    /// One note.
    pub fn note(&self, _id: NoteId) -> Result<Note> {
        Err(Error::internal("note"))
    }
    /// Saves a text and keeps its follow-ups in step: new lines become follow-ups, changed lines change them, deleted lines leave them.
    pub fn save_note(&mut self, _id: NoteId, _draft: &NoteDraft, _now: Now) -> Result<SavedNote> {
        Err(Error::internal("save_note"))
    }
    /// Begins a dated note outside a meeting.
    pub fn add_note(&mut self, _person: PersonId, _date: NaiveDate, _now: Now) -> Result<Note> {
        Err(Error::internal("add_note"))
    }
    /// Puts a note of its own into the trash; follow-ups stay.
    pub fn remove_note(&mut self, _id: NoteId, _now: Now) -> Result<()> {
        Err(Error::internal("remove_note"))
    }
    /// A person's notes and meetings, newest first.
    pub fn notes(&self, _person: PersonId) -> Result<Vec<NoteEntry>> {
        Err(Error::internal("notes"))
    }
    /// How one line reads while it is typed in a note about this person.
    pub fn read_line(&self, _person: PersonId, _line: &str, _now: Now) -> Result<LineReading> {
        Err(Error::internal("read_line"))
    }
}
