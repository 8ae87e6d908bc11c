//! The vault under kills, failing disks, cut power and hostile bytes: `tests/torture`, with the programs it kills.
//! What a row of its table proves is written there.

use crate::Outcome;
use crate::process::{built, cargo, run};
use crate::run::{App, build_app, build_interface, install_packages};
use crate::setup::{For, setup};
use std::process::Command;

/// Builds what is needed and runs it: a few minutes, or the sizes of a release.
///
/// # Errors
/// When something cannot be built, or a case failed.
pub fn torture(long: bool) -> Outcome {
    setup(For::Testing)?;
    install_packages()?;
    build_interface()?;
    build_app(App::Plain)?;
    run(&mut rows(long))
}

/// The command that prints the table; the app is built already.
pub fn rows(long: bool) -> Command {
    let mut rows = cargo(&["test", "--workspace", "--locked", "--test", "torture"]);
    if long {
        rows.args(["--", "--long"]);
    }
    rows.env("RAPPORT_CLI", built("rapport-cli"));
    rows
}
