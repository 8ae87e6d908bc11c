//! Observations: the check-in rail in, rows for the trends out.
//! What a row of them says is the model's `trend`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::indicator::{CheckInRow, Indicator, ObservationDraft};
use crate::model::pages::{Range, TrendsPage};

impl Vault {
    /// The scales in order, retired ones last.
    pub fn indicators(&self) -> Result<Vec<Indicator>> {
        Err(Error::internal("indicators"))
    }
    /// Stores a tap on the rail and returns the rail.
    pub fn observe(&mut self, _draft: &ObservationDraft) -> Result<Vec<CheckInRow>> {
        Err(Error::internal("observe"))
    }
    /// The Trends tab of a person.
    pub fn trends(&self, _person: PersonId, _range: Range, _now: Now) -> Result<TrendsPage> {
        Err(Error::internal("trends"))
    }
}
