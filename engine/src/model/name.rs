//! What is made of a name: slug, handle, initials, short name, hue, and the form in which names are compared.
//! Where names are entered and stored is in `person`.

use crate::error::{Error, Result};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug in bytes; leaves room for a number and for path limits of the three systems.
const SLUG_MAX: usize = 60;
/// The slug of a name without a letter or digit that ASCII has.
const FALLBACK: &str = "person";
/// The manager's own handle.
pub const ME: &str = "me";

/// On one line: control characters and runs of white space become one space, the ends are trimmed, Unicode form C.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A one-line text of 1 to `most` characters, trimmed; `field` names the input in the error.
pub fn required_line(field: &str, text: &str, most: usize) -> Result<String> {
    let text = one_line(text);
    match text.chars().count() {
        0 => Err(Error::invalid(field, "Type a few words.")),
        count if count > most => Err(Error::invalid(field, format!("Shorten this to at most {most} characters."))),
        _ => Ok(text),
    }
}

/// Lower case without accents, for comparing what people type: `Kovačević` and `kovacevic` are one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Letters that Unicode does not take apart.
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            _ => folded.push(c),
        }
    }
    // Lower-casing may leave a mark behind (the dot of a capital I with dot).
    folded.retain(|c| !is_combining_mark(c));
    folded
}

/// ASCII words joined by hyphens; empty when the text has none.
pub fn ascii_words(text: &str) -> String {
    let mut words = String::new();
    for word in fold(text).split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’') {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if !words.is_empty() {
            words.push('-');
        }
        words.push_str(&word);
    }
    words.truncate(SLUG_MAX);
    words.trim_end_matches('-').to_owned()
}

/// Slugs for a name, best first, without end: `mira-kovacevic`, `mira-kovacevic-2`, …; `person-1`, … for a name
/// that ASCII has no letters for. The first that is free is taken.
pub fn slugs(name: &str) -> impl Iterator<Item = String> {
    let words = ascii_words(name);
    let plain = !words.is_empty() && words != ME && words != FALLBACK;
    let stem = if words.is_empty() { FALLBACK.to_owned() } else { words };
    let first = plain.then(|| stem.clone());
    let from = if plain { 2u32 } else { 1 };
    first.into_iter().chain((from..).map(move |n| format!("{stem}-{n}")))
}

/// The handle of a slug: up to the first hyphen, or all of it where that part would say nothing.
pub fn handle(slug: &str) -> &str {
    match slug.split_once('-') {
        Some((ME | FALLBACK | "", _)) | None => slug,
        Some((first, _)) => first,
    }
}

/// First word of a name, for sentences.
pub fn short_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Up to two letters for the avatar: of the first and the last word that begin with a letter or digit.
pub fn initials(name: &str) -> String {
    let name: String = name.nfc().collect();
    let mut letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .map(|letter| letter.to_uppercase().to_string());
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => first + &last,
        (Some(only), None) => only,
        _ => name.chars().next().map(String::from).unwrap_or_default(),
    }
}

/// Hue of the avatar of the `nth` person entered, from 0: neighbours in the list are far apart.
pub fn hue(nth: u32) -> u16 {
    // The golden angle, 137.5°: any number of steps stays spread over the circle. Starts at the app's spruce.
    const SPRUCE: u64 = 160;
    u16::try_from((SPRUCE * 10 + u64::from(nth) * 1375) / 10 % 360).unwrap_or(0)
}
