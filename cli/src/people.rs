//! `people` and `person`: who is there, and one of them whole.
//! What is promised and planned is in other files.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::id::PersonId;
use engine::model::person::{Person, PersonSummary};
use engine::model::transfer::PersonContent;
use serde::Serialize;

/// A command about one person.
#[derive(Args)]
pub struct Named {
    /// Id, name, or a part of the name that only one person has
    pub person: String,
}

#[derive(Serialize)]
struct Row {
    id: PersonId,
    name: String,
    role: String,
    cadence: String,
    last_met: Option<NaiveDate>,
    next: Option<NaiveDateTime>,
    open_follow_ups: u32,
}

impl Row {
    fn new(summary: PersonSummary) -> Self {
        let PersonSummary { person, last_met, next, open_follow_ups, .. } = summary;
        Self { last_met, next, open_follow_ups, ..Self::bare(person) }
    }

    /// Of somebody who is out of the lists.
    fn bare(person: Person) -> Self {
        Self {
            id: person.id,
            cadence: cadence(person.cadence),
            name: person.name,
            role: person.role,
            last_met: None,
            next: None,
            open_follow_ups: 0,
        }
    }

    fn line(&self) -> String {
        let last = self.last_met.map_or("not met yet".to_owned(), |day| format!("last met {day}"));
        let next = self.next.map_or("no next 1:1".to_owned(), |time| format!("next {}", time.format("%Y-%m-%d %H:%M")));
        let role = if self.role.is_empty() { String::new() } else { format!(", {}", self.role) };
        format!("{}{role} · {} · {last} · {next} · {} open follow-ups", self.name, self.cadence, self.open_follow_ups)
    }
}

/// How often two people meet, in words.
pub fn cadence(cadence: Cadence) -> String {
    match cadence.rhythm {
        Rhythm::Weeks { n: 1 } => "weekly".to_owned(),
        Rhythm::Weeks { n } => format!("every {n} weeks"),
        Rhythm::MonthWeekday { .. } => "monthly".to_owned(),
        Rhythm::None => "no rhythm".to_owned(),
    }
}

/// `people`.
pub fn list(door: &Door, out: &mut Out) -> Result<(), Failure> {
    let vault = door.open()?;
    let rows: Vec<Row> = vault.people(door.now)?.into_iter().map(Row::new).collect();
    out.show(&rows, |rows| rows.iter().map(Row::line).collect())
}

/// One person: the row, and everything that hangs on it.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    row: Row,
    content: PersonContent,
}

/// `person P`.
pub fn show(named: &Named, door: &Door, out: &mut Out) -> Result<(), Failure> {
    let vault = door.open()?;
    let person = vault.find_person(&named.person)?;
    let summary = vault.people(door.now)?.into_iter().find(|summary| summary.person.id == person.id);
    let content = vault.shown(person.id)?;
    let row = summary.map_or_else(|| Row::bare(person), Row::new);
    out.show(&Whole { row, content }, |whole| {
        let PersonContent { about, meetings, goals, captures, .. } = &whole.content;
        let mut lines = vec![whole.row.line()];
        lines.extend((!about.is_empty()).then(|| format!("\n{about}\n")));
        lines.push(format!("{} meetings, {} goals, {} captures", meetings.len(), goals.len(), captures.len()));
        lines.extend(meetings.iter().rev().flat_map(|meeting| {
            let note = meeting.note.as_deref().unwrap_or("(no note)");
            [String::new(), meeting.date.to_string(), note.to_owned()]
        }));
        lines
    })
}
