//! Opening the SQLCipher file: checks before the key, the key, and every pragma.
//! Not here: where the key comes from (`keys.rs`), or what tables there are (`migrations.rs`).

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use subtle::ConstantTimeEq;

use super::folder::{self, from_io};
use super::keys::{DatabaseKey, SALT_BYTES};
use crate::{Error, Result};

/// SQLCipher's page, and so the unit in which the file grows.
const PAGE_BYTES: u64 = 4096;
/// "RPRT": tells this file from any other SQLite database.
pub(super) const APPLICATION_ID: i64 = 0x5250_5254;

const BEFORE_KEY: &str = "PRAGMA cipher_memory_security = ON; PRAGMA cipher_log_level = NONE;";

/// TRUNCATE and EXTRA because a flipped bit in a write-ahead log loses commits without a word,
/// while the same damage to a rollback journal is loud.
const AFTER_KEY: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA journal_mode = TRUNCATE;
    PRAGMA synchronous = EXTRA;
";

/// Refuses a database file that is missing, empty, or cut inside a page.
///
/// SQLite would take an empty file for a healthy new database. While a journal waits to be rolled
/// back the length may be odd; `check_length` looks again afterwards.
pub(super) fn check_file(path: &Path) -> Result<()> {
    let Ok(file) = fs::metadata(path) else {
        return Err(Error::damaged("database"));
    };
    let whole = file.len() % PAGE_BYTES == 0 || folder::has_journal(path);
    if !file.is_file() || file.len() == 0 || !whole {
        return Err(Error::damaged("database"));
    }
    Ok(())
}

/// Whether the file begins with the salt that goes with `key`.
///
/// Reads the file itself, so it must come before SQLite opens it: closing a second handle would
/// drop SQLite's own locks.
pub(super) fn has_salt(path: &Path, key: &DatabaseKey) -> Result<bool> {
    let mut salt = [0; SALT_BYTES];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut salt));
    match read {
        Ok(()) => Ok(salt.as_slice().ct_eq(key.salt()).into()),
        Err(error) => match from_io(&error, "database") {
            Error::ReadOnly => Err(Error::ReadOnly),
            _ => Ok(false),
        },
    }
}

/// Opens an existing database and checks that it is one of ours, whole.
pub(super) fn open(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    // SECURITY: with an explicit salt these 16 bytes are covered by no page's authenticator.
    if !has_salt(path, key)? {
        return Err(Error::damaged("database"));
    }
    let conn = connect(path, key)?;
    if conn.is_readonly("main")? {
        return Err(Error::ReadOnly);
    }
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Error::damaged("database"));
    }
    check_length(&conn, path)?;
    Ok(conn)
}

/// Opens the file with key and pragmas, whatever is in it. Never makes one.
pub(super) fn connect(path: &Path, key: &DatabaseKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.execute_batch(BEFORE_KEY)?;
    conn.execute_batch(&key.pragma()?)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.execute_batch(AFTER_KEY)?;
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "truncate" {
        return Err(Error::internal("journal mode"));
    }
    Ok(conn)
}

/// Pages cut off or added at the end are seen by no page's authenticator.
fn check_length(conn: &Connection, path: &Path) -> Result<()> {
    let pages: u64 = conn
        .pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0))?
        .try_into()
        .map_err(|_| Error::damaged("database"))?;
    let length = fs::metadata(path).map_err(|error| from_io(&error, "database"))?.len();
    if pages == 0 || pages.checked_mul(PAGE_BYTES) != Some(length) {
        return Err(Error::damaged("database"));
    }
    Ok(())
}
