//! Commands: Today and search: reads across people. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::attention::AttentionPage;
use engine::model::id::PersonId;
use engine::model::pages::{Brief, Range, Today};
use engine::model::search::{SearchDraft, SearchResults};
use tauri::State;

/// The Today screen.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn today(session: State<'_, Session>) -> Result<Today> {
    session.read(|vault, now| vault.today(now))
}

/// What to know before a 1:1.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn brief(session: State<'_, Session>, person: PersonId) -> Result<Brief> {
    session.read(|vault, now| vault.brief(person, now))
}

/// Finds words.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn search(session: State<'_, Session>, draft: SearchDraft) -> Result<SearchResults> {
    session.read(|vault, now| vault.search(&draft, now))
}

/// What everyone got of the manager's attention.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn attention(session: State<'_, Session>, range: Range) -> Result<AttentionPage> {
    session.read(|vault, now| vault.attention(range, now))
}
