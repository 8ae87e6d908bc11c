//! The full check of a vault: headers, every page, structure, references, and what it holds.
//! Not here: mending (`open.rs`).

use std::fmt;
use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;

use super::open::{check, read_headers};
use super::{Unlock, Vault, nouns};
use crate::{Change, Error, Result};

/// Fills most of a page, in bytes, and fits into it: a row of its own for each free page.
const FILLING: i64 = 3900;

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// `header.bin` is damaged or gone; its copy is whole.
    Header,
    /// `header.bak` is damaged, gone, or not the same as `header.bin`.
    HeaderCopy,
    /// The database or its seal is not what the last lock left.
    Altered,
    /// The seal is gone.
    Unsealed,
    /// The backup file is damaged or cut.
    Backup,
    /// Both headers are damaged, or not written by the holder of the key.
    Headers,
    /// The database file cannot be opened at all.
    Database,
    /// Pages whose authenticator does not hold.
    Pages {
        /// How many.
        count: u32,
    },
    /// Pages that hold nothing and whose authenticator does not hold.
    FreePages {
        /// How many.
        count: u32,
    },
    /// Tables and indexes that do not agree.
    Structure {
        /// How many findings, 100 at most.
        count: u32,
    },
    /// Rows that point to rows that are not there.
    References {
        /// How many.
        count: u32,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => write!(f, "header.bin is damaged or gone; header.bak is whole."),
            Self::HeaderCopy => write!(f, "header.bak is damaged, gone, or out of date."),
            Self::Altered => write!(f, "The database or its seal is not what the last lock left."),
            Self::Unsealed => write!(f, "seal.bin is gone; nothing tells what the last lock left."),
            Self::Backup => write!(f, "The backup file is damaged or cut."),
            Self::Headers => write!(f, "Both header files are damaged."),
            Self::Database => write!(f, "The database file is damaged and does not open."),
            Self::Pages { count } => write!(f, "{count} pages of the database are damaged."),
            Self::FreePages { count } => {
                write!(f, "{count} unused pages of the database are damaged; nothing that was written is in them.")
            }
            Self::Structure { count } => {
                write!(f, "The database contradicts itself in {count} places.")
            }
            Self::References { count } => write!(f, "{count} rows point to rows that are gone."),
        }
    }
}

/// What a full check found, and how many rows of each kind there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Verification {
    /// Whether nothing at all was found, mended damage included.
    pub ok: bool,
    /// Everything that was found.
    pub problems: Vec<Problem>,
    /// People, archived ones included.
    pub people: u32,
    /// Meetings of every status.
    pub meetings: u32,
    /// Notes.
    pub notes: u32,
    /// Follow-ups, done and dropped ones included.
    pub follow_ups: u32,
    /// Observations, said and observed.
    pub observations: u32,
    /// Goals.
    pub goals: u32,
    /// Pieces of evidence.
    pub evidence: u32,
    /// Captures.
    pub captures: u32,
}

impl Verification {
    pub(super) fn damaged(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

impl Vault {
    /// Checks everything, also what was mended when it was opened. Reads the whole file.
    pub fn verify(&self) -> Result<Verification> {
        let mut problems = self.mended.clone();
        match read_headers(&self.dir) {
            Ok(headers) if headers.header == self.header => problems.extend(headers.problems),
            Ok(_) | Err(_) => problems.push(Problem::Headers),
        }
        problems.dedup();
        check_database(&self.conn, problems)
    }
}

/// Checks the vault in `dir` and changes nothing, not even what could be mended.
///
/// Damage is a finding, not an error; `wrong_passphrase`, `busy`, `newer_vault` and the like are
/// errors, for they say nothing about the vault's health.
pub fn verify(dir: &Path, unlock: &Unlock) -> Result<Verification> {
    match check(dir, unlock, false) {
        Ok(mut opened) => {
            opened.problems.extend(opened.change.map(Problem::from));
            check_database(&opened.conn, opened.problems)
        }
        Err(Error::Changed { how }) => Ok(Verification::damaged(how.into())),
        Err(Error::Damaged { part }) if part == "header" => Ok(Verification::damaged(Problem::Headers)),
        Err(Error::Damaged { .. }) => Ok(Verification::damaged(Problem::Database)),
        Err(other) => Err(other),
    }
}

impl From<Change> for Problem {
    fn from(how: Change) -> Self {
        match how {
            Change::Unsealed => Self::Unsealed,
            Change::Altered | Change::Older | Change::Parted => Self::Altered,
        }
    }
}

/// `damaged` unless every page, table and reference of the database holds.
pub(super) fn require_whole(conn: &Connection) -> Result<()> {
    let whole = count_rows(conn, "PRAGMA cipher_integrity_check")? == 0
        && structure_findings(conn)? == 0
        && count_rows(conn, "PRAGMA foreign_key_check")? == 0;
    if whole { Ok(()) } else { Err(Error::damaged("database")) }
}

/// How the pages that hold nothing were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FreePages {
    Whole,
    /// Some were torn by a power cut: their authenticators do not hold.
    Torn,
}

/// `require_whole` after a stop, when pages that hold nothing may be torn.
///
/// SQLite writes a page that was free without keeping it in the journal first: what was in it is of no use to anyone.
/// When the power goes meanwhile, the page is free again and its bytes are neither the old ones nor the new.
/// `integrity_check` reads every page that holds anything through its authenticator, so what only
/// `cipher_integrity_check` finds is free.
pub(super) fn require_whole_but_free_pages(conn: &Connection) -> Result<FreePages> {
    let torn = count_rows(conn, "PRAGMA cipher_integrity_check")?;
    if structure_findings(conn)? > 0 || count_rows(conn, "PRAGMA foreign_key_check")? > 0 {
        return Err(Error::damaged("database"));
    }
    Ok(if torn == 0 { FreePages::Whole } else { FreePages::Torn })
}

/// Writes every free page anew, for a copy reads them too. Each is taken without being read, and given back, which
/// `secure_delete` fills with zeros. `damaged` when a page still does not hold.
pub(super) fn clear_free_pages(conn: &mut Connection) -> Result<()> {
    let transaction = conn.transaction()?;
    transaction.execute_batch("CREATE TABLE free_pages (filling BLOB)")?;
    // A row takes a page or more, so this comes to an end.
    while transaction.query_row("PRAGMA freelist_count", [], |row| row.get::<_, i64>(0))? > 0 {
        transaction.prepare_cached("INSERT INTO free_pages VALUES (zeroblob(?1))")?.execute([FILLING])?;
    }
    transaction.execute_batch("DROP TABLE free_pages")?;
    transaction.commit()?;
    require_pages(conn)
}

/// `damaged` unless every page holds: much quicker than `require_whole`, and enough for a copy.
pub(super) fn require_pages(conn: &Connection) -> Result<()> {
    if count_rows(conn, "PRAGMA cipher_integrity_check")? == 0 { Ok(()) } else { Err(Error::damaged("database")) }
}

/// How many rows each table has, in order of their names.
pub(super) fn rows(conn: &Connection) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut rows = Vec::new();
    for table in nouns::all(conn, sql, [], |row| row.get::<_, String>(0))? {
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        let count: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        rows.push((table, u64::try_from(count).unwrap_or(0)));
    }
    Ok(rows)
}

pub(super) fn check_database(conn: &Connection, mut problems: Vec<Problem>) -> Result<Verification> {
    let pages = count_rows(conn, "PRAGMA cipher_integrity_check")?;
    // On damaged pages the next two may fail as a whole, which is a finding too.
    let structure = structure_findings(conn).unwrap_or(1);
    match (pages, structure) {
        (0, _) => {}
        (count, 0) => problems.push(Problem::FreePages { count }),
        (count, _) => problems.push(Problem::Pages { count }),
    }
    if structure > 0 {
        problems.push(Problem::Structure { count: structure });
    }
    match count_rows(conn, "PRAGMA foreign_key_check") {
        Ok(0) => {}
        Ok(count) => problems.push(Problem::References { count }),
        Err(_) => problems.push(Problem::References { count: 1 }),
    }
    let rows = |table: &str| -> Result<u32> {
        let sql = format!("SELECT count(*) FROM {table}");
        match conn.query_row(&sql, [], |row| row.get(0)) {
            Ok(count) => Ok(count),
            // A count that cannot be read is already among the problems.
            Err(_) if !problems.is_empty() => Ok(0),
            Err(error) => Err(error.into()),
        }
    };
    Ok(Verification {
        ok: problems.is_empty(),
        people: rows("people")?,
        meetings: rows("meetings")?,
        notes: rows("notes")?,
        follow_ups: rows("follow_ups")?,
        observations: rows("observations")?,
        goals: rows("goals")?,
        evidence: rows("evidence")?,
        captures: rows("captures")?,
        problems,
    })
}

fn count_rows(conn: &Connection, sql: &str) -> Result<u32> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut count: u32 = 0;
    while rows.next()?.is_some() {
        count = count.saturating_add(1);
    }
    Ok(count)
}

/// `integrity_check` answers one row "ok", or a row for each finding.
fn structure_findings(conn: &Connection) -> Result<u32> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let findings = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut count = 0;
    for finding in findings {
        count += u32::from(finding? != "ok");
    }
    Ok(count)
}
