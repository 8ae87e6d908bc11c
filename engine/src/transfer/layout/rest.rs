//! `rapport.json`: what the layout's Markdown has no place for, so that nothing is left behind.
//! What Markdown can hold is never here, unless its file does not read back to exactly the same.

use super::super::source::Fault;
use crate::model::cadence::Rhythm;
use crate::model::goal::GoalState;
use crate::model::person::{DatedRole, Relationship};
use crate::model::team::Team;
use crate::model::transfer::{
    AgendaContent, CaptureContent, FollowUpContent, GoalContent, MeetingContent, NoteContent, ObservationContent,
    PersonContent, Rows,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The shape of this file; a larger number was written by a newer version.
const VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Rest {
    /// The shape, 1.
    rapport: u32,
    /// By slug.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<String, PersonRest>,
    /// Files that do not read back to exactly what was written, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exact: BTreeMap<String, Exact>,
    /// What has no noun of its own, by table.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub rows: Rows,
}

impl Default for Rest {
    fn default() -> Self {
        Self { rapport: VERSION, people: BTreeMap::new(), exact: BTreeMap::new(), rows: Rows::new() }
    }
}

/// What one file holds, as long as nobody changed the file since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Exact {
    /// Of the file, lower case hexadecimal.
    sha256: String,
    /// What it holds.
    #[serde(flatten)]
    pub value: Value,
}

/// What a file of the layout can hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Value {
    /// `_team.md`.
    Team(Team),
    /// `_person.md`; without what hangs on the person.
    Person(Box<PersonContent>),
    /// A 1:1.
    Meeting(MeetingContent),
    /// A goal.
    Goal(GoalContent),
}

impl Exact {
    /// For a file with this text.
    pub fn new(text: &str, value: Value) -> Self {
        Self { sha256: fingerprint(text), value }
    }

    /// What the file holds; none when the file was changed since.
    pub fn of(&self, text: &str) -> Option<&Value> {
        (self.sha256 == fingerprint(text)).then_some(&self.value)
    }
}

fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the layout has no place for about one person. Each part is left out when it is empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PersonRest {
    #[serde(skip_serializing_if = "Option::is_none")]
    relationship: Option<Relationship>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rhythm: Option<Rhythm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<DatedRole>,
    /// Planned and running ones, and a second one on the same day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<MeetingContent>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    not_observed: BTreeMap<NaiveDate, Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    drop_reasons: BTreeMap<NaiveDate, BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteContent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_ups: Vec<FollowUpContent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agenda: Vec<AgendaContent>,
    /// Goals let go, by slug.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    let_go: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    captures: Vec<CaptureContent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observations: Vec<ObservationContent>,
}

impl PersonRest {
    /// Takes from a person what the layout has no place for; `filed` are the meetings that have a file, the others are `apart`.
    pub fn of(person: &PersonContent, filed: &[&MeetingContent], apart: Vec<MeetingContent>) -> Self {
        let rhythm = person.cadence.rhythm;
        let filed = || filed.iter();
        Self {
            relationship: (person.relationship != Relationship::Report).then_some(person.relationship),
            rhythm: matches!(rhythm, Rhythm::MonthWeekday { .. }).then_some(rhythm),
            archived_on: person.archived_on,
            roles: person.roles.clone(),
            meetings: apart,
            not_observed: filed()
                .filter(|meeting| !meeting.not_observed.is_empty())
                .map(|meeting| (meeting.date, meeting.not_observed.clone()))
                .collect(),
            drop_reasons: filed()
                .filter(|meeting| !meeting.drop_reasons.is_empty())
                .map(|meeting| (meeting.date, meeting.drop_reasons.clone()))
                .collect(),
            notes: person.notes.clone(),
            follow_ups: person.follow_ups.clone(),
            agenda: person.agenda.clone(),
            let_go: person
                .goals
                .iter()
                .filter(|goal| goal.state == GoalState::LetGo)
                .map(|goal| goal.slug.clone())
                .collect(),
            captures: person.captures.clone(),
            observations: person.observations.clone(),
        }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Gives a person back what the Markdown could not say.
    pub fn give(self, person: &mut PersonContent) {
        person.relationship = self.relationship.unwrap_or(person.relationship);
        person.cadence.rhythm = self.rhythm.unwrap_or(person.cadence.rhythm);
        person.archived_on = self.archived_on;
        person.roles = self.roles;
        person.notes = self.notes;
        person.follow_ups = self.follow_ups;
        person.agenda = self.agenda;
        person.captures = self.captures;
        person.observations = self.observations;
        for meeting in &mut person.meetings {
            if let Some(keys) = self.not_observed.get(&meeting.date) {
                meeting.not_observed.clone_from(keys);
            }
            if let Some(reasons) = self.drop_reasons.get(&meeting.date) {
                meeting.drop_reasons.clone_from(reasons);
            }
        }
        for goal in &mut person.goals {
            // Only as long as nobody set it going again in the file.
            if goal.state == GoalState::Paused && self.let_go.contains(&goal.slug) {
                goal.state = GoalState::LetGo;
            }
        }
        person.meetings.extend(self.meetings);
        super::read::in_order(person);
    }

    /// Whether every number is in its range: the file may have been edited.
    fn sound(&self) -> bool {
        let days = self.observations.iter().all(|observation| (1..=5).contains(&observation.value));
        days && self.meetings.iter().all(sound_meeting)
    }
}

fn sound_meeting(meeting: &MeetingContent) -> bool {
    let steps = meeting.check_in.values().flat_map(|(observed, said)| [observed, said]).flatten();
    meeting.minutes <= 1440 && steps.into_iter().all(|step| (1..=5).contains(step))
}

/// Reads the file.
pub(super) fn read(text: &str) -> Result<Rest, Fault> {
    #[derive(Deserialize)]
    struct Shape {
        rapport: u32,
    }
    let wrong = |error: &serde_json::Error| {
        Fault::at(error.line(), "This line is not as Rapport writes it. Undo the change, or leave this file out.")
    };
    let shape: Shape = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    if shape.rapport > VERSION {
        return Err(Fault::whole("A newer version of Rapport wrote this file. Update Rapport and import again."));
    }
    let rest: Rest = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    let exact = rest.exact.values().all(|exact| match &exact.value {
        Value::Meeting(meeting) => sound_meeting(meeting),
        Value::Goal(goal) => goal.check_ins.iter().all(|check_in| (1..=5).contains(&check_in.confidence)),
        Value::Team(_) | Value::Person(_) => true,
    });
    if !exact || !rest.people.values().all(PersonRest::sound) {
        return Err(Fault::whole(
            "A number in this file is out of its range. Undo the change, or leave this file out.",
        ));
    }
    Ok(rest)
}

/// Writes the file.
pub(super) fn write(rest: &Rest) -> Option<String> {
    if rest.people.is_empty() && rest.exact.is_empty() && rest.rows.is_empty() {
        return None;
    }
    serde_json::to_string_pretty(rest).ok().map(|text| text + "\n")
}
