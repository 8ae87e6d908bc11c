//! Proof that a stop at any step of a change of generation leaves a valid old or new vault: a child process is ended there.
//! What the steps are is in `generation`.
#![allow(clippy::unwrap_used)]

use super::generation::Step;
use super::{KdfProfile, NewVault, Now, Passphrase, Unlock, Vault, backups, folder, verify};
use crate::Error;
use crate::model::cadence::{Cadence, Rhythm};
use crate::model::id::PersonId;
use crate::model::person::{PersonDraft, Relationship};
use chrono::{NaiveTime, Weekday};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PASSPHRASE: &str = "seven quiet lanterns cross the river";
const STEPS: [Step; 7] =
    [Step::Copied, Step::Changed, Step::Checked, Step::Named, Step::HeaderCopied, Step::Committed, Step::Sealed];
/// The folder a child works in, and what it does there.
const CHILD: &str = "RAPPORT_CHILD_IN";
const DOES: &str = "RAPPORT_CHILD_DOES";

fn unlock() -> Unlock {
    Unlock::Passphrase(Passphrase::new(PASSPHRASE.to_owned()))
}

fn open(dir: &Path) -> Vault {
    Vault::open(dir, &unlock(), Now::default()).unwrap()
}

fn add(vault: &mut Vault, name: &str) {
    let draft = PersonDraft {
        name: name.to_owned(),
        pronouns: String::new(),
        role: String::new(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: Cadence { rhythm: Rhythm::None, weekday: Weekday::Fri, time: NaiveTime::MIN, minutes: 30 },
        zone: String::new(),
        check_ins: None,
        about: String::new(),
    };
    let person = vault.add_person(&draft, Now::default()).unwrap();
    vault.add_capture(person.id, "asked for a quieter room", Now::default()).unwrap();
}

/// A locked vault with two people and a backup of the state with one.
fn home() -> (tempfile::TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("vault");
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let new = NewVault { label: "Payments".to_owned(), passphrase, kdf: KdfProfile::cheap() };
    let (mut vault, _) = Vault::create(&dir, &new, Now::default()).unwrap();
    add(&mut vault, "Mira");
    vault.back_up(Now::default()).unwrap();
    add(&mut vault, "Tomas");
    vault.lock().unwrap();
    (temp, dir)
}

/// A vault of schema 1.
fn old_home() -> (tempfile::TempDir, PathBuf) {
    let id = "0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04";
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/vaults/schema-1").join(id);
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join(id);
    fs::create_dir(&dir).unwrap();
    for file in fs::read_dir(frozen).unwrap().flatten() {
        fs::copy(file.path(), dir.join(file.file_name())).unwrap();
    }
    (temp, dir)
}

fn first_person(vault: &Vault) -> PersonId {
    vault.people(Now::default()).unwrap()[0].person.id
}

fn act(vault: &mut Vault, what: &str) -> crate::Result<()> {
    match what {
        "erase" => vault.erase_person(first_person(vault), Now::default()).map(drop),
        "rotate" => {
            let passphrase = Passphrase::new(PASSPHRASE.to_owned());
            vault.rotate(passphrase, KdfProfile::cheap(), Now::default()).map(drop)
        }
        _ => {
            let oldest = backups(vault.dir()).unwrap().pop().unwrap();
            let path = folder::backups_path(vault.dir()).join(oldest.file);
            vault.switch_to(&path, None, Now::default())
        }
    }
}

/// Not a proof of its own: what a child process does when a proof below starts one. Without one there is nothing to do.
#[test]
fn child() {
    let (Some(dir), Ok(what)) = (std::env::var_os(CHILD), std::env::var(DOES)) else { return };
    let dir = PathBuf::from(dir);
    if what == "migrate" {
        let answer = Vault::open(&dir, &unlock(), Now::default()).err();
        assert_eq!(answer, Some(Error::DiskFull), "a failing step is an error, an ending one never comes here");
        return;
    }
    let mut vault = open(&dir);
    assert_eq!(act(&mut vault, &what), Err(Error::DiskFull));
    // Whatever failed, the vault in hand goes on.
    vault.set_retention(crate::model::retention::Retention::default()).unwrap();
    assert!(vault.verify().is_ok());
    vault.lock().unwrap();
}

/// Lets a child do `what` in `dir`, and stop as `stop` says; whether it ended by itself.
fn run(dir: &Path, what: &str, stop: &str) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "vault::stops::child", "--test-threads=1"]);
    let output = child.env(CHILD, dir).env(DOES, what).env("RAPPORT_STOP_AFTER", stop).output().unwrap();
    output.status.success()
}

/// Opens what a stop left, and expects one of the two states, whole.
fn check(dir: &Path, what: &str, step: Step) -> u32 {
    let vault = open(dir);
    let people = vault.holdings().unwrap().people;
    vault.lock().unwrap();
    let found = verify(dir, &unlock()).unwrap();
    assert!(found.ok, "{what} {step:?}: {found:?}");
    let vault = open(dir);
    assert!(vault.notices().is_empty(), "{what} {step:?}");
    assert_eq!(vault.holdings().unwrap().people, people);
    let older = folder::generations(dir).unwrap().into_iter().filter(|one| *one < vault.header.generation).count();
    assert_eq!(older, 0, "{what} {step:?}: what was left is swept");
    for backup in backups(dir).unwrap() {
        let path = folder::backups_path(dir).join(backup.file);
        if what != "rotate" {
            vault.compare(&path, None).unwrap();
        }
    }
    vault.lock().unwrap();
    people
}

fn stops(what: &str, before: u32, after: u32) {
    for step in STEPS {
        let (_temp, dir) = if what == "migrate" { old_home() } else { home() };
        assert!(!run(&dir, what, &format!("{step:?}")), "{what}: the child ended at {step:?}");
        let committed = matches!(step, Step::Committed | Step::Sealed);
        assert_eq!(check(&dir, what, step), if committed { after } else { before }, "{what} {step:?}");
        if what == "erase" && committed {
            // Erased in the database before the stop; at the next opening in the backups too.
            assert!(!super::ledger::in_file(&dir).unwrap().is_empty());
        }
    }
    for step in STEPS {
        let (_temp, dir) = if what == "migrate" { old_home() } else { home() };
        assert!(run(&dir, what, &format!("fail {step:?}")), "{what}: the child failed at {step:?} and went on");
        check(&dir, what, step);
    }
}

#[test]
fn a_stop_while_erasing_leaves_the_old_or_the_new_vault() {
    stops("erase", 2, 1);
}

#[test]
fn a_stop_while_rotating_leaves_the_old_or_the_new_vault() {
    stops("rotate", 2, 2);
}

#[test]
fn a_stop_while_going_back_to_a_backup_leaves_the_old_or_the_new_vault() {
    stops("switch", 2, 1);
}

#[test]
fn a_stop_while_migrating_leaves_the_old_or_the_new_vault() {
    stops("migrate", 1, 1);
}
