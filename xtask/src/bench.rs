//! The figures a person feels: how large the app is, how soon it paints and locks, how much memory it takes; and the
//! vault beside plain SQLCipher, SQLite and `cp`. What is measured there is `tests/bench`.

use std::fs;

use crate::Outcome;
use crate::display::Virtual;
use crate::process::{cargo, executable, node, run as run_command, target};
use crate::run::{App, build_app, build_interface, install_packages};
use crate::setup::{For, setup};

/// Builds the release and measures it.
///
/// # Errors
/// When something cannot be installed, built, or measured.
pub fn bench() -> Outcome {
    setup(For::Driving)?;
    install_packages()?;
    build_interface()?;
    // The bench in one build with the programs: apart, the dependencies would be built twice.
    run_command(&mut cargo(&["build", "--workspace", "--locked", "--release", "--bins", "--bench", "speed"]))?;
    run_command(&mut cargo(&["bench", "--workspace", "--locked", "--bench", "speed"]))?;
    let app = target().join("release").join(executable("rapport"));
    let size = fs::metadata(&app).map_err(|error| format!("{} cannot be read: {error}", app.display()))?.len();
    println!("binary          {:>7.1} MB", size as f64 / 1e6);
    if !cfg!(target_os = "linux") {
        println!("The window is measured on Linux only.");
        return Ok(());
    }
    let screen = Virtual::start()?;
    let mut measure = node(&["tests/e2e/bench.mjs"]);
    measure.arg(&app);
    screen.show(&mut measure);
    run_command(&mut measure)?;
    // WebDriver cannot drive the release: typing is compared within one run of the driven debug build.
    build_app(App::Driven)?;
    let mut typing = node(&["tests/e2e/typing.mjs"]);
    screen.show(&mut typing);
    run_command(&mut typing)
}

/// Simulates what the trends miss and how often they are wrong: sets the thresholds, then writes `docs/trends.md`.
/// Only the pure model is compiled, so that this takes minutes and not the release's half hour.
///
/// # Errors
/// When it cannot be built, or a file cannot be written.
pub fn trends() -> Outcome {
    // Built anew in between: the page is measured with the table that was just written.
    for step in ["table", "page"] {
        run_command(&mut cargo(&["run", "--release", "--locked", "-p", "simulation", "--", step]))?;
    }
    Ok(())
}
