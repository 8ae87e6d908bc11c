//! Opening a vault: each check in its order, and not a byte changed until all have passed.
//! Not here: opening without a header (`rescue.rs`).

use std::path::Path;

use rusqlite::Connection;

use super::folder::{self, Lock};
use super::header::{HEADER_BYTES, Header};
use super::keys::RootKey;
use super::migrations::{self, CopyFirst};
use super::{Now, Passphrase, Problem, RecoveryWords, Vault, database};
use crate::{Error, Result};

/// What someone opens a vault with.
pub enum Unlock {
    /// The passphrase, as typed.
    Passphrase(Passphrase),
    /// The recovery key.
    Recovery(RecoveryWords),
}

impl Vault {
    /// Opens the vault in `dir`, brings its schema up to date and mends a damaged header copy.
    ///
    /// `busy`, `damaged`, `newer_vault`, `wrong_passphrase`, `not_found` and `read_only` each say
    /// what it is; none of them changes a byte. Takes as long as the key derivation.
    pub fn open(dir: &Path, unlock: &Unlock, now: Now) -> Result<Self> {
        let mut opened = check(dir, unlock)?;
        let lock = match opened.lock.take() {
            Some(lock) => lock,
            None => Lock::make(dir, opened.header.vault_id)?,
        };
        if !opened.problems.is_empty() {
            let bytes = opened.header.to_bytes(&opened.root_key)?;
            // Best effort: the header in use is good, and a full disk must not keep notes from
            // being read. What is not mended now is mended at the next opening.
            for name in [folder::HEADER, folder::HEADER_COPY] {
                let _ = folder::replace(dir, name, &bytes);
            }
        }
        let Opened { mut conn, root_key, header, problems: mended, .. } = opened;
        let key = root_key.derive_database_key(header.vault_id, header.generation)?;
        migrations::migrate(&mut conn, &CopyFirst { dir, key: &key, now })?;
        Ok(Self { conn, root_key, header, dir: dir.to_owned(), mended, _lock: lock })
    }
}

/// A vault that passed every check, before anything was written.
pub(super) struct Opened {
    pub(super) conn: Connection,
    pub(super) root_key: RootKey,
    pub(super) header: Header,
    /// `None` when the lock file is missing.
    pub(super) lock: Option<Lock>,
    /// What was wrong with the headers and can be mended.
    pub(super) problems: Vec<Problem>,
}

/// Every check in the order that tells the answers apart, writing nothing.
pub(super) fn check(dir: &Path, unlock: &Unlock) -> Result<Opened> {
    if !dir.is_dir() {
        return Err(Error::not_found("vault"));
    }
    let lock = Lock::take(dir)?;
    let Headers { header, bytes, problems } = read_headers(dir)?;
    let path = folder::database_path(dir, header.generation);
    database::check_file(&path)?;
    let root_key = match unlock {
        Unlock::Passphrase(passphrase) => header.slot()?.unwrap(passphrase, &Header::prefix(header.vault_id))?,
        Unlock::Recovery(words) => words.root_key()?,
    };
    let key = root_key.derive_database_key(header.vault_id, header.generation)?;
    if let Err(error) = header.authenticate(&bytes, &root_key) {
        // A slot's passphrase proved itself already. Recovery words did not: if the database does
        // not know them either, they belong to another vault.
        let proved = matches!(unlock, Unlock::Passphrase(_)) || database::has_salt(&path, &key)?;
        return Err(if proved { error } else { Error::WrongPassphrase });
    }
    let conn = database::open(&path, &key)?;
    migrations::version(&conn)?;
    Ok(Opened { conn, root_key, header, lock, problems })
}

/// The header to go by, the bytes it was read from, and what is wrong with the two files.
pub(super) struct Headers {
    pub(super) header: Header,
    pub(super) bytes: Vec<u8>,
    pub(super) problems: Vec<Problem>,
}

/// Reads `header.bin`, or its copy when it is damaged or gone.
///
/// A header whose SHA-256 holds and that says it is newer is believed: falling back to an older
/// copy could undo what a newer version did.
pub(super) fn read_headers(dir: &Path) -> Result<Headers> {
    let bytes = folder::read(&dir.join(folder::HEADER), HEADER_BYTES)?;
    let copy = folder::read(&dir.join(folder::HEADER_COPY), HEADER_BYTES)?;
    if bytes.is_none() && copy.is_none() {
        let database = !folder::generations(dir)?.is_empty();
        return Err(if database { Error::damaged("header") } else { Error::not_found("vault") });
    }
    let bytes = bytes.unwrap_or_default();
    let copy = copy.unwrap_or_default();
    match Header::parse(&bytes) {
        Ok(header) => {
            let mut problems = Vec::new();
            if copy != bytes {
                problems.push(Problem::HeaderCopy);
            }
            Ok(Headers { header, bytes, problems })
        }
        Err(Error::Damaged { .. }) => {
            let header = Header::parse(&copy)?;
            Ok(Headers { header, bytes: copy, problems: vec![Problem::Header] })
        }
        Err(other) => Err(other),
    }
}
