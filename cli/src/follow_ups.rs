//! `follow-ups`: promises of both sides.
//! Next steps of goals are not follow-ups; they are in `goals`.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use engine::model::follow_up::{FollowUp, FollowUpState};
use engine::model::id::{FollowUpId, PersonId};
use engine::model::meeting::Side;
use serde::Serialize;

/// `follow-ups`.
#[derive(Args)]
pub struct List {
    /// Only with this person
    #[arg(long, value_name = "P")]
    person: Option<String>,
    /// Only of the manager, or only of the others
    #[arg(long)]
    owner: Option<Owner>,
    /// Which; open ones include those past their date
    #[arg(long, default_value = "open")]
    state: Which,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Owner {
    Me,
    Them,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Which {
    Open,
    Overdue,
    All,
}

/// One follow-up as programs see it.
#[derive(Serialize)]
pub struct Row {
    id: FollowUpId,
    person: String,
    text: String,
    owner: Side,
    due: Option<NaiveDate>,
    state: &'static str,
    source_date: NaiveDate,
    carried: u32,
}

impl Row {
    /// `name` is the person's.
    pub fn new(follow_up: FollowUp, name: String, today: NaiveDate) -> Self {
        let due = follow_up.due;
        let state = match follow_up.state {
            FollowUpState::Open if due.is_some_and(|due| due < today) => "overdue",
            FollowUpState::Open => "open",
            FollowUpState::Kept { on } if due.is_some_and(|due| due < on) => "kept_late",
            FollowUpState::Kept { .. } => "kept",
            FollowUpState::Dropped { .. } => "dropped",
        };
        Self {
            id: follow_up.id,
            person: name,
            text: follow_up.text,
            owner: follow_up.owner,
            due,
            state,
            source_date: follow_up.made_on,
            carried: follow_up.carried,
        }
    }

    /// For a person to read.
    pub fn line(&self) -> String {
        let owner = match self.owner {
            Side::Me => "me".to_owned(),
            Side::Them => self.person.clone(),
        };
        let due = self.due.map_or("no date".to_owned(), |due| format!("due {due}"));
        format!("{owner}: {} · {due} · {} · with {} since {}", self.text, self.state, self.person, self.source_date)
    }
}

impl List {
    /// Lists them: the manager's first.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let vault = door.open()?;
        let person: Option<PersonId> = match &self.person {
            Some(name) => Some(vault.find_person(name)?.id),
            None => None,
        };
        let page = vault.follow_ups(person, door.now)?;
        let name = |id: PersonId| {
            let person = page.people.iter().find(|person| person.id == id);
            person.map(|person| person.name.clone()).unwrap_or_default()
        };
        let closed = match self.state {
            Which::All => vault.all_follow_ups(person)?,
            Which::Open | Which::Overdue => Vec::new(),
        };
        let closed = closed.iter().filter(|one| one.state != FollowUpState::Open);
        let all = page.mine.iter().chain(&page.theirs).chain(closed).cloned();
        let today = door.now.date_naive();
        let rows = all.map(|follow_up| {
            let person = name(follow_up.person);
            Row::new(follow_up, person, today)
        });
        let side = self.owner.map(|owner| if owner == Owner::Me { Side::Me } else { Side::Them });
        let rows = rows.filter(|row| side.is_none_or(|side| row.owner == side));
        let rows: Vec<Row> = rows.filter(|row| self.state != Which::Overdue || row.state == "overdue").collect();
        out.show(&rows, |rows| rows.iter().map(Row::line).collect())
    }
}
