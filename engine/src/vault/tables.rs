//! The tables as the schema itself tells them, and which columns the content's own nouns tell already.
//! Rows out are in `rows_out`, rows in are in `rows_in`.

use super::nouns::all;
use crate::error::{Error, Result};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A table with rows of its own: no search index.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Its rows hang on a person, directly or through other rows.
    pub(super) about_people: bool,
    /// Other tables point to it.
    pub(super) pointed_to: bool,
    /// What the content tells of it; none: nothing.
    pub(super) told: Option<&'static Told>,
}

/// One column.
pub(super) struct Column {
    pub(super) name: String,
    /// Part of the primary key.
    primary: bool,
    /// The table whose id it holds.
    pub(super) refers: Option<String>,
}

/// Which rows of a table the content's nouns tell.
enum Rows {
    All,
    /// Those in which this column is NULL; the others are in the trash or sorted away.
    While(&'static str),
    /// None; the key alone says which rows are the same.
    None,
}

/// What `Content` says of a table by itself.
pub(super) struct Told {
    table: &'static str,
    rows: Rows,
    /// By which columns a row is found again.
    key: &'static [&'static str],
    /// What else is told of it; every other column travels as a row.
    columns: &'static [&'static str],
}

const TOLD: &[Told] = &[
    Told { table: "team", rows: Rows::All, key: &["one"], columns: &["name", "manager", "about"] },
    Told {
        table: "people",
        rows: Rows::All,
        key: &["slug"],
        columns: &[
            "name",
            "pronouns",
            "role",
            "level",
            "joined",
            "relationship",
            "rhythm",
            "rhythm_n",
            "weekday",
            "time",
            "minutes",
            "about",
            "archived_on",
        ],
    },
    Told { table: "roles", rows: Rows::All, key: &["person", "since"], columns: &["role", "level"] },
    Told {
        table: "meetings",
        rows: Rows::All,
        key: &["person", "date", "time"],
        columns: &["minutes", "status", "moved_from", "by_side"],
    },
    Told { table: "meeting_topics", rows: Rows::All, key: &["meeting", "topic"], columns: &["position"] },
    Told {
        table: "notes",
        rows: Rows::While("deleted_at"),
        key: &["person", "meeting", "date", "text"],
        columns: &["agenda_line"],
    },
    Told { table: "passages", rows: Rows::All, key: &["note", "line"], columns: &["lines", "kind"] },
    Told { table: "agenda_items", rows: Rows::All, key: &["person", "text"], columns: &[] },
    Told { table: "agenda_lines", rows: Rows::All, key: &["meeting", "item"], columns: &["position"] },
    Told {
        table: "follow_ups",
        rows: Rows::While("deleted_at"),
        key: &["person", "note", "owner", "text", "due", "state"],
        columns: &["line"],
    },
    Told { table: "indicators", rows: Rows::None, key: &["key"], columns: &[] },
    Told {
        table: "observations",
        rows: Rows::All,
        key: &["person", "indicator", "date", "source"],
        columns: &["value", "meeting"],
    },
    Told { table: "not_observed", rows: Rows::All, key: &["meeting", "indicator"], columns: &[] },
    Told {
        table: "goals",
        rows: Rows::All,
        key: &["person", "slug"],
        columns: &[
            "title",
            "state",
            "kind",
            "why",
            "opened",
            "horizon",
            "about",
            "step_text",
            "step_owner",
            "step_due",
        ],
    },
    Told { table: "goal_skills", rows: Rows::All, key: &["goal", "position"], columns: &["skill"] },
    Told { table: "milestones", rows: Rows::All, key: &["goal", "position"], columns: &["text", "done", "due"] },
    Told { table: "goal_check_ins", rows: Rows::All, key: &["goal", "date"], columns: &["state", "confidence"] },
    Told { table: "evidence", rows: Rows::All, key: &["goal", "date", "quote"], columns: &["kind"] },
    Told { table: "captures", rows: Rows::While("sorted_on"), key: &["person", "at", "text"], columns: &[] },
];

/// Stays behind: a vault's own number of a row, which nothing but its search index knows.
const ROW_NUMBER: &str = "rowid_";

impl Table {
    /// The columns by which a row is found again.
    pub(super) fn key(&self) -> Vec<&str> {
        match self.told {
            Some(told) => told.key.to_vec(),
            None => self.primary().collect(),
        }
    }

    /// The primary key's columns.
    pub(super) fn primary(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|one| one.primary).map(|one| one.name.as_str())
    }

    /// Columns of a told row that the content does not tell, without its id.
    pub(super) fn beyond(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| {
            let name = column.name.as_str();
            let told = self.told.is_some_and(|told| told.key.contains(&name) || told.columns.contains(&name));
            !told && name != "id" && name != ROW_NUMBER
        })
    }

    /// Columns that travel with a row the content does not tell.
    pub(super) fn whole(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.name != ROW_NUMBER)
    }

    /// The order rows were made in, where the table knows it; else that of its key.
    pub(super) fn order(&self) -> String {
        match self.column(ROW_NUMBER) {
            Some(_) => ROW_NUMBER.to_owned(),
            None => self.primary().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
        }
    }

    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether the content tells such a row; so must all be that its key points to, says `told` of an id.
    pub(super) fn tells(&self, value: impl Fn(&str) -> Option<Value>, told: impl Fn(&str) -> bool) -> bool {
        let rows = match &self.told {
            Some(Told { rows: Rows::All, .. }) => true,
            Some(Told { rows: Rows::While(column), .. }) => value(column).is_none_or(|value| value.is_null()),
            Some(Told { rows: Rows::None, .. }) | None => false,
        };
        let mut pointed =
            self.key().into_iter().filter(|name| self.column(name).is_some_and(|one| one.refers.is_some()));
        rows && pointed.all(|name| value(name).is_none_or(|id| id.as_str().is_none_or(&told)))
    }

    /// What stands for a value in a key: long words by their fingerprint, and a meeting's note by its meeting alone.
    pub(super) fn in_key(&self, column: &str, value: Value, has_meeting: bool) -> Value {
        match value {
            _ if self.name == "notes" && column == "text" && has_meeting => Value::Null,
            Value::String(words) if words.len() > LONGEST_KEY => {
                let digest = Sha256::digest(words.as_bytes());
                let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                Value::String(format!("sha256:{hex}"))
            }
            other => other,
        }
    }
}

/// Words longer than this, in bytes, stand in a key as their fingerprint. A fingerprint is shorter.
const LONGEST_KEY: usize = 120;

/// Every table, those that others point to first.
pub(super) fn tables(conn: &Connection) -> Result<Vec<Table>> {
    let names: Vec<String> = all(
        conn,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        [],
        |row| row.get(0),
    )?;
    let mut waiting = Vec::with_capacity(names.len());
    for name in names {
        waiting.push(table(conn, name)?);
    }
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let placed: BTreeSet<&str> = ordered.iter().map(|table| table.name.as_str()).collect();
        let ready = waiting.iter().position(|table| table.parents().all(|parent| placed.contains(parent)));
        let mut next = waiting.swap_remove(ready.ok_or(Error::internal("tables that point to each other"))?);
        let of_people = |parent: &str| ordered.iter().any(|one| one.name == parent && one.about_people);
        next.about_people = next.name == "people" || next.parents().any(of_people);
        ordered.push(next);
    }
    let pointed_to: BTreeSet<String> = ordered.iter().flat_map(Table::parents).map(str::to_owned).collect();
    ordered.iter_mut().for_each(|table| table.pointed_to = pointed_to.contains(&table.name));
    Ok(ordered)
}

impl Table {
    /// The tables it points to.
    pub(super) fn parents(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter_map(|column| column.refers.as_deref())
    }
}

fn table(conn: &Connection, name: String) -> Result<Table> {
    let columns = all(
        conn,
        "SELECT c.name, c.pk, f.\"table\" AS refers FROM pragma_table_info(?1) c
         LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = c.name ORDER BY c.cid",
        [&name],
        |row| Ok(Column { name: row.get("name")?, primary: row.get::<_, i64>("pk")? > 0, refers: row.get("refers")? }),
    )?;
    let told = TOLD.iter().find(|told| told.table == name);
    Ok(Table { name, columns, about_people: false, pointed_to: false, told })
}

/// A stored value as it travels.
pub(super) fn value(value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).map_err(|_| Error::internal("database value"))?.into(),
        ValueRef::Blob(_) => return Err(Error::internal("bytes have no place in an export")),
    })
}
