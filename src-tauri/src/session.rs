//! What is kept between two calls of the window: the open vault, and an import waiting for a yes.
//! Rules are the engine's.

use crate::clock;
use crate::files::KnownVault;
use engine::transfer::ReadContent;
use engine::vault::{Now, Vault};
use engine::{Error, Result};
use serde::Serialize;
use std::sync::{Mutex, MutexGuard};

/// The open vault, or none while locked.
#[derive(Default)]
pub struct Session(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    vault: Option<Vault>,
    known: Option<KnownVault>,
    import: Option<ReadContent>,
}

/// What the window asks first.
#[derive(Serialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct SessionState {
    /// The open vault; none while locked.
    pub open: Option<KnownVault>,
    /// Today, local.
    pub today: chrono::NaiveDate,
}

impl Session {
    /// Reads from the open vault; `locked` when there is none.
    pub fn read<T>(&self, read: impl FnOnce(&Vault, Now) -> Result<T>) -> Result<T> {
        let kept = self.kept()?;
        read(kept.vault.as_ref().ok_or(Error::Locked)?, clock::now())
    }

    /// Writes to the open vault; `locked` when there is none.
    pub fn write<T>(&self, write: impl FnOnce(&mut Vault, Now) -> Result<T>) -> Result<T> {
        let mut kept = self.kept()?;
        write(kept.vault.as_mut().ok_or(Error::Locked)?, clock::now())
    }

    /// Puts an open vault in; one that was open before is locked first.
    pub fn open(&self, vault: Vault, known: KnownVault) -> Result<()> {
        self.close()?;
        let mut kept = self.kept()?;
        kept.vault = Some(vault);
        kept.known = Some(known);
        Ok(())
    }

    /// Locks the vault and forgets everything that came from it.
    pub fn close(&self) -> Result<()> {
        let kept = std::mem::take(&mut *self.kept()?);
        kept.vault.map_or(Ok(()), Vault::lock)
    }

    /// Which vault is open.
    pub fn state(&self) -> Result<SessionState> {
        Ok(SessionState { open: self.kept()?.known.clone(), today: clock::now().date_naive() })
    }

    /// Keeps what was read from a folder until the manager says yes.
    pub fn keep_import(&self, read: ReadContent) -> Result<()> {
        self.kept()?.import = Some(read);
        Ok(())
    }

    /// Hands out what was kept, once.
    pub fn take_import(&self) -> Result<ReadContent> {
        self.kept()?.import.take().ok_or_else(|| Error::not_found("import"))
    }

    fn kept(&self) -> Result<MutexGuard<'_, Kept>> {
        self.0.lock().map_err(|_| Error::internal("session"))
    }
}
