//! Commands: backups, going back to one, keys, erasing someone, and how long things are kept.
//! What each of them does is the engine's.

use crate::files::Files;
use crate::session::Session;
use crate::tries::Tries;
use crate::{clock, dialog, second};
use engine::model::id::PersonId;
use engine::model::retention::{Retention, RetentionKind, RetentionReview};
use engine::vault::{self, Backup, Comparison, Erased, Holdings, KdfProfile, Notice, Passphrase, Unlock, Verification};
use engine::{Result, packet};
use tauri::{AppHandle, State};

/// A backup with the time of this computer: the file itself knows no offset.
pub fn told_here(backup: Backup) -> Backup {
    Backup { made_at: clock::local(backup.made_at), ..backup }
}

/// What to tell about how the vault was found when it was opened.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn vault_notices(session: State<'_, Session>) -> Result<Vec<Notice>> {
    session.read(|vault, _| Ok(vault.notices().to_vec()))
}

/// The backups in the vault's folder, newest first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn backups(session: State<'_, Session>) -> Result<Vec<Backup>> {
    let backups = session.read(|vault, _| vault::backups(vault.dir()))?;
    Ok(backups.into_iter().map(told_here).collect())
}

/// What a backup in the vault's folder holds.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn backup_holdings(session: State<'_, Session>, file: String) -> Result<Holdings> {
    session.read(|vault, _| vault.holdings_of(&Backup::path(vault.dir(), &file)?))
}

/// Makes a backup now.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn back_up(session: State<'_, Session>, files: State<'_, Files>) -> Result<Backup> {
    let (folder, made) = session.write(|vault, now| Ok((vault.dir().to_owned(), vault.back_up(now)?)))?;
    second::mirror(&files, &folder);
    Ok(told_here(made))
}

/// Asks where, and makes a backup there; none when no place was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn save_backup(app: AppHandle, session: State<'_, Session>) -> Result<Option<Backup>> {
    let name = session.read(|vault, now| Ok(format!("{}, {}.rapport", vault.label()?, now.date_naive())))?;
    let Some(path) = dialog::save_backup(&app, &name)? else { return Ok(None) };
    session.write(|vault, now| vault.back_up_to(&path, now)).map(told_here).map(Some)
}

/// Opens a backup beside the vault and tells both apart. `passphrase` is for one from before keys were rotated.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn compare_backup(session: State<'_, Session>, file: String, passphrase: Option<String>) -> Result<Comparison> {
    let unlock = passphrase.map(|text| Unlock::Passphrase(Passphrase::new(text)));
    let both = session.read(|vault, _| vault.compare(&Backup::path(vault.dir(), &file)?, unlock.as_ref()))?;
    Ok(Comparison { made_at: clock::local(both.made_at), ..both })
}

/// Goes back to a backup; the present state is backed up first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn switch_to_backup(session: State<'_, Session>, file: String, passphrase: Option<String>) -> Result<()> {
    let unlock = passphrase.map(|text| Unlock::Passphrase(Passphrase::new(text)));
    session.write(|vault, now| {
        let path = Backup::path(vault.dir(), &file)?;
        vault.switch_to(&path, unlock.as_ref(), now)
    })
}

/// Checks every page of the open vault.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn check_vault(session: State<'_, Session>) -> Result<Verification> {
    session.read(|vault, _| vault.verify())
}

/// Gives the vault new keys and tells its new 24 words.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn rotate_keys(session: State<'_, Session>, tries: State<'_, Tries>, passphrase: String) -> Result<Vec<String>> {
    let kdf: KdfProfile = super::vaults::fitting_kdf()?;
    let words = session.write(|vault, now| {
        let folder = vault.dir().to_owned();
        tries.guard(&folder, clock::running, || vault.rotate(Passphrase::new(passphrase), kdf, now))
    })?;
    Ok(words.words().map(str::to_owned).collect())
}

/// Asks where to put the receipt, then erases a person for good; none when no place was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn erase_person(
    app: AppHandle,
    session: State<'_, Session>,
    files: State<'_, Files>,
    person: PersonId,
) -> Result<Option<Erased>> {
    let (name, label) = session.read(|vault, now| Ok((vault.person_page(person, now)?.person.name, vault.label()?)))?;
    let Some(path) = dialog::save_pdf(&app, "Receipt of erasure.pdf")? else { return Ok(None) };
    let (erased, folder) =
        session.write(|vault, now| Ok((vault.erase_person(person, now)?, vault.dir().to_owned())))?;
    // The copies elsewhere follow at once, not only at the next lock.
    second::mirror(&files, &folder);
    let receipt = packet::Receipt {
        label,
        name,
        rows: erased.rows,
        backups_rewritten: erased.backups_rewritten,
        backups_dropped: erased.backups_dropped,
        erased_on: erased.erased_on,
    };
    dialog::write(&path, &packet::erasure_receipt(&receipt)?.pdf)?;
    Ok(Some(erased))
}

/// What is past its date, and by which clocks.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn retention_review(session: State<'_, Session>) -> Result<RetentionReview> {
    session.read(vault::Vault::retention_review)
}

/// Sets the clocks.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_retention(session: State<'_, Session>, clocks: Retention) -> Result<()> {
    session.write(|vault, _| vault.set_retention(clocks))
}

/// Notes that the review was held; the next is due in a month.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn close_retention_review(session: State<'_, Session>) -> Result<()> {
    session.write(vault::Vault::close_retention_review)
}

/// Removes what the manager agreed to, of one person and kind; tells how many rows went.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_past(session: State<'_, Session>, person: PersonId, kind: RetentionKind) -> Result<u32> {
    session.write(|vault, now| vault.remove_past(person, kind, now))
}

/// Puts a person on hold, or ends the hold.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_hold(session: State<'_, Session>, person: PersonId, hold: bool) -> Result<()> {
    session.write(|vault, now| vault.set_hold(person, hold, now))
}
