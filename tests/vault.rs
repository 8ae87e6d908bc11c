//! A vault's ordinary life: made, opened, locked, given another passphrase.
//! Damage is in `vault_damage`, lost keys in `vault_recovery`.

use std::fs;
use std::path::Path;

use engine::Error;
use engine::vault::{KdfProfile, Passphrase, Problem, Vault, verify};

use crate::support::vaults::{Home, OTHER, PASSPHRASE, new_vault, now, passphrase, snapshot};

#[test]
fn a_new_vault_opens_again_with_its_passphrase() {
    let home = Home::new();
    let vault = home.open().unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
    assert_eq!(vault.id().to_string(), home.dir.file_name().unwrap().to_str().unwrap());
    let found = vault.verify().unwrap();
    assert!(found.ok, "{found:?}");
    assert_eq!((found.people, found.meetings, found.follow_ups), (0, 0, 0));
}

#[test]
fn opening_and_locking_changes_no_byte() {
    let home = Home::new();
    let before = home.snapshot();
    home.open().unwrap().lock().unwrap();
    home.recover().unwrap().lock().unwrap();
    assert!(verify(&home.dir, &passphrase(PASSPHRASE)).unwrap().ok);
    assert!(home.snapshot() == before);
}

#[test]
fn a_wrong_passphrase_changes_nothing_on_disk() {
    let home = Home::new();
    let before = home.snapshot();
    let long = "x".repeat(1 << 20);
    for wrong in [OTHER, "", " ", "seven quiet lanterns cross the River", long.as_str()] {
        assert_eq!(home.open_with(wrong).err(), Some(Error::WrongPassphrase));
        assert_eq!(verify(&home.dir, &passphrase(wrong)).err(), Some(Error::WrongPassphrase));
    }
    assert!(home.snapshot() == before);
}

#[test]
fn a_vault_in_use_says_so_and_changes_nothing_on_disk() {
    let home = Home::new();
    let held = home.open().unwrap();
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::Busy));
    assert_eq!(home.open_with(OTHER).err(), Some(Error::Busy));
    assert_eq!(home.recover().err(), Some(Error::Busy));
    assert!(home.snapshot() == before);
    held.lock().unwrap();
    home.open().unwrap();
}

#[test]
fn a_folder_without_a_vault_is_not_found() {
    let home = Home::new();
    let empty = home.beside("empty");
    fs::create_dir(&empty).unwrap();
    for dir in [empty.as_path(), &home.beside("gone"), &home.file("header.bin")] {
        let answer = Vault::open(dir, &passphrase(PASSPHRASE), now()).err();
        assert_eq!(answer, Some(Error::not_found("vault")), "{}", dir.display());
    }
    assert!(snapshot(&empty).is_empty());
}

#[test]
fn a_vault_is_never_made_over_anything() {
    let home = Home::new();
    let before = home.snapshot();
    let again = Vault::create(&home.dir, &new_vault("Again", PASSPHRASE), now()).err();
    assert_eq!(again, Some(Error::AlreadyExists { what: "vault".to_owned() }));
    assert!(home.snapshot() == before);
}

#[test]
fn a_vault_that_cannot_be_made_leaves_nothing_behind() {
    let home = Home::new();
    let dir = home.beside("new");
    let long = "n".repeat(201);
    for (label, text) in [("", PASSPHRASE), ("  ", PASSPHRASE), (long.as_str(), PASSPHRASE), ("Payments", "")] {
        let answer = Vault::create(&dir, &new_vault(label, text), now()).err();
        assert!(matches!(answer, Some(Error::Invalid { .. })), "{answer:?}");
    }
    for weak in ["password", "aaaaaaaaaaaaaaaa", "short", &"a".repeat(1 << 20), &"word ".repeat(300_000)] {
        let answer = Vault::create(&dir, &new_vault("Payments", weak), now()).err();
        assert!(matches!(&answer, Some(Error::Invalid { field, .. }) if field == "passphrase"), "{answer:?}");
    }
    assert!(!dir.exists());
    let under_a_file = home.file("header.bin").join("new");
    assert!(Vault::create(&under_a_file, &new_vault("Payments", PASSPHRASE), now()).is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_without_rights_is_told_apart() {
    let answer = Vault::create(Path::new("/sys/rapport"), &new_vault("Payments", PASSPHRASE), now()).err();
    assert_eq!(answer, Some(Error::ReadOnly));
}

#[test]
fn labels_in_any_script_come_back_as_they_were() {
    let home = Home::new();
    for (number, label) in ["مدفوعات", "決済チーム", "🧾 Zahlungen", "a'b\"c;--"].iter().enumerate() {
        let dir = home.beside(&number.to_string());
        let (vault, _) = Vault::create(&dir, &new_vault(label, PASSPHRASE), now()).unwrap();
        assert_eq!(vault.label().unwrap(), *label);
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_inside() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.dir), 0o700);
    for path in home.snapshot().keys() {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_passphrase_typed_on_another_system_is_the_same() {
    let home = Home::new();
    let dir = home.beside("accents");
    let composed = "f\u{fc}nf stille \u{c5}ngstr\u{f6}m-Laternen";
    let decomposed = "fu\u{308}nf stille A\u{30a}ngstro\u{308}m-Laternen";
    let (vault, _) = Vault::create(&dir, &new_vault("Payments", composed), now()).unwrap();
    vault.lock().unwrap();
    assert_ne!(composed, decomposed);
    Vault::open(&dir, &passphrase(decomposed), now()).unwrap();
}

#[test]
fn a_changed_passphrase_keeps_the_data_and_ends_the_old_one() {
    let home = Home::new();
    let database = fs::read(home.file("data-1.db")).unwrap();
    let mut vault = home.open().unwrap();
    let next = Passphrase::new(OTHER.to_owned());
    let wrong = vault.change_passphrase(&passphrase("not this one either"), &next, KdfProfile::cheap());
    assert_eq!(wrong, Err(Error::WrongPassphrase));
    let weak = Passphrase::new("password1234".to_owned());
    let weak = vault.change_passphrase(&passphrase(PASSPHRASE), &weak, KdfProfile::cheap());
    assert!(matches!(weak, Err(Error::Invalid { .. })));
    vault.change_passphrase(&passphrase(PASSPHRASE), &next, KdfProfile::cheap()).unwrap();
    assert!(vault.verify().unwrap().ok);
    vault.lock().unwrap();

    assert_eq!(home.open().err(), Some(Error::WrongPassphrase));
    assert_eq!(home.open_with(OTHER).unwrap().label().unwrap(), "Payments");
    assert_eq!(home.recover().unwrap().label().unwrap(), "Payments");
    assert_eq!(fs::read(home.file("header.bin")).unwrap(), fs::read(home.file("header.bak")).unwrap());
    assert!(fs::read(home.file("data-1.db")).unwrap() == database);
}

#[test]
fn an_interrupted_change_of_passphrase_is_finished_by_the_next_opening() {
    let home = Home::new();
    let old = fs::read(home.file("header.bak")).unwrap();
    let mut vault = home.open().unwrap();
    let next = Passphrase::new(OTHER.to_owned());
    vault.change_passphrase(&home.recovery(), &next, KdfProfile::cheap()).unwrap();
    vault.lock().unwrap();
    fs::write(home.file("header.bak"), old).unwrap();

    assert_eq!(home.open().err(), Some(Error::WrongPassphrase));
    let vault = home.open_with(OTHER).unwrap();
    assert_eq!(vault.verify().unwrap().problems, [Problem::HeaderCopy]);
    vault.lock().unwrap();
    assert!(home.open_with(OTHER).unwrap().verify().unwrap().ok);
}

#[test]
fn what_is_written_cannot_be_found_on_disk() {
    const CANARY: &str = "Zebrafink-Kanarienvogel";
    let home = Home::new();
    let dir = home.beside("canary");
    let (vault, _) = Vault::create(&dir, &new_vault(CANARY, PASSPHRASE), now()).unwrap();
    let plain = home.beside("control");
    fs::create_dir(&plain).unwrap();
    let utf16: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(plain.join("8"), format!("a {CANARY} b")).unwrap();
    fs::write(plain.join("16"), &utf16).unwrap();
    let found = |dir: &Path| {
        let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
        snapshot(dir).values().filter(|b| holds(b, CANARY.as_bytes()) || holds(b, &utf16)).count()
    };
    assert_eq!(found(&plain), 2, "the search itself works");
    assert_eq!(found(&dir), 0, "while it is open");
    assert_eq!(vault.label().unwrap(), CANARY);
    vault.lock().unwrap();
    assert_eq!(found(&dir), 0, "after it is locked");
}
