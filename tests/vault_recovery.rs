//! The recovery key: reading it, opening with it, and rescuing a vault that lost its header.
//! Damage with the passphrase at hand is in `vault_damage`.

use std::fs;

use engine::Error;
use engine::vault::{KdfProfile, Passphrase, RecoveryWords, Vault, verify};

use crate::support::vaults::{Home, OTHER, PASSPHRASE, now};

/// A valid recovery key that belongs to no vault here.
fn foreign() -> RecoveryWords {
    RecoveryWords::parse(&format!("{}art", "abandon ".repeat(23))).unwrap()
}

fn rescue(home: &Home, words: &RecoveryWords) -> engine::Result<Vault> {
    Vault::rescue(&home.dir, words, &Passphrase::new(OTHER.to_owned()), KdfProfile::cheap(), now())
}

#[test]
fn the_recovery_key_opens_the_vault() {
    let home = Home::new();
    assert_eq!(home.words.split(' ').count(), 24);
    let vault = home.recover().unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
    let shown = vault.recovery_words(&Passphrase::new(PASSPHRASE.to_owned())).unwrap();
    assert_eq!(*shown.text(), home.words);
    let refused = vault.recovery_words(&Passphrase::new(OTHER.to_owned())).err();
    assert_eq!(refused, Some(Error::WrongPassphrase));
}

#[test]
fn a_recovery_key_of_another_vault_changes_nothing_on_disk() {
    let home = Home::new();
    let before = home.snapshot();
    let unlock = engine::vault::Unlock::Recovery(foreign());
    assert_eq!(Vault::open(&home.dir, &unlock, now()).err(), Some(Error::WrongPassphrase));
    assert_eq!(verify(&home.dir, &unlock).err(), Some(Error::WrongPassphrase));
    assert_eq!(rescue(&home, &foreign()).err(), Some(Error::WrongPassphrase));
    assert!(home.snapshot() == before);
}

#[test]
fn words_are_read_however_they_were_written_down() {
    let home = Home::new();
    let words: Vec<&str> = home.words.split(' ').collect();
    let numbered: String =
        words.iter().enumerate().map(|(n, word)| format!("{}. {}\n", n + 1, word.to_uppercase())).collect();
    for text in [numbered, words.join(", "), words.join("\t"), format!("  {}  ", words.join("-"))] {
        assert_eq!(*RecoveryWords::parse(&text).unwrap().text(), home.words);
    }
}

#[test]
fn a_typing_mistake_is_named_by_its_number() {
    let home = Home::new();
    let words: Vec<&str> = home.words.split(' ').collect();
    let check = |text: &str, part: &str| {
        let Err(Error::Invalid { field, reason }) = RecoveryWords::parse(text) else {
            panic!("taken");
        };
        assert_eq!(field, "recovery_key");
        assert!(reason.contains(part), "{reason}");
    };
    for number in [1, 7, 24] {
        let mut wrong = words.clone();
        wrong[number - 1] = "banabna";
        check(&wrong.join(" "), &format!("Word {number} "));
    }
    check(&words[..23].join(" "), "this has 23");
    check(&format!("{} zoo", home.words), "this has 25");
    check("", "this has 0");
    check(&"zoo ".repeat(100_000), "this has 100000");
    check(&["zoo "; 24].concat(), "do not belong together");
}

#[test]
fn two_words_prove_that_they_were_written_down() {
    let home = Home::new();
    let words = RecoveryWords::parse(&home.words).unwrap();
    let seventh = words.words().nth(6).unwrap();
    assert!(words.has(7, seventh));
    assert!(words.has(7, &format!(" {} ", seventh.to_uppercase())));
    for number in [0, 25, usize::MAX] {
        assert!(!words.has(number, seventh));
    }
    assert!(!words.has(7, ""));
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_key() {
    let home = Home::new();
    let words = RecoveryWords::parse(&home.words).unwrap();
    let weak = Vault::rescue(&home.dir, &words, &Passphrase::new("weak".to_owned()), KdfProfile::cheap(), now()).err();
    assert!(matches!(weak, Some(Error::Invalid { .. })));
    rescue(&home, &words).unwrap().lock().unwrap();
    assert_eq!(home.open().err(), Some(Error::WrongPassphrase));
    let vault = home.open_with(OTHER).unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
    assert!(vault.verify().unwrap().ok);
}

#[test]
fn a_lost_header_is_never_a_lost_vault() {
    let home = Home::new();
    let words = RecoveryWords::parse(&home.words).unwrap();
    for name in ["header.bin", "header.bak", "lock"] {
        fs::remove_file(home.file(name)).unwrap();
    }
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::damaged("header")));
    assert_eq!(home.recover().err(), Some(Error::damaged("header")));
    assert_eq!(rescue(&home, &foreign()).err(), Some(Error::WrongPassphrase));
    assert!(home.snapshot() == before);
    rescue(&home, &words).unwrap().lock().unwrap();
    let vault = home.open_with(OTHER).unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
    assert!(vault.verify().unwrap().ok);
}

#[test]
fn a_renamed_folder_with_a_lost_header_is_found_by_its_lock_file() {
    let home = Home::new();
    let words = RecoveryWords::parse(&home.words).unwrap();
    let moved = home.beside("My notes (copy)");
    fs::rename(&home.dir, &moved).unwrap();
    for name in ["header.bin", "header.bak"] {
        fs::remove_file(moved.join(name)).unwrap();
    }
    let next = Passphrase::new(OTHER.to_owned());
    let vault = Vault::rescue(&moved, &words, &next, KdfProfile::cheap(), now()).unwrap();
    assert_eq!(vault.label().unwrap(), "Payments");
}

#[test]
fn a_rescue_never_touches_a_newer_vault_or_one_in_use() {
    let home = Home::new();
    let words = RecoveryWords::parse(&home.words).unwrap();
    let held = home.open().unwrap();
    assert_eq!(rescue(&home, &words).err(), Some(Error::Busy));
    held.lock().unwrap();
    home.damage("header.bin", |bytes| {
        bytes[8] = 2;
        crate::support::vaults::reseal(bytes);
    });
    let before = home.snapshot();
    assert_eq!(rescue(&home, &words).err(), Some(Error::NewerVault));
    assert!(home.snapshot() == before);
}
