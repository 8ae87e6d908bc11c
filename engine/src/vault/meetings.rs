//! Meetings: begun, ended, planned, moved, missed.
//! Notes are in `notes`, what waits for a meeting in `agenda`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::{MeetingId, PersonId};
use crate::model::meeting::{Meeting, MeetingDraft, Side};
use crate::model::pages::{MeetingPage, WrapUp};
use chrono::{NaiveDate, NaiveTime};

impl Vault {
    /// One meeting.
    pub fn meeting(&self, _id: MeetingId) -> Result<Meeting> {
        Err(Error::internal("meeting"))
    }
    /// Begins a 1:1 now, or goes on with the one that runs with this person. A planned meeting of today is used; an empty note is made.
    ///
    /// Invalid when a meeting with somebody else runs.
    pub fn start_meeting(&mut self, _person: PersonId, _now: Now) -> Result<MeetingId> {
        Err(Error::internal("start_meeting"))
    }
    /// The meeting screen; also for a meeting that ended.
    pub fn meeting_page(&self, _id: MeetingId, _now: Now) -> Result<MeetingPage> {
        Err(Error::internal("meeting_page"))
    }
    /// Ends a running 1:1: minutes are counted, open agenda items are carried over.
    pub fn end_meeting(&mut self, _id: MeetingId, _now: Now) -> Result<WrapUp> {
        Err(Error::internal("end_meeting"))
    }
    /// Puts a 1:1 into the calendar.
    pub fn plan_meeting(&mut self, _draft: &MeetingDraft, _now: Now) -> Result<Meeting> {
        Err(Error::internal("plan_meeting"))
    }
    /// Gives a planned 1:1 another day; nothing that waits for it is lost.
    pub fn move_meeting(
        &mut self,
        _id: MeetingId,
        _date: NaiveDate,
        _time: NaiveTime,
        _by: Side,
        _now: Now,
    ) -> Result<Meeting> {
        Err(Error::internal("move_meeting"))
    }
    /// Marks a planned 1:1 as missed.
    pub fn miss_meeting(&mut self, _id: MeetingId, _by: Side) -> Result<Meeting> {
        Err(Error::internal("miss_meeting"))
    }
    /// Deletes a meeting with its note; follow-ups and waiting agenda items stay.
    pub fn remove_meeting(&mut self, _id: MeetingId) -> Result<()> {
        Err(Error::internal("remove_meeting"))
    }
    /// Sets the topics it touched, by key.
    pub fn set_topics(&mut self, _id: MeetingId, _topics: &[String]) -> Result<Meeting> {
        Err(Error::internal("set_topics"))
    }
}
