//! The table of follow-ups as they are typed, and the corpus of hostile lines.
//! What each kind of line becomes in a note is in `lines`.

use crate::support::lines::{PERSONS, keeps_the_law};
use chrono::NaiveDate;
use engine::model::meeting::Side;
use engine::model::note::{LineReading, read_line};
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("fixtures/lines/follow_ups.txt");

/// What a reading says, as the table writes it.
fn said(reading: &LineReading) -> String {
    match (&reading.question, &reading.unknown, &reading.follow_up) {
        (Some(question), ..) => format!("? {question}"),
        (_, Some(unknown), _) => format!("unknown {unknown}"),
        (_, _, Some(found)) => {
            let handle = match (found.owner, &reading.line) {
                (Side::Me, _) => "me",
                (Side::Them, line) => {
                    let line = line.as_deref().unwrap_or_default();
                    line.split_once('@').map_or("", |(_, rest)| rest.split(' ').next().unwrap_or_default())
                }
            };
            let due = found.due.map_or("-".to_owned(), |due| due.to_string());
            format!("{handle} | {} | {due}", found.text)
        }
        _ => "-".to_owned(),
    }
}

/// A case as a whole line and what is said of it.
fn whole(left: &str, right: &str) -> (String, String) {
    let is_whole = left.contains('@') || right == "-" && !left.starts_with('🛫');
    if is_whole {
        return (left.to_owned(), right.to_owned());
    }
    let line = format!("@me call Anders {left}");
    let right = if right.starts_with("? ") {
        right.to_owned()
    } else if let Some((text, due)) = right.split_once(" | ") {
        format!("me | call Anders {text} | {due}")
    } else if right == "-" || right.parse::<NaiveDate>().is_ok() {
        format!("me | call Anders | {right}")
    } else {
        format!("me | call Anders {right} | -")
    };
    (line, right)
}

#[test]
fn every_line_of_the_table_reads_as_it_says() {
    let mut today = NaiveDate::MIN;
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(day) = line.strip_prefix("on 20").map(|day| format!("20{day}")) {
            today = day.parse().unwrap();
            continue;
        }
        let (left, right) = line.split_once(" => ").unwrap_or_else(|| panic!("{line}"));
        let (typed, expected) = whole(left, right);
        let found = said(&read_line(&typed, &PERSONS, today));
        if found != expected {
            wrong.push(format!("{today}  {typed}\n  wanted {expected}\n  found  {found}"));
        }
        cases += 1;
    }
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases >= 200, "{cases}");
}

#[test]
fn no_line_of_the_corpus_breaks_the_law() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/read_line");
    let mut lines = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for line in String::from_utf8_lossy(&bytes).split('\n') {
            keeps_the_law(line);
            lines += 1;
        }
    }
    assert!(lines >= 100, "{lines}");
    for line in TABLE.lines() {
        keeps_the_law(line.split(" => ").next().unwrap_or_default());
    }
}
