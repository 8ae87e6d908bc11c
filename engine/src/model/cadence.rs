//! When two people meet: plain words over a recurrence rule.
//! Single occurrences that were moved or missed are meetings, not cadence.

use super::absence::Absence;
use super::zone::{Home, at_home};
use crate::error::{Error, Result};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz};
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

/// A 1:1 this many days around a monthly slot stands for that slot: it was held early or late, not in addition.
const NEAR_MONTHLY_SLOT: u64 = 10;
/// The same for a rhythm of weeks: up to three days, so that every day belongs to the nearest slot.
const NEAR_WEEKLY_SLOT: u64 = 3;
/// Occurrences asked for at once; two years of a weekly rhythm.
const MOST_OCCURRENCES: u16 = 106;

/// Where and around what a cadence is looked at: the clocks of both, and the stretches without 1:1s.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The zone the cadence's time is meant in; empty means the manager's own.
    pub zone: &'a str,
    /// The manager's clock.
    pub home: Home,
    /// Stretches without 1:1s.
    pub away: &'a [Absence],
}

impl Cadence {
    /// The cadence, when its numbers are in range.
    ///
    /// Errors name the field: `cadence` or `minutes`.
    pub fn parse(self) -> Result<Self> {
        match self.rhythm {
            Rhythm::Weeks { n } if !(1..=12).contains(&n) => {
                return Err(Error::invalid("cadence", "Choose between every week and every 12 weeks."));
            }
            Rhythm::MonthWeekday { nth } if !matches!(nth, 1..=4 | -1) => {
                return Err(Error::invalid(
                    "cadence",
                    "Choose the first, second, third, fourth or last such day of the month.",
                ));
            }
            _ => {}
        }
        if !(5..=480).contains(&self.minutes) {
            return Err(Error::invalid("minutes", "A 1:1 takes between 5 and 480 minutes."));
        }
        Ok(Self {
            time: self.time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(self.time),
            ..self
        })
    }

    /// In plain words: `Fridays at 10:30, every week`.
    pub fn words(&self) -> String {
        let day = day_name(self.weekday);
        let time = self.time.format("%H:%M");
        match self.rhythm {
            Rhythm::Weeks { n: 1 } => format!("{day}s at {time}, every week"),
            Rhythm::Weeks { n } => format!("{day}s at {time}, every {n} weeks"),
            Rhythm::MonthWeekday { nth } => format!("{} {day} of each month at {time}", nth_name(nth)),
            Rhythm::None => "No fixed rhythm".to_owned(),
        }
    }

    /// The first expected day on or after `from`.
    ///
    /// `last` is the day the latest 1:1 should have been (its first day when it was moved): the rhythm counts from it,
    /// and its own slot is not expected again.
    pub fn next_day(&self, last: Option<NaiveDate>, from: NaiveDate) -> Option<NaiveDate> {
        self.days(last, from, 1).into_iter().next()
    }

    /// The first expected 1:1 on or after the day `from` that falls into no absence, as the manager's clock shows it.
    ///
    /// `last` and `from` are days of the manager. None without a rhythm, during an absence without an end, and where
    /// the calendar ends.
    pub fn next_at(&self, last: Option<NaiveDate>, from: NaiveDate, around: Around<'_>) -> Option<NaiveDateTime> {
        let mut from = from;
        loop {
            // Where it is already tomorrow there, or still yesterday, their day is one beside the manager's.
            let theirs = if around.zone.is_empty() { from } else { from.pred_opt().unwrap_or(from) };
            let slots = self.days(last, theirs, 3);
            let at = slots
                .into_iter()
                .map(|day| at_home(day, self.time, around.zone, around.home))
                .find(|at| at.date() >= from)?;
            // Each turn leaves one absence behind for good.
            match around.away.iter().find(|absence| absence.covers(at.date())) {
                None => return Some(at),
                Some(absence) => from = absence.to?.succ_opt()?,
            }
        }
    }

    /// Days a 1:1 may lie beside its slot and still stand for it; none without a rhythm.
    pub fn leeway(&self) -> Option<Days> {
        match self.rhythm {
            Rhythm::Weeks { .. } => Some(Days::new(NEAR_WEEKLY_SLOT)),
            Rhythm::MonthWeekday { .. } => Some(Days::new(NEAR_MONTHLY_SLOT)),
            Rhythm::None => None,
        }
    }

    /// All expected days from `from` to `to`, both included, at most two years of them.
    pub fn days_between(&self, last: Option<NaiveDate>, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let mut days = self.days(last, from, MOST_OCCURRENCES);
        days.retain(|day| *day <= to);
        days
    }

    fn days(&self, last: Option<NaiveDate>, from: NaiveDate, most: u16) -> Vec<NaiveDate> {
        match self.rhythm {
            Rhythm::None => Vec::new(),
            Rhythm::Weeks { n } => self.weekly(i64::from(n.max(1)), last, from, most),
            Rhythm::MonthWeekday { nth } => {
                let from = last
                    .and_then(|last| last.checked_add_days(Days::new(NEAR_MONTHLY_SLOT + 1)))
                    .map_or(from, |free| from.max(free));
                let rule = RRule::new(Frequency::Monthly).by_weekday(vec![NWeekday::Nth(i16::from(nth), self.weekday)]);
                occurrences(rule, from, most)
            }
        }
    }

    fn weekly(&self, n: i64, last: Option<NaiveDate>, from: NaiveDate, most: u16) -> Vec<NaiveDate> {
        // Without a last 1:1 the rhythm begins with the first such day.
        let Some(start) = last
            .and_then(|last| nearest(last, self.weekday))
            .and_then(|slot| slot.checked_add_days(Days::new(7 * n.unsigned_abs())))
            .or_else(|| on_or_after(from, self.weekday))
        else {
            return Vec::new();
        };
        // Whole periods are skipped here: a rule walks every one of them, and a last 1:1 may be centuries ago.
        let periods = ((from - start).num_days().max(0) + 7 * n - 1) / (7 * n);
        let Some(start) = start.checked_add_days(Days::new((periods * 7 * n).unsigned_abs())) else {
            return Vec::new();
        };
        let rule = RRule::new(Frequency::Weekly)
            .interval(u16::try_from(n).unwrap_or(1))
            .by_weekday(vec![NWeekday::Every(self.weekday)]);
        occurrences(rule, start, most)
    }
}

/// The rule's days from `start` on. Days are computed at midnight UTC, where no clock is ever changed.
fn occurrences(rule: RRule<rrule::Unvalidated>, start: NaiveDate, most: u16) -> Vec<NaiveDate> {
    let Some(start) = start.and_hms_opt(0, 0, 0).map(|midnight| Tz::UTC.from_utc_datetime(&midnight)) else {
        return Vec::new();
    };
    let Ok(rule) = rule.validate(start) else { return Vec::new() };
    RRuleSet::new(start).rrule(rule).all(most).dates.into_iter().map(|at| at.date_naive()).collect()
}

/// The given weekday nearest to a day, at most three days away.
fn nearest(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = u64::from((7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7);
    if ahead <= NEAR_WEEKLY_SLOT {
        day.checked_add_days(Days::new(ahead))
    } else {
        day.checked_sub_days(Days::new(7 - ahead))
    }
}

fn on_or_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
    day.checked_add_days(Days::new(u64::from(ahead)))
}

fn day_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn nth_name(nth: i8) -> &'static str {
    match nth {
        1 => "First",
        2 => "Second",
        3 => "Third",
        4 => "Fourth",
        _ => "Last",
    }
}
