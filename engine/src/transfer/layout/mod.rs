//! The Rapport Markdown layout: its names, and its files noun by noun, read and written side by side.
//! `rapport.json`, which holds what Markdown has no place for, is `rest`.

mod agenda;
mod goal;
mod meeting;
mod person;
pub(super) mod read;
mod rest;
mod team;
pub(super) mod write;

pub(super) use person::named;

use crate::model::name;

/// The team's file.
pub(super) const TEAM: &str = "_team.md";
/// The folder of people.
pub(super) const PEOPLE: &str = "people/";
/// The person's own file in their folder.
pub(super) const PERSON: &str = "_person.md";
/// What Markdown has no place for.
pub(super) const REST: &str = "rapport.json";

/// Keys of the topics, in the layout's order.
const TOPICS: [&str; 15] = [
    "delivery",
    "wellbeing",
    "workload",
    "focus",
    "feedback-loops",
    "reviews",
    "career",
    "learning",
    "coaching",
    "partnership",
    "team",
    "recognition",
    "autonomy",
    "feedback-for-me",
    "life",
];

/// Keys of the indicators and their names, in the layout's order.
pub(super) const INDICATORS: [(&str, &str); 6] = [
    ("energy", "Energy"),
    ("workload", "Workload"),
    ("focus", "Focus time"),
    ("reviews", "Engagement in reviews"),
    ("growth", "Growth"),
    ("belonging", "Belonging"),
];

/// A name as a folder is called: the slug a vault would give it, or letters of its own script where ASCII has none; may
/// be empty. A slug gives itself.
pub(super) fn slug(text: &str) -> String {
    if !name::ascii_words(text).is_empty() {
        return name::slugs(text).next().unwrap_or_default();
    }
    let folded = name::fold(text);
    let words = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether a slug may name a file on every system: what `slug` makes, and not a name a system keeps for itself.
fn is_file_name(slug: &str) -> bool {
    const KEPT: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];
    let letters = slug.chars().all(|char| char.is_alphanumeric() || char == '-');
    !slug.is_empty() && slug.len() <= 200 && letters && !KEPT.contains(&slug.to_lowercase().as_str())
}
