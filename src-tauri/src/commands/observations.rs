//! Commands: Check-ins and trends. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::PersonId;
use engine::model::indicator::{CheckInRow, ObservationDraft, Occasion};
use engine::model::pages::{Range, TrendsPage};
use tauri::State;

/// Stores a tap on the check-in rail.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn observe(session: State<'_, Session>, draft: ObservationDraft) -> Result<Vec<CheckInRow>> {
    session.write(|vault, now| vault.observe(&draft, now))
}

/// The rail of a 1:1, or of a day without one.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn check_in(session: State<'_, Session>, occasion: Occasion) -> Result<Vec<CheckInRow>> {
    session.read(|vault, now| vault.check_in(occasion, now))
}

/// The Trends tab.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn trends(session: State<'_, Session>, person: PersonId, range: Range) -> Result<TrendsPage> {
    session.read(|vault, now| vault.trends(person, range, now))
}
