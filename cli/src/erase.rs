//! `erase`: a person, for good, and the receipt of it.
//! What is deleted where is the engine's.

use crate::door::Door;
use crate::out::Out;
use crate::packets::write_new;
use crate::words::Failure;
use clap::Args;
use engine::packet;
use serde::Serialize;
use std::path::PathBuf;

/// `erase`.
#[derive(Args)]
pub struct Erase {
    /// Id, name, or a part of the name that only one person has
    person: String,
    /// The receipt, a PDF; never written over
    #[arg(long, value_name = "FILE")]
    receipt: PathBuf,
}

#[derive(Serialize)]
struct Done {
    rows: u32,
    backups_rewritten: u32,
}

impl Erase {
    /// Erases, and writes the receipt.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if self.receipt.exists() {
            return Err(Failure::invalid("There is a file of that name already; choose another for the receipt."));
        }
        let mut vault = door.open()?;
        let person = vault.find_person(&self.person)?;
        let erased = vault.erase_person(person.id, door.now)?;
        let receipt = packet::Receipt {
            label: vault.label()?,
            name: person.name,
            rows: erased.rows,
            backups_rewritten: erased.backups_rewritten,
            backups_dropped: erased.backups_dropped,
            erased_on: erased.erased_on,
        };
        vault.lock()?;
        write_new(&self.receipt, &packet::erasure_receipt(&receipt)?.pdf)?;
        let done = Done { rows: erased.rows, backups_rewritten: erased.backups_rewritten };
        out.show(&done, |done| {
            vec![format!("Erased: {} rows; {} backups written anew", done.rows, done.backups_rewritten)]
        })
    }
}
