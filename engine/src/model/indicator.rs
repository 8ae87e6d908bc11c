//! Indicators and observations: five words, one step, one day, one source.
//! What a row of them says is in `trend`.

use super::id::{IndicatorId, MeetingId, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a step came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The manager saw it.
    Observed,
    /// The person said it.
    Said,
}

/// Which end of a scale is strain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum StrainEnd {
    /// Step 1 (Energy: empty).
    Low,
    /// Step 5 (Workload: too much).
    High,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Indicator {
    /// Identity.
    pub id: IndicatorId,
    /// Stable key for files: `energy`, `workload`, `focus`, `reviews`, `growth`, `belonging`, or made from the name.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// A quiet word beside the name when it is open, such as `interruptions`; may be empty.
    pub hint: String,
    /// Words for steps 1 to 5.
    pub words: [String; 5],
    /// Which end is strain.
    pub strain: StrainEnd,
    /// No longer asked; its history stays.
    pub retired: bool,
}

/// One stored step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Observation {
    /// About whom.
    pub person: PersonId,
    /// Which scale.
    pub indicator: IndicatorId,
    /// On which day.
    pub date: NaiveDate,
    /// In which meeting; none outside one.
    pub meeting: Option<MeetingId>,
    /// Who says so.
    pub source: Source,
    /// 1 to 5.
    pub value: u8,
}

/// A tap on the check-in rail; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ObservationDraft {
    /// In which meeting.
    pub meeting: MeetingId,
    /// Which scale.
    pub indicator: IndicatorId,
    /// Who says so.
    pub source: Source,
    /// The step tapped.
    pub step: Step,
}

/// What was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Step {
    /// A step, 1 to 5.
    Value {
        /// 1 to 5.
        value: u8,
    },
    /// Looked at and left: not observed. Takes a step back out, both sources.
    NotObserved,
    /// Nothing chosen: as if never touched, for this source.
    Empty,
}

/// One scale on the check-in rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CheckInRow {
    /// The scale.
    pub indicator: Indicator,
    /// What I saw this time.
    pub observed: Option<u8>,
    /// What they said this time.
    pub said: Option<u8>,
    /// Looked at and left.
    pub not_observed: bool,
    /// The step of the last time there was one before this meeting, shown as a dashed ring.
    pub last: Option<u8>,
}
