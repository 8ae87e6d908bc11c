//! Dates in words: `by fri`, `14 Oct`, `in 2 weeks`, `bis freitag`, `14.10.`; English and German.
//! The words themselves are in `day_words`, dates in figures in `day_figures`; where they stand in a line, in `reading`.

use super::day_figures::{day_and_month, day_of_month, figures};
use super::day_words::{Unit, count, is_deadline, is_next, is_occasion, month, unit, weekday, without_digraphs};
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
pub(super) struct Word<'a> {
    range: Range<usize>,
    pub(super) raw: &'a str,
    pub(super) folded: String,
}

/// How the day of a line is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Announced {
    /// Not at all: the date must begin or end the line, and a lone weekday is only a word.
    Not,
    /// `on`, `am`: the day may only be spoken of.
    Occasion,
    /// `by`, `due`, `bis`: something is owed by then.
    Deadline,
}

/// What words may say instead of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The day was not long ago, and the next one is a year away: which is meant?
    Passed(String),
    /// There is no such day, or it is not clear which.
    Unclear(String),
}

pub(super) type Day = Result<NaiveDate, Trouble>;
/// How many words a date takes, and which day it is.
pub(super) type Found = Option<(usize, Day)>;

/// Finds the day an open or closed line names. After an announcing word (`by`, `due`, `on`, `bis`, …) a date may stand
/// anywhere and the last one counts; without one it must begin or end the text.
///
/// Something still owed cannot be due on a day gone by: announced as a deadline that is asked about, otherwise the
/// words only speak of that day.
pub(super) fn find_date(text: &str, today: NaiveDate, open: bool) -> Option<DatePhrase> {
    let words = words(text);
    let phrase = |from: usize, to: usize, day: Day, announced: Announced| {
        let range = words[from].range.start..words[to - 1].range.end;
        let date = match day {
            Ok(date) if open && date < today => match announced {
                Announced::Deadline => Err(gone_by(date)),
                _ => return None,
            },
            Ok(date) => Ok(date),
            Err(Trouble::Passed(_)) if announced != Announced::Deadline => return None,
            Err(Trouble::Passed(sentence) | Trouble::Unclear(sentence)) => Err(sentence),
        };
        Some(DatePhrase { range, date })
    };
    let mut announced = None;
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| is_deadline(&word.folded) || is_occasion(&word.folded)).count();
        if run > 0 {
            let how = if words[at..at + run].iter().any(|word| is_deadline(&word.folded)) {
                Announced::Deadline
            } else {
                Announced::Occasion
            };
            if let Some((taken, day)) = date_at(&words[at + run..], today, how) {
                announced = phrase(at, at + run + taken, day, how).or(announced);
            }
        }
        at += run.max(1);
    }
    announced.or_else(|| {
        (0..words.len()).find_map(|from| {
            let (taken, day) = date_at(&words[from..], today, Announced::Not)?;
            let edge = from == 0 || from + taken == words.len();
            edge.then(|| phrase(from, from + taken, day, Announced::Not)).flatten()
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
            let folded = without_digraphs(fold(trimmed).trim_end_matches('.'));
            words.push(Word { range: from..from + raw.len(), raw: trimmed, folded });
        }
    }
    words
}

/// A date at the start of the words, and how many of them it takes.
fn date_at(words: &[Word<'_>], today: NaiveDate, announced: Announced) -> Found {
    let said: Vec<&str> = words.iter().take(5).map(|word| word.folded.as_str()).collect();
    let named = weekday_and_day(words, today, announced)
        .or_else(|| plain_day(words, today, announced))
        .or_else(|| in_a_week(&said, today))
        .or_else(|| counted(&said, today))
        .or_else(|| near_day(&said, today))
        .or_else(|| end_of(&said, today));
    let named = named.or_else(|| match announced {
        Announced::Not => None,
        _ => past_day(&said, today).or_else(|| bare(words, today)),
    });
    // `by the end of the week`: the article says nothing.
    named.or_else(|| match said[..] {
        ["the", _, ..] => date_at(&words[1..], today, announced).map(|(taken, day)| (taken + 1, day)),
        _ => None,
    })
}

/// A date that stands for itself: figures, or day and month.
fn plain_day(words: &[Word<'_>], today: NaiveDate, announced: Announced) -> Found {
    let first = words.first()?;
    figures(first, today, announced).map(|day| (1, day)).or_else(|| day_and_month(words, today))
}

/// After an announcing word only: a weekday, or a day of the month.
fn bare(words: &[Word<'_>], today: NaiveDate) -> Found {
    let first = words.first()?;
    weekday(&first.folded, words.len() == 1)
        .map(|day| (1, Ok(next_weekday(today, day))))
        .or_else(|| day_of_month(words, today))
}

/// `Wed 14 Oct`, `Mittwoch, den 14. Oktober`: both must mean one day.
fn weekday_and_day(words: &[Word<'_>], today: NaiveDate, announced: Announced) -> Found {
    let named = weekday(&words.first()?.folded, announced != Announced::Not)?;
    let article = usize::from(words.get(1).is_some_and(|word| matches!(word.folded.as_str(), "den" | "dem" | "the")));
    let (taken, day) = plain_day(words.get(1 + article..)?, today, announced)?;
    let day = match day {
        Ok(date) if date.weekday() != named => Err(Trouble::Unclear(format!(
            "{} is a {}: write {} alone, or another day.",
            written(date),
            date.format("%A"),
            date.format("%-d %b")
        ))),
        day => day,
    };
    Some((1 + article + taken, day))
}

/// `friday next week`, `nächste Woche Freitag`, `this week`, `übernächste Woche`.
fn in_a_week(said: &[&str], today: NaiveDate) -> Found {
    let week = |word: &str| matches!(word, "week" | "woche");
    let (taken, date) = match *said {
        ["early", next, unit, ..] | ["anfang", next, unit, ..] if is_next(next) && week(unit) => {
            (3, of_week(today, 1, Weekday::Mon))
        }
        ["start" | "beginning", "of", next, unit, ..] if is_next(next) && week(unit) => {
            (4, of_week(today, 1, Weekday::Mon))
        }
        [next, unit, name, ..] if is_next(next) && week(unit) && weekday(name, false).is_some() => {
            (3, of_week(today, 1, weekday(name, false)?))
        }
        [name, next, unit, ..] if is_next(next) && week(unit) => (3, of_week(today, 1, weekday(name, true)?)),
        [next, unit, ..] if is_next(next) && week(unit) => (2, today.checked_add_days(Days::new(7))),
        [next, "month" | "monat", ..] if is_next(next) => (2, today.checked_add_months(Months::new(1))),
        ["week", "after", "next", ..] => (3, today.checked_add_days(Days::new(14))),
        ["ubernachste" | "ubernachster", "woche", ..] => (2, today.checked_add_days(Days::new(14))),
        ["ubernachsten" | "ubernachster", name, ..] => (2, of_week(today, 2, weekday(name, true)?)),
        ["this" | "diese" | "dieser", unit, ..] if week(unit) => (2, end_of_week(today)),
        ["this" | "diesen", "month" | "monat", ..] => (2, end_of_month(today)),
        _ => return None,
    };
    Some((taken, Ok(date?)))
}

/// `tomorrow`, `next tuesday`, `kommenden Mittwoch`.
fn near_day(said: &[&str], today: NaiveDate) -> Found {
    let days = |n: u64| today.checked_add_days(Days::new(n));
    let (taken, date) = match *said {
        ["today" | "tonight" | "heute" | "eod" | "cob", ..] => (1, Some(today)),
        ["tomorrow" | "morgen", ..] => (1, days(1)),
        ["ubermorgen", ..] => (1, days(2)),
        ["day", "after", "tomorrow", ..] => (3, days(2)),
        ["the", "day", "after", "tomorrow", ..] => (4, days(2)),
        ["this" | "diesen" | "dieser", name, ..] => {
            let named = weekday(name, true)?;
            (2, if named == today.weekday() { Some(today) } else { Some(next_weekday(today, named)) })
        }
        ["coming" | "kommenden" | "kommender", name, ..] => (2, Some(next_weekday(today, weekday(name, true)?))),
        [next, name, ..] if is_next(next) => return Some((2, next_named(today, weekday(name, true)?))),
        _ => return None,
    };
    Some((taken, Ok(date?)))
}

/// `next friday`: where this week's Friday is still to come, people mean either.
fn next_named(today: NaiveDate, day: Weekday) -> Day {
    let coming = next_weekday(today, day);
    if coming.iso_week() != today.iso_week() {
        return Ok(coming);
    }
    let after = coming.checked_add_days(Days::new(7)).unwrap_or(coming);
    Err(Trouble::Unclear(format!(
        "Next {} could be {} or {}: write the one you mean.",
        coming.format("%A"),
        coming.format("%-d %b"),
        after.format("%-d %b")
    )))
}

/// `end of month`, `end of next week`, `Ende Oktober`, `eoq`.
fn end_of(said: &[&str], today: NaiveDate) -> Found {
    let (taken, next, what) = match *said {
        ["eow", ..] => (1, false, "week"),
        ["eom" | "monatsende", ..] => (1, false, "month"),
        ["eoq" | "quartalsende", ..] => (1, false, "quarter"),
        ["eoy" | "jahresende", ..] => (1, false, "year"),
        ["end", "of", next, what, ..] if is_next(next) => (4, true, what),
        ["end", "of", "the" | "this", what, ..] => (4, false, what),
        ["end", "of", what, ..] => (3, false, what),
        ["ende", next, what, ..] if is_next(next) => (3, true, what),
        ["ende", "der" | "des" | "dieser" | "dieses", what, ..] => (3, false, what),
        ["ende", what, ..] => (2, false, what),
        _ => return None,
    };
    let from = |months: u32| today.checked_add_months(Months::new(months)).and_then(end_of_month);
    let ahead = u32::from(next);
    let date = match what {
        "day" | "tages" if !next => Some(today),
        "week" | "woche" if next => of_week(today, 1, Weekday::Fri),
        "week" | "woche" => end_of_week(today),
        "month" | "monat" | "monats" => from(ahead),
        "quarter" | "quartal" | "quartals" => from((2 + 12 - today.month0()) % 3 + 3 * ahead),
        "year" | "jahr" | "jahres" => from(11 - today.month0() + 12 * ahead),
        name if !next => from((month(name)? + 12 - today.month()) % 12),
        _ => return None,
    };
    Some((taken, Ok(date?)))
}

/// `in 2 weeks`, `within a month`, `in einem Monat`, `2 weeks from now`, `in 10d`.
fn counted(said: &[&str], today: NaiveDate) -> Found {
    let (taken, n, each) = match *said {
        ["in", short, ..] if short.len() > 1 && short.is_ascii() => match short.split_at(short.len() - 1) {
            (n, "d") => (2, n.parse().ok()?, Unit::Days(1)),
            (n, "w") => (2, n.parse().ok()?, Unit::Days(7)),
            _ => counted_words(said)?,
        },
        _ => counted_words(said)?,
    };
    let date = match each {
        Unit::Days(days) => today.checked_add_days(Days::new(u64::from(days) * u64::from(n))),
        Unit::Months(months) => months.checked_mul(n).and_then(|months| today.checked_add_months(Months::new(months))),
    };
    // Years beyond four digits could not be written back as a date.
    let date = date
        .filter(|date| date.year() <= 9999)
        .ok_or_else(|| Trouble::Unclear("Choose a day before the year 10000.".to_owned()));
    Some((taken, date))
}

fn counted_words(said: &[&str]) -> Option<(usize, u32, Unit)> {
    Some(match *said {
        ["in" | "within" | "binnen", n, each, ..] if unit(each).is_some() => (3, count(n)?, unit(each)?),
        ["innerhalb", "von", n, each, ..] => (4, count(n)?, unit(each)?),
        [n, each, "from", "now" | "today", ..] => (4, count(n)?, unit(each)?),
        ["heute", "in", n, each, ..] => (4, count(n)?, unit(each)?),
        _ => return None,
    })
}

/// `yesterday`, `last friday`, `vor 2 Tagen`: a day gone by.
fn past_day(said: &[&str], today: NaiveDate) -> Found {
    let ago = |n: u32, each: Unit| match each {
        Unit::Days(days) => today.checked_sub_days(Days::new(u64::from(days) * u64::from(n))),
        Unit::Months(months) => months.checked_mul(n).and_then(|months| today.checked_sub_months(Months::new(months))),
    };
    let (taken, date) = match *said {
        ["yesterday" | "gestern", ..] => (1, ago(1, Unit::Days(1))),
        ["vorgestern", ..] => (1, ago(2, Unit::Days(1))),
        ["last" | "letzte" | "letzten" | "letzter" | "vergangenen", what, ..] => {
            match (unit(what), weekday(what, true)) {
                (Some(each), _) => (2, ago(1, each)),
                (_, Some(named)) => {
                    let weeks = if named == today.weekday() { 14 } else { 7 };
                    (2, next_weekday(today, named).checked_sub_days(Days::new(weeks)))
                }
                _ => return None,
            }
        }
        [n, each, "ago", ..] => (3, ago(count(n)?, unit(each)?)),
        ["vor", n, each, ..] => (3, ago(count(n)?, unit(each)?)),
        _ => return None,
    };
    Some((taken, Ok(date?)))
}

/// What to type instead of a day gone by.
pub(super) fn gone_by(date: NaiveDate) -> String {
    format!("{} has passed: write today or a later day.", written(date))
}

/// `14 October 2026`, for sentences.
fn written(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn end_of_week(today: NaiveDate) -> Option<NaiveDate> {
    let ahead = (4 + 7 - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead)))
}

fn end_of_month(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.month(), u32::from(day.num_days_in_month()))
}

/// A weekday of the week so many ahead; weeks begin on Monday.
fn of_week(today: NaiveDate, weeks: u64, day: Weekday) -> Option<NaiveDate> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    monday.checked_add_days(Days::new(7 * weeks + u64::from(day.num_days_from_monday())))
}

/// The next such day after today.
fn next_weekday(today: NaiveDate, day: Weekday) -> NaiveDate {
    let ahead = (6 + day.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7 + 1;
    today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(today)
}
