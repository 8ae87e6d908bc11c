//! What may be told about a vault to someone who must not know what is in it: versions, sizes, counts.
//! Not here: the file it is written to, or what the shell adds about the computer.

use rusqlite::types::Value;
use serde::Serialize;

use super::Vault;
use crate::{Error, Result};

/// Numbers about an open vault; no word that anybody typed, and no path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostics {
    /// The schema's version.
    pub schema: u32,
    /// How often keys or file were changed as a whole.
    pub generation: u64,
    /// Bytes of a page.
    pub page_bytes: u32,
    /// Pages of the database.
    pub pages: u32,
    /// Pages of the database that hold nothing.
    pub free_pages: u32,
    /// Each table's name, as in the source, and its rows.
    pub rows: Vec<(String, u32)>,
    /// What was mended or found on opening, by its code.
    pub found: Vec<String>,
}

impl Vault {
    /// What may be told about this vault in a report of a defect.
    pub fn diagnostics(&self) -> Result<Diagnostics> {
        let number = |pragma: &str| -> Result<u32> {
            // SQLCipher answers some of them as text.
            let value = self.conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))?;
            let number = match value {
                Value::Integer(number) => u32::try_from(number).ok(),
                Value::Text(text) => text.parse().ok(),
                _ => None,
            };
            number.ok_or_else(|| Error::internal("pragma"))
        };
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY name";
        let mut tables = self.conn.prepare(sql)?;
        let tables = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        let rows = tables
            .into_iter()
            .map(|table| {
                let count = format!("SELECT count(*) FROM \"{table}\"");
                let rows = self.conn.query_row(&count, [], |row| row.get(0))?;
                Ok((table, rows))
            })
            .collect::<Result<_>>()?;
        Ok(Diagnostics {
            schema: number("user_version")?,
            generation: self.header.generation,
            page_bytes: number("page_size")?,
            pages: number("page_count")?,
            free_pages: number("freelist_count")?,
            rows,
            found: self.mended.iter().map(ToString::to_string).collect(),
        })
    }
}
