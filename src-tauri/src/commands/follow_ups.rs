//! Commands: Follow-ups. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::follow_up::{FollowUp, FollowUpChange, FollowUpDraft};
use engine::model::id::{FollowUpId, PersonId};
use engine::model::pages::FollowUpsPage;
use engine::model::repeat::Repeat;
use tauri::State;

/// Follow-ups of one person, or of everyone.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn follow_ups(session: State<'_, Session>, person: Option<PersonId>) -> Result<FollowUpsPage> {
    session.read(|vault, now| vault.follow_ups(person, now))
}

/// Adds one that stands in no note.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_follow_up(session: State<'_, Session>, draft: FollowUpDraft) -> Result<FollowUp> {
    session.write(|vault, now| vault.add_follow_up(&draft, now))
}

/// Changes owner, text, date, or how often it comes back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_follow_up(
    session: State<'_, Session>,
    follow_up: FollowUpId,
    draft: FollowUpDraft,
    every: Option<Repeat>,
) -> Result<FollowUp> {
    session.write(|vault, now| vault.edit_follow_up(follow_up, &draft, every, now))
}

/// Kept, today.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn keep_follow_up(session: State<'_, Session>, follow_up: FollowUpId) -> Result<FollowUp> {
    session.write(|vault, now| vault.keep_follow_up(follow_up, now))
}

/// Open again.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn reopen_follow_up(session: State<'_, Session>, follow_up: FollowUpId) -> Result<FollowUp> {
    session.write(|vault, now| vault.reopen_follow_up(follow_up, now))
}

/// Not going to happen.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn drop_follow_up(session: State<'_, Session>, follow_up: FollowUpId, reason: String) -> Result<FollowUp> {
    session.write(|vault, now| vault.drop_follow_up(follow_up, &reason, now))
}

/// Waits until a day.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn nudge_follow_up(session: State<'_, Session>, follow_up: FollowUpId, on: Option<NaiveDate>) -> Result<FollowUp> {
    session.write(|vault, now| vault.nudge_follow_up(follow_up, on, now))
}

/// The same change for each of them, in one step.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn change_follow_ups(
    session: State<'_, Session>,
    follow_ups: Vec<FollowUpId>,
    change: FollowUpChange,
) -> Result<()> {
    session.write(|vault, now| vault.change_follow_ups(&follow_ups, &change, now))
}
