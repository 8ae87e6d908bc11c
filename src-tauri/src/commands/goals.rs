//! Commands: Goals. Each takes the session and calls one engine function.
//! No rules live here.

use crate::session::Session;
use engine::Result;
use engine::model::goal::{EvidenceDraft, EvidenceKind, Goal, GoalCheckIn, GoalDraft};
use engine::model::id::{EvidenceId, GoalId, PersonId};
use engine::model::pages::GoalsPage;
use tauri::State;

/// Goals of one person, or of everyone.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn goals(session: State<'_, Session>, person: Option<PersonId>) -> Result<GoalsPage> {
    session.read(|vault, now| vault.goals(person, now))
}

/// Stores a new goal.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_goal(session: State<'_, Session>, draft: GoalDraft) -> Result<Goal> {
    session.write(|vault, now| vault.add_goal(&draft, now))
}

/// Changes a goal.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_goal(session: State<'_, Session>, goal: GoalId, draft: GoalDraft) -> Result<Goal> {
    session.write(|vault, now| vault.edit_goal(goal, &draft, now))
}

/// Deletes a goal.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_goal(session: State<'_, Session>, goal: GoalId) -> Result<()> {
    session.write(|vault, _| vault.remove_goal(goal))
}

/// Stores a check-in on a goal.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn check_in_goal(session: State<'_, Session>, goal: GoalId, check_in: GoalCheckIn) -> Result<Goal> {
    session.write(|vault, _| vault.check_in_goal(goal, &check_in))
}

/// Keeps words from a note as evidence.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn add_evidence(session: State<'_, Session>, draft: EvidenceDraft) -> Result<Goal> {
    session.write(|vault, _| vault.add_evidence(&draft))
}

/// Says anew how a piece of evidence came.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn edit_evidence(session: State<'_, Session>, evidence: EvidenceId, kind: EvidenceKind) -> Result<Goal> {
    session.write(|vault, _| vault.edit_evidence(evidence, kind))
}

/// Takes a piece of evidence back.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn remove_evidence(session: State<'_, Session>, evidence: EvidenceId) -> Result<Goal> {
    session.write(|vault, _| vault.remove_evidence(evidence))
}
