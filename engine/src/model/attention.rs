//! What the manager gave to each person, in counts: to see one's own habits, not theirs.
//! Nothing here says how anyone is; counts are shown as they are, without a mean and without an order of worth.

use super::person::Person;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What one person got in a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Attention {
    /// Who.
    pub person: Person,
    /// 1:1s that took place.
    pub held: u32,
    /// Minutes of them.
    pub minutes: u32,
    /// Notes with words in them.
    pub notes: u32,
    /// 1:1s that touched career and growth.
    pub career_talks: u32,
    /// Praise: passages marked as such, and praise told from the queue.
    pub praise: u32,
    /// 1:1s the manager missed.
    pub cancelled_by_me: u32,
    /// Times the manager gave a 1:1 another day.
    pub moved_by_me: u32,
}

/// Everyone in the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AttentionPage {
    /// First day counted.
    pub from: NaiveDate,
    /// Last day counted.
    pub to: NaiveDate,
    /// In the order of entry.
    pub rows: Vec<Attention>,
}
