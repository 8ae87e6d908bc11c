//! The one error of the engine: a variant for each thing the caller can do about it.
//! No sentences for people and no secrets live here; the window and the terminal word them.

use serde::Serialize;

/// Why something was not done. Nothing is changed on disk when one of these is returned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "AppError", tag = "code", rename_all = "snake_case")]
pub enum Error {
    /// The vault is locked: ask for the passphrase.
    #[error("the vault is locked")]
    Locked,
    /// The passphrase or the recovery key does not open this vault.
    #[error("that does not open this vault")]
    WrongPassphrase,
    /// A value cannot be taken; `field` names the input, `reason` is a sentence in plain words.
    #[error("{field}: {reason}")]
    Invalid {
        /// The input the sentence belongs to, in the draft's own name.
        field: String,
        /// What to do about it; never repeats what was typed.
        reason: String,
    },
    /// No such thing (any more).
    #[error("there is no such {what}")]
    NotFound {
        /// The noun, as in the glossary.
        what: String,
    },
    /// It is there already and would have been overwritten.
    #[error("the {what} is there already")]
    AlreadyExists {
        /// The noun, as in the glossary.
        what: String,
    },
    /// Made by a newer version of Rapport; never touched by this one.
    #[error("made by a newer version")]
    NewerVault,
    /// Bytes are not what they were when they were written; `part` says which.
    #[error("the {part} is damaged")]
    Damaged {
        /// `header`, `database`, `backup`, …
        part: String,
    },
    /// The vault opens, but is not as it was left; nothing was written. Ask whether to go on.
    #[error("the vault is not as it was left")]
    Changed {
        /// In what way.
        how: Change,
    },
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or the file may not be written.
    #[error("not allowed to write there")]
    ReadOnly,
    /// Another process holds the vault.
    #[error("the vault is open elsewhere")]
    Busy,
    /// A defect of Rapport; `place` is a word from its source, never data.
    #[error("internal: {place}")]
    Internal {
        /// A word from the source that says where.
        place: String,
    },
}

/// In what way a vault is not as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is older than the one last opened on this computer: a copy of the folder was put back.
    Older,
    /// It was changed elsewhere from a state before the last changes made on this computer, which it lacks.
    Parted,
    /// The database or its seal is not what the last lock left: pages were put back, or files exchanged.
    Altered,
    /// The seal is gone, so nothing tells what the last lock left.
    Unsealed,
}

/// What every fallible function of the engine returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A value that cannot be taken, with a sentence that says what to do.
    pub fn invalid(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), reason: reason.into() }
    }
    /// No such thing.
    pub fn not_found(what: impl Into<String>) -> Self {
        Self::NotFound { what: what.into() }
    }
    /// A defect, named by its place in the source.
    pub fn internal(place: impl Into<String>) -> Self {
        Self::Internal { place: place.into() }
    }
    /// Bytes that are not what was written.
    pub fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged { part: part.into() }
    }
}
