//! The one path to another database file: restore, rotation, migration and erasure all take it.
//! Not here: what each of them changes on the way (`restore.rs`, `rotate.rs`, `migrations.rs`, `erase.rs`).
//!
//! The next generation is written beside the present one, under a key of its own, made whole and checked; renaming the
//! header commits it, and only then the old file goes. A stop at any step leaves one of the two, valid.

use std::fs::File;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::folder;
use super::header::Header;
use super::keys::RootKey;
use super::seal::SEAL;
use super::{Vault, database, verify};
use crate::{Error, Result};

/// The steps after which a stop is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The pages are there.
    Copied,
    /// What is different in the new generation is different.
    Changed,
    /// The file is checked and on the disk.
    Checked,
    /// It has its name.
    Named,
    /// The header's copy names it.
    HeaderCopied,
    /// The header names it: committed.
    Committed,
    /// The seal is written by the new keys.
    Sealed,
}

/// Keys for the next generation, where they are not the present ones.
pub(super) struct NewKeys {
    pub(super) root_key: RootKey,
    pub(super) header: Header,
}

impl Vault {
    /// Makes the next generation from `source` (the present database when `None`), lets `change` change it, and goes
    /// on with it. On an error the present generation stays as it is.
    pub(super) fn renew<T>(
        &mut self,
        keys: Option<NewKeys>,
        source: Option<&Connection>,
        change: impl FnOnce(&mut Connection) -> Result<T>,
    ) -> Result<T> {
        self.unseal()?;
        let (root_key, header) = match keys {
            Some(NewKeys { root_key, header }) => (root_key, header),
            None => (self.root_key.copy()?, self.header.clone()),
        };
        let generation = self.header.generation.checked_add(1).ok_or_else(|| Error::internal("generation"))?;
        let header = header.with_generation(generation);
        let key = root_key.derive_database_key(header.vault_id, generation)?;
        let unfinished = folder::unfinished_path(&self.dir, generation);
        folder::remove_database(&unfinished)?;
        folder::create_file(&unfinished)?;
        let written: Result<T> = (|| {
            let mut conn = database::connect(&unfinished, &key)?;
            copy(source.unwrap_or(&self.conn), &mut conn)?;
            passed(Step::Copied)?;
            let changed = change(&mut conn)?;
            passed(Step::Changed)?;
            verify::require_whole(&conn)?;
            conn.close().map_err(|(_, error)| error)?;
            folder::sync_file(&unfinished)?;
            passed(Step::Checked)?;
            Ok(changed)
        })();
        let changed = written.inspect_err(|_| {
            // Best effort: the error is the thing to report, and what stays is swept at the next opening.
            let _ = folder::remove_database(&unfinished);
        })?;
        self.commit(root_key, header)?;
        Ok(changed)
    }

    /// Makes the generation that lies finished beside the present one the one to go by.
    fn commit(&mut self, root_key: RootKey, header: Header) -> Result<()> {
        let (dir, vault_id) = (self.dir.clone(), header.vault_id);
        let path = folder::database_path(&dir, header.generation);
        folder::rename(&folder::unfinished_path(&dir, header.generation), &path)?;
        passed(Step::Named)?;
        let key = root_key.derive_database_key(vault_id, header.generation)?;
        let conn = database::open(&path, &key)?;
        let file = File::open(&path).map_err(|error| folder::from_io(&error, "database"))?;
        // Readable by both keys, whichever header the next opening finds.
        self.seal.write(&dir, SEAL, vault_id, &[&self.root_key, &root_key])?;
        let bytes = header.to_bytes(&root_key)?;
        // The copy first: if the header is lost at this moment, the copy names a database that is whole.
        folder::replace(&dir, folder::HEADER_COPY, &bytes)?;
        if let Err(error) = passed(Step::HeaderCopied).and_then(|()| folder::replace(&dir, folder::HEADER, &bytes)) {
            // Best effort: the copy goes back to the generation that stays in use.
            let present = self.header.to_bytes(&self.root_key)?;
            let _ = folder::replace(&dir, folder::HEADER_COPY, &present);
            return Err(error);
        }
        let old = folder::database_path(&dir, self.header.generation);
        self.root_key = root_key;
        self.header = header;
        let before = std::mem::replace(&mut self.conn, conn);
        let before_file = std::mem::replace(&mut self.file, file);
        // Only reading was left to do there.
        drop(before.close());
        drop(before_file);
        passed(Step::Committed)?;
        self.seal.write(&dir, SEAL, vault_id, &[&self.root_key])?;
        passed(Step::Sealed)?;
        // Committed already: what cannot be removed now is swept at the next opening.
        let _ = folder::remove_database(&old).and_then(|()| folder::sync_folder(&dir));
        self.remember()
    }
}

/// Copies a database page by page; each side encrypts with its own key.
pub(super) fn copy(source: &Connection, target: &mut Connection) -> Result<()> {
    match Backup::new(source, target)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(Error::Busy),
    }
    let tables = |conn: &Connection| -> Result<i64> {
        Ok(conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?)
    };
    if tables(source)? != tables(target)? || verify::rows(source)? != verify::rows(target)? {
        return Err(Error::damaged("database"));
    }
    Ok(())
}

/// Where a stop is tested: the step that a test names ends the process.
#[cfg(test)]
fn passed(step: Step) -> Result<()> {
    match std::env::var("RAPPORT_STOP_AFTER") {
        Ok(name) if name == format!("{step:?}") => std::process::abort(),
        Ok(name) if name == format!("fail {step:?}") => Err(Error::DiskFull),
        _ => Ok(()),
    }
}

#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps)] // a test can stop here
fn passed(_: Step) -> Result<()> {
    Ok(())
}
