//! Rotating the keys: a new root key, so new recovery words, and everything encrypted anew.
//! Not here: changing only the passphrase, which rewrites one slot (`mod.rs`).

use super::generation::NewKeys;
use super::header::Header;
use super::keys::RootKey;
use super::ledger::Ledger;
use super::slots::Slot;
use super::{KdfProfile, Now, Passphrase, RecoveryWords, Unlock, Vault};
use crate::{Error, Result};

impl Vault {
    /// Gives the vault a new root key under the same passphrase, and encrypts it anew. The old recovery key opens it
    /// no longer; backups made before still open with the old one, and with the passphrase of their time.
    ///
    /// A backup is made first. `wrong_passphrase` when `passphrase` does not open this vault.
    pub fn rotate(&mut self, passphrase: Passphrase, kdf: KdfProfile, now: Now) -> Result<RecoveryWords> {
        let unlock = Unlock::Passphrase(passphrase);
        self.require(&unlock)?;
        let Unlock::Passphrase(passphrase) = &unlock else { return Err(Error::internal("unlock")) };
        self.back_up(now)?;
        let root_key = RootKey::make()?;
        let words = RecoveryWords::of(&root_key)?;
        let slot = Slot::wrap(&root_key, passphrase, kdf, &Header::prefix(self.id()))?;
        let header = self.header.with_slot(slot);
        let ledger = Ledger::of(&self.conn, &self.root_key, self.id())?;
        self.renew(Some(NewKeys { root_key, header }), None, |conn| ledger.keep(conn))?;
        Ok(words)
    }
}
