//! `search`: words in notes, follow-ups, goals, people and captures.
//! Filters in the query (`person:` and the like) are the engine's.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use chrono::NaiveDate;
use clap::Args;
use engine::model::search::{Hit, HitTarget, SearchDraft};
use engine::vault::Vault;
use serde::Serialize;

/// `search`.
#[derive(Args)]
pub struct Find {
    /// Words, and filters such as person:mira topic:focus after:2026-09-01 has:follow-up
    query: String,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,
}

#[derive(Serialize)]
struct Row {
    kind: &'static str,
    person: String,
    date: Option<NaiveDate>,
    id: String,
    snippet: String,
}

impl Row {
    fn new(hit: Hit, vault: &Vault) -> Result<Self, Failure> {
        let (kind, id) = match hit.target {
            HitTarget::Meeting { id } => ("meeting", id.to_string()),
            HitTarget::Note { id } => ("note", id.to_string()),
            HitTarget::FollowUp { id } => ("follow_up", id.to_string()),
            HitTarget::Goal { id } => ("goal", id.to_string()),
            HitTarget::Person => ("person", hit.person.to_string()),
            HitTarget::Capture { id } => ("capture", id.to_string()),
        };
        Ok(Self {
            kind,
            id,
            person: vault.person(hit.person)?.name,
            date: hit.date,
            snippet: hit.snippet.into_iter().map(|part| part.text).collect(),
        })
    }
}

impl Find {
    /// Finds them, best first within each kind.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        let vault = door.open()?;
        let found = vault.search(&SearchDraft { text: self.query, person: None, limit: self.limit }, door.now)?;
        let hits = found.hits.into_iter().take(self.limit as usize);
        let rows = hits.map(|hit| Row::new(hit, &vault)).collect::<Result<Vec<_>, _>>()?;
        out.show(&rows, |rows| {
            let line = |row: &Row| {
                let date = row.date.map(|date| format!(" · {date}")).unwrap_or_default();
                format!("{} · {}{date} · {}", row.kind.replace('_', "-"), row.person, row.snippet)
            };
            rows.iter().map(line).collect()
        })
    }
}
