//! The ledger of erasures: who was erased, told by a keyed hash that only the holder of the vault's key can compare.
//! Not here: erasing (`erase.rs`).
//!
//! It stands twice: in the table `erasures`, which travels with the database, and in the file `erasures` beside it,
//! which an older database that is put back meets there. The file is written last of all: what the table has and the
//! file has not is an erasure whose backups are still to be gone through.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, OptionalExtension};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::keys::{KEY_BYTES, Purpose, RootKey};
use super::rows::Text;
use super::{folder, nouns};
use crate::{Error, Result};

/// The file's name in the vault's folder: 64 hex digits a line.
pub(super) const LEDGER: &str = "erasures";
/// More than this is no ledger.
const MOST_BYTES: usize = 1 << 20;
/// Where the key stands once the root key is no longer the one it was derived from.
pub(super) const KEY_CHOICE: &str = "erasures_key";

/// What tags are made with.
pub(super) struct Ledger(Zeroizing<[u8; KEY_BYTES]>);

impl Ledger {
    /// The ledger of a database: by the key that stands in it since keys were rotated, else by one from the root key.
    /// So every backup and the vault itself come to the same tags, whichever root key they have.
    pub(super) fn of(conn: &Connection, root_key: &RootKey, vault_id: Uuid) -> Result<Self> {
        let sql = "SELECT value FROM choices WHERE key = ?1";
        let kept: Option<String> = conn.query_row(sql, [KEY_CHOICE], |row| row.get(0)).optional()?;
        let Some(hex) = kept.map(Zeroizing::new) else {
            return Ok(Self(root_key.derive_mac_key(vault_id, Purpose::Erasures)?));
        };
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        let digits = hex.as_bytes().chunks_exact(2);
        if digits.len() != KEY_BYTES {
            return Err(Error::internal("ledger key"));
        }
        for (byte, digits) in key.iter_mut().zip(digits) {
            let digits = std::str::from_utf8(digits).map_err(|_| Error::internal("ledger key"))?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| Error::internal("ledger key"))?;
        }
        Ok(Self(key))
    }

    /// Keeps the key in the database: for the moment before the root key changes.
    pub(super) fn keep(&self, conn: &Connection) -> Result<()> {
        let hex = Zeroizing::new(spell(self.0.as_slice())?);
        let sql = "INSERT INTO choices(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO NOTHING";
        conn.execute(sql, [KEY_CHOICE, hex.as_str()])?;
        Ok(())
    }

    /// The tag of a person.
    pub(super) fn tag(&self, person: &str) -> Result<String> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.as_slice()).map_err(|_| Error::internal("hmac key length"))?;
        mac.update(person.as_bytes());
        spell(&mac.finalize().into_bytes())
    }

    /// The people of a database whose tags are among `tags`.
    pub(super) fn people(&self, conn: &Connection, tags: &BTreeSet<String>) -> Result<Vec<String>> {
        let mut people = Vec::new();
        for person in nouns::all(conn, "SELECT id FROM people", [], |row| row.get::<_, String>(0))? {
            if tags.contains(&self.tag(&person)?) {
                people.push(person);
            }
        }
        Ok(people)
    }
}

fn spell(bytes: &[u8]) -> Result<String> {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(hex, "{byte:02x}").map_err(|_| Error::internal("hex"))?;
    }
    Ok(hex)
}

/// The tags in the table.
pub(super) fn in_table(conn: &Connection) -> Result<BTreeSet<String>> {
    Ok(nouns::all(conn, "SELECT tag FROM erasures", [], |row| row.get(0))?.into_iter().collect())
}

/// Adds tags to the table.
pub(super) fn add_to_table(conn: &Connection, tags: &BTreeSet<String>, day: NaiveDate) -> Result<()> {
    for tag in tags {
        let sql = "INSERT INTO erasures(tag, erased_on) VALUES (?1, ?2) ON CONFLICT(tag) DO NOTHING";
        conn.execute(sql, rusqlite::params![tag, Text(day)])?;
    }
    Ok(())
}

/// The tags in the file of a vault's folder; lines that are no tags say nothing.
pub(super) fn in_file(dir: &Path) -> Result<BTreeSet<String>> {
    let bytes = folder::read(&dir.join(LEDGER), MOST_BYTES)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let is_tag = |line: &&str| line.len() == 64 && line.bytes().all(|digit| digit.is_ascii_hexdigit());
    Ok(text.lines().filter(is_tag).map(str::to_owned).collect())
}

/// Writes the file anew.
pub(super) fn write_file(dir: &Path, tags: &BTreeSet<String>) -> Result<()> {
    let mut text = String::with_capacity(tags.len() * 65);
    for tag in tags {
        text.push_str(tag);
        text.push('\n');
    }
    folder::replace(dir, LEDGER, text.as_bytes())
}
