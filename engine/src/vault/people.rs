//! People and the team: rows in and out.
//! What is waiting between two people is in `agenda`, `meetings` and `follow_ups`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::{CaptureId, PersonId};
use crate::model::pages::{PersonPage, Sidebar};
use crate::model::person::{Person, PersonDraft, PersonSummary};
use crate::model::team::Team;

impl Vault {
    /// The team.
    pub fn team(&self) -> Result<Team> {
        Err(Error::internal("team"))
    }
    /// Renames the team or its manager.
    pub fn edit_team(&mut self, _team: &Team) -> Result<()> {
        Err(Error::internal("edit_team"))
    }
    /// People who are not archived, soonest next 1:1 first.
    pub fn people(&self, _now: Now) -> Result<Vec<PersonSummary>> {
        Err(Error::internal("people"))
    }
    /// One person.
    pub fn person(&self, _id: PersonId) -> Result<Person> {
        Err(Error::internal("person"))
    }
    /// Finds a person by id, name or an unambiguous part of the name, case and accents ignored.
    pub fn find_person(&self, _text: &str) -> Result<Person> {
        Err(Error::internal("find_person"))
    }
    /// Stores a new person.
    pub fn add_person(&mut self, _draft: &PersonDraft, _now: Now) -> Result<Person> {
        Err(Error::internal("add_person"))
    }
    /// Changes a person; a new role or level becomes dated history.
    pub fn edit_person(&mut self, _id: PersonId, _draft: &PersonDraft, _now: Now) -> Result<Person> {
        Err(Error::internal("edit_person"))
    }
    /// Takes a person out of the lists from today on; nothing is deleted.
    pub fn archive_person(&mut self, _id: PersonId, _now: Now) -> Result<()> {
        Err(Error::internal("archive_person"))
    }
    /// Brings an archived person back.
    pub fn restore_person(&mut self, _id: PersonId) -> Result<()> {
        Err(Error::internal("restore_person"))
    }
    /// What stands in the sidebar.
    pub fn sidebar(&self, _now: Now) -> Result<Sidebar> {
        Err(Error::internal("sidebar"))
    }
    /// A person's page.
    pub fn person_page(&self, _id: PersonId, _now: Now) -> Result<PersonPage> {
        Err(Error::internal("person_page"))
    }
    /// Puts a thought into the person's inbox; committed when this returns.
    pub fn add_capture(&mut self, _person: PersonId, _text: &str, _now: Now) -> Result<CaptureId> {
        Err(Error::internal("add_capture"))
    }
    /// Takes a capture out of the inbox.
    pub fn sort_capture(&mut self, _id: CaptureId, _now: Now) -> Result<()> {
        Err(Error::internal("sort_capture"))
    }
}
