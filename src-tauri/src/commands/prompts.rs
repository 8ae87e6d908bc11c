//! Commands: Prompts, the alarm budget, and a quarter in one line. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use chrono::NaiveDate;
use engine::Result;
use engine::model::id::PersonId;
use engine::model::trend::{AlarmBudget, FreshStart, OutcomeDraft, Prompt, PromptRecord, PromptsPage, QuarterLine};
use tauri::State;

/// Prompts of one person, or of everyone.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn prompts(session: State<'_, Session>, person: Option<PersonId>) -> Result<PromptsPage> {
    session.read(|vault, now| vault.prompts(person, now))
}

/// Tells what became of a prompt.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn close_prompt(session: State<'_, Session>, draft: OutcomeDraft) -> Result<Prompt> {
    session.write(|vault, now| vault.close_prompt(&draft, now))
}

/// How often the prompts were right.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn prompt_record(session: State<'_, Session>) -> Result<PromptRecord> {
    session.read(|vault, now| vault.prompt_record(now))
}

/// "This is the new normal."
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn fresh_start(session: State<'_, Session>, start: FreshStart) -> Result<()> {
    session.write(|vault, now| vault.fresh_start(start, now))
}

/// Takes a new normal back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_fresh_start(session: State<'_, Session>, start: FreshStart) -> Result<()> {
    session.write(|vault, _| vault.remove_fresh_start(start))
}

/// How many prompts a year the manager wants, and what that misses.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn alarm_budget(session: State<'_, Session>) -> Result<AlarmBudget> {
    session.read(|vault, _| vault.alarm_budget())
}

/// Chooses 2, 4 or 8 prompts a year for the team.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn set_alarm_budget(session: State<'_, Session>, a_year: u8) -> Result<AlarmBudget> {
    session.write(|vault, _| vault.set_alarm_budget(a_year))
}

/// What the 13 weeks up to a day say about each indicator.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn quarter(session: State<'_, Session>, person: PersonId, to: NaiveDate) -> Result<Vec<QuarterLine>> {
    session.read(|vault, _| vault.quarter(person, to))
}
