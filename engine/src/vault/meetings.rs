//! Meetings: begun, ended, planned, moved, missed.
//! Notes are in `notes`, what waits for a meeting in `agenda`.

use super::ids::make_id;
use super::nouns::{self, FOLLOW_UPS, MEETINGS, all};
use super::rows::{Clock, Text, get, get_some};
use super::{Now, Vault, agenda, calendar, goals, notes, observations};
use crate::error::{Error, Result};
use crate::model::follow_up::FollowUpState;
use crate::model::id::{MeetingId, PersonId};
use crate::model::meeting::{Meeting, MeetingDraft, Reflection, Side, Status};
use crate::model::name::one_line;
use crate::model::note::first_paragraph;
use crate::model::pages::{MeetingPage, WrapUp};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, params};

/// Longest meeting counted, in minutes: a clock left running overnight.
const MINUTES_MAX: i64 = 1440;
/// Longest line to look back on, in characters.
const REFLECTION_MAX: usize = 500;

impl Vault {
    /// One meeting.
    pub fn meeting(&self, id: MeetingId) -> Result<Meeting> {
        meeting(&self.conn, id)
    }
    /// Begins a 1:1 now, or goes on with the one that runs with this person. A planned meeting of today is used, and one
    /// that was begun and ended today goes on; an empty note is made.
    ///
    /// Invalid when a meeting with somebody else runs.
    pub fn start_meeting(&mut self, person: PersonId, now: Now) -> Result<MeetingId> {
        self.write(|tx| {
            let person = calendar::present_person(tx, person)?;
            let running = all(tx, "SELECT id, person FROM meetings WHERE status = 'running'", [], |row| {
                Ok((get::<MeetingId>(row, "id")?, get::<PersonId>(row, "person")?))
            })?;
            if let Some(&(id, with)) = running.first() {
                if with == person.id {
                    return Ok(id);
                }
                let other = calendar::person(tx, with)?.short_name;
                return Err(Error::invalid("person", format!("A 1:1 with {other} is still running. End it first.")));
            }
            let today = now.date_naive();
            let id = match of_today(tx, person.id, today)? {
                Some(id) => {
                    tx.execute("DELETE FROM agenda_lines WHERE meeting = ?1", [Text(id)])?;
                    tx.execute(
                        "UPDATE meetings SET status = 'running', moved_from = NULL, by_side = NULL, ended_at = NULL,
                           started_at = coalesce(started_at, ?2) WHERE id = ?1",
                        params![Text(id), Text(now)],
                    )?;
                    id
                }
                None => {
                    let meetings = calendar::meetings(tx, person.id)?;
                    let next = calendar::next(tx, &person, &meetings, now)?;
                    // Held ad hoc, it begins when it begins.
                    let time = next.filter(|next| next.at.date() == today).map_or(now.time(), |next| next.at.time());
                    let id = MeetingId(make_id(now)?);
                    tx.execute(
                        "INSERT INTO meetings(id, person, date, time, minutes, status, started_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, 'running', ?6)",
                        params![Text(id), Text(person.id), Text(today), Clock(time), person.cadence.minutes, Text(now)],
                    )?;
                    id
                }
            };
            notes::add(tx, person.id, Some(id), today, now)?;
            Ok(id)
        })
    }
    /// The meeting screen, also for a meeting that ended, has not begun, or did not take place: one without a note has
    /// an empty one, which its first save begins.
    pub fn meeting_page(&self, id: MeetingId, now: Now) -> Result<MeetingPage> {
        let conn = &self.conn;
        let meeting = meeting(conn, id)?;
        let person = calendar::person(conn, meeting.person)?;
        let note = match meeting.note {
            Some(note) => notes::note(conn, note)?,
            None => notes::unwritten(&meeting, now),
        };
        let started_at = conn
            .prepare_cached("SELECT started_at FROM meetings WHERE id = ?1 AND status = 'running'")?
            .query_row([Text(id)], |row| row.get::<_, Option<Text<Now>>>(0))
            .optional()?
            .flatten()
            .map(|text| text.0);
        let open = format!(
            "{FOLLOW_UPS} WHERE f.person = ?1 AND f.state = 'open' AND f.deleted_at IS NULL AND f.note IS NOT ?2
             AND f.meeting IS NOT ?3 ORDER BY f.owner = 'them', f.due IS NULL, f.due, f.made_on, f.rowid_"
        );
        let keys = params![Text(person.id), Text(note.id), Text(id)];
        let open_follow_ups = all(conn, &open, keys, nouns::follow_up)?;
        let last_meeting = calendar::meetings(conn, person.id)?.into_iter().rev().find(|other| {
            other.took_place() && other.id != id && (other.date, other.time) < (meeting.date, meeting.time)
        });
        let last_time = match last_meeting.as_ref().and_then(|meeting| meeting.note) {
            Some(note) => first_paragraph(&notes::note(conn, note)?.text),
            None => None,
        };
        let goals = goals::cards_of(conn, &person, now.date_naive())?
            .into_iter()
            .filter(|card| card.goal.state == crate::model::goal::GoalState::Active)
            .collect();
        Ok(MeetingPage {
            started_at,
            now,
            agenda: agenda::of_meeting(conn, &meeting)?,
            check_in: observations::check_in_rows(conn, &meeting)?,
            open_follow_ups,
            made_here: notes::follow_ups(conn, &note)?,
            goals,
            last_meeting,
            last_time,
            note,
            person,
            meeting,
        })
    }
    /// Ends a running 1:1: minutes are counted, open agenda items are carried over. One that ended already is told again.
    pub fn end_meeting(&mut self, id: MeetingId, now: Now) -> Result<WrapUp> {
        self.write(|tx| {
            let before = meeting(tx, id)?;
            match before.status {
                Status::Running => end(tx, &before, now)?,
                Status::Held | Status::Moved { .. } => {}
                _ => return Err(Error::invalid("meeting", "Start this 1:1 before you end it.")),
            }
            let meeting = meeting(tx, id)?;
            let person = calendar::person(tx, meeting.person)?;
            let meetings = calendar::meetings(tx, person.id)?;
            let agreed = format!(
                "SELECT f.*, EXISTS (SELECT 1 FROM passages p WHERE p.note = f.note AND p.kind = 'private'
                   AND f.line >= p.line AND f.line < p.line + p.lines) AS private
                 FROM ({FOLLOW_UPS} WHERE f.meeting = ?1 AND f.deleted_at IS NULL) f
                 ORDER BY f.owner = 'them', f.due IS NULL, f.due, f.rowid_"
            );
            let made =
                all(tx, &agreed, [Text(id)], |row| Ok((row.get::<_, bool>("private")?, nouns::follow_up(row)?)))?;
            let made = made.into_iter().filter(|(_, one)| !matches!(one.state, FollowUpState::Dropped { .. }));
            let (private, agreed): (Vec<_>, Vec<_>) = made.partition(|(private, _)| *private);
            Ok(WrapUp {
                agreed: agreed.into_iter().map(|(_, one)| one).collect(),
                private: private.into_iter().map(|(_, one)| one).collect(),
                reflection: reflection(tx, id)?,
                carried: agenda::waiting(tx, person.id)?,
                next: calendar::next(tx, &person, &meetings, now)?.map(|next| next.at),
                meeting,
            })
        })
    }
    /// Adds who talked more and a line to look back on to a 1:1, or takes them back.
    ///
    /// Errors name the field `words`.
    pub fn set_reflection(&mut self, id: MeetingId, reflection: &Reflection) -> Result<()> {
        let words = one_line(&reflection.words);
        if words.chars().count() > REFLECTION_MAX {
            return Err(Error::invalid("words", format!("Shorten this to at most {REFLECTION_MAX} characters.")));
        }
        self.write(|tx| {
            meeting(tx, id)?;
            tx.execute(
                "UPDATE meetings SET talked_more = ?2, reflection = ?3 WHERE id = ?1",
                params![Text(id), reflection.talked.map(Text), words],
            )?;
            Ok(())
        })
    }
    /// Settles when the two meet next: the 1:1 that is planned gets this day and time, or a new one is planned for as
    /// long as they usually take. What both agreed on is not a move: nobody let the other down.
    ///
    /// Errors name the field `date`.
    pub fn set_next_meeting(
        &mut self,
        person: PersonId,
        date: NaiveDate,
        time: NaiveTime,
        now: Now,
    ) -> Result<Meeting> {
        let usual = calendar::person(&self.conn, person)?.cadence.minutes;
        let planned = calendar::meetings(&self.conn, person)?
            .into_iter()
            .find(|meeting| meeting.status == Status::Planned && meeting.date >= now.date_naive());
        match planned {
            Some(meeting) => self.write(|tx| {
                require_free(tx, person, date, Some(meeting.id), now)?;
                give_time(tx, meeting.id, date, time)
            }),
            None => self.plan_meeting(&MeetingDraft { person, date, time, minutes: usual }, now),
        }
    }
    /// Puts a 1:1 into the calendar.
    ///
    /// Errors name the field: `date` or `minutes`.
    pub fn plan_meeting(&mut self, draft: &MeetingDraft, now: Now) -> Result<Meeting> {
        require_minutes(draft.minutes)?;
        self.write(|tx| {
            let person = calendar::present_person(tx, draft.person)?.id;
            require_free(tx, person, draft.date, None, now)?;
            let id = plan(tx, draft, now)?;
            meeting(tx, id)
        })
    }
    /// Gives the next 1:1 another day or time, also when it is only expected from the cadence.
    ///
    /// Errors name the field: `date`, or `person` when none is to come.
    pub fn move_next_meeting(
        &mut self,
        person: PersonId,
        date: NaiveDate,
        time: NaiveTime,
        by: Side,
        now: Now,
    ) -> Result<Meeting> {
        self.write(|tx| {
            let id = stored_next(tx, person, now)?;
            move_to(tx, id, (date, time), by, now)
        })
    }
    /// Marks the next 1:1 as missed, also when it is only expected from the cadence: the one after it comes next.
    ///
    /// Errors name the field `person` when none is to come.
    pub fn miss_next_meeting(&mut self, person: PersonId, by: Side, now: Now) -> Result<Meeting> {
        self.write(|tx| {
            let id = stored_next(tx, person, now)?;
            miss(tx, id, by)
        })
    }
    /// Gives a planned 1:1 another day or time; nothing that waits for it is lost.
    ///
    /// Errors name the field `date`.
    pub fn move_meeting(
        &mut self,
        id: MeetingId,
        date: NaiveDate,
        time: NaiveTime,
        by: Side,
        now: Now,
    ) -> Result<Meeting> {
        self.write(|tx| move_to(tx, id, (date, time), by, now))
    }
    /// Marks a planned 1:1 as missed.
    pub fn miss_meeting(&mut self, id: MeetingId, by: Side) -> Result<Meeting> {
        self.write(|tx| miss(tx, id, by))
    }
    /// Deletes a meeting; its note goes into the trash, from where it comes back as one of its own. Follow-ups and waiting
    /// agenda items stay, and what was discussed in it waits again.
    pub fn remove_meeting(&mut self, id: MeetingId, now: Now) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE follow_ups SET note = NULL, line = NULL WHERE note IN (SELECT id FROM notes WHERE meeting = ?1)",
                [Text(id)],
            )?;
            tx.execute(
                "UPDATE notes SET meeting = NULL, deleted_at = ?2 WHERE meeting = ?1 AND trim(text) <> ''",
                params![Text(id), Text(now)],
            )?;
            match tx.execute("DELETE FROM meetings WHERE id = ?1", [Text(id)])? {
                0 => Err(Error::not_found("meeting")),
                _ => Ok(()),
            }
        })
    }
    /// Sets the topics it touched, by key.
    ///
    /// Errors name the field `topics`.
    pub fn set_topics(&mut self, id: MeetingId, topics: &[String]) -> Result<Meeting> {
        self.write(|tx| {
            meeting(tx, id)?;
            tx.execute("DELETE FROM meeting_topics WHERE meeting = ?1", [Text(id)])?;
            for (position, key) in topics.iter().enumerate() {
                let known: bool =
                    tx.query_row("SELECT EXISTS (SELECT 1 FROM topics WHERE key = ?1)", [key], |row| row.get(0))?;
                if !known {
                    return Err(Error::invalid("topics", "Choose topics from the list."));
                }
                tx.execute(
                    "INSERT OR IGNORE INTO meeting_topics(meeting, topic, position) VALUES (?1, ?2, ?3)",
                    params![Text(id), key, i64::try_from(position).unwrap_or(i64::MAX)],
                )?;
            }
            meeting(tx, id)
        })
    }
}

/// What the manager added to a 1:1.
fn reflection(conn: &Connection, id: MeetingId) -> Result<Reflection> {
    let sql = "SELECT talked_more, reflection FROM meetings WHERE id = ?1";
    Ok(conn.query_row(sql, [Text(id)], |row| {
        Ok(Reflection { talked: get_some(row, "talked_more")?, words: row.get("reflection")? })
    })?)
}

fn require_minutes(minutes: u16) -> Result<()> {
    match (5..=480).contains(&minutes) {
        true => Ok(()),
        false => Err(Error::invalid("minutes", "A 1:1 takes between 5 and 480 minutes.")),
    }
}

fn plan(conn: &Connection, draft: &MeetingDraft, now: Now) -> Result<MeetingId> {
    let id = MeetingId(make_id(now)?);
    conn.execute(
        "INSERT INTO meetings(id, person, date, time, minutes, status) VALUES (?1, ?2, ?3, ?4, ?5, 'planned')",
        params![Text(id), Text(draft.person), Text(draft.date), Clock(draft.time), draft.minutes],
    )?;
    Ok(id)
}

/// The next 1:1; one that is only expected is planned for its slot.
fn stored_next(conn: &Connection, person: PersonId, now: Now) -> Result<MeetingId> {
    let person = calendar::present_person(conn, person)?;
    let meetings = calendar::meetings(conn, person.id)?;
    let next = calendar::next(conn, &person, &meetings, now)?;
    let next = next.ok_or_else(|| Error::invalid("person", "No 1:1 is to come. Plan one first."))?;
    if let Some(id) = next.mark.meeting {
        return Ok(id);
    }
    let (date, time) = (next.at.date(), next.at.time());
    plan(conn, &MeetingDraft { person: person.id, date, time, minutes: next.mark.minutes }, now)
}

fn move_to(conn: &Connection, id: MeetingId, to: (NaiveDate, NaiveTime), by: Side, now: Now) -> Result<Meeting> {
    let before = planned(conn, id)?;
    let (date, time) = to;
    if before.date != date {
        require_free(conn, before.person, date, Some(id), now)?;
        // Moves stay in the order they were made, whatever the clock says.
        let last: Option<Text<Now>> =
            conn.query_row("SELECT max(moved_at) FROM moves WHERE meeting = ?1", [Text(id)], |row| row.get(0))?;
        let moved_at = last.map_or(now, |last| now.max(last.0 + chrono::Duration::seconds(1)));
        conn.execute(
            "INSERT INTO moves(meeting, moved_at, from_date, to_date, by_side) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![Text(id), Text(moved_at), Text(before.date), Text(date), Text(by)],
        )?;
    }
    give_time(conn, id, date, time)
}

fn give_time(conn: &Connection, id: MeetingId, date: NaiveDate, time: NaiveTime) -> Result<Meeting> {
    conn.execute("UPDATE meetings SET date = ?2, time = ?3 WHERE id = ?1", params![Text(id), Text(date), Clock(time)])?;
    meeting(conn, id)
}

fn miss(conn: &Connection, id: MeetingId, by: Side) -> Result<Meeting> {
    planned(conn, id)?;
    conn.execute("UPDATE meetings SET status = 'missed', by_side = ?2 WHERE id = ?1", params![Text(id), Text(by)])?;
    meeting(conn, id)
}

/// One meeting; `not_found` when there is no such row.
pub(super) fn meeting(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    conn.prepare_cached(&format!("{MEETINGS} WHERE m.id = ?1"))?
        .query_row([Text(id)], nouns::meeting)
        .optional()?
        .ok_or(Error::not_found("meeting"))
}

fn planned(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    let found = meeting(conn, id)?;
    if found.status != Status::Planned {
        return Err(Error::invalid("meeting", "Only a 1:1 that has not begun can be moved or missed."));
    }
    Ok(found)
}

/// The meeting of today that a start goes on with: planned, or begun here and ended.
fn of_today(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<Option<MeetingId>> {
    let sql = "SELECT id FROM meetings WHERE person = ?1 AND date = ?2
        AND (status = 'planned' OR (status IN ('held', 'moved') AND started_at IS NOT NULL))
        ORDER BY status = 'planned' DESC, time LIMIT 1";
    let id =
        conn.prepare_cached(sql)?.query_row(params![Text(person), Text(today)], |row| get(row, "id")).optional()?;
    Ok(id)
}

/// A day from today on without another 1:1 with the person; a day holds one.
fn require_free(
    conn: &Connection,
    person: PersonId,
    date: NaiveDate,
    except: Option<MeetingId>,
    now: Now,
) -> Result<()> {
    if date < now.date_naive() {
        return Err(Error::invalid("date", "Choose today or a later day."));
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM meetings WHERE person = ?1 AND date = ?2 AND id IS NOT ?3)";
    if conn.query_row(sql, params![Text(person), Text(date), except.map(Text)], |row| row.get(0))? {
        return Err(Error::invalid("date", "There is a 1:1 on that day already. Choose another day."));
    }
    Ok(())
}

/// Stops the clock. A meeting that was given another day counts as moved from the day it was first planned for.
fn end(conn: &Connection, meeting: &Meeting, now: Now) -> Result<()> {
    let started: Option<Text<Now>> =
        conn.query_row("SELECT started_at FROM meetings WHERE id = ?1", [Text(meeting.id)], |row| row.get(0))?;
    let seconds = started.map_or(0, |started| (now - started.0).num_seconds());
    let minutes = ((seconds + 30) / 60).clamp(1, MINUTES_MAX);
    let moves = all(
        conn,
        "SELECT from_date, by_side FROM moves WHERE meeting = ?1 ORDER BY moved_at",
        [Text(meeting.id)],
        |row| Ok((get::<NaiveDate>(row, "from_date")?, get::<Side>(row, "by_side")?)),
    )?;
    let moved = match (moves.first(), moves.last()) {
        (Some(&(from, _)), Some(&(_, by))) if from != meeting.date => Some((from, by)),
        _ => None,
    };
    conn.execute(
        "UPDATE meetings SET status = ?2, moved_from = ?3, by_side = ?4, minutes = ?5, ended_at = ?6 WHERE id = ?1",
        params![
            Text(meeting.id),
            if moved.is_some() { "moved" } else { "held" },
            moved.map(|(from, _)| Text(from)),
            moved.map(|(_, by)| Text(by)),
            minutes,
            Text(now),
        ],
    )?;
    agenda::close(conn, meeting)
}
