//! The team as a whole: its name and who manages it.
//! The people in it are in `person`.

use serde::{Deserialize, Serialize};

/// The team a vault is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// What the team is called; the vault's label when none was given.
    pub name: String,
    /// The manager's own name, as packets print it; empty when not told.
    pub manager: String,
    /// A paragraph about the team, Markdown.
    pub about: String,
}
