//! Dates with figures in them: `2026-10-14`, `14.10.`, `10/14`, `14 Oct 2026`, `the 17th`.
//! Dates in words alone are in `dates`.

use super::dates::{Announced, Day, Found, Trouble, Word};
use super::day_words::month;
use chrono::{Datelike, Months, NaiveDate};

/// A day and month this many days gone was hardly meant for next year: a quarter.
const JUST_PASSED_DAYS: i64 = 92;

/// `2026-10-14`, `14.10.`, `14.10.2026`, `14-10-2026`; `14.10` and slashes only after an announcing word.
pub(super) fn figures(word: &Word<'_>, today: NaiveDate, announced: Announced) -> Option<Day> {
    let raw = word.raw;
    let parts = |separator| {
        let parts: Option<Vec<u32>> = raw.trim_end_matches('.').split(separator).map(number).collect();
        parts.filter(|parts| matches!(parts.len(), 2 | 3))
    };
    let year_first = |parts: &[u32]| matches!(parts, [year, _, _] if *year > 31) && raw.len() >= 8;
    if let Some(found) = parts('-') {
        return match found[..] {
            [year, month, day] if year_first(&found) => Some(exact(year, month, day)),
            [a, b, year] if raw.trim_end_matches('.').rsplit('-').next().is_some_and(|year| year.len() == 4) => {
                Some(either_way(a, b, Some(year), today))
            }
            _ => None,
        };
    }
    if let Some(found) = parts('.') {
        return match found[..] {
            [day, month] if announced != Announced::Not || raw.ends_with('.') => Some(upcoming(month, day, today)),
            [day, month, year]
                if raw.rsplit('.').find(|part| !part.is_empty()).is_some_and(|year| matches!(year.len(), 2 | 4)) =>
            {
                Some(exact(century(year), month, day))
            }
            _ => None,
        };
    }
    let found = parts('/')?;
    match found[..] {
        [year, month, day] if year_first(&found) => Some(exact(year, month, day)),
        _ if announced == Announced::Not => None,
        [a, b] => Some(either_way(a, b, None, today)),
        [a, b, year] => Some(either_way(a, b, Some(century(year)), today)),
        _ => None,
    }
}

fn century(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

/// `14/10` can only be the 14th of October, `4/4` only the 4th of April; `3/4` is asked about.
fn either_way(a: u32, b: u32, year: Option<u32>, today: NaiveDate) -> Day {
    let read = |day: u32, month: u32| match year {
        Some(year) => exact(year, month, day),
        None => upcoming(month, day, today),
    };
    match (month_name(b).filter(|_| (1..=31).contains(&a)), month_name(a).filter(|_| (1..=31).contains(&b))) {
        (Some(_), _) if a == b => read(a, b),
        (Some(first), Some(second)) => Err(Trouble::Unclear(format!(
            "{a} {first} or {b} {second}? Write the month as a word: {a} {}.",
            &first[..3]
        ))),
        (None, Some(_)) => read(b, a),
        _ => read(a, b),
    }
}

fn month_name(month: u32) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
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
    NAMES.get(usize::try_from(month.checked_sub(1)?).ok()?).copied()
}

fn number(text: &str) -> Option<u32> {
    (matches!(text.len(), 1..=4) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `14 Oct`, `14th of October 2026`, `14. Oktober`, `Oct 14, 2026`.
pub(super) fn day_and_month(words: &[Word<'_>], today: NaiveDate) -> Found {
    let the = usize::from(words.first().is_some_and(|word| word.folded == "the"));
    let word = |n: usize| words.get(the + n).map_or("", |word| word.folded.as_str());
    let (taken, day, month) = if let Some(month) = month(word(0)) {
        (2, ordinal(word(1))?, month)
    } else {
        let day = ordinal(word(0))?;
        match word(1) {
            "of" => (3, day, month(word(2))?),
            name => (2, day, month(name)?),
        }
    };
    match number(word(taken)).filter(|year| (1900..=2999).contains(year)) {
        Some(year) => Some((the + taken + 1, exact(year, month, day))),
        None => Some((the + taken, upcoming(month, day, today))),
    }
}

/// `the 17th`, `17.`: the next such day of a month.
pub(super) fn day_of_month(words: &[Word<'_>], today: NaiveDate) -> Found {
    let the = usize::from(words.first().is_some_and(|word| matches!(word.folded.as_str(), "the" | "den" | "dem")));
    let word = words.get(the)?;
    let day = ordinal(&word.folded)?;
    let marked =
        word.folded.ends_with(|c: char| c.is_ascii_alphabetic()) || (word.raw.ends_with('.') && the + 1 == words.len());
    if !marked {
        return None;
    }
    if !(1..=31).contains(&day) {
        return Some((the + 1, Err(Trouble::Unclear("A month has at most 31 days.".to_owned()))));
    }
    let date = (0..3)
        .find_map(|ahead| today.checked_add_months(Months::new(ahead))?.with_day(day).filter(|date| *date >= today));
    date.map(|date| (the + 1, Ok(date)))
}

/// A day number, also with an English ending.
fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number(digits).filter(|_| digits.len() <= 2)
}

fn exact(year: u32, month: u32, day: u32) -> Day {
    let year = i32::try_from(year).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Trouble::Unclear(no_such_day(year, month)))
}

/// The next such day, today included; one that has just passed is asked about.
fn upcoming(month: u32, day: u32, today: NaiveDate) -> Day {
    let year = today.year() + i32::from((month, day) < (today.month(), today.day()));
    let coming = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Trouble::Unclear(no_such_day(year, month)))?;
    match NaiveDate::from_ymd_opt(today.year(), month, day) {
        Some(gone) if gone < today && (today - gone).num_days() <= JUST_PASSED_DAYS => Err(Trouble::Passed(format!(
            "{} has passed: write {} if next year is meant.",
            gone.format("%-d %B"),
            coming.format("%-d %b %Y")
        ))),
        _ => Ok(coming),
    }
}

fn no_such_day(year: i32, month: u32) -> String {
    match NaiveDate::from_ymd_opt(year, month, 1) {
        Some(first) if month == 2 => {
            format!("February {year} has {} days: write a day from 1 to {0}.", first.num_days_in_month())
        }
        Some(first) => {
            format!("{} has {} days: write a day from 1 to {1}.", first.format("%B"), first.num_days_in_month())
        }
        None => "A year has 12 months: write the date as 14 Oct or 2026-10-14.".to_owned(),
    }
}

/// The sentence for a date in figures that does not exist.
pub(super) fn question_about(date: &str) -> Option<String> {
    let mut parts = date.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    match exact(year, month, day) {
        Err(Trouble::Unclear(sentence) | Trouble::Passed(sentence)) => Some(sentence),
        Ok(_) => None,
    }
}
