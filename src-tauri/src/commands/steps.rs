//! Commands: Steps that can be taken back. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::undo::UndoStep;
use engine::vault::Vault;
use tauri::State;

/// The newest change that can be taken back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn last_step(session: State<'_, Session>) -> Result<Option<UndoStep>> {
    session.read(|vault, _| vault.last_step())
}

/// Takes the newest change back, or `step` when that is the newest.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn undo(session: State<'_, Session>, step: Option<u32>) -> Result<Option<UndoStep>> {
    session.write(|vault, now| vault.undo(step, now))
}

/// Brings back what was taken back last.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn redo(session: State<'_, Session>) -> Result<Option<UndoStep>> {
    session.write(Vault::redo)
}
