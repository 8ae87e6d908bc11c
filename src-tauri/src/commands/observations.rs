//! Commands: Check-ins and trends. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::PersonId;
use engine::model::indicator::{CheckInRow, ObservationDraft};
use engine::model::pages::{Range, TrendsPage};
use tauri::State;

/// Stores a tap on the check-in rail.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn observe(session: State<'_, Session>, draft: ObservationDraft) -> Result<Vec<CheckInRow>> {
    session.write(|vault, _| vault.observe(&draft))
}

/// The Trends tab.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn trends(session: State<'_, Session>, person: PersonId, range: Range) -> Result<TrendsPage> {
    session.read(|vault, now| vault.trends(person, range, now))
}
