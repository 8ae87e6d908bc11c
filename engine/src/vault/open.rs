//! Opening a vault: each check in its order, and not a byte changed until all have passed.
//! Not here: opening without a header (`rescue.rs`).

use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::Connection;

use super::folder::{self, Lock};
use super::header::{HEADER_BYTES, Header};
use super::keys::RootKey;
use super::seal::{self, Found, HeaderSha, Pages, SEAL, Seal};
use super::verify::{self, FreePages};
use super::{Notice, Now, Passphrase, Problem, RecoveryWords, Vault, anchor, database, migrations};
use crate::{Change, Error, Result};

/// Vaults of this schema and later are sealed at each lock.
const FIRST_SEALED_SCHEMA: usize = 2;

/// What someone opens a vault with.
pub enum Unlock {
    /// The passphrase, as typed.
    Passphrase(Passphrase),
    /// The recovery key.
    Recovery(RecoveryWords),
}

/// How a vault is entered, besides its key.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// A file outside the vault's folder in which this computer remembers how it left the vault. Its folder must be
    /// there; the file is made.
    pub anchor: Option<PathBuf>,
    /// Go on although the vault is not as it was left; the answer to `Error::Changed`.
    pub go_on: bool,
}

impl Vault {
    /// Opens the vault in `dir`, brings its schema up to date and mends a damaged header copy.
    ///
    /// `busy`, `damaged`, `newer_vault`, `wrong_passphrase`, `not_found`, `changed` and `read_only` each say what it
    /// is; none of them changes a byte. Takes as long as the key derivation.
    pub fn open(dir: &Path, unlock: &Unlock, now: Now) -> Result<Self> {
        Self::enter(dir, unlock, &Entry::default(), now)
    }

    /// `open`, with an anchor and with the answer to a vault that is not as it was left.
    ///
    /// After an unclean stop, and when going on with a changed vault, every page and reference is checked first:
    /// `damaged` when one does not hold. Free pages that a power cut tore are written anew.
    pub fn enter(dir: &Path, unlock: &Unlock, entry: &Entry, now: Now) -> Result<Self> {
        let opened = check(dir, unlock, entry.go_on)?;
        let vault_id = opened.header.vault_id;
        let remembered = match &entry.anchor {
            Some(path) => anchor::read(path, &opened.root_key, vault_id)?,
            None => None,
        };
        let change = opened.change.or_else(|| anchor::contradiction(remembered.as_ref()?, opened.seal.as_ref()?));
        if let Some(how) = change
            && !entry.go_on
        {
            return Err(Error::Changed { how });
        }
        let clean = opened.seal.is_some_and(|seal| seal.closed.is_some());
        let free_pages = if !clean || change.is_some() {
            verify::require_whole_but_free_pages(&opened.conn)?
        } else {
            FreePages::Whole
        };
        let mut vault = opened.settle(dir, entry.anchor.clone())?;
        if !clean {
            vault.notices.push(Notice::UncleanStop);
        }
        if change.is_some() {
            // From here on the state that was doubted is the one to go by.
            vault.begin_session(remembered.map_or(0, |seal| seal.count))?;
        } else if clean {
            vault.remember()?;
        }
        if free_pages == FreePages::Torn {
            verify::clear_free_pages(&mut vault.conn)?;
        }
        vault.migrate(now)?;
        vault.erase_again(now)?;
        vault.purge_trash(now)?;
        Ok(vault)
    }
}

/// A vault that passed every check, before anything was written.
pub(super) struct Opened {
    pub(super) conn: Connection,
    /// The database once more, to be closed after `conn`.
    pub(super) file: File,
    pub(super) root_key: RootKey,
    pub(super) header: Header,
    /// `None` when the lock file is missing.
    pub(super) lock: Option<Lock>,
    /// What was wrong with the headers and can be mended.
    pub(super) problems: Vec<Problem>,
    /// What the last lock left; `None` when nothing tells.
    pub(super) seal: Option<Seal>,
    /// What the seal says against the database.
    pub(super) change: Option<Change>,
}

impl Opened {
    /// Takes the vault over: lock, headers, leftovers. The first moment in which something is written.
    pub(super) fn settle(self, dir: &Path, anchor: Option<PathBuf>) -> Result<Vault> {
        let Self { conn, file, root_key, header, lock, problems, seal, .. } = self;
        let lock = match lock {
            Some(lock) => lock,
            None => Lock::make(dir, header.vault_id)?,
        };
        let mut mended = true;
        if !problems.is_empty() {
            let bytes = header.to_bytes(&root_key)?;
            // Best effort: the header in use is good, and a full disk must not keep notes from
            // being read. What is not mended now is mended at the next opening.
            for name in [folder::HEADER, folder::HEADER_COPY] {
                mended &= folder::replace(dir, name, &bytes).is_ok();
            }
        }
        if mended {
            folder::sweep(dir, header.generation);
        }
        let mut notices = Vec::new();
        let copies = folder::copies(dir);
        if !copies.is_empty() {
            notices.push(Notice::Copies { files: copies });
        }
        let seal = seal.unwrap_or_else(Seal::first);
        Ok(Vault {
            conn,
            file,
            root_key,
            header,
            seal,
            anchor,
            dir: dir.to_owned(),
            mended: problems,
            notices,
            _lock: lock,
        })
    }
}

/// Every check in the order that tells the answers apart, writing nothing.
///
/// A journal that waits to be rolled back is rolled back by SQLite, but not in a vault that was locked cleanly: there
/// someone put it, and it stays untouched unless `go_on`.
pub(super) fn check(dir: &Path, unlock: &Unlock, go_on: bool) -> Result<Opened> {
    if !dir.is_dir() {
        return Err(Error::not_found("vault"));
    }
    let lock = Lock::take(dir)?;
    let Headers { header, bytes, problems } = read_headers(dir)?;
    let path = folder::database_path(dir, header.generation);
    database::check_file(&path)?;
    let file = File::open(&path).map_err(|error| folder::from_io(&error, "database"))?;
    let (root_key, pages) = derive_and_read(unlock, &header, &file)?;
    let key = root_key.derive_database_key(header.vault_id, header.generation)?;
    if let Err(error) = header.authenticate(&bytes, &root_key) {
        // A slot's passphrase proved itself already. Recovery words did not: if the database does
        // not know them either, they belong to another vault.
        let proved = matches!(unlock, Unlock::Passphrase(_)) || database::has_salt(&path, &key)?;
        return Err(if proved { error } else { Error::WrongPassphrase });
    }
    let found = Seal::read(&dir.join(SEAL), &root_key, header.vault_id)?;
    let mut change = compare(&found, &header, &bytes, pages, folder::has_journal(&path));
    if let Some(how) = change
        && folder::has_journal(&path)
        && !go_on
    {
        return Err(Error::Changed { how });
    }
    let conn = database::open(&path, &key)?;
    let schema = migrations::version(&conn)?;
    if found == Found::Missing && schema < FIRST_SEALED_SCHEMA {
        change = None;
    }
    let seal = match found {
        Found::Seal(seal) => Some(seal),
        Found::Missing | Found::Foreign => None,
    };
    Ok(Opened { conn, file, root_key, header, lock, problems, seal, change })
}

/// Derives the key while another thread reads the database through: both take about as long as the longer one.
fn derive_and_read(unlock: &Unlock, header: &Header, file: &File) -> Result<(RootKey, Pages)> {
    thread::scope(|scope| {
        let reading = scope.spawn(|| seal::pages(file));
        let root_key = match unlock {
            Unlock::Passphrase(passphrase) => header.slot()?.unwrap(passphrase, &Header::prefix(header.vault_id)),
            Unlock::Recovery(words) => words.root_key(),
        };
        let pages = reading.join().map_err(|_| Error::internal("reading thread"))?;
        Ok((root_key?, pages?))
    })
}

/// What the seal says against the files beside it.
fn compare(found: &Found, header: &Header, bytes: &[u8], pages: Pages, journal: bool) -> Option<Change> {
    match found {
        Found::Missing => Some(Change::Unsealed),
        Found::Foreign => Some(Change::Altered),
        Found::Seal(Seal { closed: None, .. }) => None,
        Found::Seal(Seal { closed: Some(closed), .. }) => {
            let same = closed.generation == header.generation
                && closed.header == HeaderSha::of(bytes)
                && closed.pages == pages
                && !journal;
            (!same).then_some(Change::Altered)
        }
    }
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
