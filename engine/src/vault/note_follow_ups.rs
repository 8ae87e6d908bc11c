//! Follow-ups and the lines of a note kept in step, both ways.
//! How a line is read and rewritten is the model's `note`.

use super::Now;
use super::follow_ups::make_next;
use super::ids::make_id;
use super::notes::{self, Change};
use super::nouns::{self, all};
use super::rows::{Text, get, get_some};
use crate::error::Result;
use crate::model::follow_up::FollowUpState;
use crate::model::id::{FollowUpId, NoteId, PersonId};
use crate::model::meeting::Side;
use crate::model::note::{FollowUpMark, Note, PlacedLine, follow_up_lines};
use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};
use similar::{Algorithm, capture_diff_slices, diff_ratio};
use std::collections::{HashMap, HashSet, VecDeque};

/// A follow-up this young, still open, was only being typed: with its line it goes too.
const YOUNG_MINUTES: i64 = 10;
/// Two texts this alike (0 to 1) are one promise in other words.
const ALIKE: f32 = 0.6;
/// Most pairs of texts compared in one save.
const COMPARED_MAX: usize = 2_500;

/// Whether a stored follow-up is likely the one a line means.
type Likely<'a> = &'a dyn Fn(&Kept, &PlacedLine) -> bool;

/// A stored follow-up of the note.
struct Kept {
    id: FollowUpId,
    person: PersonId,
    owner: Side,
    text: String,
    due: Option<NaiveDate>,
    state: FollowUpState,
    /// None when its line was taken out.
    line: Option<u32>,
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
    let mut orphans = if pairs.contains(&None) { orphans(conn, note)? } else { Vec::new() };
    for (line, stored_at) in lines.iter().zip(&pairs) {
        match stored_at {
            Some(at) => update(conn, note, &stored[*at], line, now)?,
            None => match orphans.iter().position(|orphan| same_words(orphan, line)) {
                Some(at) => update(conn, note, &orphans.swap_remove(at), line, now)?,
                None => insert(conn, note, line, now)?,
            },
        }
    }
    let paired: HashSet<usize> = pairs.into_iter().flatten().collect();
    for (_, kept) in stored.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        if kept.state == FollowUpState::Open && is_young(kept, now) {
            conn.execute("DELETE FROM follow_ups WHERE id = ?1", [Text(kept.id)])?;
        } else {
            conn.prepare_cached("UPDATE follow_ups SET note = NULL, line = NULL WHERE id = ?1")?
                .execute([Text(kept.id)])?;
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
    let sql = "SELECT * FROM follow_ups WHERE note = ?1 AND deleted_at IS NULL ORDER BY line, rowid_";
    all(conn, sql, [Text(note)], read)
}

/// Follow-ups of the same meeting or day whose line was taken out: cut here, perhaps pasted there.
fn orphans(conn: &Connection, note: &Note) -> Result<Vec<Kept>> {
    let sql = "SELECT * FROM follow_ups WHERE note IS NULL AND made_on = ?1 AND deleted_at IS NULL
        AND (meeting IS ?2 OR meeting IS NULL AND person <> ?3) ORDER BY rowid_";
    all(conn, sql, params![Text(note.date), note.meeting.map(Text), Text(note.person)], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        id: get(row, "id")?,
        person: get(row, "person")?,
        owner: get(row, "owner")?,
        text: row.get("text")?,
        due: get_some(row, "due")?,
        state: nouns::follow_up_state(row)?,
        line: row.get("line")?,
        created_at: get(row, "created_at")?,
    })
}

/// For each line the stored follow-up it is, found in rounds from sure to likely.
fn pair(stored: &[Kept], lines: &[PlacedLine], now: Now) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; lines.len()];
    // Sure: the same words, first on the same line, then anywhere in order, then with another owner or date.
    type Key<'a> = (&'a str, Option<(Side, PersonId, Option<NaiveDate>)>, Option<u32>);
    let keys_of_line: [fn(&PlacedLine) -> Key<'_>; 3] = [
        |line| (&line.parsed.text, Some((line.parsed.owner, line.person, line.parsed.due)), Some(line.line)),
        |line| (&line.parsed.text, Some((line.parsed.owner, line.person, line.parsed.due)), None),
        |line| (&line.parsed.text, None, None),
    ];
    let keys_of_kept: [fn(&Kept) -> Key<'_>; 3] = [
        |kept| (&kept.text, Some((kept.owner, kept.person, kept.due)), kept.line),
        |kept| (&kept.text, Some((kept.owner, kept.person, kept.due)), None),
        |kept| (&kept.text, None, None),
    ];
    let mut free = vec![true; stored.len()];
    for (key_of_line, key_of_kept) in keys_of_line.iter().zip(&keys_of_kept) {
        let mut places: HashMap<Key<'_>, VecDeque<usize>> = HashMap::new();
        for (at, kept) in stored.iter().enumerate().filter(|(at, _)| free[*at]) {
            places.entry(key_of_kept(kept)).or_default().push_back(at);
        }
        for (line, pair) in lines.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            *pair = places.get_mut(&key_of_line(line)).and_then(VecDeque::pop_front);
            if let Some(at) = pair {
                free[*at] = false;
            }
        }
    }
    // Likely: other words on a line that grew or was retyped. One save changes a line or two; a pasted text with
    // hundreds of new ones is not compared with everything that went.
    let open = pairs.iter().filter(|pair| pair.is_none()).count();
    let left = free.iter().filter(|free| **free).count();
    if open * left <= COMPARED_MAX {
        let rounds: [Likely<'_>; 2] = [&|kept, line| alike(&kept.text, &line.parsed.text), &|kept, line| {
            kept.line == Some(line.line) && is_young(kept, now)
        }];
        for round in rounds {
            for (line, pair) in lines.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
                *pair = (0..stored.len()).find(|at| free[*at] && round(&stored[*at], line));
                if let Some(at) = pair {
                    free[*at] = false;
                }
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

/// Makes a stored follow-up what its line says; nothing is written when it says so already.
fn update(conn: &Connection, note: &Note, kept: &Kept, line: &PlacedLine, now: Now) -> Result<()> {
    let (state, closed_on) = match (line.parsed.mark, &kept.state) {
        (FollowUpMark::Open, _) => ("open", None),
        (FollowUpMark::Kept { on }, FollowUpState::Kept { on: before }) => ("kept", Some(on.unwrap_or(*before))),
        (FollowUpMark::Kept { on }, _) => ("kept", Some(on.unwrap_or(now.date_naive()))),
        (FollowUpMark::Dropped, FollowUpState::Dropped { on, .. }) => ("dropped", Some(*on)),
        (FollowUpMark::Dropped, _) => ("dropped", Some(now.date_naive())),
    };
    let before = match kept.state {
        FollowUpState::Open => ("open", None),
        FollowUpState::Kept { on } => ("kept", Some(on)),
        FollowUpState::Dropped { on, .. } => ("dropped", Some(on)),
    };
    let same = kept.line == Some(line.line) && kept.due == line.parsed.due && before == (state, closed_on);
    if same && same_words(kept, line) {
        return Ok(());
    }
    conn.prepare_cached(
        "UPDATE follow_ups SET person = ?2, owner = ?3, due = ?4, state = ?5, closed_on = ?6,
           reason = iif(?5 = 'dropped', reason, ''), note = ?7, line = ?8 WHERE id = ?1",
    )?
    .execute(params![
        Text(kept.id),
        Text(line.person),
        Text(line.parsed.owner),
        line.parsed.due.map(Text),
        state,
        closed_on.map(Text),
        Text(note.id),
        line.line,
    ])?;
    if state == "kept" && kept.state == FollowUpState::Open {
        make_next(conn, kept.id, now)?;
    }
    // Apart, because naming the text rewrites it in the search index.
    if kept.text != line.parsed.text {
        conn.prepare_cached("UPDATE follow_ups SET text = ?2 WHERE id = ?1")?
            .execute(params![Text(kept.id), line.parsed.text])?;
    }
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
