//! Builds the app and opens it: on a display for a person, on a virtual one driven by the demo journey.
//! The journey itself is `tests/e2e/demo.mjs`.

use std::fs;
use std::path::PathBuf;

use crate::Outcome;
use crate::display::{self, Virtual};
use crate::process::{built, cargo, command, executable, node, npm, root, run as run_command, target};
use crate::setup::{For, setup};

/// Which vaults the app finds when it opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Vault {
    /// Those of the person at the keyboard.
    Own,
    /// One with the sample team, gone when the app closes.
    Demo,
}

/// A build of the app. Both are debug builds of the same dependencies.
#[derive(Clone, Copy)]
pub enum App {
    /// As it ships: an incognito webview that cannot be driven.
    Plain,
    /// With the seams that WebDriver needs: cargo feature `e2e`.
    Driven,
}

impl App {
    /// Where the tests find this build.
    pub fn path(self) -> PathBuf {
        let name = match self {
            Self::Plain => "rapport-plain",
            Self::Driven => "rapport-driven",
        };
        target().join("e2e").join("bin").join(executable(name))
    }
}

/// Installs what is missing, builds, opens.
///
/// # Errors
/// When something cannot be installed or built, or a step of the demo journey fails.
pub fn run(vault: Vault) -> Outcome {
    let seen = display::is_there();
    setup(if seen { For::Running } else { For::Driving })?;
    install_packages()?;
    build_interface()?;
    if !seen {
        println!("There is no display: driving the demo in a virtual one.");
        build_app(App::Driven)?;
        let screen = Virtual::start()?;
        let mut journey = node(&["tests/e2e/demo.mjs"]);
        screen.show(&mut journey);
        return run_command(&mut journey);
    }
    build_app(App::Plain)?;
    let mut app = command(App::Plain.path());
    match vault {
        Vault::Own => run_command(&mut app),
        Vault::Demo => {
            let folder = std::env::temp_dir().join(format!("rapport-demo-{}", std::process::id()));
            fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
            // The app makes its demo vault where temporary files go.
            let outcome = run_command(app.arg("--demo").env("TMPDIR", &folder).env("TMP", &folder));
            let _ = fs::remove_dir_all(&folder);
            outcome
        }
    }
}

/// The interface's packages, as its lock file names them, without their install scripts; again only when it changed.
///
/// # Errors
/// When npm fails.
pub fn install_packages() -> Outcome {
    let lock = fs::read(root().join("ui/package-lock.json"))
        .map_err(|error| format!("ui/package-lock.json cannot be read: {error}"))?;
    let installed = root().join("ui/node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run_command(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).map_err(|error| format!("ui/node_modules cannot be written: {error}"))
}

/// The interface, built into `ui/dist`.
///
/// # Errors
/// When the build fails.
pub fn build_interface() -> Outcome {
    run_command(&mut npm(&["run", "build"]))
}

/// One build of the app, copied to its own path. Always the whole workspace with its tests: anything less changes which
/// features the dependencies share, and builds the PDF compiler and the window library once more.
///
/// # Errors
/// When the build fails.
pub fn build_app(app: App) -> Outcome {
    let mut build = cargo(&["build", "--workspace", "--all-targets", "--locked"]);
    if matches!(app, App::Driven) {
        build.args(["--features", "rapport/e2e"]);
    }
    run_command(&mut build)?;
    let path = app.path();
    let copied = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(built("rapport"), &path));
    copied.map(drop).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
