//! `backup`, `restore` and `verify`: copies of the whole vault, and whether it or one of them is whole.
//! Keys are in `keys`, erasing a person in `erase`.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use clap::Args;
use engine::vault::{self, Verification};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// `backup`.
#[derive(Args)]
pub struct Save {
    /// The backup; never written over
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Serialize)]
struct Saved {
    file: String,
    bytes: u64,
}

impl Save {
    /// Writes the backup and reads it back.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let mut vault = door.open()?;
        let backup = vault.back_up_to(&self.out, door.now)?;
        vault.lock()?;
        let saved = Saved { file: backup.file, bytes: backup.bytes };
        out.show(&saved, |saved| vec![format!("{}: {} bytes, read back and whole", saved.file, saved.bytes)])
    }
}

/// `restore`.
#[derive(Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// A folder that is empty or not there yet
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

#[derive(Serialize)]
struct Restored {
    vault_id: String,
    people: u32,
    meetings: u32,
}

impl Restore {
    /// Makes a vault from the backup, beside any other.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        // Whoever was erased since is erased again: as the vault given says, and the one whose folder the file lies in.
        let around = self.file.parent().and_then(Path::parent);
        let erased_in: Vec<&Path> = door.dir().ok().into_iter().chain(around).collect();
        let vault = vault::restore(&self.file, &self.to, &door.unlock()?, &erased_in, door.now)?;
        let holdings = vault.holdings()?;
        let restored =
            Restored { vault_id: vault.id().to_string(), people: holdings.people, meetings: holdings.meetings };
        vault.lock()?;
        out.show(&restored, |restored| {
            vec![format!("Restored and checked: {} people, {} meetings", restored.people, restored.meetings)]
        })
    }
}

/// `verify`.
#[derive(Args)]
pub struct Check {
    /// A backup file instead of the vault
    file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Checked {
    ok: bool,
    problems: Vec<String>,
    people: u32,
    meetings: u32,
    notes: u32,
    follow_ups: u32,
    observations: u32,
    goals: u32,
    evidence: u32,
    captures: u32,
}

impl Check {
    /// Checks everything; damage is told on standard output and by exit code 4.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let found = match &self.file {
            Some(file) => vault::verify_backup(file, &door.unlock()?)?,
            None => vault::verify(door.dir()?, &door.unlock()?)?,
        };
        let checked = checked(&found);
        out.show(&checked, lines)?;
        if checked.ok {
            return Ok(());
        }
        let sentence = match self.file {
            Some(_) => "This backup is damaged; keep it, and use another one.",
            None => {
                "This vault is damaged; keep the folder as it is, and open it in Rapport or restore a backup beside it."
            }
        };
        Err(Failure::Told { code: 4, sentence: sentence.to_owned() })
    }
}

fn checked(found: &Verification) -> Checked {
    Checked {
        ok: found.ok,
        problems: found.problems.iter().map(ToString::to_string).collect(),
        people: found.people,
        meetings: found.meetings,
        notes: found.notes,
        follow_ups: found.follow_ups,
        observations: found.observations,
        goals: found.goals,
        evidence: found.evidence,
        captures: found.captures,
    }
}

fn lines(checked: &Checked) -> Vec<String> {
    let mut lines = checked.problems.clone();
    if checked.ok {
        lines.push("Everything is as it was written.".to_owned());
    }
    lines.push(format!(
        "{} people, {} meetings, {} notes, {} follow-ups, {} observations, {} goals, {} pieces of evidence, {} captures",
        checked.people,
        checked.meetings,
        checked.notes,
        checked.follow_ups,
        checked.observations,
        checked.goals,
        checked.evidence,
        checked.captures
    ));
    lines
}
