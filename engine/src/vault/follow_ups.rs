//! Follow-ups: kept, dropped, reopened; the line in the note follows.
//! How a line is read is the model's `note`.

use super::ids::make_id;
use super::note_follow_ups::change_line;
use super::nouns::{self, FOLLOW_UPS, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, notes};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpDraft, FollowUpState, Kept};
use crate::model::goal::NextStep;
use crate::model::id::{FollowUpId, PersonId};
use crate::model::meeting::Side;
use crate::model::name::{ME, one_line, required_line};
use crate::model::note::{FollowUpMark, Named, set_follow_up_line, set_mark};
use crate::model::pages::{FollowUpsPage, GoalStep};
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};

/// Most characters of a follow-up, and of the reason it was dropped for.
const TEXT_MAX: usize = 500;
/// Days the kept rates look back: 26 weeks.
const RATE_DAYS: u64 = 182;
/// Most closed follow-ups listed.
const CLOSED_MAX: u32 = 200;

/// Of one person, or of everyone who is not archived.
const OF: &str = "f.deleted_at IS NULL AND (f.person = ?1
    OR ?1 IS NULL AND f.person IN (SELECT id FROM people WHERE archived_on IS NULL))";

impl Vault {
    /// One follow-up.
    pub fn follow_up(&self, id: FollowUpId) -> Result<FollowUp> {
        follow_up(&self.conn, id)
    }
    /// Follow-ups of one person, or of everyone who is not archived, with the kept rates.
    pub fn follow_ups(&self, person: Option<PersonId>, now: Now) -> Result<FollowUpsPage> {
        let conn = &self.conn;
        if let Some(person) = person {
            calendar::person(conn, person)?;
        }
        let of = person.map(Text);
        let sql =
            format!("{FOLLOW_UPS} WHERE {OF} AND f.state = 'open' ORDER BY f.due IS NULL, f.due, f.made_on, f.rowid_");
        let open = all(conn, &sql, params![of], nouns::follow_up)?;
        let (mine, theirs) = open.into_iter().partition(|one| one.owner == Side::Me);
        let sql =
            format!("{FOLLOW_UPS} WHERE {OF} AND f.state <> 'open' ORDER BY f.closed_on DESC, f.rowid_ DESC LIMIT ?2");
        let closed = all(conn, &sql, params![of, CLOSED_MAX], nouns::follow_up)?;
        let today = now.date_naive();
        let from = today.checked_sub_days(Days::new(RATE_DAYS)).unwrap_or(today);
        let sql = format!("{FOLLOW_UPS} WHERE {OF} AND f.due >= ?2");
        let dated = all(conn, &sql, params![of, Text(from)], nouns::follow_up)?;
        let rate = |owner: Side| Kept::of(dated.iter().filter(|one| one.owner == owner), from, today, today);
        Ok(FollowUpsPage {
            mine,
            theirs,
            closed,
            next_steps: next_steps(conn, person)?,
            kept_by_me: rate(Side::Me),
            kept_by_them: rate(Side::Them),
            people: all(conn, "SELECT * FROM people ORDER BY position", [], nouns::person)?,
        })
    }
    /// Every follow-up of one person, or of everyone who is not archived: open ones by date, then closed ones, the last
    /// closed first.
    pub fn all_follow_ups(&self, person: Option<PersonId>) -> Result<Vec<FollowUp>> {
        let sql = format!(
            "{FOLLOW_UPS} WHERE {OF} ORDER BY f.state <> 'open', f.closed_on DESC, f.due IS NULL, f.due, f.made_on, f.rowid_"
        );
        all(&self.conn, &sql, [person.map(Text)], nouns::follow_up)
    }
    /// Adds a follow-up that stands in no note.
    ///
    /// Errors name the field: `text`, or `person` for somebody who has left.
    pub fn add_follow_up(&mut self, draft: &FollowUpDraft, now: Now) -> Result<FollowUp> {
        let text = required_line("text", &draft.text, TEXT_MAX)?;
        self.write(|tx| {
            let person = calendar::present_person(tx, draft.person)?.id;
            let id = FollowUpId(make_id(now)?);
            tx.execute(
                "INSERT INTO follow_ups(id, person, owner, text, due, state, made_on, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7)",
                params![
                    Text(id),
                    Text(person),
                    Text(draft.owner),
                    text,
                    draft.due.map(Text),
                    Text(now.date_naive()),
                    Text(now)
                ],
            )?;
            follow_up(tx, id)
        })
    }
    /// Changes owner, text or date, in its note too.
    ///
    /// Errors name the field: `text`, or `person` (a follow-up stays between the same two people).
    pub fn edit_follow_up(&mut self, id: FollowUpId, draft: &FollowUpDraft, now: Now) -> Result<FollowUp> {
        let text = required_line("text", &draft.text, TEXT_MAX)?;
        self.write(|tx| {
            let before = follow_up(tx, id)?;
            if before.person != draft.person {
                return Err(Error::invalid(
                    "person",
                    "A follow-up stays with its person. Add a new one for somebody else.",
                ));
            }
            tx.execute(
                "UPDATE follow_ups SET owner = ?2, text = ?3, due = ?4 WHERE id = ?1",
                params![Text(id), Text(draft.owner), text, draft.due.map(Text)],
            )?;
            let handle = match draft.owner {
                Side::Me => ME.to_owned(),
                Side::Them => {
                    let person = calendar::person(tx, before.person)?;
                    match notes::handles(tx, person.id)?.find(&person.slug) {
                        Named::Person { handle, .. } => handle,
                        _ => person.slug,
                    }
                }
            };
            change_line(tx, id, now, |note, line| set_follow_up_line(note, line, &handle, &text, draft.due))?;
            follow_up(tx, id)
        })
    }
    /// Kept, today. One kept before stays kept on its day.
    pub fn keep_follow_up(&mut self, id: FollowUpId, now: Now) -> Result<FollowUp> {
        let today = now.date_naive();
        self.write(|tx| {
            if !matches!(follow_up(tx, id)?.state, FollowUpState::Kept { .. }) {
                set_state(tx, id, "kept", Some(today), "")?;
                change_line(tx, id, now, |note, line| set_mark(note, line, FollowUpMark::Kept { on: Some(today) }))?;
            }
            follow_up(tx, id)
        })
    }
    /// Open again.
    pub fn reopen_follow_up(&mut self, id: FollowUpId, now: Now) -> Result<FollowUp> {
        self.write(|tx| {
            set_state(tx, id, "open", None, "")?;
            change_line(tx, id, now, |note, line| set_mark(note, line, FollowUpMark::Open))?;
            follow_up(tx, id)
        })
    }
    /// Not going to happen; `reason` may be empty.
    ///
    /// Errors name the field `reason`.
    pub fn drop_follow_up(&mut self, id: FollowUpId, reason: &str, now: Now) -> Result<FollowUp> {
        let reason = one_line(reason);
        if reason.chars().count() > TEXT_MAX {
            return Err(Error::invalid("reason", "Shorten this to at most 500 characters."));
        }
        self.write(|tx| {
            set_state(tx, id, "dropped", Some(now.date_naive()), &reason)?;
            change_line(tx, id, now, |note, line| set_mark(note, line, FollowUpMark::Dropped))?;
            follow_up(tx, id)
        })
    }
    /// Waits until a day; none takes the wait away.
    pub fn nudge_follow_up(&mut self, id: FollowUpId, on: Option<NaiveDate>) -> Result<FollowUp> {
        self.write(|tx| {
            tx.execute("UPDATE follow_ups SET nudge_on = ?2 WHERE id = ?1", params![Text(id), on.map(Text)])?;
            follow_up(tx, id)
        })
    }
}

fn follow_up(conn: &Connection, id: FollowUpId) -> Result<FollowUp> {
    conn.prepare_cached(&format!("{FOLLOW_UPS} WHERE f.id = ?1 AND f.deleted_at IS NULL"))?
        .query_row([Text(id)], nouns::follow_up)
        .optional()?
        .ok_or(Error::not_found("follow-up"))
}

fn set_state(conn: &Connection, id: FollowUpId, state: &str, on: Option<NaiveDate>, reason: &str) -> Result<()> {
    conn.prepare_cached("UPDATE follow_ups SET state = ?2, closed_on = ?3, reason = ?4 WHERE id = ?1")?
        .execute(params![Text(id), state, on.map(Text), reason])?;
    Ok(())
}

/// Open next steps of active goals, soonest first.
fn next_steps(conn: &Connection, person: Option<PersonId>) -> Result<Vec<GoalStep>> {
    all(
        conn,
        "SELECT g.* FROM goals g JOIN people p ON p.id = g.person
         WHERE g.state = 'active' AND g.step_text IS NOT NULL AND (g.person = ?1 OR ?1 IS NULL AND p.archived_on IS NULL)
         ORDER BY g.step_due IS NULL, g.step_due, p.position, g.rowid_",
        params![person.map(Text)],
        |row| {
            Ok(GoalStep {
                goal: get(row, "id")?,
                title: row.get("title")?,
                person: get(row, "person")?,
                step: NextStep { text: row.get("step_text")?, owner: get(row, "step_owner")?, due: get_some(row, "step_due")? },
            })
        },
    )
}
