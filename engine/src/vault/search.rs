//! Full-text search over notes, follow-ups, goals, people and captures.
//! How a query reads is the model's `search`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::search::{SearchDraft, SearchResults};

impl Vault {
    /// Finds words, case and accents ignored; the last word may be unfinished.
    pub fn search(&self, _draft: &SearchDraft, _now: Now) -> Result<SearchResults> {
        Err(Error::internal("search"))
    }
}
