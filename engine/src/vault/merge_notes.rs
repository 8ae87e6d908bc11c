//! Taking notes in: the text as it is, and a follow-up for each line that is one.
//! How notes are saved from the editor is in `notes`.

use super::merge::{Merge, Owner};
use super::rows::Text;
use crate::error::Result;
use crate::model::note::{self, FollowUpMark, PlacedLine};
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
        for passage in note::passages(text) {
            self.run(
                "INSERT INTO passages(note, line, lines, kind) VALUES (?1, ?2, ?3, ?4)",
                params![id, passage.line, passage.lines, Text(passage.kind)],
            )?;
        }
        for PlacedLine { line, person, parsed } in note::follow_up_lines(text, &owner.handles) {
            let (state, closed_on) = match parsed.mark {
                FollowUpMark::Open => ("open", None),
                FollowUpMark::Kept { on } => ("kept", Some(on.unwrap_or(date))),
                FollowUpMark::Dropped => ("dropped", Some(date)),
            };
            let reason =
                meeting.as_ref().filter(|_| state == "dropped").and_then(|meeting| meeting.reasons.get(&parsed.text));
            let follow_up = self.make_id()?;
            self.run(
                "INSERT INTO follow_ups(id, person, owner, text, due, state, closed_on, reason, note, line, meeting, made_on, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                params![
                    follow_up,
                    Text(person),
                    Text(parsed.owner),
                    parsed.text,
                    parsed.due.map(Text),
                    state,
                    closed_on.map(Text),
                    reason.map_or("", String::as_str),
                    id,
                    line,
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
