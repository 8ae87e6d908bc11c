//! Commands: which scales are asked, and whether any are. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::id::{IndicatorId, PersonId};
use engine::model::indicator::{CheckInChoices, Indicator, IndicatorDraft, IndicatorOrder, Keeping};
use tauri::State;

/// What is chosen about check-ins, for the whole vault.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn check_in_choices(session: State<'_, Session>) -> Result<CheckInChoices> {
    session.read(|vault, _| vault.check_in_choices())
}

/// Puts check-ins away everywhere, or brings them back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn choose_keeping(session: State<'_, Session>, keeping: Keeping) -> Result<()> {
    session.write(|vault, _| vault.choose_keeping(keeping))
}

/// Asks for check-ins about a person from now on.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn ask_check_ins(session: State<'_, Session>, person: PersonId) -> Result<()> {
    session.write(|vault, _| vault.ask_check_ins(person))
}

/// Asks for no check-ins about a person.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn stop_check_ins(session: State<'_, Session>, person: PersonId) -> Result<()> {
    session.write(|vault, _| vault.stop_check_ins(person))
}

/// Stores a new scale.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_indicator(session: State<'_, Session>, draft: IndicatorDraft) -> Result<Indicator> {
    session.write(|vault, now| vault.add_indicator(&draft, now))
}

/// Changes the words of a scale.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_indicator(session: State<'_, Session>, indicator: IndicatorId, draft: IndicatorDraft) -> Result<Indicator> {
    session.write(|vault, _| vault.edit_indicator(indicator, &draft))
}

/// Puts the scales into a new order.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn order_indicators(session: State<'_, Session>, order: IndicatorOrder) -> Result<Vec<Indicator>> {
    session.write(|vault, _| vault.order_indicators(&order))
}

/// Asks a scale no more.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn retire_indicator(session: State<'_, Session>, indicator: IndicatorId) -> Result<Vec<Indicator>> {
    session.write(|vault, _| vault.retire_indicator(indicator))
}

/// Asks a retired scale again.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn restore_indicator(session: State<'_, Session>, indicator: IndicatorId) -> Result<Vec<Indicator>> {
    session.write(|vault, _| vault.restore_indicator(indicator))
}
