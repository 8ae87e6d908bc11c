//! What lies beside the vaults in plain text: which vaults this computer knows, theme, zoom, when to lock,
//! what the desktop may tell and which keys open quick capture.
//! No name, no note, no secret is ever written here.

use crate::summon::CaptureKeys;
use engine::vault::Now;
use engine::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The app's data folder.
pub struct Files {
    root: PathBuf,
}

/// A vault this computer knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(rename = "VaultInfo")]
pub struct KnownVault {
    /// Its folder's name.
    pub id: String,
    /// What the manager calls it.
    pub label: String,
    /// When it was last opened here.
    pub opened: Option<Now>,
}

/// Choices that belong to the computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `light`, `dark` or `system`.
    pub theme: String,
    /// 0.8 to 1.6; 1 is the drawn size.
    #[cfg_attr(test, specta(type = u16))] // a plain number over there
    pub zoom: f64,
    /// Minutes without a key or a movement until the vault locks: 1, 5, 10 or 30.
    pub lock_after: u16,
    /// When going back to a backup was tried here; the manager is asked to, once.
    pub drilled: Option<chrono::NaiveDate>,
    /// When the manager was asked to.
    pub drill_asked: Option<chrono::NaiveDate>,
    /// Whether the desktop tells of 1:1s soon and of promises due today.
    pub remind: bool,
    /// Whether it may name people there.
    pub remind_names: bool,
    /// Keys that open quick capture from any program.
    pub capture_keys: CaptureKeys,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "system".to_owned(),
            zoom: 1.0,
            lock_after: 10,
            drilled: None,
            drill_asked: None,
            remind: false,
            remind_names: false,
            capture_keys: CaptureKeys::Off,
        }
    }
}

impl Files {
    /// Files under `root`, which is made when something is first written.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The app's data folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Vaults with a header, last opened first.
    pub fn vaults(&self) -> Result<Vec<KnownVault>> {
        let noted: Vec<KnownVault> = self.load("vaults.json")?;
        let mut vaults = Vec::new();
        let folders = match std::fs::read_dir(self.root.join("vaults")) {
            Ok(folders) => folders,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(vaults),
            Err(failed) => return Err(error(&failed)),
        };
        for folder in folders.flatten() {
            let id = folder.file_name().to_string_lossy().into_owned();
            let has_header = ["header.bin", "header.bak"].iter().any(|name| folder.path().join(name).is_file());
            if Uuid::parse_str(&id).is_err() || !has_header {
                continue;
            }
            vaults.push(noted.iter().find(|known| known.id == id).cloned().unwrap_or_else(|| KnownVault {
                label: format!("Vault {}", id.get(..8).unwrap_or(&id)),
                id,
                opened: None,
            }));
        }
        vaults.sort_by(|a, b| b.opened.cmp(&a.opened).then_with(|| a.label.cmp(&b.label)));
        Ok(vaults)
    }

    /// The folder of a known vault; `id` is checked, so no path can be smuggled in.
    pub fn vault_folder(&self, id: &str) -> Result<PathBuf> {
        let id = Uuid::parse_str(id).map_err(|_| Error::not_found("vault"))?;
        let folder = self.root.join("vaults").join(id.to_string());
        if folder.is_dir() { Ok(folder) } else { Err(Error::not_found("vault")) }
    }

    /// The folders of all vaults of this computer.
    pub fn vault_folders(&self) -> Result<Vec<PathBuf>> {
        Ok(self.vaults()?.iter().map(|known| self.root.join("vaults").join(&known.id)).collect())
    }

    /// Where this computer remembers how it left the vault in `folder`: outside of it, so that a whole vault that was
    /// put back is noticed.
    pub fn anchor(&self, folder: &Path) -> Result<PathBuf> {
        let anchors = self.root.join("anchors");
        make_folder(&anchors)?;
        let name = folder.file_name().ok_or_else(|| Error::internal("anchor"))?;
        Ok(anchors.join(name))
    }

    /// A folder for a vault that does not exist yet.
    pub fn new_vault_folder(&self) -> Result<PathBuf> {
        let vaults = self.root.join("vaults");
        make_folder(&vaults)?;
        Ok(vaults.join(Uuid::now_v7().to_string()))
    }

    /// Notes label and time of the vault in `folder`, which was just opened. One that has a label keeps it: a vault
    /// restored beside another is told from it by that.
    pub fn note_opened(&self, folder: &Path, label: &str, now: Now) -> Result<KnownVault> {
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut noted: Vec<KnownVault> = self.load("vaults.json")?;
        let label = noted.iter().find(|known| known.id == id).map_or(label, |known| &known.label).to_owned();
        let known = KnownVault { id, label, opened: Some(now) };
        noted.retain(|other| other.id != known.id);
        noted.push(known.clone());
        self.store("vaults.json", &noted)?;
        Ok(known)
    }

    /// Names a vault that was just restored in `folder`: by its label and the day.
    pub fn name_restored(&self, folder: &Path, label: &str, now: Now) -> Result<()> {
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut noted: Vec<KnownVault> = self.load("vaults.json")?;
        let label = format!("{label}, restored {}", now.format("%-d %B %Y"));
        noted.push(KnownVault { id, label, opened: None });
        self.store("vaults.json", &noted)
    }

    /// What was chosen; the defaults when nothing was chosen or the file cannot be read as such.
    pub fn settings(&self) -> Result<Settings> {
        let noted: serde_json::Map<String, Value> = self.load("settings.json")?;
        let mut whole = serde_json::to_value(Settings::default()).map_err(|_| Error::internal("settings"))?;
        if let Value::Object(whole) = &mut whole {
            // What an older version wrote lacks what came since.
            whole.extend(noted);
        }
        Ok(serde_json::from_value(whole).unwrap_or_default())
    }

    /// Stores what was chosen.
    pub fn edit_settings(&self, settings: &Settings) -> Result<()> {
        if !["light", "dark", "system"].contains(&settings.theme.as_str()) {
            return Err(Error::invalid("theme", "Choose light, dark, or as the system."));
        }
        if !(0.8..=1.6).contains(&settings.zoom) {
            return Err(Error::invalid("zoom", "Choose a zoom between 80 and 160 %."));
        }
        if ![1, 5, 10, 30].contains(&settings.lock_after) {
            return Err(Error::invalid("lock_after", "Choose 1, 5, 10 or 30 minutes."));
        }
        self.store("settings.json", settings)
    }

    /// A missing or unreadable file counts as the default: nothing in it is worth stopping for.
    pub fn load<T: for<'de> Deserialize<'de> + Default>(&self, name: &str) -> Result<T> {
        match std::fs::read(self.root.join(name)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
            Err(failed) if failed.kind() == ErrorKind::NotFound => Ok(T::default()),
            Err(failed) => Err(error(&failed)),
        }
    }

    /// Writes a whole file, or leaves the old one.
    pub fn store<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        make_folder(&self.root)?;
        let bytes = serde_json::to_vec_pretty(value).map_err(|_| Error::internal("settings"))?;
        let half = self.root.join(format!("{name}.part"));
        std::fs::File::create(&half)
            .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&half, self.root.join(name)))
            .map_err(|failed| error(&failed))
    }
}

/// Folders of the app are the user's alone.
pub fn make_folder(folder: &Path) -> Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(|failed| error(&failed))
}

/// What a file error means to the manager.
pub fn error(error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Error::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        ErrorKind::NotFound => Error::not_found("folder"),
        _ => Error::internal("files"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Files, Settings};

    #[test]
    fn settings_of_an_older_version_keep_what_was_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path().to_owned());
        assert_eq!(files.settings().unwrap(), Settings::default());
        std::fs::write(folder.path().join("settings.json"), r#"{ "theme": "dark", "zoom": 1.25 }"#).unwrap();
        let settings = files.settings().unwrap();
        assert_eq!((settings.theme.as_str(), settings.zoom, settings.lock_after), ("dark", 1.25, 10));
        assert!(files.edit_settings(&Settings { lock_after: 0, ..settings }).is_err(), "never is not offered");
    }
}
