//! Commands: The question bank. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::{PersonId, QuestionId};
use engine::model::question::{Question, QuestionBank, QuestionDraft};
use tauri::State;

/// The bank as it is offered for a person.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn questions(session: State<'_, Session>, person: PersonId) -> Result<QuestionBank> {
    session.read(|vault, now| vault.questions(person, now))
}

/// Adds a question of one's own.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_question(session: State<'_, Session>, draft: QuestionDraft) -> Result<Question> {
    session.write(|vault, now| vault.add_question(&draft, now))
}

/// Removes a question of one's own.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_question(session: State<'_, Session>, question: QuestionId) -> Result<()> {
    session.write(|vault, _| vault.remove_question(question))
}

/// Sets for how many weeks a question is not suggested again.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_weeks_apart(session: State<'_, Session>, weeks: u16) -> Result<()> {
    session.write(|vault, _| vault.set_weeks_apart(weeks))
}
