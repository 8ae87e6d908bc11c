//! The whole content in and out as plain values: how a vault is told, and the doors to `merge`.
//! Files are the crate's `transfer`; how content is taken in is in `merge`.

use super::merge::Merge;
use super::nouns::{self, all, cadence, follow_up_state, status};
use super::rows::{Clock, get, get_some};
use super::{Now, Vault, goals, indicators, rows_out};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::indicator::Source;
use crate::model::name::fold;
use crate::model::person::DatedRole;
use crate::model::team::Team;
use crate::model::transfer::{
    AgendaContent, CaptureContent, Content, FollowUpContent, GoalContent, ImportReport, MeetingContent, NoteContent,
    ObservationContent, PersonContent,
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Vault {
    /// Everything, or one person (then without the team).
    ///
    /// `not_found` when there is no such person.
    pub fn content(&self, person: Option<PersonId>) -> Result<Content> {
        let team = if person.is_some() { None } else { team(&self.conn)? };
        let only = person.map(|person| person.to_string());
        let mut people = Vec::new();
        let rows = all(&self.conn, "SELECT * FROM people WHERE ?1 IS NULL OR id = ?1 ORDER BY slug", [&only], |row| {
            Ok((get::<PersonId>(row, "id")?, head(row)?))
        })?;
        for (id, head) in rows {
            people.push(whole(&self.conn, id, head)?);
        }
        if person.is_some() && people.is_empty() {
            return Err(Error::not_found("person"));
        }
        let rows = rows_out::rows(&self.conn, only.as_deref())?;
        Ok(Content { team, people, rows })
    }
    /// One person as they may be shown: without check-ins where those are not asked for.
    ///
    /// `not_found` when there is no such person.
    pub fn shown(&self, person: PersonId) -> Result<PersonContent> {
        let told = self.content(Some(person))?.people.pop().ok_or(Error::not_found("person"))?;
        if indicators::asked(&self.conn, person)? {
            return Ok(told);
        }
        let without = |one| MeetingContent { check_in: BTreeMap::new(), not_observed: Vec::new(), ..one };
        let meetings = told.meetings.into_iter().map(without).collect();
        Ok(PersonContent { meetings, observations: Vec::new(), ..told })
    }
    /// What `merge` would add; changes nothing.
    pub fn plan_merge(&mut self, content: &Content, now: Now) -> Result<ImportReport> {
        // Nothing is committed, but pages may be written and rolled back.
        self.unseal()?;
        let transaction = self.conn.transaction()?;
        let report = Merge::new(&transaction, now).all(content)?;
        transaction.rollback()?;
        Ok(report)
    }
    /// Gives people of a table, who are named by name alone, the slug of whoever the vault calls exactly so.
    pub fn know_people(&self, content: &mut Content) -> Result<()> {
        let everyone = all(&self.conn, "SELECT * FROM people", [], nouns::person)?;
        let mut called: HashMap<String, Vec<&str>> = HashMap::new();
        for person in &everyone {
            for name in BTreeSet::from([&person.name, &person.short_name, &person.handle].map(|name| fold(name))) {
                called.entry(name).or_default().push(&person.slug);
            }
        }
        for person in &mut content.people {
            // Called so by two: which one is meant is not ours to guess.
            if let Some([slug]) = called.get(&fold(&person.name)).map(Vec::as_slice) {
                person.slug = (*slug).to_owned();
            }
        }
        Ok(())
    }
    /// Adds what is not there yet, in one transaction; what is there stays as it is.
    ///
    /// People are the same by slug, meetings by day and time, goals by slug, all else by content:
    /// merging the same content again adds nothing and reports zeros. A vault that holds anyone is backed up first.
    pub fn merge(&mut self, content: &Content, now: Now) -> Result<ImportReport> {
        if self.holdings()?.people > 0 {
            self.back_up(now)?;
        }
        self.write_as("Import", |transaction| Merge::new(transaction, now).all(content))
    }
}

fn team(conn: &Connection) -> Result<Option<Team>> {
    let team = conn
        .query_row("SELECT name, manager, about FROM team", [], |row| {
            Ok(Team { name: row.get("name")?, manager: row.get("manager")?, about: row.get("about")? })
        })
        .optional()?;
    Ok(team)
}

/// The person's own row; what hangs on it is empty.
fn head(row: &Row<'_>) -> rusqlite::Result<PersonContent> {
    Ok(PersonContent {
        slug: row.get("slug")?,
        name: row.get("name")?,
        pronouns: row.get("pronouns")?,
        role: row.get("role")?,
        level: row.get("level")?,
        joined: get_some(row, "joined")?,
        relationship: get(row, "relationship")?,
        cadence: cadence(row)?,
        about: row.get("about")?,
        archived_on: get_some(row, "archived_on")?,
        roles: Vec::new(),
        meetings: Vec::new(),
        notes: Vec::new(),
        follow_ups: Vec::new(),
        agenda: Vec::new(),
        goals: Vec::new(),
        captures: Vec::new(),
        observations: Vec::new(),
    })
}

/// A person with everything that hangs on them.
fn whole(conn: &Connection, person: PersonId, head: PersonContent) -> Result<PersonContent> {
    let id = person.to_string();
    let id = id.as_str();
    let mut roles: Vec<DatedRole> =
        all(conn, "SELECT since, role, level FROM roles WHERE person = ?1 ORDER BY since", [id], |row| {
            Ok(DatedRole { since: get(row, "since")?, role: row.get("role")?, level: row.get("level")? })
        })?;
    // A role held since the day they joined is told by the person's own row.
    roles.retain(|role| Some(role.since) != head.joined || role.role != head.role || role.level != head.level);
    Ok(PersonContent {
        roles,
        meetings: meetings(conn, id)?,
        notes: notes(conn, id)?,
        follow_ups: follow_ups(conn, id)?,
        agenda: waiting(conn, id)?,
        goals: goals(conn, person)?,
        captures: captures(conn, id)?,
        observations: observations(conn, id)?,
        ..head
    })
}

fn meetings(conn: &Connection, person: &str) -> Result<Vec<MeetingContent>> {
    let rows = all(
        conn,
        "SELECT m.id, m.date, m.time, m.minutes, m.status, m.moved_from, m.by_side, n.text, n.agenda_line
         FROM meetings m LEFT JOIN notes n ON n.meeting = m.id AND n.deleted_at IS NULL
         WHERE m.person = ?1 ORDER BY m.date, m.time, m.id",
        [person],
        |row| {
            let meeting = MeetingContent {
                date: get(row, "date")?,
                time: row.get::<_, Clock>("time")?.0,
                minutes: row.get("minutes")?,
                status: status(row)?,
                topics: Vec::new(),
                check_in: BTreeMap::new(),
                not_observed: Vec::new(),
                agenda: Vec::new(),
                agenda_line: row.get::<_, Option<u32>>("agenda_line")?.unwrap_or(0),
                note: row.get("text")?,
                drop_reasons: BTreeMap::new(),
            };
            Ok((row.get::<_, String>("id")?, meeting))
        },
    )?;
    let mut meetings = Vec::with_capacity(rows.len());
    for (id, mut meeting) in rows {
        meeting.topics =
            all(conn, "SELECT topic FROM meeting_topics WHERE meeting = ?1 ORDER BY position", [&id], |row| {
                row.get(0)
            })?;
        meeting.agenda = all(
            conn,
            "SELECT i.text, i.discussed_in IS ?1 AS discussed FROM agenda_items i
             LEFT JOIN agenda_lines l ON l.item = i.id AND l.meeting = ?1
             WHERE l.meeting IS NOT NULL OR i.discussed_in = ?1
             ORDER BY l.position IS NULL, l.position, i.position, i.id",
            [&id],
            |row| Ok(AgendaContent { text: row.get("text")?, discussed: row.get("discussed")? }),
        )?;
        let steps = all(
            conn,
            "SELECT i.key, o.source, o.value FROM observations o JOIN indicators i ON i.id = o.indicator WHERE o.meeting = ?1",
            [&id],
            |row| Ok((row.get::<_, String>("key")?, get::<Source>(row, "source")?, row.get::<_, u8>("value")?)),
        )?;
        for (key, source, value) in steps {
            let both = meeting.check_in.entry(key).or_insert((None, None));
            match source {
                Source::Observed => both.0 = Some(value),
                Source::Said => both.1 = Some(value),
            }
        }
        meeting.not_observed = all(
            conn,
            "SELECT i.key FROM not_observed n JOIN indicators i ON i.id = n.indicator WHERE n.meeting = ?1 ORDER BY i.position, i.key",
            [&id],
            |row| row.get(0),
        )?;
        let reasons = all(
            conn,
            "SELECT f.text, f.reason FROM follow_ups f JOIN notes n ON n.id = f.note
             WHERE n.meeting = ?1 AND f.state = 'dropped' AND f.reason <> '' AND f.deleted_at IS NULL",
            [&id],
            |row| Ok((row.get("text")?, row.get("reason")?)),
        )?;
        meeting.drop_reasons = reasons.into_iter().collect();
        meetings.push(meeting);
    }
    Ok(meetings)
}

fn notes(conn: &Connection, person: &str) -> Result<Vec<NoteContent>> {
    all(
        conn,
        "SELECT date, text FROM notes WHERE person = ?1 AND meeting IS NULL AND deleted_at IS NULL ORDER BY date, rowid_",
        [person],
        |row| Ok(NoteContent { date: get(row, "date")?, text: row.get("text")? }),
    )
}

/// Follow-ups that stand in no note; one whose note is in the trash stays with it there.
fn follow_ups(conn: &Connection, person: &str) -> Result<Vec<FollowUpContent>> {
    all(
        conn,
        "SELECT * FROM follow_ups WHERE person = ?1 AND deleted_at IS NULL AND note IS NULL ORDER BY made_on, rowid_",
        [person],
        |row| {
            Ok(FollowUpContent {
                owner: get(row, "owner")?,
                text: row.get("text")?,
                due: get_some(row, "due")?,
                state: follow_up_state(row)?,
                made_on: get(row, "made_on")?,
                nudge_on: get_some(row, "nudge_on")?,
            })
        },
    )
}

/// Waiting items that stand on no meeting's agenda.
fn waiting(conn: &Connection, person: &str) -> Result<Vec<AgendaContent>> {
    all(
        conn,
        "SELECT text FROM agenda_items i WHERE person = ?1 AND discussed_in IS NULL
         AND NOT EXISTS (SELECT 1 FROM agenda_lines l WHERE l.item = i.id) ORDER BY position, id",
        [person],
        |row| Ok(AgendaContent { text: row.get("text")?, discussed: false }),
    )
}

/// Goals by slug, their evidence in the order it was kept.
fn goals(conn: &Connection, person: PersonId) -> Result<Vec<GoalContent>> {
    let mut goals = goals::goals_of(conn, person)?;
    goals.sort_by(|one, other| one.slug.cmp(&other.slug));
    let told = goals.into_iter().map(|mut goal| {
        goal.evidence.sort_by_key(|one| one.id);
        GoalContent {
            slug: goal.slug,
            title: goal.title,
            state: goal.state,
            kind: goal.kind,
            why: goal.why,
            skills: goal.skills,
            opened: goal.opened,
            horizon: goal.horizon,
            about: goal.about,
            milestones: goal.milestones.into_iter().map(|one| (one.text, one.done, one.due)).collect(),
            next_step: goal.next_step,
            check_ins: goal.check_ins,
            evidence: goal.evidence.into_iter().map(|one| (one.date, one.quote, one.kind)).collect(),
        }
    });
    Ok(told.collect())
}

fn captures(conn: &Connection, person: &str) -> Result<Vec<CaptureContent>> {
    all(
        conn,
        "SELECT at, text FROM captures WHERE person = ?1 AND sorted_on IS NULL ORDER BY at, rowid_",
        [person],
        |row| Ok(CaptureContent { at: get(row, "at")?, text: row.get("text")? }),
    )
}

/// Values outside meetings.
fn observations(conn: &Connection, person: &str) -> Result<Vec<ObservationContent>> {
    all(
        conn,
        "SELECT o.date, i.key, o.source, o.value FROM observations o JOIN indicators i ON i.id = o.indicator
         WHERE o.person = ?1 AND o.meeting IS NULL ORDER BY o.date, i.position, i.key, o.source",
        [person],
        |row| {
            Ok(ObservationContent {
                date: get(row, "date")?,
                indicator: row.get("key")?,
                source: get(row, "source")?,
                value: row.get("value")?,
            })
        },
    )
}
