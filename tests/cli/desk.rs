//! What every proof stands on: a folder with a vault and its secrets, and a way to run the binary.
//! No expectations live here.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "seven quiet lanterns cross the river";
pub const TODAY: &str = "2026-10-09";

/// A temporary folder with secrets and, once made, a vault.
pub struct Desk {
    temp: TempDir,
    /// Of the vault.
    pub recovery_key: String,
}

/// What a run left behind.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn new(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The one JSON value on standard output.
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}", self.out))
    }

    /// Ended with this code and one sentence on standard error.
    pub fn failed(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "{} {}", self.out, self.err);
        let sentence = self.err.strip_suffix('\n').unwrap_or_default();
        assert!(!sentence.is_empty() && !sentence.contains('\n') && sentence.ends_with('.'), "{:?}", self.err);
        assert!(!self.err.contains(PASSPHRASE));
        sentence
    }
}

impl Desk {
    /// Secrets, but no vault yet.
    pub fn bare() -> Self {
        let desk = Self { temp: TempDir::new().unwrap(), recovery_key: String::new() };
        fs::write(desk.path("pass"), format!("{PASSPHRASE}\n")).unwrap();
        fs::write(desk.path("wrong"), "not the right words at all").unwrap();
        desk
    }

    /// With an empty vault.
    pub fn new() -> Self {
        let mut desk = Self::bare();
        let made =
            desk.run(&["create", "--name", "Payments", "--kdf-memory", "19", "--kdf-passes", "1", "--json"]).json();
        desk.recovery_key = made["recovery_key"].as_str().unwrap().to_owned();
        fs::write(desk.path("key"), &desk.recovery_key).unwrap();
        desk
    }

    /// With the sample team in the vault.
    pub fn sample() -> Self {
        let desk = Self::new();
        desk.run(&["import", demo().to_str().unwrap(), "--json"]).json();
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The binary with nothing from the outside but what is given.
    pub fn bare_command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapport-cli"));
        command.env_remove("RAPPORT_VAULT").env_remove("RAPPORT_PASSPHRASE_FILE").current_dir(self.temp.path());
        command
    }

    /// The binary with the vault, its passphrase and a fixed day.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare_command();
        command.arg("--vault").arg(self.path("vault")).args(["--today", TODAY]);
        if !args.contains(&"--passphrase-file") && !args.contains(&"--recovery-key-file") {
            command.arg("--passphrase-file").arg(self.path("pass"));
        }
        command.args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::new(self.command(args).stdin(Stdio::null()).output().unwrap())
    }

    pub fn run_bare(&self, args: &[&str]) -> Run {
        Run::new(self.bare_command().args(args).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs with something on standard input.
    pub fn feed(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::new(child.wait_with_output().unwrap())
    }

    /// A file in the vault's folder.
    pub fn in_vault(&self, name: &str) -> PathBuf {
        self.path("vault").join(name)
    }

    /// The vault's database file.
    pub fn database(&self) -> PathBuf {
        let entries = fs::read_dir(self.path("vault")).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        paths.find(|path| path.extension().is_some_and(|extension| extension == "db")).unwrap()
    }
}

/// The sample team's folder.
pub fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/demo")
}
