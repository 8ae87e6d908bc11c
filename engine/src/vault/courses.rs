//! Rows of check-ins of many people at once, as the test across indicators takes them: one query for all.
//! Prompts with what became of them are in `prompts`.

use super::context;
use super::indicators::{asked, indicators, keeping};
use super::rows::Text;
use super::{Now, Vault, calendar};
use crate::error::Result;
use crate::model::id::{IndicatorId, PersonId};
use crate::model::indicator::{Indicator, Keeping, Source};
use crate::model::person::Person;
use crate::model::trend::{Course, Prompt, Step, Usual, across, check_ins, counting, course, prompts, usual};
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::HashMap;

/// One indicator of a person: what is stored, and the usual as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldIndicator {
    /// The scale.
    pub indicator: Indicator,
    /// Every stored step, oldest first.
    pub steps: Vec<Step>,
    /// The band; none with fewer than 6 check-ins.
    pub usual: Option<Usual>,
}

/// Everything the trends say about one person, as each day would have shown it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldPerson {
    /// Whose.
    pub person: Person,
    /// Indicators with at least one step, in their order.
    pub indicators: Vec<ToldIndicator>,
    /// Readings across indicators.
    pub course: Course,
    /// Prompts, oldest first; outcomes are not among them.
    pub prompts: Vec<Prompt>,
}

impl Vault {
    /// The trends of one person, or of everyone in the lists, at a rate of prompts per stable person-year.
    ///
    /// Nothing in notes-only mode, and nobody whose check-ins are not asked for; `not_found` without such a person.
    pub fn courses(&self, person: Option<PersonId>, rate: f64, now: Now) -> Result<Vec<ToldPerson>> {
        let people = match person {
            Some(person) => vec![calendar::person(&self.conn, person)?],
            None => calendar::present(&self.conn)?,
        };
        if keeping(&self.conn)? != Keeping::CheckIns {
            return Ok(Vec::new());
        }
        let today = now.date_naive();
        let indicators = indicators(&self.conn)?;
        let mut steps = self.steps_of_everyone(person, &indicators, today)?;
        let mut told = Vec::new();
        for person in people {
            if asked(&self.conn, person.id)? {
                let steps = steps.remove(&person.id.to_string()).unwrap_or_default();
                told.push(self.told(person, &indicators, &steps, rate, today)?);
            }
        }
        Ok(told)
    }

    fn told(
        &self,
        person: Person,
        indicators: &[Indicator],
        steps: &[(IndicatorId, Step)],
        rate: f64,
        today: NaiveDate,
    ) -> Result<ToldPerson> {
        let context = context::context(&self.conn, person.id, today)?;
        let days = across(indicators, steps);
        let course = course(&days, &context, rate);
        let prompts = prompts(person.id, indicators, &days, &course);
        let of_each = indicators.iter().map(|indicator| {
            let of_it = steps.iter().filter(|(id, _)| *id == indicator.id);
            let mut steps: Vec<Step> = of_it.map(|(_, step)| *step).collect();
            steps.sort_by_key(|step| step.date);
            let usual = usual(counting(&check_ins(&steps), &context), &context);
            ToldIndicator { indicator: indicator.clone(), steps, usual }
        });
        let indicators = of_each.filter(|one| !one.steps.is_empty()).collect();
        Ok(ToldPerson { person, indicators, course, prompts })
    }

    /// Steps by person's id. Words that repeat are read once: a hundred thousand rows are common here.
    fn steps_of_everyone(
        &self,
        person: Option<PersonId>,
        indicators: &[Indicator],
        today: NaiveDate,
    ) -> Result<HashMap<String, Vec<(IndicatorId, Step)>>> {
        let places: HashMap<String, IndicatorId> = indicators.iter().map(|one| (one.id.to_string(), one.id)).collect();
        let mut days: HashMap<String, NaiveDate> = HashMap::new();
        let mut of_each: HashMap<String, Vec<(IndicatorId, Step)>> = HashMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT person, indicator, date, source, value FROM observations
             WHERE date <= ?1 AND (?2 IS NULL OR person = ?2)",
        )?;
        let mut rows = statement.query(params![Text(today), person.map(Text)])?;
        while let Some(row) = rows.next()? {
            let word = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let (Some(indicator), day) = (places.get(word(1)?), word(2)?) else { continue };
            let date = match days.get(day) {
                Some(date) => *date,
                None => *days.entry(day.to_owned()).or_insert(row.get::<_, Text<NaiveDate>>(2)?.0),
            };
            let source = if word(3)? == "observed" { Source::Observed } else { Source::Said };
            let step = (*indicator, Step { date, meeting: None, source, value: row.get(4)? });
            match of_each.get_mut(word(0)?) {
                Some(steps) => steps.push(step),
                None => drop(of_each.insert(word(0)?.to_owned(), vec![step])),
            }
        }
        Ok(of_each)
    }
}
