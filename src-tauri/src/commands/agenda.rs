//! Commands: Agenda items. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::{AgendaItemId, MeetingId, PersonId};
use engine::model::meeting::{AgendaItem, AgendaItemDraft};
use engine::model::pages::AgendaOrder;
use tauri::State;

/// Waiting items of a person.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn agenda(session: State<'_, Session>, person: PersonId) -> Result<Vec<AgendaItem>> {
    session.read(|vault, _| vault.agenda(person))
}

/// Adds an item.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_agenda_item(session: State<'_, Session>, draft: AgendaItemDraft) -> Result<AgendaItem> {
    session.write(|vault, now| vault.add_agenda_item(&draft, now))
}

/// Changes its words.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_agenda_item(session: State<'_, Session>, item: AgendaItemId, text: String) -> Result<AgendaItem> {
    session.write(|vault, _| vault.edit_agenda_item(item, &text))
}

/// Marks it as discussed.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn discuss_agenda_item(session: State<'_, Session>, item: AgendaItemId, meeting: MeetingId) -> Result<AgendaItem> {
    session.write(|vault, _| vault.discuss_agenda_item(item, meeting))
}

/// Lets it wait again.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn reopen_agenda_item(session: State<'_, Session>, item: AgendaItemId) -> Result<AgendaItem> {
    session.write(|vault, _| vault.reopen_agenda_item(item))
}

/// Deletes it.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_agenda_item(session: State<'_, Session>, item: AgendaItemId) -> Result<()> {
    session.write(|vault, _| vault.remove_agenda_item(item))
}

/// Puts waiting items in order.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn order_agenda(session: State<'_, Session>, person: PersonId, order: AgendaOrder) -> Result<Vec<AgendaItem>> {
    session.write(|vault, _| vault.order_agenda(person, &order))
}
