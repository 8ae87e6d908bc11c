//! Processes killed while they write: what they said was stored is there afterwards.
//! Not here: what a disk does when the power goes (`power.rs`).

use crate::desk::{Copy, Desk, recovery};
use crate::{Form, Tally};
use engine::vault::Vault;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// An id in text, bare or in `{"id":"…"}`.
const ID_LETTERS: usize = 36;

/// The child's life: one capture after the other, each told on a line of its own once it is stored.
pub fn write_until_killed(dir: &Path, words: &str) -> ! {
    let mut vault = Vault::open(dir, &recovery(words), crate::vaults::later(60)).expect("the vault opens");
    let person = vault.people(crate::vaults::now()).expect("people").first().expect("a person").person.id;
    let mut told = std::io::stdout();
    loop {
        let id = vault.add_capture(person, "kept whatever comes", crate::vaults::later(61)).expect("a capture");
        writeln!(told, "{}", id.0).and_then(|()| told.flush()).expect("someone listens");
    }
}

/// Kills `child` after `wait` from its first line on, and gives what it had acknowledged.
fn kill_after(mut child: Child, wait: Duration) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().and_then(Result::ok);
    let reader = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
    std::thread::sleep(wait);
    // SIGKILL: nothing of the process runs after this.
    child.kill().unwrap();
    child.wait().unwrap();
    let lines = first.into_iter().chain(reader.join().unwrap());
    lines.filter_map(|line| line.split('"').find(|part| part.len() == ID_LETTERS).map(str::to_owned)).collect()
}

/// What is in the inbox now, and that the vault is whole.
fn stored(copy: &Copy) -> Result<BTreeSet<String>, String> {
    let vault = copy.open().map_err(|error| format!("does not open: {error:?}"))?;
    let found = vault.verify().map_err(|error| format!("cannot be checked: {error:?}"))?;
    if !found.ok {
        return Err(format!("is damaged: {:?}", found.problems));
    }
    let person = vault.people(crate::vaults::now()).map_err(|error| format!("{error:?}"))?[0].person.id;
    let page = vault.person_page(person, crate::vaults::now()).map_err(|error| format!("{error:?}"))?;
    Ok(page.captures.iter().map(|capture| capture.id.0.to_string()).collect())
}

fn rounds(rounds: usize, start: impl Fn(&Copy) -> Child) -> Tally {
    let mut tally = Tally::default();
    let mut dice = fastrand::Rng::with_seed(9);
    let desk = Desk::new();
    let mut copy = desk.copy();
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        // Now and then a fresh one: a long inbox makes the look afterwards slow.
        if round % 25 == 0 {
            copy = desk.copy();
            acknowledged.clear();
        }
        let wait = Duration::from_micros(dice.u64(0..30_000));
        let told = kill_after(start(&copy), wait);
        if told.is_empty() {
            tally.case(Some(format!("round {round}: it stored nothing at all")));
            continue;
        }
        acknowledged.extend(told);
        let lost = stored(&copy).map(|stored| acknowledged.difference(&stored).count());
        tally.case(match lost {
            Ok(0) => None,
            Ok(lost) => Some(format!("round {round}: {lost} acknowledged captures are gone")),
            Err(words) => Some(format!("round {round}: the vault {words}")),
        });
    }
    tally
}

/// A child with nothing but the engine in it.
pub fn of_the_engine(form: Form) -> Tally {
    rounds(form.of(500, 50_000), |copy| {
        Command::new(std::env::current_exe().unwrap())
            .arg("--write-until-killed")
            .arg(&copy.dir)
            .arg(copy.words())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    })
}

/// The terminal twin, reading a stream that does not end. `RAPPORT_CLI` names the program.
pub fn of_the_cli(form: Form) -> Tally {
    let program = std::env::var_os("RAPPORT_CLI").expect("RAPPORT_CLI names rapport-cli: use `cargo xtask torture`");
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), crate::vaults::PASSPHRASE).unwrap();
    rounds(form.of(40, 2_000), |copy| {
        let mut child = Command::new(&program)
            .arg("--vault")
            .arg(&copy.dir)
            .arg("--passphrase-file")
            .arg(secret.path())
            .args(["--json", "capture", "mira"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::spawn(move || while stdin.write_all(b"kept whatever comes\n").is_ok() {});
        child
    })
}
