//! `backup`, `restore`, `verify FILE`, `rotate`, `recovery-key` and `erase` through the binary.
//! What they do to the bytes is proved on the engine.

use crate::desk::Desk;
use serde_json::json;
use std::fs;

#[test]
fn a_backup_is_written_verified_and_restored_beside() {
    let desk = Desk::sample();
    let saved = desk.run(&["backup", "--out", &desk.text("out.rapport"), "--json"]).json();
    assert_eq!(saved["bytes"], fs::metadata(desk.path("out.rapport")).unwrap().len());
    desk.run(&["backup", "--out", &desk.text("out.rapport")]).failed(7);
    let whole = desk.run(&["verify", "--json"]).json();
    let checked = desk.run(&["verify", &desk.text("out.rapport"), "--json"]).json();
    assert_eq!(checked, whole);

    let restored = desk.run(&["restore", &desk.text("out.rapport"), "--to", &desk.text("new"), "--json"]).json();
    assert_eq!((&restored["people"], &restored["meetings"]), (&whole["people"], &whole["meetings"]));
    let new = ["--vault", &desk.text("new"), "--passphrase-file", &desk.text("pass"), "verify", "--json"];
    assert_eq!(desk.run_bare(&new).json(), whole);
    desk.run(&["restore", &desk.text("out.rapport"), "--to", &desk.text("vault")]).failed(7);
    desk.run(&["restore", &desk.text("none.rapport"), "--to", &desk.text("other")]).failed(7);
    assert!(!desk.path("other").exists());
}

#[test]
fn a_damaged_backup_ends_with_four_and_a_foreign_one_with_three() {
    let desk = Desk::new();
    let file = desk.text("out.rapport");
    desk.run(&["backup", "--out", &file]);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let run = desk.run(&["verify", &file, "--json"]);
    run.failed(4);
    assert!(run.out.contains("\"ok\":false"), "{}", run.out);
    desk.run(&["restore", &file, "--to", &desk.text("new")]).failed(4);
    assert!(!desk.path("new").exists());
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).unwrap();
    desk.run(&["--passphrase-file", &desk.text("wrong"), "verify", &file]).failed(3);
    assert_eq!(desk.run(&["verify", &file]).code, 0);
}

#[test]
fn a_page_put_back_to_an_older_state_ends_with_four() {
    let desk = Desk::sample();
    let older = fs::read(desk.database()).unwrap();
    desk.feed(&["capture", "mira"], b"something newer\n");
    let mut bytes = fs::read(desk.database()).unwrap();
    let page = (0..older.len() / 4096)
        .find(|page| older[page * 4096..(page + 1) * 4096] != bytes[page * 4096..(page + 1) * 4096])
        .unwrap();
    bytes[page * 4096..(page + 1) * 4096].copy_from_slice(&older[page * 4096..(page + 1) * 4096]);
    fs::write(desk.database(), bytes).unwrap();
    let run = desk.run(&["verify", "--json"]);
    run.failed(4);
    assert!(run.out.contains("\"ok\":false"), "{}", run.out);
    desk.run(&["people"]).failed(4);
}

#[test]
fn rotating_gives_another_recovery_key() {
    let desk = Desk::sample();
    let key = desk.run(&["rotate", "--json"]).json()["recovery_key"].as_str().unwrap().to_owned();
    assert_ne!(key, desk.recovery_key);
    assert_eq!(desk.run(&["recovery-key", "--json"]).json(), json!({ "recovery_key": key }));
    fs::write(desk.path("old"), &desk.recovery_key).unwrap();
    fs::write(desk.path("next"), &key).unwrap();
    desk.run(&["--recovery-key-file", &desk.text("old"), "verify"]).failed(3);
    assert_eq!(desk.run(&["--recovery-key-file", &desk.text("next"), "verify"]).code, 0);
    desk.run(&["--recovery-key-file", &desk.text("next"), "rotate"]).failed(2);
}

#[test]
fn erasing_writes_a_receipt_and_rewrites_backups() {
    let desk = Desk::sample();
    let people = desk.run(&["people", "--json"]).json().as_array().unwrap().len();
    let receipt = desk.text("receipt.pdf");
    desk.run(&["erase", "nobody", "--receipt", &receipt]).failed(7);
    let erased = desk.run(&["erase", "mira", "--receipt", &receipt, "--json"]).json();
    assert_eq!(erased.as_object().unwrap().keys().collect::<Vec<_>>(), ["backups_rewritten", "rows"]);
    assert!(erased["rows"].as_u64().unwrap() > 10);
    assert_eq!(erased["backups_rewritten"], 1, "the one made before it began");
    assert!(fs::read(&receipt).unwrap().starts_with(b"%PDF"));
    assert_eq!(desk.run(&["people", "--json"]).json().as_array().unwrap().len(), people - 1);
    desk.run(&["erase", "diego", "--receipt", &receipt]).failed(7);
    assert_eq!(desk.run(&["people", "--json"]).json().as_array().unwrap().len(), people - 1);
}
