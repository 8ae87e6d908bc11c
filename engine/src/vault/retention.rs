//! Retention: the clocks, what is past its date, removing what the manager agreed to, and hold.
//! What a clock means is the model's `retention`; erasing someone whole is in `erase`.

use rusqlite::{Connection, OptionalExtension, params};

use super::indicators::keeping;
use super::nouns::all;
use super::rows::{Text, get};
use super::{Now, Vault, calendar};
use crate::model::id::PersonId;
use crate::model::indicator::Keeping;
use crate::model::retention::{Held, PastItem, Retention, RetentionKind, RetentionReview, is_due};
use crate::{Error, Result};

const CLOCKS: &str = "retention";
const REVIEWED: &str = "retention_reviewed";

impl Vault {
    /// The clocks, and what is past its date today. Changes nothing.
    pub fn retention_review(&self, now: Now) -> Result<RetentionReview> {
        let (clocks, today) = (clocks(&self.conn)?, now.date_naive());
        let last = choice(&self.conn, REVIEWED)?.and_then(|day| day.parse().ok());
        let mut past = Vec::new();
        for (kind, sql) in [
            (RetentionKind::Everything, LEFT),
            (RetentionKind::Notes, NOTES),
            (RetentionKind::Observations, OBSERVATIONS),
        ] {
            // What is put away is not named, here neither; it is proposed when it is brought back.
            if kind == RetentionKind::Observations && keeping(&self.conn)? == Keeping::NotesOnly {
                continue;
            }
            past.extend(all(
                &self.conn,
                sql,
                params![Text(clocks.cut(kind, today)), Text(clocks.cut(RetentionKind::Everything, today))],
                |row| {
                    Ok(PastItem {
                        person: get(row, "id")?,
                        name: row.get("name")?,
                        kind,
                        rows: row.get("rows")?,
                        oldest: get(row, "oldest")?,
                    })
                },
            )?);
        }
        past.sort_by(|one, other| one.name.cmp(&other.name).then_with(|| one.kind.cmp(&other.kind)));
        let sql = "SELECT id, name, hold_since FROM people WHERE hold_since IS NOT NULL ORDER BY name, id";
        let held = all(&self.conn, sql, [], |row| {
            Ok(Held { person: get(row, "id")?, name: row.get("name")?, since: get(row, "hold_since")? })
        })?;
        Ok(RetentionReview { clocks, is_due: is_due(last, today), past, held })
    }

    /// Sets the clocks; errors name the field.
    pub fn set_retention(&mut self, clocks: Retention) -> Result<()> {
        let text = serde_json::to_string(&clocks.check()?).map_err(|_| Error::internal("retention"))?;
        self.write(|tx| set_choice(tx, CLOCKS, &text))
    }

    /// Notes that the review was held today; the next is due in a month.
    pub fn close_retention_review(&mut self, now: Now) -> Result<()> {
        self.write(|tx| set_choice(tx, REVIEWED, &now.date_naive().to_string()))
    }

    /// Removes what is past its date for one person and one kind, and returns how many rows went. For everything, the
    /// person is erased.
    ///
    /// `invalid` while a hold stands, or when nothing of it is past its date.
    pub fn remove_past(&mut self, person: PersonId, kind: RetentionKind, now: Now) -> Result<u32> {
        let id = calendar::person(&self.conn, person)?.id;
        let proposed = self.retention_review(now)?.past.into_iter().any(|item| item.person == id && item.kind == kind);
        if !proposed {
            return Err(Error::invalid("person", "Nothing of this is past its date, or a hold stands."));
        }
        let cut = clocks(&self.conn)?.cut(kind, now.date_naive());
        let sql = match kind {
            RetentionKind::Everything => return self.erase_person(id, now).map(|erased| erased.rows),
            RetentionKind::Notes => "DELETE FROM notes WHERE person = ?1 AND date < ?2",
            RetentionKind::Observations => "DELETE FROM observations WHERE person = ?1 AND date < ?2",
        };
        let removed = self.write(|tx| Ok(tx.execute(sql, params![Text(id), Text(cut)])?))?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    /// Puts a person on hold from today, or ends the hold: while it stands nothing of theirs is proposed or erased.
    pub fn set_hold(&mut self, person: PersonId, hold: bool, now: Now) -> Result<()> {
        let id = calendar::person(&self.conn, person)?.id;
        let since = hold.then(|| Text(now.date_naive()));
        let sql = "UPDATE people SET hold_since = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(hold_since, ?2) END WHERE id = ?1";
        self.write(|tx| Ok(tx.execute(sql, params![Text(id), since]).map(drop)?))
    }
}

/// Whoever left before ?1.
const LEFT: &str = "SELECT p.id, p.name, p.archived_on AS oldest,
    (SELECT count(*) FROM meetings WHERE person = p.id) + (SELECT count(*) FROM notes WHERE person = p.id) AS rows
  FROM people p WHERE p.hold_since IS NULL AND p.archived_on < ?1 AND ?2 IS NOT NULL";
/// Notes before ?1 of whoever has not left before ?2.
const NOTES: &str = "SELECT p.id, p.name, min(n.date) AS oldest, count(*) AS rows
  FROM people p JOIN notes n ON n.person = p.id
  WHERE p.hold_since IS NULL AND n.date < ?1 AND (p.archived_on IS NULL OR p.archived_on >= ?2) GROUP BY p.id";
/// Check-ins before ?1 of whoever has not left before ?2.
const OBSERVATIONS: &str = "SELECT p.id, p.name, min(o.date) AS oldest, count(*) AS rows
  FROM people p JOIN observations o ON o.person = p.id
  WHERE p.hold_since IS NULL AND o.date < ?1 AND (p.archived_on IS NULL OR p.archived_on >= ?2) GROUP BY p.id";

fn clocks(conn: &Connection) -> Result<Retention> {
    let chosen = choice(conn, CLOCKS)?;
    Ok(chosen.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn choice(conn: &Connection, key: &str) -> Result<Option<String>> {
    Ok(conn.query_row("SELECT value FROM choices WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}

fn set_choice(conn: &Connection, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO choices(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2";
    conn.execute(sql, [key, value])?;
    Ok(())
}
