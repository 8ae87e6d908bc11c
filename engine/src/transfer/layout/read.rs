//! Reading a whole folder of the layout: each file by itself, so that a broken one stops no other.
//! What a single file says is with its noun.

use super::super::ReadContent;
use super::super::source::{Fault, Source};
use super::rest::{Exact, Rest, Value};
use super::{PEOPLE, PERSON, REST, TEAM, goal, meeting, person, rest, slug, team};
use crate::model::name;
use crate::model::transfer::{PersonContent, Skipped};
use crate::transfer::frontmatter;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a folder holds, and the day it stands at.
pub(in super::super) struct Folder {
    pub read: ReadContent,
    pub today: Option<NaiveDate>,
}

/// Reads the folder.
pub(in super::super) fn read(source: &Source<'_>) -> Folder {
    let mut reading = Reading { source, rest: Rest::default(), out: ReadContent::default(), taken: BTreeSet::new() };
    reading.out.format = "rapport".to_owned();
    if source.has(REST) {
        reading.rest = reading.take(REST, |text, _| rest::read(text)).unwrap_or_default();
    }
    let today = reading.team();
    let mut slugs = BTreeMap::new();
    for folder in reading.folders() {
        let name = slug(&folder);
        if name.is_empty() || slugs.contains_key(&name) {
            let path = format!("{PEOPLE}{folder}");
            reading.skip(&path, Fault::whole("Give this folder a name of letters that no other person has."));
            reading.taken_under(&format!("{path}/"));
            continue;
        }
        if let Some(person) = reading.person(&folder, &name) {
            reading.out.content.people.push(person);
        }
        slugs.insert(name, ());
    }
    reading.strays();
    reading.out.content.rows = std::mem::take(&mut reading.rest.rows);
    reading.out.content.people.sort_by(|one, other| one.slug.cmp(&other.slug));
    Folder { read: reading.out, today }
}

/// Meetings by day and time, goals by slug, everything else as it is.
pub(super) fn in_order(person: &mut PersonContent) {
    person.meetings.sort_by_key(|meeting| (meeting.date, meeting.time));
    person.goals.sort_by(|one, other| one.slug.cmp(&other.slug));
}

struct Reading<'s, 'a> {
    source: &'s Source<'a>,
    rest: Rest,
    out: ReadContent,
    /// Paths that were looked at.
    taken: BTreeSet<String>,
}

impl Reading<'_, '_> {
    fn skip(&mut self, path: &str, fault: Fault) {
        self.taken.insert(path.to_owned());
        self.out.skipped.push(Skipped { file: path.to_owned(), line: fault.line, reason: fault.reason });
    }

    fn warn_unknown(&mut self, path: &str, unknown: &[String]) {
        for key in unknown {
            self.out.warnings.push(format!("{path}: the layout has no key “{key}”; it was left out."));
        }
    }

    /// Reads one file, or notes down why not.
    fn take<T>(&mut self, path: &str, read: impl FnOnce(&str, Option<&Value>) -> Result<T, Fault>) -> Option<T> {
        self.taken.insert(path.to_owned());
        let read = self.source.text(path).and_then(|text| {
            let exact = self.rest.exact.get(path).and_then(|exact: &Exact| exact.of(&text));
            read(&text, exact)
        });
        read.map_err(|fault| self.skip(path, fault)).ok()
    }

    fn team(&mut self) -> Option<NaiveDate> {
        if !self.source.has(TEAM) {
            return None;
        }
        let (team, today, unknown) = self.take(TEAM, |text, exact| {
            let read = team::read(text);
            match exact {
                Some(Value::Team(team)) => Ok((team.clone(), read.ok().and_then(|(_, today, _)| today), Vec::new())),
                _ => read,
            }
        })?;
        self.warn_unknown(TEAM, &unknown);
        self.out.content.team = Some(team);
        today
    }

    /// Names of the folders under `people/`.
    fn folders(&self) -> Vec<String> {
        let names = self.source.entries.keys().filter_map(|path| path.strip_prefix(PEOPLE)?.split_once('/'));
        let mut names: Vec<_> = names.map(|(name, _)| name.to_owned()).collect();
        names.dedup();
        names
    }

    /// Files directly in a folder: (path, name without `.md`).
    fn pages(&self, folder: &str) -> Vec<(String, String)> {
        let names = self.source.entries.keys().filter_map(|path| Some((path, path.strip_prefix(folder)?)));
        let pages = names.filter(|(_, name)| !name.contains('/'));
        pages.filter_map(|(path, name)| Some((path.clone(), name.strip_suffix(".md")?.to_owned()))).collect()
    }

    fn taken_under(&mut self, folder: &str) -> usize {
        let paths: Vec<_> = self.source.entries.keys().filter(|path| path.starts_with(folder)).cloned().collect();
        let count = paths.len();
        self.taken.extend(paths);
        count
    }

    fn person(&mut self, folder: &str, name: &str) -> Option<PersonContent> {
        let dir = format!("{PEOPLE}{folder}/");
        let path = format!("{dir}{PERSON}");
        let read = self.take(&path, |text, exact| match exact {
            Some(Value::Person(person)) => {
                Ok((PersonContent { slug: name.to_owned(), ..(**person).clone() }, Vec::new()))
            }
            _ => person::read(name, text),
        });
        let Some((mut person, unknown)) = read else {
            let others = self.taken_under(&dir).saturating_sub(1);
            if others > 0 {
                let reason = format!("{others} files wait for this person. Correct {path} and import again.");
                self.skip(dir.trim_end_matches('/'), Fault::whole(reason));
            }
            return None;
        };
        self.warn_unknown(&path, &unknown);
        let handle = name::handle(name);
        let mut bodies = BTreeMap::new();
        for (path, stem) in self.pages(&dir) {
            if path.ends_with(PERSON) {
                continue;
            }
            let Some(date) = frontmatter::day(&stem) else {
                self.skip(&path, Fault::whole("Name this file after the day of the 1:1, as YYYY-MM-DD.md."));
                continue;
            };
            // A quote may stand in a file that could not be taken itself.
            if let Ok(text) = self.source.text(&path) {
                let body = frontmatter::split(&text).ok().and_then(|page| page.body.map(str::to_owned));
                bodies.insert(date, body.unwrap_or_default());
            }
            let read = self.take(&path, |text, exact| match exact {
                Some(Value::Meeting(meeting)) => {
                    Ok(meeting::Read { meeting: meeting.clone(), unknown: Vec::new(), strangers: Vec::new() })
                }
                _ => meeting::read(date, handle, text),
            });
            let Some(read) = read else { continue };
            self.warn_unknown(&path, &read.unknown);
            for line in read.strangers {
                self.out.warnings.push(format!(
                    "{path}, line {line}: this task is neither yours (@me) nor theirs (@{handle}); it stays a line of the note."
                ));
            }
            person.meetings.push(read.meeting);
        }
        for (path, stem) in self.pages(&format!("{dir}goals/")) {
            let read = self.take(&path, |text, exact| match exact {
                Some(Value::Goal(goal)) => Ok((goal.clone(), Vec::new())),
                _ => goal::read(&slug_of_goal(&stem)?, text, &bodies),
            });
            let Some((goal, unknown)) = read else { continue };
            self.warn_unknown(&path, &unknown);
            person.goals.push(goal);
        }
        self.rest.people.remove(name).unwrap_or_default().give(&mut person);
        Some(person)
    }

    /// What is in the folder and belongs to nothing.
    fn strays(&mut self) {
        let strays: Vec<_> = self.source.entries.keys().filter(|path| !self.taken.contains(*path)).cloned().collect();
        for path in strays {
            if path == "README.md" {
                continue;
            }
            let fault = self.source.entries.get(&path).cloned().flatten();
            let other = || Fault::whole("The layout has no such file. Move it out of this folder.");
            self.skip(&path, fault.unwrap_or_else(other));
        }
    }
}

fn slug_of_goal(stem: &str) -> Result<String, Fault> {
    let slug = slug(stem);
    if slug.is_empty() { Err(Fault::whole("Give this file a name of letters.")) } else { Ok(slug) }
}
