//! The seal: what the database was at the last clean lock, and in which order sessions followed one another.
//! Not here: where it is compared and what is said about a difference (`open.rs`, `anchor.rs`).
//!
//! ```text
//!   0  magic 8 · format 2 · state 1 · zero 5 · generation 8 · count 8 · pages 8
//!  40  SHA-256 over the authenticators of all pages 32
//!  72  line: the last 16 sessions that wrote, newest first, 8 random bytes each
//! 200  the first 24 bytes of the header's SHA-256 · HMAC-SHA256 over bytes 0..224, keyed from the root key
//! ```
//! Numbers are little-endian. The file holds one such record, or two for the moment in which keys change.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use hmac::Mac;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::folder::{self, from_io};
use super::keys::{Purpose, RootKey, make_random};
use super::slots::part;
use crate::{Error, Result};

/// The file's name in the vault's folder.
pub(super) const SEAL: &str = "seal.bin";
const SEAL_BYTES: usize = 256;
const MAGIC: &[u8; 8] = b"RAPPSEAL";
const FORMAT: u16 = 1;
const MAC_AT: usize = 224;
const LINE_AT: usize = 72;
const HEADER_AT: usize = 200;
/// As much of the header's SHA-256 as there is room for: 192 bits.
const HEADER_SHA_BYTES: usize = 24;
/// How many sessions back it can be told whether one state grew out of another.
pub(super) const LINE: usize = 16;
/// SQLCipher's page, and the HMAC-SHA512 at its end (SQLCipher 4, default settings).
const PAGE: usize = 4096;
const PAGE_MAC: usize = 64;
/// Pages read at once.
const PAGES_AT_ONCE: usize = 64;

/// What is remembered of a vault between two uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seal {
    /// Sessions that wrote, the present one included.
    pub(super) count: u64,
    /// Their random ids, newest first.
    pub(super) line: [[u8; 8]; LINE],
    /// `None` while a session writes, and after it ended without locking.
    pub(super) closed: Option<Closed>,
}

/// The database as a clean lock left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) generation: u64,
    pub(super) pages: Pages,
    /// So that a header with an older passphrase, put back, is noticed.
    pub(super) header: HeaderSha,
}

/// A header's bytes, told by the beginning of their SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeaderSha([u8; HEADER_SHA_BYTES]);

impl HeaderSha {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut begin = [0; HEADER_SHA_BYTES];
        begin.copy_from_slice(&Sha256::digest(bytes)[..HEADER_SHA_BYTES]);
        Self(begin)
    }
}

/// The pages of a database file, told by their authenticators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages {
    count: u64,
    sha: [u8; 32],
}

/// What lies in the place of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "read once at an opening, and copied freely")]
pub(super) enum Found {
    /// No file.
    Missing,
    /// Bytes that the holder of the key did not write.
    Foreign,
    /// A seal.
    Seal(Seal),
}

impl Seal {
    /// Before any session wrote.
    pub(super) fn first() -> Self {
        Self { count: 0, line: [[0; 8]; LINE], closed: None }
    }

    /// The seal of a session that begins to write after this one.
    pub(super) fn next_session(&self, past: u64) -> Result<Self> {
        let count = self.count.max(past).checked_add(1).ok_or_else(|| Error::internal("seal count"))?;
        // Counts that are jumped over belong to sessions this line does not know; their places stay empty.
        let shift = usize::try_from(count - self.count).unwrap_or(LINE).min(LINE);
        let mut line = [[0; 8]; LINE];
        line[shift..].copy_from_slice(&self.line[..LINE - shift]);
        make_random(&mut line[0])?;
        Ok(Self { count, line, closed: None })
    }

    /// The same session, ended cleanly.
    pub(super) fn close(self, generation: u64, header: &[u8], pages: Pages) -> Self {
        Self { closed: Some(Closed { generation, pages, header: HeaderSha::of(header) }), ..self }
    }

    /// Where it stands in the order of a vault's states.
    pub(super) fn place(&self) -> (u64, bool) {
        (self.count, self.closed.is_some())
    }

    /// `place` as one number that only grows.
    pub(super) fn state(&self) -> u64 {
        self.count.saturating_mul(2).saturating_add(u64::from(self.closed.is_some()))
    }

    fn to_bytes(self, root_key: &RootKey, vault_id: Uuid) -> Result<[u8; SEAL_BYTES]> {
        let mut bytes = [0; SEAL_BYTES];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..10].copy_from_slice(&FORMAT.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.count.to_le_bytes());
        if let Some(Closed { generation, pages, header }) = self.closed {
            bytes[10] = 1;
            bytes[16..24].copy_from_slice(&generation.to_le_bytes());
            bytes[32..40].copy_from_slice(&pages.count.to_le_bytes());
            bytes[40..72].copy_from_slice(&pages.sha);
            bytes[HEADER_AT..MAC_AT].copy_from_slice(&header.0);
        }
        for (number, session) in self.line.iter().enumerate() {
            let at = LINE_AT + number * 8;
            bytes[at..at + 8].copy_from_slice(session);
        }
        let mut mac = root_key.authenticator(vault_id, Purpose::Seal)?;
        mac.update(&bytes[..MAC_AT]);
        bytes[MAC_AT..].copy_from_slice(&mac.finalize().into_bytes());
        Ok(bytes)
    }

    fn parse(bytes: &[u8], root_key: &RootKey, vault_id: Uuid) -> Result<Option<Self>> {
        let (Some(body), Some(written)) = (bytes.get(..MAC_AT), bytes.get(MAC_AT..SEAL_BYTES)) else {
            return Ok(None);
        };
        let mut mac = root_key.authenticator(vault_id, Purpose::Seal)?;
        mac.update(body);
        if mac.verify_slice(written).is_err() || body[..8] != *MAGIC || body[8..10] != FORMAT.to_le_bytes() {
            return Ok(None);
        }
        let mut line = [[0; 8]; LINE];
        for (number, session) in line.iter_mut().enumerate() {
            *session = part(body, LINE_AT + number * 8)?;
        }
        let closed = Closed {
            generation: u64::from_le_bytes(part(body, 16)?),
            pages: Pages { count: u64::from_le_bytes(part(body, 32)?), sha: part(body, 40)? },
            header: HeaderSha(part(body, HEADER_AT)?),
        };
        let count = u64::from_le_bytes(part(body, 24)?);
        Ok(Some(Self { count, line, closed: (body[10] == 1).then_some(closed) }))
    }

    /// Writes the seal in `dir` under `name`, by every key in `root_keys`.
    pub(super) fn write(&self, dir: &Path, name: &str, vault_id: Uuid, root_keys: &[&RootKey]) -> Result<()> {
        let mut bytes = Vec::with_capacity(SEAL_BYTES * root_keys.len());
        for root_key in root_keys {
            bytes.extend_from_slice(&self.to_bytes(root_key, vault_id)?);
        }
        folder::replace(dir, name, &bytes)
    }

    /// Reads the seal in `path`: the first record that the holder of `root_key` wrote.
    pub(super) fn read(path: &Path, root_key: &RootKey, vault_id: Uuid) -> Result<Found> {
        let Some(bytes) = folder::read(path, 2 * SEAL_BYTES)? else { return Ok(Found::Missing) };
        if bytes.len() > 2 * SEAL_BYTES || bytes.len() % SEAL_BYTES != 0 {
            return Ok(Found::Foreign);
        }
        for record in bytes.chunks(SEAL_BYTES) {
            if let Some(seal) = Self::parse(record, root_key, vault_id)? {
                return Ok(Found::Seal(seal));
            }
        }
        Ok(Found::Foreign)
    }
}

/// Reads the whole of a database file and tells its pages. The file's position is moved.
///
/// The handle must not be closed while SQLite has the same file open: on Unix that would drop SQLite's locks.
pub(super) fn pages(mut file: &File) -> Result<Pages> {
    let failed = |error: std::io::Error| from_io(&error, "database");
    file.rewind().map_err(failed)?;
    let mut sha = Sha256::new();
    let mut count = 0;
    let mut buffer = vec![0; PAGE * PAGES_AT_ONCE];
    loop {
        let filled = fill(file, &mut buffer).map_err(failed)?;
        for page in buffer[..filled].chunks(PAGE) {
            // A page that was cut short is told as it is: no whole page has so little at its end.
            sha.update(&page[page.len().saturating_sub(PAGE_MAC)..]);
            count += 1;
        }
        if filled < buffer.len() {
            return Ok(Pages { count, sha: sha.finalize().into() });
        }
    }
}

/// Reads until the buffer is full or the file ends.
pub(super) fn fill(mut file: impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    const ID: Uuid = Uuid::from_u128(7);

    fn key(byte: u8) -> RootKey {
        RootKey::from_slice(&[byte; 32]).unwrap()
    }

    fn file(bytes: &[u8]) -> (tempfile::TempDir, File) {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("data");
        fs::write(&path, bytes).unwrap();
        (temp, File::open(path).unwrap())
    }

    fn told(bytes: &[u8]) -> Pages {
        let (_temp, file) = file(bytes);
        pages(&file).unwrap()
    }

    fn closed() -> Seal {
        let session = Seal::first().next_session(0).unwrap().next_session(0).unwrap();
        session.close(3, b"header", told(&[1; 2 * PAGE]))
    }

    #[test]
    fn a_seal_comes_back_as_it_was_and_only_with_its_own_key_and_vault() {
        for seal in [Seal::first(), closed()] {
            let bytes = seal.to_bytes(&key(1), ID).unwrap();
            assert_eq!(Seal::parse(&bytes, &key(1), ID).unwrap(), Some(seal));
            assert_eq!(Seal::parse(&bytes, &key(2), ID).unwrap(), None);
            assert_eq!(Seal::parse(&bytes, &key(1), Uuid::from_u128(8)).unwrap(), None);
            for at in 0..bytes.len() {
                let mut bytes = bytes;
                bytes[at] ^= 1;
                assert_eq!(Seal::parse(&bytes, &key(1), ID).unwrap(), None, "byte {at}");
            }
        }
        assert_eq!(Seal::parse(&[0; 10], &key(1), ID).unwrap(), None);
    }

    #[test]
    fn a_record_that_is_no_seal_is_none_even_when_the_key_signed_it() {
        for at in [0, 8] {
            let mut bytes = closed().to_bytes(&key(1), ID).unwrap();
            bytes[at] ^= 1;
            let mut mac = key(1).authenticator(ID, Purpose::Seal).unwrap();
            mac.update(&bytes[..MAC_AT]);
            bytes[MAC_AT..].copy_from_slice(&mac.finalize().into_bytes());
            assert_eq!(Seal::parse(&bytes, &key(1), ID).unwrap(), None);
        }
    }

    #[test]
    fn each_of_two_keys_reads_its_record_of_the_file() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join(SEAL);
        assert_eq!(Seal::read(&path, &key(1), ID).unwrap(), Found::Missing);
        let seal = closed();
        seal.write(temp.path(), SEAL, ID, &[&key(1), &key(2)]).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().len(), 512);
        for byte in [1, 2] {
            assert_eq!(Seal::read(&path, &key(byte), ID).unwrap(), Found::Seal(seal));
        }
        assert_eq!(Seal::read(&path, &key(3), ID).unwrap(), Found::Foreign);
        let whole = fs::read(&path).unwrap();
        for bytes in [&whole[..511], &[&whole[..], &[0]].concat(), &[&whole[..], &whole[..256]].concat()] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(Seal::read(&path, &key(1), ID).unwrap(), Found::Foreign, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn sessions_count_up_and_remember_the_ones_before() {
        let one = Seal::first().next_session(0).unwrap();
        let two = one.next_session(0).unwrap();
        assert_eq!((one.count, two.count), (1, 2));
        assert_ne!(one.line[0], [0; 8]);
        assert_eq!(two.line[1], one.line[0]);
        assert_ne!(two.line[0], two.line[1]);
        let later = two.next_session(5).unwrap();
        assert_eq!(later.count, 6);
        assert_eq!((later.line[4], later.line[5]), (two.line[0], two.line[1]));
        assert_eq!(later.line[1..4], [[0; 8]; 3], "sessions it does not know");
        assert_eq!(two.next_session(1).unwrap().count, 3);
        let far = two.next_session(1000).unwrap();
        assert_eq!((far.count, far.line[1..].iter().all(|id| *id == [0; 8])), (1001, true));
        let worn_out = Seal { count: u64::MAX, ..Seal::first() };
        assert!(worn_out.next_session(0).is_err());
        let mut long = Seal::first();
        for _ in 0..40 {
            let next = long.next_session(0).unwrap();
            assert_eq!(next.line[1..], long.line[..LINE - 1]);
            long = next;
        }
    }

    #[test]
    fn a_closed_session_stands_after_an_open_one_and_before_the_next() {
        let open = Seal::first().next_session(0).unwrap();
        let closed = open.close(1, b"header", told(&[1; PAGE]));
        let next = closed.next_session(0).unwrap();
        assert!(open.place() < closed.place() && closed.place() < next.place());
        assert_eq!((open.state(), closed.state(), next.state()), (2, 3, 4));
        assert_eq!((closed.count, closed.line), (open.count, open.line));
        assert!(next.closed.is_none());
        assert_ne!(HeaderSha::of(b"one"), HeaderSha::of(b"two"));
    }

    #[test]
    fn pages_are_told_by_the_last_64_bytes_of_each_and_by_how_many_there_are() {
        let whole: Vec<u8> = (0..PAGE * (PAGES_AT_ONCE + 3)).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let same = told(&whole);
        assert_eq!(same.count, 67);
        for page in [0, 1, PAGES_AT_ONCE - 1, PAGES_AT_ONCE, PAGES_AT_ONCE + 2] {
            for (at, noticed) in [(0, false), (PAGE - PAGE_MAC - 1, false), (PAGE - PAGE_MAC, true), (PAGE - 1, true)] {
                let mut bytes = whole.clone();
                bytes[page * PAGE + at] ^= 1;
                assert_eq!(told(&bytes) != same, noticed, "page {page}, byte {at}");
            }
        }
        assert_ne!(told(&whole[..whole.len() - PAGE]), same);
        assert_ne!(told(&[&whole[..], &whole[..1]].concat()), same);
        assert_eq!(told(&[]).count, 0);
        assert_eq!(told(&whole[..PAGE * PAGES_AT_ONCE]).count, 64);
        let (_temp, file) = file(&whole);
        assert_eq!((pages(&file).unwrap(), pages(&file).unwrap()), (same, same), "from the start each time");
    }
}
