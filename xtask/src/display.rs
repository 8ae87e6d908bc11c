//! The screen a window opens on: the one that is there, or a virtual one.
//! What is shown on it is not known here.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::process::{Beside, command};

/// The virtual screen, in pixels and bits of colour: the size of the design's stills.
const SCREEN: &str = "1280x800x24";

/// Whether a window can be shown to somebody.
pub fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A virtual X screen; it ends when this is dropped.
pub struct Virtual {
    name: String,
    /// Holds the screen's pixels in a file, for those who look from outside.
    pixels: PathBuf,
    _server: Beside,
}

impl Virtual {
    /// Starts Xvfb on a free display number that it picks itself.
    ///
    /// # Errors
    /// When Xvfb is not installed or names no display.
    pub fn start() -> Result<Self, String> {
        let pixels = std::env::temp_dir().join(format!("rapport-screen-{}", std::process::id()));
        fs::create_dir_all(&pixels).map_err(|error| format!("{} cannot be made: {error}", pixels.display()))?;
        let mut child = command("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN])
            .args(["-nolisten", "tcp", "-noreset", "-fbdir"])
            .arg(&pixels)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb did not start ({error}): install the package `xvfb`"))?;
        let stdout = child.stdout.take();
        let server = Beside(child);
        let mut number = String::new();
        if let Some(stdout) = stdout {
            let _ = BufReader::new(stdout).read_line(&mut number);
        }
        let number = number.trim();
        if number.is_empty() {
            return Err("Xvfb ended before it named a display: run `Xvfb :99` to see why".into());
        }
        Ok(Self { name: format!(":{number}"), pixels, _server: server })
    }

    /// Makes a command show its windows here, and nowhere else.
    pub fn show(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("RAPPORT_FRAMEBUFFER", self.pixels.join("Xvfb_screen0"))
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11");
    }
}

impl Drop for Virtual {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.pixels);
    }
}
