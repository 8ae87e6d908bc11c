//! The Markdown layout, in and out: the sample team, broken and hostile folders, and a round trip through a vault.
//! Generated content is in `transfer_generated`, tables are in `transfer_csv`.

use crate::support::vaults::{Home, now};
use chrono::{Datelike, NaiveDate};
use engine::Error;
use engine::model::meeting::{Side, Status};
use engine::model::transfer::{Content, ImportReport};
use engine::transfer::{ReadContent, read, sample_team, shift_weeks, write_layout};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/demo")
}

/// Every file under a folder, by path.
fn files(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn assert_same_files(dir: &Path) {
    let mut expected = files(&demo());
    expected.remove("README.md");
    let got = files(dir);
    assert_eq!(got.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, text) in &expected {
        assert_eq!(&got[name], text, "{name}");
    }
}

/// A folder with a team and one person, and more files as given.
fn folder(more: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_team.md", b"---\nteam: Ours\nmanager: Ruth Amsel\ntoday: 2026-10-09\n---\n"),
        (
            "people/mira-k/_person.md",
            b"---\nname: Mira K\ncadence: weekly\nweekday: Friday\ntime: \"10:30\"\nminutes: 30\n---\n",
        ),
        (
            "people/mira-k/2026-10-02.md",
            b"---\ndate: 2026-10-02\ntime: \"10:30\"\nminutes: 30\nstatus: held\n---\n\nThe talk went well.\n",
        ),
    ];
    all.extend(more);
    for (path, bytes) in all {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn skipped(read: &ReadContent) -> Vec<(&str, Option<u32>)> {
    read.skipped.iter().map(|skipped| (skipped.file.as_str(), skipped.line)).collect()
}

/// Reads the folder with one more file, which must be the only one skipped, at this line, for a reason with these words.
fn refused(path: &str, bytes: &[u8], line: Option<u32>, words: &str) {
    let dir = folder(&[(path, bytes)]);
    let read = read(dir.path()).unwrap();
    assert_eq!(skipped(&read), [(path, line)], "{:?}", read.skipped);
    assert!(read.skipped[0].reason.contains(words), "{}", read.skipped[0].reason);
    assert_eq!(read.content.people.len(), 1);
    assert_eq!(read.content.people[0].meetings.len(), 1);
}

fn meeting(keys: &str, body: &str) -> Vec<u8> {
    format!("---\ndate: 2026-09-25\ntime: \"10:30\"\nminutes: 30\n{keys}---\n{body}").into_bytes()
}

#[test]
fn the_sample_team_is_read_whole() {
    let on_disk = read(&demo()).unwrap();
    let (built_in, today) = sample_team().unwrap();
    assert_eq!(on_disk, built_in);
    assert_eq!(today, day("2026-10-09"));
    assert_eq!(on_disk.skipped, []);
    assert_eq!(on_disk.warnings, Vec::<String>::new());
    let Content { team, people, .. } = &on_disk.content;
    assert_eq!(team.as_ref().unwrap().manager, "Ruth Amsel");
    let slugs: Vec<_> = people.iter().map(|person| person.slug.as_str()).collect();
    assert_eq!(
        slugs,
        [
            "diego-fuentes",
            "eoin-gallagher",
            "hana-sato",
            "leila-haddad",
            "mira-kovacevic",
            "priya-raghunathan",
            "tunde-adeyemi"
        ]
    );
    let mira = &people[4];
    assert_eq!(mira.name, "Mira Kovačević");
    assert_eq!((mira.meetings.len(), mira.goals.len()), (26, 8));
    let moved = mira.meetings.iter().find(|meeting| meeting.date == day("2026-05-07")).unwrap();
    assert_eq!(moved.status, Status::Moved { from: day("2026-05-08"), by: Side::Me });
    assert_eq!((moved.agenda.len(), moved.agenda_line), (2, 2));
    assert!(
        moved
            .note
            .as_ref()
            .unwrap()
            .starts_with("Moved a day forward, the bank wants me on Friday morning.\n\n## Feedback\n")
    );
    let last = mira.meetings.iter().find(|meeting| meeting.date == day("2026-09-25")).unwrap();
    assert_eq!(last.check_in["workload"], (None, Some(4)));
    assert_eq!(last.check_in["energy"], (Some(1), None));
    assert_eq!(last.topics, ["delivery", "team", "wellbeing"]);
    let ledger = mira.goals.iter().find(|goal| goal.slug == "own-the-ledger-migration").unwrap();
    assert_eq!((ledger.milestones.len(), ledger.check_ins.len(), ledger.evidence.len()), (5, 6, 6));
}

/// What the sample team holds, counted in its files.
fn sample_counts() -> ImportReport {
    ImportReport { people: 7, meetings: 130, follow_ups: 126, observations: 637, goals: 24, ..ImportReport::default() }
}

#[test]
fn the_sample_team_written_again_is_the_same_to_the_byte() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    let report = write_layout(&read(&demo()).unwrap().content, &out, day("2026-10-09")).unwrap();
    assert_same_files(&out);
    assert_eq!(report.files, 162);
    assert_eq!(report.bytes, files(&out).values().map(|text| text.len() as u64).sum::<u64>());
}

#[test]
fn the_sample_team_comes_out_of_a_vault_as_it_went_in() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let content = read(&demo()).unwrap().content;
    let expected = sample_counts();
    let planned = vault.plan_merge(&content, now()).unwrap();
    let report = vault.merge(&content, now()).unwrap();
    assert_eq!(planned, report);
    assert_eq!(report, expected);
    assert_eq!(vault.merge(&content, now()).unwrap(), ImportReport::default());
    let out = home.beside("out");
    write_layout(&vault.content(None).unwrap(), &out, day("2026-10-09")).unwrap();
    let told = read(&out).unwrap().content;
    assert_eq!((told.team, told.people), (content.team, content.people));
    // What only a vault knows (when a row was made, its order) is beside the Markdown, which is the same.
    fs::remove_file(out.join("rapport.json")).unwrap();
    assert_same_files(&out);
}

#[test]
fn one_person_is_written_without_the_team() {
    let mut content = read(&demo()).unwrap().content;
    content.team = None;
    content.people.retain(|person| person.slug == "hana-sato");
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("hana");
    write_layout(&content, &out, day("2026-10-09")).unwrap();
    assert!(!out.join("_team.md").exists());
    assert_eq!(read(&out).unwrap().content, content);
}

#[test]
fn whole_weeks_move_every_date_and_keep_the_weekdays() {
    let (sample, _) = sample_team().unwrap();
    let mut moved = sample.content.clone();
    shift_weeks(&mut moved, 5);
    for (person, later) in sample.content.people.iter().zip(&moved.people) {
        for (meeting, later) in person.meetings.iter().zip(&later.meetings) {
            assert_eq!((later.date - meeting.date).num_days(), 35);
            assert_eq!(later.date.weekday(), meeting.date.weekday());
        }
    }
    let note = |content: &Content| content.people[4].meetings[0].note.clone().unwrap();
    assert!(note(&sample.content).contains("📅 2026-"));
    let dates = |text: &str| -> Vec<NaiveDate> {
        let marks = text.split(['📅', '✅']).skip(1);
        marks.map(|after| after.trim().get(..10).unwrap().parse().unwrap()).collect()
    };
    let (before, after) = (dates(&note(&sample.content)), dates(&note(&moved)));
    assert!(before.len() > 1);
    assert_eq!(before.iter().map(|date| *date + chrono::TimeDelta::weeks(5)).collect::<Vec<_>>(), after);
    shift_weeks(&mut moved, -5);
    assert_eq!(moved, sample.content);
    let dir = TempDir::new().unwrap();
    shift_weeks(&mut moved, 60);
    write_layout(&moved, &dir.path().join("out"), day("2027-12-03")).unwrap();
    assert_eq!(read(&dir.path().join("out")).unwrap().skipped, []);
}

#[test]
fn a_broken_file_is_told_by_its_line_and_the_rest_goes_in() {
    const MEETING: &str = "people/mira-k/2026-09-25.md";
    let held = "status: held\n";
    let check = |bytes: &[u8], line, words| refused(MEETING, bytes, line, words);
    check(b"no keys at all\n", Some(1), "---");
    check(b"", Some(1), "---");
    check(b"---\ndate: 2026-09-25\n", Some(1), "Close");
    check(&meeting("", ""), Some(2), "`status`");
    check(&meeting("status: helt\n", ""), Some(5), "`held`");
    check(&meeting("status: held\nstatus: held\n", ""), Some(6), "twice");
    check(&meeting("status: [held\n", ""), Some(6), "YAML");
    check(&meeting("status: moved\nmoved_from: 2026-09-31\nmoved_by: me\n", ""), Some(6), "exists");
    check(&meeting("status: moved\nmoved_from: 2026-09-30\n", ""), Some(5), "moved_by");
    check(&meeting("status: missed\n", ""), Some(5), "missed_by");
    check(&meeting("status: held\nmissed_by: me\n", ""), Some(5), "Remove");
    check(&meeting("status: held\ntopics: [delivery, gossip]\n", ""), Some(6), "topics");
    check(&meeting("status: held\ncheck_in:\n  energy: {observed: 6}\n", ""), Some(7), "1 to 5");
    check(&meeting("status: held\ncheck_in:\n  energy: {observed: 4}\n  mood: {said: 2}\n", ""), Some(8), "energy");
    check(&meeting(held, "\nText\n\n- [ ] @me Do it 📅 2026-02-30\n"), Some(10), "exists");
    check(&meeting(held, "Text\n- [x] @mira Done 📅 2026-02-20 ✅ soon\n"), Some(8), "exists");
    check(b"---\ndate: 2026-09-24\ntime: \"10:30\"\nminutes: 30\nstatus: held\n---\n", Some(2), "file");
    check(b"---\ndate: 2026-09-25\ntime: 25:00\nminutes: 30\nstatus: held\n---\n", Some(3), "HH:MM");
    check(b"---\ndate: 2026-09-25\ntime: \"10:00\"\nminutes: half\nstatus: held\n---\n", Some(4), "minutes");
    check(b"---\ndate: 2026-09-25\n\xff\xfe\n---\n", Some(3), "UTF-8");
    check(b"\xff\xfe-\0-\0-\0", Some(1), "UTF-8");
    check(&vec![b'a'; 1024 * 1024 + 1], None, "1 MiB");
    refused("people/mira-k/2026-02-30.md", &meeting(held, ""), None, "YYYY-MM-DD");
    refused("people/mira-k/photo.png", b"png", None, "Move");
    refused("people/mira-k/old/2026-09-25.md", &meeting(held, ""), None, "Move");
}

#[test]
fn a_broken_goal_is_told_by_its_line() {
    let goal = |rest: &str| {
        format!("---\ntitle: Calm\nstatus: active\nkind: people\nopened: 2026-05-01\n{rest}---\n").into_bytes()
    };
    let check = |rest: &str, line, words| refused("people/mira-k/goals/calm.md", &goal(rest), line, words);
    let quoted = "evidence:\n  - {date: 2026-10-02, quote: \"The talk went well.\", kind: direct}\n";
    check(&format!("{quoted}  - {{date: 2026-10-02, quote: \"Not said\", kind: direct}}\n"), Some(8), "word for word");
    check("evidence:\n  - {date: 2026-10-03, quote: \"The talk\", kind: direct}\n", Some(7), "no 1:1 file");
    check("milestones:\n  - {text: \"a\", done: 2026-13-01}\n", Some(7), "exists");
    check("milestones:\n  - {text: \"\"}\n", Some(7), "something");
    check("check_ins:\n  - {date: 2026-05-01, state: moved, confidence: 0}\n", Some(7), "1 to 5");
    check("next_step: {text: \"x\", owner: ruth}\n", Some(6), "`them`");
    let dir = folder(&[("people/mira-k/goals/calm.md", &goal(quoted))]);
    let read = read(dir.path()).unwrap();
    assert_eq!(read.skipped, []);
    assert_eq!(read.content.people[0].goals[0].evidence.len(), 1);
}

#[test]
fn a_quote_may_stand_in_a_file_that_is_broken_elsewhere() {
    let dir = folder(&[
        ("people/mira-k/2026-09-25.md", b"---\ndate: 2026-09-25\nstatus: held\n---\nShe grinned.\n"),
        (
            "people/mira-k/goals/calm.md",
            b"---\ntitle: Calm\nstatus: active\nkind: people\nopened: 2026-05-01\nevidence:\n  - {date: 2026-09-25, quote: She grinned., kind: direct}\n---\n",
        ),
    ]);
    let read = read(dir.path()).unwrap();
    assert_eq!(skipped(&read), [("people/mira-k/2026-09-25.md", Some(2))]);
    assert_eq!(read.content.people[0].goals.len(), 1);
}

#[test]
fn files_of_a_person_who_cannot_be_read_wait_for_them() {
    let person = |name: &str| format!("---\nname: {name}\n---\n").into_bytes();
    let long = "x".repeat(300);
    for (name, line) in [("\"\"", 2), (long.as_str(), 2), ("[a]", 2)] {
        let dir = folder(&[
            ("people/bo/_person.md", &person(name)),
            ("people/bo/2026-09-25.md", &meeting("status: held\n", "")),
        ]);
        let read = read(dir.path()).unwrap();
        assert_eq!(skipped(&read), [("people/bo/_person.md", Some(line)), ("people/bo", None)]);
        assert!(read.skipped[1].reason.contains("1 file"), "{}", read.skipped[1].reason);
        assert_eq!(read.content.people.len(), 1);
    }
}

#[test]
fn names_of_any_script_are_kept() {
    for (folder_name, name) in [("ليلى", "ليلى حداد"), ("縁-下", "縁の下 力持ち"), ("anna", "👩🏽‍🚀 Anna")]
    {
        let path = format!("people/{folder_name}/_person.md");
        let dir = folder(&[(path.as_str(), format!("---\nname: {name}\n---\n").as_bytes())]);
        let read = read(dir.path()).unwrap();
        assert_eq!(read.skipped, []);
        let person = read.content.people.iter().find(|person| person.name == name).unwrap();
        let out = dir.path().join("out");
        write_layout(&read.content, &out, day("2026-10-09")).unwrap();
        let again = engine::transfer::read(&out).unwrap().content;
        assert_eq!(again.people.iter().find(|other| other.name == name), Some(person));
    }
}

#[test]
fn line_ends_and_marks_of_other_systems_are_understood() {
    let unix = "---\ndate: 2026-09-25\ntime: \"10:30\"\nminutes: 30\nstatus: held\n---\n\n## Agenda\n- [ ] One\n\nText\nmore\n";
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let meetings = [unix.to_owned(), windows].map(|text| {
        let dir = folder(&[("people/mira-k/2026-09-25.md", text.as_bytes())]);
        read(dir.path()).unwrap().content.people[0].meetings[0].clone()
    });
    assert_eq!(meetings[0], meetings[1]);
    assert_eq!(meetings[1].note.as_deref(), Some("Text\nmore"));
    assert_eq!(meetings[1].agenda.len(), 1);
}

#[test]
fn hostile_yaml_ends_soon_and_stops_no_other_file() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in
        ["b", "c", "d", "e", "f", "g", "h", "i", "j"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    {
        bomb += &format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 10].join(", "));
    }
    let deep = format!("why: {}\n", "[".repeat(400_000));
    let steps = format!("why:\n  {}x\n", "- ".repeat(200_000));
    let maps = format!("why: {}\n", "{a: ".repeat(250));
    let began = std::time::Instant::now();
    for hostile in [bomb, deep, steps, maps] {
        let dir = folder(&[("people/mira-k/2026-09-25.md", format!("---\n{hostile}---\n").as_bytes())]);
        let read = read(dir.path()).unwrap();
        assert_eq!(read.skipped.len(), 1, "{:?}", read.skipped);
        assert!(read.skipped[0].line.is_some());
        assert_eq!(read.content.people[0].meetings.len(), 1);
    }
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    let dir = folder(&[]);
    let secret = TempDir::new().unwrap();
    fs::write(secret.path().join("2026-09-25.md"), meeting("status: held\n", "")).unwrap();
    fs::write(secret.path().join("_person.md"), "---\nname: Elsewhere\n---\n").unwrap();
    let people = dir.path().join("people");
    std::os::unix::fs::symlink(secret.path(), people.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(secret.path().join("2026-09-25.md"), people.join("mira-k/2026-09-25.md")).unwrap();
    std::process::Command::new("mkfifo").arg(people.join("mira-k/2026-09-26.md")).status().unwrap();
    let read = read(dir.path()).unwrap();
    assert_eq!(read.content.people.len(), 1);
    assert_eq!(read.content.people[0].meetings.len(), 1);
    assert_eq!(
        skipped(&read).into_iter().map(|(file, _)| file).collect::<Vec<_>>(),
        ["people/mira-k/2026-09-25.md", "people/mira-k/2026-09-26.md", "people/elsewhere"]
    );
}

#[test]
fn tasks_for_somebody_else_and_unknown_keys_are_told_and_taken() {
    let text = meeting("status: held\nmood: fine\n", "- [ ] @bob Ask him\n- [ ] @mira Ask her\n");
    let dir = folder(&[("people/mira-k/2026-09-25.md", &text)]);
    let read = read(dir.path()).unwrap();
    assert_eq!(read.skipped, []);
    assert_eq!(read.content.people[0].meetings.len(), 2);
    assert_eq!(read.warnings.len(), 2);
    assert!(read.warnings[0].contains("mood") && read.warnings[1].contains("line 8"), "{:?}", read.warnings);
}

#[test]
fn nothing_there_and_nothing_known_are_told_apart_from_a_folder() {
    let dir = TempDir::new().unwrap();
    let invalid = |path: &Path| match read(path) {
        Err(Error::Invalid { field, reason }) => (field, reason),
        other => panic!("{other:?}"),
    };
    assert!(invalid(&dir.path().join("none")).1.contains("no folder"));
    assert!(invalid(dir.path()).1.contains("people"));
    fs::write(dir.path().join("a.txt"), "hello").unwrap();
    assert!(invalid(&dir.path().join("a.txt")).1.contains("person,date,indicator,value,source"));
}

#[test]
fn a_folder_that_holds_anything_is_never_written_into() {
    let content = sample_team().unwrap().0.content;
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("mine.txt"), "keep").unwrap();
    let written = write_layout(&content, dir.path(), day("2026-10-09"));
    assert!(matches!(written, Err(Error::AlreadyExists { .. })), "{written:?}");
    assert_eq!(files(dir.path()), BTreeMap::from([("mine.txt".to_owned(), "keep".to_owned())]));
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    write_layout(&content, &empty, day("2026-10-09")).unwrap();
    assert!(empty.join("_team.md").is_file());
    let lost = write_layout(&content, &dir.path().join("no/such/out"), day("2026-10-09"));
    assert!(matches!(lost, Err(Error::Invalid { .. })), "{lost:?}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing half-written is left");
}
