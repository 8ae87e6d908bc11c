//! What nobody means to type, and a disk that is full: each is answered with a sentence, and nothing entered is lost.
//! Broken files are in `files`, exit codes in `exit_codes`.

use crate::desk::{Desk, PASSPHRASE, demo};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in the layout with one person and one 1:1.
fn folder(desk: &Desk, name: &str, called: &str, file: &str, body: &str) -> PathBuf {
    let dir = desk.path(name);
    let person = dir.join("people/someone");
    fs::create_dir_all(&person).unwrap();
    fs::write(person.join("_person.md"), format!("---\nname: {called}\n---\n")).unwrap();
    let head = format!("---\ndate: {file}\ntime: \"10:30\"\nminutes: 30\nstatus: held\n---\n\n");
    fs::write(person.join(format!("{file}.md")), head + body).unwrap();
    dir
}

fn import(desk: &Desk, dir: &Path) -> serde_json::Value {
    desk.run(&["import", dir.to_str().unwrap(), "--json"]).json()
}

fn found(desk: &Desk, words: &str) -> usize {
    desk.run(&["search", words, "--json"]).json().as_array().map_or(0, Vec::len)
}

#[test]
fn names_of_any_script_come_in_and_are_found() {
    let desk = Desk::new();
    for (nth, name) in ["ليلى الحداد", "佐藤 花", "Zoë 👩🏽‍🚀 Ray"].into_iter().enumerate() {
        let dir = desk.path(&format!("in{nth}")).join(format!("people/person-{nth}"));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("_person.md"), format!("---\nname: {name}\n---\n")).unwrap();
        assert_eq!(import(&desk, dir.parent().unwrap().parent().unwrap())["people"], 1);
        assert!(desk.run(&["person", name, "--json"]).json().to_string().contains(name));
    }
    assert!(found(&desk, "ليلى") > 0 && found(&desk, "佐藤") > 0 && found(&desk, "ray") > 0);
}

#[test]
fn a_note_of_one_mebibyte_comes_in_and_one_byte_more_is_named() {
    let desk = Desk::new();
    let words = "word ".repeat(1024 * 1024 / 5 - 40);
    assert_eq!(import(&desk, &folder(&desk, "large", "Ona Bright", "1971-03-04", &words))["meetings"], 1);
    assert!(found(&desk, "word") > 0, "also from a day long past");
    let more = folder(&desk, "larger", "Ona Bright", "2026-03-05", &"word ".repeat(1024 * 1024 / 5));
    let report = import(&desk, &more);
    assert_eq!(report["meetings"], 0);
    assert_eq!(report["skipped"][0]["reason"], "This file is larger than 1 MiB. Split it.");
}

#[test]
fn fifty_levels_of_a_list_come_in_and_go_on_paper() {
    let desk = Desk::new();
    let list: String = (0..50).map(|level| format!("{}- level {level}\n", "  ".repeat(level))).collect();
    import(&desk, &folder(&desk, "nested", "Ona Bright", "2026-03-04", &list));
    assert!(found(&desk, "\"level 49\"") > 0);
    let made = desk.run(&["packet", "ona", "--kind", "history", "--out", "ona.pdf"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = Command::new("pdftotext").arg(desk.path("ona.pdf")).arg("-").output().unwrap();
    assert!(String::from_utf8_lossy(&text.stdout).contains("level 49"));
}

#[test]
fn an_export_to_where_no_folder_can_be_is_answered_and_leaves_nothing() {
    let desk = Desk::sample();
    fs::write(desk.path("file"), "in the way").unwrap();
    let run = desk.run(&["export", "--format", "rapport", "--out", &desk.text("file/out")]);
    assert_ne!(run.code, 0);
    run.failed(run.code);
    assert_eq!(fs::read_to_string(desk.path("file")).unwrap(), "in the way");
}

/// A small disk: a file system of its own where mounting is allowed, else a limit on how large a file may grow.
struct SmallDisk {
    at: PathBuf,
    mounted: bool,
}

impl SmallDisk {
    /// The limit alone, which anybody may set.
    fn limited(desk: &Desk) -> Self {
        let at = desk.path("disk");
        fs::create_dir(&at).unwrap();
        Self { at, mounted: false }
    }

    fn new(desk: &Desk) -> Self {
        let at = desk.path("disk");
        fs::create_dir(&at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=1m", "rapport-test"]).arg(&at).stderr(Stdio::null());
        let mounted = mount.status().is_ok_and(|status| status.success());
        Self { at, mounted }
    }

    /// The binary, which finds no room for more than about half a mebibyte here.
    fn run(&self, desk: &Desk, args: &[&str]) -> std::process::Output {
        let program = env!("CARGO_BIN_EXE_rapport-cli");
        // The limit is in blocks of 512 bytes, and reaching it is an error instead of the end.
        let words = if self.mounted { "exec \"$@\"" } else { "trap '' XFSZ; ulimit -f 1200; exec \"$@\"" };
        let mut command = Command::new("sh");
        command
            .args(["-c", words, "sh", program, "--vault"])
            .arg(self.at.join("vault"))
            .args(["--today", "2026-10-09"]);
        command.arg("--passphrase-file").arg(desk.path("pass")).args(args).stdin(Stdio::null()).output().unwrap()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if self.mounted {
            let _ = Command::new("umount").arg(&self.at).status();
        }
    }
}

#[test]
fn a_full_disk_is_answered_with_a_sentence_and_what_was_there_is_there() {
    fills_up(SmallDisk::new);
}

#[test]
fn a_file_that_may_not_grow_is_answered_as_a_full_disk() {
    fills_up(SmallDisk::limited);
}

fn fills_up(disk: impl FnOnce(&Desk) -> SmallDisk) {
    let desk = Desk::new();
    import(&desk, &folder(&desk, "before", "Ona Bright", "2026-03-04", "Said before the disk was full."));
    let disk = disk(&desk);
    let copied = Command::new("cp").arg("-a").arg(desk.path("vault")).arg(&disk.at).status().unwrap();
    assert!(copied.success());
    let refused = disk.run(&desk, &["import", demo().to_str().unwrap()]);
    let sentence = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(8), "{sentence}");
    assert!(sentence.trim_end().ends_with('.'), "{sentence:?}");
    assert!(!sentence.contains(PASSPHRASE));
    let there = disk.run(&desk, &["people", "--json"]);
    let people: serde_json::Value = serde_json::from_slice(&there.stdout).unwrap();
    assert_eq!(people.as_array().map(Vec::len), Some(1), "all of the import, or nothing");
    let whole = disk.run(&desk, &["verify"]);
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
}
