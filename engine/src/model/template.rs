//! Templates for kinds of 1:1: what stands on the agenda and in the note when one begins.
//! Which of them were edited is the vault's.

use super::name::{one_line, required_line};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// The shipped templates by key, in their order; the first line is the name.
const SHIPPED: [(&str, &str); 6] = [
    ("first", include_str!("../../../assets/meetings/first.md")),
    ("weekly", include_str!("../../../assets/meetings/weekly.md")),
    ("career", include_str!("../../../assets/meetings/career.md")),
    ("after-leave", include_str!("../../../assets/meetings/after-leave.md")),
    ("review", include_str!("../../../assets/meetings/review.md")),
    ("farewell", include_str!("../../../assets/meetings/farewell.md")),
];
/// Longest template, in bytes.
const LONGEST: usize = 64 * 1024;
/// Longest point, in characters; as for an agenda item.
const POINT_MAX: usize = 500;

/// What a 1:1 of one kind begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Template {
    /// Stable.
    pub key: String,
    /// What the kind is called.
    pub name: String,
    /// Markdown; the list under `## Agenda` goes on the agenda, everything else into the note.
    pub text: String,
    /// It came with the app, so it can be reset and not be removed.
    pub shipped: bool,
    /// A shipped one that was changed.
    pub edited: bool,
}

/// A template; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct TemplateDraft {
    /// What the kind is called, 1 to 100 characters.
    pub name: String,
    /// Markdown, at most 64 KiB.
    pub text: String,
}

impl TemplateDraft {
    /// Name and text, checked and trimmed.
    ///
    /// Errors name the field: `name` or `text`.
    pub fn parse(&self) -> Result<(String, String)> {
        let name = required_line("name", &self.name, 100)?;
        let text = self.text.trim_end().to_owned();
        if text.len() > LONGEST {
            return Err(Error::invalid("text", "A template holds at most 64 KiB. Shorten it."));
        }
        if let Some(point) = points(&text).iter().find(|point| point.chars().count() > POINT_MAX) {
            let begins: String = point.chars().take(40).collect();
            return Err(Error::invalid(
                "text",
                format!("The point “{begins}…” is longer than 500 characters. Shorten it."),
            ));
        }
        Ok((name, text))
    }
}

/// The shipped templates as they came.
pub fn shipped() -> Vec<Template> {
    SHIPPED
        .iter()
        .map(|(key, file)| {
            let (name, text) = file.split_once('\n').unwrap_or((file, ""));
            Template {
                key: (*key).to_owned(),
                name: name.trim_start_matches("# ").to_owned(),
                text: text.trim().to_owned(),
                shipped: true,
                edited: false,
            }
        })
        .collect()
}

/// What goes on the agenda: the list items under `## Agenda`.
pub fn points(text: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| !is_agenda(line))
        .skip(1)
        .take_while(|line| !line.starts_with('#'))
        .filter_map(|line| line.trim_start().strip_prefix(['-', '*', '+'])?.strip_prefix(' '))
        .map(|point| one_line(point.trim_start_matches("[ ] ")))
        .filter(|point| !point.is_empty())
        .collect()
}

/// What goes into the note: everything but the agenda.
pub fn note(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('#') {
            inside = is_agenda(line);
        }
        if !inside {
            out.push(line);
        }
    }
    out.join("\n").trim().to_owned()
}

fn is_agenda(line: &str) -> bool {
    line.strip_prefix("## ").is_some_and(|title| title.trim().eq_ignore_ascii_case("agenda"))
}
