//! Commands: Notes. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::id::{NoteId, PersonId};
use engine::model::note::{DifferenceLine, LineReading, Note, NoteDraft, Revision, SavedNote, TrashedNote};
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

/// Earlier texts of a note, newest first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn note_history(session: State<'_, Session>, note: NoteId) -> Result<Vec<Revision>> {
    session.read(|vault, _| vault.note_history(note))
}

/// What differs between an earlier text and today's.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn note_difference(session: State<'_, Session>, note: NoteId, revision: u32) -> Result<Vec<DifferenceLine>> {
    session.read(|vault, _| vault.note_difference(note, revision))
}

/// Gives a note an earlier text again.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn restore_text(session: State<'_, Session>, note: NoteId, revision: u32) -> Result<Note> {
    session.write(|vault, now| vault.restore_text(note, revision, now))
}

/// Notes in the trash.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn trash(session: State<'_, Session>) -> Result<Vec<TrashedNote>> {
    session.read(|vault, now| vault.trash(now))
}

/// Takes a note out of the trash.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn restore_note(session: State<'_, Session>, note: NoteId) -> Result<Note> {
    session.write(|vault, now| vault.restore_note(note, now))
}

/// Deletes what is in the trash for good.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn empty_trash(session: State<'_, Session>) -> Result<()> {
    session.write(|vault, _| vault.empty_trash())
}
