//! Torture: the vault under kills, failing disks, cut power, flipped bits and hostile bytes. One table at the end.
//! `cargo xtask torture` runs the short form and `--long` the release's sizes. Ordinary proofs are in `tests/main.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr, missing_docs)]

mod bits;
mod bytes;
#[cfg(target_os = "linux")]
mod calls;
mod canary;
mod desk;
mod disk;
mod doors;
mod faults;
mod kill;
#[cfg(target_os = "linux")]
mod memory;
mod model;
mod power;
#[cfg(target_os = "linux")]
mod program;
#[path = "../support/vaults.rs"]
#[allow(dead_code, reason = "the same throw-away vaults as the proofs use, fewer of their words")]
mod vaults;

use std::panic::catch_unwind;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// How much is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A few minutes: with every change.
    Short,
    /// The sizes of a release.
    Long,
}

impl Form {
    /// The number for this form.
    pub fn of(self, short: usize, long: usize) -> usize {
        if self == Self::Long { long } else { short }
    }
}

/// What a row of the table counted.
#[derive(Default)]
pub struct Tally {
    /// Cases that were tried.
    pub cases: usize,
    /// What went wrong, each with what makes it happen again.
    pub failures: Vec<String>,
}

impl Tally {
    /// One case; `fault` says what was wrong, if anything was.
    pub fn case(&mut self, fault: Option<String>) {
        self.cases += 1;
        self.failures.extend(fault);
    }
}

type Row = (&'static str, fn(Form) -> Tally);

/// The longest first, so that two processors end together.
const ROWS: &[Row] = &[
    ("kill -9 of the engine, acknowledged writes kept", kill::of_the_engine),
    ("kill -9 of rapport-cli capture, acknowledged writes kept", kill::of_the_cli),
    #[cfg(target_os = "linux")]
    ("a call of the system fails: EIO, ENOSPC, once and for good", calls::fail),
    #[cfg(target_os = "linux")]
    ("a call of the program fails: passphrase, backup, rotate, erase", program::fail),
    ("the database's file fails: read, write, sync, cut, open, delete", faults::fail),
    ("the disk fails while an unfinished write is undone", faults::fail_in_recovery),
    ("power cut: prefixes, subsets, torn sectors", power::cut),
    ("every bit of the header", bits::of_the_header),
    ("bits in every page", bits::of_the_pages),
    ("pages replayed, swapped, cut, added; emptied files", bits::replay),
    ("near-miss passphrases and hostile costs", doors::knock),
    ("any bytes as header, note, line, query, files", bytes::any),
    ("canaries on disk in four encodings", canary::on_disk),
    ("a model beside the vault: write, undo, lock, kill, restore, erase", model::walk),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let ["--write-until-killed", dir, recovery] = words[..] {
        kill::write_until_killed(dir.as_ref(), recovery);
    }
    let form = if words.contains(&"--long") { Form::Long } else { Form::Short };
    if let ["--row", number, ..] = words[..] {
        return one(&ROWS[number.parse::<usize>().unwrap()], form);
    }
    let only = words.iter().find(|word| !word.starts_with("--"));
    let chosen: Vec<usize> =
        (0..ROWS.len()).filter(|&row| only.is_none_or(|only| ROWS[row].0.contains(only))).collect();
    let passed = all(&chosen, form);
    let failed = chosen.len() - passed;
    let fine = failed == 0 && passed > 0;
    println!("test result: {}. {passed} passed; {failed} failed; 0 ignored", if fine { "ok" } else { "FAILED" });
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One row, in this process; prints its line of the table.
fn one((name, row): &Row, form: Form) -> ExitCode {
    let start = Instant::now();
    let tally = catch_unwind(|| row(form))
        .unwrap_or_else(|_| Tally { cases: 1, failures: vec!["the row itself ended with a panic".to_owned()] });
    let took = start.elapsed().as_secs_f32();
    for failure in tally.failures.iter().take(10) {
        eprintln!("{name}: {failure}");
    }
    println!("{:>8} cases {:>5} failures {took:>7.1} s  {name}", tally.cases, tally.failures.len());
    // A row that tried nothing proves nothing.
    if tally.failures.is_empty() && tally.cases > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The chosen rows, each in a process of its own, as many at once as there are processors. Prints the table and tells
/// how many passed.
fn all(chosen: &[usize], form: Form) -> usize {
    let next = AtomicUsize::new(0);
    let table = Mutex::new(vec![(String::new(), false); chosen.len()]);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((place, &row)) = {
                    let place = next.fetch_add(1, Ordering::SeqCst);
                    chosen.get(place).map(|row| (place, row))
                } {
                    let mut child = Command::new(std::env::current_exe().unwrap());
                    child.arg("--row").arg(row.to_string());
                    if form == Form::Long {
                        child.arg("--long");
                    }
                    let done = child.stderr(Stdio::inherit()).output().unwrap();
                    let line = String::from_utf8_lossy(&done.stdout).into_owned();
                    let line = if line.is_empty() { format!("{} {}\n", done.status, ROWS[row].0) } else { line };
                    print!("{line}");
                    table.lock().unwrap()[place] = (line, done.status.success());
                }
            });
        }
    });
    let table = table.into_inner().unwrap();
    let lines: String = table.iter().map(|(line, _)| line.as_str()).collect();
    println!("\n{lines}");
    table.iter().filter(|(_, passed)| *passed).count()
}
