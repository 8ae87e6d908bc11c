//! `trends`: readings and prompts, as each day would have shown them.
//! The test behind them is the engine's.

use crate::door::Door;
use crate::out::Out;
use crate::words::Failure;
use chrono::NaiveDate;
use clap::Args;
use engine::model::indicator::Source;
use engine::model::trend::{Direction, Standing, USUAL_RATE, Usual};
use engine::vault::ToldPerson;
use serde::Serialize;

/// `trends`.
#[derive(Args)]
pub struct Show {
    /// Only this person
    person: Option<String>,
    /// Prompts per person and year when nothing changes
    #[arg(long, value_name = "R", default_value_t = USUAL_RATE)]
    budget: f64,
}

#[derive(Serialize)]
struct Row {
    person: String,
    indicators: Vec<Indicator>,
    readings: Vec<Standing>,
    prompts: Vec<Prompt>,
}

#[derive(Serialize)]
struct Indicator {
    name: String,
    points: Vec<Point>,
    usual: Option<Usual>,
}

#[derive(Serialize)]
struct Point {
    date: NaiveDate,
    value: u8,
    source: Source,
}

#[derive(Serialize)]
struct Prompt {
    date: NaiveDate,
    direction: Direction,
    since: NaiveDate,
    indicators: Vec<String>,
}

impl Show {
    /// Prints them.
    pub fn run(self, door: &Door, out: &mut Out) -> Result<(), Failure> {
        if !(self.budget.is_finite() && self.budget > 0.0) {
            return Err(Failure::usage("Give --budget a number above 0, such as 0.25."));
        }
        let vault = door.open()?;
        let person = match &self.person {
            Some(name) => Some(vault.find_person(name)?.id),
            None => None,
        };
        let told = vault.courses(person, self.budget, door.now)?;
        let rows: Vec<Row> = told.into_iter().map(Row::new).collect();
        out.show(&rows, |rows| rows.iter().flat_map(Row::lines).collect())
    }
}

impl Row {
    fn new(told: ToldPerson) -> Self {
        let indicators = told.indicators.into_iter().map(|one| Indicator {
            name: one.indicator.name,
            points: one
                .steps
                .iter()
                .map(|step| Point { date: step.date, value: step.value, source: step.source })
                .collect(),
            usual: one.usual,
        });
        let prompts = told.prompts.into_iter().map(|prompt| Prompt {
            date: prompt.raised_on,
            direction: prompt.direction,
            since: prompt.since,
            indicators: prompt.indicators.into_iter().map(|moved| moved.name).collect(),
        });
        Self {
            person: told.person.name,
            indicators: indicators.collect(),
            readings: told.course.standings,
            prompts: prompts.collect(),
        }
    }

    /// For a person to read.
    fn lines(&self) -> Vec<String> {
        let usual = self.readings.last().and_then(|last| last.usual.zip(last.recent));
        let now = usual.map_or("still learning the usual".to_owned(), |(usual, recent)| {
            format!("usual {usual:.1}, lately {recent:.1} of 5")
        });
        let mut lines = vec![format!("{} · {} check-ins · {now}", self.person, self.readings.len())];
        lines.extend(self.prompts.iter().map(|prompt| {
            let way = match prompt.direction {
                Direction::Below => "below",
                Direction::Above => "above",
            };
            let (date, since) = (prompt.date, prompt.since);
            format!("  {date} worth a conversation: {way} their usual since {since} ({})", prompt.indicators.join(", "))
        }));
        lines
    }
}
