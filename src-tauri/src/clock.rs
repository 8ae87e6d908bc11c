//! The one clock of the app.
//! The engine has none: it is handed `now` with each call.

use engine::vault::Now;

/// Local time with its offset.
#[cfg(not(feature = "e2e"))]
pub fn now() -> Now {
    chrono::Local::now().fixed_offset()
}

/// For tests: begins at `RAPPORT_NOW` and runs on from there.
#[cfg(feature = "e2e")]
pub fn now() -> Now {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGUN: OnceLock<(Instant, Now)> = OnceLock::new();
    let (begun, first) = BEGUN.get_or_init(|| {
        let fixed = std::env::var("RAPPORT_NOW").ok().and_then(|text| Now::parse_from_rfc3339(&text).ok());
        (Instant::now(), fixed.unwrap_or_else(|| chrono::Local::now().fixed_offset()))
    });
    *first + begun.elapsed()
}
