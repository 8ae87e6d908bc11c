//! Proof over the command list: permissions, and what a locked session answers.
//! What a command does is proved on the engine.
#![allow(clippy::unwrap_used)]

use crate::session::Session;
use engine::Error;
use std::collections::BTreeSet;

/// Commands that answer without an open vault.
const BEFORE_UNLOCKING: [&str; 21] = [
    "vaults",
    "create_vault",
    "unlock",
    "unlock_wait",
    "vault_holder",
    "still_here",
    "closed_backups",
    "pick_backup",
    "open_backup",
    "second_folder",
    "pick_second_folder",
    "forget_second_folder",
    "save_diagnostics",
    "lock_now",
    "close_window",
    "session",
    "judge_passphrase",
    "suggest_passphrase",
    "settings",
    "edit_settings",
    "hold_capture_keys",
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
    let place = serde_json::from_str(r#"{ "screen": "today", "id": null, "tab": null }"#).unwrap();
    assert_eq!(session.stand_at(place), Err(Error::Locked));
}

#[test]
fn every_command_but_those_before_unlocking_goes_through_the_session() {
    for (module, command) in listed() {
        let body = body(&module, &command);
        let through = ["session.read(", "session.write(", "session.stand_at(", "fill_with_sample_team(&session)"];
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

/// The lines of `main.rs` that keep the seams out of a release, given to the compiler as a program of their own.
#[test]
fn a_release_with_the_seams_of_the_tests_does_not_compile() {
    let main = include_str!("../main.rs");
    let from = main.find("#[cfg(all(feature = \"e2e\"").unwrap();
    let guard = &main[from..from + main[from..].find(");").unwrap() + 2];
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("guard.rs");
    std::fs::write(&source, guard).unwrap();
    let compile = |words: &[&str]| {
        let mut rustc = std::process::Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(folder.path());
        let output = rustc.args(words).arg(&source).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let seams = r#"feature="e2e""#;
    assert!(compile(&["-Cdebug-assertions=off"]).0, "the release itself compiles");
    assert!(compile(&["--cfg", seams, "-Cdebug-assertions=on"]).0, "the driven debug build compiles");
    let (compiled, said) = compile(&["--cfg", seams, "-O"]);
    assert!(!compiled && said.contains("a release never has the seams of the tests"), "{said}");
}

#[test]
fn the_content_security_policy_is_the_one_that_was_proved() {
    let config: serde_json::Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    let policy: BTreeSet<&str> = security["csp"].as_str().unwrap().split("; ").collect();
    let proved = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src ipc: http://ipc.localhost",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "worker-src 'none'",
        "manifest-src 'none'",
        "media-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types svelte-trusted-html",
    ];
    assert_eq!(policy, proved.into_iter().collect());
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(security["capabilities"], serde_json::json!(["window"]));
    assert_eq!(config["build"]["removeUnusedCommands"], true);
}

#[test]
fn the_window_is_built_closed() {
    let window = include_str!("../window.rs");
    for line in [
        ".content_protected(true)",
        ".incognito(!cfg!(feature = \"e2e\"))",
        "http://127.0.0.1:9",
        ".proxy_url(dead_proxy)",
        ".general_autofill_enabled(false)",
        ".on_new_window(|_, _| NewWindowResponse::Deny)",
    ] {
        assert!(window.contains(line), "{line}");
    }
}

/// CVE-2026-42184 is mended in Tauri 2.11.1.
#[test]
fn tauri_is_not_older_than_its_last_known_hole() {
    let lock = include_str!("../../../Cargo.lock");
    let at = lock.find("name = \"tauri\"\nversion = \"").unwrap();
    let version = lock[at..].lines().nth(1).unwrap().trim_start_matches("version = \"").trim_end_matches('"');
    let numbers: Vec<u32> = version.split('.').map(|number| number.parse().unwrap()).collect();
    assert!(numbers >= vec![2, 11, 1], "{version}");
}

#[test]
fn no_plugin_of_tauri_is_linked_that_reaches_the_network_or_other_files() {
    let bans = include_str!("../../../deny.toml");
    for crate_name in ["reqwest", "hyper", "rustls", "native-tls", "tungstenite", "curl", "ureq"] {
        assert!(bans.contains(&format!("{{ crate = \"{crate_name}\" }}")), "{crate_name} is not banned");
    }
    let lock = include_str!("../../../Cargo.lock");
    let plugins: Vec<&str> = lock.lines().filter(|line| line.starts_with("name = \"tauri-plugin")).collect();
    assert!(plugins.iter().all(|plugin| *plugin == "name = \"tauri-plugin\""), "{plugins:?}");
}
