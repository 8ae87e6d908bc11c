//! `create`, `passphrase`, `recovery-key` and `verify`: the vault itself and what opens it.
//! What is in it is in the other files.

use crate::door::{Door, ask_twice, secret};
use crate::out::Out;
use crate::words::Failure;
use clap::Args;
use engine::vault::{self, KdfProfile, NewVault, Passphrase, Unlock, Vault};
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

/// `verify`.
#[derive(Args)]
pub struct Check {
    /// A backup file instead of the vault
    file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Checked {
    ok: bool,
    problems: Vec<String>,
    people: u32,
    meetings: u32,
    notes: u32,
    follow_ups: u32,
    observations: u32,
    goals: u32,
    evidence: u32,
    captures: u32,
}

impl Check {
    /// Checks everything; damage is told on standard output and by exit code 4.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if self.file.is_some() {
            return Err(Failure::usage(
                "Backup files are not read by this version; leave the file out to check the vault.",
            ));
        }
        let found = vault::verify(door.dir()?, &door.unlock()?)?;
        let checked = Checked {
            ok: found.ok,
            problems: found.problems.iter().map(ToString::to_string).collect(),
            people: found.people,
            meetings: found.meetings,
            notes: found.notes,
            follow_ups: found.follow_ups,
            observations: found.observations,
            goals: found.goals,
            evidence: found.evidence,
            captures: found.captures,
        };
        out.show(&checked, lines)?;
        if checked.ok {
            return Ok(());
        }
        Err(Failure::Told {
            code: 4,
            sentence:
                "This vault is damaged; keep the folder as it is, and open it in Rapport or restore a backup beside it."
                    .to_owned(),
        })
    }
}

fn lines(checked: &Checked) -> Vec<String> {
    let mut lines = checked.problems.clone();
    if checked.ok {
        lines.push("Everything is as it was written.".to_owned());
    }
    lines.push(format!(
        "{} people, {} meetings, {} notes, {} follow-ups, {} observations, {} goals, {} pieces of evidence, {} captures",
        checked.people,
        checked.meetings,
        checked.notes,
        checked.follow_ups,
        checked.observations,
        checked.goals,
        checked.evidence,
        checked.captures
    ));
    lines
}
