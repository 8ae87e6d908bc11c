//! A step: one change that can be taken back, in words.
//! How it is taken back is the vault's `undo`.

use serde::{Deserialize, Serialize};

/// One change that can be taken back, or brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct UndoStep {
    /// Grows with each change; 0 is none.
    pub id: u32,
    /// What was done, as a heading: `Follow-up kept`, `3 follow-ups moved`.
    pub what: String,
    /// Too small to be told of each time, such as one step of a check-in.
    pub quiet: bool,
}
