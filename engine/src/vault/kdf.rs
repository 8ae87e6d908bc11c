//! From a passphrase to a key: Argon2id, its accepted costs, and the costs of a new vault.
//! Not here: what the key opens (`slots.rs`), or how strong a passphrase is (`passphrase.rs`).

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecretMut, SecretBox};
use zeroize::Zeroizing;

use super::keys::KEY_BYTES;
use super::passphrase::Passphrase;
use crate::{Error, Result};

const MIB: u32 = 1024; // in KiB, the unit of Argon2

/// What one derivation costs: memory, passes over it, and lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfProfile {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfProfile {
    /// Memory in KiB (19 MiB to 2 GiB), passes (1 to 64), lanes (1 to 16).
    ///
    /// The lower end is the OWASP minimum (Password Storage Cheat Sheet); the upper end keeps a
    /// hostile header from hanging the app. Anything outside is `invalid`.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self> {
        if !(19 * MIB..=2048 * MIB).contains(&memory_kib) {
            return Err(Error::invalid("kdf_memory", "Choose between 19 MiB and 2 GiB of memory."));
        }
        if !(1..=64).contains(&passes) {
            return Err(Error::invalid("kdf_passes", "Choose between 1 and 64 passes."));
        }
        if !(1..=16).contains(&lanes) {
            return Err(Error::invalid("kdf_lanes", "Choose between 1 and 16 lanes."));
        }
        Ok(Self { memory_kib, passes, lanes })
    }

    /// What a new vault of the app starts from: 256 MiB, 3 passes, 4 lanes; about a second.
    pub const fn release() -> Self {
        Self { memory_kib: 256 * MIB, passes: 3, lanes: 4 }
    }

    /// The least the app accepts for a new vault: RFC 9106, second recommended option.
    pub const fn floor() -> Self {
        Self { memory_kib: 64 * MIB, passes: 3, lanes: 4 }
    }

    /// The cheapest a header may hold: 19 MiB, one pass, one lane. For tests.
    pub const fn cheap() -> Self {
        Self { memory_kib: 19 * MIB, passes: 1, lanes: 1 }
    }

    /// The release profile fitted to this computer, given how long `release()` took on it.
    ///
    /// Aims at one second (0.5 to 1.5): more passes on a fast computer, less memory on a slow
    /// one, and never under the floor.
    pub fn calibrated(release_took: Duration) -> Self {
        const AIM_MS: u128 = 1000;
        const SLOWEST_MS: u128 = 1500;
        let took_ms = release_took.as_millis().max(1);
        let release = Self::release();
        if took_ms <= SLOWEST_MS {
            let passes = u128::from(release.passes) * AIM_MS / took_ms;
            let passes = u32::try_from(passes.clamp(3, 64)).unwrap_or(release.passes);
            return Self { passes, ..release };
        }
        if took_ms / 2 <= SLOWEST_MS {
            return Self { memory_kib: 128 * MIB, ..release };
        }
        Self::floor()
    }

    /// Whether guessing costs at least as much memory and as many passes as the app's floor.
    pub fn meets_floor(self) -> bool {
        let floor = Self::floor();
        self.memory_kib >= floor.memory_kib && self.passes >= floor.passes
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes that can be filled at the same time.
    pub fn lanes(self) -> u32 {
        self.lanes
    }

    /// One derivation whose result is thrown away: the caller holds the clock and measures.
    pub fn rehearse(self) -> Result<()> {
        self.derive(&Passphrase::new("rehearsal".to_owned()), &[0; 16]).map(drop)
    }

    /// Argon2id (RFC 9106) over the NFKC form of the passphrase.
    pub(super) fn derive(self, passphrase: &Passphrase, salt: &[u8; 16]) -> Result<SecretBox<[u8; KEY_BYTES]>> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_BYTES))
            .map_err(|_| Error::internal("argon2 parameters"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        // Our own memory, so that a computer without that much says so, and so that it is wiped.
        let mut blocks = Zeroizing::new(Vec::new());
        blocks.try_reserve_exact(params.block_count()).map_err(|_| Error::internal("argon2 memory"))?;
        blocks.resize(params.block_count(), Block::default());
        let normal = passphrase.normal();
        let mut key = SecretBox::new(Box::new([0; KEY_BYTES]));
        argon2
            .hash_password_into_with_memory(
                normal.as_bytes(),
                salt,
                key.expose_secret_mut().as_mut_slice(),
                &mut *blocks,
            )
            .map_err(|_| Error::internal("argon2"))?;
        Ok(key)
    }
}
