//! The seal and the anchor: whatever was put back, cut, added or exchanged is noticed before anything is written.
//! Damage that the pages themselves tell is in `vault_damage`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use engine::vault::{Entry, KdfProfile, Notice, Passphrase, Problem, Vault, verify};
use engine::{Change, Error};

use crate::support::people::draft;
use crate::support::vaults::{Home, OTHER, PASSPHRASE, now, passphrase, snapshot};

const PAGE: usize = 4096;

/// Every byte of every file, by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Adds a person and locks.
fn use_once(home: &Home, entry: &Entry, name: &str) {
    let mut vault = Vault::enter(&home.dir, &home.recovery(), entry, now()).unwrap();
    let person = vault.add_person(&draft(name), now()).unwrap().id;
    for number in 0..20 {
        vault.add_capture(person, &format!("{name} {number} {}", "x".repeat(300)), now()).unwrap();
    }
    vault.lock().unwrap();
}

/// A home and the state of its folder after one person and after two.
fn used_twice() -> (Home, Files, Files) {
    let home = Home::new();
    use_once(&home, &Entry::default(), "Mira");
    let first = home.snapshot();
    use_once(&home, &Entry::default(), "Tomas");
    let second = home.snapshot();
    (home, first, second)
}

fn put(files: &Files) {
    for (path, bytes) in files {
        fs::write(path, bytes).unwrap();
    }
}

/// Expects the vault to be noticed as changed, before a byte is written, and by `verify` too.
fn check(home: &Home, how: Change) {
    let before = home.snapshot();
    assert_eq!(home.recover().err(), Some(Error::Changed { how }));
    let found = verify(&home.dir, &home.recovery()).unwrap();
    let problem = if how == Change::Unsealed { Problem::Unsealed } else { Problem::Altered };
    assert_eq!(found.problems, [problem]);
    assert!(home.snapshot() == before);
}

#[test]
fn every_page_put_back_to_an_older_state_is_noticed() {
    let (home, first, second) = used_twice();
    let path = home.file("data-1.db");
    let (older, newer) = (&first[&path], &second[&path]);
    let mut replayed = 0;
    for at in (0..older.len()).step_by(PAGE) {
        if older[at..at + PAGE] == newer[at..at + PAGE] {
            continue;
        }
        let mut bytes = newer.clone();
        bytes[at..at + PAGE].copy_from_slice(&older[at..at + PAGE]);
        fs::write(&path, bytes).unwrap();
        check_refused(&home);
        replayed += 1;
    }
    assert!(replayed >= 5, "{replayed}");
    put(&second);
    assert_eq!(home.recover().unwrap().holdings().unwrap().people, 2);
}

/// Expects `changed` or `damaged`, and not a byte written.
fn check_refused(home: &Home) {
    let before = home.snapshot();
    let answer = home.recover().err();
    let noticed = answer == Some(Error::Changed { how: Change::Altered }) || answer == Some(Error::damaged("database"));
    assert!(noticed, "{answer:?}");
    assert!(!verify(&home.dir, &home.recovery()).unwrap().ok);
    assert!(home.snapshot() == before);
}

#[test]
fn swapped_cut_added_and_emptied_pages_are_noticed_on_opening() {
    let (home, _, second) = used_twice();
    let path = home.file("data-1.db");
    let whole = second[&path].clone();
    let pages = whole.len() / PAGE;
    for page in 0..pages - 1 {
        let mut bytes = whole.clone();
        let (one, other) = bytes.split_at_mut((page + 1) * PAGE);
        one[page * PAGE..].swap_with_slice(&mut other[..PAGE]);
        fs::write(&path, bytes).unwrap();
        check_refused(&home);
    }
    for kept in 0..pages {
        fs::write(&path, &whole[..kept * PAGE]).unwrap();
        check_refused(&home);
    }
    for more in [1, 7] {
        let mut bytes = whole.clone();
        bytes.extend_from_slice(&whole[..more * PAGE]);
        fs::write(&path, bytes).unwrap();
        check_refused(&home);
    }
}

#[test]
fn an_old_database_under_the_present_header_is_noticed() {
    let (home, first, _) = used_twice();
    let path = home.file("data-1.db");
    fs::write(&path, &first[&path]).unwrap();
    check(&home, Change::Altered);
    let entry = Entry { go_on: true, ..Entry::default() };
    let vault = Vault::enter(&home.dir, &home.recovery(), &entry, now()).unwrap();
    assert_eq!(vault.holdings().unwrap().people, 1, "continued on purpose");
    vault.lock().unwrap();
    home.recover().unwrap();
}

#[test]
fn every_byte_of_the_seal_counts_and_its_loss_is_noticed() {
    let home = Home::new();
    let whole = fs::read(home.file("seal.bin")).unwrap();
    for at in 0..whole.len() {
        home.damage("seal.bin", |bytes| bytes[at] ^= 1 << (at % 8));
        assert_eq!(home.recover().err(), Some(Error::Changed { how: Change::Altered }), "byte {at}");
        fs::write(home.file("seal.bin"), &whole).unwrap();
    }
    for length in [0, 1, 255, 257, 600] {
        home.damage("seal.bin", |bytes| bytes.resize(length, 0));
        check(&home, Change::Altered);
        fs::write(home.file("seal.bin"), &whole).unwrap();
    }
    fs::remove_file(home.file("seal.bin")).unwrap();
    check(&home, Change::Unsealed);
    let entry = Entry { go_on: true, ..Entry::default() };
    Vault::enter(&home.dir, &home.recovery(), &entry, now()).unwrap().lock().unwrap();
    home.recover().unwrap();
}

#[test]
fn a_header_with_an_older_passphrase_put_back_is_noticed() {
    let home = Home::new();
    let older = fs::read(home.file("header.bin")).unwrap();
    let mut vault = home.open().unwrap();
    let next = Passphrase::new(OTHER.to_owned());
    vault.change_passphrase(&passphrase(PASSPHRASE), &next, KdfProfile::cheap()).unwrap();
    vault.lock().unwrap();
    home.open_with(OTHER).unwrap().lock().unwrap();
    for name in ["header.bin", "header.bak"] {
        fs::write(home.file(name), &older).unwrap();
    }
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::Changed { how: Change::Altered }));
    assert!(home.snapshot() == before);
}

#[test]
fn a_journal_planted_beside_a_locked_vault_is_not_played_back() {
    let (home, _, _) = used_twice();
    fs::write(home.file("data-1.db-journal"), [7; 512]).unwrap();
    check(&home, Change::Altered);
}

/// A home whose vault has an anchor, used once, and how to enter it.
fn anchored() -> (Home, Entry) {
    let home = Home::new();
    let entry = Entry { anchor: Some(home.beside("anchor")), go_on: false };
    use_once(&home, &entry, "Mira");
    (home, entry)
}

fn enter(home: &Home, entry: &Entry) -> engine::Result<Vault> {
    Vault::enter(&home.dir, &home.recovery(), entry, now())
}

#[test]
fn a_whole_older_vault_is_noticed_on_the_computer_that_opened_the_newer_one() {
    let (home, entry) = anchored();
    let older = home.snapshot();
    use_once(&home, &entry, "Tomas");
    put(&older);
    let before = snapshot(home.dir.parent().unwrap());
    assert_eq!(enter(&home, &entry).err(), Some(Error::Changed { how: Change::Older }));
    assert!(snapshot(home.dir.parent().unwrap()) == before, "nothing was written before the answer");

    let go_on = Entry { go_on: true, ..entry.clone() };
    let vault = enter(&home, &go_on).unwrap();
    assert_eq!(vault.holdings().unwrap().people, 1);
    vault.lock().unwrap();
    enter(&home, &entry).unwrap().lock().unwrap();
    use_once(&home, &entry, "Wren");
    enter(&home, &entry).unwrap();
}

#[test]
fn an_older_state_is_noticed_also_when_the_newer_one_was_never_locked() {
    let (home, entry) = anchored();
    let older = home.snapshot();
    let mut vault = enter(&home, &entry).unwrap();
    vault.add_person(&draft("Tomas"), now()).unwrap();
    drop(vault);
    put(&older);
    assert_eq!(enter(&home, &entry).err(), Some(Error::Changed { how: Change::Older }));
}

#[test]
fn a_vault_that_another_computer_changed_from_an_older_state_is_noticed() {
    let (home, here) = anchored();
    let shared = home.snapshot();
    let there = Entry { anchor: Some(home.beside("anchor elsewhere")), go_on: false };
    use_once(&home, &here, "Tomas");
    put(&shared);
    for name in ["Wren", "Ines", "Amara"] {
        use_once(&home, &there, name);
    }
    assert_eq!(enter(&home, &here).err(), Some(Error::Changed { how: Change::Parted }));
    enter(&home, &there).unwrap();
}

#[test]
fn a_vault_that_another_computer_took_further_opens_without_a_question() {
    let (home, here) = anchored();
    let there = Entry { anchor: Some(home.beside("anchor elsewhere")), go_on: false };
    for number in 0..20 {
        use_once(&home, &there, &format!("Person {number}"));
    }
    enter(&home, &here).unwrap();
}

#[test]
fn an_anchor_of_other_keys_or_of_nonsense_says_nothing() {
    let (home, entry) = anchored();
    for bytes in [vec![], vec![1; 256], vec![0; 5000]] {
        fs::write(home.beside("anchor"), bytes).unwrap();
        enter(&home, &entry).unwrap().lock().unwrap();
        assert_eq!(fs::read(home.beside("anchor")).unwrap(), fs::read(home.file("seal.bin")).unwrap());
    }
}

#[test]
fn an_unclean_stop_is_checked_and_told_and_costs_nothing() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    drop(vault);
    assert!(verify(&home.dir, &passphrase(PASSPHRASE)).unwrap().ok);
    let vault = home.open().unwrap();
    assert_eq!(vault.notices(), [Notice::UncleanStop]);
    assert_eq!(vault.holdings().unwrap().people, 1);
    vault.lock().unwrap();
    assert!(home.open().unwrap().notices().is_empty());
}

#[test]
fn a_flipped_bit_in_any_page_is_refused_after_an_unclean_stop() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    drop(vault);
    let whole = fs::read(home.file("data-1.db")).unwrap();
    for page in 0..whole.len() / PAGE {
        home.damage("data-1.db", |bytes| bytes[page * PAGE + (page * 131) % PAGE] ^= 1 << (page % 8));
        assert_eq!(home.recover().err(), Some(Error::damaged("database")), "page {page}");
        fs::write(home.file("data-1.db"), &whole).unwrap();
    }
    home.recover().unwrap();
}

#[test]
fn copies_that_a_synced_folder_made_are_named() {
    let home = Home::new();
    let copies =
        ["data-1 (Lena's conflicted copy).db", "data-1 2.db", "header.sync-conflict-20261009.bin", "seal 2.bin"];
    for name in copies {
        fs::write(home.file(name), b"?").unwrap();
    }
    fs::write(home.file("notes to myself.txt"), b"mine").unwrap();
    let vault = home.open().unwrap();
    let [Notice::Copies { files }] = vault.notices() else { panic!("{:?}", vault.notices()) };
    assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), {
        let mut sorted = copies.to_vec();
        sorted.sort_unstable();
        sorted
    });
    vault.lock().unwrap();
    assert!(copies.iter().all(|name| home.file(name).exists()), "they are told, not touched");
}

#[test]
fn leftovers_of_a_crash_are_swept_and_nothing_else() {
    let home = Home::new();
    fs::create_dir_all(home.file("backups/work-0123456789abcdef")).unwrap();
    for name in
        ["data-0.db", "data-2.db.new", "data-2.db.new-journal", "header.bin.new", "backups/x.rapport.new", "mine.txt"]
    {
        fs::write(home.file(name), b"half").unwrap();
    }
    home.open().unwrap().lock().unwrap();
    let names: Vec<String> = names(&home.dir);
    assert_eq!(
        names,
        ["backups", "data-1.db", "data-1.db-journal", "header.bak", "header.bin", "lock", "mine.txt", "seal.bin"]
    );
    assert!(fs::read_dir(home.file("backups")).unwrap().next().is_none());
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}
