//! `import` and `export`: files in and out.
//! What the files look like is the engine's `transfer`.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use clap::{Args, ValueEnum};
use engine::model::transfer::ImportReport;
use engine::transfer;
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
        let mut vault = door.open()?;
        let indicators = vault.indicators()?;
        let scales: Vec<_> = indicators.iter().map(|one| (one.key.as_str(), one.name.as_str())).collect();
        let mut read = transfer::read_on(&self.path, &scales)?;
        let asked = match self.format {
            From::Rapport => "rapport",
            From::Csv => "csv",
            _ => &read.format,
        };
        if asked != read.format {
            let (is, asked) = (&read.format, asked);
            return Err(Failure::invalid(format!("This reads as {is}, not as {asked}; leave --format out.")));
        }
        if read.format == "csv" {
            vault.know_people(&mut read.content)?;
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
