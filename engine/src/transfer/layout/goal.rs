//! `goals/<slug>.md`: a goal with milestones, check-ins, next step and evidence.
//! When a goal is quiet is the model's `goal`.

use super::super::frontmatter::{self, Day, Line, Step, Text, Title, scalars};
use super::super::source::Fault;
use super::super::yaml::{plain, plain_in_list, quoted};
use super::meeting::{By, side_word};
use crate::model::goal::{EvidenceKind, GoalCheckIn, GoalKind, GoalMove, GoalState, NextStep};
use crate::model::transfer::GoalContent;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt::Write;

const KEYS: [&str; 11] = [
    "title",
    "status",
    "kind",
    "why",
    "skills",
    "opened",
    "horizon",
    "milestones",
    "next_step",
    "check_ins",
    "evidence",
];
const STATES: [(&str, GoalState); 3] =
    [("active", GoalState::Active), ("paused", GoalState::Paused), ("done", GoalState::Done)];
const KINDS: [(&str, GoalKind); 5] = [
    ("technical", GoalKind::Technical),
    ("delivery", GoalKind::Delivery),
    ("people", GoalKind::People),
    ("influence", GoalKind::Influence),
    ("learning", GoalKind::Learning),
];
const MOVES: [(&str, GoalMove); 3] =
    [("moved", GoalMove::Moved), ("stuck", GoalMove::Stuck), ("parked", GoalMove::Parked)];
const EVIDENCE: [(&str, EvidenceKind); 3] = [
    ("direct", EvidenceKind::Direct),
    ("second-hand", EvidenceKind::SecondHand),
    ("self-reported", EvidenceKind::SelfReported),
];

fn value<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("paused", |(word, _)| word)
}

/// A closed list of words.
macro_rules! choices {
    ($($name:ident($of:ty) = $wanted:expr, $words:expr;)+) => {$(
        struct $name($of);
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                frontmatter::scalar(deserializer, $wanted, |text| value(&$words, text)).map($name)
            }
        }
    )+};
}

choices! {
    StateWord(GoalState) = "Write `active`, `paused` or `done`.", STATES;
    KindWord(GoalKind) = "Write `technical`, `delivery`, `people`, `influence` or `learning`.", KINDS;
    MoveWord(GoalMove) = "Write `moved`, `stuck` or `parked`.", MOVES;
    EvidenceWord(EvidenceKind) = "Write `direct`, `second-hand` or `self-reported`.", EVIDENCE;
}

scalars! {
    /// A skill.
    Skill(String) = "Write each skill as a few words.", |text| {
        (!text.trim().is_empty() && !text.contains('\n')).then(|| text.to_owned())
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneKeys {
    text: Line,
    done: Option<Day>,
    due: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepKeys {
    text: Line,
    owner: By,
    due: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckInKeys {
    date: Day,
    state: MoveWord,
    confidence: Step,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceKeys {
    date: Day,
    quote: Line,
    kind: EvidenceWord,
}

#[derive(Deserialize)]
struct Keys {
    title: Title,
    status: StateWord,
    kind: KindWord,
    why: Option<Text>,
    skills: Option<Vec<Skill>>,
    opened: Day,
    horizon: Option<Day>,
    milestones: Option<Vec<MilestoneKeys>>,
    next_step: Option<StepKeys>,
    check_ins: Option<Vec<CheckInKeys>>,
    evidence: Option<Vec<EvidenceKeys>>,
}

/// Reads the file; `bodies` are the texts of the person's 1:1s, in which evidence must stand word for word.
pub(super) fn read(
    slug: &str,
    text: &str,
    bodies: &BTreeMap<NaiveDate, String>,
) -> Result<(GoalContent, Vec<String>), Fault> {
    let page = frontmatter::split(text)?;
    let (keys, unknown): (Keys, _) = frontmatter::parse(page.yaml, &KEYS)?;
    let evidence = keys.evidence.unwrap_or_default();
    for (nth, piece) in evidence.iter().enumerate() {
        let at = |reason: &str| Fault::at(frontmatter::line_of(page.yaml, "evidence", nth), reason);
        let Some(body) = bodies.get(&piece.date.0) else {
            return Err(at("There is no 1:1 file of this day. Write the day of the 1:1 the quote stands in."));
        };
        if !body.lines().any(|line| line.contains(&piece.quote.0)) {
            return Err(at("The quote does not stand in that 1:1. Copy one line of it word for word."));
        }
    }
    let goal = GoalContent {
        slug: slug.to_owned(),
        title: keys.title.0,
        state: keys.status.0,
        kind: keys.kind.0,
        why: keys.why.map(|text| text.0).unwrap_or_default(),
        skills: keys.skills.unwrap_or_default().into_iter().map(|skill| skill.0).collect(),
        opened: keys.opened.0,
        horizon: keys.horizon.map(|day| day.0),
        about: page.body.unwrap_or_default().to_owned(),
        milestones: keys.milestones.unwrap_or_default().into_iter().map(milestone).collect(),
        next_step: keys.next_step.map(next_step),
        check_ins: keys.check_ins.unwrap_or_default().into_iter().map(check_in).collect(),
        evidence: evidence.into_iter().map(|piece| (piece.date.0, piece.quote.0, piece.kind.0)).collect(),
    };
    Ok((goal, unknown))
}

fn milestone(keys: MilestoneKeys) -> (String, Option<NaiveDate>, Option<NaiveDate>) {
    (keys.text.0, keys.done.map(|day| day.0), keys.due.map(|day| day.0))
}

fn next_step(keys: StepKeys) -> NextStep {
    NextStep { text: keys.text.0, owner: keys.owner.0, due: keys.due.map(|day| day.0) }
}

fn check_in(keys: CheckInKeys) -> GoalCheckIn {
    GoalCheckIn { date: keys.date.0, state: keys.state.0, confidence: keys.confidence.0 }
}

/// Writes the file. A goal let go is written as paused; that it was let go is in `rapport.json`.
pub(super) fn write(goal: &GoalContent) -> String {
    let mut out = format!(
        "---\ntitle: {}\nstatus: {}\nkind: {}\n",
        plain(&goal.title),
        word(&STATES, goal.state),
        word(&KINDS, goal.kind)
    );
    if !goal.why.is_empty() {
        let _ = writeln!(out, "why: {}", quoted(&goal.why));
    }
    let skills: Vec<_> = goal.skills.iter().map(|skill| plain_in_list(skill)).collect();
    let _ = writeln!(out, "skills: [{}]\nopened: {}", skills.join(", "), goal.opened);
    if let Some(horizon) = goal.horizon {
        let _ = writeln!(out, "horizon: {horizon}");
    }
    let date = |key: &str, date: Option<NaiveDate>| date.map(|date| format!(", {key}: {date}")).unwrap_or_default();
    list(&mut out, "milestones", &goal.milestones, |(text, done, due)| {
        format!("text: {}{}{}", quoted(text), date("done", *done), date("due", *due))
    });
    match &goal.next_step {
        None => out.push_str("next_step: null\n"),
        Some(step) => {
            let (text, owner) = (quoted(&step.text), side_word(step.owner));
            let _ = writeln!(out, "next_step: {{text: {text}, owner: {owner}{}}}", date("due", step.due));
        }
    }
    list(&mut out, "check_ins", &goal.check_ins, |check_in| {
        let GoalCheckIn { date, state, confidence } = check_in;
        format!("date: {date}, state: {}, confidence: {confidence}", word(&MOVES, *state))
    });
    list(&mut out, "evidence", &goal.evidence, |(date, quote, kind)| {
        format!("date: {date}, quote: {}, kind: {}", quoted(quote), word(&EVIDENCE, *kind))
    });
    out.push_str("---\n");
    if !goal.about.is_empty() {
        let _ = writeln!(out, "\n{}", goal.about);
    }
    out
}

/// A list with one entry a line, or `[]`.
fn list<T>(out: &mut String, key: &str, entries: &[T], write: impl Fn(&T) -> String) {
    let _ = writeln!(out, "{key}:{}", if entries.is_empty() { " []" } else { "" });
    for entry in entries {
        let _ = writeln!(out, "  - {{{}}}", write(entry));
    }
}
