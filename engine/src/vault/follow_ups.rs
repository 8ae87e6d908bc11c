//! Follow-ups: kept, dropped, reopened; the line in the note follows.
//! How a line is read is the model's `note`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpDraft};
use crate::model::id::{FollowUpId, PersonId};
use crate::model::pages::FollowUpsPage;
use chrono::NaiveDate;

impl Vault {
    /// One follow-up.
    pub fn follow_up(&self, _id: FollowUpId) -> Result<FollowUp> {
        Err(Error::internal("follow_up"))
    }
    /// Follow-ups of one person, or of everyone, with the kept rates.
    pub fn follow_ups(&self, _person: Option<PersonId>, _now: Now) -> Result<FollowUpsPage> {
        Err(Error::internal("follow_ups"))
    }
    /// Adds a follow-up that stands in no note.
    pub fn add_follow_up(&mut self, _draft: &FollowUpDraft, _now: Now) -> Result<FollowUp> {
        Err(Error::internal("add_follow_up"))
    }
    /// Changes owner, text or date, in its note too.
    pub fn edit_follow_up(&mut self, _id: FollowUpId, _draft: &FollowUpDraft, _now: Now) -> Result<FollowUp> {
        Err(Error::internal("edit_follow_up"))
    }
    /// Kept, today.
    pub fn keep_follow_up(&mut self, _id: FollowUpId, _now: Now) -> Result<FollowUp> {
        Err(Error::internal("keep_follow_up"))
    }
    /// Open again.
    pub fn reopen_follow_up(&mut self, _id: FollowUpId, _now: Now) -> Result<FollowUp> {
        Err(Error::internal("reopen_follow_up"))
    }
    /// Not going to happen; `reason` may be empty.
    pub fn drop_follow_up(&mut self, _id: FollowUpId, _reason: &str, _now: Now) -> Result<FollowUp> {
        Err(Error::internal("drop_follow_up"))
    }
    /// Waits until a day; none takes the wait away.
    pub fn nudge_follow_up(&mut self, _id: FollowUpId, _on: Option<NaiveDate>) -> Result<FollowUp> {
        Err(Error::internal("nudge_follow_up"))
    }
}
