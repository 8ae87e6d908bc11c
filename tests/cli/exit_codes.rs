//! Exit codes: each with one sentence, and nothing changed on disk.
//! A full disk (8) is in `bad_input`.

use crate::desk::Desk;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::Stdio;

fn vault_bytes(desk: &Desk) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(desk.path("vault")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn wrong_words_on_the_command_line_end_with_two() {
    let desk = Desk::new();
    let before = vault_bytes(&desk);
    assert_eq!(desk.run(&["nonsense"]).code, 2);
    assert_eq!(desk.run(&["search"]).code, 2);
    assert_eq!(desk.run(&["search", "x", "--limit", "0"]).code, 2);
    assert_eq!(desk.run(&["--today", "2026-02-30", "people"]).code, 2);
    let secret = ["--passphrase-file", "pass", "--recovery-key-file", "key", "people"];
    assert_eq!(desk.run(&secret).code, 2);
    desk.run_bare(&["people"]).failed(2);
    desk.run_bare(&["--vault", "vault", "people"]).failed(2);
    desk.run(&["import", "x", "--format", "notion"]).failed(2);
    desk.run(&["export", "--format", "ics", "--out", "x"]).failed(2);
    desk.run(&["packet", "x", "--kind", "review", "--out", "x.pdf"]).failed(2);
    let already = desk.run(&["--recovery-key-file", &desk.text("key"), "recovery-key"]);
    already.failed(2);
    assert!(vault_bytes(&desk) == before);
}

#[test]
fn a_wrong_passphrase_ends_with_three() {
    let desk = Desk::new();
    let before = vault_bytes(&desk);
    desk.run(&["--passphrase-file", &desk.text("wrong"), "verify"]).failed(3);
    desk.run(&["--passphrase-file", &desk.text("wrong"), "import", crate::desk::demo().to_str().unwrap()]).failed(3);
    let other = Desk::new();
    fs::write(desk.path("other-key"), &other.recovery_key).unwrap();
    desk.run(&["--recovery-key-file", &desk.text("other-key"), "verify"]).failed(3);
    assert!(vault_bytes(&desk) == before);
}

#[test]
fn damage_ends_with_four() {
    let desk = Desk::sample();
    let mut bytes = fs::read(desk.database()).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 0xFF;
    fs::write(desk.database(), bytes).unwrap();
    let before = vault_bytes(&desk);
    let run = desk.run(&["verify", "--json"]);
    run.failed(4);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["ok"], false);
    assert!(!told["problems"].as_array().unwrap().is_empty());
    assert!(vault_bytes(&desk) == before);
}

#[test]
fn damage_that_the_header_copy_mends_is_still_told() {
    let desk = Desk::new();
    fs::write(desk.in_vault("header.bin"), b"gone").unwrap();
    let run = desk.run(&["verify", "--json"]);
    run.failed(4);
    assert!(run.out.contains("\"ok\":false"), "{}", run.out);
}

#[test]
fn a_newer_vault_ends_with_five() {
    let desk = Desk::new();
    let mut header = fs::read(desk.in_vault("header.bin")).unwrap();
    header[8] = 2;
    let sha = Sha256::digest(&header[..4064]);
    header[4064..].copy_from_slice(&sha);
    fs::write(desk.in_vault("header.bin"), header).unwrap();
    let before = vault_bytes(&desk);
    desk.run(&["verify"]).failed(5);
    desk.run(&["recovery-key"]).failed(5);
    assert!(vault_bytes(&desk) == before);
}

#[test]
fn a_vault_in_use_ends_with_six() {
    let desk = Desk::sample();
    let mut holder = desk.command(&["capture", "mira"]);
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = holder.stdin.take().unwrap();
    input.write_all(b"the vault is open now\n").unwrap();
    input.flush().unwrap();
    let mut id = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut id).unwrap();
    assert!(!id.is_empty());
    desk.run(&["recovery-key"]).failed(6);
    desk.run(&["verify"]).failed(6);
    drop(input);
    assert!(holder.wait().unwrap().success());
    assert_eq!(desk.run(&["recovery-key"]).code, 0);
}

#[test]
fn what_cannot_be_taken_ends_with_seven() {
    let desk = Desk::new();
    desk.run(&["person", "nobody"]).failed(7);
    desk.run(&["import", "not-there"]).failed(7);
    fs::write(desk.path("notes.txt"), "hello").unwrap();
    desk.run(&["import", "notes.txt"]).failed(7);
    desk.run(&["create"]).failed(7);
    desk.run(&["--passphrase-file", "missing", "people"]).failed(7);
    fs::write(desk.path("latin"), b"caf\xe9").unwrap();
    desk.run(&["--passphrase-file", "latin", "people"]).failed(7);
    fs::write(desk.path("short"), "abc").unwrap();
    desk.run(&["passphrase", "--new-passphrase-file", "short"]).failed(7);
    desk.run(&["--recovery-key-file", "pass", "verify"]).failed(7);
    desk.run(&["import", crate::desk::demo().to_str().unwrap(), "--format", "csv"]).failed(7);
    let nowhere = desk.run_bare(&["--vault", "empty", "--passphrase-file", "pass", "verify"]);
    assert!(nowhere.failed(7).contains("no vault"));
}
