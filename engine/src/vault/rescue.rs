//! Bringing back a vault with its recovery key: a forgotten passphrase, or a lost header.
//! Not here: ordinary opening (`open.rs`).

use std::fs::File;
use std::path::Path;

use uuid::Uuid;

use super::folder::{self, Lock};
use super::header::Header;
use super::keys::RootKey;
use super::open::{Headers, Opened, read_headers};
use super::seal::{Found, SEAL, Seal};
use super::slots::Slot;
use super::verify::{self, FreePages};
use super::{KdfProfile, Now, Passphrase, RecoveryWords, Vault, database, migrations};
use crate::{Error, Result};

impl Vault {
    /// Opens the vault in `dir` with its recovery key and gives it the passphrase `next`.
    ///
    /// The header tells which database to open. If both headers are damaged or gone, the folder's
    /// name (or the lock file) and the names of the database files are enough. A new header is
    /// written only after the database has opened. `wrong_passphrase` when the words belong to
    /// no database in the folder; a vault from a newer version is left alone.
    pub fn rescue(dir: &Path, words: &RecoveryWords, next: &Passphrase, kdf: KdfProfile, now: Now) -> Result<Self> {
        next.require_good(&[])?;
        if !dir.is_dir() {
            return Err(Error::not_found("vault"));
        }
        let root_key = words.root_key()?;
        // Read before the lock is taken: on Windows a held file cannot be read.
        let ids = folder::vault_ids(dir);
        let lock = Lock::take(dir)?;
        let (vault_id, generation) = find(dir, &root_key, &ids)?;
        let path = folder::database_path(dir, generation);
        let key = root_key.derive_database_key(vault_id, generation)?;
        database::check_file(&path)?;
        let file = File::open(&path).map_err(|error| folder::from_io(&error, "database"))?;
        let conn = database::open(&path, &key)?;
        migrations::version(&conn)?;
        // Whatever the seal says: someone who needs rescuing is told of damage, not asked about the past.
        let free_pages = verify::require_whole_but_free_pages(&conn)?;
        let found = Seal::read(&dir.join(SEAL), &root_key, vault_id)?;
        let past = if let Found::Seal(seal) = found { seal } else { Seal::first() };
        let slot = Slot::wrap(&root_key, next, kdf, &Header::prefix(vault_id))?;
        let header = Header::new(vault_id, generation, slot);
        let bytes = header.to_bytes(&root_key)?;
        let lock = match lock {
            Some(lock) => lock,
            None => Lock::make(dir, vault_id)?,
        };
        for name in [folder::HEADER, folder::HEADER_COPY] {
            folder::replace(dir, name, &bytes)?;
        }
        let opened = Opened {
            conn,
            file,
            root_key,
            header,
            lock: Some(lock),
            problems: Vec::new(),
            seal: Some(past),
            change: None,
        };
        let mut vault = opened.settle(dir, None)?;
        vault.begin_session(0)?;
        if free_pages == FreePages::Torn {
            verify::clear_free_pages(&mut vault.conn)?;
        }
        vault.migrate(now)?;
        vault.erase_again(now)?;
        Ok(vault)
    }
}

/// Which vault and generation these words open: as an authentic header says, else the newest
/// database that begins with the salt the words lead to.
fn find(dir: &Path, root_key: &RootKey, ids: &[Uuid]) -> Result<(Uuid, u64)> {
    match read_headers(dir) {
        Ok(Headers { header, bytes, .. }) if header.authenticate(&bytes, root_key).is_ok() => {
            return Ok((header.vault_id, header.generation));
        }
        Ok(_) | Err(Error::Damaged { .. }) => {}
        Err(other) => return Err(other),
    }
    for generation in folder::generations(dir)? {
        let path = folder::database_path(dir, generation);
        for id in ids {
            if database::has_salt(&path, &root_key.derive_database_key(*id, generation)?)? {
                return Ok((*id, generation));
            }
        }
    }
    Err(Error::WrongPassphrase)
}
