//! Commands: folders in and out.
//! Paths never come from the window: a dialog here asks for them.

use crate::dialog;
use crate::session::Session;
use chrono::Datelike;
use engine::model::transfer::{ExportReport, ImportReport};
use engine::{Result, transfer};
use tauri::{AppHandle, State};

/// Asks for a folder and says what an import would add; none when no folder was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn plan_import(app: AppHandle, session: State<'_, Session>) -> Result<Option<ImportReport>> {
    let Some(path) = dialog::open_folder(&app)? else { return Ok(None) };
    let read = transfer::read(&path)?;
    let report = session.write(|vault, now| vault.plan_merge(&read.content, now))?;
    let report = with_reading(report, &read);
    session.keep_import(read)?;
    Ok(Some(report))
}

/// Asks for a CSV of check-ins and says what an import would add; none when no file was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn plan_check_ins(app: AppHandle, session: State<'_, Session>) -> Result<Option<ImportReport>> {
    let Some(path) = dialog::open_csv(&app)? else { return Ok(None) };
    let (read, report) = session.write(|vault, now| {
        let indicators = vault.indicators()?;
        let scales: Vec<_> = indicators.iter().map(|one| (one.key.as_str(), one.name.as_str())).collect();
        let mut read = transfer::read_on(&path, &scales)?;
        vault.know_people(&mut read.content)?;
        let report = vault.plan_merge(&read.content, now)?;
        Ok((read, report))
    })?;
    let report = with_reading(report, &read);
    session.keep_import(read)?;
    Ok(Some(report))
}

/// Adds what `plan_import` or `plan_check_ins` read.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn run_import(session: State<'_, Session>) -> Result<ImportReport> {
    let read = session.take_import()?;
    let report = session.write(|vault, now| vault.merge(&read.content, now))?;
    Ok(with_reading(report, &read))
}

/// Asks for a folder and writes everything into a new one inside it.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn export_folder(app: AppHandle, session: State<'_, Session>) -> Result<Option<ExportReport>> {
    let Some(path) = dialog::open_folder(&app)? else { return Ok(None) };
    let (content, day) = session.read(|vault, now| Ok((vault.content(None)?, now.date_naive())))?;
    transfer::write_layout(&content, &path.join(format!("rapport-{day}")), day).map(Some)
}

/// Fills the vault with the sample team, its dates moved by whole weeks into the present one.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn load_sample_team(session: State<'_, Session>) -> Result<()> {
    fill_with_sample_team(&session)
}

/// What `load_sample_team` and `--demo` share.
pub fn fill_with_sample_team(session: &Session) -> Result<()> {
    let (mut read, sample_today) = transfer::sample_team()?;
    session.write(|vault, now| {
        let monday = |day: chrono::NaiveDate| {
            i64::from(day.num_days_from_ce()) - i64::from(day.weekday().num_days_from_monday())
        };
        let weeks = (monday(now.date_naive()) - monday(sample_today)) / 7;
        transfer::shift_weeks(&mut read.content, weeks);
        vault.merge(&read.content, now).map(|_| ())
    })
}

fn with_reading(mut report: ImportReport, read: &transfer::ReadContent) -> ImportReport {
    report.format.clone_from(&read.format);
    report.skipped.extend(read.skipped.iter().cloned());
    report.warnings.extend(read.warnings.iter().cloned());
    report
}
