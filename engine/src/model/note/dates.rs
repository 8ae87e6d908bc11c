//! Dates in words: `by fri`, `14 Oct`, `in 2 weeks`, `bis freitag`, `14.10.`; English and German.
//! Where the words stand in a follow-up line is in `reading`.

use crate::model::name::fold;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::ops::Range;

/// A stretch of text that means a day, or one that means a day there is not: then a sentence saying what to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatePhrase {
    pub(super) range: Range<usize>,
    pub(super) date: Result<NaiveDate, String>,
}

/// A word of the line, folded, and without the marks that close a sentence.
struct Word<'a> {
    range: Range<usize>,
    raw: &'a str,
    folded: String,
}

/// Finds the day a line names. After an introducing word (`by`, `due`, `on`, `bis`, …) a date may stand anywhere and
/// the last one counts; without one it must begin or end the text, and a lone weekday is only a word.
pub(super) fn find_date(text: &str, today: NaiveDate) -> Option<DatePhrase> {
    let words = words(text);
    let phrase =
        |from: usize, to: usize, date| DatePhrase { range: words[from].range.start..words[to - 1].range.end, date };
    let mut introduced = None;
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| introduces(&word.folded)).count();
        if run > 0
            && let Some((taken, date)) = date_at(&words[at + run..], today, true)
        {
            introduced = Some(phrase(at, at + run + taken, date));
        }
        at += run.max(1);
    }
    introduced.or_else(|| {
        (0..words.len()).find_map(|from| {
            let (taken, date) = date_at(&words[from..], today, false)?;
            (from == 0 || from + taken == words.len()).then(|| phrase(from, from + taken, date))
        })
    })
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for raw in text.split(char::is_whitespace) {
        let from = at;
        at += raw.len() + text[at + raw.len()..].chars().next().map_or(0, char::len_utf8);
        let trimmed = raw.trim_end_matches([',', ';', ':', '!', '?', ')']);
        if !trimmed.is_empty() {
            let folded = fold(trimmed).trim_end_matches('.').to_owned();
            words.push(Word { range: from..from + raw.len(), raw: trimmed, folded });
        }
    }
    words
}

fn introduces(word: &str) -> bool {
    matches!(word, "by" | "due" | "on" | "until" | "till" | "bis" | "zum" | "am" | "fallig" | "spatestens")
}

type Found = Option<(usize, Result<NaiveDate, String>)>;

/// A date at the start of the words, and how many of them it takes.
fn date_at(words: &[Word<'_>], today: NaiveDate, introduced: bool) -> Found {
    let first = words.first()?;
    named_day(words, today)
        .or_else(|| in_some_time(words, today))
        .or_else(|| numbers(first, today, introduced).map(|date| (1, date)))
        .or_else(|| day_and_month(words, today))
        .or_else(|| {
            if !introduced {
                return None;
            }
            let last = words.len() == 1;
            weekday(&first.folded, last)
                .map(|day| (1, Ok(next_weekday(today, day))))
                .or_else(|| day_of_month(words, today))
        })
}

/// `tomorrow`, `next tuesday`, `next week`, `end of month`.
fn named_day(words: &[Word<'_>], today: NaiveDate) -> Found {
    let word = |n: usize| words.get(n).map_or("", |word| word.folded.as_str());
    let days = |n: u64| today.checked_add_days(Days::new(n));
    let (taken, date) = match (word(0), word(1), word(2)) {
        ("today" | "heute", ..) => (1, Some(today)),
        ("tomorrow" | "morgen", ..) => (1, days(1)),
        ("ubermorgen", ..) => (1, days(2)),
        ("day", "after", "tomorrow") => (3, days(2)),
        ("next", "week", _) | ("nachste" | "nachster", "woche", _) => (2, days(7)),
        ("next", "month", _) | ("nachsten", "monat", _) => (2, today.checked_add_months(Months::new(1))),
        ("eow", ..) => (1, end_of_week(today)),
        ("end", "of", "week") | ("ende", "der", "woche") => (3, end_of_week(today)),
        ("eom", ..) => (1, end_of_month(today)),
        ("end", "of", "month") | ("ende", "des", "monats") => (3, end_of_month(today)),
        ("next" | "this" | "coming" | "nachsten" | "nachster" | "kommenden" | "diesen", name, _) => {
            (2, weekday(name, true).map(|day| next_weekday(today, day)))
        }
        _ => return None,
    };
    date.map(|date| (taken, Ok(date)))
}

fn end_of_week(today: NaiveDate) -> Option<NaiveDate> {
    let ahead = (4 + 7 - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead)))
}

fn end_of_month(today: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(today.year(), today.month(), u32::from(today.num_days_in_month()))
}

/// `in 2 weeks`, `in einem monat`.
fn in_some_time(words: &[Word<'_>], today: NaiveDate) -> Found {
    let [first, count, unit, ..] = words else { return None };
    if first.folded != "in" {
        return None;
    }
    let n: u32 = match count.folded.as_str() {
        "a" | "an" | "one" | "ein" | "einem" | "einer" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "six" | "sechs" => 6,
        digits => digits.parse().ok()?,
    };
    let date = match unit.folded.as_str() {
        "day" | "days" | "tag" | "tagen" => today.checked_add_days(Days::new(u64::from(n))),
        "week" | "weeks" | "woche" | "wochen" => today.checked_add_days(Days::new(7 * u64::from(n))),
        "month" | "months" | "monat" | "monaten" => today.checked_add_months(Months::new(n)),
        _ => return None,
    };
    // Years beyond four digits could not be written back as a date.
    let date = date.filter(|date| date.year() <= 9999).ok_or_else(|| "Choose a day before the year 10000.".to_owned());
    Some((3, date))
}

/// `2026-10-14`, `14.10.`, `14.10.2026`; `14.10` and `10/14` only after an introducing word.
fn numbers(word: &Word<'_>, today: NaiveDate, introduced: bool) -> Option<Result<NaiveDate, String>> {
    let raw = word.raw;
    let parts = |separator| {
        let parts: Option<Vec<u32>> = raw.trim_end_matches('.').split(separator).map(number).collect();
        parts.filter(|parts| matches!(parts.len(), 2 | 3))
    };
    if let Some(&[year, month, day]) = parts('-').as_deref() {
        return (raw.len() >= 8 && year > 31).then(|| exact(year, month, day));
    }
    if let Some(found) = parts('.') {
        return match found[..] {
            [day, month] if introduced || raw.ends_with('.') => Some(upcoming(month, day, today)),
            [day, month, year]
                if raw.rsplit('.').find(|part| !part.is_empty()).is_some_and(|year| matches!(year.len(), 2 | 4)) =>
            {
                Some(exact(if year < 100 { 2000 + year } else { year }, month, day))
            }
            _ => None,
        };
    }
    if introduced && parts('/').is_some() {
        return Some(Err(
            "Write the date as 14 Oct or 2026-10-14: with slashes, day and month could be swapped.".to_owned()
        ));
    }
    None
}

fn number(text: &str) -> Option<u32> {
    (matches!(text.len(), 1..=4) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `14 Oct`, `14th of October 2026`, `14. Oktober`, `Oct 14, 2026`.
fn day_and_month(words: &[Word<'_>], today: NaiveDate) -> Found {
    let word = |n: usize| words.get(n).map_or("", |word| word.folded.as_str());
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
        Some(year) => Some((taken + 1, exact(year, month, day))),
        None => Some((taken, upcoming(month, day, today))),
    }
}

/// `the 17th`, `17.`: the next such day of a month.
fn day_of_month(words: &[Word<'_>], today: NaiveDate) -> Found {
    let the = usize::from(words.first().is_some_and(|word| word.folded == "the"));
    let word = words.get(the)?;
    let day = ordinal(&word.folded)?;
    let marked =
        word.folded.ends_with(|c: char| c.is_ascii_alphabetic()) || (word.raw.ends_with('.') && the + 1 == words.len());
    if !marked {
        return None;
    }
    if !(1..=31).contains(&day) {
        return Some((the + 1, Err("A month has at most 31 days.".to_owned())));
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

fn exact(year: u32, month: u32, day: u32) -> Result<NaiveDate, String> {
    let year = i32::try_from(year).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(year, month))
}

/// The next such day, today included.
fn upcoming(month: u32, day: u32, today: NaiveDate) -> Result<NaiveDate, String> {
    let year = today.year() + i32::from((month, day) < (today.month(), today.day()));
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(year, month))
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
    exact(year, month, day).err()
}

fn next_weekday(today: NaiveDate, day: Weekday) -> NaiveDate {
    let ahead = (6 + day.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7 + 1;
    today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(today)
}

/// A weekday's name; the two-letter German ones only where nothing follows (`do` and `so` are words too).
fn weekday(word: &str, last: bool) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" | "montag" => Weekday::Mon,
        "tue" | "tues" | "tuesday" | "dienstag" => Weekday::Tue,
        "wed" | "weds" | "wednesday" | "mittwoch" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" | "donnerstag" => Weekday::Thu,
        "fri" | "friday" | "freitag" => Weekday::Fri,
        "sat" | "saturday" | "samstag" | "sonnabend" => Weekday::Sat,
        "sun" | "sunday" | "sonntag" => Weekday::Sun,
        _ if !last => return None,
        "mo" => Weekday::Mon,
        "di" => Weekday::Tue,
        "mi" => Weekday::Wed,
        "do" => Weekday::Thu,
        "fr" => Weekday::Fri,
        "sa" => Weekday::Sat,
        "so" => Weekday::Sun,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" | "januar" | "janner" => 1,
        "feb" | "february" | "februar" => 2,
        "mar" | "march" | "marz" | "mrz" | "maerz" => 3,
        "apr" | "april" => 4,
        "may" | "mai" => 5,
        "jun" | "june" | "juni" => 6,
        "jul" | "july" | "juli" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" | "okt" | "oktober" => 10,
        "nov" | "november" => 11,
        "dec" | "december" | "dez" | "dezember" => 12,
        _ => return None,
    })
}
