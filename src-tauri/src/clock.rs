//! The one clock of the app.
//! The engine has none: it is handed `now` with each call.

use engine::vault::Now;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Local time with its offset.
#[cfg(not(feature = "e2e"))]
pub fn now() -> Now {
    chrono::Local::now().fixed_offset()
}

/// The same instant with the offset it had on this computer.
pub fn local(instant: Now) -> Now {
    if cfg!(feature = "e2e") {
        return instant.with_timezone(now().offset());
    }
    instant.with_timezone(&chrono::Local).fixed_offset()
}

/// Time since the first call, on the clock that never jumps; it stands still while the computer sleeps (not on Windows).
pub fn running() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let running = BEGUN.get_or_init(Instant::now).elapsed();
    #[cfg(feature = "e2e")]
    let running = running + ahead().1;
    running
}

/// For tests: how many seconds the file that `RAPPORT_AHEAD` names puts each clock ahead, the wall clock first.
#[cfg(feature = "e2e")]
fn ahead() -> (Duration, Duration) {
    let text = std::env::var_os("RAPPORT_AHEAD").and_then(|file| std::fs::read_to_string(file).ok());
    let mut seconds = text.as_deref().unwrap_or_default().split_whitespace().map_while(|word| word.parse().ok());
    let mut next = || Duration::from_secs(seconds.next().unwrap_or_default());
    (next(), next())
}

/// For tests: begins at `RAPPORT_NOW` and runs on from there.
#[cfg(feature = "e2e")]
pub fn now() -> Now {
    static BEGUN: OnceLock<(Instant, Now)> = OnceLock::new();
    let (begun, first) = BEGUN.get_or_init(|| {
        let fixed = std::env::var("RAPPORT_NOW").ok().and_then(|text| Now::parse_from_rfc3339(&text).ok());
        (Instant::now(), fixed.unwrap_or_else(|| chrono::Local::now().fixed_offset()))
    });
    *first + begun.elapsed() + ahead().0
}

/// The IANA name of the computer's time zone, where the system tells it.
pub fn zone() -> Option<String> {
    iana_time_zone::get_timezone().ok()
}
