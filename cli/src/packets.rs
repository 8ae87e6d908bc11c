//! `packet`: a PDF about one person.
//! What goes in and how it looks is the engine's.

use crate::door::{Door, secret};
use crate::out::Out;
use crate::words::Failure;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use engine::model::packet::{Include, LeftOut, PacketDraft, PacketKind};
use engine::packet;
use serde::Serialize;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// `packet`.
#[derive(Args)]
pub struct Make {
    /// Id, name, or a part of the name that only one person has
    person: String,
    /// Which packet
    #[arg(long)]
    kind: Kind,
    /// First day
    #[arg(long, value_name = "D")]
    from: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "D")]
    to: Option<NaiveDate>,
    /// What goes in that is left out otherwise
    #[arg(long, value_delimiter = ',', value_name = "check-ins,private")]
    include: Vec<More>,
    /// The PDF; never written over
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A file with a password that opens the PDF
    #[arg(long, value_name = "F")]
    password_file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Kind {
    History,
    Review,
    Goals,
    Handover,
    Everything,
    Brag,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum More {
    CheckIns,
    Private,
}

#[derive(Serialize)]
struct Made {
    pages: u32,
    bytes: usize,
    left_out: LeftOut,
}

impl Make {
    /// Renders, writes, and notes it down in the vault.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if self.kind != Kind::History {
            return Err(Failure::usage("This packet is not made by this version; it makes history."));
        }
        let mut vault = door.open()?;
        let draft = PacketDraft {
            person: vault.find_person(&self.person)?.id,
            kind: PacketKind::History,
            from: self.from,
            to: self.to,
            include: Include {
                notes: true,
                follow_ups: true,
                goals: true,
                cadence: true,
                check_ins: self.include.contains(&More::CheckIns),
                private: self.include.contains(&More::Private),
            },
        };
        let gathered = vault.packet(&draft, door.now)?;
        let rendered = packet::render(&gathered)?;
        let pdf = match &self.password_file {
            Some(file) => packet::protect(&rendered.pdf, &secret(file)?)?,
            None => rendered.pdf,
        };
        write_new(&self.out, &pdf)?;
        vault.log_packet(&draft, rendered.pages, door.now)?;
        vault.lock()?;
        let made = Made { pages: rendered.pages, bytes: pdf.len(), left_out: gathered.left_out };
        out.show(&made, |made| {
            let LeftOut { private, check_ins, .. } = made.left_out;
            vec![
                format!("{} pages, {} bytes", made.pages, made.bytes),
                format!("Left out: {private} private passages, check-ins of {check_ins} meetings"),
            ]
        })
    }
}

/// Writes a file that is not there yet; one that was begun and could not be finished is taken away again.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| Failure::of_file(&error))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        Failure::of_file(&error)
    })
}
