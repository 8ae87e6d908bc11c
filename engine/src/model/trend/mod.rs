//! Trends: what a person's own row of observations says.
//! Each idea is in the file of its name; nothing here compares people.

mod across;
mod budget;
mod course;
mod evidence;
mod level;
mod prompt;
mod reading;
mod slope;
mod table;
mod together;
mod usual;

pub use across::{CheckIn, across};
pub use budget::{AlarmBudget, BudgetChoice, CHOICES, FOUND, Found, GAPS, RATES, THRESHOLDS, USUAL_RATE, threshold};
pub use course::{Course, Raised, Standing, course, walk};
pub use prompt::{FreshStart, Moved, Outcome, OutcomeDraft, Prompt, PromptRecord, PromptsPage, prompts};
pub use reading::{Met, Series, Strength, runs_first, strongest};
pub use slope::{MannKendall, QuarterLine, SenSlope, Slope, mann_kendall, quarter, theil_sen};
pub use together::{QUIET_TOPIC_WEEKS, cadence_strip, last_touched, topic_table};
pub use usual::{Context, Step, check_ins, counting, usual};

use super::id::{IndicatorId, MeetingId};
use super::indicator::{Indicator, Source};
use super::meeting::Status;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One dot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Point {
    /// The day.
    pub date: NaiveDate,
    /// The meeting behind it.
    pub meeting: Option<MeetingId>,
    /// 1 to 5.
    pub value: u8,
    /// Filled (observed) or hollow (said). Where both are there, two points stand on one day.
    pub source: Source,
    /// Outside the usual band as it stands today: the amber diamond.
    pub outside: bool,
    /// The previous dot belongs to the meeting before this one, so a line joins them; a gap breaks it.
    pub joined: bool,
}

/// A person's own usual for one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Usual {
    /// Lower edge of the band, on the scale 1 to 5.
    #[cfg_attr(feature = "bindings", specta(type = u16))] // a plain number over there
    pub low: f64,
    /// Upper edge of the band.
    #[cfg_attr(feature = "bindings", specta(type = u16))]
    pub high: f64,
    /// Check-ins it was made from.
    pub n: u32,
}

/// Which way of the usual something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Under the band.
    Below,
    /// Over the band.
    Above,
}

impl Direction {
    /// The other way.
    pub fn back(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
        }
    }
}

/// What one indicator says today; the parts of the sentence under its chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Reading {
    /// Fewer than 6 check-ins.
    Learning {
        /// How many there are.
        n: u32,
    },
    /// Inside the band.
    Within,
    /// One stray dot in the last 13 weeks, told plainly.
    Stray {
        /// Which way.
        direction: Direction,
        /// The day.
        on: NaiveDate,
        /// The meeting behind it.
        meetings: Vec<MeetingId>,
    },
    /// A run: 3 or more of the last 4 or 5.
    Run {
        /// Which way.
        direction: Direction,
        /// The first day of the run.
        since: NaiveDate,
        /// How many outside …
        outside: u32,
        /// … of the last how many.
        of: u32,
        /// The meetings behind it, outside or not, oldest first.
        meetings: Vec<MeetingId>,
    },
    /// Not observed for 6 weeks or more, although the two met.
    Quiet {
        /// The last day there was a value.
        last: NaiveDate,
        /// Whole weeks since.
        weeks: u32,
    },
}

/// One small chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct IndicatorTrend {
    /// The scale.
    pub indicator: Indicator,
    /// Dots in the range asked for, oldest first.
    pub points: Vec<Point>,
    /// The band; none with fewer than 6 check-ins.
    pub usual: Option<Usual>,
    /// The latest word, such as `Low`; none when there is no value.
    pub latest: Option<u8>,
    /// What it says today.
    pub reading: Reading,
}

/// The reading shown on a card: the strongest one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Signal {
    /// Which scale.
    pub indicator: IndicatorId,
    /// Its name.
    pub name: String,
    /// The run behind it.
    pub reading: Reading,
    /// The last 12 dots, for the sparkline.
    pub points: Vec<Point>,
    /// The band behind them.
    pub usual: Option<Usual>,
}

/// One week of the cadence strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CadenceMark {
    /// The day of the meeting.
    pub date: NaiveDate,
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// Minutes, for the bar's height.
    pub minutes: u16,
    /// Filled, outlined, ×, – or dashed.
    pub status: Status,
}

/// When the two met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CadenceStrip {
    /// One mark per meeting in range, oldest first, the next planned one last.
    pub marks: Vec<CadenceMark>,
    /// Meetings that took place (held or moved).
    pub met: u32,
    /// Meetings that should have been, without leave.
    pub of: u32,
    /// The middle length in minutes.
    pub usual_minutes: u16,
    /// How many were moved.
    pub moved: u32,
    /// How many of those the manager moved.
    pub moved_by_me: u32,
    /// How many were missed.
    pub missed: u32,
    /// How many fell on leave.
    pub leave: u32,
}

/// How often a topic was touched, month by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TopicRow {
    /// Stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// 1:1s in range that touched it.
    pub total: u32,
    /// One count per month of `TopicTable::months`.
    pub counts: Vec<u32>,
    /// For each month: amber outline (untouched, in a stretch of two months or more up to now).
    pub quiet: Vec<bool>,
    /// Whole weeks since it was last touched; none when never.
    pub weeks_since: Option<u32>,
}

/// Topics by month, most touched first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TopicTable {
    /// First day of each month, at most 6, oldest first.
    pub months: Vec<NaiveDate>,
    /// Rows.
    pub rows: Vec<TopicRow>,
}
