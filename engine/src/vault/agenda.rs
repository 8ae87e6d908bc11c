//! Agenda items: what waits between two people until it is discussed.
//! The meetings they are discussed in are in `meetings`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::{AgendaItemId, MeetingId, PersonId};
use crate::model::meeting::{AgendaItem, AgendaItemDraft};
use crate::model::pages::AgendaOrder;

impl Vault {
    /// Waiting items of a person, in order.
    pub fn agenda(&self, _person: PersonId) -> Result<Vec<AgendaItem>> {
        Err(Error::internal("agenda"))
    }
    /// Adds an item at the end.
    pub fn add_agenda_item(&mut self, _draft: &AgendaItemDraft, _now: Now) -> Result<AgendaItem> {
        Err(Error::internal("add_agenda_item"))
    }
    /// Changes its words.
    pub fn edit_agenda_item(&mut self, _id: AgendaItemId, _text: &str) -> Result<AgendaItem> {
        Err(Error::internal("edit_agenda_item"))
    }
    /// Marks it as discussed in a meeting.
    pub fn discuss_agenda_item(&mut self, _id: AgendaItemId, _meeting: MeetingId) -> Result<AgendaItem> {
        Err(Error::internal("discuss_agenda_item"))
    }
    /// Lets it wait again.
    pub fn reopen_agenda_item(&mut self, _id: AgendaItemId) -> Result<AgendaItem> {
        Err(Error::internal("reopen_agenda_item"))
    }
    /// Deletes it.
    pub fn remove_agenda_item(&mut self, _id: AgendaItemId) -> Result<()> {
        Err(Error::internal("remove_agenda_item"))
    }
    /// Puts the waiting items of a person in order.
    pub fn order_agenda(&mut self, _person: PersonId, _order: &AgendaOrder) -> Result<Vec<AgendaItem>> {
        Err(Error::internal("order_agenda"))
    }
}
