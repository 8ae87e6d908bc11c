//! The second folder: where copies of the backups go, such as another disk, and when it was last reached.
//! Which backups there are is the engine's; the folder is chosen in a dialog of the system.

use crate::clock;
use crate::files::Files;
use engine::Result;
use engine::vault::{Now, copy_to_second_folder, second_folder_reminder};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const FILE: &str = "second-folder.json";

/// What is kept about it, in plain text: the copies there are as plain to see.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    folder: Option<PathBuf>,
    reached: Option<Now>,
}

/// The second folder as the window shows it.
#[derive(Serialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(rename = "SecondPlace")]
pub struct Second {
    /// Where it is.
    folder: String,
    /// When backups were last copied there, or when it was chosen.
    reached: Now,
    /// Out of reach for fourteen days.
    is_overdue: bool,
}

/// The second folder; none when there is none.
pub fn read(files: &Files) -> Result<Option<Second>> {
    let Kept { folder: Some(folder), reached: Some(reached) } = files.load(FILE)? else { return Ok(None) };
    let is_overdue = second_folder_reminder(reached, clock::now());
    Ok(Some(Second { folder: folder.display().to_string(), reached, is_overdue }))
}

/// Takes a folder as the second one.
pub fn choose(files: &Files, folder: PathBuf) -> Result<()> {
    files.store(FILE, &Kept { folder: Some(folder), reached: Some(clock::now()) })
}

/// Has no second folder any more; what was copied there stays.
pub fn forget(files: &Files) -> Result<()> {
    files.store(FILE, &Kept::default())
}

/// Copies the backups of the vault in `vault` to the second folder and notes that it was reached.
/// A folder out of reach is no error: after fourteen days the manager is told.
pub fn mirror(files: &Files, vault: &Path) {
    let Ok(Kept { folder: Some(folder), .. }) = files.load(FILE) else { return };
    if copy_to_second_folder(vault, &folder).is_ok_and(|done| done.reached) {
        let _ = files.store(FILE, &Kept { folder: Some(folder), reached: Some(clock::now()) });
    }
}
