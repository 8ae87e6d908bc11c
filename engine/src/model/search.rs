//! Searching: the query's words and filters, and what a hit shows.
//! The index itself is the vault's.

use super::id::{FollowUpId, GoalId, MeetingId, PersonId};
use super::name::fold;
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is searched for; unchecked. The text may hold `person:` `topic:` `after:` `before:` `has:follow-up`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct SearchDraft {
    /// As typed.
    pub text: String,
    /// Only this person.
    pub person: Option<PersonId>,
    /// At most this many hits of each kind, 1 to 200.
    pub limit: u32,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HitTarget {
    /// A meeting's note.
    Meeting {
        /// Which.
        id: MeetingId,
    },
    /// A dated note of its own.
    Note {
        /// Which.
        id: super::id::NoteId,
    },
    /// A follow-up.
    FollowUp {
        /// Which.
        id: FollowUpId,
    },
    /// A goal.
    Goal {
        /// Which.
        id: GoalId,
    },
    /// A person.
    Person,
    /// A capture in the inbox.
    Capture {
        /// Which.
        id: super::id::CaptureId,
    },
}

/// A stretch of the snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SnippetPart {
    /// The words.
    pub text: String,
    /// They match the query.
    pub hit: bool,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Hit {
    /// What and which.
    pub target: HitTarget,
    /// About whom.
    pub person: PersonId,
    /// The day it belongs to.
    pub date: Option<NaiveDate>,
    /// One line of about 120 characters around the first match.
    pub snippet: Vec<SnippetPart>,
    /// For a follow-up: its due date when it is open.
    pub due: Option<NaiveDate>,
}

/// Everything found, best first within each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SearchResults {
    /// Hits, grouped by kind in the order notes, follow-ups, goals, people, captures.
    pub hits: Vec<Hit>,
    /// Notes that match, also beyond the limit.
    pub notes_found: u32,
    /// People those notes are about.
    pub people_found: u32,
    /// Notes searched.
    pub notes_searched: u32,
}

/// About this many characters of a snippet.
const SNIPPET: usize = 120;
/// Characters shown before the first match.
const LEAD: usize = 40;

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words and phrases that must all be there; a phrase is its words in order. As typed, for the
    /// index has its own way to ignore case and accents (it keeps `đ` and takes nothing off kana or Hangul).
    pub terms: Vec<Vec<String>>,
    /// The last term may be unfinished.
    pub unfinished: bool,
    /// `person:`, folded.
    pub people: Vec<String>,
    /// `topic:`, folded.
    pub topics: Vec<String>,
    /// `after:`, that day included.
    pub after: Option<NaiveDate>,
    /// `before:`, that day not included.
    pub before: Option<NaiveDate>,
    /// `has:follow-up`.
    pub has_follow_up: bool,
}

impl Query {
    /// Reads what was typed. Any text is a query: what is no filter is words, and signs are no operators.
    ///
    /// Invalid only when the day of `after:` or `before:` cannot be read.
    pub fn parse(text: &str) -> Result<Self> {
        let mut query = Self::default();
        let mut bare_end = false;
        for piece in pieces(text) {
            bare_end = false;
            match (piece.filter.as_str(), piece.words.as_str()) {
                (_, "") => {}
                ("person", words) => query.people.push(fold(words)),
                ("topic", words) => query.topics.push(fold(words)),
                ("after", words) => query.after = Some(day(words)?),
                ("before", words) => query.before = Some(day(words)?),
                ("has", words) if fold(words).starts_with("follow") => query.has_follow_up = true,
                (filter, words) => {
                    let typed = if filter.is_empty() { words.to_owned() } else { format!("{filter} {words}") };
                    let term: Vec<String> = runs(&typed)
                        .map(|run| typed[run].nfc().collect::<String>())
                        .filter(|run| !fold(run).is_empty())
                        .collect();
                    if !term.is_empty() {
                        bare_end = !piece.quoted;
                        query.terms.push(term);
                    }
                }
            }
        }
        query.unfinished = bare_end && !text.ends_with(char::is_whitespace);
        Ok(query)
    }

    /// The index's own query: every word quoted, so that nothing typed is an operator. None without words.
    pub fn index_query(&self) -> Option<String> {
        let last = self.terms.len().saturating_sub(1);
        let parts = self.terms.iter().enumerate().map(|(at, term)| {
            let star = if self.unfinished && at == last { "*" } else { "" };
            let spelled = spellings(&term.join(" ")).into_iter().map(|words| format!("\"{words}\"{star}"));
            format!("({})", spelled.collect::<Vec<_>>().join(" OR "))
        });
        (!self.terms.is_empty()).then(|| parts.collect::<Vec<_>>().join(" AND "))
    }

    /// Every word of the query begins a word of the text.
    pub fn names(&self, text: &str) -> bool {
        let words: Vec<String> = runs(text).map(|run| fold(&text[run])).collect();
        !self.terms.is_empty()
            && self
                .terms
                .iter()
                .flatten()
                .map(|term| fold(term))
                .all(|term| words.iter().any(|word| word.starts_with(&term)))
    }

    fn hits(&self, word: &str) -> bool {
        let word = fold(word);
        let last = self.terms.last().and_then(|term| term.last()).filter(|_| self.unfinished);
        self.terms.iter().flatten().any(|term| fold(term) == word)
            || last.is_some_and(|last| word.starts_with(&fold(last)))
    }

    /// The line of the first match, cut around it, without Markdown marks; the first line where nothing matches.
    pub fn snippet(&self, text: &str) -> Vec<SnippetPart> {
        let matches = |line: &String| runs(line).any(|run| self.hits(&line[run]));
        let first = || text.lines().map(plain).find(|line| !line.is_empty());
        let text = text.lines().map(plain).find(matches).or_else(first).unwrap_or_default();
        let hits: Vec<Range<usize>> = runs(&text).filter(|run| self.hits(&text[run.clone()])).collect();
        let first = hits.first().map_or(0, |hit| hit.start);
        let start = back(&text, first, LEAD);
        let end = text[start..].char_indices().nth(SNIPPET).map_or(text.len(), |(at, _)| start + at);
        let end = if end == text.len() { end } else { text[start..end].rfind(' ').map_or(end, |at| start + at) };
        let end = end.max(hits.first().map_or(0, |hit| hit.end));
        let mut parts: Vec<SnippetPart> = Vec::new();
        let mut add = |words: &str, hit: bool| {
            if !words.is_empty() {
                parts.push(SnippetPart { text: words.to_owned(), hit });
            }
        };
        add(if start > 0 { "… " } else { "" }, false);
        let mut at = start;
        for hit in hits.into_iter().filter(|hit| hit.start >= start && hit.end <= end) {
            add(&text[at..hit.start], false);
            add(&text[hit.clone()], true);
            at = hit.end;
        }
        add(&text[at..end], false);
        add(if end < text.len() { " …" } else { "" }, false);
        parts
    }
}

/// One word, phrase or filter as typed.
struct Piece {
    filter: String,
    words: String,
    quoted: bool,
}

/// Splits at white space outside quotes; a quote left open ends with the text.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let name = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let known = ["person", "topic", "after", "before", "has"].contains(&rest[..name].to_ascii_lowercase().as_str());
        let filter =
            if known && rest[name..].starts_with(':') { rest[..name].to_ascii_lowercase() } else { String::new() };
        if !filter.is_empty() {
            rest = &rest[name + 1..];
        }
        let (words, quoted, after) = match rest.strip_prefix('"') {
            Some(open) => {
                let end = open.find('"').unwrap_or(open.len());
                (&open[..end], true, open[end..].strip_prefix('"').unwrap_or(""))
            }
            None => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
                (&rest[..end], false, &rest[end..])
            }
        };
        pieces.push(Piece { filter, words: words.to_owned(), quoted });
        rest = after.trim_start();
    }
    pieces
}

/// Runs of letters and digits, as the index cuts words; marks belong to the letter before them.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        while chars.next_if(|(_, c)| !part(*c)).is_some() {}
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| part(*c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// A day as `2026-10-09`; a month or a year means its first day.
fn day(words: &str) -> Result<NaiveDate> {
    [words.to_owned(), format!("{words}-01"), format!("{words}-01-01")]
        .iter()
        .find_map(|words| NaiveDate::parse_from_str(words, "%Y-%m-%d").ok())
        .ok_or(Error::invalid("text", "Write the day as 2026-10-09, or only the month or the year."))
}

/// A place at most `most` characters back, at the start of a word.
fn back(text: &str, from: usize, most: usize) -> usize {
    let start = text[..from].char_indices().rev().take(most).last().map_or(from, |(at, _)| at);
    if start == 0 {
        return 0;
    }
    text[start..from].find(' ').map_or(start, |space| start + space + 1)
}

/// A line of Markdown as words: what marks it or stands around words is left out, and so are whose follow-up it is and
/// its dates.
fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut line = line.trim_start_matches([' ', '\t', '>', '#', '-', '*', '+', '|']);
    for mark in ["[!private]", "[!said]", "[!praise]", "[!idea]", "```", "~~~"] {
        line = line.strip_prefix(mark).unwrap_or(line);
    }
    for mark in ["[ ] ", "[x] ", "[X] ", "[-] "] {
        let Some(task) = line.strip_prefix(mark) else { continue };
        let task = task.trim_start();
        line = match task.strip_prefix('@') {
            Some(owned) => owned.split_once(char::is_whitespace).map_or("", |(_, words)| words),
            None => task,
        };
        break;
    }
    let (mut address, mut date) = (false, false);
    let mut before = ' ';
    for c in line.chars().map(|c| if c.is_whitespace() || c == '|' || c.is_control() { ' ' } else { c }) {
        date = matches!(c, '📅' | '✅') || date && (c.is_ascii_digit() || matches!(c, ' ' | '-' | '\u{fe0f}'));
        match c {
            '(' if before == ']' => address = true,
            ')' if address => address = false,
            '*' | '`' | '[' | ']' | '~' => {}
            _ if address || date => {}
            ' ' if words.ends_with(' ') || words.is_empty() => {}
            c => words.push(c),
        }
        before = c;
    }
    words.truncate(words.trim_end().len());
    words
}

/// Letters that the index keeps apart from the one they are typed as where keyboards lack them.
const STRUCK: [(char, char); 3] = [('đ', 'd'), ('ł', 'l'), ('ø', 'o')];

/// A term as typed, and as it may be written with or without struck letters: `lodz` finds `łódź`, and the other way.
/// One word is taken to use a letter throughout, so there are at most eight.
fn spellings(term: &str) -> Vec<String> {
    let plain: String = term
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| STRUCK.iter().find(|(struck, _)| *struck == c).map_or(c, |(_, plain)| *plain))
        .collect();
    let mut spelled = vec![plain];
    for (struck, letter) in STRUCK {
        let more: Vec<String> = spelled
            .iter()
            .filter(|words| words.contains(letter))
            .map(|words| words.replace(letter, &struck.to_string()))
            .collect();
        spelled.extend(more);
    }
    let typed = term.to_owned();
    if !spelled.contains(&typed) {
        spelled.push(typed);
    }
    spelled
}
