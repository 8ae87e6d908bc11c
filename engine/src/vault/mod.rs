//! The vault: everything the manager entered, encrypted in one folder on this computer.
//! Not here: what the values mean (`model`); pages for paper (`packet`); other files (`transfer`).

mod agenda;
mod anchor;
mod attention;
mod backups;
mod calendar;
mod container;
mod contents;
mod context;
mod courses;
mod create;
mod database;
mod diagnostics;
mod erase;
mod folder;
mod follow_ups;
mod generation;
mod goals;
mod header;
mod ids;
mod inbox;
mod indicators;
mod kdf;
mod keys;
mod ledger;
mod life;
mod links;
mod meetings;
mod merge;
mod merge_goals;
mod merge_meetings;
mod merge_notes;
mod migrations;
mod note_follow_ups;
mod note_history;
mod note_topics;
mod notes;
mod nouns;
mod observations;
mod open;
mod packets;
mod passphrase;
mod people;
mod prompts;
mod questions;
mod recovery;
mod reminders;
mod rescue;
mod restore;
mod retention;
mod rotate;
mod rows;
mod rows_in;
mod rows_out;
mod seal;
mod search;
mod slots;
mod sqlite_error;
#[cfg(test)]
mod stops;
mod tables;
mod templates;
mod thinning;
mod today;
mod tries;
mod undo;
#[cfg(test)]
mod undo_proof;
mod undo_words;
mod verify;

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::Serialize;
use uuid::Uuid;

pub use backups::{Backup, SecondFolder, backups, copy_to_second_folder, second_folder_reminder};
pub use courses::{ToldIndicator, ToldPerson};
pub use create::NewVault;
pub use diagnostics::Diagnostics;
pub use erase::Erased;
pub use kdf::KdfProfile;
pub use open::{Entry, Unlock};
pub use passphrase::{Passphrase, Strength};
pub use recovery::RecoveryWords;
pub use restore::{Comparison, Holdings, restore, verify_backup};
pub use tries::wait_after;
pub use verify::{Problem, Verification, verify};

use crate::{Error, Result};
use folder::Lock;
use header::Header;
use keys::RootKey;
use seal::{SEAL, Seal};
use slots::Slot;

/// Local time with its offset; the shell's clock, handed in.
pub type Now = chrono::DateTime<chrono::FixedOffset>;

/// An unlocked vault. `lock` seals it; when it is only dropped, the next opening takes that for an unclean stop and
/// checks everything.
pub struct Vault {
    // Dropped in this order: the database closes before the other handle to it, and before the lock is let go.
    conn: Connection,
    file: File,
    root_key: RootKey,
    header: Header,
    seal: Seal,
    anchor: Option<PathBuf>,
    dir: PathBuf,
    mended: Vec<Problem>,
    notices: Vec<Notice>,
    _lock: Lock,
}

/// Something to tell once about a vault that opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// It was not locked the last time; everything was checked and holds.
    UncleanStop,
    /// Copies of its files lie beside them, as a synced folder makes when two computers wrote at once.
    Copies {
        /// Their names.
        files: Vec<String>,
    },
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

    /// What to tell about how it was found.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Remembers from now on in `path`, outside the folder, how this computer left the vault. For a new vault; one
    /// that is opened gets its anchor with `enter`.
    pub fn anchor_at(&mut self, path: &Path) -> Result<()> {
        self.anchor = Some(path.to_owned());
        self.remember()
    }

    /// Closes the database, seals what it is now, and lets go of the folder; every key is wiped.
    pub fn lock(self) -> Result<()> {
        self.close().map(drop)
    }

    /// Closes and seals; the parts that may still be needed are handed back.
    fn close(self) -> Result<Parts> {
        let Self { conn, file, root_key, header, seal, anchor, dir, _lock: lock, .. } = self;
        conn.close().map_err(|(_, error)| error)?;
        let mut parts = Parts { file, root_key, header, seal, dir, _lock: lock };
        if parts.seal.closed.is_none() {
            let header = parts.header.to_bytes(&parts.root_key)?;
            parts.seal = parts.seal.close(parts.header.generation, &header, seal::pages(&parts.file)?);
            parts.seal.write(&parts.dir, SEAL, parts.header.vault_id, &[&parts.root_key])?;
            if let Some(anchor) = &anchor {
                anchor::write(anchor, &parts.seal, &parts.root_key, parts.header.vault_id)?;
            }
        }
        Ok(parts)
    }

    /// Says on disk that a session writes: until the next lock no seal vouches for the database.
    fn unseal(&mut self) -> Result<()> {
        match self.seal.closed {
            Some(_) => self.begin_session(0),
            None => Ok(()),
        }
    }

    /// Begins a session later than `past`, and than every one before.
    fn begin_session(&mut self, past: u64) -> Result<()> {
        let seal = self.seal.next_session(past)?;
        seal.write(&self.dir, SEAL, self.header.vault_id, &[&self.root_key])?;
        self.seal = seal;
        self.remember()
    }

    /// Brings the anchor up to the seal.
    fn remember(&self) -> Result<()> {
        let Some(path) = &self.anchor else { return Ok(()) };
        if anchor::read(path, &self.root_key, self.id())? == Some(self.seal) {
            return Ok(());
        }
        anchor::write(path, &self.seal, &self.root_key, self.id())
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
        // The seal vouches for the header too, and is made anew at the next lock.
        self.unseal()?;
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

    /// One write, in one transaction: all of it, or nothing. It is a step that `undo` takes back, called by what it did.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_step(None, work)
    }

    /// As `write`, for a step that is better called `what` than by the rows it touches.
    fn write_as<T>(&mut self, what: &str, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_step(Some(what), work)
    }

    fn write_step<T>(&mut self, what: Option<&str>, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.unseal()?;
        undo::ready(&self.conn)?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let step = undo::begin(&transaction)?;
        let done = work(&transaction)?;
        undo::end(&transaction, step, what)?;
        transaction.commit()?;
        Ok(done)
    }

    /// One write that is no step: text typed in the editor, which takes back its own.
    fn write_typed<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.unseal()?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// One write that nobody can take back, such as erasing: the steps before it are forgotten with what they held.
    fn write_for_good<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let done = self.write_typed(work)?;
        undo::forget_everything(&self.conn)?;
        Ok(done)
    }
}

/// What is left of a vault once its database is closed: enough to back it up.
struct Parts {
    file: File,
    root_key: RootKey,
    header: Header,
    seal: Seal,
    dir: PathBuf,
    _lock: Lock,
}
