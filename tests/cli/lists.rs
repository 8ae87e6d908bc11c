//! Lists and captures: what is printed, for people and for programs.
//! Files are in `files`.

use crate::desk::{Desk, demo};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn rows(value: Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}

#[test]
fn people_are_listed_with_what_is_next() {
    let desk = Desk::sample();
    let people = rows(desk.run(&["people", "--json"]).json());
    assert_eq!(people.len(), 7);
    for person in &people {
        assert_eq!(keys(person), ["cadence", "id", "last_met", "name", "next", "open_follow_ups", "role"]);
    }
    let mira = people.iter().find(|person| person["name"] == "Mira Kovačević").unwrap();
    assert_eq!(mira["cadence"], "weekly");
    assert_eq!(mira["last_met"], "2026-10-02");
    assert_eq!(mira["next"], "2026-10-09T10:30:00");
    let told = desk.run(&["people"]);
    assert_eq!((told.code, told.out.lines().count()), (0, 7));
    for name in ["kovacevic", "MIRA", mira["id"].as_str().unwrap()] {
        let whole = desk.run(&["person", name, "--json"]).json();
        assert_eq!((&whole["id"], &whole["name"]), (&mira["id"], &mira["name"]));
        assert_eq!(whole["content"]["meetings"].as_array().unwrap().len(), 26);
        assert_eq!(whole["content"]["goals"].as_array().unwrap().len(), 8);
    }
    desk.run(&["person", "ha"]).failed(7);
}

#[test]
fn captured_lines_are_there_even_when_the_program_is_killed() {
    let desk = Desk::sample();
    let mut child = desk.command(&["--json", "capture", "mira"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut ids = Vec::new();
    for thought in ["Ask about the zebrafish talk", "Đurđa turns five months"] {
        writeln!(input, "{thought}").unwrap();
        input.flush().unwrap();
        let mut line = String::new();
        // The id comes while the input is still open: each line is its own commit.
        output.read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(keys(&told), ["id"]);
        ids.push(told["id"].clone());
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let found = rows(desk.run(&["search", "zebrafish", "--json"]).json());
    assert_eq!((found.len(), &found[0]["kind"], &found[0]["id"]), (1, &json!("capture"), &ids[0]));
    let found = rows(desk.run(&["search", "đurđa turns", "--json"]).json());
    assert!(found.iter().any(|hit| hit["id"] == ids[1]));
    let whole = desk.run(&["person", "mira", "--json"]).json();
    let texts: Vec<_> =
        whole["content"]["captures"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect();
    assert_eq!(texts, [json!("Ask about the zebrafish talk"), json!("Đurđa turns five months")]);
}

#[test]
fn a_line_that_cannot_be_captured_stops_no_other() {
    let desk = Desk::sample();
    let run = desk.feed(&["capture", "hana"], b"first\n\nbroken \xff here\r\nlast");
    assert!(run.failed(7).contains("Line 3"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 2);
    let whole = desk.run(&["person", "hana", "--json"]).json();
    assert_eq!(whole["content"]["captures"].as_array().unwrap().len(), 2);
}

#[test]
fn follow_ups_are_filtered_by_person_owner_and_state() {
    let desk = Desk::sample();
    let list = |args: &[&str]| rows(desk.run(&[&["follow-ups", "--json"], args].concat()).json());
    let open = list(&[]);
    assert_eq!(keys(&open[0]), ["carried", "due", "id", "owner", "person", "source_date", "state", "text"]);
    let written: usize = walk(&demo().join("people"))
        .iter()
        .map(|text| text.lines().filter(|line| line.starts_with("- [ ] @")).count())
        .sum();
    assert_eq!(open.len(), written);
    let overdue = list(&["--state", "overdue"]);
    assert!(overdue.iter().all(|row| row["state"] == "overdue" && row["due"].as_str().unwrap() < "2026-10-09"));
    assert_eq!(overdue.len(), open.iter().filter(|row| row["state"] == "overdue").count());
    assert_eq!(list(&["--state", "all"]).len(), 126);
    assert_eq!(list(&["--owner", "me"]).len() + list(&["--owner", "them"]).len(), open.len());
    let rubric = list(&["--person", "mira", "--owner", "me"]);
    let rubric = rubric.iter().find(|row| row["text"] == "Send the staff-level rubric").unwrap();
    assert_eq!((&rubric["due"], &rubric["source_date"]), (&json!("2026-10-09"), &json!("2026-09-25")));
    assert_eq!((&rubric["state"], &rubric["person"]), (&json!("open"), &json!("Mira Kovačević")));
}

fn walk(dir: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![fs::read_to_string(path).unwrap()] }).collect()
}

#[test]
fn search_finds_words_without_accents_and_keeps_to_its_limit() {
    let desk = Desk::sample();
    let found = rows(desk.run(&["search", "ledger", "--json", "--limit", "3"]).json());
    assert_eq!(found.len(), 3);
    assert_eq!(keys(&found[0]), ["date", "id", "kind", "person", "snippet"]);
    assert!(found.iter().all(|hit| !hit["snippet"].as_str().unwrap().is_empty()));
    let people = rows(desk.run(&["search", "kovacevic", "--json"]).json());
    assert!(people.iter().any(|hit| hit["kind"] == "person" && hit["person"] == "Mira Kovačević"));
    let after = rows(desk.run(&["search", "ledger person:mira after:2026-09-01", "--json"]).json());
    assert!(!after.is_empty());
    assert!(after.iter().all(|hit| hit["person"] == "Mira Kovačević"));
    assert_eq!(desk.run(&["search", "nosuchwordatall", "--json"]).json(), json!([]));
}

#[test]
fn words_of_any_script_are_found_as_they_were_typed() {
    let desk = Desk::sample();
    let thoughts = ["회의는 금요일", "がっこう の はなし", "Straße und Øre", "حديث قصير"];
    assert_eq!(desk.feed(&["capture", "leila"], thoughts.join("\n").as_bytes()).out.lines().count(), 4);
    for word in ["회의는", "がっこう", "Straße", "øre", "قصير"] {
        let found = rows(desk.run(&["search", word, "--json"]).json());
        assert_eq!(found.iter().filter(|hit| hit["kind"] == "capture").count(), 1, "{word}");
    }
}

#[test]
fn goals_and_the_brief_say_what_is_in_play() {
    let desk = Desk::sample();
    let goals = rows(desk.run(&["goals", "--json"]).json());
    assert_eq!(goals.len(), 24);
    let mira = rows(desk.run(&["goals", "mira", "--json"]).json());
    assert_eq!(mira.len(), 8);
    let ledger = mira.iter().find(|goal| goal["title"] == "Own the ledger migration from start to finish").unwrap();
    assert_eq!(
        keys(ledger),
        ["evidence", "milestones", "milestones_done", "next_step", "person", "quiet_weeks", "state", "title"]
    );
    assert_eq!((&ledger["milestones_done"], &ledger["milestones"]), (&json!(2), &json!(5)));
    assert_eq!((&ledger["evidence"], &ledger["state"]), (&json!(6), &json!("active")));
    let brief = desk.run(&["brief", "mira", "--json"]).json();
    assert_eq!(
        keys(&brief),
        [
            "agenda",
            "goals",
            "last_meeting",
            "next",
            "person",
            "promised_by_me",
            "promised_by_them",
            "reading",
            "topics_quiet"
        ]
    );
    assert_eq!(brief["last_meeting"]["date"], "2026-10-02");
    assert!(brief["promised_by_me"].as_array().unwrap().iter().any(|row| row["text"] == "Send the staff-level rubric"));
    assert!(brief["goals"].as_array().unwrap().iter().all(|goal| goal["state"] == "active"));
    assert!(desk.run(&["brief", "mira"]).out.contains("You promised"));
}
