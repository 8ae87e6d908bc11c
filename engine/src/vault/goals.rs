//! Goals with milestones, next step, check-ins and evidence.
//! What may be entered and the rule of quiet are the model's `goal`.

use super::ids::make_id;
use super::nouns::{MEETINGS, all, meeting};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::goal::{
    Evidence, EvidenceDraft, EvidenceKind, Goal, GoalCheckIn, GoalDraft, GoalState, Milestone, NewGoal, NextStep,
    quote_in,
};
use crate::model::id::{EvidenceId, GoalId, MilestoneId, PersonId};
use crate::model::name::ascii_words;
use crate::model::pages::{GoalCard, GoalsPage};
use crate::model::person::Person;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Vault {
    /// Goals of one person, or of everyone in the lists.
    pub fn goals(&self, person: Option<PersonId>, now: Now) -> Result<GoalsPage> {
        let people = match person {
            Some(person) => vec![calendar::person(&self.conn, person)?],
            None => calendar::present(&self.conn)?,
        };
        let mut cards = Vec::new();
        for person in &people {
            cards.extend(cards_of(&self.conn, person, now.date_naive())?);
        }
        cards.sort_by_key(|card| (order(card.goal.state), card.goal.opened));
        Ok(GoalsPage { cards, people })
    }
    /// One goal.
    pub fn goal(&self, id: GoalId) -> Result<Goal> {
        goal(&self.conn, id)
    }
    /// Stores a new goal.
    pub fn add_goal(&mut self, draft: &GoalDraft, now: Now) -> Result<Goal> {
        let new = NewGoal::parse(draft)?;
        let id = GoalId(make_id(now)?);
        self.write(|tx| {
            let person = calendar::person(tx, draft.person)?;
            tx.execute(
                "INSERT INTO goals(id, person, slug, title, state, kind, why, opened, about, created_at)
                 VALUES (?1, ?2, ?3, ?4, 'active', ?5, '', ?6, '', ?7)",
                params![
                    Text(id),
                    Text(person.id),
                    free_slug(tx, person.id, &new.get().title)?,
                    new.get().title,
                    Text(new.get().kind),
                    Text(now.date_naive()),
                    Text(now),
                ],
            )?;
            write(tx, id, &new, now)?;
            goal(tx, id)
        })
    }
    /// Changes a goal, its milestones and its next step. Whose it is stays.
    pub fn edit_goal(&mut self, id: GoalId, draft: &GoalDraft, now: Now) -> Result<Goal> {
        let new = NewGoal::parse(draft)?;
        self.write(|tx| {
            goal(tx, id)?;
            write(tx, id, &new, now)?;
            goal(tx, id)
        })
    }
    /// Deletes a goal with all that hangs on it.
    pub fn remove_goal(&mut self, id: GoalId) -> Result<()> {
        self.write(|tx| match tx.execute("DELETE FROM goals WHERE id = ?1", [Text(id)])? {
            0 => Err(Error::not_found("goal")),
            _ => Ok(()),
        })
    }
    /// Stores a check-in; one a day, the later one stays.
    pub fn check_in_goal(&mut self, id: GoalId, check_in: &GoalCheckIn) -> Result<Goal> {
        let one = check_in.parse()?;
        self.write(|tx| {
            goal(tx, id)?;
            tx.execute(
                "INSERT INTO goal_check_ins(goal, date, state, confidence) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT(goal, date) DO UPDATE SET state = excluded.state, confidence = excluded.confidence",
                params![Text(id), Text(one.date), Text(one.state), one.confidence],
            )?;
            goal(tx, id)
        })
    }
    /// Keeps words from a note; they must stand in it. The same words are kept once.
    pub fn add_evidence(&mut self, draft: &EvidenceDraft) -> Result<Goal> {
        self.write(|tx| {
            let goal_now = goal(tx, draft.goal)?;
            let meeting = tx
                .query_row(&format!("{MEETINGS} WHERE m.id = ?1"), [Text(draft.meeting)], meeting)
                .optional()?
                .filter(|meeting| meeting.person == goal_now.person)
                .ok_or(Error::not_found("meeting"))?;
            let note: String = tx
                .query_row(
                    "SELECT text FROM notes WHERE meeting = ?1 AND deleted_at IS NULL",
                    [Text(meeting.id)],
                    |row| row.get(0),
                )
                .optional()?
                .ok_or(Error::not_found("note"))?;
            let quote = quote_in(&note, &draft.quote)?;
            if goal_now.evidence.iter().any(|one| one.meeting == Some(meeting.id) && one.quote == quote) {
                return Ok(goal_now);
            }
            let noon = meeting.date.and_time(meeting.time).and_utc().fixed_offset();
            tx.execute(
                "INSERT INTO evidence(id, goal, date, meeting, quote, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    Text(make_id(noon)?),
                    Text(draft.goal),
                    Text(meeting.date),
                    Text(meeting.id),
                    quote,
                    Text(draft.kind)
                ],
            )?;
            goal(tx, draft.goal)
        })
    }
    /// Says anew how a piece of evidence came; its words stay as they were kept.
    pub fn edit_evidence(&mut self, id: EvidenceId, kind: EvidenceKind) -> Result<Goal> {
        self.write(|tx| {
            let of: GoalId = tx
                .query_row(
                    "UPDATE evidence SET kind = ?2 WHERE id = ?1 RETURNING goal",
                    params![Text(id), Text(kind)],
                    |row| get(row, "goal"),
                )
                .optional()?
                .ok_or(Error::not_found("evidence"))?;
            goal(tx, of)
        })
    }
    /// Takes a piece of evidence back.
    pub fn remove_evidence(&mut self, id: EvidenceId) -> Result<Goal> {
        self.write(|tx| {
            let of: GoalId = tx
                .query_row("DELETE FROM evidence WHERE id = ?1 RETURNING goal", [Text(id)], |row| get(row, "goal"))
                .optional()?
                .ok_or(Error::not_found("evidence"))?;
            goal(tx, of)
        })
    }
}

/// A person's goals as cards, active first.
pub(super) fn cards_of(conn: &Connection, person: &Person, today: NaiveDate) -> Result<Vec<GoalCard>> {
    let mut goals = goals_of(conn, person.id)?;
    goals.sort_by_key(|goal| (order(goal.state), goal.opened));
    let card = |goal: Goal| GoalCard {
        quiet_weeks: goal.quiet_weeks(&person.cadence, today),
        last_heard: goal.last_heard(),
        goal,
    };
    Ok(goals.into_iter().map(card).collect())
}

/// A person's goals in the order they were opened.
pub(super) fn goals_of(conn: &Connection, person: PersonId) -> Result<Vec<Goal>> {
    let goals = all(conn, "SELECT * FROM goals WHERE person = ?1 ORDER BY opened, rowid_", [Text(person)], head)?;
    goals.into_iter().map(|goal| whole(conn, goal)).collect()
}

fn order(state: GoalState) -> u8 {
    match state {
        GoalState::Active => 0,
        GoalState::Paused => 1,
        GoalState::Done => 2,
        GoalState::LetGo => 3,
    }
}

fn goal(conn: &Connection, id: GoalId) -> Result<Goal> {
    let goal = conn.prepare_cached("SELECT * FROM goals WHERE id = ?1")?.query_row([Text(id)], head).optional()?;
    whole(conn, goal.ok_or(Error::not_found("goal"))?)
}

/// A row of `goals`, without what hangs on it.
fn head(row: &Row<'_>) -> rusqlite::Result<Goal> {
    let next_step = match row.get("step_text")? {
        Some(text) => Some(NextStep { text, owner: get(row, "step_owner")?, due: get_some(row, "step_due")? }),
        None => None,
    };
    Ok(Goal {
        id: get(row, "id")?,
        person: get(row, "person")?,
        slug: row.get("slug")?,
        title: row.get("title")?,
        state: get(row, "state")?,
        kind: get(row, "kind")?,
        why: row.get("why")?,
        skills: Vec::new(),
        opened: get(row, "opened")?,
        horizon: get_some(row, "horizon")?,
        about: row.get("about")?,
        milestones: Vec::new(),
        next_step,
        check_ins: Vec::new(),
        evidence: Vec::new(),
    })
}

fn whole(conn: &Connection, goal: Goal) -> Result<Goal> {
    let id = || Text(goal.id);
    let skills =
        all(conn, "SELECT skill FROM goal_skills WHERE goal = ?1 ORDER BY position", [id()], |row| row.get(0))?;
    let milestones = all(conn, "SELECT * FROM milestones WHERE goal = ?1 ORDER BY position", [id()], |row| {
        Ok(Milestone {
            id: get(row, "id")?,
            text: row.get("text")?,
            done: get_some(row, "done")?,
            due: get_some(row, "due")?,
        })
    })?;
    let check_ins = all(conn, "SELECT * FROM goal_check_ins WHERE goal = ?1 ORDER BY date", [id()], |row| {
        Ok(GoalCheckIn { date: get(row, "date")?, state: get(row, "state")?, confidence: row.get("confidence")? })
    })?;
    let evidence = all(conn, "SELECT * FROM evidence WHERE goal = ?1 ORDER BY date, id", [id()], |row| {
        Ok(Evidence {
            id: get(row, "id")?,
            date: get(row, "date")?,
            meeting: get_some(row, "meeting")?,
            quote: row.get("quote")?,
            kind: get(row, "kind")?,
        })
    })?;
    Ok(Goal { skills, milestones, check_ins, evidence, ..goal })
}

/// Writes all that a draft holds onto a stored goal.
fn write(conn: &Connection, id: GoalId, new: &NewGoal, now: Now) -> Result<()> {
    let draft = new.get();
    let step = draft.next_step.as_ref();
    let closed = matches!(draft.state, GoalState::Done | GoalState::LetGo);
    conn.execute(
        "UPDATE goals SET title = ?2, kind = ?3, why = ?4, horizon = ?5, about = ?6, step_text = ?7, step_owner = ?8, step_due = ?9,
           closed_on = iif(?10, iif(state = ?11, closed_on, ?12), NULL), state = ?11 WHERE id = ?1",
        params![
            Text(id),
            draft.title,
            Text(draft.kind),
            draft.why,
            draft.horizon.map(Text),
            draft.about,
            step.map(|step| &step.text),
            step.map(|step| Text(step.owner)),
            step.and_then(|step| step.due).map(Text),
            closed,
            Text(draft.state),
            Text(now.date_naive()),
        ],
    )?;
    conn.execute("DELETE FROM goal_skills WHERE goal = ?1", [Text(id)])?;
    for (position, skill) in (0i64..).zip(&draft.skills) {
        conn.execute(
            "INSERT INTO goal_skills(goal, position, skill) VALUES (?1, ?2, ?3)",
            params![Text(id), position, skill],
        )?;
    }
    milestones(conn, id, new, now)
}

/// Steps with an id are changed, those without are new, those left out go.
fn milestones(conn: &Connection, goal: GoalId, new: &NewGoal, now: Now) -> Result<()> {
    let mut there: Vec<MilestoneId> =
        all(conn, "SELECT id FROM milestones WHERE goal = ?1", [Text(goal)], |row| get(row, "id"))?;
    for (position, milestone) in (0i64..).zip(&new.get().milestones) {
        let id = match milestone.id {
            Some(id) => {
                let index = there.iter().position(|known| *known == id).ok_or(Error::not_found("milestone"))?;
                there.swap_remove(index)
            }
            None => MilestoneId(make_id(now)?),
        };
        conn.execute(
            "INSERT INTO milestones(id, goal, position, text, done, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT(id) DO UPDATE SET position = excluded.position, text = excluded.text, done = excluded.done, due = excluded.due",
            params![
                Text(id),
                Text(goal),
                position,
                milestone.text,
                milestone.done.map(Text),
                milestone.due.map(Text)
            ],
        )?;
    }
    for id in there {
        conn.execute("DELETE FROM milestones WHERE id = ?1", [Text(id)])?;
    }
    Ok(())
}

/// A file name nobody's goal of this person has yet.
fn free_slug(conn: &Connection, person: PersonId, title: &str) -> Result<String> {
    let words = ascii_words(title);
    let stem = if words.is_empty() { "goal" } else { &words };
    let taken: Vec<String> = all(conn, "SELECT slug FROM goals WHERE person = ?1", [Text(person)], |row| row.get(0))?;
    let mut slugs = std::iter::once(stem.to_owned()).chain((2u32..).map(|n| format!("{stem}-{n}")));
    slugs.find(|slug| !taken.contains(slug)).ok_or(Error::internal("goal slug"))
}
