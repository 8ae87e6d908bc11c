//! Taking notes in: the text as it is, and a follow-up for each line that is one.
//! How notes are saved from the editor is in `notes`.

use super::merge::{Merge, Owner};
use super::rows::Text;
use crate::error::Result;
use crate::model::follow_up::FollowUpState;
use crate::model::meeting::Side;
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::BTreeMap;

/// The meeting a note was written in.
pub(super) struct OfMeeting<'a> {
    pub(super) id: &'a str,
    /// Where a file shows the agenda.
    pub(super) agenda_line: u32,
    /// Why follow-ups were dropped, by their words.
    pub(super) reasons: &'a BTreeMap<String, String>,
}

/// A follow-up as its line tells it.
struct Line {
    line: i64,
    owner: Side,
    text: String,
    due: Option<NaiveDate>,
    state: FollowUpState,
}

impl Merge<'_> {
    /// Stores a note; its follow-up lines become follow-ups made on its day.
    pub(super) fn add_note(
        &mut self,
        owner: &Owner,
        date: NaiveDate,
        meeting: Option<OfMeeting<'_>>,
        text: &str,
    ) -> Result<()> {
        let id = self.make_id()?;
        let meeting_id = meeting.as_ref().map(|meeting| meeting.id);
        let agenda_line = meeting.as_ref().map_or(0, |meeting| meeting.agenda_line);
        self.run(
            "INSERT INTO notes(id, person, meeting, date, text, agenda_line, revision, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)",
            params![id, owner.id, meeting_id, Text(date), text, agenda_line, Text(self.now)],
        )?;
        for line in lines(text, &owner.handle, date) {
            let (state, closed_on, reason) = match line.state {
                FollowUpState::Open => ("open", None, None),
                FollowUpState::Kept { on } => ("kept", Some(on), None),
                FollowUpState::Dropped { on, .. } => {
                    ("dropped", Some(on), meeting.as_ref().and_then(|meeting| meeting.reasons.get(&line.text)))
                }
            };
            let follow_up = self.make_id()?;
            self.run(
                "INSERT INTO follow_ups(id, person, owner, text, due, state, closed_on, reason, note, line, meeting, made_on, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                params![
                    follow_up,
                    owner.id,
                    Text(line.owner),
                    line.text,
                    line.due.map(Text),
                    state,
                    closed_on.map(Text),
                    reason.map_or("", String::as_str),
                    id,
                    line.line,
                    meeting_id,
                    Text(date),
                    Text(self.now),
                ],
            )?;
            self.report.follow_ups += 1;
        }
        Ok(())
    }
}

/// The follow-up lines of a note, code left out.
fn lines(text: &str, handle: &str, day: NaiveDate) -> Vec<Line> {
    let mut code = false;
    let mut found = Vec::new();
    for (line, words) in (0i64..).zip(text.lines()) {
        let words = words.trim();
        if words.starts_with("```") || words.starts_with("~~~") {
            code = !code;
        } else if !code && let Some(one) = read(line, words, handle, day) {
            found.push(one);
        }
    }
    found
}

fn read(line: i64, words: &str, handle: &str, day: NaiveDate) -> Option<Line> {
    let rest = words.strip_prefix("- [")?;
    let mark = rest.chars().next()?;
    let rest = rest.get(mark.len_utf8()..)?.strip_prefix("] @")?;
    let (who, rest) = rest.split_once(' ')?;
    let owner = match who {
        "me" => Side::Me,
        _ if who == handle => Side::Them,
        _ => return None,
    };
    let (rest, kept) = dated(rest, "✅");
    let (text, due) = dated(rest, "📅");
    let state = match mark {
        ' ' => FollowUpState::Open,
        'x' | 'X' => FollowUpState::Kept { on: kept.unwrap_or(day) },
        '-' => FollowUpState::Dropped { on: day, reason: String::new() },
        _ => return None,
    };
    (!text.is_empty()).then(|| Line { line, owner, text: text.to_owned(), due, state })
}

/// Takes a trailing mark with its day off a line.
fn dated<'a>(text: &'a str, mark: &str) -> (&'a str, Option<NaiveDate>) {
    if let Some((before, day)) = text.rsplit_once(mark)
        && let Ok(day) = day.trim().parse()
    {
        return (before.trim(), Some(day));
    }
    (text.trim(), None)
}
