//! Frontmatter: YAML between two `---` lines, read into checked words with the line of each fault.
//! What the keys mean is with the nouns in `layout`; writing is in `yaml`.

use super::source::Fault;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Longest frontmatter, in bytes; the sample team's longest has 3 KiB.
const LONGEST: usize = 512 * 1024;
/// Most brackets open at once. The parser takes quadratic time on deeper nesting.
const MOST_OPEN: usize = 256;

/// A file cut at its `---` lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    /// Between the two lines.
    pub yaml: &'a str,
    /// After them, without the one blank line before it and the line end after it; none when nothing is there.
    pub body: Option<&'a str>,
    /// The file's line on which the body begins, from 1.
    pub body_line: usize,
}

/// The file's line on which the YAML begins.
const YAML_LINE: usize = 2;

/// Cuts a file at its `---` lines.
pub(super) fn split(text: &str) -> Result<Page<'_>, Fault> {
    let opening = text.split_once('\n').filter(|(line, _)| line.trim_end() == "---");
    let Some((_, after)) = opening else {
        return Err(Fault::at(1, "Open the file with a line `---`, then the keys, then another line `---`."));
    };
    let mut at = 0;
    for (number, line) in after.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            let yaml = &after[..at];
            let rest = &after[at + line.len()..];
            let closing = YAML_LINE + number;
            if yaml.len() > LONGEST {
                return Err(Fault::whole("The part between the two `---` lines is too long. Move text below it."));
            }
            if rest.is_empty() || rest == "\n" {
                return Ok(Page { yaml, body: None, body_line: closing + 1 });
            }
            let (body, body_line) = match rest.strip_prefix('\n') {
                Some(body) => (body, closing + 2),
                None => (rest, closing + 1),
            };
            return Ok(Page { yaml, body: Some(body.strip_suffix('\n').unwrap_or(body)), body_line });
        }
        at += line.len();
    }
    Err(Fault::at(1, "Close the keys at the top with a second line `---`."))
}

/// Reads the keys; `known` are the ones the layout has, every other is returned to be told.
pub(super) fn parse<T: DeserializeOwned>(yaml: &str, known: &[&str]) -> Result<(T, Vec<String>), Fault> {
    let mut open = 0_usize;
    for (number, line) in yaml.lines().enumerate() {
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open > MOST_OPEN {
            return Err(Fault::at(
                number + YAML_LINE,
                "Too many brackets are open here. Close them, or quote the text.",
            ));
        }
    }
    let mapping: serde_yaml_ng::Mapping = serde_yaml_ng::from_str(yaml).map_err(|error| fault(&error, yaml))?;
    let unknown = mapping.keys().map(|key| match key {
        serde_yaml_ng::Value::String(key) => key.clone(),
        _ => "a key that is not a word".to_owned(),
    });
    let unknown = unknown.filter(|key| !known.contains(&key.as_str())).collect();
    let keys = serde_yaml_ng::from_str(yaml).map_err(|error| fault(&error, yaml))?;
    Ok((keys, unknown))
}

/// The file's line of the `nth` entry (from 0) of the list under `key`, or of the key, or the file's first line.
pub(super) fn line_of(yaml: &str, key: &str, nth: usize) -> usize {
    let head = format!("{key}:");
    let Some(start) = yaml.lines().position(|line| line.starts_with(&head)) else { return 1 };
    let entries = yaml.lines().enumerate().skip(start + 1);
    let entry = entries.filter(|(_, line)| line.trim_start().starts_with("- ")).nth(nth);
    entry.map_or(start, |(number, _)| number) + YAML_LINE
}

/// Marks around our own sentences inside the parser's errors, so that they can be found again.
const SAID: char = '\u{1}';

fn fault(error: &serde_yaml_ng::Error, yaml: &str) -> Fault {
    let text = error.to_string();
    let line = error.location().map_or(1, |location| location.line() + YAML_LINE - 1);
    let mut parts = text.split(SAID);
    if let (Some(_), Some(sentence)) = (parts.next(), parts.next()) {
        return Fault::at(line, sentence);
    }
    if let Some((_, rest)) = text.split_once("missing field `") {
        let key = rest.split('`').next().unwrap_or_default();
        return Fault::at(line, format!("Add `{key}` to this part."));
    }
    if text.contains("recursion limit") || text.contains("repetition limit") {
        return Fault::at(line, "This nests deeper or repeats more than the layout does. Write it plainly.");
    }
    if text.contains("duplicate") {
        let line = second_key(yaml).unwrap_or(line);
        return Fault::at(line, "A key stands here twice. Remove one of them.");
    }
    Fault::at(line, "This line does not read as YAML of the layout. Correct it, or put the text in double quotes.")
}

/// The file's line of the first key that stands there a second time; the parser does not tell.
fn second_key(yaml: &str) -> Option<usize> {
    let mut keys = HashSet::new();
    let words = |line: &'_ str| line.split_once(':').map(|(key, _)| key.to_owned()).filter(|key| !key.starts_with(' '));
    yaml.lines().position(|line| words(line).is_some_and(|key| !keys.insert(key))).map(|number| number + YAML_LINE)
}

/// One value, given as words or a number. On anything else, the error says `wanted`.
///
/// It is read inside the visitor, because only errors from there carry the line of the value.
pub(super) fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    wanted: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Scalar<F>(&'static str, F);
    impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for Scalar<F> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{SAID}{}{SAID}", self.0)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).ok_or_else(|| E::custom(format!("{SAID}{}{SAID}", self.0)))
        }
        fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<T, E> {
            self.visit_str(&value.to_string())
        }
        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
            self.visit_str(&value.to_string())
        }
        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
            self.visit_str(&value.to_string())
        }
        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
            self.visit_str(&value.to_string())
        }
        fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
            self.visit_str("")
        }
    }
    // Dates and times look like nothing else in YAML, so `any` keeps them as they are written.
    deserializer.deserialize_any(Scalar(wanted, read))
}

/// Types of one value each: how it is read, and the sentence when it cannot be.
macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident($of:ty) = $wanted:expr, $read:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(super) struct $name(pub $of);
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::transfer::frontmatter::scalar(deserializer, $wanted, $read).map($name)
            }
        }
    )+};
}
pub(super) use scalars;

scalars! {
    /// Any text; may be empty.
    Text(String) = "Write text here, in double quotes.", |text| Some(text.to_owned());
    /// A name or title: one line of 1 to 200 characters.
    Title(String) = "Give it 1 to 200 characters on one line.", |text| {
        let fits = !text.trim().is_empty() && text.chars().count() <= 200 && !text.contains('\n');
        fits.then(|| text.to_owned())
    };
    /// One line with something on it.
    Line(String) = "Write something here, on one line.", |text| {
        (!text.trim().is_empty() && !text.contains('\n')).then(|| text.to_owned())
    };
    /// A day.
    Day(NaiveDate) = "Write a date that exists, as YYYY-MM-DD.", day;
    /// A time of day.
    Clock(NaiveTime) = "Write the time as \"HH:MM\", in quotes.", |text| {
        NaiveTime::parse_from_str(text, "%H:%M").ok()
    };
    /// A step of a scale.
    Step(u8) = "Write a whole number from 1 to 5.", |text| {
        text.parse().ok().filter(|step| (1..=5).contains(step))
    };
}

/// A day as `YYYY-MM-DD`, and in no other form.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let number = |digits: &str, count| -> Option<u32> {
        (digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}
