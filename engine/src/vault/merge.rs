//! Taking content in: adds what is not there, leaves what is there, counts what it added.
//! How a vault is told as content is in `contents`; goals are taken in by `merge_goals`, rows by `rows_in`.

use super::Now;
use super::ids::make_id;
use super::nouns::{self, all};
use super::rows::{Clock, Text, get, get_some};
use super::rows_in::RowsIn;
use crate::error::{Error, Result};
use crate::model::follow_up::FollowUpState;
use crate::model::id::IndicatorId;
use crate::model::indicator::Source;
use crate::model::meeting::Side;
use crate::model::name;
use crate::model::note::Handles;
use crate::model::team::Team;
use crate::model::transfer::{AgendaContent, CaptureContent, Content, ImportReport, NoteContent, PersonContent};
use chrono::{Duration, NaiveDate};
use rusqlite::{OptionalExtension, Params, Transaction, params};
use std::collections::BTreeSet;

/// One merge under way.
pub(super) struct Merge<'a> {
    pub(super) tx: &'a Transaction<'a>,
    pub(super) now: Now,
    pub(super) report: ImportReport,
    /// Ids of the rows that came so far. Each is made a millisecond later, so that ids sort in the order things were given.
    pub(super) made: BTreeSet<String>,
}

/// The person things are being added to.
pub(super) struct Owner {
    pub(super) id: String,
    /// Whom a line in their notes may name.
    pub(super) handles: Handles,
}

impl<'a> Merge<'a> {
    pub(super) fn new(tx: &'a Transaction<'a>, now: Now) -> Self {
        Self { tx, now, report: ImportReport::default(), made: BTreeSet::new() }
    }

    /// Takes in everything and tells what was added.
    pub(super) fn all(mut self, content: &Content) -> Result<ImportReport> {
        let mut rows = RowsIn::new(&self, &content.rows)?;
        rows.general(&mut self)?;
        if let Some(team) = &content.team {
            self.team(team)?;
        }
        // Everyone first: a note may name anyone.
        let mut owners = Vec::with_capacity(content.people.len());
        for person in &content.people {
            owners.push(self.person(person)?);
        }
        let everyone = all(self.tx, "SELECT * FROM people", [], nouns::person)?;
        for (person, id) in content.people.iter().zip(owners) {
            let about = everyone.iter().find(|one| one.slug == person.slug).ok_or(Error::internal("merged person"))?;
            self.belongings(&Owner { id, handles: Handles::new(about, &everyone) }, person)?;
        }
        rows.about_people(&mut self)?;
        Ok(self.report)
    }

    pub(super) fn make_id(&mut self) -> Result<String> {
        let later = i64::try_from(self.made.len() + 1).unwrap_or(i64::MAX);
        let at = self.now.checked_add_signed(Duration::milliseconds(later)).unwrap_or(self.now);
        let id = make_id(at)?.to_string();
        self.made.insert(id.clone());
        Ok(id)
    }

    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.tx.prepare_cached(sql)?.execute(params)?)
    }

    pub(super) fn find(&self, sql: &str, params: impl Params) -> Result<Option<String>> {
        Ok(self.tx.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?)
    }

    pub(super) fn count(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.tx.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }

    /// What the vault already calls itself stays; only blanks are filled.
    fn team(&self, team: &Team) -> Result<()> {
        self.run(
            "INSERT INTO team(one, name, manager, about) VALUES (1, ?1, ?2, ?3) ON CONFLICT(one) DO UPDATE SET
               name = iif(name = '', excluded.name, name),
               manager = iif(manager = '', excluded.manager, manager),
               about = iif(about = '', excluded.about, about)",
            params![team.name, team.manager, team.about],
        )?;
        Ok(())
    }

    /// The id of a person, who is added when not there.
    fn person(&mut self, person: &PersonContent) -> Result<String> {
        match self.find("SELECT id FROM people WHERE slug = ?1", [&person.slug])? {
            Some(id) => Ok(id),
            None => self.add_person(person),
        }
    }

    /// What hangs on a person.
    fn belongings(&mut self, owner: &Owner, person: &PersonContent) -> Result<()> {
        self.meetings(owner, &person.meetings)?;
        self.waiting(owner, &person.agenda)?;
        self.notes(owner, &person.notes)?;
        self.follow_ups(owner, person)?;
        for goal in &person.goals {
            self.goal(owner, goal)?;
        }
        self.captures(owner, &person.captures)?;
        for one in &person.observations {
            self.observe(owner, (one.date, None), &one.indicator, one.source, one.value)?;
        }
        Ok(())
    }

    fn add_person(&mut self, person: &PersonContent) -> Result<String> {
        let id = self.make_id()?;
        let position = self.count("SELECT coalesce(max(position) + 1, 0) FROM people", [])?;
        let (rhythm, n) = nouns::rhythm(person.cadence);
        self.run(
            "INSERT INTO people(id, slug, handle, name, hue, pronouns, role, level, joined, relationship, rhythm, rhythm_n,
               weekday, time, minutes, about, archived_on, created_at, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            params![
                id,
                person.slug,
                name::handle(&person.slug),
                person.name,
                name::hue(u32::try_from(position).unwrap_or(0)),
                person.pronouns,
                person.role,
                person.level,
                person.joined.map(Text),
                Text(person.relationship),
                rhythm,
                n,
                person.cadence.weekday.num_days_from_monday(),
                Clock(person.cadence.time),
                person.cadence.minutes,
                person.about,
                person.archived_on.map(Text),
                Text(self.now),
                position,
            ],
        )?;
        for role in &person.roles {
            self.add_role(&id, role.since, &role.role, &role.level)?;
        }
        let told = person.roles.last().is_some_and(|last| last.role == person.role && last.level == person.level);
        let untitled = person.role.is_empty() && person.level.is_empty();
        if let (Some(joined), false) = (person.joined, told || untitled) {
            self.add_role(&id, joined, &person.role, &person.level)?;
        }
        self.report.people += 1;
        Ok(id)
    }

    fn add_role(&self, person: &str, since: NaiveDate, role: &str, level: &str) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO roles(person, since, role, level) VALUES (?1, ?2, ?3, ?4)",
            params![person, Text(since), role, level],
        )?;
        Ok(())
    }

    /// Items that wait and stand on no agenda yet.
    fn waiting(&mut self, owner: &Owner, items: &[AgendaContent]) -> Result<()> {
        let mut there = self.texts(
            "SELECT text FROM agenda_items i WHERE person = ?1 AND discussed_in IS NULL
             AND NOT EXISTS (SELECT 1 FROM agenda_lines l WHERE l.item = i.id)",
            &owner.id,
        )?;
        for item in items {
            if !take(&mut there, &item.text) {
                self.add_item(owner, &item.text)?;
            }
        }
        Ok(())
    }

    fn texts(&self, sql: &str, person: &str) -> Result<Vec<String>> {
        let mut statement = self.tx.prepare_cached(sql)?;
        Ok(statement.query_map([person], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn notes(&mut self, owner: &Owner, notes: &[NoteContent]) -> Result<()> {
        let mut there = self.texts(
            "SELECT date || text FROM notes WHERE person = ?1 AND meeting IS NULL AND deleted_at IS NULL",
            &owner.id,
        )?;
        for note in notes {
            if !take(&mut there, &format!("{}{}", note.date, note.text)) {
                self.add_note(owner, note.date, None, &note.text)?;
            }
        }
        Ok(())
    }

    /// Follow-ups that stand in no note.
    fn follow_ups(&mut self, owner: &Owner, person: &PersonContent) -> Result<()> {
        let key = |side: Side, text: &str, due: Option<NaiveDate>, made_on: NaiveDate| {
            format!("{side:?} {due:?} {made_on} {text}")
        };
        let mut there: Vec<String> = {
            let mut statement = self.tx.prepare_cached(
                "SELECT owner, text, due, made_on FROM follow_ups WHERE person = ?1 AND deleted_at IS NULL",
            )?;
            let rows = statement.query_map([&owner.id], |row| {
                let due = get_some(row, "due")?;
                Ok(key(get(row, "owner")?, &row.get::<_, String>("text")?, due, get(row, "made_on")?))
            })?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for one in &person.follow_ups {
            if take(&mut there, &key(one.owner, &one.text, one.due, one.made_on)) {
                continue;
            }
            let (state, closed_on, reason) = match &one.state {
                FollowUpState::Open => ("open", None, ""),
                FollowUpState::Kept { on } => ("kept", Some(*on), ""),
                FollowUpState::Dropped { on, reason } => ("dropped", Some(*on), reason.as_str()),
            };
            let id = self.make_id()?;
            self.run(
                "INSERT INTO follow_ups(id, person, owner, text, due, state, closed_on, reason, made_on, nudge_on, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    id,
                    owner.id,
                    Text(one.owner),
                    one.text,
                    one.due.map(Text),
                    state,
                    closed_on.map(Text),
                    reason,
                    Text(one.made_on),
                    one.nudge_on.map(Text),
                    Text(self.now),
                ],
            )?;
            self.report.follow_ups += 1;
        }
        Ok(())
    }

    fn captures(&mut self, owner: &Owner, captures: &[CaptureContent]) -> Result<()> {
        let mut there: Vec<CaptureContent> = {
            let sql = "SELECT at, text FROM captures WHERE person = ?1";
            all(self.tx, sql, [&owner.id], |row| Ok(CaptureContent { at: get(row, "at")?, text: row.get("text")? }))?
        };
        for capture in captures {
            if take(&mut there, capture) {
                continue;
            }
            let id = self.make_id()?;
            self.run(
                "INSERT INTO captures(id, person, text, at) VALUES (?1, ?2, ?3, ?4)",
                params![id, owner.id, capture.text, Text(capture.at)],
            )?;
        }
        Ok(())
    }

    pub(super) fn observe(
        &mut self,
        owner: &Owner,
        when: (NaiveDate, Option<&String>),
        key: &str,
        source: Source,
        value: u8,
    ) -> Result<()> {
        let indicator: Option<IndicatorId> = self
            .tx
            .prepare_cached("SELECT id FROM indicators WHERE key = ?1")?
            .query_row([key], |row| row.get::<_, Text<IndicatorId>>(0))
            .optional()?
            .map(|id| id.0);
        let Some(indicator) = indicator else {
            let warning = format!("The scale “{key}” is not one of yours; its steps were left out.");
            if !self.report.warnings.contains(&warning) {
                self.report.warnings.push(warning);
            }
            return Ok(());
        };
        let added = self.run(
            "INSERT OR IGNORE INTO observations(person, indicator, date, source, value, meeting) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![owner.id, Text(indicator), Text(when.0), Text(source), value, when.1],
        )?;
        self.report.observations += u32::try_from(added).unwrap_or(0);
        Ok(())
    }
}

/// Takes one equal thing out of those that are there; says whether there was one.
pub(super) fn take<T: PartialEq>(there: &mut Vec<T>, one: &T) -> bool {
    let found = there.iter().position(|other| other == one);
    found.inspect(|index| drop(there.swap_remove(*index))).is_some()
}
