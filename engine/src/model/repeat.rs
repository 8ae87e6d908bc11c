//! How often a promise comes back, and on which day it does next.
//! When two people meet is `cadence`.

use crate::error::{Error, Result};
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a repeat is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RepeatUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Calendar months; a day the month lacks is its last one.
    Months,
}

/// Every so many days, weeks or months. Stored as a recurrence rule of RFC 5545.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// 1 to 52.
    pub every: u8,
    /// Of what.
    pub unit: RepeatUnit,
}

/// Longest step: a year of weeks.
const EVERY_MAX: u8 = 52;
/// Most steps looked ahead: a daily promise left for more than ten years starts again from today.
const STEPS_MAX: u32 = 4_000;

impl Repeat {
    /// Checks what was entered.
    ///
    /// Errors name the field `every`.
    pub fn parse(self) -> Result<Self> {
        if !(1..=EVERY_MAX).contains(&self.every) {
            return Err(Error::invalid("every", "Choose a number from 1 to 52."));
        }
        Ok(self)
    }

    /// The rule as it is stored: `FREQ=WEEKLY;INTERVAL=2`.
    pub fn rule(self) -> String {
        let frequency = match self.unit {
            RepeatUnit::Days => "DAILY",
            RepeatUnit::Weeks => "WEEKLY",
            RepeatUnit::Months => "MONTHLY",
        };
        format!("FREQ={frequency};INTERVAL={}", self.every)
    }

    /// Reads what `rule` wrote; none for any other rule.
    pub fn of_rule(rule: &str) -> Option<Self> {
        let (frequency, interval) = rule.strip_prefix("FREQ=")?.split_once(";INTERVAL=")?;
        let unit = match frequency {
            "DAILY" => RepeatUnit::Days,
            "WEEKLY" => RepeatUnit::Weeks,
            "MONTHLY" => RepeatUnit::Months,
            _ => return None,
        };
        Self { every: interval.parse().ok()?, unit }.parse().ok()
    }

    /// The first day after today in steps from `due`; from today when nothing was due.
    pub fn next(self, due: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
        let start = due.unwrap_or(today);
        (1..=STEPS_MAX)
            .map_while(|step| self.after(start, step))
            .find(|day| *day > today)
            .or_else(|| self.after(today, 1))
    }

    /// So many steps after a day, each counted from that day: the 31st stays the 31st where there is one.
    fn after(self, day: NaiveDate, steps: u32) -> Option<NaiveDate> {
        let count = steps * u32::from(self.every);
        match self.unit {
            RepeatUnit::Days => day.checked_add_days(Days::new(count.into())),
            RepeatUnit::Weeks => day.checked_add_days(Days::new(u64::from(count) * 7)),
            RepeatUnit::Months => day.checked_add_months(Months::new(count)),
        }
    }
}
