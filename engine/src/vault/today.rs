//! Today and the brief: what to know before a 1:1.
//! Each list's own rules are with its noun.

use super::nouns::{self, AGENDA_ITEMS, all};
use super::observations::{Rows, follow_ups, topic_names};
use super::rows::{Text, get};
use super::{Now, Vault, calendar, goals, prompts};
use crate::error::Result;
use crate::model::cadence::{Around, Rhythm};
use crate::model::follow_up::{FollowUp, FollowUpState};
use crate::model::id::{MeetingId, PersonId};
use crate::model::meeting::{Meeting, Side, Status};
use crate::model::note::first_paragraph;
use crate::model::pages::{Brief, Overdue, QuietGoal, QuietTopic, Today, UntoldFeedback};
use crate::model::person::Person;
use crate::model::trend::{Prompt, QUIET_TOPIC_WEEKS, Signal, last_touched};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rusqlite::{Connection, OptionalExtension, params};

/// Today looks this many days ahead.
const DAYS_AHEAD: u64 = 9;
/// Quiet topics told before a 1:1.
const QUIET_TOPICS: usize = 3;
/// A topic touched in fewer 1:1s than this was never a habit between the two.
const TOUCHED_BEFORE: usize = 2;
/// Meetings looked back on for 1:1s that slipped, beside the cadence.
const SLIPPED_DAYS: u64 = 56;

impl Vault {
    /// The Today screen.
    pub fn today(&self, now: Now) -> Result<Today> {
        let today = now.date_naive();
        let people = calendar::present(&self.conn)?;
        let (mut up_next, mut next_days, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        let (mut my_promises, mut waiting_on_them, mut quiet_goals) = (Vec::new(), Vec::new(), Vec::new());
        let (mut feedback, mut overdue): (Vec<UntoldFeedback>, Vec<Overdue>) = (Vec::new(), Vec::new());
        let far = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
        for person in &people {
            let brief = brief(&self.conn, person, now)?;
            feedback.extend(brief.feedback.iter().cloned());
            overdue.extend(overdue_of(&self.conn, person, now)?);
            my_promises.extend(brief.promised_by_me.iter().filter(|one| !waits(one, today)).cloned());
            waiting_on_them.extend(brief.promised_by_them.iter().filter(|one| !waits(one, today)).cloned());
            quiet_goals.extend(brief.quiet_goals.iter().cloned());
            match brief.next {
                _ if brief.running.is_some() => up_next.push(brief),
                Some(at) if at.date() <= today => up_next.push(brief),
                Some(at) if at.date() <= far => next_days.push(brief),
                Some(_) => {}
                None => undated.push(brief),
            }
        }
        up_next.sort_by_key(time_of_day);
        next_days.sort_by_key(|brief| brief.next);
        next_days.extend(undated);
        my_promises.sort_by_key(by_due);
        waiting_on_them.sort_by_key(by_due);
        quiet_goals.sort_by_key(|goal| std::cmp::Reverse(goal.weeks));
        feedback.sort_by_key(|one| std::cmp::Reverse(one.days));
        overdue.sort_by_key(|one| std::cmp::Reverse(one.days));
        let written_on = written_later(&self.conn, now)?;
        Ok(Today { now, up_next, next_days, my_promises, waiting_on_them, quiet_goals, feedback, overdue, written_on })
    }
    /// What to know before the next 1:1 with a person.
    pub fn brief(&self, person: PersonId, now: Now) -> Result<Brief> {
        brief(&self.conn, &calendar::person(&self.conn, person)?, now)
    }
}

/// The day of the newest text or promise, if it was written more than a day after `now`.
fn written_later(conn: &Connection, now: Now) -> Result<Option<NaiveDate>> {
    let sql =
        "SELECT max(at) FROM (SELECT max(saved_at) AS at FROM notes UNION ALL SELECT max(created_at) FROM follow_ups)";
    let last: Option<Text<Now>> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(last.map(|last| last.0).filter(|last| *last - now > TimeDelta::days(1)).map(|last| last.date_naive()))
}

/// A running 1:1 stands where it began.
fn time_of_day(brief: &Brief) -> Option<NaiveTime> {
    brief.running.as_ref().map(|meeting| meeting.time).or_else(|| brief.next.as_ref().map(NaiveDateTime::time))
}

/// Nudged to a later day.
fn waits(follow_up: &FollowUp, today: NaiveDate) -> bool {
    follow_up.nudge_on.is_some_and(|day| day > today)
}

/// Oldest date first, undated last.
fn by_due(follow_up: &FollowUp) -> (bool, Option<NaiveDate>, NaiveDate) {
    (follow_up.due.is_none(), follow_up.due, follow_up.made_on)
}

pub(super) fn brief(conn: &Connection, person: &Person, now: Now) -> Result<Brief> {
    let today = now.date_naive();
    let meetings = calendar::meetings(conn, person.id)?;
    let next = calendar::next(conn, person, &meetings, now)?;
    let last = meetings.iter().rev().find(|meeting| meeting.took_place() && meeting.date <= today);
    let mut open = follow_ups(conn, person.id)?;
    open.retain(|one| one.state == FollowUpState::Open);
    let rows = Rows::read(conn, person.id, &meetings, today)?;
    let (promised_by_me, promised_by_them) = open.into_iter().partition(|one| one.owner == Side::Me);
    let agenda = all(
        conn,
        &format!("{AGENDA_ITEMS} WHERE i.person = ?1 AND i.discussed_in IS NULL ORDER BY i.position, i.id"),
        [Text(person.id)],
        nouns::agenda_item,
    )?;
    Ok(Brief {
        next: next.as_ref().map(|next| next.at),
        minutes: next.as_ref().map_or(person.cadence.minutes, |next| next.mark.minutes),
        away: away(conn, person, next.is_none(), today)?,
        quiet_goals: quiet_goals(conn, person, today)?,
        feedback: feedback(conn, person.id, today)?,
        last_met: last.map(|meeting| meeting.date),
        promised_by_me,
        promised_by_them,
        agenda,
        topics_quiet: quiet_topics(&meetings, &topic_names(conn)?, today),
        signal: rows.signal(),
        prompt: prompts::standing(conn, person.id, &rows, today)?,
        last_time: match last {
            Some(meeting) => last_time(conn, meeting.id)?,
            None => None,
        },
        running: meetings.iter().find(|meeting| meeting.status == Status::Running).cloned(),
        slipped: slipped(&meetings, today),
        person: person.clone(),
    })
}

fn quiet_goals(conn: &Connection, person: &Person, today: NaiveDate) -> Result<Vec<QuietGoal>> {
    let cards = goals::cards_of(conn, person, today)?;
    let mut quiet: Vec<QuietGoal> = cards
        .into_iter()
        .filter_map(|card| {
            let weeks = card.quiet_weeks?;
            Some(QuietGoal { goal: card.goal.id, title: card.goal.title, person: person.clone(), weeks })
        })
        .collect();
    quiet.sort_by_key(|goal| std::cmp::Reverse(goal.weeks));
    Ok(quiet)
}

fn feedback(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<Vec<UntoldFeedback>> {
    let sql = "SELECT id, person, kind, text, since FROM feedback
        WHERE person = ?1 AND delivered_on IS NULL ORDER BY since, id";
    all(conn, sql, [Text(person)], |row| {
        let since: NaiveDate = get(row, "since")?;
        Ok(UntoldFeedback {
            id: get(row, "id")?,
            person: get(row, "person")?,
            praise: row.get::<_, String>("kind")? == "praise",
            text: row.get("text")?,
            days: u32::try_from((today - since).num_days()).unwrap_or(0),
        })
    })
}

/// Why no 1:1 is expected now.
fn away(conn: &Connection, person: &Person, nothing_to_come: bool, today: NaiveDate) -> Result<Option<String>> {
    let absences = calendar::absences(conn, person.id)?;
    // One that begins later speaks up only when it has no end and nothing comes before it.
    let now = absences.iter().find(|one| one.covers(today));
    let told = now.or(absences.last().filter(|one| nothing_to_come && one.to.is_none()));
    Ok(match told {
        Some(absence) => Some(absence.words(today)),
        None if nothing_to_come && person.archived_on.is_none() && person.cadence.rhythm != Rhythm::None => {
            Some("This rhythm never comes round. Choose another one.".to_owned())
        }
        None => None,
    })
}

/// Whether the rhythm's 1:1 did not take place, and who moved or missed what was there. Not during an absence.
fn overdue_of(conn: &Connection, person: &Person, now: Now) -> Result<Option<Overdue>> {
    let today = now.date_naive();
    let meetings = calendar::meetings(conn, person.id)?;
    if meetings.iter().any(|one| one.status == Status::Running) {
        return Ok(None);
    }
    let Some(last) = meetings.iter().rev().find(|one| one.took_place() && one.date <= today) else { return Ok(None) };
    let since: Vec<&Meeting> = meetings.iter().filter(|one| one.date > last.date && one.date <= today).collect();
    let left_open = since.iter().find(|one| one.status == Status::Planned && one.date < today).copied().cloned();
    // A 1:1 that fell out because somebody was away is no slip: the rhythm counts on from it.
    let excused = since.iter().filter(|one| one.status == Status::Leave).map(|one| one.date).max();
    let away = calendar::absences(conn, person.id)?;
    let around = Around { zone: &person.zone, home: calendar::home(conn, now)?, away: &away };
    let from = excused.unwrap_or(last.date).succ_opt().unwrap_or(today);
    let slot = person.cadence.next_at(Some(excused.unwrap_or(last.slot())), from, around).map(|at| at.date());
    // Up to a few days late is not overdue: it still stands for its slot.
    let late = |day: &NaiveDate| person.cadence.leeway().and_then(|days| day.checked_add_days(days)) < Some(today);
    let due = match (left_open.as_ref().map(|one| one.date), slot.filter(late)) {
        (Some(planned), Some(slot)) => planned.min(slot),
        (Some(day), None) | (None, Some(day)) => day,
        (None, None) => return Ok(None),
    };
    if away.iter().any(|one| one.covers(today)) {
        return Ok(None);
    }
    let moves: Vec<Side> = all(
        conn,
        "SELECT v.by_side FROM moves v JOIN meetings m ON m.id = v.meeting WHERE m.person = ?1 AND v.from_date > ?2
           AND m.status IN ('planned', 'missed')",
        params![Text(person.id), Text(last.date)],
        |row| get(row, "by_side"),
    )?;
    let missed = since.iter().filter_map(|one| match one.status {
        Status::Missed { by } => Some(by),
        _ => None,
    });
    let (by_me, by_them): (Vec<Side>, Vec<Side>) = missed.chain(moves).partition(|side| *side == Side::Me);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Some(Overdue {
        person: person.clone(),
        last_met: last.date,
        due,
        days: u32::try_from((today - due).num_days()).unwrap_or(0),
        by_me: count(by_me.len()),
        by_them: count(by_them.len()),
        left_open,
    }))
}

/// The first paragraph of a meeting's note, in plain words.
pub(super) fn last_time(conn: &Connection, meeting: MeetingId) -> Result<Option<String>> {
    let text: Option<String> = conn
        .prepare_cached("SELECT text FROM notes WHERE meeting = ?1 AND deleted_at IS NULL")?
        .query_row([Text(meeting)], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| first_paragraph(&text)))
}

/// Topics the two used to touch and have not for eight weeks: of those the ones touched most often, longest quiet first.
pub(super) fn quiet_topics(meetings: &[Meeting], names: &[(String, String)], today: NaiveDate) -> Vec<QuietTopic> {
    let last = last_touched(meetings.iter().filter(|meeting| meeting.date <= today));
    let mut quiet: Vec<(usize, QuietTopic)> = names
        .iter()
        .filter_map(|(key, name)| {
            let weeks = (today - *last.get(key.as_str())?).num_days() / 7;
            let often = meetings.iter().filter(|one| one.took_place() && one.topics.contains(key)).count();
            let known = weeks >= QUIET_TOPIC_WEEKS && often >= TOUCHED_BEFORE;
            let weeks = u32::try_from(weeks).ok()?;
            known.then(|| (often, QuietTopic { key: key.clone(), name: name.clone(), weeks }))
        })
        .collect();
    quiet.sort_by_key(|(often, _)| std::cmp::Reverse(*often));
    quiet.truncate(QUIET_TOPICS);
    quiet.sort_by_key(|(_, topic)| std::cmp::Reverse(topic.weeks));
    quiet.into_iter().map(|(_, topic)| topic).collect()
}

/// `Moved twice, last met 11 Sep`, when 1:1s since the last one, or the last ones themselves, slipped.
fn slipped(meetings: &[Meeting], today: NaiveDate) -> Option<String> {
    let since = today.checked_sub_days(Days::new(SLIPPED_DAYS))?;
    let past: Vec<&Meeting> = meetings
        .iter()
        .filter(|one| {
            one.date <= today && one.date >= since && !matches!(one.status, Status::Planned | Status::Running)
        })
        .collect();
    // Only the latest stretch counts: a 1:1 held on its day ends it.
    let stretch = past.iter().rev().take_while(|one| one.status != Status::Held);
    let (moved, missed) = stretch.fold((0, 0), |(moved, missed), one| match one.status {
        Status::Moved { .. } => (moved + 1, missed),
        Status::Missed { .. } => (moved, missed + 1),
        _ => (moved, missed),
    });
    // One 1:1 moved by a day or two is no news.
    if moved + 2 * missed < 2 {
        return None;
    }
    let times = |what: &str, n: u32| match n {
        0 => None,
        1 => Some(format!("{what} once")),
        2 => Some(format!("{what} twice")),
        n => Some(format!("{what} {n} times")),
    };
    let parts: Vec<String> = [times("moved", moved), times("missed", missed)].into_iter().flatten().collect();
    let met = meetings.iter().rev().find(|one| one.took_place() && one.date <= today);
    let met = met.map(|one| format!("last met {}", one.date.format("%-d %b")));
    let mut words: String = parts.into_iter().chain(met).collect::<Vec<_>>().join(", ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    Some(words)
}

/// Why the amber mark stands beside a name; none means no mark. At most the strongest reason is told.
pub(super) fn mark(
    person: &Person,
    prompt: Option<&Prompt>,
    signal: Option<&Signal>,
    last_met: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<String> {
    use crate::model::trend::{Direction, Reading};
    let moved = prompt.and_then(|prompt| prompt.indicators.first()).map(|moved| (&moved.name, moved.direction));
    let run = signal.and_then(|signal| match &signal.reading {
        Reading::Run { direction, .. } => Some((&signal.name, *direction)),
        _ => None,
    });
    if let Some((name, direction)) = moved.or(run) {
        let side = match direction {
            Direction::Below => "below",
            Direction::Above => "above",
        };
        return Some(format!("{name} {side} {}’s usual", person.short_name));
    }
    let rhythm = match person.cadence.rhythm {
        Rhythm::Weeks { n } => i64::from(n),
        Rhythm::MonthWeekday { .. } => 5,
        Rhythm::None => return None,
    };
    // Two 1:1s gone by, and at least four weeks.
    let weeks = (today - last_met?).num_days() / 7;
    (weeks >= (2 * rhythm).max(4)).then(|| format!("Not met for {} weeks", number(weeks)))
}

/// A count in words up to twelve, in figures from there on.
fn number(n: i64) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    usize::try_from(n).ok().and_then(|n| WORDS.get(n)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
