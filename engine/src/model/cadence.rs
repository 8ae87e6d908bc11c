//! When two people meet: plain words over a recurrence rule.
//! Single occurrences that were moved or missed are meetings, not cadence.

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// How often the two meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "every", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rhythm {
    /// Every `n` weeks, 1 to 12.
    Weeks {
        /// 1 is weekly.
        n: u8,
    },
    /// Once a month, on the `nth` such weekday (1 to 4, or -1 for the last).
    MonthWeekday {
        /// 1 to 4, or -1.
        nth: i8,
    },
    /// No rhythm: each 1:1 is set by hand.
    None,
}

/// A rhythm with its day, time and length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// How often.
    pub rhythm: Rhythm,
    /// Monday to Sunday as `Mon` … `Sun`.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub weekday: Weekday,
    /// Local time of day.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub time: NaiveTime,
    /// Planned length, 5 to 480 minutes.
    pub minutes: u16,
}
