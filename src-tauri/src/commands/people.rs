//! Commands: People and the team. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::{CaptureId, PersonId};
use engine::model::pages::{PersonPage, Sidebar};
use engine::model::person::{Person, PersonDraft};
use engine::model::team::Team;
use tauri::State;

/// What the vault is about.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn team(session: State<'_, Session>) -> Result<Team> {
    session.read(|vault, _| vault.team())
}

/// Renames the team or its manager.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_team(session: State<'_, Session>, draft: Team) -> Result<()> {
    session.write(|vault, _| vault.edit_team(&draft))
}

/// What stands in the sidebar.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn sidebar(session: State<'_, Session>) -> Result<Sidebar> {
    session.read(|vault, now| vault.sidebar(now))
}

/// A person's page.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn person(session: State<'_, Session>, person: PersonId) -> Result<PersonPage> {
    session.read(|vault, now| vault.person_page(person, now))
}

/// Stores a new person.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_person(session: State<'_, Session>, draft: PersonDraft) -> Result<Person> {
    session.write(|vault, now| vault.add_person(&draft, now))
}

/// Changes a person.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_person(session: State<'_, Session>, person: PersonId, draft: PersonDraft) -> Result<Person> {
    session.write(|vault, now| vault.edit_person(person, &draft, now))
}

/// Puts a thought into a person's inbox.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_capture(session: State<'_, Session>, person: PersonId, text: String) -> Result<CaptureId> {
    session.write(|vault, now| vault.add_capture(person, &text, now))
}

/// Takes a capture out of the inbox.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn sort_capture(session: State<'_, Session>, capture: CaptureId) -> Result<()> {
    session.write(|vault, now| vault.sort_capture(capture, now))
}
