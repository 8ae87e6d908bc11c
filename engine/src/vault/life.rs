//! A person's life cycle: roles with their dates, stretches without 1:1s, leaving the team and coming back.
//! What is entered about a person is in `people`.

use super::ids::make_id;
use super::nouns::{self, all};
use super::rows::{Text, get};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::absence::{Absence, AbsenceDraft};
use crate::model::id::{AbsenceId, PersonId};
use crate::model::name::one_line;
use crate::model::person::{DatedRole, Person, WORDS_MAX};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

impl Vault {
    /// Takes a person out of the lists from today on; nothing is deleted.
    pub fn archive_person(&mut self, id: PersonId, now: Now) -> Result<()> {
        self.write(|tx| {
            calendar::person(tx, id)?;
            tx.execute(
                "UPDATE people SET archived_on = coalesce(archived_on, ?2) WHERE id = ?1",
                params![Text(id), Text(now.date_naive())],
            )?;
            Ok(())
        })
    }
    /// Brings an archived person back.
    pub fn restore_person(&mut self, id: PersonId) -> Result<()> {
        self.write(|tx| {
            calendar::person(tx, id)?;
            tx.execute("UPDATE people SET archived_on = NULL WHERE id = ?1", [Text(id)])?;
            Ok(())
        })
    }
    /// People who left the team, the latest first.
    pub fn archived_people(&self) -> Result<Vec<Person>> {
        let sql = "SELECT * FROM people WHERE archived_on IS NOT NULL ORDER BY archived_on DESC, position";
        all(&self.conn, sql, [], nouns::person)
    }
    /// Writes down a role from a day on, or changes the one that begins on that day.
    ///
    /// Errors name the field: `role` or `level`.
    pub fn set_role(&mut self, person: PersonId, role: &DatedRole, now: Now) -> Result<Vec<DatedRole>> {
        let line = |field: &str, text: &str| {
            let text = one_line(text);
            match text.chars().count() > WORDS_MAX {
                true => Err(Error::invalid(field, "Shorten this to at most 200 characters.")),
                false => Ok(text),
            }
        };
        let role = DatedRole { since: role.since, role: line("role", &role.role)?, level: line("level", &role.level)? };
        if role.role.is_empty() && role.level.is_empty() {
            return Err(Error::invalid("role", "Name the role or the level."));
        }
        self.write(|tx| {
            calendar::person(tx, person)?;
            keep_role(tx, person, &role)?;
            bring_in_step(tx, person, now.date_naive())?;
            roles(tx, person)
        })
    }
    /// Takes a role that was written down by mistake out of the history.
    pub fn remove_role(&mut self, person: PersonId, since: NaiveDate, now: Now) -> Result<Vec<DatedRole>> {
        self.write(|tx| {
            let sql = "DELETE FROM roles WHERE person = ?1 AND since = ?2";
            if tx.execute(sql, params![Text(person), Text(since)])? == 0 {
                return Err(Error::not_found("role"));
            }
            bring_in_step(tx, person, now.date_naive())?;
            roles(tx, person)
        })
    }
    /// Writes down a stretch without 1:1s. Meetings planned in it stay: they were agreed.
    ///
    /// Errors name the field: `from` (it overlaps another one) or `to`.
    pub fn add_absence(&mut self, draft: &AbsenceDraft, now: Now) -> Result<Absence> {
        draft.check()?;
        self.write(|tx| {
            calendar::person(tx, draft.person)?;
            require_apart(tx, draft, None)?;
            let id = AbsenceId(make_id(now)?);
            tx.execute(
                "INSERT INTO absences(id, person, kind, from_date, to_date) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![Text(id), Text(draft.person), Text(draft.kind), Text(draft.from), draft.to.map(Text)],
            )?;
            absence(tx, id)
        })
    }
    /// Changes kind or days, such as the day somebody is back.
    ///
    /// Errors name the field: `from` or `to`.
    pub fn edit_absence(&mut self, id: AbsenceId, draft: &AbsenceDraft) -> Result<Absence> {
        draft.check()?;
        self.write(|tx| {
            let before = absence(tx, id)?;
            let draft = AbsenceDraft { person: before.person, ..draft.clone() };
            require_apart(tx, &draft, Some(id))?;
            tx.execute(
                "UPDATE absences SET kind = ?2, from_date = ?3, to_date = ?4 WHERE id = ?1",
                params![Text(id), Text(draft.kind), Text(draft.from), draft.to.map(Text)],
            )?;
            absence(tx, id)
        })
    }
    /// Takes it away as if it had not been.
    pub fn remove_absence(&mut self, id: AbsenceId) -> Result<()> {
        self.write(|tx| match tx.execute("DELETE FROM absences WHERE id = ?1", [Text(id)])? {
            0 => Err(Error::not_found("absence")),
            _ => Ok(()),
        })
    }
    /// Tells the vault which time zone the computer is in, by its IANA name; written only when it is another one.
    pub fn live_in(&mut self, zone: &str) -> Result<()> {
        let sql = "SELECT value FROM choices WHERE key = 'home_zone'";
        let known: Option<String> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        if known.as_deref() == Some(zone) || zone.parse::<chrono_tz::Tz>().is_err() {
            return Ok(());
        }
        self.write(|tx| {
            tx.execute(
                "INSERT INTO choices(key, value) VALUES ('home_zone', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1",
                [zone],
            )?;
            Ok(())
        })
    }
}

/// Roles of a person, newest first.
pub(super) fn roles(conn: &Connection, person: PersonId) -> Result<Vec<DatedRole>> {
    all(conn, "SELECT * FROM roles WHERE person = ?1 ORDER BY since DESC", [Text(person)], |row| {
        Ok(DatedRole { since: get(row, "since")?, role: row.get("role")?, level: row.get("level")? })
    })
}

/// Dated history: a second change on one day replaces the first.
pub(super) fn keep_role(conn: &Connection, person: PersonId, role: &DatedRole) -> Result<()> {
    conn.execute(
        "INSERT INTO roles(person, since, role, level) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person, since) DO UPDATE SET role = ?3, level = ?4",
        params![Text(person), Text(role.since), role.role, role.level],
    )?;
    Ok(())
}

/// The person's own row repeats the role of today. Without any history it keeps what it says.
fn bring_in_step(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<()> {
    let roles = roles(conn, person)?;
    if let Some(now) = roles.iter().find(|role| role.since <= today).or(roles.last()) {
        conn.execute(
            "UPDATE people SET role = ?2, level = ?3 WHERE id = ?1",
            params![Text(person), now.role, now.level],
        )?;
    }
    Ok(())
}

fn absence(conn: &Connection, id: AbsenceId) -> Result<Absence> {
    conn.prepare_cached("SELECT * FROM absences WHERE id = ?1")?
        .query_row([Text(id)], calendar::absence)
        .optional()?
        .ok_or(Error::not_found("absence"))
}

/// One day belongs to one absence.
fn require_apart(conn: &Connection, draft: &AbsenceDraft, except: Option<AbsenceId>) -> Result<()> {
    let others = calendar::absences(conn, draft.person)?;
    let overlaps = |other: &&Absence| {
        Some(other.id) != except
            && draft.to.is_none_or(|to| other.from <= to)
            && other.to.is_none_or(|to| draft.from <= to)
    };
    match others.iter().find(overlaps) {
        Some(other) => {
            let reason = format!("These days overlap “{}”. Change that one instead.", other.words(draft.from));
            Err(Error::invalid("from", reason))
        }
        None => Ok(()),
    }
}
