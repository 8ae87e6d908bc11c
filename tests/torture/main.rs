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
mod model;
mod power;
#[cfg(target_os = "linux")]
mod program;
#[path = "../support/vaults.rs"]
#[allow(dead_code, reason = "the same throw-away vaults as the proofs use, fewer of their words")]
mod vaults;

use std::panic::catch_unwind;
use std::process::ExitCode;
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

/// Kills first: they need the process alone, before the disk is stood in for.
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
    ("a model beside the vault: write, lock, kill, go on", model::walk),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, dir] = words.as_slice()
        && mode == "--write-until-killed"
    {
        kill::write_until_killed(dir.as_ref());
    }
    let form = if words.iter().any(|word| word == "--long") { Form::Long } else { Form::Short };
    let only = words.iter().find(|word| !word.starts_with("--"));
    let mut failed = 0;
    let mut passed = 0;
    let mut table = String::new();
    for (name, row) in ROWS.iter().filter(|(name, _)| only.is_none_or(|only| name.contains(only.as_str()))) {
        let start = Instant::now();
        let tally = catch_unwind(|| row(form))
            .unwrap_or_else(|_| Tally { cases: 1, failures: vec!["the row itself ended with a panic".to_owned()] });
        let took = start.elapsed().as_secs_f32();
        for failure in tally.failures.iter().take(10) {
            eprintln!("{name}: {failure}");
        }
        // A row that tried nothing proves nothing.
        let fine = tally.failures.is_empty() && tally.cases > 0;
        passed += usize::from(fine);
        failed += usize::from(!fine);
        let line = format!("{:>8} cases {:>5} failures {took:>7.1} s  {name}\n", tally.cases, tally.failures.len());
        print!("{line}");
        table.push_str(&line);
    }
    println!("\n{table}");
    let word = if failed == 0 && passed > 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
