//! Taking goals in: a goal is the same by slug, what hangs on it by content.
//! How goals are entered and changed is in `goals`.

use super::merge::{Merge, Owner, take};
use super::rows::Text;
use crate::error::Result;
use crate::model::transfer::GoalContent;
use rusqlite::{OptionalExtension, params};

impl Merge<'_> {
    /// Adds a goal, or to a goal that is there what it does not have yet.
    pub(super) fn goal(&mut self, owner: &Owner, goal: &GoalContent) -> Result<()> {
        let known: Option<String> = self
            .tx
            .prepare_cached("SELECT id FROM goals WHERE person = ?1 AND slug = ?2")?
            .query_row(params![owner.id, goal.slug], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self.add_goal(owner, goal)?,
        };
        self.milestones(&id, goal)?;
        for one in &goal.check_ins {
            self.run(
                "INSERT OR IGNORE INTO goal_check_ins(goal, date, state, confidence) VALUES (?1, ?2, ?3, ?4)",
                params![id, Text(one.date), Text(one.state), one.confidence],
            )?;
        }
        self.evidence(owner, &id, goal)
    }

    fn add_goal(&mut self, owner: &Owner, goal: &GoalContent) -> Result<String> {
        let id = self.make_id()?;
        let step = goal.next_step.as_ref();
        self.run(
            "INSERT INTO goals(id, person, slug, title, state, kind, why, opened, horizon, about, step_text, step_owner, step_due, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                id,
                owner.id,
                goal.slug,
                goal.title,
                Text(goal.state),
                Text(goal.kind),
                goal.why,
                Text(goal.opened),
                goal.horizon.map(Text),
                goal.about,
                step.map(|step| &step.text),
                step.map(|step| Text(step.owner)),
                step.and_then(|step| step.due).map(Text),
                Text(self.now),
            ],
        )?;
        for (position, skill) in (0i64..).zip(&goal.skills) {
            self.run(
                "INSERT INTO goal_skills(goal, position, skill) VALUES (?1, ?2, ?3)",
                params![id, position, skill],
            )?;
        }
        self.report.goals += 1;
        Ok(id)
    }

    /// Steps are the same by their words: one that was ticked here since is not added again.
    fn milestones(&mut self, goal: &str, content: &GoalContent) -> Result<()> {
        let mut there: Vec<String> = {
            let mut statement = self.tx.prepare_cached("SELECT text FROM milestones WHERE goal = ?1")?;
            statement.query_map([goal], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for (text, done, due) in &content.milestones {
            if take(&mut there, text) {
                continue;
            }
            let id = self.make_id()?;
            self.run(
                "INSERT INTO milestones(id, goal, position, text, done, due)
                 VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM milestones WHERE goal = ?2), ?3, ?4, ?5)",
                params![id, goal, text, done.map(Text), due.map(Text)],
            )?;
        }
        Ok(())
    }

    /// Evidence is linked to the meeting of its day.
    fn evidence(&mut self, owner: &Owner, goal: &str, content: &GoalContent) -> Result<()> {
        for (date, quote, kind) in &content.evidence {
            let there = self.count(
                "SELECT count(*) FROM evidence WHERE goal = ?1 AND date = ?2 AND quote = ?3",
                params![goal, Text(date), quote],
            )? > 0;
            if there {
                continue;
            }
            let id = self.make_id()?;
            self.run(
                "INSERT INTO evidence(id, goal, date, meeting, quote, kind)
                 VALUES (?1, ?2, ?3, (SELECT id FROM meetings WHERE person = ?4 AND date = ?3 ORDER BY time LIMIT 1), ?5, ?6)",
                params![id, goal, Text(date), owner.id, quote, Text(kind)],
            )?;
        }
        Ok(())
    }
}
