//! The receipt of an erasure on one sheet of paper.
//! What was erased and where is the vault's business.

use super::history::Day;
use super::words::{counted, long_date};
use super::{Rendered, world};
use crate::error::Result;
use chrono::NaiveDate;
use serde::Serialize;

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The vault's name.
    pub label: String,
    /// Whose data was erased.
    pub name: String,
    /// Rows that were deleted.
    pub rows: u32,
    /// Backups that were written anew.
    pub backups_rewritten: u32,
    /// Backups that were deleted.
    pub backups_dropped: u32,
    /// The day.
    pub erased_on: NaiveDate,
}

#[derive(Serialize)]
struct Sheet {
    title: String,
    date: Day,
    foot: String,
    heading: String,
    lead: String,
    facts: Vec<(String, String)>,
    limits: &'static str,
}

/// The receipt as a PDF.
pub fn erasure_receipt(receipt: &Receipt) -> Result<Rendered> {
    let Receipt { label, name, rows, backups_rewritten, backups_dropped, erased_on } = receipt;
    let title = format!("Receipt of erasure, {}", long_date(*erased_on));
    let sheet = Sheet {
        title: title.clone(),
        date: Day::of(*erased_on),
        foot: title,
        heading: name.clone(),
        lead: format!(
            "Everything that was kept about {name} in the vault “{label}” was erased on {}.",
            long_date(*erased_on)
        ),
        facts: vec![
            ("Rows deleted".to_owned(), rows.to_string()),
            ("Database".to_owned(), "Written anew without them, under a new key".to_owned()),
            (
                "Backups kept by Rapport".to_owned(),
                format!(
                    "{} written anew without them, {} deleted",
                    counted(*backups_rewritten, "backup", "backups"),
                    counted(*backups_dropped, "backup", "backups")
                ),
            ),
            (
                "Kept".to_owned(),
                "A keyed code that names nobody, so that an older copy is erased again when it is opened".to_owned(),
            ),
        ],
        limits: "Not covered: files that were exported or printed, copies of the vault or of its backups that someone else made, and what other people’s notes say.",
    };
    world::pdf(world::RECEIPT, &sheet, *erased_on)
}
