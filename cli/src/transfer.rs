//! `import` and `export`: files in and out.
//! What the files look like is the engine's `transfer`.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use clap::{Args, ValueEnum};
use engine::model::name;
use engine::model::transfer::{Content, ImportReport};
use engine::transfer;
use engine::vault::Vault;
use std::path::PathBuf;

/// `import`.
#[derive(Args)]
pub struct Import {
    /// A folder in Rapport's layout, or a CSV of check-ins
    path: PathBuf,
    /// What it is
    #[arg(long, default_value = "auto")]
    format: From,
    /// Only tells what would be added
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum From {
    Auto,
    Rapport,
    Markdown,
    RunningDoc,
    Notion,
    Csv,
    Json,
    Ics,
}

impl Import {
    /// Reads the files and merges them, or tells what that would do.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if !matches!(self.format, From::Auto | From::Rapport | From::Csv) {
            return Err(Failure::usage("This format is not read by this version; it reads rapport and csv."));
        }
        let mut read = transfer::read(&self.path)?;
        let asked = match self.format {
            From::Rapport => "rapport",
            From::Csv => "csv",
            _ => &read.format,
        };
        if asked != read.format {
            let (is, asked) = (&read.format, asked);
            return Err(Failure::invalid(format!("This reads as {is}, not as {asked}; leave --format out.")));
        }
        let mut vault = door.open()?;
        if read.format == "csv" {
            know_people(&mut read.content, &vault);
        }
        let report = if self.dry_run {
            vault.plan_merge(&read.content, door.now)?
        } else {
            vault.merge(&read.content, door.now)?
        };
        vault.lock()?;
        let mut report = ImportReport { format: read.format, ..report };
        report.skipped.extend(read.skipped);
        report.warnings.extend(read.warnings);
        let verb = if self.dry_run { "would add" } else { "added" };
        out.show(&report, |report| lines(report, verb))
    }
}

/// A table names people by name alone: whoever the vault calls exactly so is meant.
fn know_people(content: &mut Content, vault: &Vault) {
    for person in &mut content.people {
        let Ok(known) = vault.find_person(&person.name) else { continue };
        let written = name::fold(&person.name);
        let same = |other: &str| name::fold(other) == written;
        if same(&known.name) || same(&known.short_name) || same(&known.handle) {
            person.slug = known.slug;
        }
    }
}

fn lines(report: &ImportReport, verb: &str) -> Vec<String> {
    let mut lines = vec![format!(
        "{verb} {} people, {} meetings, {} follow-ups, {} observations, {} goals",
        report.people, report.meetings, report.follow_ups, report.observations, report.goals
    )];
    lines.extend(report.skipped.iter().map(|skipped| {
        let line = skipped.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("not taken: {}{line}: {}", skipped.file, skipped.reason)
    }));
    lines.extend(report.warnings.iter().cloned());
    lines
}

/// `export`.
#[derive(Args)]
pub struct Export {
    /// As what
    #[arg(long)]
    format: To,
    /// A folder that is empty or not there yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only this person
    #[arg(long, value_name = "P")]
    person: Option<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum To {
    Rapport,
    Json,
    Csv,
    Ics,
}

impl Export {
    /// Writes the folder.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if self.format != To::Rapport {
            return Err(Failure::usage("This format is not written by this version; it writes rapport."));
        }
        let vault = door.open()?;
        let person = match &self.person {
            Some(name) => Some(vault.find_person(name)?.id),
            None => None,
        };
        let report = transfer::write_layout(&vault.content(person)?, &self.out, door.now.date_naive())?;
        out.show(&report, |report| vec![format!("{} files, {} bytes", report.files, report.bytes)])
    }
}
