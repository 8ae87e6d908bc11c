//! The whole content in and out as plain values.
//! Files are the crate's `transfer`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::transfer::{Content, ImportReport};

impl Vault {
    /// Everything, or one person.
    pub fn content(&self, _person: Option<PersonId>) -> Result<Content> {
        Err(Error::internal("content"))
    }
    /// What `merge` would add; changes nothing.
    pub fn plan_merge(&mut self, _content: &Content, _now: Now) -> Result<ImportReport> {
        Err(Error::internal("plan_merge"))
    }
    /// Adds what is not there yet, in one transaction; what is there stays as it is.
    pub fn merge(&mut self, _content: &Content, _now: Now) -> Result<ImportReport> {
        Err(Error::internal("merge"))
    }
}
