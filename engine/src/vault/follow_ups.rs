//! Follow-ups: kept, dropped, reopened; the line in the note follows.
//! How a line is read is the model's `note`.

use super::ids::make_id;
use super::note_follow_ups::change_line;
use super::nouns::{self, FOLLOW_UPS, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, notes};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpChange, FollowUpDraft, FollowUpState, Kept};
use crate::model::goal::NextStep;
use crate::model::id::{FollowUpId, PersonId};
use crate::model::meeting::Side;
use crate::model::name::{ME, one_line, required_line};
use crate::model::note::{FollowUpMark, Named, set_follow_up_line, set_mark};
use crate::model::pages::{FollowUpsPage, GoalStep};
use crate::model::repeat::Repeat;
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

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
    /// Changes owner, text or date, in its note too, and how often it comes back.
    ///
    /// Errors name the field: `text`, `every`, or `person` (a follow-up stays between the same two people).
    pub fn edit_follow_up(
        &mut self,
        id: FollowUpId,
        draft: &FollowUpDraft,
        every: Option<Repeat>,
        now: Now,
    ) -> Result<FollowUp> {
        let text = required_line("text", &draft.text, TEXT_MAX)?;
        let every = every.map(|every| every.parse()).transpose()?;
        self.write(|tx| {
            if follow_up(tx, id)?.person != draft.person {
                return Err(Error::invalid(
                    "person",
                    "A follow-up stays with its person. Add a new one for somebody else.",
                ));
            }
            set_one(tx, id, "repeats", every.map(Repeat::rule))?;
            edit(tx, id, &FollowUpDraft { text, ..draft.clone() }, now)
        })
    }
    /// Kept, today. One kept before stays kept on its day; of one that repeats the next is made.
    pub fn keep_follow_up(&mut self, id: FollowUpId, now: Now) -> Result<FollowUp> {
        self.change_follow_up(id, &FollowUpChange::Keep, now)
    }
    /// Open again.
    pub fn reopen_follow_up(&mut self, id: FollowUpId, now: Now) -> Result<FollowUp> {
        self.change_follow_up(id, &FollowUpChange::Reopen, now)
    }
    /// Not going to happen; `reason` may be empty.
    ///
    /// Errors name the field `reason`.
    pub fn drop_follow_up(&mut self, id: FollowUpId, reason: &str, now: Now) -> Result<FollowUp> {
        self.change_follow_up(id, &FollowUpChange::Drop { reason: reason.to_owned() }, now)
    }
    /// Waits until a day; none takes the wait away.
    pub fn nudge_follow_up(&mut self, id: FollowUpId, on: Option<NaiveDate>, now: Now) -> Result<FollowUp> {
        self.change_follow_up(id, &FollowUpChange::Nudge { on }, now)
    }
    /// The same change for each of them, in one step: all, or none.
    ///
    /// Errors name the field: `reason` or `every`; `not_found` when one of them is gone.
    pub fn change_follow_ups(&mut self, ids: &[FollowUpId], change: &FollowUpChange, now: Now) -> Result<()> {
        let change = parse(change)?;
        self.write(|tx| ids.iter().try_for_each(|id| self::change(tx, *id, &change, now)))
    }
    fn change_follow_up(&mut self, id: FollowUpId, change: &FollowUpChange, now: Now) -> Result<FollowUp> {
        let change = parse(change)?;
        self.write(|tx| {
            self::change(tx, id, &change, now)?;
            follow_up(tx, id)
        })
    }
}

/// A change that was checked.
fn parse(change: &FollowUpChange) -> Result<FollowUpChange> {
    match change {
        FollowUpChange::Drop { reason } => {
            let reason = one_line(reason);
            if reason.chars().count() > TEXT_MAX {
                return Err(Error::invalid("reason", "Shorten this to at most 500 characters."));
            }
            Ok(FollowUpChange::Drop { reason })
        }
        FollowUpChange::Repeat { every: Some(repeat) } => Ok(FollowUpChange::Repeat { every: Some(repeat.parse()?) }),
        other => Ok(other.clone()),
    }
}

/// One change of one follow-up, and of its line in a note.
fn change(conn: &Connection, id: FollowUpId, change: &FollowUpChange, now: Now) -> Result<()> {
    let today = now.date_naive();
    let before = follow_up(conn, id)?;
    match change {
        FollowUpChange::Keep => {
            if !matches!(before.state, FollowUpState::Kept { .. }) {
                set_state(conn, id, "kept", Some(today), "")?;
                make_next(conn, id, now)?;
                change_line(conn, id, now, |note, line| set_mark(note, line, FollowUpMark::Kept { on: Some(today) }))?;
            }
            Ok(())
        }
        FollowUpChange::Reopen => {
            set_state(conn, id, "open", None, "")?;
            change_line(conn, id, now, |note, line| set_mark(note, line, FollowUpMark::Open))
        }
        FollowUpChange::Drop { reason } => {
            set_state(conn, id, "dropped", Some(today), reason)?;
            change_line(conn, id, now, |note, line| set_mark(note, line, FollowUpMark::Dropped))
        }
        FollowUpChange::Nudge { on } => set_one(conn, id, "nudge_on", on.map(Text)),
        FollowUpChange::Repeat { every } => set_one(conn, id, "repeats", every.map(Repeat::rule)),
        FollowUpChange::Due { on } => {
            let FollowUp { person, owner, text, .. } = before;
            edit(conn, id, &FollowUpDraft { person, owner, text, due: *on }, now).map(drop)
        }
    }
}

/// Sets a column that may be NULL; `column` is one of ours, never what somebody typed.
fn set_one(conn: &Connection, id: FollowUpId, column: &'static str, value: Option<impl ToSql>) -> Result<()> {
    conn.prepare_cached(&format!("UPDATE follow_ups SET {column} = ?2 WHERE id = ?1"))?
        .execute(params![Text(id), value])?;
    Ok(())
}

/// Stores a checked draft, and changes its line in a note.
fn edit(conn: &Connection, id: FollowUpId, draft: &FollowUpDraft, now: Now) -> Result<FollowUp> {
    conn.prepare_cached("UPDATE follow_ups SET owner = ?2, text = ?3, due = ?4 WHERE id = ?1")?.execute(params![
        Text(id),
        Text(draft.owner),
        draft.text,
        draft.due.map(Text)
    ])?;
    let handle = match draft.owner {
        Side::Me => ME.to_owned(),
        Side::Them => {
            let person = calendar::person(conn, draft.person)?;
            match notes::handles(conn, person.id)?.find(&person.slug) {
                Named::Person { handle, .. } => handle,
                _ => person.slug,
            }
        }
    };
    change_line(conn, id, now, |note, line| set_follow_up_line(note, line, &handle, &draft.text, draft.due))?;
    follow_up(conn, id)
}

/// After one that repeats was kept: the next one takes over the repeat, so that it goes on once only. It stands in no
/// note, since nobody wrote it there.
pub(super) fn make_next(conn: &Connection, id: FollowUpId, now: Now) -> Result<()> {
    let kept = follow_up(conn, id)?;
    let today = now.date_naive();
    let Some((repeat, due)) = kept.repeats.and_then(|repeat| Some((repeat, repeat.next(kept.due, today)?))) else {
        return Ok(());
    };
    set_one(conn, id, "repeats", None::<String>)?;
    conn.prepare_cached(
        "INSERT INTO follow_ups(id, person, owner, text, due, state, made_on, repeats, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7, ?8)",
    )?
    .execute(params![
        Text(make_id(now)?),
        Text(kept.person),
        Text(kept.owner),
        kept.text,
        Text(due),
        Text(today),
        repeat.rule(),
        Text(now)
    ])?;
    Ok(())
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
