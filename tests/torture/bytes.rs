//! Any bytes at all, where the engine reads what others wrote: no panic, no hang, an answer each time.
//! Seeds are changed at random from a fixed start, so that what fails once fails again.

use crate::desk::{Desk, draft};
use crate::vaults::{Home, now, passphrase, reseal};
use crate::{Form, Tally};
use engine::model::id::PersonId;
use engine::model::note::{Handles, first_paragraph, follow_up_lines, passages, read_line, read_note};
use engine::model::search::Query;
use engine::vault::Vault;
use fastrand::Rng;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pieces that mean something to one reader or another.
const PIECES: &[&str] = &[
    "- [ ] ",
    "- [x] ",
    "@me ",
    "@mira ",
    "@",
    "📅 2026-10-14",
    "📅 ",
    "✅ 2026-13-45",
    "by fri",
    "bis Freitag",
    "next ",
    "> [!private]\n",
    "> ",
    "```",
    "|a|b|\n|-|-|\n",
    "#",
    "[[",
    "]]",
    "<script>",
    "![](",
    "\u{202e}",
    "\u{0}",
    "\r\n",
    "\t",
    "    ",
    "1. ",
    "* ",
    "_",
    "**",
    "\\",
    "\"",
    "person:",
    "has:follow-up",
    "after:2026-02-30",
    "-",
    "(",
    ")",
    "NEAR",
    "OR",
    "*",
    "é",
    "e\u{301}",
    "漢字",
    "👩‍👩‍👧",
    "\u{feff}",
    "---\n",
    "name: ",
    "date: 2026-10-09\n",
    "agenda:\n",
    "- ",
    "null",
    "{}",
    "[",
    "]",
    "{\"people\":",
    "9999999999999999999",
    "0",
    "-1",
];

fn scramble(dice: &mut Rng, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..dice.usize(0..most) {
        match dice.u8(0..6) {
            0 => text.push(dice.char(..)),
            1 => text.push('\n'),
            _ => text.push_str(PIECES[dice.usize(0..PIECES.len())]),
        }
    }
    text
}

/// `work` may say no; it may not panic.
fn survives(what: &str, work: impl FnOnce()) -> Option<String> {
    catch_unwind(AssertUnwindSafe(work)).err().map(|_| format!("panic in {what}"))
}

pub fn any(form: Form) -> Tally {
    let mut tally = Tally::default();
    let mut dice = Rng::with_seed(19);
    texts(form, &mut dice, &mut tally);
    headers(form, &mut dice, &mut tally);
    files(form, &mut dice, &mut tally);
    tally
}

fn texts(form: Form, dice: &mut Rng, tally: &mut Tally) {
    let desk = Desk::new();
    let copy = desk.copy();
    let mut vault = copy.open().unwrap();
    vault.add_person(&draft("Alex One"), now()).unwrap();
    vault.add_person(&draft("Alex Two"), now()).unwrap();
    let everyone: Vec<_> = vault.people(now()).unwrap().into_iter().map(|summary| summary.person).collect();
    let handles = Handles::new(&everyone[0], &everyone);
    let today = now().date_naive();
    for case in 0..form.of(4_000, 400_000) {
        let text = scramble(dice, 60);
        let fault = survives("a text", || {
            let _ = read_note(&text, &handles);
            let _ = follow_up_lines(&text, &handles);
            let _ = passages(&text);
            let _ = first_paragraph(&text);
            for line in text.lines() {
                let _ = read_line(line, &handles, today);
            }
            if let Ok(query) = Query::parse(&text) {
                let _ = query.index_query();
                let _ = query.snippet(&text);
            }
        });
        tally.case(fault.map(|words| format!("case {case}: {words}: {text:?}")));
    }
    for case in 0..form.of(300, 20_000) {
        let text = scramble(dice, 12);
        let draft = engine::model::search::SearchDraft { text: text.clone(), person: None, limit: 20 };
        let mut said = Ok(());
        let fault = survives("a search", || said = vault.search(&draft, now()).map(drop));
        let fault = fault.or_else(|| match &said {
            Ok(()) | Err(engine::Error::Invalid { .. }) => None,
            Err(other) => Some(format!("said {other:?}")),
        });
        tally.case(fault.map(|words| format!("search {case}: {words}: {text:?}")));
    }
    notes_come_back_as_written(form, dice, &mut vault, desk.person, tally);
}

/// What was saved is what is read, byte for byte, whatever its lines look like.
fn notes_come_back_as_written(form: Form, dice: &mut Rng, vault: &mut Vault, person: PersonId, tally: &mut Tally) {
    for case in 0..form.of(200, 5_000) {
        let text = scramble(dice, 40);
        let note = vault.add_note(person, now().date_naive(), now()).unwrap();
        let saved = engine::model::note::NoteDraft { text: text.clone(), base: note.revision };
        let fault = match vault.save_note(note.id, &saved, now()) {
            Err(engine::Error::Invalid { .. }) => None,
            Err(other) => Some(format!("said {other:?}")),
            Ok(saved) => {
                let again = vault.note(note.id).unwrap();
                (again.text != saved.note.text).then(|| "another text was stored than was told".to_owned())
            }
        };
        tally.case(fault.map(|words| format!("note {case}: {words}: {text:?}")));
        vault.remove_note(note.id, now()).unwrap();
    }
}

fn headers(form: Form, dice: &mut Rng, tally: &mut Tally) {
    let home = Home::new();
    let whole = fs::read(home.file("header.bin")).unwrap();
    for case in 0..form.of(300, 20_000) {
        let mut bytes = whole.clone();
        for _ in 0..dice.usize(1..40) {
            let at = dice.usize(0..bytes.len());
            bytes[at] = dice.u8(..);
        }
        if dice.bool() {
            bytes.truncate(dice.usize(0..=bytes.len()));
        }
        if bytes.len() == whole.len() && dice.bool() {
            reseal(&mut bytes);
        }
        if bytes == whole {
            continue;
        }
        for name in ["header.bin", "header.bak"] {
            fs::write(home.file(name), &bytes).unwrap();
        }
        let mut opened = false;
        let fault = survives("a header", || {
            opened = Vault::open(&home.dir, &passphrase(crate::vaults::PASSPHRASE), now()).is_ok();
        });
        let fault = fault.or_else(|| opened.then(|| "a changed header opens".to_owned()));
        tally.case(fault.map(|words| format!("header {case}: {words}")));
    }
}

/// A folder of the layout, a CSV and a `rapport.json` with bytes changed.
fn files(form: Form, dice: &mut Rng, tally: &mut Tally) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("team");
    let mut content = engine::transfer::sample_team().unwrap().0.content;
    content.people.truncate(2);
    fs::create_dir(&dir).unwrap();
    engine::transfer::write_layout(&content, &dir, now().date_naive()).unwrap();
    let files: Vec<_> = crate::vaults::snapshot(&dir).into_iter().collect();
    for case in 0..form.of(400, 20_000) {
        let (path, whole) = &files[dice.usize(0..files.len())];
        let mut bytes = whole.clone();
        for _ in 0..dice.usize(1..6) {
            let at = dice.usize(0..=bytes.len());
            let piece = PIECES[dice.usize(0..PIECES.len())].as_bytes();
            match dice.u8(0..3) {
                0 if at < bytes.len() => bytes[at] = dice.u8(..),
                1 => bytes.truncate(at),
                _ => {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
        }
        fs::write(path, &bytes).unwrap();
        let fault = survives("a folder", || drop(engine::transfer::read(&dir)));
        tally.case(fault.map(|words| format!("folder {case}: {words}, {}", path.display())));
        fs::write(path, whole).unwrap();
    }
    for case in 0..form.of(400, 40_000) {
        let csv = temp.path().join("check-ins.csv");
        let head = if dice.bool() { "person,date,indicator,value,source\n" } else { "" };
        fs::write(&csv, format!("{head}{}", scramble(dice, 30).replace(' ', ","))).unwrap();
        let fault = survives("a CSV", || drop(engine::transfer::read(&csv)));
        tally.case(fault.map(|words| format!("CSV {case}: {words}")));
    }
}
