//! What a machine needs beyond Rust and Node: found, named, and installed where a package manager can.
//! Cargo's own tools are in `tools`.

use std::io::{IsTerminal, Write};
use std::process::Command;

use crate::Outcome;
use crate::process::{ask, command, run, spelled};
use crate::tools;

/// What the machine is set up for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Building and opening the app.
    Running,
    /// That, and driving it on a virtual display.
    Driving,
    /// That, and every check of CI.
    Testing,
}

/// The oldest Node that the interface's tools accept.
const NODE: u32 = 20;

/// One Linux family: its package manager and the names it gives to what we need.
struct Family {
    /// `ID` or `ID_LIKE` in `/etc/os-release`.
    ids: &'static [&'static str],
    build: &'static [&'static str],
    test: &'static [&'static str],
    missing: fn(&[&'static str]) -> Vec<&'static str>,
    /// Commands that run before the packages' names are appended to the last one.
    install: &'static [&'static [&'static str]],
}

const FAMILIES: [Family; 3] = [
    Family {
        ids: &["debian", "ubuntu"],
        build: &["build-essential", "file", "libssl-dev", "libwebkit2gtk-4.1-dev", "pkg-config"],
        test: &[
            "dbus",
            "fonts-dejavu-core",
            "libglib2.0-bin",
            "poppler-utils",
            "qpdf",
            "strace",
            "webkit2gtk-driver",
            "xdotool",
            "xvfb",
        ],
        missing: missing_in_dpkg,
        install: &[&["apt-get", "update"], &["apt-get", "install", "--yes", "--no-install-recommends"]],
    },
    Family {
        ids: &["fedora", "rhel"],
        build: &["file", "gcc", "gcc-c++", "make", "openssl-devel", "pkgconf-pkg-config", "webkit2gtk4.1-devel"],
        test: &[
            "/usr/bin/WebKitWebDriver",
            "/usr/bin/Xvfb",
            "/usr/bin/dbus-daemon",
            "/usr/bin/dbus-send",
            "/usr/bin/dbus-monitor",
            "/usr/bin/gdbus",
            "dejavu-sans-fonts",
            "poppler-utils",
            "qpdf",
            "strace",
            "xdotool",
        ],
        missing: missing_in_rpm,
        install: &[&["dnf", "install", "--assumeyes", "--setopt=install_weak_deps=False"]],
    },
    Family {
        ids: &["arch"],
        build: &["base-devel", "openssl", "webkit2gtk-4.1"],
        test: &["dbus", "glib2", "poppler", "qpdf", "strace", "ttf-dejavu", "xdotool", "xorg-server-xvfb"],
        missing: missing_in_pacman,
        install: &[&["pacman", "-S", "--needed", "--noconfirm"]],
    },
];

/// Installs what is missing, or says what is and how to get it.
///
/// # Errors
/// When something is missing that cannot be installed from here.
pub fn setup(purpose: For) -> Outcome {
    check_node()?;
    if cfg!(target_os = "linux") {
        set_up_linux(purpose)?;
    } else if cfg!(windows) {
        check_windows()?;
    }
    // On macOS the linker and the webview come with what Rust itself needed.
    if purpose == For::Testing {
        tools::ensure_components()?;
        tools::ensure_cargo_deny()?;
    }
    Ok(())
}

fn check_node() -> Outcome {
    let get = "get it from https://nodejs.org or your package manager, then run this again";
    let version = ask(command("node").arg("--version"))
        .ok_or_else(|| format!("Node {NODE} or newer is needed and there is no `node`: {get}"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        return Err(format!("Node {NODE} or newer is needed and this one is {version}: {get}"));
    }
    Ok(())
}

fn check_windows() -> Outcome {
    let webview = ask(command("reg").args([
        "query",
        r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    ]));
    let mut missing = Vec::new();
    if webview.is_none() {
        missing.push("the WebView2 runtime (part of Windows 11): winget install Microsoft.EdgeWebView2Runtime");
    }
    if ask(command("perl").arg("-v")).is_none() {
        missing.push("Perl, which OpenSSL's build asks for: winget install StrawberryPerl.StrawberryPerl");
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "this machine lacks\n  {}\nInstall it, open a new terminal, and run this again",
            missing.join("\n  ")
        ))
    }
}

fn set_up_linux(purpose: For) -> Outcome {
    let Some(family) = family() else {
        println!(
            "This Linux is none whose packages are known here. Needed: WebKitGTK 4.1 and OpenSSL with headers, \
             a C compiler, pkg-config; for tests WebKitWebDriver, Xvfb, xdotool, strace, poppler, qpdf."
        );
        return Ok(());
    };
    let mut wanted = family.build.to_vec();
    if purpose != For::Running {
        wanted.extend(family.test);
    }
    let missing = (family.missing)(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    println!("This machine lacks: {}", missing.join(" "));
    let mut commands: Vec<Vec<&str>> = family.install.iter().map(|words| words.to_vec()).collect();
    if let Some(last) = commands.last_mut() {
        last.extend(&missing);
    }
    let sudo = with_sudo(&commands)?;
    for words in &commands {
        let mut install = if sudo {
            let mut install = command("sudo");
            install.args(words);
            install
        } else {
            let mut install = command(words[0]);
            install.args(&words[1..]);
            install
        };
        run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let missing = (family.missing)(&wanted);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("still missing after the installation: {}", missing.join(" ")))
    }
}

/// Whether to go through sudo: not as root; without a question where sudo asks for no password and nobody is there
/// to be asked; otherwise only after a yes.
fn with_sudo(commands: &[Vec<&str>]) -> Result<bool, String> {
    if ask(command("id").arg("-u")).as_deref() == Some("0") {
        return Ok(false);
    }
    let by_hand: Vec<String> = commands.iter().map(|words| format!("sudo {}", words.join(" "))).collect();
    let by_hand = by_hand.join("\n  ");
    if std::io::stdin().is_terminal() {
        print!("  {by_hand}\nRun this now? [Y/n] ");
        let _ = std::io::stdout().flush();
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        if matches!(answer.trim(), "" | "y" | "Y" | "yes") {
            return Ok(true);
        }
    } else if ask(command("sudo").args(["-n", "true"])).is_some() {
        return Ok(true);
    }
    Err(format!("install the packages, then run this again:\n  {by_hand}"))
}

fn family() -> Option<&'static Family> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    let ids: Vec<&str> = release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split(' '))
        .collect();
    FAMILIES.iter().find(|family| family.ids.iter().any(|id| ids.contains(id)))
}

fn missing_in_dpkg(wanted: &[&'static str]) -> Vec<&'static str> {
    // A name dpkg has never seen makes it fail although it prints the others: read what it prints.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output();
    let printed = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let is_there = |name: &str| printed.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
    // Newer releases provide `pkg-config` under another package's name.
    wanted
        .iter()
        .copied()
        .filter(|name| !is_there(name))
        .filter(|name| *name != "pkg-config" || ask(command(name).arg("--version")).is_none())
        .collect()
}

fn missing_in_rpm(wanted: &[&'static str]) -> Vec<&'static str> {
    let is_there = |name: &str| ask(command("rpm").args(["-q", "--whatprovides", name])).is_some();
    wanted.iter().copied().filter(|name| !is_there(name)).collect()
}

fn missing_in_pacman(wanted: &[&'static str]) -> Vec<&'static str> {
    // `-T` prints what is not satisfied, and fails when there is any.
    let mut test = Command::new("pacman");
    test.arg("-T").args(wanted);
    match test.output() {
        Ok(output) => {
            let printed = String::from_utf8_lossy(&output.stdout);
            wanted.iter().copied().filter(|name| printed.lines().any(|line| line == *name)).collect()
        }
        Err(error) => {
            eprintln!("`{}` did not start: {error}", spelled(&test));
            wanted.to_vec()
        }
    }
}
