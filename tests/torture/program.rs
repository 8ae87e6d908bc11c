//! Calls that the program makes for its own files fail: headers, generations, backups. Injected from outside by strace.
//! Not here: what SQLite asks of the system (`calls.rs`).

use crate::desk::{Copy, Desk, without_ids};
use crate::vaults::{OTHER, PASSPHRASE, later, passphrase};
use crate::{Form, Tally};
use engine::vault::Vault;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Calls that change a disk; the mark lets strace pass over those a machine does not have.
const CALLS: &[&str] = &[
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "?rename",
    "renameat2",
    "?unlink",
    "unlinkat",
    "copy_file_range",
    "?mkdir",
];

/// What is run, after the words that name vault and secret; `OUT` is a path of its own.
const COMMANDS: &[&[&str]] = &[
    &["passphrase", "--new-passphrase-file", "OTHER"],
    &["backup", "--out", "OUT"],
    &["rotate"],
    &["erase", "tunde", "--receipt", "OUT"],
];

struct Bench {
    desk: Desk,
    secrets: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let secrets = tempfile::tempdir().unwrap();
        fs::write(secrets.path().join("now"), PASSPHRASE).unwrap();
        fs::write(secrets.path().join("next"), OTHER).unwrap();
        Self { desk: Desk::with_two(), secrets }
    }

    /// Runs `words` on `copy` under strace, told what to do by `how`.
    fn run(&self, copy: &Copy, words: &[&str], how: &[String]) -> Output {
        let program =
            std::env::var_os("RAPPORT_CLI").expect("RAPPORT_CLI names rapport-cli: use `cargo xtask torture`");
        let mut line = Command::new("strace");
        line.args(["-f", "-qq", "-o"]).arg(copy.beside("calls")).args(how).arg(program);
        line.arg("--vault").arg(&copy.dir).arg("--passphrase-file").arg(self.secrets.path().join("now"));
        line.args(["--today", "2026-10-09", "--json"]);
        for word in words {
            match *word {
                "OTHER" => line.arg(self.secrets.path().join("next")),
                "OUT" => line.arg(copy.beside("out")),
                plain => line.arg(plain),
            };
        }
        line.stdin(Stdio::null()).output().expect("strace is there: `cargo xtask setup`")
    }

    /// How often `words` makes each call when all goes well.
    fn counted(&self, words: &[&str]) -> (BTreeMap<String, usize>, Copy) {
        let copy = self.desk.copy();
        let done = self.run(&copy, words, &["-e".to_owned(), format!("trace={}", CALLS.join(","))]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut counts = BTreeMap::new();
        for line in fs::read_to_string(copy.beside("calls")).unwrap().lines() {
            // `1234  openat(AT_FDCWD, …`
            let call = line.split_whitespace().nth(1).and_then(|rest| rest.split_once('('));
            if let Some((name, _)) = call {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
        (counts, copy)
    }
}

/// Opens with whichever passphrase does, and tells what is in it.
fn content(dir: &Path) -> Result<String, String> {
    let open = |text| Vault::open(dir, &passphrase(text), later(90));
    let vault = open(PASSPHRASE).or_else(|_| open(OTHER)).map_err(|error| format!("does not open: {error:?}"))?;
    let content = vault.content(None).map_err(|error| format!("cannot be read: {error:?}"))?;
    vault.lock().map_err(|error| format!("does not close: {error:?}"))?;
    // What a copy of the header mended is mended now.
    let again = open(PASSPHRASE).or_else(|_| open(OTHER)).map_err(|error| format!("does not open again: {error:?}"))?;
    let found = again.verify().map_err(|error| format!("cannot be checked: {error:?}"))?;
    if found.ok { Ok(without_ids(&content)) } else { Err(format!("is damaged: {:?}", found.problems)) }
}

pub fn fail(form: Form) -> Tally {
    let mut tally = Tally::default();
    let bench = Bench::new();
    let before = content(&bench.desk.copy().dir).unwrap();
    for words in COMMANDS {
        let (counts, done) = bench.counted(words);
        let after = content(&done.dir).unwrap();
        for (call, count) in counts {
            let step = (count / form.of(2, count)).max(1);
            for nth in (1..=count).step_by(step) {
                for (error, for_good) in [("EIO", ""), ("ENOSPC", "+")] {
                    let copy = bench.desk.copy();
                    let how = format!("inject={call}:error={error}:when={nth}{for_good}");
                    let ended = bench.run(&copy, words, &["-e".to_owned(), how.clone()]);
                    let succeeded = ended.status.success();
                    let fault = match content(&copy.dir) {
                        Err(fault) => Some(format!("the vault {fault}")),
                        Ok(found) if succeeded && found != after => Some("said done, and it is not".to_owned()),
                        Ok(found) if found != before && found != after => Some("half of it is there".to_owned()),
                        Ok(_) => (succeeded && words[0] == "backup").then(|| restored(&copy, &after)).flatten(),
                    };
                    tally.case(fault.map(|fault| {
                        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
                        format!("{}: {how}: {fault} (it said: {})", words[0], said.trim())
                    }));
                }
            }
        }
    }
    tally
}

/// A backup that was said to be made holds everything.
fn restored(copy: &Copy, after: &str) -> Option<String> {
    let (to, file) = (copy.beside("restored"), copy.beside("out"));
    let restored = engine::vault::restore(&file, &to, &passphrase(PASSPHRASE), &[], later(95));
    match restored.and_then(Vault::lock).map_err(|error| format!("{error:?}")).and_then(|()| content(&to)) {
        Ok(found) if found == after => None,
        Ok(_) => Some("the backup holds something else".to_owned()),
        Err(words) => Some(format!("the backup: {words}")),
    }
}
