//! Proof over the command list: permissions, and what a locked session answers.
//! What a command does is proved on the engine.
#![allow(clippy::unwrap_used)]

use crate::session::Session;
use engine::Error;
use std::collections::BTreeSet;

/// Commands that answer without an open vault.
const BEFORE_UNLOCKING: [&str; 10] = [
    "vaults",
    "create_vault",
    "unlock",
    "lock_now",
    "close_window",
    "session",
    "judge_passphrase",
    "suggest_passphrase",
    "settings",
    "edit_settings",
];

/// Every command of the list: its module and its name.
fn listed() -> Vec<(String, String)> {
    include_str!("mod.rs")
        .lines()
        .filter_map(|line| line.trim().strip_suffix(',')?.split_once("::"))
        .filter(|(module, _)| module.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .map(|(module, command)| (module.to_owned(), command.to_owned()))
        .collect()
}

/// The text of one command's function.
fn body(module: &str, command: &str) -> String {
    let file = format!("{}/src/commands/{module}.rs", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).unwrap();
    let from = text.find(&format!("pub fn {command}(")).unwrap();
    let rest = &text[from..];
    rest[..rest.find("\n}\n").unwrap()].to_owned()
}

#[test]
fn every_command_has_a_permission_and_nothing_else_does() {
    let granted: serde_json::Value = serde_json::from_str(include_str!("../../capabilities/window.json")).unwrap();
    let granted: BTreeSet<String> =
        granted["permissions"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    let wanted = listed().iter().map(|(_, command)| format!("allow-{}", command.replace('_', "-"))).collect();
    assert_eq!(granted, wanted);
}

#[test]
fn a_locked_session_answers_locked_to_every_read_and_write() {
    let session = Session::default();
    assert_eq!(session.read(|_, _| Ok(())), Err(Error::Locked));
    assert_eq!(session.write(|_, _| Ok(())), Err(Error::Locked));
}

#[test]
fn every_command_but_those_before_unlocking_goes_through_the_session() {
    for (module, command) in listed() {
        let body = body(&module, &command);
        let through = ["session.read(", "session.write(", "fill_with_sample_team(&session)"];
        let goes_through = through.iter().any(|call| body.contains(call));
        let before = BEFORE_UNLOCKING.contains(&command.as_str());
        assert!(goes_through != before, "{module}::{command}");
    }
}

#[test]
fn the_release_has_no_seam_of_the_tests() {
    let manifest = include_str!("../../Cargo.toml");
    let default = manifest.lines().find(|line| line.starts_with("default =")).unwrap();
    assert_eq!(default, "default = [\"custom-protocol\"]");
}
