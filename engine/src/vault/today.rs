//! Today and the brief: what to know before a 1:1.
//! Each list's own rules are with its noun.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::pages::{Brief, Today};

impl Vault {
    /// The Today screen.
    pub fn today(&self, _now: Now) -> Result<Today> {
        Err(Error::internal("today"))
    }
    /// What to know before the next 1:1 with a person.
    pub fn brief(&self, _person: PersonId, _now: Now) -> Result<Brief> {
        Err(Error::internal("brief"))
    }
}
