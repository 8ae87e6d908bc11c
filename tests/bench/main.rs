//! How fast the vault is beside plain SQLCipher, plain SQLite, and `cp`: each pair measured in one run, in turns.
//! The window's own figures are `tests/e2e/bench.mjs`; `fill DIR MB` makes the vaults it locks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

#[path = "../support/vaults.rs"]
#[allow(dead_code, reason = "the same throw-away vaults as the proofs use, fewer of their words")]
mod vaults;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{NaiveTime, Weekday};
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::id::NoteId;
use engine::model::note::NoteDraft;
use engine::model::person::{PersonDraft, Relationship};
use engine::vault::{Entry, KdfProfile, NewVault, Passphrase, Vault, backups};
use rusqlite::{Connection, params};
use vaults::{Home, PASSPHRASE, later, now, passphrase};

const MB: u64 = 1 << 20;
/// Rounds of each pair; the quickest of each side counts: what else runs on the computer only adds.
const ROUNDS: usize = 15;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["fill", dir, mb] => fill_at(Path::new(dir), mb.parse().unwrap()),
        _ => compare(),
    }
}

fn compare() {
    for mb in [1, 100] {
        let home = filled(mb);
        unlock(&home, mb);
        autosave(&home, mb);
        backup(&home, mb);
    }
}

/// One line: ours, the other's, and how many times as long ours takes beside how many times it may.
fn told(what: &str, ours: Duration, other: &str, theirs: Duration, at_most: f64) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{what:<28} {:>8.2} ms   {other} {:>8.2} ms   {ratio:>5.2} × (at most {at_most})", ms(ours), ms(theirs));
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

/// The quickest of many rounds, of each.
fn quickest(
    rounds: usize,
    mut one: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> (Duration, Duration) {
    (0..rounds).map(|_| (one(), other())).reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap()
}

/// Opening with the app's dearest-to-hide work done while the key is derived, less the derivation itself.
fn unlock(home: &Home, mb: u64) {
    let profile = KdfProfile::floor();
    let mut vault = home.open().unwrap();
    let next = Passphrase::new(PASSPHRASE.to_owned());
    vault.change_passphrase(&passphrase(PASSPHRASE), &next, profile).unwrap();
    vault.lock().unwrap();
    let unlocked = || {
        let (time, vault) = timed(|| home.open().unwrap());
        vault.lock().unwrap();
        time
    };
    let (whole, derived) = quickest(ROUNDS, unlocked, || timed(|| profile.rehearse().unwrap()).0);
    let (plain, _) = quickest(
        ROUNDS,
        || {
            let (time, conn) = timed(|| {
                let conn = home.raw_database();
                conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).unwrap();
                conn
            });
            drop(conn);
            time
        },
        || Duration::ZERO,
    );
    println!(
        "unlock {mb} MB, key derivation in it: {:.1} ms of {:.1} ms",
        derived.as_secs_f64() * 1e3,
        whole.as_secs_f64() * 1e3
    );
    told(&format!("unlock {mb} MB, without it"), whole.saturating_sub(derived), "plain SQLCipher", plain, 2.0);
}

/// One save of a note of 4 kB, as the editor does it, beside the same row's update in the same tables without
/// encryption, with the same journal.
fn autosave(home: &Home, mb: u64) {
    let plain_path = home.beside("plain.db");
    let _ = fs::remove_file(&plain_path);
    let encrypted = home.raw_database();
    let sql =
        format!("ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain", plain_path.display());
    encrypted.execute_batch(&sql).unwrap();
    drop(encrypted);
    let mut plain = Connection::open(&plain_path).unwrap();
    plain
        .execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
             PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;",
        )
        .unwrap();
    let mut vault = home.open().unwrap();
    let id: String = plain.query_row("SELECT id FROM notes ORDER BY rowid_ LIMIT 1", [], |row| row.get(0)).unwrap();
    let note: NoteId = serde_json::from_value(serde_json::Value::String(id.clone())).unwrap();
    let mut base = vault.note(note).unwrap().revision;
    let mut text = words(4096, 1);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..200 {
        text.push_str(" more");
        let draft = NoteDraft { text: text.clone(), base };
        let (time, saved) = timed(|| vault.save_note(note, &draft, later(round)).unwrap());
        base = saved.note.revision;
        ours.push(time);
        let stamp = later(round).to_rfc3339();
        theirs.push(
            timed(|| {
                let tx = plain.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
                let sql = "UPDATE notes SET text = ?2, revision = revision + 1, saved_at = ?3 WHERE id = ?1";
                tx.execute(sql, params![id, text, stamp]).unwrap();
                tx.commit().unwrap();
            })
            .0,
        );
    }
    vault.lock().unwrap();
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    told(&format!("autosave at {mb} MB, median"), median(ours), "plain SQLite   ", median(theirs), 2.5);
}

/// A backup made, read back and opened, beside a copy that is only made to last.
fn backup(home: &Home, mb: u64) {
    let mut vault = home.open().unwrap();
    let database = fs::read_dir(&home.dir).unwrap().flatten().map(|entry| entry.path());
    let database = database.filter(|path| path.extension().is_some_and(|end| end == "db")).last().unwrap();
    let copy = home.beside("copy.db");
    let backed_up = || {
        let (time, made) = timed(|| vault.back_up(now()).unwrap());
        fs::remove_file(home.file("backups").join(made.file)).unwrap();
        time
    };
    let copied = || {
        let time = timed(|| {
            fs::copy(&database, &copy).unwrap();
            File::open(&copy).unwrap().sync_all().unwrap();
        });
        fs::remove_file(&copy).unwrap();
        time.0
    };
    let (ours, theirs) = quickest(ROUNDS.min(7), backed_up, copied);
    told(&format!("backup of {mb} MB"), ours, "cp and fsync   ", theirs, 3.0);
    vault.lock().unwrap();
    assert!(backups(&home.dir).unwrap().is_empty());
}

/// So many bytes of words that no one ever wrote.
fn words(bytes: usize, seed: u64) -> String {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut text = String::with_capacity(bytes + 12);
    while text.len() < bytes {
        let word: String = (0..dice.usize(3..9)).map(|_| dice.lowercase()).collect();
        text.push_str(&word);
        text.push(if dice.u8(..12) == 0 { '\n' } else { ' ' });
    }
    text
}

/// A vault with one person and as many notes as make its database `mb` MB.
fn filled(mb: u64) -> Home {
    let home = Home::new();
    fill(&home.dir, mb, || home.raw_database());
    home
}

fn fill(dir: &Path, mb: u64, raw: impl FnOnce() -> Connection) {
    let mut vault = Vault::open(dir, &passphrase(PASSPHRASE), now()).unwrap();
    let time = NaiveTime::from_hms_opt(10, 30, 0).unwrap();
    let draft = PersonDraft {
        name: "Mira Kovačević".to_owned(),
        pronouns: String::new(),
        role: String::new(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: Cadence { rhythm: Rhythm::Weeks { n: 1 }, weekday: Weekday::Fri, time, minutes: 30 },
        about: String::new(),
        zone: String::new(),
        check_ins: None,
    };
    let person = vault.add_person(&draft, now()).unwrap().id;
    let first = vault.add_note(person, now().date_naive(), now()).unwrap();
    vault.save_note(first.id, &NoteDraft { text: words(4096, 0), base: first.revision }, now()).unwrap();
    vault.lock().unwrap();
    let conn = raw();
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN").unwrap();
    let insert = "INSERT INTO notes (id, person, date, text, revision, saved_at)
        SELECT ?1, person, date, ?2, 1, saved_at FROM notes ORDER BY rowid_ LIMIT 1";
    for seed in 1.. {
        let pages: u64 = conn.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0)).unwrap().unsigned_abs();
        if pages * 4096 >= mb * MB {
            break;
        }
        conn.execute(insert, params![uuid::Uuid::now_v7().to_string(), words(20_000, seed)]).unwrap();
    }
    conn.execute_batch("COMMIT").unwrap();
    drop(conn);
    let entry = Entry { go_on: true, ..Entry::default() };
    Vault::enter(dir, &passphrase(PASSPHRASE), &entry, now()).unwrap().lock().unwrap();
}

/// For the window's figures: a vault of so many MB in a folder named by its id, opened with the tests' passphrase.
fn fill_at(dir: &Path, mb: u64) {
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let new = NewVault { label: format!("{mb} MB"), passphrase, kdf: KdfProfile::floor() };
    let (vault, words) = Vault::create(dir, &new, now()).unwrap();
    vault.lock().unwrap();
    fill(dir, mb, || vaults::raw_database(dir, &words.text()));
}
