//! Writing a whole folder of the layout beside its place, then renaming it there.
//! How a single file looks is with its noun.

use super::rest::{Exact, PersonRest, Rest, Value};
use super::{PEOPLE, PERSON, REST, TEAM, goal, is_file_name, meeting, person, rest, team};
use crate::error::{Error, Result};
use crate::model::goal::GoalState;
use crate::model::name;
use crate::model::transfer::{Content, ExportReport, PersonContent};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes `content` into `dir`, which is empty or not there yet.
pub(in super::super) fn write(content: &Content, dir: &Path, today: NaiveDate) -> Result<ExportReport> {
    let files = files(content, today)?;
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file() {
        return Err(Error::AlreadyExists { what: "folder".to_owned() });
    }
    let beside = beside(dir)?;
    let written = fill(&beside, &files).and_then(|()| {
        // An empty folder may be in the way on some systems.
        if dir.is_dir() {
            fs::remove_dir(dir)?;
        }
        fs::rename(&beside, dir)
    });
    if let Err(error) = written {
        // The error that stopped it is the one to report.
        let _ = fs::remove_dir_all(&beside);
        return Err(of_io(&error));
    }
    Ok(ExportReport {
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
        bytes: files.values().map(|text| text.len() as u64).sum(),
    })
}

/// Every file of the folder: path with `/` → text.
fn files(content: &Content, today: NaiveDate) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut rest = Rest::default();
    rest.rows.clone_from(&content.rows);
    if let Some(team) = &content.team {
        let text = team::write(team, today);
        if team::read(&text).map(|read| read.0).ok().as_ref() != Some(team) {
            rest.exact.insert(TEAM.to_owned(), Exact::new(&text, Value::Team(team.clone())));
        }
        files.insert(TEAM.to_owned(), text);
    }
    let mut slugs = BTreeSet::new();
    for person in &content.people {
        if !is_file_name(&person.slug) || super::slug(&person.slug) != person.slug || !slugs.insert(&person.slug) {
            return Err(Error::internal("slug of a person"));
        }
        person_files(person, &mut files, &mut rest)?;
    }
    if let Some(text) = rest::write(&rest) {
        files.insert(REST.to_owned(), text);
    }
    Ok(files)
}

fn person_files(person: &PersonContent, files: &mut BTreeMap<String, String>, rest: &mut Rest) -> Result<()> {
    let dir = format!("{PEOPLE}{}/", person.slug);
    let handle = name::handle(&person.slug);
    let mut bodies = BTreeMap::new();
    let (mut filed, mut apart) = (Vec::new(), Vec::new());
    for meeting in &person.meetings {
        let path = format!("{dir}{}.md", meeting.date);
        if !meeting::has_file(meeting) || files.contains_key(&path) {
            apart.push(meeting.clone());
            continue;
        }
        let text = meeting::write(meeting);
        let mut read = meeting::read(meeting.date, handle, &text).ok().map(|read| read.meeting);
        if let Some(read) = &mut read {
            read.not_observed.clone_from(&meeting.not_observed);
            read.drop_reasons.clone_from(&meeting.drop_reasons);
        }
        if read.as_ref() != Some(meeting) {
            rest.exact.insert(path.clone(), Exact::new(&text, Value::Meeting(meeting.clone())));
        }
        let body = super::super::frontmatter::split(&text).ok().and_then(|page| page.body.map(str::to_owned));
        bodies.insert(meeting.date, body.unwrap_or_default());
        files.insert(path, text);
        filed.push(meeting);
    }
    let mut goal_slugs = BTreeSet::new();
    for goal in &person.goals {
        if !is_file_name(&goal.slug) || !goal_slugs.insert(&goal.slug) {
            return Err(Error::internal("slug of a goal"));
        }
        let path = format!("{dir}goals/{}.md", goal.slug);
        let text = goal::write(goal);
        let stem = super::slug(&goal.slug);
        let mut read = goal::read(&stem, &text, &bodies).ok().map(|read| read.0);
        if let Some(read) = &mut read
            && goal.state == GoalState::LetGo
        {
            read.state = goal.state;
        }
        if read.as_ref() != Some(goal) {
            rest.exact.insert(path.clone(), Exact::new(&text, Value::Goal(goal.clone())));
        }
        files.insert(path, text);
    }
    let own = PersonContent { meetings: Vec::new(), goals: Vec::new(), ..person.clone() };
    let beyond = PersonRest::of(person, &filed, apart);
    let path = format!("{dir}{PERSON}");
    let text = person::write(person);
    let mut read = person::read(&person.slug, &text).ok().map(|read| read.0);
    if let Some(read) = &mut read {
        beyond.clone().give(read);
        read.meetings.clear();
    }
    if read.as_ref() != Some(&own) {
        let value = Value::Person(Box::new(bare(&own)));
        rest.exact.insert(path.clone(), Exact::new(&text, value));
    }
    files.insert(path, text);
    if !beyond.is_empty() {
        rest.people.insert(person.slug.clone(), beyond);
    }
    Ok(())
}

/// A person with only what `_person.md` says.
fn bare(person: &PersonContent) -> PersonContent {
    PersonContent {
        notes: Vec::new(),
        follow_ups: Vec::new(),
        agenda: Vec::new(),
        captures: Vec::new(),
        observations: Vec::new(),
        roles: Vec::new(),
        ..person.clone()
    }
}

/// A new folder next to `dir`, readable by nobody else.
fn beside(dir: &Path) -> Result<PathBuf> {
    let nowhere = || Error::invalid("dir", "Choose a folder to put the files in.");
    let name = dir.file_name().ok_or_else(nowhere)?.to_string_lossy();
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for attempt in 0..100 {
        let path = parent.join(format!(".{name}.part{attempt}"));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&path) {
            Ok(()) => return Ok(path),
            // Left by an export that was cut off.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Error::invalid("dir", "Make the folder around it first, or choose another."));
            }
            Err(error) => return Err(of_io(&error)),
        }
    }
    Err(Error::AlreadyExists { what: "folder".to_owned() })
}

fn fill(dir: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    for (path, text) in files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

fn of_io(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Error::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        _ => Error::internal("write files"),
    }
}
