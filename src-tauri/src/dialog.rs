//! Asking for a place on disk, and writing a file there.
//! No path ever comes from the window's own scripts.

use engine::{Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use tauri::AppHandle;

/// Asks for a folder; none when the manager thought better of it.
pub fn open_folder(app: &AppHandle) -> Result<Option<PathBuf>> {
    ask(app, |dialog| dialog.pick_folder())
}

/// Asks for a CSV; none when the manager thought better of it.
pub fn open_csv(app: &AppHandle) -> Result<Option<PathBuf>> {
    ask(app, |dialog| dialog.add_filter("CSV", &["csv", "tsv", "txt"]).pick_file())
}

/// Asks where to save a PDF.
pub fn save_pdf(app: &AppHandle, name: &str) -> Result<Option<PathBuf>> {
    save(app, name, "PDF", "pdf")
}

/// Asks where to save a backup.
pub fn save_backup(app: &AppHandle, name: &str) -> Result<Option<PathBuf>> {
    save(app, name, "Backup", "rapport")
}

/// Asks where to save the diagnostics.
pub fn save_text(app: &AppHandle, name: &str) -> Result<Option<PathBuf>> {
    save(app, name, "Text", "json")
}

/// Asks for a backup file.
pub fn open_backup(app: &AppHandle) -> Result<Option<PathBuf>> {
    ask(app, |dialog| dialog.add_filter("Backup", &["rapport"]).pick_file())
}

fn save(app: &AppHandle, name: &str, kind: &'static str, ending: &'static str) -> Result<Option<PathBuf>> {
    let name: String =
        name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '-' } else { c }).collect();
    ask(app, move |dialog| dialog.set_file_name(name).add_filter(kind, &[ending]).save_file())
}

/// Writes a file beside its place and moves it there, so that no half of one is ever seen.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().ok_or_else(|| Error::invalid("file", "Pick a folder to save in."))?;
    let half = folder.join(format!(".{}.part", name(path)));
    let written = std::fs::File::create(&half)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&half, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&half);
        crate::files::error(&error)
    })
}

/// The file's own name.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Native dialogs belong to the main thread.
#[cfg(not(feature = "e2e"))]
fn ask(
    app: &AppHandle,
    show: impl FnOnce(rfd::FileDialog) -> Option<PathBuf> + Send + 'static,
) -> Result<Option<PathBuf>> {
    let (answer, picked) = std::sync::mpsc::channel();
    app.run_on_main_thread(move || {
        // The receiver is gone only when the window is.
        let _ = answer.send(show(rfd::FileDialog::new()));
    })
    .map_err(|_| Error::internal("dialog"))?;
    picked.recv().map_err(|_| Error::internal("dialog"))
}

/// For tests, which cannot click a native dialog: the file that `RAPPORT_PICKED` names holds the path; none is a no.
#[cfg(feature = "e2e")]
fn ask(
    _app: &AppHandle,
    _show: impl FnOnce(rfd::FileDialog) -> Option<PathBuf> + Send + 'static,
) -> Result<Option<PathBuf>> {
    let file = std::env::var_os("RAPPORT_PICKED").map(PathBuf::from);
    Ok(file.and_then(|file| std::fs::read_to_string(file).ok()).map(PathBuf::from))
}
