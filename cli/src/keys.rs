//! `create`, `passphrase`, `rotate` and `recovery-key`: the vault itself and what opens it.
//! What is in it is in the other files.

use crate::door::{Door, ask_twice, secret};
use crate::out::Out;
use crate::words::Failure;
use clap::Args;
use engine::vault::{KdfProfile, NewVault, Passphrase, Unlock, Vault};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

/// `create`.
#[derive(Args)]
pub struct Create {
    /// What the vault is called
    #[arg(long, value_name = "N", default_value = "My team")]
    name: String,
    /// Memory one guess costs, in MiB
    #[arg(long, value_name = "MIB")]
    kdf_memory: Option<u32>,
    /// Passes over that memory
    #[arg(long, value_name = "T")]
    kdf_passes: Option<u32>,
}

#[derive(Serialize)]
struct Created {
    vault_id: String,
    recovery_key: String,
}

impl Create {
    /// Makes the vault.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let dir = door.dir()?;
        let kdf = match (self.kdf_memory, self.kdf_passes) {
            (None, None) => fitting_kdf()?,
            (memory, passes) => {
                let usual = KdfProfile::release();
                let kib = memory.map_or(Some(usual.memory_kib()), |mib| mib.checked_mul(1024));
                let kib = kib.ok_or_else(|| Failure::invalid("Give --kdf-memory 19 to 2048 MiB."))?;
                KdfProfile::new(kib, passes.unwrap_or(usual.passes()), usual.lanes())?
            }
        };
        if !kdf.meets_floor() {
            out.problem("This key derivation is cheaper than the app allows: guessing the passphrase gets easier.");
        }
        let new = NewVault { label: self.name, passphrase: door.new_passphrase()?, kdf };
        let (vault, words) = Vault::create(dir, &new, door.now)?;
        let created = Created { vault_id: vault.id().to_string(), recovery_key: words.text().to_string() };
        vault.lock()?;
        out.show(&created, |created| {
            vec![
                format!("Vault {} is made. Its recovery key, to be written on paper:", created.vault_id),
                created.recovery_key.clone(),
            ]
        })
    }
}

/// Key derivation that takes about a second on this computer.
fn fitting_kdf() -> Result<KdfProfile, Failure> {
    let begun = Instant::now();
    KdfProfile::release().rehearse()?;
    Ok(KdfProfile::calibrated(begun.elapsed()))
}

/// `passphrase`.
#[derive(Args)]
pub struct Change {
    /// A file with the new passphrase in it
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Done {
    ok: bool,
}

impl Change {
    /// Gives the vault another passphrase.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let current = door.unlock()?;
        let mut vault = Vault::open(door.dir()?, &current, door.now)?;
        let next = match &self.new_passphrase_file {
            Some(file) => Passphrase::from(secret(file)?),
            None => ask_twice()?,
        };
        vault.change_passphrase(&current, &next, fitting_kdf()?)?;
        vault.lock()?;
        out.show(&Done { ok: true }, |_| vec!["The new passphrase holds from now on.".to_owned()])
    }
}

#[derive(Serialize)]
struct RecoveryKey {
    recovery_key: String,
}

/// `recovery-key`.
pub fn show(door: &Door, out: &mut Out) -> Result<(), Failure> {
    if door.by_recovery_key() {
        return Err(Failure::usage("You have the recovery key already; give the passphrase to be shown it again."));
    }
    let passphrase = door.passphrase()?;
    let unlock = Unlock::Passphrase(passphrase);
    let vault = Vault::open(door.dir()?, &unlock, door.now)?;
    let Unlock::Passphrase(passphrase) = &unlock else { return Ok(()) };
    let words = vault.recovery_words(passphrase)?;
    vault.lock()?;
    let key = RecoveryKey { recovery_key: words.text().to_string() };
    out.show(&key, |key| vec![key.recovery_key.clone()])
}

/// `rotate`. Needs the passphrase itself: the new root key is wrapped under it.
pub fn rotate(door: &Door, out: &mut Out) -> Result<(), Failure> {
    if door.by_recovery_key() {
        return Err(Failure::usage(
            "Rotating needs the passphrase, not the recovery key; give it with --passphrase-file.",
        ));
    }
    let unlock = Unlock::Passphrase(door.passphrase()?);
    let mut vault = Vault::open(door.dir()?, &unlock, door.now)?;
    let Unlock::Passphrase(passphrase) = unlock else { return Ok(()) };
    let words = vault.rotate(passphrase, fitting_kdf()?, door.now)?;
    vault.lock()?;
    let key = RecoveryKey { recovery_key: words.text().to_string() };
    out.show(&key, |key| {
        vec![
            "The vault has new keys. Its new recovery key, to be written on paper:".to_owned(),
            key.recovery_key.clone(),
            "Backups made before still open with the old recovery key.".to_owned(),
        ]
    })
}
