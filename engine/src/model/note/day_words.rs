//! The vocabulary of dates: weekdays, months, counts and units, English and German.
//! How words make a date is in `dates`.

use chrono::Weekday;

/// One spelling for words that are typed with and without umlauts: `naechsten` and `nächsten` are one.
/// The word is folded already.
pub(super) fn without_digraphs(word: &str) -> String {
    let spelled = [("naech", "nach"), ("ueber", "uber"), ("faell", "fall"), ("spaet", "spat"), ("maerz", "marz")]
        .into_iter()
        .find_map(|(typed, plain)| Some((plain, word.strip_prefix(typed)?)));
    match spelled {
        Some((plain, rest)) => format!("{plain}{}", without_digraphs(rest)),
        None => word.to_owned(),
    }
}

/// Words that announce a day by which something is owed.
pub(super) fn is_deadline(word: &str) -> bool {
    matches!(word, "by" | "due" | "until" | "till" | "deadline" | "bis" | "zum" | "fallig" | "spatestens")
}

/// Words that announce a day, owed by then or only spoken of.
pub(super) fn is_occasion(word: &str) -> bool {
    matches!(word, "on" | "am")
}

/// `next` in its forms.
pub(super) fn is_next(word: &str) -> bool {
    matches!(word, "next" | "nachste" | "nachsten" | "nachster" | "nachstes" | "nachstem")
}

/// A weekday's name; the two-letter German ones only where `short` (`do` and `so` are words too).
pub(super) fn weekday(word: &str, short: bool) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" | "montag" => Weekday::Mon,
        "tue" | "tues" | "tuesday" | "dienstag" => Weekday::Tue,
        "wed" | "weds" | "wednesday" | "mittwoch" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" | "donnerstag" => Weekday::Thu,
        "fri" | "friday" | "freitag" => Weekday::Fri,
        "sat" | "saturday" | "samstag" | "sonnabend" => Weekday::Sat,
        "sun" | "sunday" | "sonntag" => Weekday::Sun,
        _ if !short => return None,
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

/// A month's name, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" | "januar" | "janner" => 1,
        "feb" | "february" | "februar" => 2,
        "mar" | "march" | "marz" | "mrz" => 3,
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

/// A count in words or figures.
pub(super) fn count(word: &str) -> Option<u32> {
    Some(match word {
        "a" | "an" | "one" | "ein" | "eine" | "einem" | "einer" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "funf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "twelve" | "zwolf" => 12,
        "fourteen" | "vierzehn" => 14,
        digits => digits.parse().ok()?,
    })
}

/// A length of time that dates are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Days(u32),
    Months(u32),
}

/// `week`, `Wochen`, `fortnight`.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" | "tag" | "tage" | "tagen" => Unit::Days(1),
        "week" | "weeks" | "wk" | "wks" | "woche" | "wochen" => Unit::Days(7),
        "fortnight" | "fortnights" => Unit::Days(14),
        "month" | "months" | "monat" | "monate" | "monaten" => Unit::Months(1),
        "quarter" | "quarters" | "quartal" | "quartalen" => Unit::Months(3),
        "year" | "years" | "jahr" | "jahre" | "jahren" => Unit::Months(12),
        _ => return None,
    })
}
