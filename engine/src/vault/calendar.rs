//! When two people met and meet next, read for one person.
//! Beginning, moving and missing meetings is in `meetings`.

use super::Now;
use super::nouns::{self, MEETINGS, all};
use super::rows::{Text, get, get_some};
use crate::error::{Error, Result};
use crate::model::absence::Absence;
use crate::model::cadence::Around;
use crate::model::id::PersonId;
use crate::model::meeting::{Meeting, Status};
use crate::model::person::Person;
use crate::model::trend::CadenceMark;
use crate::model::zone::Home;
use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension, Row};

/// One person; `not_found` when there is no such row.
pub(super) fn person(conn: &Connection, id: PersonId) -> Result<Person> {
    conn.prepare_cached("SELECT * FROM people WHERE id = ?1")?
        .query_row([Text(id)], nouns::person)
        .optional()?
        .ok_or(Error::not_found("person"))
}

/// One person who has not left; the sentence names `person`.
pub(super) fn present_person(conn: &Connection, id: PersonId) -> Result<Person> {
    let person = person(conn, id)?;
    match person.archived_on {
        Some(_) => Err(Error::invalid(
            "person",
            format!("{0} has left the team. Bring {0} back first, or write a note.", person.short_name),
        )),
        None => Ok(person),
    }
}

/// People in the lists, in the order they were entered.
pub(super) fn present(conn: &Connection) -> Result<Vec<Person>> {
    all(conn, "SELECT * FROM people WHERE archived_on IS NULL ORDER BY position", [], nouns::person)
}

/// All meetings with a person, oldest first.
pub(super) fn meetings(conn: &Connection, person: PersonId) -> Result<Vec<Meeting>> {
    all(conn, &format!("{MEETINGS} WHERE m.person = ?1 ORDER BY m.date, m.time, m.id"), [Text(person)], nouns::meeting)
}

/// Stretches without 1:1s of a person, oldest first.
pub(super) fn absences(conn: &Connection, person: PersonId) -> Result<Vec<Absence>> {
    all(conn, "SELECT * FROM absences WHERE person = ?1 ORDER BY from_date, id", [Text(person)], absence)
}

/// Reads a row of `absences`.
pub(super) fn absence(row: &Row<'_>) -> rusqlite::Result<Absence> {
    Ok(Absence {
        id: get(row, "id")?,
        person: get(row, "person")?,
        kind: get(row, "kind")?,
        from: get(row, "from_date")?,
        to: get_some(row, "to_date")?,
    })
}

/// The manager's clock, as far as the shell has told it.
pub(super) fn home(conn: &Connection, now: Now) -> Result<Home> {
    let name: Option<String> = conn
        .prepare_cached("SELECT value FROM choices WHERE key = 'home_zone'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(Home::new(&name.unwrap_or_default(), now))
}

/// The 1:1 to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next {
    /// When, as the manager's clock shows it.
    pub at: NaiveDateTime,
    /// As a mark of the cadence strip; its meeting is none while it is only expected.
    pub mark: CadenceMark,
}

/// The next 1:1 of a person who is not archived: planned, or expected from the cadence. `meetings` are all of theirs.
pub(super) fn next(conn: &Connection, person: &Person, meetings: &[Meeting], now: Now) -> Result<Option<Next>> {
    if person.archived_on.is_some() {
        return Ok(None);
    }
    let today = now.date_naive();
    let planned = meetings.iter().find(|meeting| meeting.status == Status::Planned && meeting.date >= today);
    if let Some(meeting) = planned {
        let Meeting { date, minutes, status, .. } = *meeting;
        let mark = CadenceMark { date, meeting: Some(meeting.id), minutes, status };
        return Ok(Some(Next { at: date.and_time(meeting.time), mark }));
    }
    let last = meetings.iter().filter(|meeting| meeting.status != Status::Planned).map(Meeting::slot).max();
    // A 1:1 of today, whatever day it stood for, is not followed by another one today.
    let met_today = meetings.iter().any(|meeting| meeting.status != Status::Planned && meeting.date == today);
    let from = if met_today { today.succ_opt().unwrap_or(today) } else { today };
    let away = absences(conn, person.id)?;
    let around = Around { zone: &person.zone, home: home(conn, now)?, away: &away };
    let minutes = person.cadence.minutes;
    Ok(person
        .cadence
        .next_at(last, from, around)
        .map(|at| Next { at, mark: CadenceMark { date: at.date(), meeting: None, minutes, status: Status::Planned } }))
}
