//! The anchor: a copy of the last seal, kept outside the vault's folder by the shell that opened it here.
//! Not here: the seal itself (`seal.rs`), or where the shell keeps anchors.
//!
//! It tells what no file inside the folder can: that the whole folder was put back to an older state, or that two
//! computers wrote on from the same state. Someone who can write both places can put both back.

use std::path::Path;

use uuid::Uuid;

use super::keys::RootKey;
use super::seal::{Found, LINE, Seal};
use crate::{Change, Error, Result};

/// The seal that was remembered here; `None` for a vault never opened here, and for an anchor made under other keys.
pub(super) fn read(path: &Path, root_key: &RootKey, vault_id: Uuid) -> Result<Option<Seal>> {
    match Seal::read(path, root_key, vault_id)? {
        Found::Seal(seal) => Ok(Some(seal)),
        Found::Missing | Found::Foreign => Ok(None),
    }
}

/// Remembers `seal`. Always after the vault's own: after a crash the anchor is behind, never ahead.
pub(super) fn write(path: &Path, seal: &Seal, root_key: &RootKey, vault_id: Uuid) -> Result<()> {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(Error::internal("anchor path"));
    };
    seal.write(dir, name, vault_id, &[root_key])
}

/// How the vault's seal contradicts what was remembered; `None` when it grew out of it.
pub(super) fn contradiction(remembered: &Seal, found: &Seal) -> Option<Change> {
    if found.place() < remembered.place() {
        return Some(Change::Older);
    }
    let since = usize::try_from(found.count - remembered.count).unwrap_or(LINE);
    match found.line.get(since) {
        // Further back than the line tells, or a stretch it does not know: nothing to hold against it.
        None => None,
        Some(session) if *session == remembered.line[0] => None,
        Some(_) => Some(Change::Parted),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// So many sessions after `seal`.
    fn after(seal: Seal, sessions: usize) -> Seal {
        (0..sessions).fold(seal, |seal, _| seal.next_session(0).unwrap())
    }

    #[test]
    fn what_grew_out_of_the_remembered_state_is_no_contradiction() {
        let remembered = after(Seal::first(), 3);
        for sessions in [0, 1, 2, 15, 16, 40] {
            assert_eq!(contradiction(&remembered, &after(remembered, sessions)), None, "{sessions}");
        }
    }

    #[test]
    fn fewer_sessions_are_older_and_others_are_parted() {
        let common = after(Seal::first(), 3);
        let remembered = after(common, 1);
        assert_eq!(contradiction(&remembered, &common), Some(Change::Older));
        for sessions in [1, 2, 16] {
            assert_eq!(contradiction(&remembered, &after(common, sessions)), Some(Change::Parted), "{sessions}");
        }
        assert_eq!(contradiction(&remembered, &after(common, 17)), None, "further back than the line tells");
    }
}
