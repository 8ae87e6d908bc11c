//! `_team.md`: the team's name, its manager, and a paragraph.
//! The people in it are in `person`.

use super::super::frontmatter::{self, Day, Text, Title};
use super::super::source::Fault;
use super::super::yaml;
use crate::model::team::Team;
use chrono::NaiveDate;
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
struct Keys {
    team: Title,
    manager: Option<Text>,
    today: Option<Day>,
}

/// Reads the file: the team, the day the folder stands at, and keys the layout does not have.
pub(super) fn read(text: &str) -> Result<(Team, Option<NaiveDate>, Vec<String>), Fault> {
    let page = frontmatter::split(text)?;
    let (keys, unknown): (Keys, _) = frontmatter::parse(page.yaml, &["team", "manager", "today"])?;
    let team = Team {
        name: keys.team.0,
        manager: keys.manager.map(|text| text.0).unwrap_or_default(),
        about: page.body.unwrap_or_default().to_owned(),
    };
    Ok((team, keys.today.map(|day| day.0), unknown))
}

/// Writes the file.
pub(super) fn write(team: &Team, today: NaiveDate) -> String {
    let mut out = format!("---\nteam: {}\n", yaml::plain(&team.name));
    if !team.manager.is_empty() {
        let _ = writeln!(out, "manager: {}", yaml::plain(&team.manager));
    }
    let _ = writeln!(out, "today: {today}\n---");
    if !team.about.is_empty() {
        let _ = writeln!(out, "\n{}", team.about);
    }
    out
}
