//! Files of other shapes: read into plain content, or written from it.
//! What is done with the content is the vault's business.

use crate::error::{Error, Result};
use crate::model::transfer::{Content, ExportReport, Skipped};
use std::path::Path;

/// What was read from files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadContent {
    /// `rapport`, `csv`, …
    pub format: String,
    /// What was understood.
    pub content: Content,
    /// What was not, by file and line.
    pub skipped: Vec<Skipped>,
    /// What was taken differently: sentences.
    pub warnings: Vec<String>,
}

/// Reads a file or folder in whatever format it is in.
pub fn read(_path: &Path) -> Result<ReadContent> {
    Err(Error::internal("read"))
}

/// Writes the Rapport Markdown layout, and `rapport.json` for what it has no place for; `today` is the day it is written.
pub fn write_layout(_content: &Content, _dir: &Path, _today: chrono::NaiveDate) -> Result<ExportReport> {
    Err(Error::internal("write_layout"))
}

/// The sample team that comes with Rapport, with its own `today`.
pub fn sample_team() -> Result<(ReadContent, chrono::NaiveDate)> {
    Err(Error::internal("sample_team"))
}

/// Moves every date by whole weeks, so that weekdays stay.
pub fn shift_weeks(_content: &mut Content, _weeks: i64) {}
