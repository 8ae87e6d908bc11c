//! Commands: Meetings. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::{NaiveDate, NaiveTime};
use engine::Result;
use engine::model::id::{MeetingId, PersonId};
use engine::model::meeting::{Meeting, MeetingDraft, Reflection, Side};
use engine::model::pages::{MeetingPage, WrapUp};
use tauri::State;

/// Begins a 1:1, or goes on with the running one.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn start_meeting(session: State<'_, Session>, person: PersonId) -> Result<MeetingId> {
    session.write(|vault, now| vault.start_meeting(person, now))
}

/// The meeting screen.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn meeting(session: State<'_, Session>, meeting: MeetingId) -> Result<MeetingPage> {
    session.read(|vault, now| vault.meeting_page(meeting, now))
}

/// Ends a running 1:1.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn end_meeting(session: State<'_, Session>, meeting: MeetingId) -> Result<WrapUp> {
    session.write(|vault, now| vault.end_meeting(meeting, now))
}

/// Adds who talked more, and a line to look back on.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_reflection(session: State<'_, Session>, meeting: MeetingId, reflection: Reflection) -> Result<()> {
    session.write(|vault, _| vault.set_reflection(meeting, &reflection))
}

/// Settles when the two meet next.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_next_meeting(
    session: State<'_, Session>,
    person: PersonId,
    date: NaiveDate,
    time: NaiveTime,
) -> Result<Meeting> {
    session.write(|vault, now| vault.set_next_meeting(person, date, time, now))
}

/// Puts a 1:1 into the calendar.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn plan_meeting(session: State<'_, Session>, draft: MeetingDraft) -> Result<Meeting> {
    session.write(|vault, now| vault.plan_meeting(&draft, now))
}

/// Gives a planned 1:1 another day.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn move_meeting(
    session: State<'_, Session>,
    meeting: MeetingId,
    date: NaiveDate,
    time: NaiveTime,
    by: Side,
) -> Result<Meeting> {
    session.write(|vault, now| vault.move_meeting(meeting, date, time, by, now))
}

/// Gives the next 1:1 another day, also when it is only expected.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn move_next_meeting(
    session: State<'_, Session>,
    person: PersonId,
    date: NaiveDate,
    time: NaiveTime,
    by: Side,
) -> Result<Meeting> {
    session.write(|vault, now| vault.move_next_meeting(person, date, time, by, now))
}

/// Marks the next 1:1 as missed, also when it is only expected.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn miss_next_meeting(session: State<'_, Session>, person: PersonId, by: Side) -> Result<Meeting> {
    session.write(|vault, now| vault.miss_next_meeting(person, by, now))
}

/// Marks a planned 1:1 as missed.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn miss_meeting(session: State<'_, Session>, meeting: MeetingId, by: Side) -> Result<Meeting> {
    session.write(|vault, _| vault.miss_meeting(meeting, by))
}

/// Deletes a meeting with its note.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_meeting(session: State<'_, Session>, meeting: MeetingId) -> Result<()> {
    session.write(|vault, now| vault.remove_meeting(meeting, now))
}

/// Sets the topics a meeting touched.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_topics(session: State<'_, Session>, meeting: MeetingId, topics: Vec<String>) -> Result<Meeting> {
    session.write(|vault, _| vault.set_topics(meeting, &topics))
}
