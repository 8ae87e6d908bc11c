//! Cargo's own tools: the formatter, the linter, the licence and ban checker.
//! System packages are in `setup`.

use crate::Outcome;
use crate::process::{ask, cargo, command, run};

/// The version of cargo-deny that `deny.toml` is written for; any later 0.x of the same major form is accepted.
const CARGO_DENY: &str = "0.20.2";

/// Adds rustfmt and clippy where Rust was installed with its smallest profile.
///
/// # Errors
/// When one is missing and rustup is not there to add it.
pub fn ensure_components() -> Outcome {
    for (verb, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if ask(&mut cargo(&[verb, "--version"])).is_none() {
            run(command("rustup").args(["component", "add", component]))
                .map_err(|error| format!("`cargo {verb}` is missing ({error}): add it the way Rust was installed"))?;
        }
    }
    Ok(())
}

/// Whether `cargo deny` can be called.
pub fn has_cargo_deny() -> bool {
    ask(&mut cargo(&["deny", "--version"])).is_some()
}

/// Installs cargo-deny if it is missing; unoptimised, because it runs for a second and builds for minutes.
///
/// # Errors
/// When it does not build.
pub fn ensure_cargo_deny() -> Outcome {
    if has_cargo_deny() {
        return Ok(());
    }
    println!("Installing cargo-deny {CARGO_DENY}, once");
    run(cargo(&["install", "--locked", "--debug", "cargo-deny"])
        .args(["--version", CARGO_DENY])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", crate::process::target().join("tools")))
}
