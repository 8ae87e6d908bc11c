//! A slot: the root key wrapped under a passphrase, with all that is needed to unwrap it.
//! Not here: where slots lie in the header (`header.rs`), or Argon2 itself (`kdf.rs`).

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::kdf::KdfProfile;
use super::keys::{KEY_BYTES, RootKey, make_random};
use super::passphrase::Passphrase;
use crate::{Error, Result};

/// Bytes of a slot: kind 1, zero 3, memory 4, passes 4, lanes 4, salt 16 | nonce 24, wrapped
/// root key 48, commitment 32. Numbers are little-endian.
pub(super) const SLOT_BYTES: usize = 136;
/// The slot's part of the associated data: kind, costs, salt.
const PUBLIC_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// The root key and the tag of Poly1305.
const WRAPPED_BYTES: usize = KEY_BYTES + 16;

const KIND_EMPTY: u8 = 0;
const KIND_PASSPHRASE: u8 = 1;

/// What the root key is wrapped with.
type WrappingKey = SecretBox<[u8; KEY_BYTES]>;

/// The root key under one passphrase.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Slot {
    profile: KdfProfile,
    salt: [u8; 16],
    nonce: [u8; NONCE_BYTES],
    wrapped: [u8; WRAPPED_BYTES],
    commitment: [u8; KEY_BYTES],
}

impl Slot {
    /// Wraps `root_key` under `passphrase`. `prefix` is the head of the header it will lie in.
    pub(super) fn wrap(
        root_key: &RootKey,
        passphrase: &Passphrase,
        profile: KdfProfile,
        prefix: &[u8],
    ) -> Result<Self> {
        let mut slot = Self {
            profile,
            salt: [0; 16],
            nonce: [0; NONCE_BYTES],
            wrapped: [0; WRAPPED_BYTES],
            commitment: [0; KEY_BYTES],
        };
        make_random(&mut slot.salt)?;
        make_random(&mut slot.nonce)?;
        let (key, commitment) = slot.derive_keys(passphrase)?;
        let aad = slot.associated_data(prefix);
        let sealed = cipher(&key)
            .encrypt(&XNonce::from(slot.nonce), Payload { msg: root_key.expose(), aad: &aad })
            .map_err(|_| Error::internal("wrap"))?;
        slot.wrapped = sealed.try_into().map_err(|_| Error::internal("wrapped length"))?;
        slot.commitment = *commitment;
        Ok(slot)
    }

    /// The root key, if `passphrase` is the right one; takes as long as its profile says.
    ///
    /// `wrong_passphrase` when the commitment differs; `damaged` when it is the right passphrase
    /// and the wrapped key is not what was written.
    pub(super) fn unwrap(&self, passphrase: &Passphrase, prefix: &[u8]) -> Result<RootKey> {
        let (key, commitment) = self.derive_keys(passphrase)?;
        if !bool::from(commitment.ct_eq(&self.commitment)) {
            return Err(Error::WrongPassphrase);
        }
        let aad = self.associated_data(prefix);
        let root_key = cipher(&key)
            .decrypt(&XNonce::from(self.nonce), Payload { msg: &self.wrapped, aad: &aad })
            .map_err(|_| Error::damaged("header"))?;
        RootKey::from_slice(&Zeroizing::new(root_key))
    }

    /// The wrapping key, and the commitment that tells a wrong passphrase from damage.
    fn derive_keys(&self, passphrase: &Passphrase) -> Result<(WrappingKey, Zeroizing<[u8; KEY_BYTES]>)> {
        use secrecy::ExposeSecretMut;
        let stretched = self.profile.derive(passphrase, &self.salt)?;
        // Two purposes, two keys: the commitment lies in the open and says nothing of the other.
        let hkdf = Hkdf::<Sha256>::new(Some(&self.salt), stretched.expose_secret());
        let mut key = SecretBox::new(Box::new([0; KEY_BYTES]));
        let mut commitment = Zeroizing::new([0; KEY_BYTES]);
        hkdf.expand(b"slot-wrap/v1", key.expose_secret_mut())
            .and_then(|()| hkdf.expand(b"slot-commitment/v1", commitment.as_mut_slice()))
            .map_err(|_| Error::internal("hkdf output length"))?;
        Ok((key, commitment))
    }

    fn associated_data(&self, prefix: &[u8]) -> Vec<u8> {
        let mut aad = prefix.to_vec();
        aad.extend_from_slice(&self.to_bytes()[..PUBLIC_BYTES]);
        aad
    }

    /// The slot as it lies in the header.
    pub(super) fn to_bytes(&self) -> [u8; SLOT_BYTES] {
        let mut bytes = [0; SLOT_BYTES];
        bytes[0] = KIND_PASSPHRASE;
        bytes[4..8].copy_from_slice(&self.profile.memory_kib().to_le_bytes());
        bytes[8..12].copy_from_slice(&self.profile.passes().to_le_bytes());
        bytes[12..16].copy_from_slice(&self.profile.lanes().to_le_bytes());
        bytes[16..32].copy_from_slice(&self.salt);
        bytes[32..56].copy_from_slice(&self.nonce);
        bytes[56..104].copy_from_slice(&self.wrapped);
        bytes[104..].copy_from_slice(&self.commitment);
        bytes
    }

    /// Reads a slot; `None` for an empty one. Costs outside the accepted range are damage: no
    /// version ever wrote them, and taking them would weaken the vault or hang the app.
    pub(super) fn parse(bytes: &[u8; SLOT_BYTES]) -> Result<Option<Self>> {
        let damaged = || Error::damaged("header");
        if bytes[0] == KIND_EMPTY && bytes.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        if bytes[0] != KIND_PASSPHRASE || bytes[1..4] != [0; 3] {
            return Err(damaged());
        }
        let profile = KdfProfile::new(
            u32::from_le_bytes(part(bytes, 4)?),
            u32::from_le_bytes(part(bytes, 8)?),
            u32::from_le_bytes(part(bytes, 12)?),
        )
        .map_err(|_| damaged())?;
        Ok(Some(Self {
            profile,
            salt: part(bytes, 16)?,
            nonce: part(bytes, 32)?,
            wrapped: part(bytes, 56)?,
            commitment: part(bytes, 104)?,
        }))
    }
}

fn cipher(key: &SecretBox<[u8; KEY_BYTES]>) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose_secret().into())
}

/// `N` bytes from `at` on; too few are damage, never a panic.
pub(super) fn part<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    bytes.get(at..at + N).and_then(|slice| slice.try_into().ok()).ok_or_else(|| Error::damaged("header"))
}
