//! `brief`: what to know before the next 1:1 with someone.
//! What counts as quiet or as worth a conversation is the engine's.

use crate::door::Door;
use crate::out::Out;
use crate::people::Named;
use crate::words::Failure;
use crate::{follow_ups, goals};
use chrono::{NaiveDate, NaiveDateTime};
use engine::model::follow_up::FollowUp;
use engine::model::goal::GoalState;
use engine::model::trend::{Direction, Prompt, Reading};
use serde::Serialize;

#[derive(Serialize)]
struct Told {
    person: String,
    next: Option<NaiveDateTime>,
    promised_by_me: Vec<follow_ups::Row>,
    promised_by_them: Vec<follow_ups::Row>,
    agenda: Vec<String>,
    topics_quiet: Vec<Quiet>,
    reading: Option<String>,
    goals: Vec<goals::Row>,
    last_meeting: Option<Last>,
}

#[derive(Serialize)]
struct Quiet {
    topic: String,
    weeks: u32,
}

#[derive(Serialize)]
struct Last {
    date: NaiveDate,
    note: Option<String>,
}

/// `brief P`.
pub fn show(named: &Named, door: &Door, out: &mut Out) -> Result<(), Failure> {
    let vault = door.open()?;
    let person = vault.find_person(&named.person)?;
    let brief = vault.brief(person.id, door.now)?;
    let today = door.now.date_naive();
    let rows = |promised: Vec<FollowUp>| -> Vec<follow_ups::Row> {
        promised.into_iter().map(|one| follow_ups::Row::new(one, person.name.clone(), today)).collect()
    };
    let mut goals = goals::rows(&vault, Some(person.id), door.now)?;
    goals.retain(|goal| goal.state == GoalState::Active);
    let told = Told {
        next: brief.next,
        promised_by_me: rows(brief.promised_by_me),
        promised_by_them: rows(brief.promised_by_them),
        agenda: brief.agenda.into_iter().map(|item| item.text).collect(),
        topics_quiet: brief
            .topics_quiet
            .into_iter()
            .map(|quiet| Quiet { topic: quiet.key, weeks: quiet.weeks })
            .collect(),
        reading: brief
            .prompt
            .map(|prompt| prompted(&prompt, &person.short_name))
            .or_else(|| brief.signal.and_then(|signal| sentence(&signal.name, &person.short_name, &signal.reading))),
        goals,
        last_meeting: brief.last_met.map(|date| Last { date, note: brief.last_time }),
        person: person.name.clone(),
    };
    out.show(&told, lines)
}

/// A standing prompt.
fn prompted(prompt: &Prompt, name: &str) -> String {
    let way = match prompt.direction {
        Direction::Below => "below",
        Direction::Above => "above",
    };
    let names: Vec<&str> = prompt.indicators.iter().map(|moved| moved.name.as_str()).collect();
    format!("{way} {name}'s usual since {}: {}", prompt.since, names.join(", "))
}

/// A reading that is worth a conversation.
fn sentence(indicator: &str, name: &str, reading: &Reading) -> Option<String> {
    let way = |direction: &Direction| match direction {
        Direction::Below => "below",
        Direction::Above => "above",
    };
    match reading {
        Reading::Run { direction, since, outside, of, .. } => {
            Some(format!("{indicator} {} {name}'s usual since {since} ({outside} of the last {of})", way(direction)))
        }
        Reading::Stray { direction, on, .. } => Some(format!("{indicator} {} {name}'s usual on {on}", way(direction))),
        _ => None,
    }
}

fn lines(told: &Told) -> Vec<String> {
    let next = told.next.map_or("no next 1:1".to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string());
    let mut lines = vec![format!("{} · {next}", told.person)];
    let mut part = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.push(format!("\n{title}"));
            lines.extend(entries.into_iter().map(|entry| format!("  {entry}")));
        }
    };
    part("You promised", told.promised_by_me.iter().map(follow_ups::Row::line).collect());
    part("They promised", told.promised_by_them.iter().map(follow_ups::Row::line).collect());
    part("Agenda", told.agenda.clone());
    part(
        "Not touched",
        told.topics_quiet.iter().map(|quiet| format!("{} for {} weeks", quiet.topic, quiet.weeks)).collect(),
    );
    part("Worth a conversation", told.reading.iter().cloned().collect());
    part("Goals", told.goals.iter().map(goals::Row::line).collect());
    let last = told.last_meeting.iter();
    part("Last time", last.map(|last| format!("{} {}", last.date, last.note.as_deref().unwrap_or_default())).collect());
    lines
}
