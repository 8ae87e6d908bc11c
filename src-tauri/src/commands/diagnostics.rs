//! Commands: the file one can attach to a report of a defect.
//! It holds versions, sizes, counts and codes: no name, no text, no path.

use crate::files::Files;
use crate::session::Session;
use crate::{clock, dialog, second};
use engine::vault::{self, Diagnostics, Notice};
use engine::{Error, Result};
use serde::Serialize;
use std::path::Path;
use tauri::{AppHandle, State};

/// What the file says.
#[derive(Serialize)]
struct Report {
    rapport: &'static str,
    system: &'static str,
    processor: &'static str,
    webview: String,
    theme: String,
    zoom: f64,
    lock_after: u16,
    vaults: usize,
    has_second_folder: bool,
    made_on: chrono::NaiveDate,
    /// None while locked.
    vault: Option<OpenVault>,
}

#[derive(Serialize)]
struct OpenVault {
    #[serde(flatten)]
    inside: Diagnostics,
    /// Bytes of each file; files that are not Rapport's are counted, not named.
    files: Vec<(&'static str, u64)>,
    backups: usize,
    backup_bytes: u64,
    unclean_stop: bool,
    doubled_files: usize,
}

/// Asks where, and writes the file; false when no place was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn save_diagnostics(app: AppHandle, session: State<'_, Session>, files: State<'_, Files>) -> Result<bool> {
    let report = report(&session, &files)?;
    let Some(path) = dialog::save_text(&app, "Rapport diagnostics.json")? else { return Ok(false) };
    dialog::write(&path, &serde_json::to_vec_pretty(&report).map_err(|_| Error::internal("diagnostics"))?)?;
    Ok(true)
}

fn report(session: &Session, files: &Files) -> Result<Report> {
    let settings = files.settings()?;
    let vault = match session.read(|vault, _| open_vault(vault)) {
        Err(Error::Locked) => None,
        read => Some(read?),
    };
    Ok(Report {
        rapport: env!("CARGO_PKG_VERSION"),
        system: std::env::consts::OS,
        processor: std::env::consts::ARCH,
        webview: tauri::webview_version().unwrap_or_default(),
        theme: settings.theme,
        zoom: settings.zoom,
        lock_after: settings.lock_after,
        vaults: files.vaults()?.len(),
        has_second_folder: second::read(files)?.is_some(),
        made_on: clock::now().date_naive(),
        vault,
    })
}

fn open_vault(vault: &vault::Vault) -> Result<OpenVault> {
    let backups = vault::backups(vault.dir())?;
    let copies = vault.notices().iter().map(|notice| match notice {
        Notice::Copies { files } => files.len(),
        Notice::UncleanStop => 0,
    });
    Ok(OpenVault {
        inside: vault.diagnostics()?,
        files: sizes(vault.dir()),
        backups: backups.len(),
        backup_bytes: backups.iter().map(|backup| backup.bytes).sum(),
        unclean_stop: vault.notices().contains(&Notice::UncleanStop),
        doubled_files: copies.sum(),
    })
}

fn sizes(folder: &Path) -> Vec<(&'static str, u64)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut sizes: Vec<_> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = match name.as_str() {
                "header.bin" => "header",
                "header.bak" => "header copy",
                "seal.bin" => "seal",
                "lock" => "lock",
                name if name.starts_with("data-") => "database",
                _ => "other",
            };
            entry.metadata().ok().filter(std::fs::Metadata::is_file).map(|about| (kind, about.len()))
        })
        .collect();
    sizes.sort_unstable();
    sizes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::report;
    use crate::clock;
    use crate::files::{Files, KnownVault, Settings};
    use crate::session::Session;
    use engine::transfer;
    use engine::vault::{KdfProfile, NewVault, Passphrase, Vault};

    /// Stands in every field below; the file must not hold it.
    const CANARY: &str = "quokkaberry";

    /// A vault whose label, folder and every word of every note, name, goal and promise holds the canary.
    #[test]
    fn the_diagnostics_hold_no_name_no_text_and_no_path() {
        let folder = tempfile::Builder::new().prefix(CANARY).tempdir().unwrap();
        let files = Files::new(folder.path().to_owned());
        let passphrase = format!("{CANARY} otter lantern monday");
        let new =
            NewVault { label: CANARY.to_owned(), passphrase: Passphrase::new(passphrase), kdf: KdfProfile::floor() };
        let (mut vault, _) = Vault::create(&files.new_vault_folder().unwrap(), &new, clock::now()).unwrap();
        let team = folder.path().join("team");
        copy_with_canary(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/demo")), &team);
        let read = transfer::read(&team).unwrap();
        vault.merge(&read.content, clock::now()).unwrap();
        let known = KnownVault { id: vault.id().to_string(), label: CANARY.to_owned(), opened: None };
        let session = Session::default();
        session.open(vault, known).unwrap();
        files.edit_settings(&Settings::default()).unwrap();

        let text = serde_json::to_string(&report(&session, &files).unwrap()).unwrap();
        assert!(text.contains("[\"people\",") && !text.contains("[\"people\",0]"), "the rows were counted: {text}");
        assert!(!text.contains(CANARY), "{text}");
        for word in ["Mira", "Kova", "incident", "/"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        session.close().unwrap();
    }

    /// Copies a folder of notes; the canary stands in for a name, and at the end of each note.
    fn copy_with_canary(from: &std::path::Path, to: &std::path::Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().flatten() {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy_with_canary(&entry.path(), &target);
            } else {
                let mut text = std::fs::read_to_string(entry.path()).unwrap();
                if target.extension().is_some_and(|ending| ending == "md") {
                    text = text.replace("Mira", CANARY) + &format!("\n{CANARY} said so.\n");
                }
                std::fs::write(target, text).unwrap();
            }
        }
    }
}
