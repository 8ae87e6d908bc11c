//! Locking by itself: after minutes without a key or a movement, and when the computer is left or sleeps.
//! How the system tells is in `bus` (Linux) and `screen` (macOS, Windows).

#[cfg(target_os = "linux")]
pub mod bus;
#[cfg(not(target_os = "linux"))]
mod screen;

use crate::files::Files;
use crate::session::Session;
use crate::{clipboard, clock, second, window};
use engine::Result;
use engine::vault::Now;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager};

/// How often the clocks are compared.
const TICK: Duration = Duration::from_millis(if cfg!(feature = "e2e") { 100 } else { 1000 });
/// How far the wall clock may get ahead of the one that stands still in sleep.
const JUMP: Duration = Duration::from_secs(30);
/// How long the window has to save the last words.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// When the manager was last there, and for how long nobody may be.
pub struct Away {
    /// Seconds on the clock that never jumps.
    seen: AtomicU64,
    /// Seconds.
    limit: AtomicU64,
    /// The opening of the vault that is just being left.
    leaving: AtomicU64,
}

impl Away {
    /// Locks after `minutes` away.
    pub fn after(minutes: u16) -> Self {
        let seen = AtomicU64::new(clock::running().as_secs());
        Self { seen, limit: AtomicU64::new(u64::from(minutes) * 60), leaving: AtomicU64::default() }
    }

    /// Changes after how many minutes.
    pub fn set_limit(&self, minutes: u16) {
        self.limit.store(u64::from(minutes) * 60, Ordering::Relaxed);
    }

    /// Somebody is there.
    pub fn seen(&self) {
        self.seen.store(clock::running().as_secs(), Ordering::Relaxed);
    }

    fn is_long(&self, now: Duration) -> bool {
        now.as_secs().saturating_sub(self.seen.load(Ordering::Relaxed)) >= self.limit.load(Ordering::Relaxed)
    }
}

/// Both clocks at one moment.
#[derive(Clone, Copy)]
struct Moment {
    wall: Now,
    running: Duration,
}

impl Moment {
    fn now() -> Self {
        Self { wall: clock::now(), running: clock::running() }
    }

    /// Whether the computer slept since `before`: the wall clock went on while the other stood still.
    /// Windows counts sleep on both; there the time away says it.
    fn slept_since(self, before: Self) -> bool {
        let wall = (self.wall - before.wall).to_std().unwrap_or_default();
        wall > self.running.saturating_sub(before.running) + JUMP
    }
}

/// Watches from now on, as long as the app runs.
pub fn watch(app: &AppHandle) {
    #[cfg(target_os = "linux")]
    bus::listen(app);
    let app = app.clone();
    std::thread::spawn(move || {
        let mut before = Moment::now();
        loop {
            std::thread::sleep(TICK);
            let now = Moment::now();
            let left = now.slept_since(before) || app.state::<Away>().is_long(now.running);
            #[cfg(not(target_os = "linux"))]
            let left = left || screen::is_locked();
            before = now;
            if left {
                leave(&app, || {});
            }
        }
    });
}

/// Locks as soon as the window has saved its last words, at the latest after three seconds; then calls `locked`.
pub fn leave(app: &AppHandle, locked: impl FnOnce() + Send + 'static) {
    let Some(opening) = app.state::<Session>().opening() else { return locked() };
    let first = app.state::<Away>().leaving.swap(opening, Ordering::Relaxed) != opening;
    if first {
        for window in app.webview_windows().into_values() {
            // A window that cannot be asked is replaced below.
            let _ = window.eval("window.dispatchEvent(new Event('rapport:leaving'))");
        }
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let begun = Instant::now();
        let is_open = || app.state::<Session>().opening() == Some(opening);
        while is_open() && begun.elapsed() < LAST_WORDS {
            std::thread::sleep(Duration::from_millis(20));
        }
        if first && is_open() {
            // The vault is closed first; a window that cannot be built anew leaves an empty one.
            let _ = lock(&app);
        }
        locked();
    });
}

/// Locks: the window is destroyed and another built, secrets leave the clipboard, the database closes, keys are wiped,
/// and what was changed is backed up. Nothing can be read from the first moment on.
pub fn lock(app: &AppHandle) -> Result<()> {
    let session = app.state::<Session>();
    let shut = session.shut()?;
    clipboard::clear(app);
    let rebuilt = window::rebuild(app);
    if let Some(folder) = shut.close()? {
        second::mirror(&app.state::<Files>(), &folder);
    }
    rebuilt
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Away, Moment};
    use std::sync::atomic::Ordering;
    use std::time::Duration;

    #[test]
    fn sleep_is_told_by_the_wall_clock_running_ahead() {
        let wall = chrono::DateTime::parse_from_rfc3339("2026-10-09T10:08:00+02:00").unwrap();
        let before = Moment { wall, running: Duration::from_secs(100) };
        let after = |wall_seconds: i64, running: u64| Moment {
            wall: wall + chrono::TimeDelta::seconds(wall_seconds),
            running: Duration::from_secs(100 + running),
        };
        assert!(after(3600, 1).slept_since(before), "an hour of sleep");
        assert!(!after(1, 1).slept_since(before), "a second of work");
        assert!(!after(20, 1).slept_since(before), "the clock was put right");
        assert!(!after(-3600, 1).slept_since(before), "the clock was put back");
        assert!(!after(3600, 3600).slept_since(before), "an hour awake");
    }

    #[test]
    fn minutes_without_a_key_are_counted_from_the_last_one() {
        let away = Away::after(10);
        away.seen.store(50, Ordering::Relaxed);
        assert!(!away.is_long(Duration::from_secs(649)));
        assert!(away.is_long(Duration::from_secs(650)));
        away.set_limit(30);
        assert!(!away.is_long(Duration::from_secs(650)));
    }
}
