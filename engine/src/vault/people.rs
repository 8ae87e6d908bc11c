//! People and the team: rows in and out.
//! What is waiting between two people is in `agenda`, `meetings` and `follow_ups`.

use super::ids::make_id;
use super::links::Links;
use super::nouns::{self, all};
use super::observations::Rows;
use super::rows::{Clock, Text, get};
use super::{Now, Vault, calendar, indicators, life, notes, prompts, today};
use crate::error::{Error, Result};
use crate::model::id::{CaptureId, PersonId};
use crate::model::name::{self, fold, one_line, slugs};
use crate::model::pages::{Capture, PersonPage, Sidebar};
use crate::model::person::{DatedRole, NewPerson, Person, PersonDraft, PersonSummary, Relationship};
use crate::model::team::Team;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// Most bytes of a capture.
const CAPTURE_MAX: usize = 64 * 1024;

impl Vault {
    /// The team; called like the vault until it is given a name.
    pub fn team(&self) -> Result<Team> {
        let team = self
            .conn
            .prepare_cached("SELECT name, manager, about FROM team")?
            .query_row([], |row| Ok(Team { name: row.get(0)?, manager: row.get(1)?, about: row.get(2)? }))
            .optional()?;
        match team {
            Some(team) => Ok(team),
            None => Ok(Team { name: self.label()?, ..Team::default() }),
        }
    }
    /// Renames the team or its manager.
    ///
    /// Errors name the field: `name` or `manager`.
    pub fn edit_team(&mut self, team: &Team) -> Result<()> {
        let name = name::required_line("name", &team.name, 200)?;
        let manager = one_line(&team.manager);
        if manager.chars().count() > 200 {
            return Err(Error::invalid("manager", "Shorten the name to at most 200 characters."));
        }
        self.write(|tx| {
            tx.execute(
                "INSERT INTO team(one, name, manager, about) VALUES (1, ?1, ?2, ?3)
                 ON CONFLICT (one) DO UPDATE SET name = ?1, manager = ?2, about = ?3",
                params![name, manager, team.about.trim_end()],
            )?;
            Ok(())
        })
    }
    /// People who are not archived, soonest next 1:1 first, those without one last.
    pub fn people(&self, now: Now) -> Result<Vec<PersonSummary>> {
        let conn = &self.conn;
        let open: BTreeMap<PersonId, u32> = all(
            conn,
            "SELECT person, count(*) AS open FROM follow_ups WHERE state = 'open' AND deleted_at IS NULL GROUP BY person",
            [],
            |row| Ok((get(row, "person")?, row.get("open")?)),
        )?
        .into_iter()
        .collect();
        let mut people = calendar::present(conn)?
            .into_iter()
            .map(|person| summary(conn, person, &open, now))
            .collect::<Result<Vec<_>>>()?;
        people.sort_by_key(|one| (one.next.is_none(), one.next));
        Ok(people)
    }
    /// One person.
    pub fn person(&self, id: PersonId) -> Result<Person> {
        calendar::person(&self.conn, id)
    }
    /// Finds a person by id, name or an unambiguous part of the name, case and accents ignored. Archived people are
    /// found when nobody present is meant.
    ///
    /// `not_found`, or Invalid on `person` when several are meant.
    pub fn find_person(&self, text: &str) -> Result<Person> {
        let everyone = all(&self.conn, "SELECT * FROM people ORDER BY position", [], nouns::person)?;
        let wanted = fold(&one_line(text));
        let sure = |person: &&Person| person.id.to_string() == wanted || person.slug == wanted;
        if let Some(person) = everyone.iter().find(sure) {
            return Ok(person.clone());
        }
        if wanted.is_empty() {
            return Err(Error::invalid("person", "Name a person."));
        }
        let words = |person: &Person| fold(&person.name);
        let rounds: [&dyn Fn(&Person) -> bool; 4] = [
            &|person| words(person) == wanted,
            &|person| person.handle == wanted || words(person).split(' ').any(|word| word == wanted),
            &|person| {
                words(person).split(' ').any(|word| word.starts_with(&wanted)) || words(person).starts_with(&wanted)
            },
            &|person| words(person).contains(&wanted),
        ];
        for archived in [false, true] {
            for round in rounds {
                let mut found = everyone.iter().filter(|one| one.archived_on.is_some() == archived && round(one));
                match (found.next(), found.next()) {
                    (Some(person), None) => return Ok(person.clone()),
                    (Some(_), Some(_)) => {
                        return Err(Error::invalid(
                            "person",
                            "Several people are called that. Type more of the name, or the id.",
                        ));
                    }
                    _ => {}
                }
            }
        }
        Err(Error::not_found("person"))
    }
    /// Stores a new person.
    ///
    /// Errors name the draft's field.
    pub fn add_person(&mut self, draft: &PersonDraft, now: Now) -> Result<Person> {
        let new = NewPerson::parse(draft)?;
        self.write(|tx| {
            let taken = all(tx, "SELECT slug FROM people", [], |row| row.get::<_, String>(0))?;
            let slug = slugs(&new.name).find(|slug| !taken.contains(slug)).ok_or(Error::internal("slug"))?;
            let position: u32 =
                tx.query_row("SELECT coalesce(max(position) + 1, 0) FROM people", [], |row| row.get(0))?;
            let id = PersonId(make_id(now)?);
            let (rhythm, n) = nouns::rhythm(new.cadence);
            tx.execute(
                "INSERT INTO people(id, slug, handle, name, hue, pronouns, role, level, joined, relationship, rhythm,
                   rhythm_n, weekday, time, minutes, about, created_at, position, zone, check_ins)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
                params![
                    Text(id),
                    slug,
                    name::handle(&slug),
                    new.name,
                    name::hue(position),
                    new.pronouns,
                    new.role,
                    new.level,
                    new.joined.map(Text),
                    Text(new.relationship),
                    rhythm,
                    n,
                    new.cadence.weekday.num_days_from_monday(),
                    Clock(new.cadence.time),
                    new.cadence.minutes,
                    new.about,
                    Text(now),
                    position,
                    new.zone,
                    new.check_ins.unwrap_or(new.relationship == Relationship::Report),
                ],
            )?;
            if !(new.role.is_empty() && new.level.is_empty()) {
                let today = now.date_naive();
                life::keep_role(
                    tx,
                    id,
                    &DatedRole {
                        since: new.joined.unwrap_or(today).min(today),
                        role: new.role.clone(),
                        level: new.level.clone(),
                    },
                )?;
            }
            calendar::person(tx, id)
        })
    }
    /// Changes a person; a new role or level becomes dated history from today on. Slug and handle stay: notes name them.
    ///
    /// Errors name the draft's field.
    pub fn edit_person(&mut self, id: PersonId, draft: &PersonDraft, now: Now) -> Result<Person> {
        let new = NewPerson::parse(draft)?;
        self.write(|tx| {
            let before = calendar::person(tx, id)?;
            let (rhythm, n) = nouns::rhythm(new.cadence);
            tx.execute(
                "UPDATE people SET name = ?2, pronouns = ?3, role = ?4, level = ?5, joined = ?6, relationship = ?7,
                   rhythm = ?8, rhythm_n = ?9, weekday = ?10, time = ?11, minutes = ?12, about = ?13, zone = ?14, check_ins = coalesce(?15, check_ins) WHERE id = ?1",
                params![
                    Text(id),
                    new.name,
                    new.pronouns,
                    new.role,
                    new.level,
                    new.joined.map(Text),
                    Text(new.relationship),
                    rhythm,
                    n,
                    new.cadence.weekday.num_days_from_monday(),
                    Clock(new.cadence.time),
                    new.cadence.minutes,
                    new.about,
                    new.zone,
                    new.check_ins,
                ],
            )?;
            if before.role != new.role || before.level != new.level {
                let since = now.date_naive();
                life::keep_role(tx, id, &DatedRole { since, role: new.role.clone(), level: new.level.clone() })?;
            }
            calendar::person(tx, id)
        })
    }
    /// What stands in the sidebar.
    pub fn sidebar(&self, now: Now) -> Result<Sidebar> {
        let team = self.team()?;
        let people = self.people(now)?;
        let active_goals = self.conn.query_row(
            "SELECT count(*) FROM goals g JOIN people p ON p.id = g.person WHERE g.state = 'active' AND p.archived_on IS NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(Sidebar {
            team: team.name,
            manager: team.manager,
            today: now.date_naive(),
            now: now.naive_local(),
            open_follow_ups: people.iter().map(|one| one.open_follow_ups).sum(),
            active_goals,
            keeping: indicators::keeping(&self.conn)?,
            people,
        })
    }
    /// A person's page.
    pub fn person_page(&self, id: PersonId, now: Now) -> Result<PersonPage> {
        let conn = &self.conn;
        let person = calendar::person(conn, id)?;
        let (written, open_follow_ups, active_goals) = conn.query_row(
            "SELECT (SELECT count(*) FROM notes WHERE person = ?1 AND deleted_at IS NULL AND text <> ''),
               (SELECT count(*) FROM follow_ups WHERE person = ?1 AND state = 'open' AND deleted_at IS NULL),
               (SELECT count(*) FROM goals WHERE person = ?1 AND state = 'active')",
            [Text(id)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(PersonPage {
            about: Links::of(conn, id, std::iter::once(person.about.as_str()))?
                .read(&person.about, &notes::handles(conn, id)?),
            brief: self.brief(id, now)?,
            roles: life::roles(conn, id)?,
            absences: calendar::absences(conn, id)?,
            notes: written,
            open_follow_ups,
            active_goals,
            check_ins: indicators::asked(conn, id)?,
            captures: all(
                conn,
                "SELECT id, at, text FROM captures WHERE person = ?1 AND sorted_on IS NULL ORDER BY at, rowid_",
                [Text(id)],
                |row| Ok(Capture { id: get(row, "id")?, at: get(row, "at")?, text: row.get("text")? }),
            )?,
            person,
        })
    }
    /// Puts a thought into the person's inbox; committed when this returns.
    ///
    /// Errors name the field `text`.
    pub fn add_capture(&mut self, person: PersonId, text: &str, now: Now) -> Result<CaptureId> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::invalid("text", "Type a few words."));
        }
        if text.len() > CAPTURE_MAX {
            return Err(Error::invalid("text", "A quick thought holds at most 64 KiB. Write a note instead."));
        }
        self.write(|tx| {
            let person = calendar::person(tx, person)?.id;
            let id = CaptureId(make_id(now)?);
            tx.prepare_cached("INSERT INTO captures(id, person, text, at) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![Text(id), Text(person), text, Text(now)])?;
            Ok(id)
        })
    }
    /// Takes a capture out of the inbox.
    pub fn sort_capture(&mut self, id: CaptureId, now: Now) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE captures SET sorted_on = coalesce(sorted_on, ?2) WHERE id = ?1";
            match tx.execute(sql, params![Text(id), Text(now.date_naive())])? {
                0 => Err(Error::not_found("capture")),
                _ => Ok(()),
            }
        })
    }
}

fn summary(conn: &Connection, person: Person, open: &BTreeMap<PersonId, u32>, now: Now) -> Result<PersonSummary> {
    let day = now.date_naive();
    let meetings = calendar::meetings(conn, person.id)?;
    let last_met =
        meetings.iter().rev().find(|meeting| meeting.took_place() && meeting.date <= day).map(|one| one.date);
    let next = calendar::next(conn, &person, &meetings, now)?.map(|next| next.at);
    let rows = Rows::read(conn, person.id, &meetings, day)?;
    let prompt = prompts::standing(conn, person.id, &rows, day)?;
    Ok(PersonSummary {
        last_met,
        next,
        open_follow_ups: open.get(&person.id).copied().unwrap_or(0),
        mark: today::mark(&person, prompt.as_ref(), rows.signal().as_ref(), last_met, day),
        person,
    })
}
