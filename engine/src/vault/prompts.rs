//! Prompts: what is raised for whom, what became of it, and how often that may happen.
//! When one is raised is the model's `trend`; only outcomes, fresh starts and the budget are stored.

use super::nouns::all;
use super::observations::Rows;
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::person::Person;
use crate::model::trend::{
    self, AlarmBudget, Direction, FreshStart, Outcome, OutcomeDraft, Prompt, PromptRecord, PromptsPage, QuarterLine,
};
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};

/// Where the chosen alarm budget stands among the choices.
const BUDGET: &str = "alarm_budget";
/// A quarter in weeks.
const QUARTER_WEEKS: u64 = 13;

impl Vault {
    /// Prompts of one person, or of everyone on the team, newest first, with the app's record.
    ///
    /// `not_found` when there is no such person.
    pub fn prompts(&self, person: Option<PersonId>, now: Now) -> Result<PromptsPage> {
        let today = now.date_naive();
        let rate = budget(&self.conn)?.rate();
        let mut people = calendar::present(&self.conn)?;
        if let Some(person) = person {
            let asked = calendar::person(&self.conn, person)?;
            if !people.iter().any(|one| one.id == person) {
                people.push(asked);
            }
        }
        let mut prompts = Vec::new();
        for one in &people {
            prompts.extend(of_person(&self.conn, one.id, rate, today)?);
        }
        let record = PromptRecord::of(&prompts);
        prompts.retain(|prompt| person.is_none_or(|person| prompt.person == person));
        people.retain(|one| person.is_none_or(|person| one.id == person));
        prompts.sort_by_key(|prompt| std::cmp::Reverse(prompt.raised_on));
        let fresh_starts = people.iter().map(|one| fresh_starts(&self.conn, one)).collect::<Result<Vec<_>>>()?.concat();
        Ok(PromptsPage { prompts, people, fresh_starts, record })
    }

    /// Tells what became of a prompt, or opens it again, and returns it.
    ///
    /// `not_found` when no such prompt was raised.
    pub fn close_prompt(&mut self, draft: &OutcomeDraft, now: Now) -> Result<Prompt> {
        let today = now.date_naive();
        let rate = budget(&self.conn)?.rate();
        self.write(|tx| {
            let same = |one: &Prompt| one.raised_on == draft.raised_on && one.direction == draft.direction;
            if !of_person(tx, draft.person, rate, today)?.iter().any(same) {
                return Err(Error::not_found("prompt"));
            }
            let which = params![Text(draft.person), Text(draft.raised_on), Text(draft.direction)];
            tx.execute("DELETE FROM prompts WHERE person = ?1 AND raised_on = ?2 AND direction = ?3", which)?;
            if let Some(outcome) = draft.outcome {
                tx.execute(
                    "INSERT INTO prompts(id, person, raised_on, direction, outcome, closed_on)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        super::ids::make_id(now)?.to_string(),
                        Text(draft.person),
                        Text(draft.raised_on),
                        Text(draft.direction),
                        Text(outcome),
                        Text(today)
                    ],
                )?;
            }
            // Opened again, a prompt that today's budget would not raise is gone.
            let after = of_person(tx, draft.person, rate, today)?.into_iter().find(same);
            after.ok_or(Error::not_found("prompt"))
        })
    }

    /// The app's own record over everyone on the team.
    pub fn prompt_record(&self, now: Now) -> Result<PromptRecord> {
        Ok(self.prompts(None, now)?.record)
    }

    /// "This is the new normal": from that day on a new usual is learned.
    ///
    /// Invalid on `since` for a day to come; `not_found` without such a person.
    pub fn fresh_start(&mut self, start: FreshStart, now: Now) -> Result<()> {
        if start.since > now.date_naive() {
            return Err(Error::invalid("since", "Choose today or an earlier day."));
        }
        self.write(|tx| {
            calendar::person(tx, start.person)?;
            tx.execute(
                "INSERT OR IGNORE INTO fresh_starts(person, since) VALUES (?1, ?2)",
                params![Text(start.person), Text(start.since)],
            )?;
            Ok(())
        })
    }

    /// Takes a new normal back: everything before it counts again.
    ///
    /// `not_found` when there is none on that day.
    pub fn remove_fresh_start(&mut self, start: FreshStart) -> Result<()> {
        self.write(|tx| {
            let gone = tx.execute(
                "DELETE FROM fresh_starts WHERE person = ?1 AND since = ?2",
                params![Text(start.person), Text(start.since)],
            )?;
            if gone == 0 { Err(Error::not_found("fresh start")) } else { Ok(()) }
        })
    }

    /// How many prompts a year the manager wants, and what that misses.
    pub fn alarm_budget(&self) -> Result<AlarmBudget> {
        budget(&self.conn)
    }

    /// Chooses 2, 4 or 8 prompts a year for the team.
    ///
    /// Invalid on `a_year` for any other number.
    pub fn set_alarm_budget(&mut self, a_year: u8) -> Result<AlarmBudget> {
        if !trend::CHOICES.contains(&a_year) {
            return Err(Error::invalid("a_year", "Choose 2, 4 or 8 prompts a year."));
        }
        self.write(|tx| {
            tx.execute(
                "INSERT INTO choices(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                params![BUDGET, a_year.to_string()],
            )?;
            budget(tx)
        })
    }

    /// What the 13 weeks up to a day say about each indicator; empty in notes-only mode.
    ///
    /// `not_found` without such a person.
    pub fn quarter(&self, person: PersonId, to: NaiveDate) -> Result<Vec<QuarterLine>> {
        let person = calendar::person(&self.conn, person)?;
        let meetings = calendar::meetings(&self.conn, person.id)?;
        let from = to.checked_sub_days(Days::new(7 * QUARTER_WEEKS - 1)).unwrap_or(to);
        Ok(Rows::read(&self.conn, person.id, &meetings, to)?.quarter(from))
    }
}

/// The chosen budget, shared between everyone whose check-ins are asked for.
pub(super) fn budget(conn: &Connection) -> Result<AlarmBudget> {
    let people: u32 =
        conn.query_row("SELECT count(*) FROM people WHERE archived_on IS NULL AND check_ins = 1", [], |row| {
            row.get(0)
        })?;
    let chosen: Option<String> =
        conn.query_row("SELECT value FROM choices WHERE key = ?1", [BUDGET], |row| row.get(0)).optional()?;
    Ok(AlarmBudget::new(chosen.and_then(|chosen| chosen.parse().ok()), people))
}

/// Everything raised for one person up to a day, oldest first, with what became of it.
fn of_person(conn: &Connection, person: PersonId, rate: f64, today: NaiveDate) -> Result<Vec<Prompt>> {
    let meetings = calendar::meetings(conn, person)?;
    let rows = Rows::read(conn, person, &meetings, today)?;
    with_outcomes(conn, person, &rows, rate, today)
}

/// The prompt a card shows, when one stands.
pub(super) fn standing(conn: &Connection, person: PersonId, rows: &Rows, today: NaiveDate) -> Result<Option<Prompt>> {
    let prompts = with_outcomes(conn, person, rows, budget(conn)?.rate(), today)?;
    Ok(prompts.into_iter().next_back().filter(|newest| newest.standing))
}

/// The same as `of_person`, from rows that were read already.
pub(super) fn with_outcomes(
    conn: &Connection,
    person: PersonId,
    rows: &Rows,
    rate: f64,
    today: NaiveDate,
) -> Result<Vec<Prompt>> {
    if rows.is_put_away() {
        return Ok(Vec::new());
    }
    let mut prompts = rows.prompts(person, rate);
    let told: Vec<(NaiveDate, Direction, Outcome, Option<NaiveDate>)> = all(
        conn,
        "SELECT raised_on, direction, outcome, closed_on FROM prompts
         WHERE person = ?1 AND outcome IS NOT NULL AND raised_on <= ?2 ORDER BY raised_on",
        params![Text(person), Text(today)],
        |row| Ok((get(row, "raised_on")?, get(row, "direction")?, get(row, "outcome")?, get_some(row, "closed_on")?)),
    )?;
    for (raised_on, direction, outcome, closed_on) in told {
        match prompts.iter_mut().find(|one| one.raised_on == raised_on && one.direction == direction) {
            Some(prompt) => (prompt.outcome, prompt.closed_on) = (Some(outcome), closed_on),
            // Told at another budget: it happened, so it stays in the record.
            None => prompts.push(Prompt {
                person,
                raised_on,
                direction,
                since: raised_on,
                indicators: Vec::new(),
                meetings: meetings_on(conn, person, raised_on)?,
                back: false,
                standing: false,
                outcome: Some(outcome),
                closed_on,
            }),
        }
    }
    prompts.sort_by_key(|prompt| prompt.raised_on);
    if let Some(newest) = prompts.last_mut() {
        newest.standing = newest.stands(today);
    }
    Ok(prompts)
}

fn meetings_on(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Vec<crate::model::id::MeetingId>> {
    let sql = "SELECT id FROM meetings WHERE person = ?1 AND date = ?2";
    all(conn, sql, params![Text(person), Text(day)], |row| get(row, "id"))
}

fn fresh_starts(conn: &Connection, person: &Person) -> Result<Vec<FreshStart>> {
    let sql = "SELECT since FROM fresh_starts WHERE person = ?1 ORDER BY since DESC";
    all(conn, sql, [Text(person.id)], |row| Ok(FreshStart { person: person.id, since: get(row, "since")? }))
}
