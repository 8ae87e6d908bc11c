//! Commands: vaults, passphrases, locking.
//! The vault format is the engine's; which vaults this computer knows is in `files`.

use crate::away::{self, Away};
use crate::files::{Files, KnownVault};
use crate::place::Place;
use crate::session::{Session, SessionState};
use crate::tries::Tries;
use crate::{clipboard, clock, dialog, holder};
use engine::vault::{Entry, KdfProfile, NewVault, Passphrase, RecoveryWords, Strength, Unlock, Vault};
use engine::{Error, Result};
use serde::Deserialize;
use std::time::Instant;
use tauri::{AppHandle, State};

/// A new vault; unchecked.
#[derive(Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct VaultDraft {
    /// What the manager calls it; stands in plain text outside the vault too.
    pub label: String,
    /// What opens it.
    pub passphrase: String,
}

/// What opens a vault: one of the two.
#[derive(Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct UnlockDraft {
    /// Which vault, by id.
    pub vault: String,
    /// As typed.
    pub passphrase: Option<String>,
    /// The 24 words, as typed.
    pub words: Option<String>,
    /// Go on although the vault is not as it was left: the answer to `changed`.
    pub go_on: bool,
}

/// The vaults this computer knows, last opened first.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn vaults(files: State<'_, Files>) -> Result<Vec<KnownVault>> {
    files.vaults()
}

/// Makes a vault and opens it.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn create_vault(session: State<'_, Session>, files: State<'_, Files>, draft: VaultDraft) -> Result<()> {
    let now = clock::now();
    let dir = files.new_vault_folder()?;
    let new = NewVault { label: draft.label, passphrase: Passphrase::new(draft.passphrase), kdf: fitting_kdf()? };
    let (mut vault, _) = Vault::create(&dir, &new, now)?;
    vault.anchor_at(&files.anchor(&dir)?)?;
    open_in(&session, &files, vault)
}

/// Opens a vault by passphrase or recovery key.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn unlock(
    session: State<'_, Session>,
    files: State<'_, Files>,
    tries: State<'_, Tries>,
    away: State<'_, Away>,
    draft: UnlockDraft,
) -> Result<()> {
    let unlock = one_of(draft.passphrase, draft.words)?;
    let dir = files.vault_folder(&draft.vault)?;
    // The vault may still be closing; another lock of it would say that it is in use.
    session.settled()?;
    let entry = Entry { anchor: Some(files.anchor(&dir)?), go_on: draft.go_on };
    let vault = tries.guard(&dir, clock::running, || Vault::enter(&dir, &unlock, &entry, clock::now()))?;
    away.seen();
    open_in(&session, &files, vault)
}

/// How many seconds a vault must wait after wrong tries; 0 when it may be tried.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn unlock_wait(files: State<'_, Files>, tries: State<'_, Tries>, vault: String) -> Result<u32> {
    tries.wait(&files.vault_folder(&vault)?, clock::running())
}

/// Who has a vault open that is `busy`, in a few words; none when the system does not tell.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn vault_holder(files: State<'_, Files>, vault: String) -> Result<Option<String>> {
    Ok(holder::of(&files.vault_folder(&vault)?))
}

/// Somebody is there: the minutes until the vault locks begin anew.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn still_here(away: State<'_, Away>) -> Result<()> {
    away.seen();
    Ok(())
}

/// Keeps where the manager is, for the next unlocking.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn stand_at(session: State<'_, Session>, place: Place) -> Result<()> {
    session.stand_at(place)
}

/// Copies a secret for half a minute, marked so that clipboard histories leave it out.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn copy_secret(app: AppHandle, session: State<'_, Session>, secret: String) -> Result<()> {
    session.read(|_, _| clipboard::copy(&app, secret))
}

/// Locks: the database closes, keys are wiped, the window is destroyed and another one built.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn lock_now(app: AppHandle) -> Result<()> {
    away::lock(&app)
}

/// Closes the window after the last words were saved.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn close_window(app: AppHandle, session: State<'_, Session>) -> Result<()> {
    let closed = session.close();
    clipboard::clear(&app);
    app.exit(0);
    closed
}

/// Which vault is open, and what day it is.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn session(session: State<'_, Session>) -> Result<SessionState> {
    session.state()
}

/// How good a passphrase is, while it is typed.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn judge_passphrase(passphrase: String) -> Result<Strength> {
    Ok(Passphrase::new(passphrase).judge(&["rapport"]))
}

/// Six words picked by chance.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn suggest_passphrase() -> Result<String> {
    Ok(Passphrase::suggest()?.to_string())
}

/// The 24 words of the open vault, to someone who knows the passphrase.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn recovery_words(session: State<'_, Session>, tries: State<'_, Tries>, passphrase: String) -> Result<Vec<String>> {
    let passphrase = Passphrase::new(passphrase);
    session.read(|vault, _| Ok(guarded_words(vault, &tries, &passphrase)?.words().map(str::to_owned).collect()))
}

/// Saves the recovery key as a sheet to print; false when no place was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn save_recovery_sheet(
    app: AppHandle,
    session: State<'_, Session>,
    tries: State<'_, Tries>,
    passphrase: String,
) -> Result<bool> {
    let passphrase = Passphrase::new(passphrase);
    let (label, words) = session.read(|vault, _| {
        let words = guarded_words(vault, &tries, &passphrase)?;
        Ok((vault.label()?, words.words().map(str::to_owned).collect::<Vec<_>>()))
    })?;
    let Some(path) = dialog::save_pdf(&app, "Recovery key.pdf")? else { return Ok(false) };
    let sheet = engine::packet::recovery_sheet(&label, &words, clock::now().date_naive())?;
    dialog::write(&path, &sheet.pdf)?;
    Ok(true)
}

/// Gives the open vault another passphrase.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn change_passphrase(
    session: State<'_, Session>,
    tries: State<'_, Tries>,
    current: String,
    next: String,
) -> Result<()> {
    let current = Unlock::Passphrase(Passphrase::new(current));
    let next = Passphrase::new(next);
    let kdf = fitting_kdf()?;
    session.write(|vault, _| {
        let folder = vault.dir().to_owned();
        tries.guard(&folder, clock::running, || vault.change_passphrase(&current, &next, kdf))
    })
}

/// The recovery key of the open vault; guessing at the passphrase takes as long here as at the door.
fn guarded_words(vault: &Vault, tries: &Tries, passphrase: &Passphrase) -> Result<RecoveryWords> {
    tries.guard(vault.dir(), clock::running, || vault.recovery_words(passphrase))
}

/// What a guess at the passphrase should cost, measured on this computer.
pub fn fitting_kdf() -> Result<KdfProfile> {
    if cfg!(feature = "e2e") {
        return Ok(KdfProfile::floor());
    }
    let begun = Instant::now();
    KdfProfile::release().rehearse()?;
    Ok(KdfProfile::calibrated(begun.elapsed()))
}

/// What opens a vault or a backup: exactly one of the two.
pub fn one_of(passphrase: Option<String>, words: Option<String>) -> Result<Unlock> {
    match (passphrase, words) {
        (Some(passphrase), None) => Ok(Unlock::Passphrase(Passphrase::new(passphrase))),
        (None, Some(words)) => Ok(Unlock::Recovery(RecoveryWords::parse(&words)?)),
        _ => Err(Error::invalid("passphrase", "Type the passphrase, or the recovery key.")),
    }
}

/// Makes a vault the open one and notes it as known.
pub fn open_in(session: &Session, files: &Files, vault: Vault) -> Result<()> {
    let known = files.note_opened(vault.dir(), &vault.label()?, clock::now())?;
    session.open(vault, known)
}
