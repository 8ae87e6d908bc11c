//! What fuzzing has found, and what its targets begin with, replayed: `fuzz/corpus`, a folder for each target.
//! Random bytes in large numbers are `cargo xtask torture`'s; lines as they are typed are in `follow_up_table.rs`.

use crate::support::laws;
use std::fs;
use std::path::Path;

/// Every file of a target's corpus, each also cut short at a few places.
fn replay(target: &str, law: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        law(&bytes);
        for part in 1..8 {
            law(&bytes[..bytes.len() * part / 8]);
        }
        files += 1;
    }
    assert!(files > 0, "{target} has no corpus");
}

/// The same for readers of text, line by line too.
fn replay_text(target: &str, law: impl Fn(&str)) {
    replay(target, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        law(&text);
        text.lines().for_each(&law);
    });
}

#[test]
fn no_bytes_of_the_corpus_pass_for_a_header_or_a_backup() {
    replay("header", laws::header);
    replay("container", laws::container);
}

#[test]
fn any_note_and_any_search_of_the_corpus_is_answered() {
    replay_text("note", laws::note);
    replay_text("query", laws::query);
}

#[test]
fn any_file_of_the_corpus_is_read_or_refused_in_words() {
    replay("csv", |bytes| laws::file("check-ins.csv", bytes));
    replay("rapport_json", laws::rapport_json);
}
