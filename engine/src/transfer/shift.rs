//! Moving a whole content in time by whole weeks, so that weekdays stay.
//! Days that only stand in prose are left as they were written.

use crate::model::follow_up::FollowUpState;
use crate::model::meeting::Status;
use crate::model::transfer::{Content, GoalContent, MeetingContent, Moment, PersonContent};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde_json::Value;

/// Moves every date by whole weeks; a date at the end of the calendar stays where it is.
pub fn shift_weeks(content: &mut Content, weeks: i64) {
    let Some(by) = TimeDelta::try_weeks(weeks) else { return };
    for person in &mut content.people {
        shift_person(person, by);
    }
    for (column, value) in content.rows.values_mut().flatten().flatten() {
        shift_value(column, value, by);
    }
}

/// Moves the day or stamp of a column that holds one.
fn shift_value(column: &str, value: &mut Value, by: TimeDelta) {
    let Value::String(text) = value else { return };
    match Moment::of_column(column) {
        Some(Moment::Day) => {
            if let Some(mut date) = super::frontmatter::day(text) {
                shift(&mut date, by);
                *text = date.format("%Y-%m-%d").to_string();
            }
        }
        Some(Moment::Stamp) => {
            let moved = DateTime::parse_from_rfc3339(text).ok().and_then(|stamp| stamp.checked_add_signed(by));
            if let Some(stamp) = moved {
                *text = stamp.to_rfc3339();
            }
        }
        Some(Moment::Clock) | None => {}
    }
}

fn shift_person(person: &mut PersonContent, by: TimeDelta) {
    let days = [&mut person.joined, &mut person.archived_on].into_iter().flatten();
    let days = days.chain(person.roles.iter_mut().map(|role| &mut role.since));
    let days = days.chain(person.observations.iter_mut().map(|observation| &mut observation.date));
    days.for_each(|date| shift(date, by));
    for meeting in &mut person.meetings {
        shift_meeting(meeting, by);
    }
    for note in &mut person.notes {
        shift(&mut note.date, by);
        shift_marks(&mut note.text, by);
    }
    for capture in &mut person.captures {
        capture.at = capture.at.checked_add_signed(by).unwrap_or(capture.at);
        shift_marks(&mut capture.text, by);
    }
    for follow_up in &mut person.follow_ups {
        shift(&mut follow_up.made_on, by);
        [&mut follow_up.due, &mut follow_up.nudge_on].into_iter().flatten().for_each(|date| shift(date, by));
        match &mut follow_up.state {
            FollowUpState::Open => {}
            FollowUpState::Kept { on } | FollowUpState::Dropped { on, .. } => shift(on, by),
        }
    }
    for goal in &mut person.goals {
        shift_goal(goal, by);
    }
}

fn shift_meeting(meeting: &mut MeetingContent, by: TimeDelta) {
    shift(&mut meeting.date, by);
    if let Status::Moved { from, .. } = &mut meeting.status {
        shift(from, by);
    }
    if let Some(note) = &mut meeting.note {
        shift_marks(note, by);
    }
    let reasons = std::mem::take(&mut meeting.drop_reasons).into_iter();
    meeting.drop_reasons = reasons
        .map(|(mut line, reason)| {
            shift_marks(&mut line, by);
            (line, reason)
        })
        .collect();
}

fn shift_goal(goal: &mut GoalContent, by: TimeDelta) {
    shift(&mut goal.opened, by);
    goal.horizon.iter_mut().for_each(|date| shift(date, by));
    for (_, done, due) in &mut goal.milestones {
        [done, due].into_iter().flatten().for_each(|date| shift(date, by));
    }
    goal.next_step.iter_mut().filter_map(|step| step.due.as_mut()).for_each(|date| shift(date, by));
    goal.check_ins.iter_mut().for_each(|check_in| shift(&mut check_in.date, by));
    for (date, quote, _) in &mut goal.evidence {
        shift(date, by);
        // The quote must go on standing in its note word for word.
        shift_marks(quote, by);
    }
}

fn shift(date: &mut NaiveDate, by: TimeDelta) {
    *date = date.checked_add_signed(by).unwrap_or(*date);
}

/// Moves the dates behind the marks of follow-ups.
fn shift_marks(text: &mut String, by: TimeDelta) {
    const MARKS: [char; 2] = ['📅', '✅'];
    if !text.contains(MARKS) {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(MARKS) {
        let after = rest[at..].trim_start_matches(MARKS).trim_start_matches(['\u{fe0f}', ' ']);
        let (before, after) = rest.split_at(rest.len() - after.len());
        out.push_str(before);
        rest = after;
        if let Some(mut date) = after.get(..10).and_then(super::frontmatter::day) {
            shift(&mut date, by);
            out.push_str(&date.format("%Y-%m-%d").to_string());
            rest = &after[10..];
        }
    }
    out.push_str(rest);
    *text = out;
}
