//! The vault: everything the manager entered, encrypted in one folder on this computer.
//! Not here: what the values mean (`model`); pages for paper (`packet`); other files (`transfer`).

mod agenda;
mod calendar;
mod contents;
mod create;
mod database;
mod folder;
mod follow_ups;
mod goals;
mod header;
mod ids;
mod kdf;
mod keys;
mod meetings;
mod merge;
mod merge_goals;
mod merge_meetings;
mod merge_notes;
mod migrations;
mod note_follow_ups;
mod notes;
mod nouns;
mod observations;
mod open;
mod packets;
mod passphrase;
mod people;
mod prompts;
mod recovery;
mod rescue;
mod rows;
mod search;
mod slots;
mod sqlite_error;
mod today;
mod verify;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

pub use create::NewVault;
pub use kdf::KdfProfile;
pub use open::Unlock;
pub use passphrase::{Passphrase, Strength};
pub use recovery::RecoveryWords;
pub use verify::{Problem, Verification, verify};

use crate::{Error, Result};
use folder::Lock;
use header::Header;
use keys::RootKey;
use slots::Slot;

/// Local time with its offset; the shell's clock, handed in.
pub type Now = chrono::DateTime<chrono::FixedOffset>;

/// An unlocked vault. Dropping it locks it; `lock` also tells whether closing went well.
pub struct Vault {
    // Dropped in this order: the database closes before the lock is let go.
    conn: Connection,
    root_key: RootKey,
    header: Header,
    dir: PathBuf,
    mended: Vec<Problem>,
    _lock: Lock,
}

impl Vault {
    /// The vault's own id, also the name its folder should have.
    pub fn id(&self) -> Uuid {
        self.header.vault_id
    }

    /// The folder it lies in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The label the manager chose.
    pub fn label(&self) -> Result<String> {
        let sql = "SELECT value FROM choices WHERE key = 'label'";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// Closes the database and lets go of the folder; every key is wiped.
    pub fn lock(self) -> Result<()> {
        self.conn.close().map_err(|(_, error)| error.into())
    }

    /// Gives the vault another passphrase, once `current` has proved who asks.
    ///
    /// Only the header is written; the recovery words stay the same. `wrong_passphrase` when
    /// `current` does not open this vault, `invalid` when `next` is not good enough.
    pub fn change_passphrase(&mut self, current: &Unlock, next: &Passphrase, kdf: KdfProfile) -> Result<()> {
        next.require_good(&[])?;
        self.require(current)?;
        let prefix = Header::prefix(self.header.vault_id);
        let slot = Slot::wrap(&self.root_key, next, kdf, &prefix)?;
        let header = self.header.with_slot(slot);
        let bytes = header.to_bytes(&self.root_key)?;
        folder::replace(&self.dir, folder::HEADER, &bytes)?;
        self.header = header;
        // The new passphrase holds from here on; an old copy is replaced at the next opening.
        let _ = folder::replace(&self.dir, folder::HEADER_COPY, &bytes);
        Ok(())
    }

    /// The recovery key, to be shown again to someone who knows the passphrase.
    pub fn recovery_words(&self, passphrase: &Passphrase) -> Result<RecoveryWords> {
        let prefix = Header::prefix(self.header.vault_id);
        let root_key = self.header.slot()?.unwrap(passphrase, &prefix)?;
        RecoveryWords::of(&root_key)
    }

    /// Refuses whoever cannot open this vault.
    fn require(&self, unlock: &Unlock) -> Result<()> {
        let prefix = Header::prefix(self.header.vault_id);
        let root_key = match unlock {
            Unlock::Passphrase(passphrase) => self.header.slot()?.unwrap(passphrase, &prefix)?,
            Unlock::Recovery(words) => words.root_key()?,
        };
        if !root_key.same_as(&self.root_key) {
            return Err(Error::WrongPassphrase);
        }
        Ok(())
    }

    /// One write, in one transaction: all of it, or nothing.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}
