//! `_person.md`: who someone is and when the two meet.
//! What the layout has no key for (relationship, monthly rhythm, earlier roles, archived) is in `rest`.

use super::super::frontmatter::{self, Clock, Day, Text, Title, scalars};
use super::super::source::Fault;
use super::super::yaml;
use crate::model::cadence::{Cadence, Rhythm};
use crate::model::person::Relationship;
use crate::model::transfer::PersonContent;
use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Deserializer};
use std::fmt::Write;

const KEYS: [&str; 9] = ["name", "pronouns", "role", "level", "joined", "cadence", "weekday", "time", "minutes"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// When nothing is told: Monday at 10:00 for half an hour, and no rhythm.
const UNTOLD: Cadence = Cadence {
    rhythm: Rhythm::None,
    weekday: Weekday::Mon,
    time: match NaiveTime::from_hms_opt(10, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    },
    minutes: 30,
};

scalars! {
    /// How often.
    Often(Rhythm) = "Write `weekly`, or `every 2 weeks` (up to 12).", |text| match text {
        "weekly" => Some(Rhythm::Weeks { n: 1 }),
        _ => text
            .strip_prefix("every ")?
            .strip_suffix(" weeks")?
            .parse()
            .ok()
            .filter(|n| (1..=12).contains(n))
            .map(|n| Rhythm::Weeks { n }),
    };
    /// A day of the week.
    OnDay(Weekday) = "Write the weekday in English, such as Friday.", |text| text.parse().ok();
    /// A planned length.
    Length(u16) = "Write the planned minutes, 5 to 480.", |text| {
        text.parse().ok().filter(|minutes| (5..=480).contains(minutes))
    };
}

#[derive(Deserialize)]
struct Keys {
    name: Title,
    pronouns: Option<Text>,
    role: Option<Text>,
    level: Option<Text>,
    joined: Option<Day>,
    cadence: Option<Often>,
    weekday: Option<OnDay>,
    time: Option<Clock>,
    minutes: Option<Length>,
}

/// A person of whom nothing but the name is known.
pub(in super::super) fn named(slug: &str, name: &str) -> PersonContent {
    PersonContent {
        slug: slug.to_owned(),
        name: name.to_owned(),
        pronouns: String::new(),
        role: String::new(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: UNTOLD,
        about: String::new(),
        archived_on: None,
        roles: Vec::new(),
        meetings: Vec::new(),
        notes: Vec::new(),
        follow_ups: Vec::new(),
        agenda: Vec::new(),
        goals: Vec::new(),
        captures: Vec::new(),
        observations: Vec::new(),
    }
}

/// Reads the file: the person without what hangs on them, and keys the layout does not have.
pub(super) fn read(slug: &str, text: &str) -> Result<(PersonContent, Vec<String>), Fault> {
    let page = frontmatter::split(text)?;
    let (keys, unknown): (Keys, _) = frontmatter::parse(page.yaml, &KEYS)?;
    let words = |text: Option<Text>| text.map(|text| text.0).unwrap_or_default();
    let person = PersonContent {
        pronouns: words(keys.pronouns),
        role: words(keys.role),
        level: words(keys.level),
        joined: keys.joined.map(|day| day.0),
        cadence: Cadence {
            rhythm: keys.cadence.map_or(UNTOLD.rhythm, |often| often.0),
            weekday: keys.weekday.map_or(UNTOLD.weekday, |day| day.0),
            time: keys.time.map_or(UNTOLD.time, |time| time.0),
            minutes: keys.minutes.map_or(UNTOLD.minutes, |length| length.0),
        },
        about: page.body.unwrap_or_default().to_owned(),
        ..named(slug, &keys.name.0)
    };
    Ok((person, unknown))
}

/// Writes the file.
pub(super) fn write(person: &PersonContent) -> String {
    let mut out = format!("---\nname: {}\n", yaml::plain(&person.name));
    for (key, text) in [("pronouns", &person.pronouns), ("role", &person.role), ("level", &person.level)] {
        if !text.is_empty() {
            let _ = writeln!(out, "{key}: {}", yaml::plain(text));
        }
    }
    if let Some(joined) = person.joined {
        let _ = writeln!(out, "joined: {joined}");
    }
    let Cadence { rhythm, weekday, time, minutes } = person.cadence;
    match rhythm {
        Rhythm::Weeks { n: 1 } => out.push_str("cadence: weekly\n"),
        Rhythm::Weeks { n } => {
            let _ = writeln!(out, "cadence: every {n} weeks");
        }
        // The nearest the layout has; the exact rhythm is in `rapport.json`.
        Rhythm::MonthWeekday { .. } => out.push_str("cadence: every 4 weeks\n"),
        Rhythm::None => {}
    }
    let weekday = DAYS[weekday.num_days_from_monday() as usize];
    let _ = writeln!(out, "weekday: {weekday}\ntime: \"{}\"\nminutes: {minutes}\n---", time.format("%H:%M"));
    if !person.about.is_empty() {
        let _ = writeln!(out, "\n{}", person.about);
    }
    out
}
