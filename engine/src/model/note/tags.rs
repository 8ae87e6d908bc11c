//! Topics that lines are tagged with: `#career`.
//! Which topics there are is the vault's.

use crate::model::name::fold;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where the `#topics` of a line stand: each begins a word, with a letter.
pub(super) fn places(line: &str) -> impl Iterator<Item = Range<usize>> {
    line.match_indices('#').filter_map(move |(at, _)| {
        let begins = line[..at].chars().next_back().is_none_or(char::is_whitespace);
        let rest = &line[at + 1..];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        (begins && rest.starts_with(char::is_alphabetic)).then_some(at..at + 1 + length)
    })
}

/// Every tag of a note, folded and without `#`. Fenced code has none, and what is private tags nothing that is seen
/// outside the note.
pub fn tags(text: &str) -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    let mut fenced = false;
    let mut private = false;
    for line in text.lines() {
        let quoted = line.trim_start().strip_prefix('>').map(|rest| rest.trim().to_lowercase());
        private = quoted.is_some_and(|rest| private || rest.starts_with("[!private]"));
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !private {
            tags.extend(places(line).map(|place| fold(&line[place.start + 1..place.end])));
        }
    }
    tags
}
