//! Commands: what belongs to this computer and not to a vault.
//! Nothing here is secret: it is read before anything is unlocked.

use crate::files::{Files, Settings};
use engine::Result;
use tauri::State;

/// Theme and zoom.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn settings(files: State<'_, Files>) -> Result<Settings> {
    files.settings()
}

/// Changes theme and zoom.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_settings(files: State<'_, Files>, settings: Settings) -> Result<()> {
    files.edit_settings(&settings)
}
