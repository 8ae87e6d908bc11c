//! What went wrong, as one sentence that says what to do, and as an exit code.
//! The engine's errors have no sentences of their own.

use engine::Error;

/// Why a command ended early.
pub enum Failure {
    /// The engine said no.
    Engine(Error),
    /// The command was not asked rightly, exit code 2.
    Usage(String),
    /// Anything else, with its exit code.
    Told {
        /// The exit code.
        code: u8,
        /// The sentence.
        sentence: String,
    },
    /// Nobody reads the output any more.
    Unheard,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl Failure {
    /// Asked wrongly.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::Usage(sentence.into())
    }

    /// A value that cannot be taken.
    pub fn invalid(sentence: impl Into<String>) -> Self {
        Self::Told { code: 7, sentence: sentence.into() }
    }

    /// Anything else.
    pub fn other(sentence: impl Into<String>) -> Self {
        Self::Told { code: 1, sentence: sentence.into() }
    }

    /// Writing a file of the user's choice did not work.
    pub fn of_file(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Engine(Error::DiskFull)
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Engine(Error::ReadOnly),
            ErrorKind::AlreadyExists => Self::invalid("There is a file of that name already; choose another."),
            ErrorKind::NotFound => Self::invalid("Make the folder around that file first, or choose another."),
            _ => Self::other("That file cannot be written; choose another place."),
        }
    }

    /// 1 other, 2 usage, 3 wrong passphrase, 4 damaged, 5 newer, 6 in use, 7 invalid input, 8 disk full.
    pub fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Told { code, .. } => *code,
            Self::Unheard => 1,
            Self::Engine(error) => match error {
                Error::WrongPassphrase => 3,
                Error::Damaged { .. } | Error::Changed { .. } => 4,
                Error::NewerVault => 5,
                Error::Busy => 6,
                Error::Invalid { .. } | Error::NotFound { .. } | Error::AlreadyExists { .. } => 7,
                Error::DiskFull => 8,
                Error::Locked | Error::ReadOnly | Error::Internal { .. } => 1,
            },
        }
    }

    /// What happened and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Usage(sentence) | Self::Told { sentence, .. } => sentence.clone(),
            Self::Unheard => String::new(),
            Self::Engine(error) => match error {
                Error::Locked => "The vault is locked; give its passphrase.".to_owned(),
                Error::WrongPassphrase => {
                    "That does not open this vault; check the passphrase or the recovery key and try again.".to_owned()
                }
                Error::Invalid { reason, .. } => reason.clone(),
                Error::NotFound { what } if what == "vault" => {
                    "There is no vault in this folder; give --vault the folder that holds header.bin.".to_owned()
                }
                Error::NotFound { what } if what == "person" => {
                    "There is nobody of that name; see `rapport-cli people` for who is there.".to_owned()
                }
                Error::NotFound { what } => format!("There is no such {what}; check what you asked for."),
                Error::AlreadyExists { what } => {
                    format!("The {what} is there already and is never written over; choose a new or empty one.")
                }
                Error::NewerVault => {
                    "A newer version of Rapport made this vault; update rapport-cli and try again.".to_owned()
                }
                Error::Damaged { part } => {
                    format!(
                        "The {part} is damaged; nothing was changed: keep the folder as it is and restore a backup beside it."
                    )
                }
                Error::Changed { .. } => {
                    "This vault is not as it was left; nothing was changed: open it in Rapport to go on with it, or restore a backup beside it.".to_owned()
                }
                Error::DiskFull => "The disk is full; make room and try again: nothing was changed.".to_owned(),
                Error::ReadOnly => {
                    "This may not be written; change the rights of the folder or choose another.".to_owned()
                }
                Error::Busy => "Another Rapport has this vault open; lock it there and try again.".to_owned(),
                Error::Internal { place } => {
                    format!("Rapport has a defect at “{place}”; nothing was changed: please report these words.")
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;
    use engine::{Change, Error};

    #[test]
    fn every_error_has_its_code_and_a_sentence() {
        let part = || "database".to_owned();
        let cases = [
            (Error::WrongPassphrase, 3),
            (Error::Damaged { part: part() }, 4),
            (Error::Changed { how: Change::Altered }, 4),
            (Error::NewerVault, 5),
            (Error::Busy, 6),
            (Error::invalid("name", "Give it a name."), 7),
            (Error::not_found("goal"), 7),
            (Error::AlreadyExists { what: part() }, 7),
            (Error::DiskFull, 8),
            (Error::Locked, 1),
            (Error::ReadOnly, 1),
            (Error::internal("place"), 1),
        ];
        for (error, code) in cases {
            let failure = Failure::from(error);
            assert_eq!(failure.code(), code);
            assert!(failure.sentence().ends_with('.'), "{}", failure.sentence());
        }
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert_eq!(Failure::of_file(&full).code(), 8);
    }
}
