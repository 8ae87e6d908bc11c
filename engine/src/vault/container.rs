//! A backup: one file that holds a vault's header and database, authenticated as a whole.
//! Not here: when one is made and which are kept (`backups.rs`), or what is done with it (`restore.rs`).
//!
//! ```text
//!     0  magic 8 · format 2 · min_reader 2 · zero 4 · vault_id 16
//!    32  made at, ms since 1970 8 · the state of the seal then 8 · bytes of the database 8 · zero 40
//!    96  SHA-256 over bytes 0..96
//!   128  the header, 4096 bytes as in header.bin
//!  4224  the database as it lay on the disk
//!   end  HMAC-SHA256 over everything before it, keyed from the root key
//! ```
//! Numbers are little-endian. Every later format keeps the first 12 bytes and the SHA-256 where they are.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use chrono::DateTime;
use hmac::{Hmac, Mac};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::folder::{self, Scratch, from_io};
use super::header::{HEADER_BYTES, Header};
use super::keys::{Purpose, RootKey};
use super::seal::fill;
use super::slots::part;
use super::{Now, Unlock, database, migrations};
use crate::{Error, Result};

const MAGIC: &[u8; 8] = b"RAPPBACK";
const FORMAT: u16 = 1;
const PREFIX_BYTES: usize = 128;
const SHA_AT: usize = 96;
const MAC_BYTES: usize = 32;
/// Bytes copied at once: a backup never stands in memory as a whole.
const AT_ONCE: usize = 256 * 1024;
/// How many of those are on their way at once.
const IN_HAND: usize = 4;

/// What a backup says of itself before any key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prefix {
    pub(super) vault_id: Uuid,
    pub(super) made_at: Now,
    pub(super) state: u64,
    database_bytes: u64,
}

/// Where the key to a backup comes from.
pub(super) enum Key<'a> {
    /// A passphrase or recovery key.
    Unlock(&'a Unlock),
    /// An open vault whose own backup it is.
    Root(&'a RootKey),
}

/// A backup that was read whole, laid out in a scratch folder, and opened.
pub(super) struct Unpacked {
    // Dropped in this order: the database closes before its folder goes.
    pub(super) conn: Connection,
    pub(super) prefix: Prefix,
    pub(super) header: Header,
    pub(super) header_bytes: Vec<u8>,
    pub(super) root_key: RootKey,
    pub(super) scratch: Scratch,
}

impl Unpacked {
    /// Where its database lies.
    pub(super) fn database(&self) -> PathBuf {
        folder::database_path(self.scratch.path(), self.header.generation)
    }
}

impl Prefix {
    fn to_bytes(&self) -> [u8; PREFIX_BYTES] {
        let mut bytes = [0; PREFIX_BYTES];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..10].copy_from_slice(&FORMAT.to_le_bytes());
        bytes[10..12].copy_from_slice(&FORMAT.to_le_bytes());
        bytes[16..32].copy_from_slice(self.vault_id.as_bytes());
        bytes[32..40].copy_from_slice(&self.made_at.timestamp_millis().to_le_bytes());
        bytes[40..48].copy_from_slice(&self.state.to_le_bytes());
        bytes[48..56].copy_from_slice(&self.database_bytes.to_le_bytes());
        let sha = Sha256::digest(&bytes[..SHA_AT]);
        bytes[SHA_AT..].copy_from_slice(&sha);
        bytes
    }

    /// Reads any bytes at all: a prefix, `newer_vault`, or `damaged`.
    fn parse(bytes: &[u8]) -> Result<Self> {
        let damaged = || Error::damaged("backup");
        let whole = bytes.len() == PREFIX_BYTES && bytes[SHA_AT..] == *Sha256::digest(&bytes[..SHA_AT]);
        if !whole || bytes[..8] != *MAGIC {
            return Err(damaged());
        }
        let number = |at| part(bytes, at).map(u16::from_le_bytes).map_err(|_| damaged());
        if number(8)? > FORMAT || number(10)? > FORMAT {
            return Err(Error::NewerVault);
        }
        let long = |at| part(bytes, at).map(u64::from_le_bytes).map_err(|_| damaged());
        let made_at = part(bytes, 32).map(i64::from_le_bytes).ok().and_then(DateTime::from_timestamp_millis);
        let prefix = Self {
            vault_id: part(bytes, 16).map(Uuid::from_bytes).map_err(|_| damaged())?,
            made_at: made_at.ok_or_else(damaged)?.fixed_offset(),
            state: long(40)?,
            database_bytes: long(48)?,
        };
        if prefix.to_bytes() != *bytes {
            return Err(damaged());
        }
        Ok(prefix)
    }

    /// What the backup in `path` says of itself.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let bytes = folder::read(path, PREFIX_BYTES)?.ok_or_else(|| Error::not_found("backup"))?;
        Self::parse(bytes.get(..PREFIX_BYTES).unwrap_or_default())
    }
}

/// A vault at rest: nothing writes to `file` while it is packed.
pub(super) struct AtRest<'a> {
    pub(super) file: &'a File,
    pub(super) header: &'a Header,
    pub(super) root_key: &'a RootKey,
    pub(super) state: u64,
}

/// Writes the backup in `path`, whole or not at all; replaces what is there. Read back by opening it in a scratch folder in
/// `place`, and only then given its name.
pub(super) fn pack(from: &AtRest<'_>, path: &Path, place: &Path, now: Now) -> Result<()> {
    let AtRest { mut file, header, root_key, state } = *from;
    let failed = |error: std::io::Error| from_io(&error, "backup");
    let database_bytes = file.seek(SeekFrom::End(0)).map_err(failed)?;
    file.rewind().map_err(failed)?;
    let prefix = Prefix { vault_id: header.vault_id, made_at: now, state, database_bytes };
    let header_bytes = header.to_bytes(root_key)?;
    folder::write_whole_if(
        path,
        |out| {
            let mut mac = root_key.authenticator(header.vault_id, Purpose::Backup)?;
            for bytes in [prefix.to_bytes().as_slice(), &header_bytes] {
                mac.update(bytes);
                out.write_all(bytes).map_err(failed)?;
            }
            if pass(&mut file, out, &mut mac)? != database_bytes {
                return Err(Error::damaged("database"));
            }
            out.write_all(&mac.finalize().into_bytes()).map_err(failed)
        },
        |half| {
            unpack(half, &Key::Root(root_key), place).and_then(|unpacked| super::verify::require_pages(&unpacked.conn))
        },
    )
}

/// Reads the backup in `path` through, authenticates every byte, and opens its database in a new folder in `place`.
///
/// `damaged` (`backup`) for any changed byte, `newer_vault`, `wrong_passphrase`, `not_found`. The file is only read.
pub(super) fn unpack(path: &Path, key: &Key<'_>, place: &Path) -> Result<Unpacked> {
    let failed = |error: std::io::Error| from_io(&error, "backup");
    let damaged = || Error::damaged("backup");
    let prefix = Prefix::read(path)?;
    let mut file = File::open(path).map_err(failed)?;
    let fixed = (PREFIX_BYTES + HEADER_BYTES + MAC_BYTES) as u64;
    if prefix.database_bytes.checked_add(fixed) != Some(file.metadata().map_err(failed)?.len()) {
        return Err(damaged());
    }
    let mut head = vec![0; PREFIX_BYTES + HEADER_BYTES];
    file.read_exact(&mut head).map_err(failed)?;
    let header_bytes = head.split_off(PREFIX_BYTES);
    let header = Header::parse(&header_bytes).map_err(|error| match error {
        Error::Damaged { .. } => damaged(),
        other => other,
    })?;
    if header.vault_id != prefix.vault_id {
        return Err(damaged());
    }
    let root_key = match key {
        Key::Root(root_key) => root_key.copy()?,
        Key::Unlock(Unlock::Recovery(words)) => words.root_key()?,
        Key::Unlock(Unlock::Passphrase(passphrase)) => {
            header.slot()?.unwrap(passphrase, &Header::prefix(header.vault_id)).map_err(|error| match error {
                Error::Damaged { .. } => damaged(),
                other => other,
            })?
        }
    };
    let database_key = root_key.derive_database_key(header.vault_id, header.generation)?;
    let scratch = Scratch::make(place)?;
    let database_path = folder::database_path(scratch.path(), header.generation);
    folder::create_file(&database_path)?;
    let mut mac = root_key.authenticator(header.vault_id, Purpose::Backup)?;
    mac.update(&head);
    mac.update(&header_bytes);
    let mut out = File::options().write(true).open(&database_path).map_err(failed)?;
    pass(&mut (&mut file).take(prefix.database_bytes), &mut out, &mut mac)?;
    drop(out);
    let mut written = [0; MAC_BYTES];
    file.read_exact(&mut written).map_err(failed)?;
    let ours = header.authenticate(&header_bytes, &root_key).is_ok();
    if mac.verify_slice(&written).is_err() || !ours {
        // A passphrase proved itself in the slot, and a key that signed the header is the right one. Any other belongs
        // to another vault, or to other keys of this one, if the database does not know it either.
        let proved = ours
            || matches!(key, Key::Unlock(Unlock::Passphrase(_)))
            || database::has_salt(&database_path, &database_key)?;
        return Err(if proved { damaged() } else { Error::WrongPassphrase });
    }
    let conn = database::open(&database_path, &database_key)?;
    migrations::version(&conn)?;
    Ok(Unpacked { conn, prefix, header, header_bytes, root_key, scratch })
}

/// Copies from `source` to its end while another thread shows each byte to `mac`; returns how many there were.
fn pass(source: &mut impl Read, out: &mut impl Write, mac: &mut Hmac<Sha256>) -> Result<u64> {
    let failed = |error: std::io::Error| from_io(&error, "backup");
    thread::scope(|scope| {
        let (give, taken) = mpsc::channel::<(Vec<u8>, usize)>();
        let (give_back, used) = mpsc::channel::<Vec<u8>>();
        for _ in 0..IN_HAND {
            // Both ends are here.
            let _ = give_back.send(vec![0; AT_ONCE]);
        }
        let authenticating = scope.spawn(move || {
            for (buffer, filled) in taken {
                mac.update(&buffer[..filled]);
                // Refused when all was read: then nobody needs it.
                let _ = give_back.send(buffer);
            }
        });
        let mut passed = 0;
        loop {
            // The other end goes only if that thread stopped, which its panic would be.
            let mut buffer = used.recv().map_err(|_| Error::internal("authenticating thread"))?;
            let filled = fill(&mut *source, &mut buffer).map_err(failed)?;
            out.write_all(&buffer[..filled]).map_err(failed)?;
            passed += filled as u64;
            let last = filled < buffer.len();
            let _ = give.send((buffer, filled));
            if last {
                break;
            }
        }
        drop(give);
        authenticating.join().map_err(|_| Error::internal("authenticating thread"))?;
        Ok(passed)
    })
}

/// The authenticator at a backup's end: two files with the same one are the same.
pub(super) fn fingerprint(path: &Path) -> Result<[u8; MAC_BYTES]> {
    let failed = |error: std::io::Error| from_io(&error, "backup");
    let mut file = File::open(path).map_err(failed)?;
    let mut end = [0; MAC_BYTES];
    #[allow(clippy::cast_possible_wrap)] // 32
    file.seek(SeekFrom::End(-(MAC_BYTES as i64))).map_err(failed)?;
    file.read_exact(&mut end).map_err(failed)?;
    Ok(end)
}
