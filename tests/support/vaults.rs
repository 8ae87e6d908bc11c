//! What every proof stands on: a fixed now, throw-away vaults, and a look at the bytes on disk.
//! No expectations about the engine live here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use engine::vault::{Entry, KdfProfile, NewVault, Now, Passphrase, RecoveryWords, Unlock, Vault};
use hkdf::Hkdf;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "seven quiet lanterns cross the river";
pub const OTHER: &str = "eleven loud kettles climb the stairs";

/// Friday, 9 October 2026, nine in the morning.
pub fn now() -> Now {
    Now::parse_from_rfc3339("2026-10-09T09:00:00+02:00").unwrap()
}

/// A folder with a vault in it, locked, and the words that open it.
pub struct Home {
    temp: TempDir,
    pub dir: PathBuf,
    pub words: String,
}

impl Home {
    /// A new vault, made with the cheap key derivation and locked again.
    pub fn new() -> Self {
        let temp = TempDir::new().unwrap();
        let dir = temp.path().join("0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04");
        let (vault, words) = Vault::create(&dir, &new_vault("Payments", PASSPHRASE), now()).unwrap();
        vault.lock().unwrap();
        Self { temp, dir, words: words.text().to_string() }
    }

    pub fn open(&self) -> engine::Result<Vault> {
        Vault::open(&self.dir, &passphrase(PASSPHRASE), now())
    }

    pub fn open_with(&self, text: &str) -> engine::Result<Vault> {
        Vault::open(&self.dir, &passphrase(text), now())
    }

    /// Writes straight into the locked database, and seals what is there now.
    pub fn write_raw(&self, work: impl FnOnce(&Connection)) {
        work(&self.raw_database());
        let entry = Entry { go_on: true, ..Entry::default() };
        Vault::enter(&self.dir, &passphrase(PASSPHRASE), &entry, now()).unwrap().lock().unwrap();
    }

    pub fn recover(&self) -> engine::Result<Vault> {
        Vault::open(&self.dir, &self.recovery(), now())
    }

    pub fn recovery(&self) -> Unlock {
        Unlock::Recovery(RecoveryWords::parse(&self.words).unwrap())
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// A folder beside the vault's.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// Every byte of every file, by path.
    pub fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        snapshot(&self.dir)
    }

    /// Changes the bytes of a file in place.
    pub fn damage(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = fs::read(self.file(name)).unwrap();
        change(&mut bytes);
        fs::write(self.file(name), bytes).unwrap();
    }

    /// Opens the locked database without the engine: keys derived here, from the words and names
    /// alone, as SECURITY.md describes them.
    pub fn raw_database(&self) -> Connection {
        raw_database(&self.dir, &self.words)
    }
}

/// The database of the first generation in `dir`, opened as `Home::raw_database` does.
pub fn raw_database(dir: &Path, words: &str) -> Connection {
    let root = bip39::Mnemonic::parse(words).unwrap().to_entropy();
    let id = uuid::Uuid::parse_str(dir.file_name().unwrap().to_str().unwrap()).unwrap();
    let mut key = [0; 48];
    Hkdf::<Sha256>::new(Some(id.as_bytes()), &root).expand(b"db/v1/1", &mut key).unwrap();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let conn = Connection::open(dir.join("data-1.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    conn
}

pub fn new_vault(label: &str, text: &str) -> NewVault {
    NewVault { label: label.to_owned(), passphrase: Passphrase::new(text.to_owned()), kdf: KdfProfile::cheap() }
}

pub fn passphrase(text: &str) -> Unlock {
    Unlock::Passphrase(Passphrase::new(text.to_owned()))
}

/// Every byte of every file under `dir`, by path.
pub fn snapshot(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(snapshot(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

/// Writes a header's SHA-256 anew, as someone would who changes a header on purpose.
pub fn reseal(header: &mut [u8]) {
    let sha = Sha256::digest(&header[..4064]);
    header[4064..].copy_from_slice(&sha);
}

/// A throw-away vault that stays open.
pub struct Open {
    pub vault: Vault,
    _home: Home,
}

impl Open {
    pub fn new() -> Self {
        let home = Home::new();
        Self { vault: home.open().unwrap(), _home: home }
    }
}

/// The fixed now, some minutes later.
pub fn later(minutes: i64) -> Now {
    now() + chrono::Duration::minutes(minutes)
}
