//! The header: 4096 bytes that name the vault, its generation and the slots that open it.
//! Not here: reading and writing the files it lies in (`folder.rs`), or a slot's inside.
//!
//! ```text
//!    0  magic 8 · format 2 · min_reader 2 · zero 4 · vault_id 16      (the prefix, 32 bytes)
//!   32  generation 8
//!   64  4 slots of 136 bytes
//! 4032  HMAC-SHA256 over bytes 0..4032, keyed from the root key
//! 4064  SHA-256 over bytes 0..4064
//! ```
//! Everything else is zero, and that is checked. Numbers are little-endian. Every later format
//! keeps the length, the first 12 bytes and the SHA-256 where they are, so that an old reader can
//! tell "newer" from "damaged".

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::keys::{Purpose, RootKey};
use super::slots::{SLOT_BYTES, Slot, part};
use crate::{Error, Result};

/// The length of a header file.
pub(super) const HEADER_BYTES: usize = 4096;
const MAGIC: &[u8; 8] = b"RAPPORT\0";
/// The format written here, and the newest that can be read.
const FORMAT: u16 = 1;
const PREFIX_BYTES: usize = 32;
const SLOTS_AT: usize = 64;
const SLOTS: usize = 4;
const MAC_AT: usize = 4032;
const SHA_AT: usize = 4064;

/// What a header says, and the authenticator that was read with it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) vault_id: Uuid,
    pub(super) generation: u64,
    slots: Vec<Slot>,
}

impl Header {
    /// A header for `generation` whose only slot wraps `root_key` under `slot`'s passphrase.
    pub(super) fn new(vault_id: Uuid, generation: u64, slot: Slot) -> Self {
        Self { vault_id, generation, slots: vec![slot] }
    }

    /// The bytes every slot's associated data begins with.
    pub(super) fn prefix(vault_id: Uuid) -> [u8; PREFIX_BYTES] {
        let mut prefix = [0; PREFIX_BYTES];
        prefix[..8].copy_from_slice(MAGIC);
        prefix[8..10].copy_from_slice(&FORMAT.to_le_bytes());
        prefix[10..12].copy_from_slice(&FORMAT.to_le_bytes());
        prefix[16..].copy_from_slice(vault_id.as_bytes());
        prefix
    }

    /// The slot that a passphrase opens.
    pub(super) fn slot(&self) -> Result<&Slot> {
        self.slots.first().ok_or_else(|| Error::damaged("header"))
    }

    /// The same header with another passphrase's slot.
    pub(super) fn with_slot(&self, slot: Slot) -> Self {
        Self::new(self.vault_id, self.generation, slot)
    }

    /// The same vault's header for another generation of the database.
    pub(super) fn with_generation(&self, generation: u64) -> Self {
        Self { generation, ..self.clone() }
    }

    /// The file's bytes, authenticated under `root_key`.
    pub(super) fn to_bytes(&self, root_key: &RootKey) -> Result<[u8; HEADER_BYTES]> {
        let mut bytes = self.body();
        let mac = authenticator(&bytes[..MAC_AT], root_key, self.vault_id)?;
        bytes[MAC_AT..SHA_AT].copy_from_slice(&mac.finalize().into_bytes());
        let sha = Sha256::digest(&bytes[..SHA_AT]);
        bytes[SHA_AT..].copy_from_slice(&sha);
        Ok(bytes)
    }

    fn body(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[..PREFIX_BYTES].copy_from_slice(&Self::prefix(self.vault_id));
        bytes[32..40].copy_from_slice(&self.generation.to_le_bytes());
        for (number, slot) in self.slots.iter().take(SLOTS).enumerate() {
            let at = SLOTS_AT + number * SLOT_BYTES;
            bytes[at..at + SLOT_BYTES].copy_from_slice(&slot.to_bytes());
        }
        bytes
    }

    /// Reads any bytes at all: a header, `newer_vault`, or `damaged`. Proves nothing about who
    /// wrote it; that is `authenticate`'s part, once there is a key.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let damaged = || Error::damaged("header");
        if bytes.len() != HEADER_BYTES || bytes[SHA_AT..] != *Sha256::digest(&bytes[..SHA_AT]) || bytes[..8] != *MAGIC {
            return Err(damaged());
        }
        let format = u16::from_le_bytes(part(bytes, 8)?);
        let min_reader = u16::from_le_bytes(part(bytes, 10)?);
        if format > FORMAT || min_reader > FORMAT {
            return Err(Error::NewerVault);
        }
        let mut slots = Vec::new();
        for number in 0..SLOTS {
            slots.extend(Slot::parse(&part(bytes, SLOTS_AT + number * SLOT_BYTES)?)?);
        }
        let header = Self {
            vault_id: Uuid::from_bytes(part(bytes, 16)?),
            generation: u64::from_le_bytes(part(bytes, 32)?),
            slots,
        };
        // Written back, it must give the same bytes: no gap, no unknown number, no loose zero.
        if header.slots.is_empty() || header.body()[..MAC_AT] != bytes[..MAC_AT] {
            return Err(damaged());
        }
        Ok(header)
    }

    /// Whether the holder of `root_key` wrote `bytes`, from which this header was parsed.
    ///
    /// SECURITY: the slots decide which key opens; this decides that nobody else chose them.
    pub(super) fn authenticate(&self, bytes: &[u8], root_key: &RootKey) -> Result<()> {
        let (Some(body), Some(mac)) = (bytes.get(..MAC_AT), bytes.get(MAC_AT..SHA_AT)) else {
            return Err(Error::damaged("header"));
        };
        authenticator(body, root_key, self.vault_id)?.verify_slice(mac).map_err(|_| Error::damaged("header"))
    }
}

fn authenticator(body: &[u8], root_key: &RootKey, vault_id: Uuid) -> Result<Hmac<Sha256>> {
    let mut mac = root_key.authenticator(vault_id, Purpose::Header)?;
    mac.update(body);
    Ok(mac)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::vault::{KdfProfile, Passphrase};

    const ID: Uuid = Uuid::from_u128(7);

    fn key(byte: u8) -> RootKey {
        RootKey::from_slice(&[byte; 32]).unwrap()
    }

    fn slot(root_key: &RootKey, text: &str) -> Slot {
        Slot::wrap(root_key, &Passphrase::new(text.to_owned()), KdfProfile::cheap(), &Header::prefix(ID)).unwrap()
    }

    fn resealed(mut bytes: [u8; HEADER_BYTES]) -> [u8; HEADER_BYTES] {
        let sha = Sha256::digest(&bytes[..SHA_AT]);
        bytes[SHA_AT..].copy_from_slice(&sha);
        bytes
    }

    #[test]
    fn a_header_comes_back_as_it_was_and_its_slot_opens() {
        let header = Header::new(ID, 9, slot(&key(1), "one"));
        let bytes = header.to_bytes(&key(1)).unwrap();
        let read = Header::parse(&bytes).unwrap();
        assert!(read == header && read.vault_id == ID && read.generation == 9);
        let opened = read.slot().unwrap().unwrap(&Passphrase::new("one".to_owned()), &Header::prefix(ID)).unwrap();
        assert!(opened.same_as(&key(1)));
        let wrong = read.slot().unwrap().unwrap(&Passphrase::new("two".to_owned()), &Header::prefix(ID)).err();
        assert_eq!(wrong, Some(Error::WrongPassphrase));
        let other_vault = Header::prefix(Uuid::from_u128(8));
        let moved = read.slot().unwrap().unwrap(&Passphrase::new("one".to_owned()), &other_vault).err();
        assert_eq!(moved, Some(Error::damaged("header")), "a slot belongs to its vault");
    }

    #[test]
    fn another_slot_or_generation_changes_nothing_else() {
        let header = Header::new(ID, 9, slot(&key(1), "one"));
        let next = slot(&key(1), "two");
        let changed = header.with_slot(next.clone());
        assert!(changed.vault_id == ID && changed.generation == 9 && *changed.slot().unwrap() == next);
        let later = header.with_generation(10);
        assert!(later.generation == 10 && later.slot().unwrap() == header.slot().unwrap() && later.vault_id == ID);
        assert!(later != header && changed != header);
    }

    #[test]
    fn only_the_holder_of_the_key_can_have_written_it() {
        let header = Header::new(ID, 9, slot(&key(1), "one"));
        let bytes = header.to_bytes(&key(1)).unwrap();
        assert_eq!(header.authenticate(&bytes, &key(1)), Ok(()));
        assert_eq!(header.authenticate(&bytes, &key(2)), Err(Error::damaged("header")));
        for length in [0, MAC_AT, SHA_AT - 1] {
            assert_eq!(header.authenticate(&bytes[..length], &key(1)), Err(Error::damaged("header")));
        }
        for at in [0, 40, MAC_AT - 1, MAC_AT, SHA_AT - 1] {
            let mut bytes = bytes;
            bytes[at] ^= 1;
            assert_eq!(header.authenticate(&bytes, &key(1)), Err(Error::damaged("header")), "byte {at}");
        }
    }

    #[test]
    fn damage_and_a_newer_format_are_told_apart() {
        let bytes = Header::new(ID, 9, slot(&key(1), "one")).to_bytes(&key(1)).unwrap();
        let answer = |bytes: &[u8]| Header::parse(bytes).err();
        for at in 0..HEADER_BYTES {
            let mut bytes = bytes;
            bytes[at] ^= 1;
            assert_eq!(answer(&bytes), Some(Error::damaged("header")), "byte {at}");
        }
        assert_eq!(answer(&bytes[..HEADER_BYTES - 1]), Some(Error::damaged("header")));
        for (at, value, expected) in [
            (8, 2, Error::NewerVault),
            (9, 1, Error::NewerVault),
            (10, 2, Error::NewerVault),
            (8, 0, Error::damaged("header")),
            (0, b'r', Error::damaged("header")),
            (12, 1, Error::damaged("header")),
            (40, 1, Error::damaged("header")),
            (SLOTS_AT, 0, Error::damaged("header")),
            (SLOTS_AT + SLOT_BYTES, 1, Error::damaged("header")),
            (MAC_AT - 1, 1, Error::damaged("header")),
        ] {
            let mut bytes = bytes;
            bytes[at] = value;
            assert_eq!(answer(&resealed(bytes)), Some(expected), "byte {at}");
        }
        let mut empty = bytes;
        empty[SLOTS_AT..SLOTS_AT + SLOT_BYTES].fill(0);
        assert_eq!(answer(&resealed(empty)), Some(Error::damaged("header")), "no slot at all");
        assert!(Header::parse(&bytes).is_ok());
    }

    #[test]
    fn four_slots_fit_between_the_prefix_and_the_authenticator() {
        let slots: Vec<Slot> = ["one", "two", "three", "four"].iter().map(|text| slot(&key(1), text)).collect();
        let header = Header { vault_id: ID, generation: 1, slots };
        let bytes = header.to_bytes(&key(1)).unwrap();
        assert!(Header::parse(&bytes).unwrap() == header);
        assert!(bytes[SLOTS_AT + SLOTS * SLOT_BYTES..MAC_AT].iter().all(|byte| *byte == 0));
        assert_eq!(&bytes[..8], b"RAPPORT\0");
        assert_eq!((&bytes[16..32], &bytes[32..40]), (ID.as_bytes().as_slice(), 1_u64.to_le_bytes().as_slice()));
    }
}
