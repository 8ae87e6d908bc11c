//! Files of other shapes: read into plain content, or written from it.
//! What is done with the content is the vault's business.

mod check_ins_csv;
mod frontmatter;
mod layout;
mod shift;
mod source;
mod yaml;

use crate::error::{Error, Result};
use crate::model::transfer::{Content, ExportReport, Skipped};
use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use source::Source;
use std::path::Path;

pub use shift::shift_weeks;

/// The team in `assets/demo`, inside the program.
static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../assets/demo");

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

/// Reads a folder in the Rapport layout, or a CSV of check-ins on the scales a new vault has.
///
/// As `read_on`.
pub fn read(path: &Path) -> Result<ReadContent> {
    read_on(path, &layout::INDICATORS)
}

/// Reads a folder in the Rapport layout, or a CSV of check-ins on these scales, each by its key and its name.
///
/// What cannot be taken is listed and everything else is read. `invalid` when there is nothing at `path`, or nothing
/// that Rapport knows.
pub fn read_on(path: &Path, scales: &[(&str, &str)]) -> Result<ReadContent> {
    if path.is_file() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return check_ins_csv::read(path, &name, scales);
    }
    if !path.is_dir() {
        return Err(Error::invalid("path", "There is no folder or file here. Choose another."));
    }
    let source = Source::disk(path)?;
    let known = |path: &String| path == layout::TEAM || path == layout::REST || path.starts_with(layout::PEOPLE);
    if !source.entries.keys().any(known) {
        return Err(Error::invalid("path", "This folder has no people in it. Choose the one that holds `people`."));
    }
    Ok(layout::read::read(&source).read)
}

/// Writes the Rapport Markdown layout, and `rapport.json` for what it has no place for; `today` is the day it is written.
///
/// `already_exists` when `dir` holds anything; on any error `dir` is as it was.
pub fn write_layout(content: &Content, dir: &Path, today: NaiveDate) -> Result<ExportReport> {
    layout::write::write(content, dir, today)
}

/// The sample team that comes with Rapport, with its own `today`.
pub fn sample_team() -> Result<(ReadContent, NaiveDate)> {
    let folder = layout::read::read(&Source::built(&DEMO));
    let today = folder.today.ok_or_else(|| Error::internal("the sample team's day"))?;
    Ok((folder.read, today))
}
