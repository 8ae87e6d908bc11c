//! Commands: context bands. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::context::{ContextBand, ContextBandDraft};
use engine::model::id::{ContextBandId, PersonId};
use tauri::State;

/// Stores a stretch with a reason.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_context_band(session: State<'_, Session>, person: PersonId, draft: ContextBandDraft) -> Result<ContextBand> {
    session.write(|vault, now| vault.add_context_band(person, &draft, now))
}

/// Changes a stretch.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_context_band(
    session: State<'_, Session>,
    band: ContextBandId,
    draft: ContextBandDraft,
) -> Result<ContextBand> {
    session.write(|vault, _| vault.edit_context_band(band, &draft))
}

/// Takes a stretch away.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_context_band(session: State<'_, Session>, band: ContextBandId) -> Result<()> {
    session.write(|vault, _| vault.remove_context_band(band))
}
