//! When two people met and meet next, read for one person.
//! Beginning, moving and missing meetings is in `meetings`.

use super::Now;
use super::nouns::{self, MEETINGS, all};
use super::rows::Text;
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::meeting::{Meeting, Status};
use crate::model::person::Person;
use crate::model::trend::CadenceMark;
use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension};

/// One person; `not_found` when there is no such row.
pub(super) fn person(conn: &Connection, id: PersonId) -> Result<Person> {
    conn.prepare_cached("SELECT * FROM people WHERE id = ?1")?
        .query_row([Text(id)], nouns::person)
        .optional()?
        .ok_or(Error::not_found("person"))
}

/// People in the lists, in the order they were entered.
pub(super) fn present(conn: &Connection) -> Result<Vec<Person>> {
    all(conn, "SELECT * FROM people WHERE archived_on IS NULL ORDER BY position", [], nouns::person)
}

/// All meetings with a person, oldest first.
pub(super) fn meetings(conn: &Connection, person: PersonId) -> Result<Vec<Meeting>> {
    all(conn, &format!("{MEETINGS} WHERE m.person = ?1 ORDER BY m.date, m.time, m.id"), [Text(person)], nouns::meeting)
}

/// The next 1:1 of a person who is not archived: planned, or expected from the cadence. `meetings` are all of theirs.
pub(super) fn next(person: &Person, meetings: &[Meeting], now: Now) -> Option<CadenceMark> {
    if person.archived_on.is_some() {
        return None;
    }
    let today = now.date_naive();
    let planned = meetings.iter().find(|meeting| meeting.status == Status::Planned && meeting.date >= today);
    if let Some(meeting) = planned {
        let Meeting { date, minutes, status, .. } = *meeting;
        return Some(CadenceMark { date, meeting: Some(meeting.id), minutes, status });
    }
    let last = meetings.iter().filter(|meeting| meeting.status != Status::Planned).map(Meeting::slot).max();
    // A 1:1 of today, whatever day it stood for, is not followed by another one today.
    let met_today = meetings.iter().any(|meeting| meeting.status != Status::Planned && meeting.date == today);
    let from = if met_today { today.succ_opt()? } else { today };
    let date = person.cadence.next_day(last, from)?;
    Some(CadenceMark { date, meeting: None, minutes: person.cadence.minutes, status: Status::Planned })
}

/// Day and time of the next 1:1.
pub(super) fn next_at(person: &Person, meetings: &[Meeting], next: &CadenceMark) -> NaiveDateTime {
    let planned = meetings.iter().find(|meeting| Some(meeting.id) == next.meeting);
    next.date.and_time(planned.map_or(person.cadence.time, |meeting| meeting.time))
}
