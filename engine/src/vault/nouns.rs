//! How whole rows read as the model's nouns: person, meeting, follow-up, agenda item.
//! How single values stand in columns is in `rows`; rows of one noun only are with that noun.

use super::rows::{Clock, get, get_some};
use crate::error::Result;
use crate::model::cadence::{Cadence, Rhythm};
use crate::model::follow_up::{FollowUp, FollowUpState};
use crate::model::meeting::{AgendaItem, AgendaSource, Meeting, Status};
use crate::model::name;
use crate::model::person::Person;
use crate::model::repeat::Repeat;
use chrono::Weekday;
use rusqlite::{Connection, Params, Row};

/// Meetings as `m`, for `meeting`; a condition and an order follow.
pub(super) const MEETINGS: &str = "SELECT m.*,
    (SELECT group_concat(topic, char(10)) FROM (SELECT topic FROM meeting_topics t WHERE t.meeting = m.id ORDER BY position)) AS topics,
    (SELECT n.id FROM notes n WHERE n.meeting = m.id AND n.deleted_at IS NULL) AS note
  FROM meetings m ";

/// Follow-ups as `f`, for `follow_up`; a condition and an order follow. Those in the trash are among them.
pub(super) const FOLLOW_UPS: &str = "SELECT f.*,
    (SELECT count(*) FROM meetings m WHERE m.person = f.person AND m.status IN ('held', 'moved') AND m.date > f.made_on
       AND (f.closed_on IS NULL OR m.date < f.closed_on)) AS carried
  FROM follow_ups f ";

/// Agenda items as `i`, for `agenda_item`; a condition and an order follow.
pub(super) const AGENDA_ITEMS: &str = "SELECT i.*,
    (SELECT count(*) FROM agenda_lines l JOIN meetings m ON m.id = l.meeting
      WHERE l.item = i.id AND m.status IN ('held', 'moved') AND i.discussed_in IS NOT m.id) AS carried
  FROM agenda_items i ";

/// All rows of a query, each read by `read`.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Reads a row of `people`.
pub(super) fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let name: String = row.get("name")?;
    Ok(Person {
        id: get(row, "id")?,
        slug: row.get("slug")?,
        handle: row.get("handle")?,
        short_name: name::short_name(&name).to_owned(),
        initials: name::initials(&name),
        name,
        hue: row.get("hue")?,
        pronouns: row.get("pronouns")?,
        role: row.get("role")?,
        level: row.get("level")?,
        joined: get_some(row, "joined")?,
        relationship: get(row, "relationship")?,
        cadence: cadence(row)?,
        zone: row.get("zone")?,
        check_ins: row.get("check_ins")?,
        about: row.get("about")?,
        archived_on: get_some(row, "archived_on")?,
    })
}

/// The cadence in a row of `people`.
pub(super) fn cadence(row: &Row<'_>) -> rusqlite::Result<Cadence> {
    let n: i64 = row.get("rhythm_n")?;
    let rhythm = match row.get::<_, String>("rhythm")?.as_str() {
        "weeks" => Rhythm::Weeks { n: u8::try_from(n).unwrap_or(1) },
        "month_weekday" => Rhythm::MonthWeekday { nth: i8::try_from(n).unwrap_or(1) },
        _ => Rhythm::None,
    };
    let weekday = Weekday::try_from(row.get::<_, u8>("weekday")?).unwrap_or(Weekday::Mon);
    Ok(Cadence { rhythm, weekday, time: row.get::<_, Clock>("time")?.0, minutes: row.get("minutes")? })
}

/// The columns a rhythm stands in.
pub(super) fn rhythm(cadence: Cadence) -> (&'static str, i64) {
    match cadence.rhythm {
        Rhythm::Weeks { n } => ("weeks", i64::from(n)),
        Rhythm::MonthWeekday { nth } => ("month_weekday", i64::from(nth)),
        Rhythm::None => ("none", 0),
    }
}

/// Reads a row of `MEETINGS`.
pub(super) fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let topics: Option<String> = row.get("topics")?;
    Ok(Meeting {
        id: get(row, "id")?,
        person: get(row, "person")?,
        date: get(row, "date")?,
        time: row.get::<_, Clock>("time")?.0,
        minutes: row.get("minutes")?,
        status: status(row)?,
        topics: topics.map(|keys| keys.split('\n').map(str::to_owned).collect()).unwrap_or_default(),
        note: get_some(row, "note")?,
    })
}

/// A meeting's status as its columns tell it.
pub(super) fn status(row: &Row<'_>) -> rusqlite::Result<Status> {
    Ok(match row.get::<_, String>("status")?.as_str() {
        "planned" => Status::Planned,
        "running" => Status::Running,
        "moved" => Status::Moved { from: get(row, "moved_from")?, by: get(row, "by_side")? },
        "missed" => Status::Missed { by: get(row, "by_side")? },
        "leave" => Status::Leave,
        _ => Status::Held,
    })
}

/// Reads a row of `FOLLOW_UPS`.
pub(super) fn follow_up(row: &Row<'_>) -> rusqlite::Result<FollowUp> {
    Ok(FollowUp {
        id: get(row, "id")?,
        person: get(row, "person")?,
        owner: get(row, "owner")?,
        text: row.get("text")?,
        due: get_some(row, "due")?,
        state: follow_up_state(row)?,
        meeting: get_some(row, "meeting")?,
        made_on: get(row, "made_on")?,
        carried: row.get("carried")?,
        nudge_on: get_some(row, "nudge_on")?,
        repeats: row.get::<_, Option<String>>("repeats")?.and_then(|rule| Repeat::of_rule(&rule)),
    })
}

/// The state of a follow-up as its columns tell it.
pub(super) fn follow_up_state(row: &Row<'_>) -> rusqlite::Result<FollowUpState> {
    Ok(match row.get::<_, String>("state")?.as_str() {
        "kept" => FollowUpState::Kept { on: get(row, "closed_on")? },
        "dropped" => FollowUpState::Dropped { on: get(row, "closed_on")?, reason: row.get("reason")? },
        _ => FollowUpState::Open,
    })
}

/// Reads a row of `AGENDA_ITEMS`.
pub(super) fn agenda_item(row: &Row<'_>) -> rusqlite::Result<AgendaItem> {
    let source = match row.get::<_, String>("source")?.as_str() {
        "follow_up" => AgendaSource::FollowUp,
        "topic" => AgendaSource::Topic { weeks: row.get::<_, Option<u32>>("source_weeks")?.unwrap_or(0) },
        "goal" => AgendaSource::Goal,
        "question" => AgendaSource::Question { key: row.get::<_, Option<String>>("question")?.unwrap_or_default() },
        "note" => AgendaSource::Note,
        "capture" => AgendaSource::Capture,
        _ => AgendaSource::Typed,
    };
    Ok(AgendaItem {
        id: get(row, "id")?,
        person: get(row, "person")?,
        text: row.get("text")?,
        source,
        carried: row.get("carried")?,
        discussed_in: get_some(row, "discussed_in")?,
    })
}
