//! Taking changes back: every write of `Vault::write` is a step, kept as its inverse in memory until the vault is locked.
//! What a step is called is in `undo_words`.
//!
//! This is the undo log of the SQLite documentation (<https://www.sqlite.org/undoredo.html>): temporary triggers on each
//! table write the statement that takes a change of a row back. `temp_store` is MEMORY, so nothing of it reaches the
//! disk, and closing the database forgets it. A step is refused as soon as one of its rows is not as it left it.

use super::Now;
use super::notes;
use super::nouns::all;
use super::rows::get_some;
use super::undo_words::{Entry, words};
use super::{Vault, note_follow_ups};
use crate::error::{Error, Result};
use crate::model::id::NoteId;
use crate::model::note::join_texts;
use crate::model::undo::UndoStep;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use std::fmt::Write as _;

/// Most steps kept; the oldest is forgotten first.
const STEPS_MAX: u32 = 100;

/// Tables that tell of what happened outside, or how this vault is set up, and those that follow from another.
/// `passages` are read again from their note's text.
const LEFT_OUT: [&str; 4] = ["choices", "erasures", "packets", "passages"];

/// A note's earlier texts are history: taking a change back adds to them and removes none.
const HISTORY: &str = "note_revisions";

/// Columns of a note that follow from its text. The text itself is taken back by joining, because the editor may have
/// gone on meanwhile, and its revision only ever grows.
const WITH_TEXT: [&str; 3] = ["text", "revision", "saved_at"];

/// Columns whose new value says what was done.
const TELLING: [&str; 3] = ["state", "status", "sorted_into"];

const TABLES: &str = "
    CREATE TEMP TABLE undo_now (last INTEGER NOT NULL, step INTEGER);
    INSERT INTO undo_now VALUES (0, NULL);
    CREATE TEMP TABLE undo_steps (step INTEGER PRIMARY KEY, redo INTEGER NOT NULL, what TEXT NOT NULL, quiet INTEGER NOT NULL);
    CREATE TEMP TABLE undo_log (
      seq     INTEGER PRIMARY KEY,
      step    INTEGER NOT NULL,
      noun    TEXT NOT NULL,
      op      TEXT NOT NULL,
      what    TEXT NOT NULL,
      inverse TEXT,
      note    TEXT,
      before  TEXT,
      after   TEXT
    );
    CREATE INDEX temp.undo_log_by_step ON undo_log(step);
";

impl Vault {
    /// The newest change that can be taken back.
    pub fn last_step(&self) -> Result<Option<UndoStep>> {
        if is_ready(&self.conn)? { newest(&self.conn, false) } else { Ok(None) }
    }

    /// Takes the newest change back and tells what it was; none when there is nothing to take back.
    ///
    /// With `step` only that one: Invalid when another change came after it. Invalid when something it touched was
    /// changed since by writing in a note; that step is then forgotten, so that the one before it can be reached.
    pub fn undo(&mut self, step: Option<u32>, now: Now) -> Result<Option<UndoStep>> {
        self.take_back(step, false, now)
    }

    /// Brings the change back that was taken back last. Errors as `undo`.
    pub fn redo(&mut self, now: Now) -> Result<Option<UndoStep>> {
        self.take_back(None, true, now)
    }

    fn take_back(&mut self, only: Option<u32>, redo: bool, now: Now) -> Result<Option<UndoStep>> {
        ready(&self.conn)?;
        let Some(step) = newest(&self.conn, redo)? else { return Ok(None) };
        if only.is_some_and(|only| only != step.id) {
            return Err(Error::invalid("step", "Something else was changed since. Undo that first."));
        }
        self.unseal()?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let fits = replay(&transaction, &step, redo, now)?;
        if if fits { committed(transaction)? } else { transaction.rollback().map(|()| false)? } {
            return Ok(Some(step));
        }
        forget(&self.conn, step.id)?;
        let verb = if redo { "brought" } else { "taken" };
        Err(Error::invalid(
            "step",
            format!("“{}” cannot be {verb} back: it was changed again since. Nothing was done.", step.what),
        ))
    }
}

/// Commits; false when a reference hangs loose, which is only found here, and then nothing was done.
fn committed(transaction: Transaction<'_>) -> Result<bool> {
    match transaction.commit() {
        Ok(()) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Begins a step: from here on each change of a row is written down with its inverse.
pub(super) fn begin(conn: &Connection) -> Result<u32> {
    let sql = "UPDATE undo_now SET last = last + 1, step = last + 1 RETURNING step";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Ends a step, which is called `what`, or by what was done. One that changed nothing leaves no trace.
pub(super) fn end(conn: &Connection, step: u32, what: Option<&str>) -> Result<()> {
    stop(conn)?;
    let entries = entries(conn, step)?;
    if entries.is_empty() {
        return Ok(());
    }
    // What was taken back cannot be brought back on top of something new.
    forget_all(conn, "SELECT step FROM undo_steps WHERE redo")?;
    let (words, quiet) = words(&entries);
    insert(conn, &UndoStep { id: step, what: what.map_or(words, str::to_owned), quiet }, false)?;
    let old = format!("SELECT step FROM undo_steps ORDER BY step DESC LIMIT -1 OFFSET {STEPS_MAX}");
    forget_all(conn, &old)
}

/// Forgets every step: what was there can no longer be brought back, by anyone.
pub(super) fn forget_everything(conn: &Connection) -> Result<()> {
    if is_ready(conn)? {
        conn.execute_batch("DELETE FROM undo_log; DELETE FROM undo_steps;")?;
    }
    Ok(())
}

fn stop(conn: &Connection) -> Result<()> {
    conn.prepare_cached("UPDATE undo_now SET step = NULL")?.execute([])?;
    Ok(())
}

fn insert(conn: &Connection, step: &UndoStep, redo: bool) -> Result<()> {
    conn.prepare_cached("INSERT INTO undo_steps(step, redo, what, quiet) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![step.id, redo, step.what, step.quiet])?;
    Ok(())
}

fn forget(conn: &Connection, step: u32) -> Result<()> {
    forget_all(conn, &format!("SELECT {step}"))
}

/// Forgets the steps a query names.
fn forget_all(conn: &Connection, steps: &str) -> Result<()> {
    conn.prepare_cached(&format!("DELETE FROM undo_log WHERE step IN ({steps})"))?.execute([])?;
    conn.prepare_cached(&format!("DELETE FROM undo_steps WHERE step IN ({steps})"))?.execute([])?;
    Ok(())
}

fn newest(conn: &Connection, redo: bool) -> Result<Option<UndoStep>> {
    let sql = "SELECT step, what, quiet FROM undo_steps WHERE redo = ?1 ORDER BY step DESC LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| Ok(UndoStep { id: row.get(0)?, what: row.get(1)?, quiet: row.get(2)? });
    Ok(conn.prepare_cached(sql)?.query_row([redo], read).optional()?)
}

/// What a step did, alike things counted together.
fn entries(conn: &Connection, step: u32) -> Result<Vec<Entry>> {
    all(conn, "SELECT noun, op, what, count(*) FROM undo_log WHERE step = ?1 GROUP BY noun, op, what", [step], |row| {
        Ok(Entry { noun: row.get(0)?, op: row.get(1)?, what: row.get(2)?, count: row.get(3)? })
    })
}

/// One row of the log, ready to be taken back.
struct Logged {
    noun: String,
    inverse: Option<String>,
    note: Option<NoteId>,
    before: Option<String>,
    after: Option<String>,
}

/// Runs the inverses of a step, newest first, themselves written down as the step that brings it back. False when a row
/// is not as the step left it, or when more hangs on it now; the caller then rolls back.
fn replay(conn: &Connection, step: &UndoStep, redo: bool, now: Now) -> Result<bool> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let opposite = begin(conn)?;
    let sql = "SELECT noun, inverse, note, before, after FROM undo_log WHERE step = ?1 ORDER BY seq DESC";
    let log = all(conn, sql, [step.id], |row| {
        Ok(Logged {
            noun: row.get("noun")?,
            inverse: row.get("inverse")?,
            note: get_some(row, "note")?,
            before: row.get("before")?,
            after: row.get("after")?,
        })
    })?;
    let mut joined = Vec::new();
    for one in &log {
        let fits = match (&one.inverse, one.note, &one.before, &one.after) {
            (Some(inverse), ..) => changes_one_row(conn, inverse)?,
            (None, Some(note), Some(before), Some(after)) => {
                put_text_back(conn, note, before, after, now, &mut joined)?
            }
            _ => false,
        };
        if !fits {
            return Ok(false);
        }
    }
    // Each inverse changes one row. More changes than inverses: something that came later would go too.
    let run = log.iter().filter(|one| one.noun != HISTORY).count();
    let sql = "SELECT count(*) FROM undo_log WHERE step = ?1 AND noun <> ?2";
    let done: i64 = conn.prepare_cached(sql)?.query_row(params![opposite, HISTORY], |row| row.get(0))?;
    if i64::try_from(run) != Ok(done) {
        return Ok(false);
    }
    for note in log.iter().filter_map(|one| one.note) {
        if let Some(note) = notes::whatever(conn, note)? {
            notes::mark_passages(conn, note.id, &note.text)?;
            if joined.contains(&note.id) {
                note_follow_ups::bring_in_step(conn, &note, &note.text, now)?;
            }
        }
    }
    stop(conn)?;
    forget(conn, step.id)?;
    insert(conn, &UndoStep { id: opposite, ..step.clone() }, !redo)?;
    Ok(true)
}

/// Whether a statement changed exactly the row it is about.
fn changes_one_row(conn: &Connection, sql: &str) -> Result<bool> {
    match conn.execute(sql, []) {
        Ok(rows) => Ok(rows == 1),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Gives a note the text it had before. What was written meanwhile stays: the change is taken out of today's text.
fn put_text_back(
    conn: &Connection,
    id: NoteId,
    before: &str,
    after: &str,
    now: Now,
    joined: &mut Vec<NoteId>,
) -> Result<bool> {
    let Some(note) = notes::whatever(conn, id)? else { return Ok(false) };
    let text = if note.text == after {
        before.to_owned()
    } else {
        joined.push(id);
        join_texts(after, &note.text, before)
    };
    if text.len() > crate::model::note::NOTE_MAX {
        return Ok(false);
    }
    notes::replace_text(conn, id, &text, now)?;
    Ok(true)
}

fn is_ready(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM temp.sqlite_schema WHERE name = 'undo_now')";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Makes the log and its triggers when this connection has none yet.
pub(super) fn ready(conn: &Connection) -> Result<()> {
    if is_ready(conn)? {
        return Ok(());
    }
    // A row that INSERT OR REPLACE pushes out is written down only with this.
    let mut sql = format!("BEGIN; PRAGMA recursive_triggers = ON; {TABLES}");
    let tables = all(
        conn,
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'",
        [],
        |row| row.get::<_, String>(0),
    )?;
    for table in tables.iter().filter(|table| !LEFT_OUT.contains(&table.as_str())) {
        let columns = all(conn, "SELECT name, pk > 0 AS pk FROM pragma_table_info(?1)", [table], |row| {
            Ok(Column { name: row.get("name")?, is_key: row.get("pk")? })
        })?;
        triggers(&mut sql, table, &columns);
    }
    sql.push_str("COMMIT;");
    conn.execute_batch(&sql).inspect_err(|_| {
        // Best effort: a half-made log must not keep a transaction open; the error is the one to report.
        let _ = conn.execute_batch("ROLLBACK");
    })?;
    Ok(())
}

struct Column {
    name: String,
    is_key: bool,
}

/// The triggers of one table, added to `sql`. Names of tables and columns come from the schema, values through `quote`.
fn triggers(sql: &mut String, table: &str, columns: &[Column]) {
    let is_note = table == "notes";
    let note = |row: &str| if is_note { format!("{row}.id") } else { "NULL".to_owned() };
    let followed: Vec<&str> = columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|name| !(is_note && WITH_TEXT.contains(name)))
        .collect();
    let key = |row: &str| {
        let terms = columns.iter().filter(|column| column.is_key);
        terms.map(|c| format!("'{0} = '||quote({row}.{0})", c.name)).collect::<Vec<_>>().join("||' AND '||")
    };
    let telling = TELLING.iter().filter(|name| followed.contains(name));
    let told: String = telling.clone().map(|name| format!("||' {name}='||coalesce(new.{name}, '')")).collect();
    let log = |op: &str, what: &str, inverse: &str, note: &str| {
        format!(
            "INSERT INTO undo_log(step, noun, op, what, inverse, note)
               SELECT step, '{table}', '{op}', {what}, {inverse}, {note} FROM undo_now WHERE step IS NOT NULL;"
        )
    };

    if table != HISTORY {
        // A note's text is compared as well: one that was written in is not taken away.
        let same = columns
            .iter()
            .filter(|c| !(is_note && WITH_TEXT[1..].contains(&c.name.as_str())))
            .map(|c| format!("||' AND {0} IS '||quote(new.{0})", c.name))
            .collect::<String>();
        let inverse = format!("'DELETE FROM {table} WHERE '||{}{same}", key("new"));
        let body = log("insert", &format!("''{told}"), &inverse, &note("new"));
        let _ = write!(sql, "CREATE TEMP TRIGGER undo_{table}_i AFTER INSERT ON main.{table} BEGIN {body} END;");

        let sets: String = followed
            .iter()
            .map(|name| format!("||iif(old.{name} IS NOT new.{name}, ', {name} = '||quote(old.{name}), '')"))
            .collect();
        let still: String = followed
            .iter()
            .map(|name| format!("||iif(old.{name} IS NOT new.{name}, ' AND {name} IS '||quote(new.{name}), '')"))
            .collect();
        let changed: String = followed
            .iter()
            .map(|name| {
                let value = if TELLING.contains(name) { format!("||'='||new.{name}") } else { String::new() };
                format!(
                    "||iif(old.{name} IS NOT new.{name}, iif(new.{name} IS NULL, ' -{name}', ' {name}'{value}), '')"
                )
            })
            .collect();
        let differ =
            followed.iter().map(|name| format!("old.{name} IS NOT new.{name}")).collect::<Vec<_>>().join(" OR ");
        let inverse = format!("'UPDATE {table} SET '||substr(''{sets}, 3)||' WHERE '||{}{still}", key("new"));
        let body = log("update", &format!("''{changed}"), &inverse, "NULL");
        let _ = write!(
            sql,
            "CREATE TEMP TRIGGER undo_{table}_u AFTER UPDATE ON main.{table} WHEN {differ} BEGIN {body} END;"
        );
    }

    let names = columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
    let values = columns.iter().map(|c| format!("quote(old.{})", c.name)).collect::<Vec<_>>().join("||', '||");
    let inverse = format!("'INSERT INTO {table}({names}) VALUES ('||{values}||')'");
    let body = log("delete", "''", &inverse, &note("old"));
    let _ = write!(sql, "CREATE TEMP TRIGGER undo_{table}_d AFTER DELETE ON main.{table} BEGIN {body} END;");

    if is_note {
        sql.push_str(
            "CREATE TEMP TRIGGER undo_notes_text AFTER UPDATE OF text ON main.notes WHEN old.text IS NOT new.text BEGIN
               INSERT INTO undo_log(step, noun, op, what, note, before, after)
                 SELECT step, 'notes', 'text', '', new.id, old.text, new.text FROM undo_now WHERE step IS NOT NULL;
             END;",
        );
    }
}
