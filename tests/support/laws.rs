//! Laws that any bytes keep, wherever the engine reads what others wrote; also used by the fuzz targets.
//! The law of a line that is typed is in `lines.rs`; cases are in the tests and in `fuzz/corpus`.

use super::lines::PERSONS;
use engine::Error;
use engine::model::note::{first_paragraph, follow_up_lines, passages, read_note};
use engine::model::search::{Query, SearchDraft};
use engine::vault::{KdfProfile, NewVault, Now, Passphrase, RecoveryWords, Unlock, Vault, verify_backup};
use std::fs;
use std::path::PathBuf;

fn now() -> Now {
    Now::parse_from_rfc3339("2026-10-09T09:00:00+02:00").unwrap()
}

/// A vault of this thread's own, locked, and a backup of it.
struct Home {
    temp: tempfile::TempDir,
    dir: PathBuf,
    words: String,
    header: Vec<u8>,
    backup: Vec<u8>,
}

impl Home {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04");
        let new = NewVault {
            label: "Payments".to_owned(),
            passphrase: Passphrase::new("seven quiet lanterns cross the river".to_owned()),
            kdf: KdfProfile::cheap(),
        };
        let (mut vault, words) = Vault::create(&dir, &new, now()).unwrap();
        let file = temp.path().join("whole.rapport");
        vault.back_up_to(&file, now()).unwrap();
        vault.lock().unwrap();
        let header = fs::read(dir.join("header.bin")).unwrap();
        Self { words: words.text().to_string(), header, backup: fs::read(file).unwrap(), temp, dir }
    }

    /// Without a derivation: what is tried is the reader, not the passphrase.
    fn unlock(&self) -> Unlock {
        Unlock::Recovery(RecoveryWords::parse(&self.words).unwrap())
    }
}

fn with_home(work: impl FnOnce(&Home)) {
    thread_local! {
        static HOME: Home = Home::new();
    }
    HOME.with(work);
}

/// Any bytes in place of both headers: refused, and not a byte of them changed.
pub fn header(bytes: &[u8]) {
    with_home(|home| {
        let files = ["header.bin", "header.bak"].map(|name| home.dir.join(name));
        for file in &files {
            fs::write(file, bytes).unwrap();
        }
        let opened = Vault::open(&home.dir, &home.unlock(), now());
        let said = opened.map(|vault| drop(vault.lock())).err();
        if bytes != home.header {
            let refused = matches!(said, Some(Error::Damaged { .. } | Error::NewerVault | Error::WrongPassphrase));
            assert!(refused, "{said:?}");
            assert!(files.iter().all(|file| fs::read(file).unwrap() == bytes));
        }
    });
}

/// Any bytes as a backup: never taken for a whole one.
pub fn container(bytes: &[u8]) {
    with_home(|home| {
        let file = home.temp.path().join("any.rapport");
        fs::write(&file, bytes).unwrap();
        let found = verify_backup(&file, &home.unlock());
        assert!(bytes == home.backup || !found.is_ok_and(|found| found.ok));
    });
}

/// Any text as a note: it is read, and its follow-ups stand on lines that it has.
pub fn note(text: &str) {
    let _ = read_note(text, &PERSONS);
    let _ = (passages(text), first_paragraph(text));
    let most = text.split(['\n', '\r']).count();
    for placed in follow_up_lines(text, &PERSONS) {
        assert!((placed.line as usize) < most, "line {} of {most}", placed.line);
    }
}

/// Any bytes in a file of this name, given to the import: read, or refused in words.
pub fn file(name: &str, bytes: &[u8]) {
    let temp = tempfile::tempdir().unwrap();
    let file = temp.path().join(name);
    fs::write(&file, bytes).unwrap();
    refused_in_words(engine::transfer::read(&file));
}

/// Any bytes as `rapport.json` of a folder that is brought in.
pub fn rapport_json(bytes: &[u8]) {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("rapport.json"), bytes).unwrap();
    refused_in_words(engine::transfer::read(temp.path()));
}

fn refused_in_words(read: engine::Result<engine::transfer::ReadContent>) {
    match read {
        Ok(read) => assert!(read.skipped.iter().all(|skipped| !skipped.reason.is_empty())),
        Err(error) => assert!(matches!(error, Error::Invalid { .. }), "{error:?}"),
    }
}

/// Any text as a search: found, or refused in words; never an error of the index.
pub fn query(text: &str) {
    if let Ok(query) = Query::parse(text) {
        let _ = (query.index_query(), query.snippet(text));
    }
    thread_local! {
        static VAULT: (tempfile::TempDir, Vault) = {
            let home = Home::new();
            let vault = Vault::open(&home.dir, &home.unlock(), now()).unwrap();
            (home.temp, vault)
        };
    }
    VAULT.with(|(_, vault)| {
        let draft = SearchDraft { text: text.to_owned(), person: None, limit: 20 };
        match vault.search(&draft, now()) {
            Ok(_) | Err(Error::Invalid { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
}
