//! Rows of `rapport.json` taken in, around what the content's own nouns have brought.
//! Which columns travel as rows is in `tables`; the nouns themselves are taken in by `merge`.

use super::merge::Merge;
use super::rows_out::OWN_CHOICES;
use super::tables::{self, Column, Table};
use crate::error::{Error, Result};
use crate::model::transfer::{Moment, Row, Rows};
use rusqlite::{ErrorCode, params_from_iter};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Rows under way from one vault into another.
pub(super) struct RowsIn<'a> {
    rows: &'a Rows,
    tables: Vec<Table>,
    /// (table, id there) → id here.
    known: BTreeMap<(String, String), String>,
    /// Rows here, by id, that the content does not tell.
    untold: BTreeSet<String>,
    /// The vault held nobody: how its scales, topics and choices stand is taken over.
    empty: bool,
}

/// A row of a table here that may be the one that comes in.
struct Candidate {
    id: Option<String>,
    told: bool,
}

impl<'a> RowsIn<'a> {
    pub(super) fn new(merge: &Merge<'_>, rows: &'a Rows) -> Result<Self> {
        let tables = if rows.is_empty() { Vec::new() } else { tables::tables(merge.tx)? };
        let empty = merge.count("SELECT count(*) FROM people", [])? == 0;
        Ok(Self { rows, tables, known: BTreeMap::new(), untold: BTreeSet::new(), empty })
    }

    /// Takes in what hangs on no person; comes before the content, which names scales and topics.
    pub(super) fn general(&mut self, merge: &mut Merge<'_>) -> Result<()> {
        self.part(merge, false)
    }

    /// Takes in what hangs on people; comes after the content.
    pub(super) fn about_people(&mut self, merge: &mut Merge<'_>) -> Result<()> {
        self.part(merge, true)
    }

    fn part(&mut self, merge: &mut Merge<'_>, about_people: bool) -> Result<()> {
        let tables = std::mem::take(&mut self.tables);
        for table in tables.iter().filter(|table| table.about_people == about_people) {
            if let Some(rows) = self.rows.get(&table.name) {
                self.table(merge, table, rows)?;
            }
        }
        self.tables = tables;
        Ok(())
    }

    fn table(&mut self, merge: &mut Merge<'_>, table: &Table, rows: &[Row]) -> Result<()> {
        let mut here = self.stored(merge, table)?;
        for row in rows {
            if !fits(table, row) {
                refuse(merge, table);
                continue;
            }
            // What it hung on is not there: it was left out of the folder, or could not be read.
            let Some(row) = self.translated(table, row) else { continue };
            let told = self.tells(table, |column| row.get(column).cloned());
            let key = key_of(table, |column| row.get(column).cloned().unwrap_or_default());
            let found = here.get_mut(&key).and_then(|them| {
                let same = them.iter().position(|one| one.told == told);
                // A capture that was sorted since, a note that was thrown away: still the same.
                let at = same.or_else(|| them.iter().position(|one| !is_new(merge, table, one, &row)))?;
                them.remove(at)
            });
            match found {
                Some(one) => self.meet(merge, table, &row, one, told)?,
                // The Markdown says otherwise by now.
                None if told => {}
                None => self.add(merge, table, &row)?,
            }
        }
        Ok(())
    }

    /// A row that is here already, or came with the content: one that is new gets what the content did not tell.
    fn meet(&mut self, merge: &mut Merge<'_>, table: &Table, row: &Row, one: Candidate, told: bool) -> Result<()> {
        let new = is_new(merge, table, &one, row);
        let take_over = if table.about_people { told && one.told && new } else { self.empty };
        if take_over {
            let id = one.id.clone().map(Value::String);
            let columns: Vec<&Column> = table.beyond().filter(|column| row.contains_key(&column.name)).collect();
            let by: Vec<String> = match &id {
                Some(_) => vec!["id".to_owned()],
                None => table.primary().map(str::to_owned).collect(),
            };
            if !columns.is_empty() {
                let mut values: Vec<Value> = columns.iter().map(|column| row[&column.name].clone()).collect();
                let set: Vec<String> =
                    (1..).zip(&columns).map(|(n, column)| format!("\"{}\" = ?{n}", column.name)).collect();
                let met: Vec<String> =
                    (values.len() + 1..).zip(&by).map(|(n, name)| format!("\"{name}\" = ?{n}")).collect();
                values.extend(by.iter().map(|name| match &id {
                    Some(id) => id.clone(),
                    None => row.get(name).cloned().unwrap_or_default(),
                }));
                let sql = format!("UPDATE \"{}\" SET {} WHERE {}", table.name, set.join(", "), met.join(" AND "));
                write(merge, table, &sql, &values)?;
            }
        }
        self.know(table, row, one.id, told);
        Ok(())
    }

    /// A row that is not here yet.
    fn add(&mut self, merge: &mut Merge<'_>, table: &Table, row: &Row) -> Result<()> {
        let left = match table.name.as_str() {
            // Earlier texts of a note that was here before are another's.
            "note_revisions" => !points_to_new(merge, table, row),
            // How this vault is set is its own manager's choice.
            "choices" => {
                let own = row.get("key").and_then(Value::as_str).is_none_or(|key| OWN_CHOICES.contains(&key));
                own || !self.empty
            }
            _ => false,
        };
        if left {
            return Ok(());
        }
        let columns: Vec<&Column> = table.whole().filter(|column| row.contains_key(&column.name)).collect();
        let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let values: Vec<Value> = columns.iter().map(|column| row[&column.name].clone()).collect();
        let sql = format!(
            "INSERT INTO \"{}\"({}) VALUES ({}) ON CONFLICT DO NOTHING",
            table.name,
            names.join(", "),
            places.join(", ")
        );
        if write(merge, table, &sql, &values)? {
            let id = row.get("id").and_then(Value::as_str).map(str::to_owned);
            merge.made.extend(id.clone());
            self.know(table, row, id, false);
        }
        Ok(())
    }

    fn know(&mut self, table: &Table, row: &Row, here: Option<String>, told: bool) {
        // The row was translated, but its own id is the one it had there.
        if let (Some(there), Some(id)) = (row.get("id").and_then(Value::as_str), here) {
            if !told {
                self.untold.insert(id.clone());
            }
            self.known.insert((table.name.clone(), there.to_owned()), id);
        }
    }

    fn tells(&self, table: &Table, value: impl Fn(&str) -> Option<Value>) -> bool {
        table.tells(value, |id| !self.untold.contains(id))
    }

    /// The row with the ids its references have here; none when one of them is not here.
    fn translated(&self, table: &Table, row: &Row) -> Option<Row> {
        let mut out = row.clone();
        for column in &table.columns {
            let Some(parent) = &column.refers else { continue };
            let Some(Value::String(there)) = row.get(&column.name) else { continue };
            // Topics are pointed to by their key, which is the same everywhere.
            if parent == "topics" {
                continue;
            }
            let here = self.known.get(&(parent.clone(), there.clone()))?;
            out.insert(column.name.clone(), Value::String(here.clone()));
        }
        Some(out)
    }

    /// The rows here by key, in the order they were made.
    fn stored(&self, merge: &Merge<'_>, table: &Table) -> Result<BTreeMap<String, VecDeque<Candidate>>> {
        let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY {}", columns.join(", "), table.name, table.order());
        let mut statement = merge.tx.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut stored: BTreeMap<String, VecDeque<Candidate>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let mut values = Row::new();
            for (at, column) in table.columns.iter().enumerate() {
                values.insert(column.name.clone(), tables::value(row.get_ref(at)?)?);
            }
            let value = |column: &str| values.get(column).cloned();
            let has_meeting = value("meeting").is_some_and(|meeting| !meeting.is_null());
            let key = key_of(table, |column| table.in_key(column, value(column).unwrap_or_default(), has_meeting));
            let id = value("id").and_then(|id| id.as_str().map(str::to_owned));
            stored.entry(key).or_default().push_back(Candidate { id, told: self.tells(table, value) });
        }
        Ok(stored)
    }
}

/// A row came with this merge; one without an id did when what it hangs on did.
fn is_new(merge: &Merge<'_>, table: &Table, one: &Candidate, row: &Row) -> bool {
    match &one.id {
        Some(id) => merge.made.contains(id),
        None => points_to_new(merge, table, row),
    }
}

fn points_to_new(merge: &Merge<'_>, table: &Table, row: &Row) -> bool {
    let mut ids =
        table.columns.iter().filter(|one| one.refers.is_some()).filter_map(|one| row.get(&one.name)?.as_str());
    ids.any(|id| merge.made.contains(id))
}

fn key_of(table: &Table, value: impl Fn(&str) -> Value) -> String {
    let key: Vec<Value> = table.key().into_iter().map(value).collect();
    Value::Array(key).to_string()
}

/// Whether every value is of its column's kind; the schema itself sees to the rest.
fn fits(table: &Table, row: &Row) -> bool {
    table.columns.iter().all(|column| match row.get(&column.name) {
        Some(Value::String(text)) if column.name == "id" => uuid::Uuid::try_parse(text).is_ok(),
        Some(Value::String(text)) => Moment::of_column(&column.name).is_none_or(|kind| kind.reads(text)),
        Some(Value::Number(number)) => number.as_i64().is_none_or(|number| i32::try_from(number).is_ok()),
        Some(Value::Array(_) | Value::Object(_) | Value::Bool(_)) => false,
        _ => true,
    })
}

/// Runs a statement that the schema may refuse; says whether a row was written.
fn write(merge: &mut Merge<'_>, table: &Table, sql: &str, values: &[Value]) -> Result<bool> {
    let values = values.iter().map(|value| match value {
        Value::String(text) => rusqlite::types::Value::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => rusqlite::types::Value::Integer(number),
            None => rusqlite::types::Value::Real(number.as_f64().unwrap_or_default()),
        },
        _ => rusqlite::types::Value::Null,
    });
    match merge.tx.prepare_cached(sql)?.execute(params_from_iter(values)) {
        Ok(rows) => Ok(rows > 0),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            refuse(merge, table);
            Ok(false)
        }
        Err(error) => Err(Error::from(error)),
    }
}

fn refuse(merge: &mut Merge<'_>, table: &Table) {
    let warning = format!(
        "rapport.json: a row of “{}” is not as Rapport writes it and was left out. Undo the change and import again.",
        table.name
    );
    if !merge.report.warnings.contains(&warning) {
        merge.report.warnings.push(warning);
    }
}
