//! The schema's history: one list, one SQL file each, replayed by new and old vaults alike.
//! Not here: the statements themselves (`migrations/*.sql`).

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::keys::DatabaseKey;
use super::{Now, database, folder};
use crate::{Error, Result};

/// Entry n brings the schema from `user_version` n to n + 1. Entries are never edited once
/// released, only added.
const MIGRATIONS: &[&str] =
    &[include_str!("migrations/0001_start.sql"), include_str!("migrations/0002_flow_and_care.sql")];

/// The schema version this build writes.
pub(super) const LATEST: usize = MIGRATIONS.len();

/// The schema version of an open database; `newer_vault` when this build does not know it.
pub(super) fn version(conn: &Connection) -> Result<usize> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = usize::try_from(version).map_err(|_| Error::damaged("database"))?;
    if version > LATEST {
        return Err(Error::NewerVault);
    }
    Ok(version)
}

/// Where a copy goes before an old database is changed.
pub(super) struct CopyFirst<'a> {
    pub(super) dir: &'a Path,
    pub(super) key: &'a DatabaseKey,
    pub(super) now: Now,
}

/// Brings the schema up to date in one transaction: all of it, or nothing. A vault that already
/// holds something is copied into its `backups` folder first.
pub(super) fn migrate(conn: &mut Connection, copy: &CopyFirst<'_>) -> Result<()> {
    let version = version(conn)?;
    if version > 0 && version < LATEST {
        copy_first(conn, copy, version)?;
    }
    apply(conn, MIGRATIONS)
}

/// Runs what is missing from `list`.
fn apply(conn: &mut Connection, list: &[&str]) -> Result<()> {
    let version = version(conn)?;
    let missing = list.get(version..).unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    // A table that is made anew must not take the rows with it that point to the old one. The switch does nothing
    // inside a transaction; what hangs loose afterwards is looked for before the commit.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    let applied = apply_all(conn, missing, list.len());
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    applied
}

/// All of `missing` in one transaction, and then the schema's number is `latest`.
fn apply_all(conn: &mut Connection, missing: &[&str], latest: usize) -> Result<()> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in missing {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "application_id", database::APPLICATION_ID)?;
    let latest = i64::try_from(latest).map_err(|_| Error::internal("schema version"))?;
    transaction.pragma_update(None, "user_version", latest)?;
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Error::internal("migration left loose references"));
    }
    transaction.commit()?;
    Ok(())
}

/// Copies the open database, page by page, under the same key.
fn copy_first(conn: &Connection, copy: &CopyFirst<'_>, version: usize) -> Result<()> {
    let stamp = copy.now.naive_utc().format("%Y-%m-%dT%H%M%SZ");
    let name = format!("{stamp}.schema-{version}.db");
    let backups = folder::backups(copy.dir)?;
    let path = backups.join(name);
    folder::create_file(&path)?;
    let copied = (|| {
        let mut target = database::connect(&path, copy.key)?;
        let step = Backup::new(conn, &mut target)?.step(-1)?;
        if step != StepResult::Done {
            return Err(Error::Busy);
        }
        // Read back before the original is touched.
        if self::version(&target)? != version {
            return Err(Error::damaged("backup"));
        }
        target.close().map_err(|(_, error)| error)?;
        folder::sync_folder(&backups)
    })();
    if copied.is_err() {
        // Best effort: half a copy is worth nothing, and the error is the thing to report.
        let _ = std::fs::remove_file(&path);
    }
    copied
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::vault::{KdfProfile, NewVault, Passphrase, Vault};

    /// A vault of today's schema, open, and the folder that keeps it.
    fn vault() -> (tempfile::TempDir, Vault) {
        let temp = tempfile::tempdir().unwrap();
        let new = NewVault {
            label: "Payments".to_owned(),
            passphrase: Passphrase::new("seven quiet lanterns cross the river".to_owned()),
            kdf: KdfProfile::cheap(),
        };
        let (vault, _) = Vault::create(&temp.path().join("vault"), &new, Now::default()).unwrap();
        (temp, vault)
    }

    fn list(last: &'static str) -> Vec<&'static str> {
        MIGRATIONS.iter().copied().chain([last]).collect()
    }

    #[test]
    fn a_migration_applies_once_and_keeps_the_data() {
        let (_temp, mut vault) = vault();
        apply(&mut vault.conn, &list("CREATE TABLE added (x TEXT) STRICT;")).unwrap();
        let version: i64 = vault.conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(version), Ok(LATEST + 1));
        assert_eq!(vault.label().unwrap(), "Payments");
        assert_eq!(super::version(&vault.conn), Err(Error::NewerVault));
    }

    #[test]
    fn a_migration_that_fails_half_way_leaves_no_trace() {
        let (_temp, mut vault) = vault();
        let half = list("CREATE TABLE added (x TEXT) STRICT; DROP TABLE no_such_table;");
        assert!(apply(&mut vault.conn, &half).is_err());
        assert_eq!(version(&vault.conn), Ok(LATEST));
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'added'";
        let tables: i64 = vault.conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!((tables, vault.label().unwrap().as_str()), (0, "Payments"));
    }

    #[test]
    fn the_copy_made_before_a_migration_opens_with_the_same_key() {
        let (_temp, vault) = vault();
        let key = vault.root_key.derive_database_key(vault.id(), 1).unwrap();
        copy_first(&vault.conn, &CopyFirst { dir: &vault.dir, key: &key, now: Now::default() }, LATEST).unwrap();
        let path = vault.dir.join("backups").join(format!("1970-01-01T000000Z.schema-{LATEST}.db"));
        let copy = database::open(&path, &key).unwrap();
        let sql = "SELECT value FROM choices WHERE key = 'label'";
        let label: String = copy.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(label, "Payments");
    }
}
