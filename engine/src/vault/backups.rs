//! Backups of a vault: making one, which there are, thinning them, and the second folder.
//! Not here: the file's format (`container.rs`), or going back to one (`restore.rs`).

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{TimeDelta, Utc};
use serde::Serialize;

use super::container::{self, AtRest, Prefix};
use super::folder::{self, from_io};
use super::thinning::{Kept, thin};
use super::{Now, Vault};
use crate::{Error, Result};

/// What all backups of a vault may take together.
const MOST_BYTES: u64 = 2 << 30;
/// The ending of a backup's name.
const ENDING: &str = ".rapport";
/// How long the second folder may be out of reach before it is mentioned.
const REMINDER_DAYS: i64 = 14;

/// A backup in the vault's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Backup {
    /// Its name, without a folder.
    pub file: String,
    /// When it was made.
    pub made_at: Now,
    /// How large it is.
    pub bytes: u64,
}

/// What became of copying backups to the second folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SecondFolder {
    /// Whether it could be written to; nothing else happened if not.
    pub reached: bool,
    /// Backups that were copied there.
    pub copied: u32,
    /// Backups that were taken away there, because the vault's folder keeps them no longer.
    pub removed: u32,
}

/// The backups in the folder of a vault, newest first. Needs no key; files that are no backups are left out.
pub fn backups(dir: &Path) -> Result<Vec<Backup>> {
    let mut backups: Vec<Backup> =
        files(&folder::backups_path(dir))?.into_iter().filter_map(|path| describe(&path).ok()).collect();
    backups.sort_unstable_by(|one, other| other.made_at.cmp(&one.made_at).then_with(|| other.file.cmp(&one.file)));
    Ok(backups)
}

impl Backup {
    /// Where the backup called `file` lies in the folder of a vault; `not_found` when there is none of that name.
    pub fn path(dir: &Path, file: &str) -> Result<PathBuf> {
        let known = backups(dir)?.into_iter().any(|backup| backup.file == file);
        if known { Ok(folder::backups_path(dir).join(file)) } else { Err(Error::not_found("backup")) }
    }
}

/// All backup files in a folder; none when the folder is not there.
pub(super) fn files(place: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(from_io(&error, "folder")),
    };
    let named =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(ENDING));
    Ok(entries.flatten().map(|entry| entry.path()).filter(named).collect())
}

fn describe(path: &Path) -> Result<Backup> {
    let made_at = Prefix::read(path)?.made_at;
    let bytes = fs::metadata(path).map_err(|error| from_io(&error, "backup"))?.len();
    Ok(Backup { file: name_of(path), made_at, bytes })
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Vault {
    /// Makes a backup in the vault's folder, reads it back by opening it, and thins the older ones.
    pub fn back_up(&mut self, now: Now) -> Result<Backup> {
        store(&self.dir, &self.at_rest(), now)
    }

    /// Makes a backup in `file`, which must not be there yet, and reads it back by opening it.
    pub fn back_up_to(&mut self, file: &Path, now: Now) -> Result<Backup> {
        if file.exists() {
            return Err(Error::AlreadyExists { what: "file".to_owned() });
        }
        container::pack(&self.at_rest(), file, &folder::backups(&self.dir)?, now)?;
        describe(file)
    }

    /// Locks the vault and, if it changed since its newest backup, makes another; `None` when there was no need.
    ///
    /// On an error the vault is locked all the same.
    pub fn lock_with_backup(self, now: Now) -> Result<Option<Backup>> {
        let parts = self.close()?;
        let state = parts.seal.state();
        let kept = files(&folder::backups_path(&parts.dir))?;
        let is_backed_up = kept.iter().any(|path| Prefix::read(path).is_ok_and(|prefix| prefix.state == state));
        if is_backed_up || parts.seal.count == 0 {
            return Ok(None);
        }
        let at_rest = AtRest { file: &parts.file, header: &parts.header, root_key: &parts.root_key, state };
        store(&parts.dir, &at_rest, now).map(Some)
    }

    /// The database as it lies on the disk: `&mut self` of the callers keeps everything else from writing to it.
    fn at_rest(&self) -> AtRest<'_> {
        AtRest { file: &self.file, header: &self.header, root_key: &self.root_key, state: self.seal.state() }
    }
}

fn store(dir: &Path, at_rest: &AtRest<'_>, now: Now) -> Result<Backup> {
    let place = folder::backups(dir)?;
    let stamp = now.with_timezone(&Utc).format("%Y-%m-%dT%H%M%SZ");
    let free = (1..).map(|number: u32| match number {
        1 => place.join(format!("{stamp}{ENDING}")),
        _ => place.join(format!("{stamp}-{number}{ENDING}")),
    });
    let path = free.into_iter().find(|path| !path.exists()).ok_or_else(|| Error::internal("backup name"))?;
    container::pack(at_rest, &path, &place, now)?;
    let made = describe(&path)?;
    thin_out(dir, &made.file);
    Ok(made)
}

/// Takes away what is not kept any longer. Best effort: there is a new backup, and the next one thins again.
fn thin_out(dir: &Path, made: &str) {
    let Ok(backups) = backups(dir) else { return };
    let ages: Vec<Kept> =
        backups.iter().map(|backup| Kept { made_at: backup.made_at.naive_utc(), bytes: backup.bytes }).collect();
    for (backup, stays) in backups.iter().zip(thin(&ages, MOST_BYTES)) {
        if !stays && backup.file != made {
            let _ = fs::remove_file(folder::backups_path(dir).join(&backup.file));
        }
    }
}

/// Makes the folder `second` hold the same backups as the folder of the vault in `dir`; other files there are left alone.
///
/// A folder that is not there or cannot be written to is an answer, not an error.
pub fn copy_to_second_folder(dir: &Path, second: &Path) -> Result<SecondFolder> {
    match mirror(dir, second) {
        Err(Error::NotFound { .. } | Error::ReadOnly) => Ok(SecondFolder { reached: false, copied: 0, removed: 0 }),
        other => other,
    }
}

fn mirror(dir: &Path, second: &Path) -> Result<SecondFolder> {
    if !second.is_dir() {
        return Err(Error::not_found("folder"));
    }
    let mut done = SecondFolder { reached: true, copied: 0, removed: 0 };
    let mut own = None;
    let mut wanted = Vec::new();
    for path in files(&folder::backups_path(dir))? {
        let Ok(Prefix { vault_id, .. }) = Prefix::read(&path) else { continue };
        own = Some(vault_id);
        let name = format!("{vault_id}.{}", name_of(&path));
        let there = second.join(&name);
        wanted.push(name);
        let same = container::fingerprint(&there)
            .is_ok_and(|there| container::fingerprint(&path).is_ok_and(|here| here == there));
        if !same {
            let mut source = fs::File::open(&path).map_err(|error| from_io(&error, "backup"))?;
            folder::write_whole(&there, |file| {
                std::io::copy(&mut source, file).map(drop).map_err(|error| from_io(&error, "folder"))
            })?;
            done.copied += 1;
        }
    }
    let Some(own) = own else { return Ok(done) };
    for path in files(second)? {
        let name = name_of(&path);
        if name.starts_with(&format!("{own}.")) && !wanted.contains(&name) {
            fs::remove_file(&path).map_err(|error| from_io(&error, "folder"))?;
            done.removed += 1;
        }
    }
    Ok(done)
}

/// Whether to mention that the second folder has not been reached since `reached` (or since it was chosen).
pub fn second_folder_reminder(reached: Now, now: Now) -> bool {
    now - reached >= TimeDelta::days(REMINDER_DAYS)
}
