//! What a packet holds, gathered and cut to the manager's choice.
//! How it looks is the crate's `packet`.

use super::ids::make_id;
use super::links::Links;
use super::nouns::{self, all};
use super::observations::{Rows, follow_ups, topic_names};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, goals, indicators};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpState, Kept};
use crate::model::goal::{Goal, GoalState, quote_in};
use crate::model::id::{FollowUpId, GoalId, MeetingId, PersonId};
use crate::model::meeting::{Meeting, Side, Status};
use crate::model::note::{Handles, ListItem, NoteNode, PassageKind, passages};
use crate::model::packet::{Include, LeftOut, Packet, PacketDraft, PacketMeeting};
use crate::model::person::Person;
use crate::model::team::Team;
use crate::model::trend::{cadence_strip, topic_table};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Vault {
    /// Everything a packet needs; logs nothing.
    ///
    /// Invalid when the first day is after the last; `not_found` without such a person.
    pub fn packet(&self, draft: &PacketDraft, now: Now) -> Result<Packet> {
        let conn = &self.conn;
        let today = now.date_naive();
        let person = calendar::person(conn, draft.person)?;
        let meetings = calendar::meetings(conn, person.id)?;
        let to = draft.to.unwrap_or(today);
        let first = meetings.iter().find(|one| one.status != Status::Planned).map_or(to, |one| one.date.min(to));
        let from = draft.from.unwrap_or(first);
        if from > to {
            return Err(Error::invalid("from", "The first day must not be after the last."));
        }
        let asked = indicators::asked(conn, person.id)?;
        let include = Include { check_ins: draft.include.check_ins && asked, ..draft.include };
        let range = Range { from, to };
        let mut left_out = LeftOut::default();
        let in_range: Vec<Meeting> = meetings.iter().filter(|one| range.has(one)).cloned().collect();
        let written = Notes::read(conn, &person)?;
        let promises = promises(conn, person.id, include)?;
        let pages = meeting_pages(&in_range, &written, &promises, include, &mut left_out);
        if !include.follow_ups {
            let made_in_range = follow_ups(conn, person.id)?.iter().filter(|one| range.days(one.made_on)).count();
            left_out.follow_ups = count(made_in_range);
        }
        if asked && !include.check_ins {
            left_out.check_ins = checked_in(conn, &in_range)?;
        }
        let (in_play, goals_reached) = goals_in_play(conn, &person, &written, range, include)?;
        if !include.goals {
            left_out.goals = count(in_play.len());
        }
        let of = |side: Side| promises.iter().filter(move |one| one.owner == side);
        let open = |side: Side| of(side).filter(|one| one.state == FollowUpState::Open).cloned();
        let shown: &[Meeting] = if include.cadence { &meetings } else { &[] };
        let next = calendar::next(conn, &person, &meetings, now)?
            .map(|next| next.mark)
            .filter(|_| include.cadence && to >= today);
        let rows = Rows::read(conn, person.id, &meetings, to)?;
        Ok(Packet {
            kind: draft.kind,
            team: team(conn)?,
            from,
            to,
            today,
            include,
            cadence: cadence_strip(shown, from, to, next),
            minutes: in_range.iter().filter(|one| one.took_place()).map(|one| u32::from(one.minutes)).sum(),
            topics: topic_table(shown, &topic_names(conn)?, from, to),
            kept_by_me: Kept::of(of(Side::Me), from, to, today),
            kept_by_them: Kept::of(of(Side::Them), from, to, today),
            open: open(Side::Me).chain(open(Side::Them)).collect(),
            goals: if include.goals { in_play } else { Vec::new() },
            goals_reached: if include.goals { goals_reached } else { 0 },
            meetings: pages,
            trends: if include.check_ins { rows.trends(from) } else { Vec::new() },
            left_out,
            person,
        })
    }
    /// Notes down that a packet was saved.
    pub fn log_packet(&mut self, draft: &PacketDraft, pages: u32, now: Now) -> Result<()> {
        let included = serde_json::to_string(&draft.include).map_err(|_| Error::internal("packet choice"))?;
        let id = make_id(now)?;
        self.write(|tx| {
            calendar::person(tx, draft.person)?;
            tx.execute(
                "INSERT INTO packets(id, person, kind, made_at, from_date, to_date, pages, included)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    Text(id),
                    Text(draft.person),
                    Text(draft.kind),
                    Text(now),
                    draft.from.map(Text),
                    draft.to.map(Text),
                    pages,
                    included
                ],
            )?;
            Ok(())
        })
    }
}

/// The days a packet is about, both included.
#[derive(Clone, Copy)]
struct Range {
    from: NaiveDate,
    to: NaiveDate,
}

impl Range {
    fn days(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// A 1:1 that is over, one way or another.
    fn has(&self, meeting: &Meeting) -> bool {
        self.days(meeting.date) && !matches!(meeting.status, Status::Planned | Status::Running)
    }
}

/// The notes of a person's meetings, and whom they may name.
struct Notes {
    texts: BTreeMap<MeetingId, String>,
    handles: Handles,
    links: Links,
}

impl Notes {
    fn read(conn: &Connection, person: &Person) -> Result<Self> {
        let texts: BTreeMap<MeetingId, String> = all(
            conn,
            "SELECT meeting, text FROM notes WHERE person = ?1 AND meeting IS NOT NULL AND deleted_at IS NULL",
            [Text(person.id)],
            |row| Ok((get(row, "meeting")?, row.get("text")?)),
        )?
        .into_iter()
        .collect();
        let everyone = all(conn, "SELECT * FROM people", [], nouns::person)?;
        let links = Links::of(conn, person.id, texts.values().map(String::as_str))?;
        Ok(Self { texts, handles: Handles::new(person, &everyone), links })
    }

    // SECURITY: words kept as evidence may come from a private passage; they stay with it.
    /// The words stand in a private passage of the meeting's note and nowhere else in it.
    fn only_in_private(&self, meeting: Option<MeetingId>, quote: &str) -> bool {
        let Some(text) = meeting.and_then(|meeting| self.texts.get(&meeting)) else {
            return false;
        };
        quote_in(text, quote).is_ok() && quote_in(&without_private(text), quote).is_err()
    }
}

/// A note's text without the lines of its private passages.
fn without_private(text: &str) -> String {
    let private: Vec<_> = passages(text).into_iter().filter(|one| one.kind == PassageKind::Private).collect();
    // The same line ends as the note's reader knows.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let hidden = |line: u32| private.iter().any(|one| (one.line..one.line + one.lines).contains(&line));
    (0u32..).zip(text.lines()).filter(|(line, _)| !hidden(*line)).map(|(_, words)| words).collect::<Vec<_>>().join("\n")
}

/// Promises that may go in, by date: none when not chosen.
// SECURITY: a promise that stands in a private passage is private.
fn promises(conn: &Connection, person: PersonId, include: Include) -> Result<Vec<FollowUp>> {
    if !include.follow_ups {
        return Ok(Vec::new());
    }
    let mut promises = follow_ups(conn, person)?;
    if !include.private {
        let private: Vec<FollowUpId> = all(
            conn,
            "SELECT f.id FROM follow_ups f JOIN passages p ON p.note = f.note AND p.kind = 'private'
               AND f.line >= p.line AND f.line < p.line + p.lines WHERE f.person = ?1",
            [Text(person)],
            |row| get(row, "id"),
        )?;
        promises.retain(|one| !private.contains(&one.id));
    }
    Ok(promises)
}

/// The meetings in range, newest first, with what may be read of their notes.
fn meeting_pages(
    in_range: &[Meeting],
    notes: &Notes,
    promises: &[FollowUp],
    include: Include,
    left_out: &mut LeftOut,
) -> Vec<PacketMeeting> {
    let mut pages = Vec::new();
    for meeting in in_range.iter().rev() {
        let text = notes.texts.get(&meeting.id).map_or("", String::as_str);
        let mut private = 0;
        let public = cut(notes.links.read(text, &notes.handles), include.private && include.notes, &mut private);
        left_out.private += private;
        if !include.notes && !text.trim().is_empty() {
            left_out.notes += 1;
        }
        let follow_ups = promises.iter().filter(|one| one.meeting == Some(meeting.id)).cloned().collect();
        let note = if include.notes { public } else { Vec::new() };
        pages.push(PacketMeeting { meeting: meeting.clone(), note, follow_ups });
    }
    pages
}

/// A note without follow-up lines, and without private passages unless they are chosen; `private` counts those.
fn cut(blocks: Vec<NoteNode>, keep_private: bool, private: &mut u32) -> Vec<NoteNode> {
    let mut kept = Vec::new();
    for block in blocks {
        match block {
            NoteNode::FollowUp { .. } => {}
            NoteNode::Passage { passage: PassageKind::Private, .. } if !keep_private => *private += 1,
            NoteNode::Passage { passage, blocks } => {
                let blocks = cut(blocks, keep_private, private);
                if !blocks.is_empty() {
                    kept.push(NoteNode::Passage { passage, blocks });
                }
            }
            NoteNode::List { start, items } => {
                let mut left = Vec::new();
                for ListItem { task, blocks } in items {
                    let blocks = cut(blocks, keep_private, private);
                    if !blocks.is_empty() {
                        left.push(ListItem { task, blocks });
                    }
                }
                if !left.is_empty() {
                    kept.push(NoteNode::List { start, items: left });
                }
            }
            other => kept.push(other),
        }
    }
    kept
}

/// Meetings with at least one check-in value.
fn checked_in(conn: &Connection, meetings: &[Meeting]) -> Result<u32> {
    let mut with_values = 0;
    for meeting in meetings {
        let any = conn.prepare_cached("SELECT 1 FROM observations WHERE meeting = ?1")?.exists([Text(meeting.id)])?;
        with_values += u32::from(any);
    }
    Ok(with_values)
}

/// Active goals and those reached in range; and how many were reached.
fn goals_in_play(
    conn: &Connection,
    person: &Person,
    notes: &Notes,
    range: Range,
    include: Include,
) -> Result<(Vec<Goal>, u32)> {
    let closed: BTreeMap<GoalId, Option<NaiveDate>> =
        all(conn, "SELECT id, closed_on FROM goals WHERE person = ?1", [Text(person.id)], |row| {
            Ok((get(row, "id")?, get_some(row, "closed_on")?))
        })?
        .into_iter()
        .collect();
    // Where no day was told, a goal was reached with its last milestone.
    let reached = |goal: &Goal| {
        let day =
            closed.get(&goal.id).copied().flatten().or_else(|| goal.milestones.iter().filter_map(|one| one.done).max());
        goal.state == GoalState::Done && day.is_some_and(|day| range.days(day))
    };
    let mut goals = goals::goals_of(conn, person.id)?;
    let in_play = |goal: &Goal| goal.state == GoalState::Active && goal.opened <= range.to;
    goals.retain(|goal| in_play(goal) || reached(goal));
    goals.sort_by_key(|goal| goal.state != GoalState::Active);
    if !include.private {
        for goal in &mut goals {
            goal.evidence.retain(|one| !notes.only_in_private(one.meeting, &one.quote));
        }
    }
    let goals_reached = count(goals.iter().filter(|goal| goal.state == GoalState::Done).count());
    Ok((goals, goals_reached))
}

fn team(conn: &Connection) -> Result<Team> {
    let team = conn
        .query_row("SELECT name, manager, about FROM team", [], |row| {
            Ok(Team { name: row.get("name")?, manager: row.get("manager")?, about: row.get("about")? })
        })
        .optional()?;
    Ok(team.unwrap_or_default())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
