//! Commands: what belongs to this computer and not to a vault.
//! Nothing here is secret: it is read before anything is unlocked.

use crate::away::Away;
use crate::files::{Files, Settings};
use crate::summon;
use engine::Result;
use tauri::{AppHandle, State};

/// Theme, zoom, when to lock, what the desktop may do.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn settings(files: State<'_, Files>) -> Result<Settings> {
    files.settings()
}

/// Changes theme, zoom, when to lock, what the desktop may do. Keys that cannot be had change nothing.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_settings(app: AppHandle, files: State<'_, Files>, away: State<'_, Away>, settings: Settings) -> Result<()> {
    if settings.capture_keys != files.settings()?.capture_keys {
        summon::set(&app, settings.capture_keys)?;
    }
    files.edit_settings(&settings)?;
    away.set_limit(settings.lock_after);
    Ok(())
}

/// Takes the keys for quick capture that were chosen; answers why, when they cannot be had.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn hold_capture_keys(app: AppHandle, files: State<'_, Files>) -> Result<()> {
    summon::set(&app, files.settings()?.capture_keys)
}
