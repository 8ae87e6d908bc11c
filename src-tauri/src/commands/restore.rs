//! Commands: opening a backup before anything is unlocked, and the second folder for backups.
//! Making backups and going back to one in an open vault is in `backups`.

use super::backups::told_here;
use super::vaults::{one_of, open_in};
use crate::away::Away;
use crate::files::Files;
use crate::second::{self, Second};
use crate::session::Session;
use crate::tries::Tries;
use crate::{clock, dialog};
use engine::Result;
use engine::vault::{self, Backup};
use serde::Deserialize;
use std::path::Path;
use tauri::{AppHandle, State};

/// A backup to open as a vault of its own; unchecked.
#[derive(Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct BackupDraft {
    /// The vault whose folder it lies in; none for the file that was picked.
    pub vault: Option<String>,
    /// Its name there.
    pub file: Option<String>,
    /// As typed.
    pub passphrase: Option<String>,
    /// The 24 words, as typed.
    pub words: Option<String>,
}

/// The backups of a vault that is not open, newest first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn closed_backups(files: State<'_, Files>, vault: String) -> Result<Vec<Backup>> {
    let backups = vault::backups(&files.vault_folder(&vault)?)?;
    Ok(backups.into_iter().map(told_here).collect())
}

/// Asks for a backup file and tells its name; none when no file was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn pick_backup(app: AppHandle, session: State<'_, Session>) -> Result<Option<String>> {
    let Some(path) = dialog::open_backup(&app)? else { return Ok(None) };
    let name = dialog::name(&path);
    session.keep_picked(path)?;
    Ok(Some(name))
}

/// Makes a vault of its own from a backup, beside any other, and opens it.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn open_backup(
    session: State<'_, Session>,
    files: State<'_, Files>,
    tries: State<'_, Tries>,
    away: State<'_, Away>,
    draft: BackupDraft,
) -> Result<()> {
    let unlock = one_of(draft.passphrase, draft.words)?;
    let path = match (&draft.vault, &draft.file) {
        (Some(vault), Some(file)) => Backup::path(&files.vault_folder(vault)?, file)?,
        _ => session.picked()?,
    };
    session.settled()?;
    let known = files.vault_folders()?;
    let known: Vec<&Path> = known.iter().map(AsRef::as_ref).collect();
    let to = files.new_vault_folder()?;
    let now = clock::now();
    let mut vault = tries.guard(&path, clock::running, || vault::restore(&path, &to, &unlock, &known, now))?;
    vault.anchor_at(&files.anchor(&to)?)?;
    away.seen();
    files.name_restored(&to, &vault.label()?, now)?;
    open_in(&session, &files, vault)
}

/// The second folder for backups; none when there is none.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn second_folder(files: State<'_, Files>) -> Result<Option<Second>> {
    second::read(&files)
}

/// Asks for the second folder; none when no folder was picked and there was none.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn pick_second_folder(app: AppHandle, files: State<'_, Files>) -> Result<Option<Second>> {
    if let Some(folder) = dialog::open_folder(&app)? {
        second::choose(&files, folder)?;
    }
    second::read(&files)
}

/// Has no second folder any more; what was copied there stays.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn forget_second_folder(files: State<'_, Files>) -> Result<()> {
    second::forget(&files)
}
