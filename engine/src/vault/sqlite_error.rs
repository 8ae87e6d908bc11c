//! What an error of SQLite means for the person: the one place that decides it.
//! Not here: errors of plain files (`folder.rs`).

use std::io;

use rusqlite::ErrorCode;
use rusqlite::ffi;

use super::folder::is_full;
use crate::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if matches!(error, rusqlite::Error::QueryReturnedNoRows) {
            return Self::not_found("row");
        }
        let Some(sqlite) = error.sqlite_error() else {
            return Self::internal("database value");
        };
        match sqlite.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => Self::Busy,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly,
            // The key was proved right before SQLCipher saw it, so "not a database" is damage.
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::damaged("database"),
            ErrorCode::SystemIoFailure => io_failure(sqlite.extended_code),
            ErrorCode::ConstraintViolation => match sqlite.extended_code {
                ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                    Self::AlreadyExists { what: "row".to_owned() }
                }
                _ => Self::internal("database constraint"),
            },
            _ => Self::internal("database"),
        }
    }
}

/// A page that cannot be read back is damage; one that cannot be written is the disk's doing.
/// SQLite tells a full disk (`ENOSPC`) apart by itself, but not a quota (`EDQUOT`) or a limit on a file's size (`EFBIG`):
/// what the system said last, in this thread, is still there to be asked.
fn io_failure(extended: i32) -> Error {
    let refused = io::Error::last_os_error().kind();
    match extended {
        ffi::SQLITE_IOERR_READ
        | ffi::SQLITE_IOERR_SHORT_READ
        | ffi::SQLITE_IOERR_CORRUPTFS
        | ffi::SQLITE_IOERR_DATA => Error::damaged("database"),
        _ if is_full(refused) => Error::DiskFull,
        _ => Error::internal("database input and output"),
    }
}
