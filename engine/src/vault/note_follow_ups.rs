//! Follow-ups and the lines of a note kept in step, both ways.
//! How a line is read and rewritten is the model's `note`.

use super::ids::make_id;
use super::nouns::{self, all};
use super::notes::{self, Change};
use super::rows::{Text, get, get_some};
use super::Now;
use crate::error::Result;
use crate::model::follow_up::FollowUpState;
use crate::model::id::{FollowUpId, NoteId, PersonId};
use crate::model::meeting::Side;
use crate::model::note::{FollowUpMark, Note, PlacedLine, follow_up_lines};
use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use similar::{Algorithm, capture_diff_slices, diff_ratio};

/// A follow-up this young, still open, was only being typed: with its line it goes too.
const YOUNG_MINUTES: i64 = 10;
/// Two texts this alike (0 to 1) are one promise in other words.
const ALIKE: f32 = 0.6;

/// A stored follow-up of the note.
struct Kept {
    id: FollowUpId,
    person: PersonId,
    owner: Side,
    text: String,
    due: Option<NaiveDate>,
    state: FollowUpState,
    line: u32,
    created_at: Now,
}

/// Makes the follow-ups of a note say what its text says. Ids survive edits and moves.
pub(super) fn bring_in_step(conn: &Connection, note: &Note, text: &str, now: Now) -> Result<()> {
    let stored = stored(conn, note.id)?;
    let lines = if text.contains("] @") || text.contains("]\t@") || text.contains("]  ") {
        follow_up_lines(text, &notes::handles(conn, note.person)?)
    } else {
        Vec::new()
    };
    let pairs = pair(&stored, &lines, now);
    for (line, stored_at) in lines.iter().zip(&pairs) {
        match stored_at {
            Some(at) => update(conn, &stored[*at], line, now)?,
            None => match orphan(conn, note, line)? {
                Some(id) => adopt(conn, id, note, line, now)?,
                None => insert(conn, note, line, now)?,
            },
        }
    }
    for (_, kept) in stored.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
        if kept.state == FollowUpState::Open && is_young(kept, now) {
            conn.execute("DELETE FROM follow_ups WHERE id = ?1", [Text(kept.id)])?;
        } else {
            conn.execute("UPDATE follow_ups SET note = NULL, line = NULL WHERE id = ?1", [Text(kept.id)])?;
        }
    }
    Ok(())
}

/// Changes the line a follow-up stands on; nothing happens when it stands in no note.
pub(super) fn change_line(
    conn: &Connection,
    id: FollowUpId,
    now: Now,
    change: impl FnOnce(&str, u32) -> Option<String>,
) -> Result<()> {
    let place = conn
        .prepare_cached("SELECT note, line FROM follow_ups WHERE id = ?1 AND note IS NOT NULL AND line IS NOT NULL")?
        .query_row([Text(id)], |row| Ok((get::<NoteId>(row, "note")?, row.get::<_, u32>("line")?)))
        .optional()?;
    let Some((note, line)) = place else { return Ok(()) };
    let note = notes::note(conn, note)?;
    match change(&note.text, line) {
        Some(text) if text != note.text => notes::store_text(conn, &note, &text, Change::FromElsewhere, now),
        _ => Ok(()),
    }
}

fn stored(conn: &Connection, note: NoteId) -> Result<Vec<Kept>> {
    all(
        conn,
        "SELECT * FROM follow_ups WHERE note = ?1 AND deleted_at IS NULL ORDER BY line, rowid_",
        [Text(note)],
        |row| {
            Ok(Kept {
                id: get(row, "id")?,
                person: get(row, "person")?,
                owner: get(row, "owner")?,
                text: row.get("text")?,
                due: get_some(row, "due")?,
                state: nouns::follow_up_state(row)?,
                line: row.get::<_, Option<u32>>("line")?.unwrap_or(0),
                created_at: get(row, "created_at")?,
            })
        },
    )
}

/// For each line the stored follow-up it is, found in rounds from sure to likely.
fn pair(stored: &[Kept], lines: &[PlacedLine], now: Now) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; lines.len()];
    let mut free = vec![true; stored.len()];
    let rounds: [&dyn Fn(&Kept, &PlacedLine) -> bool; 5] = [
        &|kept, line| same_words(kept, line) && kept.due == line.parsed.due && kept.line == line.line,
        &|kept, line| same_words(kept, line) && kept.due == line.parsed.due,
        &|kept, line| kept.text == line.parsed.text,
        &|kept, line| alike(&kept.text, &line.parsed.text),
        // Retyped from the first letter on.
        &|kept, line| kept.line == line.line && is_young(kept, now),
    ];
    for round in rounds {
        for (line, pair) in lines.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let found = stored.iter().enumerate().find(|(at, kept)| free[*at] && round(kept, line));
            if let Some((at, _)) = found {
                free[at] = false;
                *pair = Some(at);
            }
        }
    }
    pairs
}

fn same_words(kept: &Kept, line: &PlacedLine) -> bool {
    kept.text == line.parsed.text && kept.owner == line.parsed.owner && kept.person == line.person
}

/// One begins the other (still being typed), or most characters are the same.
fn alike(a: &str, b: &str) -> bool {
    if a.starts_with(b) || b.starts_with(a) {
        return true;
    }
    // Long lines are compared by words: characters would take quadratic time.
    if a.len().max(b.len()) > 500 {
        let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
        return a.len() < 2_000
            && b.len() < 2_000
            && diff_ratio(&capture_diff_slices(Algorithm::Myers, &a, &b), a.len(), b.len()) >= ALIKE;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    diff_ratio(&capture_diff_slices(Algorithm::Myers, &a, &b), a.len(), b.len()) >= ALIKE
}

fn is_young(kept: &Kept, now: Now) -> bool {
    now - kept.created_at < Duration::minutes(YOUNG_MINUTES)
}

/// An open follow-up of the same meeting or day and words whose line was taken out: cut here and pasted there.
fn orphan(conn: &Connection, note: &Note, line: &PlacedLine) -> Result<Option<FollowUpId>> {
    let sql = "SELECT id FROM follow_ups WHERE person = ?1 AND owner = ?2 AND text = ?3 AND note IS NULL
        AND meeting IS ?4 AND made_on = ?5 AND deleted_at IS NULL ORDER BY rowid_ LIMIT 1";
    let meeting = note.meeting.filter(|_| line.person == note.person);
    let keys = params![Text(line.person), Text(line.parsed.owner), line.parsed.text, meeting.map(Text), Text(note.date)];
    Ok(conn.prepare_cached(sql)?.query_row(keys, |row| get(row, "id")).optional()?)
}

fn adopt(conn: &Connection, id: FollowUpId, note: &Note, line: &PlacedLine, now: Now) -> Result<()> {
    conn.execute(
        "UPDATE follow_ups SET note = ?2, line = ?3 WHERE id = ?1",
        params![Text(id), Text(note.id), line.line],
    )?;
    match stored(conn, note.id)?.iter().find(|kept| kept.id == id) {
        Some(kept) => update(conn, kept, line, now),
        None => Ok(()),
    }
}

fn update(conn: &Connection, kept: &Kept, line: &PlacedLine, now: Now) -> Result<()> {
    let (state, closed_on) = match (line.parsed.mark, &kept.state) {
        (FollowUpMark::Open, _) => ("open", None),
        (FollowUpMark::Kept { on }, FollowUpState::Kept { on: before }) => ("kept", Some(on.unwrap_or(*before))),
        (FollowUpMark::Kept { on }, _) => ("kept", Some(on.unwrap_or(now.date_naive()))),
        (FollowUpMark::Dropped, FollowUpState::Dropped { on, .. }) => ("dropped", Some(*on)),
        (FollowUpMark::Dropped, _) => ("dropped", Some(now.date_naive())),
    };
    conn.prepare_cached(
        "UPDATE follow_ups SET person = ?2, owner = ?3, text = ?4, due = ?5, state = ?6, closed_on = ?7,
           reason = iif(?6 = 'dropped', reason, ''), line = ?8 WHERE id = ?1",
    )?
    .execute(params![
        Text(kept.id),
        Text(line.person),
        Text(line.parsed.owner),
        line.parsed.text,
        line.parsed.due.map(Text),
        state,
        closed_on.map(Text),
        line.line,
    ])?;
    Ok(())
}

fn insert(conn: &Connection, note: &Note, line: &PlacedLine, now: Now) -> Result<()> {
    // A line that comes in ticked was ticked on the note's day, as far as the text says.
    let day = note.date.min(now.date_naive());
    let (state, closed_on) = match line.parsed.mark {
        FollowUpMark::Open => ("open", None),
        FollowUpMark::Kept { on } => ("kept", Some(on.unwrap_or(day))),
        FollowUpMark::Dropped => ("dropped", Some(day)),
    };
    // What another person owes belongs to that person: this meeting is not theirs.
    let meeting = note.meeting.filter(|_| line.person == note.person);
    conn.prepare_cached(
        "INSERT INTO follow_ups(id, person, owner, text, due, state, closed_on, note, line, meeting, made_on, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        Text(make_id(now)?),
        Text(line.person),
        Text(line.parsed.owner),
        line.parsed.text,
        line.parsed.due.map(Text),
        state,
        closed_on.map(Text),
        Text(note.id),
        line.line,
        meeting.map(Text),
        Text(note.date),
        Text(now),
    ])?;
    Ok(())
}
