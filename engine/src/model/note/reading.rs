//! The line being typed: who owes what by when, found while it is written.
//! Lines that already stand in a note are read in `line`.

use super::dates::{DatePhrase, find_date, gone_by};
use super::day_figures::question_about;
use super::handles::{Handles, Named, leading_handle};
use super::line::{
    DUE_MARK, KEPT_MARK, PLANNED_MARK, find_mark, lead, take_mark, take_others, without, without_other_days, write_line,
};
use super::{FollowUpLine, FollowUpMark, LineChoice, LineReading, LineToken, TokenKind, tags};
use crate::model::meeting::Side;
use crate::model::name::ME;
use chrono::NaiveDate;
use std::ops::Range;

/// Reads one line while it is typed. An owner (`@me`, `@mira`) must stand first, after a bullet or box if there is one.
///
/// `today` is what `by fri` and `14 Oct` count from: the next such day. A weekday is always after today.
pub fn read_line(line: &str, handles: &Handles, today: NaiveDate) -> LineReading {
    let mut reading = LineReading {
        tokens: Vec::new(),
        follow_up: None,
        line: None,
        unknown: None,
        question: None,
        choices: Vec::new(),
    };
    let lead = lead(line);
    if let Some((end, typed)) = leading_handle(&line[lead.words..]) {
        let after = lead.words + end;
        let owner = match handles.find(typed) {
            Named::Me => Some((Side::Me, TokenKind::Me, "me".to_owned())),
            Named::Person { handle, .. } => Some((Side::Them, TokenKind::Them, handle)),
            Named::Several { handles } => {
                reading.question = Some(which(typed, &handles));
                let choice = |(slug, name): (String, String)| LineChoice {
                    label: name,
                    line: said(line, lead.words..after, &slug),
                };
                reading.choices = handles.into_iter().map(choice).collect();
                None
            }
            Named::Left { name } => {
                reading.choices =
                    vec![LineChoice { label: "I take it on".to_owned(), line: said(line, lead.words..after, ME) }];
                reading.question = Some(format!("{name} has left the team: write @me, or who takes it on."));
                None
            }
            Named::Nobody => {
                reading.unknown = Some(typed.to_owned());
                None
            }
        };
        if let Some((owner, kind, handle)) = owner {
            reading.tokens.push(token(line, lead.words, after, kind));
            let symbol = lead.symbol.as_ref().map(|(_, symbol)| *symbol);
            let promise = Promise { owner, typed, handle: &handle, indent: &line[..lead.indent], symbol };
            promise.read(line, after, today, &mut reading);
        }
    }
    reading.tokens.extend(tags::places(line).map(|place| token(line, place.start, place.end, TokenKind::Topic)));
    reading.tokens.sort_by_key(|token| token.from);
    reading
}

/// A line whose owner is known.
struct Promise<'a> {
    owner: Side,
    typed: &'a str,
    handle: &'a str,
    indent: &'a str,
    symbol: Option<char>,
}

impl Promise<'_> {
    /// The day behind a mark. A line that stands in the note may be due on a day gone by; a new one is asked about.
    fn marked_day(&self, date: &str, today: NaiveDate) -> Result<NaiveDate, String> {
        let date = date.parse().map_err(|_| question_about(date).unwrap_or_default())?;
        if self.symbol.is_none() && date < today {
            return Err(gone_by(date));
        }
        Ok(date)
    }

    fn read(&self, line: &str, after: usize, today: NaiveDate, reading: &mut LineReading) {
        let from = line.len() - line[after..].trim_start_matches([':', ',']).len();
        let words = &line[from..];
        let open = matches!(self.symbol, None | Some(' '));
        let marked = find_mark(words, DUE_MARK).or_else(|| find_mark(words, PLANNED_MARK));
        let found = match marked {
            Some((range, date)) => Some(DatePhrase { range, date: self.marked_day(date, today) }),
            None => find_date(&without_other_days(words), today, open),
        };
        let mut text = words.to_owned();
        let mut due = None;
        if let Some(DatePhrase { range, date }) = found {
            match date {
                Ok(date) => {
                    reading.tokens.push(token(line, from + range.start, from + range.end, TokenKind::Due));
                    text = without(&text, range);
                    due = Some(date);
                }
                Err(question) => reading.question = Some(question),
            }
        }
        let (text, kept) = take_mark(&text, KEPT_MARK);
        let (text, others) = take_others(&text);
        let text = text.trim();
        if text.is_empty() || reading.question.is_some() {
            return;
        }
        let mark = match self.symbol {
            Some('x' | 'X') => FollowUpMark::Kept { on: kept },
            Some('-') => FollowUpMark::Dropped,
            _ => FollowUpMark::Open,
        };
        // The day it was kept stands last.
        let mut written = write_line(self.handle, text, due, mark);
        let end = find_mark(&written, KEPT_MARK).map_or(written.len(), |(range, _)| range.start);
        written.insert_str(written[..end].trim_end().len(), &others);
        reading.line = Some(format!("{}{written}", self.indent));
        reading.follow_up =
            Some(FollowUpLine { owner: self.owner, handle: self.typed.to_owned(), text: text.to_owned(), due, mark });
    }
}

/// What to type instead of a name people share.
fn which(typed: &str, handles: &[(String, String)]) -> String {
    let count = if handles.len() == 2 { "Two" } else { "Several" };
    let choice: Vec<String> = handles.iter().map(|(handle, _)| format!("@{handle}")).collect();
    format!("{count} people are called @{typed}: write {}.", choice.join(" or "))
}

/// The line with its owner written so that one person is meant.
fn said(line: &str, owner: Range<usize>, handle: &str) -> String {
    let mut line = line.to_owned();
    line.replace_range(owner, &format!("@{handle}"));
    line
}

fn token(line: &str, from: usize, to: usize, token: TokenKind) -> LineToken {
    let units = |end: usize| u32::try_from(line[..end].encode_utf16().count()).unwrap_or(u32::MAX);
    LineToken { from: units(from), to: units(to), token }
}
