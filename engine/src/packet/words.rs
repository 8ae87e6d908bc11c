//! Dates, counts and names as packets word them.
//! Which facts are told is in `history`.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `October`.
pub(super) fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// `Oct`.
pub(super) fn month_short(date: NaiveDate) -> &'static str {
    &month(date)[..3]
}

/// `9 October 2026`.
pub(super) fn long_date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `Fri`.
pub(super) fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// `2 Oct`, with the year where it is not the reader's.
pub(super) fn short_date(date: NaiveDate, today: NaiveDate) -> String {
    let year = if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) };
    format!("{} {}{year}", date.day(), month_short(date))
}

/// `10 April to 9 October 2026`; the first year only where it differs.
pub(super) fn period(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return long_date(to);
    }
    let year = if from.year() == to.year() { String::new() } else { format!(" {}", from.year()) };
    format!("{} {}{year} to {}", from.day(), month(from), long_date(to))
}

/// `since April` when the range ends today, else `April to June`.
pub(super) fn since(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    let named = |date: NaiveDate| {
        let year = if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) };
        format!("{}{year}", month(date))
    };
    if to >= today {
        format!("since {}", named(from))
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("in {}", named(from))
    } else {
        format!("{} to {}", named(from), named(to))
    }
}

/// `1 meeting`, `24 meetings`.
pub(super) fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A length as a count; no packet comes near the limit.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Hours to the nearest half (`12½`, `hours`), minutes below half an hour.
pub(super) fn hours(minutes: u32) -> (String, &'static str) {
    if minutes < 30 {
        return (minutes.to_string(), if minutes == 1 { "minute" } else { "minutes" });
    }
    let halves = (minutes + 15) / 30;
    let whole = halves / 2;
    let number = match (whole, halves % 2) {
        (0, _) => "½".to_owned(),
        (whole, 0) => whole.to_string(),
        (whole, _) => format!("{whole}½"),
    };
    (number, if halves <= 2 { "hour" } else { "hours" })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The first word of a name.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
