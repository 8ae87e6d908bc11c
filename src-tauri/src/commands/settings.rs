//! Commands: what belongs to this computer and not to a vault.
//! Nothing here is secret: it is read before anything is unlocked.

use crate::away::Away;
use crate::files::{Files, Settings};
use engine::Result;
use tauri::State;

/// Theme, zoom, when to lock.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn settings(files: State<'_, Files>) -> Result<Settings> {
    files.settings()
}

/// Changes theme, zoom, when to lock.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_settings(files: State<'_, Files>, away: State<'_, Away>, settings: Settings) -> Result<()> {
    files.edit_settings(&settings)?;
    away.set_limit(settings.lock_after);
    Ok(())
}
