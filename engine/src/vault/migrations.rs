//! The schema's history: one list, one SQL file each, replayed by new and old vaults alike.
//! Not here: the statements themselves (`migrations/*.sql`).

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::{Now, Vault, database};
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

impl Vault {
    /// Brings the schema up to date: a backup first, then a new generation that is already changed when it is
    /// committed. An old vault stays whole whatever happens on the way.
    pub(super) fn migrate(&mut self, now: Now) -> Result<()> {
        if version(&self.conn)? == LATEST {
            return Ok(());
        }
        self.back_up(now)?;
        self.renew(None, None, apply)
    }
}

/// Brings an open database up to the latest schema in one transaction: all of it, or nothing.
pub(super) fn apply(conn: &mut Connection) -> Result<()> {
    apply_list(conn, MIGRATIONS)
}

/// Runs what is missing from `list`.
fn apply_list(conn: &mut Connection, list: &[&str]) -> Result<()> {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::vault::{KdfProfile, NewVault, Passphrase};

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
        apply_list(&mut vault.conn, &list("CREATE TABLE added (x TEXT) STRICT;")).unwrap();
        let version: i64 = vault.conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(version), Ok(LATEST + 1));
        assert_eq!(vault.label().unwrap(), "Payments");
        assert_eq!(super::version(&vault.conn), Err(Error::NewerVault));
    }

    #[test]
    fn a_migration_that_fails_half_way_leaves_no_trace() {
        let (_temp, mut vault) = vault();
        let half = list("CREATE TABLE added (x TEXT) STRICT; DROP TABLE no_such_table;");
        assert!(apply_list(&mut vault.conn, &half).is_err());
        assert_eq!(version(&vault.conn), Ok(LATEST));
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'added'";
        let tables: i64 = vault.conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!((tables, vault.label().unwrap().as_str()), (0, "Payments"));
    }
}
