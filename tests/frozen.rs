//! Vaults as earlier versions wrote them: each opens and tells what was put in.
//! The folders in `fixtures/vaults` are never made again.

use crate::support::vaults::{PASSPHRASE, now};
use engine::model::transfer::Content;
use engine::transfer::sample_team;
use engine::vault::{Passphrase, RecoveryWords, Unlock, Vault};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NAME: &str = "0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04";
const WORDS: &str = "february olympic trial flock noodle alpha company climb push skate rapid zero \
                     script birth exhaust put then hint skill harvest thunder feed slot penalty";

/// A copy of a frozen vault that may be written to.
fn thawed(schema: &str) -> (TempDir, PathBuf) {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/vaults").join(schema).join(NAME);
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join(NAME);
    fs::create_dir(&dir).unwrap();
    for file in fs::read_dir(frozen).unwrap().flatten() {
        fs::copy(file.path(), dir.join(file.file_name())).unwrap();
    }
    (temp, dir)
}

/// What was put in: one person of the sample team.
fn golden() -> Content {
    let mut content = sample_team().unwrap().0.content;
    content.people.retain(|person| person.slug == "diego-fuentes");
    content
}

fn check(schema: &str, unlock: &Unlock) {
    let (_temp, dir) = thawed(schema);
    let vault = Vault::open(&dir, unlock, now()).unwrap();
    let told = vault.content(None).unwrap();
    assert_eq!(Content { rows: golden().rows, ..told }, golden());
    assert!(vault.verify().unwrap().ok);
    vault.lock().unwrap();
}

#[test]
fn the_vault_of_schema_1_opens_with_its_passphrase_and_tells_what_was_put_in() {
    check("schema-1", &Unlock::Passphrase(Passphrase::new(PASSPHRASE.to_owned())));
}

#[test]
fn the_vault_of_schema_1_opens_with_its_recovery_key() {
    check("schema-1", &Unlock::Recovery(RecoveryWords::parse(WORDS).unwrap()));
}
