//! The root key, and every key that is derived from it.
//! Not here: how the root key is wrapped (`slots.rs`) or written down (`recovery.rs`).

use std::fmt::Write as _;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit};
use secrecy::{ExposeSecret, ExposeSecretMut, SecretBox};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Bytes of the root key, and of every key derived from it.
pub(super) const KEY_BYTES: usize = 32;
/// Bytes at the head of the database file that SQLCipher calls its salt.
pub(super) const SALT_BYTES: usize = 16;

/// What an HMAC stands for: each has a key of its own.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The header's bytes.
    Header,
    /// The state a clean lock left.
    Seal,
    /// A backup, whole.
    Backup,
    /// Ids of people who were erased.
    Erasures,
}

/// 32 random bytes from which all other keys of a vault follow; never on disk unwrapped.
pub(super) struct RootKey(SecretBox<[u8; KEY_BYTES]>);

impl RootKey {
    /// A fresh key from the system's randomness.
    pub(super) fn make() -> Result<Self> {
        Self::fill(make_random)
    }

    /// The key whose bytes are `bytes`; anything but 32 bytes is refused.
    pub(super) fn from_slice(bytes: &[u8]) -> Result<Self> {
        if bytes.len() != KEY_BYTES {
            return Err(Error::internal("root key length"));
        }
        Self::fill(|key| {
            key.copy_from_slice(bytes);
            Ok(())
        })
    }

    fn fill(fill: impl FnOnce(&mut [u8]) -> Result<()>) -> Result<Self> {
        let mut key = SecretBox::new(Box::new([0; KEY_BYTES]));
        fill(key.expose_secret_mut())?;
        Ok(Self(key))
    }

    /// The 32 bytes: for wrapping and for the recovery words only.
    pub(super) fn expose(&self) -> &[u8; KEY_BYTES] {
        self.0.expose_secret()
    }

    /// Whether two keys are the same, in constant time.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }

    /// The key and salt of `data-<generation>.db`.
    pub(super) fn derive_database_key(&self, vault_id: Uuid, generation: u64) -> Result<DatabaseKey> {
        let mut material = SecretBox::new(Box::new([0; KEY_BYTES + SALT_BYTES]));
        let purpose = format!("db/v1/{generation}");
        self.derive(vault_id, &purpose, material.expose_secret_mut())?;
        Ok(DatabaseKey(material))
    }

    /// An authenticator under the key for `purpose`.
    pub(super) fn authenticator(&self, vault_id: Uuid, purpose: Purpose) -> Result<Hmac<Sha256>> {
        let key = self.derive_mac_key(vault_id, purpose)?;
        Hmac::<Sha256>::new_from_slice(key.as_slice()).map_err(|_| Error::internal("hmac key length"))
    }

    /// The key of the HMAC for `purpose`.
    pub(super) fn derive_mac_key(&self, vault_id: Uuid, purpose: Purpose) -> Result<Zeroizing<[u8; KEY_BYTES]>> {
        let info = match purpose {
            Purpose::Header => "header-mac/v1",
            Purpose::Seal => "seal/v1",
            Purpose::Backup => "backup/v1",
            Purpose::Erasures => "erasures/v1",
        };
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        self.derive(vault_id, info, key.as_mut_slice())?;
        Ok(key)
    }

    /// The same key once more, wiped on its own.
    pub(super) fn copy(&self) -> Result<Self> {
        Self::from_slice(self.expose())
    }

    /// HKDF-SHA256 (RFC 5869): the vault's id is the salt, the purpose is the info.
    fn derive(&self, vault_id: Uuid, purpose: &str, out: &mut [u8]) -> Result<()> {
        Hkdf::<Sha256>::new(Some(vault_id.as_bytes()), self.expose())
            .expand(purpose.as_bytes(), out)
            .map_err(|_| Error::internal("hkdf output length"))
    }
}

/// What SQLCipher needs for one generation of the database: a raw key and the file's salt.
pub(super) struct DatabaseKey(SecretBox<[u8; KEY_BYTES + SALT_BYTES]>);

impl DatabaseKey {
    /// The 16 bytes that the database file must begin with.
    pub(super) fn salt(&self) -> &[u8] {
        &self.0.expose_secret()[KEY_BYTES..]
    }

    /// The only place that spells a key for SQLCipher: `PRAGMA key = "x'<64 hex><32 hex>'"`.
    ///
    /// SECURITY: SQLCipher takes a raw key of any other length for a passphrase, without a word.
    pub(super) fn pragma(&self) -> Result<Zeroizing<String>> {
        const HEX_DIGITS: usize = 2 * (KEY_BYTES + SALT_BYTES);
        let mut hex = Zeroizing::new(String::with_capacity(HEX_DIGITS));
        for byte in self.0.expose_secret() {
            write!(hex, "{byte:02x}").map_err(|_| Error::internal("key text"))?;
        }
        if hex.len() != HEX_DIGITS || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Error::internal("key text length"));
        }
        // Room for all of it from the start: a string that grows leaves copies behind.
        let mut pragma = Zeroizing::new(String::with_capacity(HEX_DIGITS + 32));
        pragma.push_str("PRAGMA key = \"x'");
        pragma.push_str(&hex);
        pragma.push_str("'\";");
        Ok(pragma)
    }
}

/// Fills `out` from the system's randomness.
pub(super) fn make_random(out: &mut [u8]) -> Result<()> {
    getrandom::fill(out).map_err(|_| Error::internal("system randomness"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const ID: Uuid = Uuid::from_u128(7);

    #[test]
    fn only_32_bytes_are_a_root_key_and_each_new_one_is_another() {
        for length in [0, 31, 33] {
            assert!(RootKey::from_slice(&vec![1; length]).is_err());
        }
        let key = RootKey::from_slice(&[1; 32]).unwrap();
        assert_eq!(key.expose(), &[1; 32]);
        assert!(key.same_as(&key.copy().unwrap()));
        let (one, other) = (RootKey::make().unwrap(), RootKey::make().unwrap());
        assert!(!one.same_as(&other) && !one.same_as(&key));
        assert_ne!(one.expose(), &[0; 32]);
    }

    #[test]
    fn every_purpose_generation_and_vault_has_a_key_of_its_own() {
        let root_key = RootKey::from_slice(&[1; 32]).unwrap();
        let mut keys = BTreeSet::new();
        for id in [ID, Uuid::from_u128(8)] {
            for purpose in [Purpose::Header, Purpose::Seal, Purpose::Backup, Purpose::Erasures] {
                keys.insert(root_key.derive_mac_key(id, purpose).unwrap().to_vec());
            }
            for generation in [0, 1, 2, u64::MAX] {
                keys.insert(root_key.derive_database_key(id, generation).unwrap().0.expose_secret()[..32].to_vec());
            }
        }
        assert_eq!(keys.len(), 16);
        assert!(!keys.contains(&vec![0; 32]));
    }

    #[test]
    fn keys_are_what_the_diagram_says() {
        let root_key = RootKey::from_slice(&[1; 32]).unwrap();
        let expected = |info: &str, out: &mut [u8]| {
            Hkdf::<Sha256>::new(Some(ID.as_bytes()), &[1; 32]).expand(info.as_bytes(), out).unwrap()
        };
        for (purpose, info) in [
            (Purpose::Header, "header-mac/v1"),
            (Purpose::Seal, "seal/v1"),
            (Purpose::Backup, "backup/v1"),
            (Purpose::Erasures, "erasures/v1"),
        ] {
            let mut key = [0; 32];
            expected(info, &mut key);
            assert_eq!(*root_key.derive_mac_key(ID, purpose).unwrap(), key, "{info}");
        }
        let mut material = [0; 48];
        expected("db/v1/5", &mut material);
        let key = root_key.derive_database_key(ID, 5).unwrap();
        let hex: String = material.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(*key.pragma().unwrap(), format!("PRAGMA key = \"x'{hex}'\";"));
        assert_eq!(key.salt(), &material[32..]);
    }

    #[test]
    fn randomness_fills_everything_it_is_given() {
        let mut out = [0; 64];
        make_random(&mut out).unwrap();
        assert!(out.chunks(16).all(|part| part != [0; 16]));
    }
}
