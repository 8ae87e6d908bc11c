//! Commands: A person's life cycle: roles, absences, leaving and coming back. Each takes the session and calls one
//! engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::absence::{Absence, AbsenceDraft};
use engine::model::id::{AbsenceId, PersonId};
use engine::model::person::{DatedRole, Person};
use tauri::State;

/// Takes a person out of the lists.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn archive_person(session: State<'_, Session>, person: PersonId) -> Result<()> {
    session.write(|vault, now| vault.archive_person(person, now))
}

/// Brings an archived person back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn restore_person(session: State<'_, Session>, person: PersonId) -> Result<()> {
    session.write(|vault, _| vault.restore_person(person))
}

/// People who left the team.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn archived_people(session: State<'_, Session>) -> Result<Vec<Person>> {
    session.read(|vault, _| vault.archived_people())
}

/// Writes down a role from a day on.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_role(session: State<'_, Session>, person: PersonId, role: DatedRole) -> Result<Vec<DatedRole>> {
    session.write(|vault, now| vault.set_role(person, &role, now))
}

/// Takes a role out of the history.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_role(session: State<'_, Session>, person: PersonId, since: NaiveDate) -> Result<Vec<DatedRole>> {
    session.write(|vault, now| vault.remove_role(person, since, now))
}

/// Writes down a stretch without 1:1s.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_absence(session: State<'_, Session>, draft: AbsenceDraft) -> Result<Absence> {
    session.write(|vault, now| vault.add_absence(&draft, now))
}

/// Changes its kind or days.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_absence(session: State<'_, Session>, absence: AbsenceId, draft: AbsenceDraft) -> Result<Absence> {
    session.write(|vault, _| vault.edit_absence(absence, &draft))
}

/// Takes it away.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_absence(session: State<'_, Session>, absence: AbsenceId) -> Result<()> {
    session.write(|vault, _| vault.remove_absence(absence))
}
