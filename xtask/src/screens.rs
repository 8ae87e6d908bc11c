//! Pictures of every screen, light and dark, for review and for the README.
//! Which screens there are is known to `tests/e2e/screens.mjs`.

use crate::Outcome;
use crate::display::Virtual;
use crate::process::{node, run as run_command};
use crate::run::{App, build_app, build_interface, install_packages};
use crate::setup::{For, setup};

/// Writes the pictures into `target/screens/`.
///
/// # Errors
/// When something cannot be installed or built, or a screen cannot be reached.
pub fn screens() -> Outcome {
    setup(For::Driving)?;
    install_packages()?;
    build_interface()?;
    build_app(App::Driven)?;
    let screen = Virtual::start()?;
    let mut pictures = node(&["tests/e2e/screens.mjs"]);
    screen.show(&mut pictures);
    run_command(&mut pictures)
}
