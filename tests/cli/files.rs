//! Vaults made and changed, files in and out, PDFs: what the binary leaves on disk.
//! Lists are in `lists`.

use crate::desk::{Desk, PASSPHRASE, demo};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

const SAMPLE: [(&str, u64); 5] =
    [("people", 7), ("meetings", 130), ("follow_ups", 126), ("observations", 637), ("goals", 24)];

#[test]
fn create_prints_the_key_that_opens_the_vault() {
    let desk = Desk::bare();
    let run = desk.run(&["create", "--kdf-memory", "19", "--kdf-passes", "1", "--json"]);
    let made = run.json();
    assert_eq!(keys(&made), ["recovery_key", "vault_id"]);
    assert!(run.err.contains("cheaper"), "a cheap key derivation is told: {:?}", run.err);
    let key = made["recovery_key"].as_str().unwrap();
    assert_eq!(key.split(' ').count(), 24);
    fs::write(desk.path("key"), format!("{key}\n")).unwrap();
    let checked = desk.run(&["--recovery-key-file", &desk.text("key"), "verify", "--json"]).json();
    assert_eq!(checked["ok"], true);
    assert_eq!(desk.run(&["recovery-key", "--json"]).json(), json!({ "recovery_key": key }));
}

#[test]
fn the_environment_stands_in_for_the_options() {
    let desk = Desk::new();
    let mut command = desk.bare_command();
    command.env("RAPPORT_VAULT", desk.path("vault")).env("RAPPORT_PASSPHRASE_FILE", desk.path("pass"));
    let output = command.args(["verify", "--json"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut command = desk.bare_command();
    command.env("RAPPORT_VAULT", desk.path("vault")).env("RAPPORT_PASSPHRASE_FILE", desk.path("wrong"));
    let output = command.args(["--recovery-key-file", "key", "verify"]).output().unwrap();
    assert!(output.status.success(), "a recovery key that is given comes before the environment: {output:?}");
}

#[test]
fn only_one_trailing_line_end_of_a_secret_is_dropped() {
    let desk = Desk::new();
    for (end, opens) in [("", true), ("\n", true), ("\r\n", true), ("\n\n", false), (" \n", false)] {
        fs::write(desk.path("secret"), format!("{PASSPHRASE}{end}")).unwrap();
        let run = desk.run(&["--passphrase-file", "secret", "verify"]);
        assert_eq!(run.code == 0, opens, "{end:?} {}", run.err);
    }
}

#[test]
fn the_sample_team_goes_in_once_and_comes_out_the_same() {
    let desk = Desk::new();
    let demo_dir = demo();
    let import = ["import", demo_dir.to_str().unwrap(), "--json"];
    let planned = desk.run(&[&import[..], &["--dry-run"]].concat()).json();
    assert_eq!(desk.run(&["verify", "--json"]).json()["people"], 0, "a dry run adds nothing");
    let added = desk.run(&import).json();
    assert_eq!(planned, added);
    assert_eq!(
        keys(&added),
        ["follow_ups", "format", "goals", "meetings", "observations", "people", "skipped", "warnings"]
    );
    assert_eq!((&added["format"], &added["skipped"], &added["warnings"]), (&json!("rapport"), &json!([]), &json!([])));
    let again = desk.run(&import).json();
    let checked = desk.run(&["verify", "--json"]).json();
    for (noun, count) in SAMPLE {
        assert_eq!(added[noun], count, "{noun}");
        assert_eq!(again[noun], 0, "{noun}");
        assert_eq!(checked[noun], count, "{noun}");
    }
    let report = desk.run(&["export", "--format", "rapport", "--out", "out", "--json"]).json();
    let (mut expected, written) = (files(&demo_dir), files(&desk.path("out")));
    expected.remove("README.md");
    // What only the vault knows stands beside the Markdown, which is the same.
    let markdown = |files: &BTreeMap<String, Vec<u8>>| {
        let files = files.iter().filter(|(name, _)| *name != "rapport.json");
        files.map(|(name, bytes)| (name.clone(), bytes.clone())).collect::<BTreeMap<_, _>>()
    };
    let got = markdown(&written);
    assert!(
        got == expected,
        "{:?}",
        got.keys().filter(|name| got.get(*name) != expected.get(*name)).collect::<Vec<_>>()
    );
    let bytes: usize = written.values().map(Vec::len).sum();
    assert_eq!(report, json!({ "files": written.len(), "bytes": bytes }));
    desk.run(&["export", "--format", "rapport", "--out", "out"]).failed(7);
    assert!(files(&desk.path("out")) == written);
}

#[test]
fn a_broken_file_is_listed_and_the_rest_goes_in() {
    let desk = Desk::new();
    let dir = desk.path("in");
    for (name, bytes) in files(&demo()) {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let broken = dir.join("people/hana-sato/2026-04-13.md");
    let text = fs::read_to_string(&broken).unwrap().replace("date: 2026-04-13", "date: 2026-04-31");
    fs::write(&broken, text).unwrap();
    let run = desk.run(&["import", "in", "--json"]);
    let told = run.json();
    assert_eq!(told["skipped"][0]["file"], "people/hana-sato/2026-04-13.md");
    assert_eq!(told["skipped"][0]["line"], 2);
    assert!(told["skipped"][0]["reason"].as_str().unwrap().contains("exists"));
    assert_eq!(told["skipped"].as_array().unwrap().len(), 1);
    assert_eq!(told["meetings"], 129);
    fs::copy(demo().join("people/hana-sato/2026-04-13.md"), &broken).unwrap();
    let mended = desk.run(&["import", "in", "--json"]).json();
    assert_eq!((&mended["meetings"], &mended["skipped"]), (&json!(1), &json!([])));
}

#[test]
fn one_person_is_exported_alone() {
    let desk = Desk::sample();
    desk.run(&["export", "--format", "rapport", "--out", "hana", "--person", "hana", "--json"]).json();
    let mut got = files(&desk.path("hana"));
    assert!(got.remove("rapport.json").is_some());
    let expected = files(&demo()).into_iter().filter(|(name, _)| name.starts_with("people/hana-sato/"));
    assert!(got == expected.collect());
}

#[test]
fn check_ins_from_a_table_go_to_the_people_they_name() {
    let desk = Desk::sample();
    let rows = "person,date,indicator,value,source\n\
        Mira Kovacevic,2026-10-05,energy,3,said\n\
        Nils Ökland,2026-10-05,Focus time,4,observed\n\
        Nils Ökland,2026-10-05,energy,7,observed\n";
    fs::write(desk.path("rows.csv"), rows).unwrap();
    let told = desk.run(&["import", "rows.csv", "--json"]).json();
    assert_eq!((&told["format"], &told["people"], &told["observations"]), (&json!("csv"), &json!(1), &json!(2)));
    assert_eq!(told["skipped"][0]["line"], 4);
    let again = desk.run(&["import", "rows.csv", "--json"]).json();
    assert_eq!((&again["people"], &again["observations"]), (&json!(0), &json!(0)));
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_does_not() {
    let desk = Desk::new();
    fs::write(desk.path("next"), "eleven loud kettles climb the stairs\n").unwrap();
    assert_eq!(desk.run(&["passphrase", "--new-passphrase-file", "next"]).code, 0);
    desk.run(&["verify"]).failed(3);
    assert_eq!(desk.run(&["--passphrase-file", "next", "verify"]).code, 0);
    assert_eq!(desk.run(&["--recovery-key-file", "key", "verify"]).code, 0);
}

#[test]
fn the_history_packet_is_a_pdf_that_is_never_written_over() {
    let desk = Desk::sample();
    let args = ["packet", "mira", "--kind", "history", "--from", "2026-09-01", "--out", "mira.pdf", "--json"];
    let told = desk.run(&args).json();
    let pdf = fs::read(desk.path("mira.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(told["bytes"], pdf.len());
    assert!(told["pages"].as_u64().unwrap() > 0);
    assert!(told["left_out"]["private"].as_u64().unwrap() > 0);
    assert!(told["left_out"]["check_ins"].as_u64().unwrap() > 0);
    desk.run(&args).failed(7);
    assert!(fs::read(desk.path("mira.pdf")).unwrap() == pdf);
    let all = ["packet", "mira", "--kind", "history", "--include", "check-ins,private", "--out", "all.pdf", "--json"];
    let told = desk.run(&all).json();
    assert_eq!((&told["left_out"]["private"], &told["left_out"]["check_ins"]), (&json!(0), &json!(0)));
    fs::write(desk.path("word"), "open sesame\n").unwrap();
    let locked = ["packet", "mira", "--kind", "history", "--out", "locked.pdf", "--password-file", "word"];
    assert_eq!(desk.run(&locked).code, 0);
    let locked = fs::read(desk.path("locked.pdf")).unwrap();
    assert!(locked.windows(8).any(|bytes| bytes == b"/Encrypt"));
}
