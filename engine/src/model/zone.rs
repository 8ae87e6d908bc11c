//! The same moment on two clocks: the person's, in whose time zone a 1:1 may be meant, and the manager's own.
//! When 1:1s recur is in `cadence`; which zone the computer is in is told by the shell.

use crate::error::{Error, Result};
use chrono::{
    DateTime, Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};
use chrono_tz::Tz;

/// The manager's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A zone by name: right on both sides of every clock change.
    Zone(Tz),
    /// Only today's distance from UTC is known.
    Offset(FixedOffset),
}

impl Home {
    /// The zone of that name, when its clock shows what `now` shows; else only `now`'s distance from UTC.
    pub fn new(name: &str, now: DateTime<FixedOffset>) -> Self {
        match name.parse::<Tz>() {
            Ok(zone) if zone.offset_from_utc_datetime(&now.naive_utc()).fix() == *now.offset() => Self::Zone(zone),
            _ => Self::Offset(*now.offset()),
        }
    }

    fn shows(self, moment: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Zone(zone) => moment.with_timezone(&zone).naive_local(),
            Self::Offset(offset) => moment.with_timezone(&offset).naive_local(),
        }
    }
}

/// The name of a zone, trimmed and as the IANA list writes it; empty stays empty.
///
/// Errors name the field `zone`.
pub fn parse(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(String::new());
    }
    let zone = name.parse::<Tz>();
    Ok(zone
        .map_err(|_| Error::invalid("zone", "Choose a time zone such as Europe/Berlin, or leave it empty."))?
        .name()
        .to_owned())
}

/// What the manager's clock shows when it is `time` on `day` in the zone of that name; an empty or unknown name is the
/// manager's own clock.
pub fn at_home(day: NaiveDate, time: NaiveTime, zone: &str, home: Home) -> NaiveDateTime {
    let wall = day.and_time(time);
    match zone.parse::<Tz>().ok().and_then(|zone| moment(wall, zone)) {
        Some(moment) => home.shows(moment),
        None => wall,
    }
}

/// The moment a clock in a zone shows this time. A time shown twice is the first one; a time that is skipped counts
/// from the offset before the gap (RFC 5545, section 3.3.5).
fn moment(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment.to_utc()),
        // Gaps are at most an hour or two; the one that took a whole day (Samoa, 2011) needs a longer step back.
        LocalResult::None => [3, 27].into_iter().find_map(|hours| {
            let step = Duration::hours(hours);
            let before = zone.from_local_datetime(&wall.checked_sub_signed(step)?).earliest()?;
            before.to_utc().checked_add_signed(step)
        }),
    }
}
