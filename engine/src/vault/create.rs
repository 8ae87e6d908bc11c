//! Making a new vault: folder, lock, database, and last of all the header.
//! Not here: opening one (`open.rs`).

use std::fs::{self, File};
use std::path::Path;

use uuid::Uuid;

use super::folder::{self, Lock};
use super::header::Header;
use super::keys::{RootKey, make_random};
use super::open::Opened;
use super::seal::{SEAL, Seal};
use super::slots::Slot;
use super::{KdfProfile, Now, Passphrase, RecoveryWords, Vault, database, migrations};
use crate::{Error, Result};

/// Longest label, in characters.
const LONGEST_LABEL: usize = 200;
const FIRST_GENERATION: u64 = 1;

/// What a new vault is made from.
pub struct NewVault {
    /// What the manager calls it; kept inside the vault.
    pub label: String,
    /// What opens it from now on.
    pub passphrase: Passphrase,
    /// What every guess at the passphrase will cost.
    pub kdf: KdfProfile,
}

impl Vault {
    /// Makes a vault in `dir`, which must be empty or not there yet, and opens it.
    ///
    /// A folder named by a UUID lends the vault its id. The header is written last: before that
    /// there is no vault, and on an error everything made so far is taken away again.
    /// `invalid` for a label or passphrase, `already_exists` for a folder that holds anything.
    pub fn create(dir: &Path, new: &NewVault, now: Now) -> Result<(Self, RecoveryWords)> {
        let label = new.label.trim();
        if label.is_empty() || label.chars().count() > LONGEST_LABEL {
            return Err(Error::invalid("label", "Give the vault a name of 1 to 200 characters."));
        }
        new.passphrase.require_good(&[label])?;
        let made_here = folder::create(dir)?;
        fill(dir, label, new, now).inspect_err(|_| take_away(dir, made_here))
    }
}

fn fill(dir: &Path, label: &str, new: &NewVault, now: Now) -> Result<(Vault, RecoveryWords)> {
    let vault_id = vault_id(dir)?;
    let root_key = RootKey::make()?;
    let lock = Lock::make(dir, vault_id)?;
    let slot = Slot::wrap(&root_key, &new.passphrase, new.kdf, &Header::prefix(vault_id))?;
    let header = Header::new(vault_id, FIRST_GENERATION, slot);
    let key = root_key.derive_database_key(vault_id, FIRST_GENERATION)?;
    let path = folder::database_path(dir, FIRST_GENERATION);
    folder::create_file(&path)?;
    let mut conn = database::connect(&path, &key)?;
    migrations::apply(&mut conn)?;
    let transaction = conn.transaction()?;
    for (name, value) in [("label", label), ("created_at", &now.to_rfc3339())] {
        transaction.execute("INSERT INTO choices (key, value) VALUES (?1, ?2)", [name, value])?;
    }
    transaction.commit()?;
    let seal = Seal::first();
    seal.write(dir, SEAL, vault_id, &[&root_key])?;
    let bytes = header.to_bytes(&root_key)?;
    folder::replace(dir, folder::HEADER_COPY, &bytes)?;
    folder::replace(dir, folder::HEADER, &bytes)?;
    let words = RecoveryWords::of(&root_key)?;
    let file = File::open(&path).map_err(|error| folder::from_io(&error, "database"))?;
    let opened =
        Opened { conn, file, root_key, header, lock: Some(lock), problems: Vec::new(), seal: Some(seal), change: None };
    Ok((opened.settle(dir, None)?, words))
}

/// The folder's name if it is a UUID, else a random one.
fn vault_id(dir: &Path) -> Result<Uuid> {
    if let Some(id) = folder::vault_ids(dir).first() {
        return Ok(*id);
    }
    let mut random = [0; 16];
    make_random(&mut random)?;
    Ok(uuid::Builder::from_random_bytes(random).into_uuid())
}

/// Removes what `fill` left in a folder that was empty when it began. Best effort: the error that
/// stopped it is the one to report.
fn take_away(dir: &Path, made_here: bool) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let _ = fs::remove_file(entry.path());
    }
    if made_here {
        let _ = fs::remove_dir(dir);
    }
}
