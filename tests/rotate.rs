//! New keys: the old ones end, what is kept stays, and backups from before open as before.
//! Changing only the passphrase is in `vault`.

use engine::Error;
use engine::vault::{Backup, Entry, KdfProfile, Passphrase, RecoveryWords, Unlock, Vault, backups, verify_backup};

use crate::support::people::draft;
use crate::support::vaults::{Home, OTHER, PASSPHRASE, later, now, passphrase};

fn rotate(vault: &mut Vault) -> engine::Result<RecoveryWords> {
    vault.rotate(Passphrase::new(PASSPHRASE.to_owned()), KdfProfile::cheap(), now())
}

#[test]
fn rotating_ends_the_old_recovery_key_and_keeps_everything() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    let words = rotate(&mut vault).unwrap();
    assert_ne!(*words.text(), home.words);
    assert_eq!(vault.holdings().unwrap().people, 1);
    vault.add_person(&draft("Tomas"), now()).unwrap();
    vault.lock().unwrap();

    assert_eq!(home.recover().err(), Some(Error::WrongPassphrase));
    let vault = home.open().unwrap();
    assert_eq!(*vault.recovery_words(&Passphrase::new(PASSPHRASE.to_owned())).unwrap().text(), *words.text());
    assert!(vault.verify().unwrap().ok);
    vault.lock().unwrap();
    let vault = Vault::open(&home.dir, &Unlock::Recovery(words), now()).unwrap();
    assert_eq!(vault.holdings().unwrap().people, 2);
}

#[test]
fn rotating_asks_for_the_passphrase_and_changes_nothing_without_it() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let before = home.snapshot();
    let wrong = vault.rotate(Passphrase::new(OTHER.to_owned()), KdfProfile::cheap(), now()).err();
    assert_eq!(wrong, Some(Error::WrongPassphrase));
    assert!(home.snapshot() == before);
}

#[test]
fn a_backup_from_before_opens_with_the_old_keys_and_can_be_gone_back_to() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    rotate(&mut vault).unwrap();
    let old = backups(&home.dir).unwrap().swap_remove(0);
    let path = Backup::path(&home.dir, &old.file).unwrap();
    assert!(verify_backup(&path, &home.recovery()).unwrap().ok);
    assert!(verify_backup(&path, &passphrase(PASSPHRASE)).unwrap().ok);
    vault.add_person(&draft("Tomas"), now()).unwrap();
    assert_eq!(vault.compare(&path, None).err(), Some(Error::WrongPassphrase));
    assert_eq!(vault.compare(&path, Some(&home.recovery())).unwrap().backup.people, 1);
    vault.switch_to(&path, Some(&home.recovery()), later(1)).unwrap();
    assert_eq!(vault.holdings().unwrap().people, 1);
    vault.lock().unwrap();
    assert_eq!(home.recover().err(), Some(Error::WrongPassphrase), "the old words stay out");
    home.open().unwrap();
}

#[test]
fn an_anchor_follows_a_rotation() {
    let home = Home::new();
    let entry = Entry { anchor: Some(home.beside("anchor")), go_on: false };
    let enter = || Vault::enter(&home.dir, &passphrase(PASSPHRASE), &entry, now());
    let mut vault = enter().unwrap();
    rotate(&mut vault).unwrap();
    vault.lock().unwrap();
    enter().unwrap().lock().unwrap();
    assert_eq!(std::fs::read(home.beside("anchor")).unwrap(), std::fs::read(home.file("seal.bin")).unwrap());
}

#[test]
fn the_key_to_the_ledger_of_erasures_neither_leaves_in_an_export_nor_comes_in_with_an_import() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    rotate(&mut vault).unwrap();
    let told = |content: &engine::model::transfer::Content| serde_json::to_string(content).unwrap();
    let content = vault.content(None).unwrap();
    assert!(!told(&content).contains("erasures_key"));
    let mut hostile = content;
    let key = serde_json::json!({ "key": "erasures_key", "value": "00".repeat(32) });
    let serde_json::Value::Object(key) = key else { panic!("an object") };
    hostile.rows.entry("choices".to_owned()).or_default().push(key.into_iter().collect());
    let other = Home::new();
    let mut vault = other.open().unwrap();
    vault.merge(&hostile, now()).unwrap();
    vault.lock().unwrap();
    let raw = other.raw_database();
    let keys: i64 =
        raw.query_row("SELECT count(*) FROM choices WHERE key = 'erasures_key'", [], |row| row.get(0)).unwrap();
    assert_eq!(keys, 0);
}
