//! The vault's folder: its file names, durable writes, rights, the lock, and what I/O errors mean.
//! Not here: what is inside the files (`header.rs`, `database.rs`).

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::{Error, Result};

pub(super) const HEADER: &str = "header.bin";
pub(super) const HEADER_COPY: &str = "header.bak";
const LOCK: &str = "lock";
const BACKUPS: &str = "backups";
/// Ends the name of a file that is still being written.
const HALF: &str = ".new";
/// Begins the name of a folder that is thrown away when its work is done.
const SCRATCH: &str = "work-";

/// `data-<generation>.db`: with the folder's name and the recovery key, enough to open it.
pub(super) fn database_path(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("data-{generation}.db"))
}

/// The generations of all database files in the folder, newest first.
pub(super) fn generations(dir: &Path) -> Result<Vec<u64>> {
    let mut generations = Vec::new();
    for entry in fs::read_dir(dir).map_err(|error| from_io(&error, "vault"))? {
        let name = entry.map_err(|error| from_io(&error, "vault"))?.file_name();
        let number: Option<u64> =
            name.to_str().and_then(|name| name.strip_prefix("data-")?.strip_suffix(".db")?.parse().ok());
        generations.extend(number);
    }
    generations.sort_unstable_by(|one, other| other.cmp(one));
    Ok(generations)
}

/// Makes the folder of a new vault, or takes an empty one; nobody else may look inside.
/// Returns whether it was made here.
pub(super) fn create(dir: &Path) -> Result<bool> {
    if dir.exists() {
        let mut entries = fs::read_dir(dir).map_err(|error| from_io(&error, "folder"))?;
        if entries.next().is_some() {
            return Err(Error::AlreadyExists { what: "vault".to_owned() });
        }
        restrict_folder(dir)?;
        return Ok(false);
    }
    make_folder(dir)?;
    Ok(true)
}

/// The journal SQLite keeps beside a database.
pub(super) fn journal_path(database: &Path) -> PathBuf {
    let mut journal = database.as_os_str().to_owned();
    journal.push("-journal");
    PathBuf::from(journal)
}

/// Whether a write was cut off half way: SQLite rolls it back when it opens the file.
pub(super) fn has_journal(database: &Path) -> bool {
    fs::metadata(journal_path(database)).is_ok_and(|journal| journal.len() > 0)
}

/// Removes a database and its journal, if they are there.
pub(super) fn remove_database(path: &Path) -> Result<()> {
    for file in [&journal_path(path), path] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(from_io(&error, "database")),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Where the database of a generation is written before it is whole.
pub(super) fn unfinished_path(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("data-{generation}.db{HALF}"))
}

/// Makes what was written to a file last.
pub(super) fn sync_file(path: &Path) -> Result<()> {
    let file = OpenOptions::new().write(true).open(path).map_err(|error| from_io(&error, "file"))?;
    file.sync_all().map_err(|error| from_io(&error, "file"))
}

/// Moves a file inside its folder and makes that last.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| from_io(&error, "file"))?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// Takes away what a crash left: older generations, half-written files, scratch folders. Best effort: what stays is
/// taken away next time.
///
/// A whole database of a later generation stays: in a synced folder its header may still be on the way.
pub(super) fn sweep(dir: &Path, generation: u64) {
    for other in generations(dir).unwrap_or_default() {
        if other < generation {
            let _ = remove_database(&database_path(dir, other));
        }
    }
    for place in [dir.to_owned(), dir.join(BACKUPS)] {
        let Ok(entries) = fs::read_dir(place) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with(SCRATCH) {
                let _ = fs::remove_dir_all(entry.path());
            } else if name.ends_with(HALF) || name.ends_with(".new-journal") {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Names in the folder that are not a vault's own but begin like one: what a synced folder leaves when two computers
/// wrote at once. In order of name.
pub(super) fn copies(dir: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut copies: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_copy(name))
        .collect();
    copies.sort_unstable();
    copies
}

fn is_copy(name: &str) -> bool {
    let own = [HEADER, HEADER_COPY, super::seal::SEAL, LOCK, BACKUPS, super::ledger::LEDGER];
    let database = name.strip_prefix("data-").and_then(|rest| {
        let number = rest.strip_suffix(".db").or_else(|| rest.strip_suffix(".db-journal"))?;
        number.parse::<u64>().ok()
    });
    let begins = ["header", "data-", "seal", "lock", "backups", "erasures"].iter().any(|own| name.starts_with(own));
    begins && !own.contains(&name) && database.is_none() && !name.ends_with(HALF)
}

/// A folder for work in progress, taken away with all that is in it when dropped.
pub(super) struct Scratch {
    dir: PathBuf,
}

impl Scratch {
    /// A new folder inside `place`.
    pub(super) fn make(place: &Path) -> Result<Self> {
        let mut random = [0; 8];
        super::keys::make_random(&mut random)?;
        let dir = place.join(format!("{SCRATCH}{:016x}", u64::from_le_bytes(random)));
        make_folder(&dir)?;
        Ok(Self { dir })
    }

    pub(super) fn path(&self) -> &Path {
        &self.dir
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Best effort: what stays is encrypted, and swept at the next opening.
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The folder for backups inside the vault, there or not.
pub(super) fn backups_path(dir: &Path) -> PathBuf {
    dir.join(BACKUPS)
}

/// The folder for backups inside the vault, made when it is first needed.
pub(super) fn backups(dir: &Path) -> Result<PathBuf> {
    let backups = backups_path(dir);
    if !backups.is_dir() {
        make_folder(&backups)?;
        sync_folder(dir)?;
    }
    Ok(backups)
}

pub(super) fn make_folder(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).map_err(|error| from_io(&error, "folder"))?;
    restrict_folder(dir)
}

#[cfg(unix)]
fn restrict_folder(dir: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).map_err(|error| from_io(&error, "folder"))
}

// Elsewhere the profile folder's own rights already keep others out.
#[cfg(not(unix))]
fn restrict_folder(_: &Path) -> Result<()> {
    Ok(())
}

/// Opens a file for writing that only its owner can read.
fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.write(true).open(path)
}

/// Makes an empty file that must not be there yet.
pub(super) fn create_file(path: &Path) -> Result<()> {
    open_private(path, OpenOptions::new().create_new(true)).map(drop).map_err(|error| from_io(&error, "file"))
}

/// Replaces `dir/name` with `bytes`: after a crash there is the old file or the new one, whole.
pub(super) fn replace(dir: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    write_whole(&dir.join(name), |file| file.write_all(bytes).map_err(|error| from_io(&error, name)))
}

/// Lets `fill` write a file beside its place and moves it there: the old file or the new one, whole.
pub(super) fn write_whole(path: &Path, fill: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    write_beside(path, |file, _| {
        fill(file)?;
        file.sync_all().map_err(|error| from_io(&error, "folder"))
    })
}

/// `write_whole`, and the file is moved to its place only if `check` finds it good. It is read while the disk still
/// writes it: both must have succeeded.
pub(super) fn write_whole_if(
    path: &Path,
    fill: impl FnOnce(&mut File) -> Result<()>,
    check: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    write_beside(path, |file, new| {
        fill(file)?;
        std::thread::scope(|scope| {
            let writing = scope.spawn(|| file.sync_all());
            let checked = check(new);
            let written = writing.join().map_err(|_| Error::internal("writing thread"))?;
            written.map_err(|error| from_io(&error, "folder"))?;
            checked
        })
    })
}

fn write_beside(path: &Path, write: impl FnOnce(&mut File, &Path) -> Result<()>) -> Result<()> {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(Error::invalid("file", "Choose a file inside a folder."));
    };
    let failed = |error: io::Error| from_io(&error, "folder");
    let new = dir.join(format!("{name}{HALF}"));
    let written = (|| {
        let mut file = open_private(&new, OpenOptions::new().create(true).truncate(true)).map_err(failed)?;
        write(&mut file, &new)?;
        drop(file);
        fs::rename(&new, path).map_err(failed)
    })();
    if written.is_err() {
        // Best effort: the error that stopped us is the one to report.
        let _ = fs::remove_file(&new);
        return written;
    }
    sync_folder(dir)
}

/// Makes a rename in `dir` last.
#[cfg(unix)]
pub(super) fn sync_folder(dir: &Path) -> Result<()> {
    File::open(dir).and_then(|folder| folder.sync_all()).map_err(|error| from_io(&error, "folder"))
}

// Windows has no call for it: the file system's own journal orders renames.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

/// Reads a whole file of at most `most` bytes; `None` when it is not there.
/// One byte more than `most` is read of a longer one, so that its length is seen to be wrong.
pub(super) fn read(path: &Path, most: usize) -> Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(from_io(&error, "vault")),
    };
    let mut bytes = Vec::with_capacity(most + 1);
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| from_io(&error, "vault"))?;
    Ok(Some(bytes))
}

/// Holds the vault against every other process until it is dropped. The file stays, and says
/// which vault this is in case the folder was renamed and the header lost.
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A process that is being started at this moment holds a copy of the handle for an instant: closing ours alone
        // would leave the vault busy until then. Best effort: closing lets go as well.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the lock of an existing vault; `None` when the lock file itself is missing, which
    /// `make` mends after a successful unlock. `busy` when another process holds it.
    pub(super) fn take(dir: &Path) -> Result<Option<Self>> {
        match OpenOptions::new().read(true).write(true).open(dir.join(LOCK)) {
            Ok(file) => Self::hold(file).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(from_io(&error, "vault")),
        }
    }

    /// Makes the lock file and takes it.
    pub(super) fn make(dir: &Path, vault_id: Uuid) -> Result<Self> {
        let path = dir.join(LOCK);
        let mut file = open_private(&path, OpenOptions::new().read(true).create_new(true))
            .map_err(|error| from_io(&error, "lock"))?;
        file.write_all(vault_id.to_string().as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| from_io(&error, "lock"))?;
        Self::hold(file)
    }

    fn hold(file: File) -> Result<Self> {
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(from_io(&error, "lock")),
        }
    }
}

/// The ids this folder may belong to, if no header says so: its name, then its lock file.
pub(super) fn vault_ids(dir: &Path) -> Vec<Uuid> {
    let name = dir.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let lock = read(&dir.join(LOCK), 36).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
    [name, lock].into_iter().flatten().filter_map(|text| Uuid::try_parse(text.trim()).ok()).collect()
}

/// Whether there is no room: the disk, the user's share of it, or the size a file may have is used up.
pub(super) fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}

/// What an I/O error means for the person; `what` is the thing that was not found.
pub(super) fn from_io(error: &io::Error, what: &str) -> Error {
    match error.kind() {
        full if is_full(full) => Error::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        ErrorKind::NotFound => Error::not_found(what),
        ErrorKind::NotADirectory => Error::not_found(what),
        ErrorKind::AlreadyExists => Error::AlreadyExists { what: what.to_owned() },
        ErrorKind::WouldBlock | ErrorKind::ResourceBusy => Error::Busy,
        _ => Error::internal(format!("input and output: {what}")),
    }
}
