//! Erasing a person for good: every row, every page, every backup Rapport keeps, and again whenever an old state returns.
//! Not here: how the erased are remembered without a name (`ledger.rs`), or the receipt on paper (`packet`).

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};
use serde::Serialize;

use super::container::{self, AtRest, Key};
use super::keys::RootKey;
use super::ledger::{self, Ledger};
use super::{Now, Vault, backups, calendar, folder, nouns, verify};
use crate::model::id::PersonId;
use crate::{Error, Result};

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Erased {
    /// Rows that were deleted, in all tables but the search indexes.
    pub rows: u32,
    /// Backups that were written anew without the person.
    pub backups_rewritten: u32,
    /// Backups that were deleted because they do not open with the present keys.
    pub backups_dropped: u32,
    /// The day.
    pub erased_on: NaiveDate,
}

impl Vault {
    /// Erases a person: one transaction of deletions, a new generation of the database, and every backup in the
    /// vault's folder written anew without them, or dropped. Cannot be undone.
    ///
    /// `not_found` when there is no such person; `invalid` while a hold stands.
    pub fn erase_person(&mut self, id: PersonId, now: Now) -> Result<Erased> {
        let person = calendar::person(&self.conn, id)?.id.to_string();
        let sql = "SELECT hold_since IS NOT NULL FROM people WHERE id = ?1";
        if self.conn.query_row(sql, [&person], |row| row.get(0))? {
            return Err(Error::invalid("person", "A hold stands on this person; end the hold first."));
        }
        self.back_up(now)?;
        let tag = Ledger::of(&self.conn, &self.root_key, self.id())?.tag(&person)?;
        let day = now.date_naive();
        let rows = self.renew(None, None, |conn| delete(conn, &[person], &BTreeSet::from([tag]), day))?;
        let (backups_rewritten, backups_dropped) = self.finish_erasures(day)?;
        Ok(Erased { rows, backups_rewritten, backups_dropped, erased_on: day })
    }

    /// Erases again whoever the ledger's file names and this database still has, and finishes what a crash cut off.
    pub(super) fn erase_again(&mut self, now: Now) -> Result<()> {
        let (known, filed) = (ledger::in_table(&self.conn)?, ledger::in_file(&self.dir)?);
        let missing: BTreeSet<String> = filed.difference(&known).cloned().collect();
        let day = now.date_naive();
        if !missing.is_empty() {
            let people = Ledger::of(&self.conn, &self.root_key, self.id())?.people(&self.conn, &missing)?;
            if people.is_empty() {
                self.write(|tx| ledger::add_to_table(tx, &missing, day))?;
            } else {
                self.renew(None, None, |conn| delete(conn, &people, &missing, day))?;
            }
        }
        // With an older database older backups may have come back as well.
        if known == filed { Ok(()) } else { self.finish_erasures(day).map(drop) }
    }

    /// Goes through all backups, then writes the ledger's file, which says that they were gone through.
    fn finish_erasures(&mut self, day: NaiveDate) -> Result<(u32, u32)> {
        let mut tags = ledger::in_table(&self.conn)?;
        let done = rewrite_backups(&self.dir, &self.root_key, &tags, day)?;
        tags.extend(ledger::in_file(&self.dir)?);
        ledger::write_file(&self.dir, &tags)?;
        Ok(done)
    }
}

/// Deletes people and everything that hangs on them, and leaves no page that still holds a word of it. Returns the
/// number of rows.
fn delete(conn: &mut Connection, people: &[String], tags: &BTreeSet<String>, day: NaiveDate) -> Result<u32> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = count(&transaction)?;
    for person in people {
        transaction.execute("DELETE FROM people WHERE id = ?1", [person])?;
    }
    let deleted = before.saturating_sub(count(&transaction)?);
    // A backup of an older schema has no such table; it gets one when it is migrated.
    if transaction.table_exists(None, "erasures")? {
        ledger::add_to_table(&transaction, tags, day)?;
    }
    let indexes = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'";
    for index in nouns::all(&transaction, indexes, [], |row| row.get::<_, String>(0))? {
        transaction.execute(&format!("INSERT INTO \"{index}\"(\"{index}\") VALUES ('rebuild')"), [])?;
    }
    transaction.commit()?;
    conn.execute_batch("VACUUM")?;
    Ok(u32::try_from(deleted).unwrap_or(u32::MAX))
}

/// Rows in all tables but the search indexes' own.
fn count(conn: &Connection) -> Result<u64> {
    Ok(verify::rows(conn)?.iter().filter(|(table, _)| !table.contains("_fts")).map(|(_, rows)| rows).sum())
}

/// Writes every backup anew that holds one of the erased, and drops what cannot be looked into.
fn rewrite_backups(dir: &Path, root_key: &RootKey, tags: &BTreeSet<String>, day: NaiveDate) -> Result<(u32, u32)> {
    let (mut rewritten, mut dropped) = (0, 0);
    for path in backups::files(&folder::backups_path(dir))? {
        match rewrite(&path, root_key, tags, day) {
            Ok(true) => rewritten += 1,
            Ok(false) => {}
            Err(Error::WrongPassphrase | Error::Damaged { .. } | Error::NewerVault) => {
                fs::remove_file(&path).map_err(|error| folder::from_io(&error, "backup"))?;
                dropped += 1;
            }
            Err(other) => return Err(other),
        }
    }
    folder::sync_folder(&folder::backups(dir)?)?;
    Ok((rewritten, dropped))
}

/// Whether the backup held one of the erased, and is written anew without them.
fn rewrite(path: &Path, root_key: &RootKey, tags: &BTreeSet<String>, day: NaiveDate) -> Result<bool> {
    let place = path.parent().ok_or_else(|| Error::internal("backup path"))?;
    let mut backup = container::unpack(path, &Key::Root(root_key), place)?;
    let people = Ledger::of(&backup.conn, &backup.root_key, backup.header.vault_id)?.people(&backup.conn, tags)?;
    if people.is_empty() {
        return Ok(false);
    }
    delete(&mut backup.conn, &people, tags, day)?;
    let database = backup.database();
    let container::Unpacked { conn, prefix, header, root_key, scratch, .. } = backup;
    conn.close().map_err(|(_, error)| error)?;
    let file = File::open(database).map_err(|error| folder::from_io(&error, "backup"))?;
    let at_rest = AtRest { file: &file, header: &header, root_key: &root_key, state: prefix.state };
    container::pack(&at_rest, path, scratch.path(), prefix.made_at)?;
    Ok(true)
}
