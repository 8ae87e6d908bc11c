//! Commands: Notes. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::id::{NoteId, PersonId};
use engine::model::note::{LineReading, Note, NoteDraft, SavedNote};
use engine::model::pages::{LinkTarget, NoteEntry};
use tauri::State;

/// One note.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn note(session: State<'_, Session>, note: NoteId) -> Result<Note> {
    session.read(|vault, _| vault.note(note))
}

/// Saves a note's text.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn save_note(session: State<'_, Session>, note: NoteId, draft: NoteDraft) -> Result<SavedNote> {
    session.write(|vault, now| vault.save_note(note, &draft, now))
}

/// Begins a dated note.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_note(session: State<'_, Session>, person: PersonId, date: NaiveDate) -> Result<Note> {
    session.write(|vault, now| vault.add_note(person, date, now))
}

/// Puts a dated note into the trash.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_note(session: State<'_, Session>, note: NoteId) -> Result<()> {
    session.write(|vault, now| vault.remove_note(note, now))
}

/// A person's notes, newest first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn notes(session: State<'_, Session>, person: PersonId) -> Result<Vec<NoteEntry>> {
    session.read(|vault, _| vault.notes(person))
}

/// How a line reads while it is typed.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn read_line(session: State<'_, Session>, person: PersonId, line: String) -> Result<LineReading> {
    session.read(|vault, now| vault.read_line(person, &line, now))
}

/// What a note about this person can link to.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn link_targets(session: State<'_, Session>, person: PersonId) -> Result<Vec<LinkTarget>> {
    session.read(|vault, _| vault.link_targets(person))
}
