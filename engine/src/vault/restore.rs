//! Going back to a backup: checking one, comparing it with the vault, switching to it, restoring it beside.
//! Not here: the file's format (`container.rs`) or how the switch is made safe (`generation.rs`).

use std::fs::{self, File};
use std::path::Path;

use chrono::DateTime;
use rusqlite::Connection;
use serde::Serialize;

use super::container::{self, Key, Unpacked};
use super::folder::{self, Lock, Scratch};
use super::open::Opened;
use super::seal::{SEAL, Seal};
use super::{Now, Problem, Unlock, Vault, Verification, ledger, migrations, nouns, verify};
use crate::{Error, Result};

/// What a vault or a backup holds, to tell two apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Holdings {
    /// People, archived ones included.
    pub people: u32,
    /// Meetings of every status.
    pub meetings: u32,
    /// When something was last written; none in an empty vault.
    pub last_change: Option<Now>,
}

/// A vault beside one of its backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Comparison {
    /// The open vault.
    pub here: Holdings,
    /// The backup.
    pub backup: Holdings,
    /// When the backup was made.
    pub made_at: Now,
}

impl Vault {
    /// What this vault holds.
    pub fn holdings(&self) -> Result<Holdings> {
        holdings(&self.conn)
    }

    /// What a backup of this vault holds, told from the backup itself: every byte of it is authenticated on the way.
    ///
    /// `wrong_passphrase` when it was made under other keys; `damaged`, `newer_vault`, `not_found`.
    pub fn holdings_of(&self, file: &Path) -> Result<Holdings> {
        holdings(&self.unpack(file, None)?.conn)
    }

    /// Opens a backup beside this vault and tells both apart; changes neither.
    ///
    /// `unlock` is for a backup from before keys were rotated, or of another vault. `damaged`, `wrong_passphrase`,
    /// `newer_vault`, `not_found`.
    pub fn compare(&self, file: &Path, unlock: Option<&Unlock>) -> Result<Comparison> {
        let backup = self.unpack(file, unlock)?;
        verify::require_whole(&backup.conn)?;
        Ok(Comparison { here: self.holdings()?, backup: holdings(&backup.conn)?, made_at: backup.prefix.made_at })
    }

    /// Goes back to what a backup of this vault holds: a backup of the present state is made, then a new generation
    /// under the present keys. People who were erased since stay erased.
    ///
    /// `invalid` for a backup of another vault; else as `compare`.
    pub fn switch_to(&mut self, file: &Path, unlock: Option<&Unlock>, now: Now) -> Result<()> {
        let backup = self.unpack(file, unlock)?;
        if backup.header.vault_id != self.id() {
            return Err(Error::invalid(
                "file",
                "This backup belongs to another vault. Restore it as a vault of its own.",
            ));
        }
        self.back_up(now)?;
        let ledger = ledger::Ledger::of(&self.conn, &self.root_key, self.id())?;
        let rotated = !backup.root_key.same_as(&self.root_key);
        self.renew(None, Some(&backup.conn), |conn| {
            migrations::apply(conn)?;
            if rotated { ledger.keep(conn) } else { Ok(()) }
        })?;
        drop(backup);
        self.erase_again(now)
    }

    fn unpack(&self, file: &Path, unlock: Option<&Unlock>) -> Result<Unpacked> {
        let key = unlock.map_or(Key::Root(&self.root_key), Key::Unlock);
        container::unpack(file, &key, &folder::backups(&self.dir)?)
    }
}

/// Checks a backup file whole and changes nothing. Damage is a finding, not an error.
///
/// The database is laid out, encrypted as it is, in the system's folder for temporary files.
pub fn verify_backup(file: &Path, unlock: &Unlock) -> Result<Verification> {
    let scratch = Scratch::make(&std::env::temp_dir())?;
    match container::unpack(file, &Key::Unlock(unlock), scratch.path()) {
        Ok(backup) => verify::check_database(&backup.conn, Vec::new()),
        Err(Error::Damaged { .. }) => Ok(Verification::damaged(Problem::Backup)),
        Err(other) => Err(other),
    }
}

/// Makes a vault in `to`, which must be empty or not there yet, from a backup file, and opens it with what opens the
/// backup. Nothing is ever written over.
///
/// `erased_in` are folders of vaults whose ledgers of erasures hold here too: whoever was erased there after the
/// backup was made is erased again. `already_exists`, `damaged`, `wrong_passphrase`, `newer_vault`, `not_found`.
pub fn restore(file: &Path, to: &Path, unlock: &Unlock, erased_in: &[&Path], now: Now) -> Result<Vault> {
    container::Prefix::read(file)?;
    let made_here = folder::create(to)?;
    fill(file, to, unlock, erased_in, now).inspect_err(|_| {
        // Best effort: the error that stopped us is the one to report.
        for entry in fs::read_dir(to).into_iter().flatten().flatten() {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
        if made_here {
            let _ = fs::remove_dir(to);
        }
    })
}

fn fill(file: &Path, to: &Path, unlock: &Unlock, erased_in: &[&Path], now: Now) -> Result<Vault> {
    let backup = container::unpack(file, &Key::Unlock(unlock), to)?;
    verify::require_whole(&backup.conn)?;
    let lock = Lock::make(to, backup.header.vault_id)?;
    let unpacked = backup.database();
    let Unpacked { conn, header, header_bytes, root_key, scratch, .. } = backup;
    conn.close().map_err(|(_, error)| error)?;
    folder::sync_file(&unpacked)?;
    let path = folder::database_path(to, header.generation);
    folder::rename(&unpacked, &path)?;
    drop(scratch);
    let mut tags = std::collections::BTreeSet::new();
    for other in erased_in {
        tags.extend(ledger::in_file(other)?);
    }
    if !tags.is_empty() {
        ledger::write_file(to, &tags)?;
    }
    let seal = Seal::first();
    seal.write(to, SEAL, header.vault_id, &[&root_key])?;
    folder::replace(to, folder::HEADER_COPY, &header_bytes)?;
    folder::replace(to, folder::HEADER, &header_bytes)?;
    let key = root_key.derive_database_key(header.vault_id, header.generation)?;
    let conn = super::database::open(&path, &key)?;
    let file = File::open(&path).map_err(|error| folder::from_io(&error, "database"))?;
    let opened =
        Opened { conn, file, root_key, header, lock: Some(lock), problems: Vec::new(), seal: Some(seal), change: None };
    let mut vault = opened.settle(to, None)?;
    vault.migrate(now)?;
    vault.erase_again(now)?;
    Ok(vault)
}

fn holdings(conn: &Connection) -> Result<Holdings> {
    let count = |table: &str| -> Result<u32> {
        Ok(conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    };
    // Stamps have offsets: their order is not that of their text.
    let sql = "SELECT saved_at FROM notes UNION SELECT at FROM captures UNION SELECT created_at FROM people
        UNION SELECT created_at FROM goals UNION SELECT created_at FROM follow_ups UNION SELECT created_at FROM agenda_items
        UNION SELECT started_at FROM meetings WHERE started_at IS NOT NULL
        UNION SELECT ended_at FROM meetings WHERE ended_at IS NOT NULL";
    let stamps = nouns::all(conn, sql, [], |row| row.get::<_, String>(0))?;
    let last_change = stamps.iter().filter_map(|stamp| DateTime::parse_from_rfc3339(stamp).ok()).max();
    Ok(Holdings { people: count("people")?, meetings: count("meetings")?, last_change })
}
