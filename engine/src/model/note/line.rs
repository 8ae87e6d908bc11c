//! Follow-up lines as they stand in a note: read, ticked and rewritten, every other byte left alone.
//! The line still being typed, with dates in words, is in `reading`.

use super::handles::{Handles, leading_handle};
use super::{FollowUpLine, FollowUpMark};
use crate::model::id::PersonId;
use chrono::NaiveDate;
use std::ops::Range;

/// Stands before the day something is due, as in Obsidian Tasks.
pub const DUE_MARK: char = '📅';
/// Stands before the day something was kept.
pub const KEPT_MARK: char = '✅';
/// Stands before the day something is planned for: the day it is due where no other is given.
pub const PLANNED_MARK: char = '⏳';
/// Stand before the days something may begin, was made, and was given up: kept in the line, and no words of the promise.
const OTHER_MARKS: [char; 3] = ['🛫', '➕', '❌'];

/// A follow-up line with its place and the person it is with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLine {
    /// Its line in the note, from 0.
    pub line: u32,
    /// With whom: the person the note is about, or another who is named as owner.
    pub person: PersonId,
    /// What it says.
    pub parsed: FollowUpLine,
}

/// Byte ranges of the lines of a text, without their ends (`\n`, `\r\n` or `\r`).
pub(super) fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => ranges.push(start..at),
            b'\r' => {
                ranges.push(start..at);
                at += usize::from(bytes.get(at + 1) == Some(&b'\n'));
            }
            _ => {
                at += 1;
                continue;
            }
        }
        at += 1;
        start = at;
    }
    ranges.push(start..bytes.len());
    ranges
}

/// What stands before the words of a line.
pub(super) struct Lead {
    /// End of white space and quote marks.
    pub(super) indent: usize,
    /// The box's symbol, when there is a box.
    pub(super) symbol: Option<(Range<usize>, char)>,
    /// Where the words begin.
    pub(super) words: usize,
}

/// Takes indentation, quote marks, bullets and a box off a line.
pub(super) fn lead(line: &str) -> Lead {
    let skip = |from: usize, quotes: bool| {
        let rest = &line[from..];
        let blank = |c: char| c == ' ' || c == '\t' || (quotes && c == '>');
        from + rest.find(|c: char| !blank(c)).unwrap_or(rest.len())
    };
    let indent = skip(0, true);
    let mut at = indent;
    let mut bullet = false;
    while let Some(end) = bullet_end(line, at) {
        at = skip(end, true);
        bullet = true;
    }
    let inside = line[at..].strip_prefix('[').filter(|_| bullet);
    if let Some(symbol) = inside.and_then(|inside| inside.chars().next()) {
        let range = at + 1..at + 1 + symbol.len_utf8();
        if let Some(rest) = line[range.end..].strip_prefix(']')
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
        {
            return Lead { indent, words: skip(range.end + 1, false), symbol: Some((range, symbol)) };
        }
    }
    Lead { indent, symbol: None, words: at }
}

/// The end of a bullet or number that is followed by white space.
fn bullet_end(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = match digits {
        0 if rest.starts_with(['-', '*', '+']) => 1,
        1..=9 if rest[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    rest[end..].starts_with([' ', '\t']).then_some(at + end)
}

/// Reads one line of a note as a follow-up; none when it has no box, no owner somebody answers to, or no words.
pub fn follow_up_line(line: &str, handles: &Handles) -> Option<(PersonId, FollowUpLine)> {
    let lead = lead(line);
    let (_, symbol) = lead.symbol?;
    let words = &line[lead.words..];
    let (end, handle) = leading_handle(words)?;
    let (owner, person) = handles.owner(handle)?;
    let rest = words[end..].trim_start_matches([':', ',']);
    let (rest, kept) = take_mark(rest, KEPT_MARK);
    let (rest, due) = take_due(&rest);
    let (rest, _) = take_others(&rest);
    let text = rest.trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let mark = match symbol {
        'x' | 'X' => FollowUpMark::Kept { on: kept },
        '-' => FollowUpMark::Dropped,
        _ => FollowUpMark::Open,
    };
    Some((person, FollowUpLine { owner, handle: handle.to_owned(), text, due, mark }))
}

/// The place of `sign` and the date after it: the last one in the text whose ten characters look like a date.
pub(super) fn find_mark(text: &str, sign: char) -> Option<(Range<usize>, &str)> {
    text.rmatch_indices(sign).find_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        // Some keyboards add a sign that asks for the coloured picture.
        let date = rest.trim_start_matches(['\u{fe0f}', ' ', '\t']);
        let from = text.len() - date.len();
        let shape = date.get(..10)?;
        let looks =
            shape.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
        looks.then(|| (at..from + 10, shape))
    })
}

/// Takes a mark with a date that exists out of a text; one that does not exist stays among the words.
pub(super) fn take_mark(text: &str, sign: char) -> (String, Option<NaiveDate>) {
    match find_mark(text, sign).and_then(|(range, date)| Some((range, date.parse::<NaiveDate>().ok()?))) {
        Some((range, date)) => (without(text, range), Some(date)),
        None => (text.to_owned(), None),
    }
}

/// Takes the day a text is due out of it; the day it is planned for counts where there is no other.
fn take_due(text: &str) -> (String, Option<NaiveDate>) {
    match take_mark(text, DUE_MARK) {
        (rest, Some(due)) => (rest, Some(due)),
        (rest, None) => take_mark(&rest, PLANNED_MARK),
    }
}

/// Takes the marks that only the line keeps out of a text; gives them as they are written back, each with a space before it.
pub(super) fn take_others(text: &str) -> (String, String) {
    let mut rest = text.to_owned();
    let mut others = String::new();
    for mark in [PLANNED_MARK].into_iter().chain(OTHER_MARKS) {
        if let (without, Some(date)) = take_mark(&rest, mark) {
            rest = without;
            others.push_str(&format!(" {mark} {date}"));
        }
    }
    (rest, others)
}

/// The text with every sign and day that says nothing about when it is due made unreadable, byte for byte as long.
pub(super) fn without_other_days(text: &str) -> String {
    let mut masked = text.to_owned();
    for mark in OTHER_MARKS.into_iter().chain([KEPT_MARK]) {
        while let Some((range, _)) = find_mark(&masked, mark) {
            let blank = "x".repeat(range.len());
            masked.replace_range(range, &blank);
        }
    }
    masked
}

/// The text without a range, one space in its place.
pub(super) fn without(text: &str, range: Range<usize>) -> String {
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    if before.is_empty() || after.is_empty() { format!("{before}{after}") } else { format!("{before} {after}") }
}

/// The line a follow-up becomes in a note, without its end.
pub fn write_line(handle: &str, text: &str, due: Option<NaiveDate>, mark: FollowUpMark) -> String {
    let symbol = match mark {
        FollowUpMark::Open => ' ',
        FollowUpMark::Kept { .. } => 'x',
        FollowUpMark::Dropped => '-',
    };
    let mut line = format!("- [{symbol}] @{handle} {text}");
    if let Some(due) = due {
        line.push_str(&format!(" {DUE_MARK} {due}"));
    }
    if let FollowUpMark::Kept { on: Some(on) } = mark {
        line.push_str(&format!(" {KEPT_MARK} {on}"));
    }
    line
}

/// Ticks, drops or opens the box of one line and puts the day it was kept behind it. Every other line stays as it is,
/// byte for byte. None when the line has no box.
pub fn set_mark(text: &str, line: u32, mark: FollowUpMark) -> Option<String> {
    rewrite(text, line, |old, symbol| {
        let sign = match mark {
            FollowUpMark::Open => " ",
            FollowUpMark::Kept { .. } => "x",
            FollowUpMark::Dropped => "-",
        };
        let mut new = format!("{}{sign}{}", &old[..symbol.start], &old[symbol.end..]);
        if let Some((range, _)) = find_mark(&new, KEPT_MARK) {
            let start = new[..range.start].trim_end_matches([' ', '\t']).len();
            new.replace_range(start..range.end, "");
        }
        if let FollowUpMark::Kept { on: Some(on) } = mark {
            let end = new.trim_end().len();
            new.insert_str(end, &format!(" {KEPT_MARK} {on}"));
        }
        Some(new)
    })
}

/// Gives a follow-up line another owner, text or date; its place, its box and the day it was kept stay. None when
/// the line is no follow-up line.
pub fn set_follow_up_line(text: &str, line: u32, handle: &str, words: &str, due: Option<NaiveDate>) -> Option<String> {
    rewrite(text, line, |old, _| {
        let start = lead(old).words;
        leading_handle(&old[start..])?;
        let mut new = format!("{}@{handle} {words}", &old[..start]);
        if let Some(due) = due {
            new.push_str(&format!(" {DUE_MARK} {due}"));
        }
        new.push_str(&take_others(&take_due(&old[start..]).0).1);
        if let (_, Some(kept)) = take_mark(old, KEPT_MARK) {
            new.push_str(&format!(" {KEPT_MARK} {kept}"));
        }
        Some(new)
    })
}

/// Replaces one line that has a box.
fn rewrite(text: &str, line: u32, new: impl Fn(&str, Range<usize>) -> Option<String>) -> Option<String> {
    let range = line_ranges(text).into_iter().nth(usize::try_from(line).ok()?)?;
    let old = &text[range.clone()];
    let (symbol, _) = lead(old).symbol?;
    let new = new(old, symbol)?;
    Some(format!("{}{new}{}", &text[..range.start], &text[range.end..]))
}
