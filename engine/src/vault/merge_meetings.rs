//! Taking meetings in, with topics, check-in, agenda and note: the same by day and time.
//! Items carried over from one agenda to the next are one item; how they wait is in `agenda`.

use super::merge::{Merge, Owner};
use super::merge_notes::OfMeeting;
use super::rows::{Clock, Text};
use crate::error::Result;
use crate::model::indicator::Source;
use crate::model::meeting::Status;
use crate::model::transfer::{AgendaContent, MeetingContent};
use chrono::TimeZone;
use rusqlite::params;

impl Merge<'_> {
    pub(super) fn meetings(&mut self, owner: &Owner, meetings: &[MeetingContent]) -> Result<()> {
        // Items that stood open on the agenda of the meeting before: (text, id).
        let mut open: Vec<(String, String)> = Vec::new();
        for meeting in meetings {
            let known = self.find(
                "SELECT id FROM meetings WHERE person = ?1 AND date = ?2 AND time = ?3",
                params![owner.id, Text(meeting.date), Clock(meeting.time)],
            )?;
            let took_place = matches!(meeting.status, Status::Held | Status::Moved { .. });
            let id = match known {
                Some(id) => {
                    if took_place {
                        open = self.left_open(&id)?;
                    }
                    id
                }
                None => {
                    let id = self.add_meeting(owner, meeting)?;
                    let left = self.agenda(owner, &id, &open, &meeting.agenda)?;
                    if took_place {
                        open = left;
                    }
                    id
                }
            };
            for (key, (observed, said)) in &meeting.check_in {
                for (source, value) in [(Source::Observed, observed), (Source::Said, said)] {
                    if let Some(value) = value {
                        self.observe(owner, (meeting.date, Some(&id)), key, source, *value)?;
                    }
                }
            }
            for key in &meeting.not_observed {
                self.run(
                    "INSERT OR IGNORE INTO not_observed(meeting, indicator) SELECT ?1, id FROM indicators i WHERE key = ?2
                     AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.meeting = ?1 AND o.indicator = i.id)",
                    params![id, key],
                )?;
            }
            if let Some(text) = &meeting.note {
                let written = self.count("SELECT count(*) FROM notes WHERE meeting = ?1", [&id])? > 0;
                if !written {
                    let date = meeting.date;
                    let meeting =
                        OfMeeting { id: &id, agenda_line: meeting.agenda_line, reasons: &meeting.drop_reasons };
                    self.add_note(owner, date, Some(meeting), text)?;
                }
            }
        }
        Ok(())
    }

    fn add_meeting(&mut self, owner: &Owner, meeting: &MeetingContent) -> Result<String> {
        let id = self.make_id()?;
        let (mut status, from, by) = match meeting.status {
            Status::Planned => ("planned", None, None),
            Status::Running => ("running", None, None),
            Status::Held => ("held", None, None),
            Status::Moved { from, by } => ("moved", Some(from), Some(by)),
            Status::Missed { by } => ("missed", None, Some(by)),
            Status::Leave => ("leave", None, None),
        };
        // Only one clock runs at a time; a second running meeting has been held.
        if status == "running" && self.count("SELECT count(*) FROM meetings WHERE status = 'running'", [])? > 0 {
            status = "held";
        }
        let started = (status == "running")
            .then(|| self.now.timezone().from_local_datetime(&meeting.date.and_time(meeting.time)).single());
        self.run(
            "INSERT INTO meetings(id, person, date, time, minutes, status, moved_from, by_side, started_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                id,
                owner.id,
                Text(meeting.date),
                Clock(meeting.time),
                meeting.minutes,
                status,
                from.map(Text),
                by.map(Text),
                started.flatten().map(Text),
            ],
        )?;
        for (position, topic) in (0i64..).zip(&meeting.topics) {
            self.know_topic(topic)?;
            self.run(
                "INSERT OR IGNORE INTO meeting_topics(meeting, topic, position) VALUES (?1, ?2, ?3)",
                params![id, topic, position],
            )?;
        }
        self.report.meetings += 1;
        Ok(id)
    }

    /// A topic nobody here has talked about yet joins the list, named by its key.
    fn know_topic(&self, key: &str) -> Result<()> {
        let words = key.replace('-', " ");
        let mut letters = words.chars();
        let name: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        self.run(
            "INSERT OR IGNORE INTO topics(key, name, position) VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM topics))",
            params![key, name],
        )?;
        Ok(())
    }

    /// Items on a stored meeting's agenda that were not discussed in it.
    fn left_open(&self, meeting: &str) -> Result<Vec<(String, String)>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT i.text, i.id FROM agenda_lines l JOIN agenda_items i ON i.id = l.item
             WHERE l.meeting = ?1 AND i.discussed_in IS NULL ORDER BY l.position",
        )?;
        Ok(statement.query_map([meeting], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts lines on a new meeting's agenda. A line that was open the time before is the same item, carried over.
    /// Returns what is open after this meeting.
    fn agenda(
        &mut self,
        owner: &Owner,
        meeting: &str,
        open: &[(String, String)],
        lines: &[AgendaContent],
    ) -> Result<Vec<(String, String)>> {
        let mut before = open.to_vec();
        let mut after = Vec::new();
        for (position, line) in (0i64..).zip(lines) {
            let carried = before.iter().position(|(text, _)| *text == line.text).map(|index| before.remove(index).1);
            let item = match carried {
                Some(item) => item,
                None => self.add_item(owner, &line.text)?,
            };
            self.run(
                "INSERT INTO agenda_lines(meeting, item, position) VALUES (?1, ?2, ?3)",
                params![meeting, item, position],
            )?;
            if line.discussed {
                self.run("UPDATE agenda_items SET discussed_in = ?1 WHERE id = ?2", params![meeting, item])?;
            } else {
                after.push((line.text.clone(), item));
            }
        }
        Ok(after)
    }

    pub(super) fn add_item(&mut self, owner: &Owner, text: &str) -> Result<String> {
        let id = self.make_id()?;
        self.run(
            "INSERT INTO agenda_items(id, person, text, source, position, created_at)
             VALUES (?1, ?2, ?3, 'typed', (SELECT coalesce(max(position) + 1, 0) FROM agenda_items WHERE person = ?2), ?4)",
            params![id, owner.id, text, Text(self.now)],
        )?;
        Ok(id)
    }
}
