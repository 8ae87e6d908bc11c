//! Backups: made, read back, thinned, restored beside, compared, gone back to, moved to another computer.
//! What is erased in them is in `erase`; old keys in `rotate`.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Days;
use engine::Error;
use engine::model::id::PersonId;
use engine::vault::{
    Backup, Passphrase, Problem, RecoveryWords, Unlock, Vault, backups, copy_to_second_folder, restore,
    second_folder_reminder, verify_backup,
};
use sha2::{Digest, Sha256};

use crate::support::people::draft;
use crate::support::vaults::{Home, OTHER, PASSPHRASE, later, now, passphrase, snapshot};

fn add(vault: &mut Vault, name: &str) -> PersonId {
    vault.add_person(&draft(name), now()).unwrap().id
}

/// A home with one person, and a backup of it outside.
fn backed_up() -> (Home, PathBuf) {
    let home = Home::new();
    let file = home.beside("out.rapport");
    let mut vault = home.open().unwrap();
    add(&mut vault, "Mira");
    vault.back_up_to(&file, now()).unwrap();
    vault.lock().unwrap();
    (home, file)
}

fn restore_to(file: &Path, to: &Path) -> engine::Result<Vault> {
    restore(file, to, &passphrase(PASSPHRASE), &[], now())
}

#[test]
fn a_backup_holds_everything_and_is_restored_beside() {
    let (home, file) = backed_up();
    let before = home.snapshot();
    let to = home.beside("restored");
    let vault = restore_to(&file, &to).unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
    assert_eq!(vault.holdings().unwrap().people, 1);
    assert!(vault.verify().unwrap().ok);
    vault.lock().unwrap();
    assert_eq!(Vault::open(&to, &home.recovery(), now()).unwrap().holdings().unwrap().people, 1);
    assert!(home.snapshot() == before);
}

#[test]
fn a_vault_moves_to_another_computer_as_a_backup() {
    let (home, file) = backed_up();
    let elsewhere = tempfile::TempDir::new().unwrap();
    let carried = elsewhere.path().join("carried.rapport");
    fs::rename(&file, &carried).unwrap();
    let words = home.words.clone();
    drop(home);
    // As there: `rapport-cli restore carried.rapport --to <vaults>/<a new id>`, then open it.
    let to = elsewhere.path().join("vaults").join("0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f99");
    restore_to(&carried, &to).unwrap().lock().unwrap();
    let mut vault = Vault::open(&to, &passphrase(PASSPHRASE), now()).unwrap();
    add(&mut vault, "Tomas");
    vault.lock().unwrap();
    let unlock = Unlock::Recovery(RecoveryWords::parse(&words).unwrap());
    assert_eq!(Vault::open(&to, &unlock, now()).unwrap().holdings().unwrap().people, 2);
}

#[test]
fn a_backup_is_never_restored_over_anything() {
    let (home, file) = backed_up();
    let before = home.snapshot();
    assert_eq!(restore_to(&file, &home.dir).err(), Some(Error::AlreadyExists { what: "vault".to_owned() }));
    assert!(home.snapshot() == before);
    let mut vault = home.open().unwrap();
    let again = vault.back_up_to(&file, now()).err();
    assert_eq!(again, Some(Error::AlreadyExists { what: "file".to_owned() }));
}

#[test]
fn a_restore_that_fails_leaves_nothing_behind() {
    let (home, file) = backed_up();
    let to = home.beside("restored");
    let wrong = restore(&file, &to, &passphrase(OTHER), &[], now()).err();
    assert_eq!(wrong, Some(Error::WrongPassphrase));
    let mut bytes = fs::read(&file).unwrap();
    let end = bytes.len() - 1;
    bytes[end] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(restore_to(&file, &to).err(), Some(Error::damaged("backup")));
    assert_eq!(restore_to(&home.beside("none"), &to).err(), Some(Error::not_found("backup")));
    assert!(!to.exists());
}

#[test]
fn any_changed_byte_of_a_backup_is_found() {
    let (home, file) = backed_up();
    let whole = fs::read(&file).unwrap();
    assert!(verify_backup(&file, &home.recovery()).unwrap().ok);
    let fixed = 128 + 4096;
    let ends = [whole.len() - 33, whole.len() - 32, whole.len() - 1];
    for at in (0..fixed).step_by(61).chain((fixed..whole.len()).step_by(4093)).chain(ends) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&file, bytes).unwrap();
        let found = verify_backup(&file, &home.recovery()).unwrap();
        assert_eq!(found.problems, [Problem::Backup], "byte {at}");
    }
    for length in [0, 1, 127, 128, 4224, whole.len() - 4096, whole.len() - 1, whole.len() + 1] {
        let mut bytes = whole.clone();
        bytes.resize(length, 0);
        fs::write(&file, bytes).unwrap();
        assert_eq!(verify_backup(&file, &home.recovery()).unwrap().problems, [Problem::Backup], "{length} bytes");
    }
}

#[test]
fn a_backup_of_another_vault_or_a_newer_version_is_told_apart_from_damage() {
    let (home, file) = backed_up();
    assert_eq!(verify_backup(&file, &passphrase(OTHER)).err(), Some(Error::WrongPassphrase));
    let other = Home::new();
    assert_eq!(verify_backup(&file, &other.recovery()).err(), Some(Error::WrongPassphrase));
    let mut bytes = fs::read(&file).unwrap();
    bytes[8] = 2;
    let sha = Sha256::digest(&bytes[..96]);
    bytes[96..128].copy_from_slice(&sha);
    fs::write(&file, &bytes).unwrap();
    assert_eq!(verify_backup(&file, &home.recovery()).err(), Some(Error::NewerVault));
    assert_eq!(restore_to(&file, &home.beside("restored")).err(), Some(Error::NewerVault));
    assert!(fs::read(&file).unwrap() == bytes);
    assert!(!home.beside("restored").exists());
}

#[test]
fn locking_backs_up_a_vault_that_changed_and_only_then() {
    let home = Home::new();
    assert_eq!(home.open().unwrap().lock_with_backup(now()).unwrap(), None, "nothing was ever written");
    let mut vault = home.open().unwrap();
    add(&mut vault, "Mira");
    let backup = vault.lock_with_backup(now()).unwrap().unwrap();
    assert_eq!(backup.file, "2026-10-09T070000Z.rapport");
    assert!(verify_backup(&Backup::path(&home.dir, &backup.file).unwrap(), &home.recovery()).unwrap().ok);

    let before = home.snapshot();
    assert_eq!(home.open().unwrap().lock_with_backup(later(5)).unwrap(), None);
    assert!(home.snapshot() == before);

    let mut vault = home.open().unwrap();
    add(&mut vault, "Tomas");
    vault.back_up(later(6)).unwrap();
    add(&mut vault, "Wren");
    assert!(vault.lock_with_backup(later(7)).unwrap().is_some(), "written to after the last backup");
    assert_eq!(home.open().unwrap().holdings().unwrap().people, 3);
}

#[test]
fn backups_are_thinned_and_none_is_ever_written_over() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    add(&mut vault, "Mira");
    let first = vault.back_up(now()).unwrap();
    let second = vault.back_up(now()).unwrap();
    assert_ne!(first.file, second.file);
    for day in 1..40 {
        vault.back_up(now() + Days::new(day)).unwrap();
    }
    let kept = backups(&home.dir).unwrap();
    let newest = now() + Days::new(39);
    let ages: Vec<i64> = kept.iter().map(|backup| (newest - backup.made_at).num_days()).collect();
    // 17 November 2026 is a Tuesday: weeks end 2, 9, 16 days ago, months 17 days ago.
    assert_eq!(ages, [0, 1, 2, 3, 4, 5, 6, 9, 16, 17]);
    assert_eq!(Backup::path(&home.dir, "../header.bin").err(), Some(Error::not_found("backup")));
    assert_eq!(Backup::path(&home.dir, &first.file).err(), Some(Error::not_found("backup")));
}

#[test]
fn a_backup_is_compared_and_gone_back_to() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let mira = add(&mut vault, "Mira");
    vault.add_capture(mira, "the quieter room", later(1)).unwrap();
    let backup = vault.back_up(later(2)).unwrap();
    let path = Backup::path(&home.dir, &backup.file).unwrap();
    vault.add_person(&draft("Tomas"), later(3)).unwrap();

    let compared = vault.compare(&path, None).unwrap();
    assert_eq!((compared.here.people, compared.backup.people), (2, 1));
    assert_eq!((compared.here.last_change, compared.backup.last_change), (Some(later(3)), Some(later(1))));
    assert_eq!(compared.made_at, later(2));
    assert_eq!(vault.holdings_of(&path).unwrap(), compared.backup);

    vault.switch_to(&path, None, later(4)).unwrap();
    assert_eq!(vault.holdings().unwrap(), compared.backup);
    add(&mut vault, "Wren");
    vault.lock().unwrap();
    let mut vault = home.open().unwrap();
    assert!(vault.verify().unwrap().ok);
    assert_eq!(vault.holdings().unwrap().people, 2);
    assert!(!home.file("data-1.db").exists() && home.file("data-2.db").exists());

    // What was left behind is the newest backup but one can go back to.
    let newest = backups(&home.dir).unwrap().swap_remove(0);
    let compared = vault.compare(&Backup::path(&home.dir, &newest.file).unwrap(), None).unwrap();
    assert_eq!(compared.backup.last_change, Some(later(3)));
    vault.switch_to(&Backup::path(&home.dir, &newest.file).unwrap(), None, later(5)).unwrap();
    assert_eq!(vault.holdings().unwrap(), compared.backup);
}

#[test]
fn a_backup_of_another_vault_is_not_switched_to() {
    let (home, file) = backed_up();
    let other = Home::new();
    let elsewhere = other.beside("another id");
    let (mut vault, _) =
        Vault::create(&elsewhere, &crate::support::vaults::new_vault("Other", PASSPHRASE), now()).unwrap();
    assert_eq!(vault.switch_to(&file, None, now()), Err(Error::WrongPassphrase));
    let refused = vault.switch_to(&file, Some(&home.recovery()), now());
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "file"));
}

#[test]
fn the_second_folder_holds_the_same_backups_and_nothing_else_is_touched() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    add(&mut vault, "Mira");
    vault.back_up(now()).unwrap();
    vault.back_up(later(1)).unwrap();
    let second = home.beside("second");
    let unreached = copy_to_second_folder(&home.dir, &second).unwrap();
    assert!(!unreached.reached && !second.exists());

    fs::create_dir(&second).unwrap();
    fs::write(second.join("someone-else.rapport"), "theirs").unwrap();
    let done = copy_to_second_folder(&home.dir, &second).unwrap();
    assert_eq!((done.reached, done.copied, done.removed), (true, 2, 0));
    assert_eq!(copy_to_second_folder(&home.dir, &second).unwrap().copied, 0, "they are there already");
    let gone = backups(&home.dir).unwrap().pop().unwrap();
    fs::remove_file(Backup::path(&home.dir, &gone.file).unwrap()).unwrap();
    assert_eq!(copy_to_second_folder(&home.dir, &second).unwrap().removed, 1);
    let mut copies = snapshot(&second);
    assert_eq!(copies.remove(&second.join("someone-else.rapport")).unwrap(), b"theirs");
    let copy = copies.keys().next().unwrap();
    assert!(verify_backup(copy, &home.recovery()).unwrap().ok && copies.len() == 1);
}

#[test]
fn two_weeks_without_the_second_folder_are_mentioned() {
    assert!(!second_folder_reminder(now(), now() + Days::new(13)));
    assert!(second_folder_reminder(now(), now() + Days::new(14)));
}

#[test]
fn an_import_into_a_vault_that_holds_something_is_backed_up_first() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let content = engine::transfer::sample_team().unwrap().0.content;
    vault.merge(&content, now()).unwrap();
    assert!(backups(&home.dir).unwrap().is_empty(), "there was nothing to lose");
    vault.merge(&content, later(1)).unwrap();
    assert_eq!(backups(&home.dir).unwrap().len(), 1);
}

#[test]
fn a_backup_holds_no_word_in_the_clear() {
    const CANARY: &str = "Zebrafink-Kanarienvogel";
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let id = add(&mut vault, CANARY);
    vault.add_capture(id, CANARY, now()).unwrap();
    let backup = vault.back_up(now()).unwrap();
    let bytes = fs::read(Backup::path(&home.dir, &backup.file).unwrap()).unwrap();
    assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    drop(vault);
    let again = Vault::open(&home.dir, &Unlock::Passphrase(Passphrase::new(PASSPHRASE.to_owned())), now()).unwrap();
    assert_eq!(again.holdings().unwrap().people, 1);
}
