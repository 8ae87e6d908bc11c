//! Goals with milestones, next step, check-ins and evidence.
//! The rule of quiet is the model's `goal`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::goal::{EvidenceDraft, Goal, GoalCheckIn, GoalDraft};
use crate::model::id::{EvidenceId, GoalId, PersonId};
use crate::model::pages::GoalsPage;

impl Vault {
    /// Goals of one person, or of everyone.
    pub fn goals(&self, _person: Option<PersonId>, _now: Now) -> Result<GoalsPage> {
        Err(Error::internal("goals"))
    }
    /// One goal.
    pub fn goal(&self, _id: GoalId) -> Result<Goal> {
        Err(Error::internal("goal"))
    }
    /// Stores a new goal.
    pub fn add_goal(&mut self, _draft: &GoalDraft, _now: Now) -> Result<Goal> {
        Err(Error::internal("add_goal"))
    }
    /// Changes a goal, its milestones and its next step.
    pub fn edit_goal(&mut self, _id: GoalId, _draft: &GoalDraft, _now: Now) -> Result<Goal> {
        Err(Error::internal("edit_goal"))
    }
    /// Deletes a goal with all that hangs on it.
    pub fn remove_goal(&mut self, _id: GoalId) -> Result<()> {
        Err(Error::internal("remove_goal"))
    }
    /// Stores a check-in; one a day, the later one stays.
    pub fn check_in_goal(&mut self, _id: GoalId, _check_in: &GoalCheckIn) -> Result<Goal> {
        Err(Error::internal("check_in_goal"))
    }
    /// Keeps words from a note; they must stand in it.
    pub fn add_evidence(&mut self, _draft: &EvidenceDraft) -> Result<Goal> {
        Err(Error::internal("add_evidence"))
    }
    /// Takes a piece of evidence back.
    pub fn remove_evidence(&mut self, _id: EvidenceId) -> Result<Goal> {
        Err(Error::internal("remove_evidence"))
    }
}
