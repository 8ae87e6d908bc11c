//! What the content's own nouns do not tell of a vault: rows as they stand, for `rapport.json`.
//! Which columns those are is in `tables`; how the rows are taken in is in `rows_in`.

use super::nouns::all;
use super::tables::{self, Table};
use crate::error::Result;
use crate::model::transfer::{Row, Rows};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Stays behind, and is not taken in: what a vault is called, since when it is there, and the key that tells who was
/// erased.
pub(super) const OWN_CHOICES: [&str; 3] = ["label", "created_at", super::ledger::KEY_CHOICE];

/// The rows of everything, or of one person with the scales and topics their rows point to.
pub(super) fn rows(conn: &Connection, person: Option<&str>) -> Result<Rows> {
    let tables = tables::tables(conn)?;
    let named: BTreeSet<&str> = tables.iter().filter(|one| one.about_people).flat_map(Table::parents).collect();
    let mut out = Out { person, untold: BTreeSet::new(), mine: BTreeSet::new() };
    let mut rows = Rows::new();
    for table in &tables {
        if person.is_some() && !table.about_people && !named.contains(table.name.as_str()) {
            continue;
        }
        let of_table = out.table(conn, table)?;
        if !of_table.is_empty() {
            rows.insert(table.name.clone(), of_table);
        }
    }
    Ok(rows)
}

struct Out<'a> {
    person: Option<&'a str>,
    /// Ids of rows the content does not tell.
    untold: BTreeSet<String>,
    /// Ids of rows about the person.
    mine: BTreeSet<String>,
}

impl Out<'_> {
    fn table(&mut self, conn: &Connection, table: &Table) -> Result<Vec<Row>> {
        // Names in these statements are the schema's own.
        let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY {}", columns.join(", "), table.name, table.order());
        let stored = all(conn, &sql, [], |row| {
            let mut values = BTreeMap::new();
            for (at, column) in table.columns.iter().enumerate() {
                values.insert(column.name.clone(), tables::value(row.get_ref(at)?));
            }
            Ok(values)
        })?;
        let mut rows = Vec::new();
        for values in stored {
            let row: Row = values.into_iter().map(|(column, value)| Ok((column, value?))).collect::<Result<_>>()?;
            if table.name == "choices"
                && row.get("key").and_then(Value::as_str).is_some_and(|key| OWN_CHOICES.contains(&key))
            {
                continue;
            }
            if self.person.is_some() && table.about_people && !self.is_mine(table, &row) {
                continue;
            }
            rows.extend(self.row(table, row));
        }
        Ok(rows)
    }

    /// What travels of a row; nothing when the content tells it whole.
    fn row(&mut self, table: &Table, row: Row) -> Option<Row> {
        let told = table.tells(|column| row.get(column).cloned(), |id| !self.untold.contains(id));
        self.mine.extend(text_of(&row, "id"));
        if !told {
            self.untold.extend(text_of(&row, "id"));
            return Some(table.whole().filter_map(|one| row.get_key_value(&one.name)).map(owned).collect());
        }
        let beyond: Vec<&str> = table.beyond().map(|column| column.name.as_str()).collect();
        if beyond.is_empty() && !table.pointed_to {
            return None;
        }
        let has_meeting = row.get("meeting").is_some_and(|meeting| !meeting.is_null());
        let mut travels: Row = beyond.iter().filter_map(|name| row.get_key_value(*name)).map(owned).collect();
        for name in table.key() {
            let value = row.get(name).cloned().unwrap_or_default();
            travels.insert(name.to_owned(), table.in_key(name, value, has_meeting));
        }
        travels.extend(row.get_key_value("id").map(owned));
        Some(travels)
    }

    fn is_mine(&self, table: &Table, row: &Row) -> bool {
        let text = |column: &str| row.get(column).and_then(Value::as_str);
        if table.name == "people" {
            return text("id") == self.person;
        }
        if table.column("person").is_some() {
            return text("person") == self.person;
        }
        let points_to = |name: &str| text(name).is_some_and(|id| self.mine.contains(id));
        table.columns.iter().any(|column| column.refers.is_some() && points_to(&column.name))
    }
}

fn text_of(row: &Row, column: &str) -> Option<String> {
    row.get(column).and_then(Value::as_str).map(str::to_owned)
}

fn owned((column, value): (&String, &Value)) -> (String, Value) {
    (column.clone(), value.clone())
}
