//! `goals`: what people want to grow into.
//! The brief shows the active ones of one person.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use clap::Args;
use engine::model::goal::{GoalState, NextStep};
use engine::model::id::PersonId;
use engine::vault::{Now, Vault};
use serde::Serialize;

/// `goals`.
#[derive(Args)]
pub struct List {
    /// Only of this person
    person: Option<String>,
}

/// One goal as programs see it.
#[derive(Serialize)]
pub struct Row {
    person: String,
    title: String,
    /// Where it stands.
    pub state: GoalState,
    quiet_weeks: Option<u32>,
    milestones_done: usize,
    milestones: usize,
    next_step: Option<NextStep>,
    evidence: usize,
}

impl Row {
    /// For a person to read.
    pub fn line(&self) -> String {
        let state = match self.state {
            GoalState::Active => "active",
            GoalState::Paused => "paused",
            GoalState::Done => "done",
            GoalState::LetGo => "let go",
        };
        let quiet = self.quiet_weeks.map(|weeks| format!(" · quiet for {weeks} weeks")).unwrap_or_default();
        let next = self.next_step.as_ref().map(|step| format!(" · next: {}", step.text)).unwrap_or_default();
        let (done, of) = (self.milestones_done, self.milestones);
        format!("{}: {} · {state} · {done} of {of} milestones{quiet}{next}", self.person, self.title)
    }
}

/// Goals of one person, or of everyone.
pub fn rows(vault: &Vault, person: Option<PersonId>, now: Now) -> Result<Vec<Row>, Failure> {
    let page = vault.goals(person, now)?;
    let rows = page.cards.into_iter().map(|card| {
        let owner = page.people.iter().find(|person| person.id == card.goal.person);
        Row {
            person: owner.map(|person| person.name.clone()).unwrap_or_default(),
            state: card.goal.state,
            quiet_weeks: card.quiet_weeks,
            milestones_done: card.goal.milestones.iter().filter(|milestone| milestone.done.is_some()).count(),
            milestones: card.goal.milestones.len(),
            evidence: card.goal.evidence.len(),
            next_step: card.goal.next_step,
            title: card.goal.title,
        }
    });
    Ok(rows.collect())
}

impl List {
    /// Lists them.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let vault = door.open()?;
        let person = match &self.person {
            Some(name) => Some(vault.find_person(name)?.id),
            None => None,
        };
        let rows = rows(&vault, person, door.now)?;
        out.show(&rows, |rows| rows.iter().map(Row::line).collect())
    }
}
