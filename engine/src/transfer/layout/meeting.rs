//! `<YYYY-MM-DD>.md`: one 1:1 with its topics, check-in, agenda and note.
//! Which follow-ups stand in the note is the model's `note`; here only their marks are checked.

use super::super::frontmatter::{self, Clock, Day, Page, Step, scalars};
use super::super::source::Fault;
use super::{INDICATORS, TOPICS, agenda};
use crate::model::meeting::{Side, Status};
use crate::model::transfer::MeetingContent;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt::Write;

const KEYS: [&str; 9] =
    ["date", "time", "minutes", "status", "moved_from", "moved_by", "missed_by", "topics", "check_in"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Became {
    Held,
    Moved,
    Missed,
    Leave,
}

scalars! {
    /// What became of it.
    StatusWord(Became) = "Write `held`, `moved`, `missed` or `leave`.", |text| match text {
        "held" => Some(Became::Held),
        "moved" => Some(Became::Moved),
        "missed" => Some(Became::Missed),
        "leave" => Some(Became::Leave),
        _ => None,
    };
    /// A length.
    Minutes(u16) = "Write the minutes, 0 to 1440.", |text| {
        text.parse().ok().filter(|minutes| *minutes <= 1440)
    };
    /// A topic.
    Topic(String) =
        "Use the layout's topics: delivery, wellbeing, workload, focus, feedback-loops, reviews, career, learning, \
         coaching, partnership, team, recognition, autonomy, feedback-for-me, life.",
        |text| TOPICS.contains(&text).then(|| text.to_owned());
    /// An indicator.
    #[derive(PartialOrd, Ord)]
    Scale(String) = "Use the layout's check-ins: energy, workload, focus, reviews, growth, belonging.", |text| {
        INDICATORS.iter().any(|(key, _)| *key == text).then(|| text.to_owned())
    };
}

/// `me` or `them`.
#[derive(Deserialize)]
pub(super) struct By(#[serde(deserialize_with = "side")] pub Side);

/// Reads `me` or `them`.
pub(super) fn side<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Side, D::Error> {
    frontmatter::scalar(deserializer, "Write `me` or `them`.", |text| match text {
        "me" => Some(Side::Me),
        "them" => Some(Side::Them),
        _ => None,
    })
}

/// `me` or `them`, as written.
pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Me => "me",
        Side::Them => "them",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Steps {
    observed: Option<Step>,
    said: Option<Step>,
}

#[derive(Deserialize)]
struct Keys {
    date: Day,
    time: Clock,
    minutes: Minutes,
    status: StatusWord,
    moved_from: Option<Day>,
    moved_by: Option<By>,
    missed_by: Option<By>,
    topics: Option<Vec<Topic>>,
    check_in: Option<BTreeMap<Scale, Steps>>,
}

/// What a meeting's file says, with what is worth a sentence though it was taken.
pub(super) struct Read {
    pub meeting: MeetingContent,
    pub unknown: Vec<String>,
    /// Lines of tasks for somebody who is neither the manager nor the person.
    pub strangers: Vec<usize>,
}

/// Reads the file of the day `named`; `handle` is what follow-ups call the person.
pub(super) fn read(named: NaiveDate, handle: &str, text: &str) -> Result<Read, Fault> {
    let page = frontmatter::split(text)?;
    let (keys, unknown): (Keys, _) = frontmatter::parse(page.yaml, &KEYS)?;
    let line = |key| frontmatter::line_of(page.yaml, key, usize::MAX);
    if keys.date.0 != named {
        return Err(Fault::at(line("date"), "Name the file after this date, or write the file's date here."));
    }
    let status = match (keys.status.0, keys.moved_from, keys.moved_by, keys.missed_by) {
        (Became::Held, None, None, None) => Status::Held,
        (Became::Leave, None, None, None) => Status::Leave,
        (Became::Moved, Some(from), Some(by), None) => Status::Moved { from: from.0, by: by.0 },
        (Became::Missed, None, None, Some(by)) => Status::Missed { by: by.0 },
        (Became::Moved, ..) => {
            return Err(Fault::at(
                line("status"),
                "With `moved` stand `moved_from` (a date) and `moved_by` (me or them), nothing else.",
            ));
        }
        (Became::Missed, ..) => {
            return Err(Fault::at(line("status"), "With `missed` stands `missed_by` (me or them), nothing else."));
        }
        _ => return Err(Fault::at(line("status"), "Who moved or missed it does not go with this status. Remove one.")),
    };
    let strangers = check_tasks(&page, handle)?;
    let cut = page.body.map(agenda::cut);
    let (agenda, note, agenda_line) = cut.map_or((Vec::new(), None, 0), |cut| (cut.agenda, cut.note, cut.line));
    let check_in = keys.check_in.unwrap_or_default().into_iter();
    let check_in = check_in.map(|(scale, steps)| (scale.0, (steps.observed.map(|s| s.0), steps.said.map(|s| s.0))));
    let meeting = MeetingContent {
        date: named,
        time: keys.time.0,
        minutes: keys.minutes.0,
        status,
        topics: keys.topics.unwrap_or_default().into_iter().map(|topic| topic.0).collect(),
        check_in: check_in.filter(|(_, steps)| *steps != (None, None)).collect(),
        not_observed: Vec::new(),
        agenda,
        agenda_line,
        note,
        drop_reasons: BTreeMap::new(),
    };
    Ok(Read { meeting, unknown, strangers })
}

/// Dates of follow-ups must exist. Returns the lines of tasks for strangers, which stay plain text.
fn check_tasks(page: &Page<'_>, handle: &str) -> Result<Vec<usize>, Fault> {
    let mut strangers = Vec::new();
    let mut fenced = false;
    for (number, line) in page.body.unwrap_or_default().lines().enumerate() {
        let number = number + page.body_line;
        let text = line.trim_start();
        if text.starts_with("```") {
            fenced = !fenced;
        }
        let task = text.strip_prefix("- [").and_then(|rest| rest.get(1..)?.strip_prefix("] @"));
        let Some(task) = task.filter(|_| !fenced) else { continue };
        for mark in ['📅', '✅'] {
            let date = task.split_once(mark).map(|(_, after)| after.trim_start_matches(['\u{fe0f}', ' ']));
            let word = date.map(|after| after.split_whitespace().next().unwrap_or_default());
            if word.is_some_and(|word| frontmatter::day(word).is_none()) {
                return Err(Fault::at(number, format!("After {mark} write a date that exists, as YYYY-MM-DD.")));
            }
        }
        let owner = task.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ':', '.']).to_lowercase();
        if owner != "me" && owner != handle {
            strangers.push(number);
        }
    }
    Ok(strangers)
}

/// Whether the layout has a file for it: planned and running ones have none.
pub(super) fn has_file(meeting: &MeetingContent) -> bool {
    !matches!(meeting.status, Status::Planned | Status::Running)
}

/// Writes the file.
pub(super) fn write(meeting: &MeetingContent) -> String {
    let MeetingContent { date, time, minutes, .. } = meeting;
    let mut out = format!("---\ndate: {date}\ntime: \"{}\"\nminutes: {minutes}\n", time.format("%H:%M"));
    match meeting.status {
        Status::Moved { from, by } => {
            let _ = writeln!(out, "status: moved\nmoved_from: {from}\nmoved_by: {}", side_word(by));
        }
        Status::Missed { by } => {
            let _ = writeln!(out, "status: missed\nmissed_by: {}", side_word(by));
        }
        Status::Leave => out.push_str("status: leave\n"),
        Status::Held | Status::Planned | Status::Running => out.push_str("status: held\n"),
    }
    let topics: Vec<_> = meeting.topics.iter().map(String::as_str).filter(|key| TOPICS.contains(key)).collect();
    if !topics.is_empty() {
        let _ = writeln!(out, "topics: [{}]", topics.join(", "));
    }
    let steps = INDICATORS.iter().filter_map(|(key, _)| Some((key, meeting.check_in.get(*key)?)));
    let mut head = "check_in:\n";
    for (key, (observed, said)) in steps {
        let values = [("observed", observed), ("said", said)];
        let values = values.iter().filter_map(|(source, step)| step.map(|step| format!("{source}: {step}")));
        let _ = writeln!(out, "{head}  {key}: {{{}}}", values.collect::<Vec<_>>().join(", "));
        head = "";
    }
    out.push_str("---\n");
    if let Some(body) = agenda::join(&meeting.agenda, meeting.note.as_deref(), meeting.agenda_line) {
        let _ = writeln!(out, "\n{body}");
    }
    out
}
