//! Commands: The inbox, praise and feedback. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::id::{CaptureId, FeedbackId, PersonId};
use engine::model::inbox::{CaptureInto, FeedbackDraft, Inbox};
use tauri::State;

/// What waits of one person, or of everyone.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn inbox(session: State<'_, Session>, person: Option<PersonId>) -> Result<Inbox> {
    session.read(|vault, now| vault.inbox(person, now))
}

/// Makes a capture into something.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn sort_capture_into(session: State<'_, Session>, capture: CaptureId, into: CaptureInto) -> Result<()> {
    session.write(|vault, now| vault.sort_capture_into(capture, &into, now))
}

/// Keeps praise or feedback until it is told.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_feedback(session: State<'_, Session>, draft: FeedbackDraft) -> Result<FeedbackId> {
    session.write(|vault, now| vault.add_feedback(&draft, now))
}

/// Told on a day, or not told yet after all.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn tell_feedback(session: State<'_, Session>, feedback: FeedbackId, on: Option<NaiveDate>) -> Result<()> {
    session.write(|vault, now| vault.tell_feedback(feedback, on, now))
}

/// Deletes praise or feedback.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_feedback(session: State<'_, Session>, feedback: FeedbackId) -> Result<()> {
    session.write(|vault, _| vault.remove_feedback(feedback))
}
