//! What is kept between two calls of the window: the open vault, an import waiting for a yes, and where the manager was.
//! Rules are the engine's.

use crate::clock;
use crate::files::KnownVault;
use crate::place::Place;
use engine::transfer::ReadContent;
use engine::vault::{Now, Vault};
use engine::{Error, Result};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

/// The open vault, or none while locked.
#[derive(Default)]
pub struct Session {
    kept: Mutex<Kept>,
    /// Held while a vault is being closed, sealed and backed up.
    closing: Mutex<()>,
}

/// A vault that nobody can reach any more and that is not closed yet.
#[must_use]
pub struct Shut<'a> {
    vault: Option<Vault>,
    session: &'a Session,
    _closing: MutexGuard<'a, ()>,
}

#[derive(Default)]
struct Kept {
    vault: Option<Vault>,
    known: Option<KnownVault>,
    import: Option<ReadContent>,
    /// Counts openings; the present one has this number.
    opening: u64,
    /// Where the manager was, and in which vault; outlives locking.
    place: Option<(String, Place)>,
    /// A backup file that was picked before unlocking.
    picked: Option<PathBuf>,
    /// Why the backup after the last use was not made.
    backup_failed: Option<Error>,
}

/// What the window asks first.
#[derive(Serialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct SessionState {
    /// The open vault; none while locked.
    pub open: Option<KnownVault>,
    /// Today, local.
    pub today: chrono::NaiveDate,
    /// Where the manager was in the open vault, as long as the app has been running.
    pub place: Option<Place>,
    /// Why the backup after the last use was not made; none when it was, or was not needed.
    pub backup_failed: Option<Error>,
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
    pub fn open(&self, mut vault: Vault, known: KnownVault) -> Result<()> {
        self.close()?;
        if let Some(zone) = clock::zone() {
            vault.live_in(&zone)?;
        }
        let mut kept = self.kept()?;
        kept.vault = Some(vault);
        kept.known = Some(known);
        kept.opening += 1;
        kept.picked = None;
        kept.backup_failed = None;
        Ok(())
    }

    /// Locks the vault and forgets everything that came from it; the place it keeps is ids only.
    pub fn close(&self) -> Result<()> {
        self.shut()?.close().map(drop)
    }

    /// Puts the vault out of reach at once; closing it may take as long as a backup does.
    pub fn shut(&self) -> Result<Shut<'_>> {
        let closing = self.closing.lock().map_err(|_| Error::internal("session"))?;
        let mut kept = self.kept()?;
        let Kept { opening, place, .. } = &mut *kept;
        let rest = Kept { opening: *opening, place: place.take(), ..Kept::default() };
        let vault = std::mem::replace(&mut *kept, rest).vault;
        Ok(Shut { vault, session: self, _closing: closing })
    }

    /// Waits until a vault that is being closed is closed.
    pub fn settled(&self) -> Result<()> {
        self.closing.lock().map(drop).map_err(|_| Error::internal("session"))
    }

    /// Keeps which backup file was picked.
    pub fn keep_picked(&self, path: PathBuf) -> Result<()> {
        self.kept()?.picked = Some(path);
        Ok(())
    }

    /// The backup file that was picked.
    pub fn picked(&self) -> Result<PathBuf> {
        self.kept()?.picked.clone().ok_or_else(|| Error::not_found("backup"))
    }

    /// The number of the present opening; none while locked.
    pub fn opening(&self) -> Option<u64> {
        let kept = self.kept().ok()?;
        kept.vault.as_ref().map(|_| kept.opening)
    }

    /// Keeps where the manager is.
    pub fn stand_at(&self, place: Place) -> Result<()> {
        place.require_ids_only()?;
        let mut kept = self.kept()?;
        let vault = kept.known.as_ref().ok_or(Error::Locked)?.id.clone();
        kept.place = Some((vault, place));
        Ok(())
    }

    /// Which vault is open.
    pub fn state(&self) -> Result<SessionState> {
        let kept = self.kept()?;
        let open = kept.known.clone();
        let here = |vault: &str| open.as_ref().is_some_and(|open| open.id == vault);
        let place = kept.place.as_ref().filter(|(vault, _)| here(vault)).map(|(_, place)| place.clone());
        Ok(SessionState { open, today: clock::now().date_naive(), place, backup_failed: kept.backup_failed.clone() })
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
        self.kept.lock().map_err(|_| Error::internal("session"))
    }
}

impl Shut<'_> {
    /// Closes and seals the vault, and backs it up if it was changed; its folder, if there was one.
    ///
    /// A backup that could not be made is no reason to stay open: the door tells it.
    pub fn close(self) -> Result<Option<PathBuf>> {
        let Some(vault) = self.vault else { return Ok(None) };
        let folder = vault.dir().to_owned();
        let backed_up = vault.lock_with_backup(clock::now());
        self.session.kept()?.backup_failed = backed_up.err();
        Ok(Some(folder))
    }
}
