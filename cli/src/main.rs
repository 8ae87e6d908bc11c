//! `rapport-cli`: the engine from a terminal. Here: the words of the command line, and which file answers each.
//! What is done is in one file per noun; sentences for errors and exit codes are in `words`.

mod backups;
mod brief;
mod captures;
mod door;
mod erase;
mod follow_ups;
mod goals;
mod keys;
mod out;
mod packets;
mod people;
mod search;
mod transfer;
mod trends;
mod words;

use chrono::{Local, NaiveDate, NaiveTime, TimeZone};
use clap::{Args, Parser, Subcommand};
use door::Door;
use engine::vault::Now;
use out::Out;
use std::path::PathBuf;
use std::process::ExitCode;
use words::Failure;

/// Rapport from a terminal: the same vault, without the window.
#[derive(Parser)]
#[command(name = "rapport-cli", version, propagate_version = true)]
struct Line {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What stands before every command.
#[derive(Args)]
struct Common {
    /// The folder that holds header.bin
    #[arg(long, env = "RAPPORT_VAULT", global = true, value_name = "DIR")]
    vault: Option<PathBuf>,
    /// A file with the passphrase in it (or RAPPORT_PASSPHRASE_FILE)
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// A file with the 24 words of the recovery key in it
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "passphrase_file")]
    recovery_key_file: Option<PathBuf>,
    /// Takes this day for today
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
    /// Output for programs
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a new vault and prints its recovery key
    Create(keys::Create),
    /// Takes files in, as one step
    Import(transfer::Import),
    /// Writes everything, or one person, as files
    Export(transfer::Export),
    /// Lists people
    People,
    /// Shows one person, whole
    Person(people::Named),
    /// Puts each line of the input into a person's inbox
    Capture(people::Named),
    /// Lists follow-ups
    FollowUps(follow_ups::List),
    /// Shows what to know before a 1:1
    Brief(people::Named),
    /// Shows readings and prompts as they stood on each day
    Trends(trends::Show),
    /// Finds words in everything
    Search(search::Find),
    /// Lists goals
    Goals(goals::List),
    /// Writes a PDF about one person
    Packet(packets::Make),
    /// Writes the whole vault into one file
    Backup(backups::Save),
    /// Makes a vault from a backup, beside any other
    Restore(backups::Restore),
    /// Checks the whole vault, or a backup, and changes nothing
    Verify(backups::Check),
    /// Changes the passphrase
    Passphrase(keys::Change),
    /// Gives the vault new keys and a new recovery key
    Rotate,
    /// Shows the recovery key again
    RecoveryKey,
    /// Erases a person for good, backups included
    Erase(erase::Erase),
}

fn main() -> ExitCode {
    // Wrong words end here, with exit code 2 and a sentence of the parser's own.
    let line = Line::parse();
    let mut out = Out::new(line.common.json);
    match run(line, &mut out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            out.problem(&failure.sentence());
            ExitCode::from(failure.code())
        }
    }
}

fn run(line: Line, out: &mut Out) -> Result<(), Failure> {
    let now = now(line.common.today)?;
    let door = Door::new(line.common, now)?;
    match line.command {
        Command::Create(create) => create.run(&door, out),
        Command::Import(import) => import.run(&door, out),
        Command::Export(export) => export.run(&door, out),
        Command::People => people::list(&door, out),
        Command::Person(person) => people::show(&person, &door, out),
        Command::Capture(person) => captures::take(&person, &door, out),
        Command::FollowUps(list) => list.run(&door, out),
        Command::Brief(person) => brief::show(&person, &door, out),
        Command::Trends(show) => show.run(&door, out),
        Command::Search(find) => find.run(&door, out),
        Command::Goals(list) => list.run(&door, out),
        Command::Packet(make) => make.run(&door, out),
        Command::Backup(save) => save.run(&door, out),
        Command::Restore(restore) => restore.run(&door, out),
        Command::Verify(check) => check.run(&door, out),
        Command::Passphrase(change) => change.run(&door, out),
        Command::Rotate => keys::rotate(&door, out),
        Command::Erase(erase) => erase.run(&door, out),
        Command::RecoveryKey => keys::show(&door, out),
    }
}

/// The clock, or noon of the day that was given.
fn now(today: Option<NaiveDate>) -> Result<Now, Failure> {
    let Some(today) = today else { return Ok(Local::now().fixed_offset()) };
    let noon = today.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12);
    let noon = Local.from_local_datetime(&noon).earliest();
    noon.map(|noon| noon.fixed_offset()).ok_or_else(|| Failure::usage("Give --today a day that has a noon here."))
}
