//! Commands: Templates of 1:1s. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::MeetingId;
use engine::model::template::{Template, TemplateDraft};
use tauri::State;

/// All templates.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn templates(session: State<'_, Session>) -> Result<Vec<Template>> {
    session.read(|vault, _| vault.templates())
}

/// Adds a template of one's own.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_template(session: State<'_, Session>, draft: TemplateDraft) -> Result<Template> {
    session.write(|vault, now| vault.add_template(&draft, now))
}

/// Changes a template.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_template(session: State<'_, Session>, key: String, draft: TemplateDraft) -> Result<Template> {
    session.write(|vault, _| vault.edit_template(&key, &draft))
}

/// Brings a shipped template back; removes one of one's own.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn reset_template(session: State<'_, Session>, key: String) -> Result<()> {
    session.write(|vault, _| vault.reset_template(&key))
}

/// Puts a template into a meeting that has begun.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn apply_template(session: State<'_, Session>, meeting: MeetingId, key: String) -> Result<()> {
    session.write(|vault, now| vault.apply_template(meeting, &key, now))
}
