//! Waiting after wrong passphrases: kept here, where the window's scripts cannot reach it.
//! How long a wait is, is the engine's; what a guess at the files themselves costs is the key derivation's.

use engine::vault::wait_after;
use engine::{Error, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// Wrong tries of each vault, by its folder, since the last right one, or since the app started.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<PathBuf, Wrong>>);

#[derive(Clone, Copy, Default)]
struct Wrong {
    count: u32,
    /// On the clock that never jumps.
    wait_until: Duration,
}

impl Tries {
    /// Runs `attempt` unless the vault must wait; a wrong passphrase counts, a right one starts afresh.
    ///
    /// One attempt at a time: several at once would not be counted in time. `invalid` while it must wait.
    pub fn guard<T>(
        &self,
        vault: &Path,
        clock: impl Fn() -> Duration,
        attempt: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let mut tries = self.kept()?;
        let wrong = tries.get(vault).copied().unwrap_or_default();
        let wait = seconds(wrong.wait_until.saturating_sub(clock()));
        if wait > 0 {
            let plural = if wait == 1 { "" } else { "s" };
            return Err(Error::invalid("wait", format!("Wait {wait} second{plural}, then try again.")));
        }
        let answer = attempt();
        match &answer {
            Ok(_) => {
                tries.remove(vault);
            }
            Err(Error::WrongPassphrase) => {
                let count = wrong.count.saturating_add(1);
                tries.insert(vault.to_path_buf(), Wrong { count, wait_until: clock() + wait_after(count) });
            }
            Err(_) => {}
        }
        answer
    }

    /// How long the vault must wait, in whole seconds; 0 when it may be tried.
    pub fn wait(&self, vault: &Path, now: Duration) -> Result<u32> {
        let until = self.kept()?.get(vault).map_or(Duration::ZERO, |wrong| wrong.wait_until);
        Ok(seconds(until.saturating_sub(now)))
    }

    fn kept(&self) -> Result<MutexGuard<'_, HashMap<PathBuf, Wrong>>> {
        self.0.lock().map_err(|_| Error::internal("tries"))
    }
}

/// Rounded up: a wait is over when it says 0.
fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Tries;
    use engine::Error;
    use std::cell::Cell;
    use std::path::Path;
    use std::time::Duration;

    #[test]
    fn while_it_must_wait_nothing_is_tried_and_a_right_one_starts_afresh() {
        let tries = Tries::default();
        let now = Cell::new(Duration::ZERO);
        let tried = Cell::new(0);
        let a = Path::new("a");
        let wrong = |vault: &str| {
            tries.guard(
                Path::new(vault),
                || now.get(),
                || -> engine::Result<()> {
                    tried.set(tried.get() + 1);
                    Err(Error::WrongPassphrase)
                },
            )
        };
        for _ in 0..5 {
            assert_eq!(wrong("a"), Err(Error::WrongPassphrase));
        }
        assert_eq!(tries.wait(a, now.get()), Ok(1));
        assert!(matches!(wrong("a"), Err(Error::Invalid { .. })));
        assert_eq!(tried.get(), 5, "the sixth was not even tried");
        assert_eq!(wrong("b"), Err(Error::WrongPassphrase), "another vault is free");

        now.set(Duration::from_secs(1));
        assert_eq!(tries.wait(a, now.get()), Ok(0));
        assert_eq!(wrong("a"), Err(Error::WrongPassphrase));
        assert_eq!(tries.wait(a, now.get()), Ok(2));

        now.set(Duration::from_secs(3));
        tries.guard(a, || now.get(), || Ok(())).unwrap();
        assert_eq!(wrong("a"), Err(Error::WrongPassphrase));
        assert_eq!(tries.wait(a, now.get()), Ok(0));
    }

    #[test]
    fn what_is_no_wrong_passphrase_does_not_count() {
        let tries = Tries::default();
        for _ in 0..9 {
            let busy: engine::Result<()> = tries.guard(Path::new("a"), || Duration::ZERO, || Err(Error::Busy));
            assert_eq!(busy, Err(Error::Busy));
        }
    }
}
