//! `--demo`: a throw-away vault with the sample team, open from the start.
//! Real vaults are neither read nor listed then.

use crate::clock;
use crate::files::{Files, KnownVault};
use crate::session::Session;
use engine::Result;
use engine::vault::{KdfProfile, NewVault, Passphrase, Vault};
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// Whether the command line asks for it.
pub fn wanted(mut args: impl Iterator<Item = String>) -> bool {
    args.any(|arg| arg == "--demo")
}

/// Makes and opens the vault; returns the data folder it lies in, under the system's temporary folder.
pub fn open(session: &Session) -> Result<PathBuf> {
    let now = clock::now();
    let root = std::env::temp_dir().join(format!("rapport-demo-{}", uuid::Uuid::now_v7()));
    let files = Files::new(root.clone());
    let passphrase = Passphrase::suggest()?.to_string();
    let new =
        NewVault { label: "Sample team".to_owned(), passphrase: Passphrase::new(passphrase), kdf: KdfProfile::floor() };
    let (vault, _) = Vault::create(&files.new_vault_folder()?, &new, now)?;
    let known = KnownVault { id: vault.id().to_string(), label: new.label, opened: Some(now) };
    session.open(vault, known)?;
    crate::commands::transfer::fill_with_sample_team(session)?;
    Ok(root)
}

/// Throws the vault away when the app ends.
pub fn sweep(app: &AppHandle) {
    // Locked or not, the folder goes; what cannot be removed lies in the system's temporary folder, encrypted.
    let _ = app.state::<Session>().close();
    let _ = std::fs::remove_dir_all(app.state::<Files>().root());
}
