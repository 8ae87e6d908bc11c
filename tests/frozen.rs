//! Vaults as earlier versions wrote them: each opens and tells what was put in.
//! The folders in `fixtures/vaults` are never made again. A released schema gets one by
//! `RAPPORT_FREEZE=1 cargo test -p engine --locked frozen`, which adds what is missing and touches nothing that is there.

use crate::support::vaults::{PASSPHRASE, new_vault, now, passphrase};
use engine::model::transfer::Content;
use engine::transfer::sample_team;
use engine::vault::{RecoveryWords, Unlock, Vault};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;
use tempfile::TempDir;

const NAME: &str = "0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/vaults")
}

/// The schema that this version writes: one for each migration.
fn present() -> usize {
    fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vault/migrations")).unwrap().count()
}

/// The frozen schemas, oldest first: the folder of each holds the vault and its recovery words.
fn frozen() -> Vec<PathBuf> {
    static FREEZE: Once = Once::new();
    if std::env::var_os("RAPPORT_FREEZE").is_some() {
        FREEZE.call_once(freeze);
    }
    let mut schemas: Vec<PathBuf> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    schemas.sort_unstable();
    assert!(!schemas.is_empty());
    schemas
}

fn freeze() {
    let place = fixtures().join(format!("schema-{}", present()));
    if place.exists() {
        return;
    }
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join(NAME);
    let (mut vault, words) = Vault::create(&dir, &new_vault("Payments", PASSPHRASE), now()).unwrap();
    vault.merge(&golden(), now()).unwrap();
    vault.lock().unwrap();
    fs::create_dir_all(place.join(NAME)).unwrap();
    for file in fs::read_dir(&dir).unwrap().flatten().filter(|file| file.path().is_file()) {
        fs::copy(file.path(), place.join(NAME).join(file.file_name())).unwrap();
    }
    fs::write(place.join("words"), words.text().as_bytes()).unwrap();
}

/// A copy of a frozen vault that may be written to.
fn thawed(schema: &Path) -> (TempDir, PathBuf) {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join(NAME);
    fs::create_dir(&dir).unwrap();
    for file in fs::read_dir(schema.join(NAME)).unwrap().flatten() {
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

fn check(schema: &Path, unlock: &Unlock) {
    let (_temp, dir) = thawed(schema);
    let vault = Vault::open(&dir, unlock, now()).unwrap();
    let told = vault.content(None).unwrap();
    assert_eq!(Content { rows: golden().rows, ..told }, golden(), "{}", schema.display());
    assert!(vault.verify().unwrap().ok, "{}", schema.display());
    vault.lock().unwrap();
}

#[test]
fn the_vault_of_each_schema_opens_with_its_passphrase_and_tells_what_was_put_in() {
    for schema in frozen() {
        check(&schema, &passphrase(PASSPHRASE));
    }
}

#[test]
fn the_vault_of_each_schema_opens_with_its_recovery_key() {
    for schema in frozen() {
        let words = fs::read_to_string(schema.join("words")).unwrap();
        check(&schema, &Unlock::Recovery(RecoveryWords::parse(&words).unwrap()));
    }
}
