//! The walls of the house, as tests over the source: who may name whom.
//! What the rooms do is proved elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Source files under a folder of the repository, with their text.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} holds no source");
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    found.into_iter().map(|path| (name(&path), fs::read_to_string(path).unwrap())).collect()
}

/// Fails when code (not comments) under `folder` holds one of `words`.
fn check(folder: &str, words: &[&str]) {
    let mut broken = Vec::new();
    for (file, text) in sources(folder) {
        for (at, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            broken.extend(
                words.iter().filter(|word| code.contains(**word)).map(|word| format!("{file}:{}: {word}", at + 1)),
            );
        }
    }
    assert!(broken.is_empty(), "{folder} names what it may not:\n{}", broken.join("\n"));
}

const CLOCKS: [&str; 4] = ["Utc::now", "Local::now", "SystemTime", "Instant::"];
const NETWORK: [&str; 4] = ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"];

#[test]
fn the_engine_has_no_window_no_clock_and_no_network() {
    check("engine/src", &["tauri"]);
    check("engine/src", &CLOCKS);
    check("engine/src", &NETWORK);
}

#[test]
fn the_model_is_pure() {
    check(
        "engine/src/model",
        &["rusqlite", "std::fs", "std::io", "getrandom", "typst", "crate::vault", "crate::packet", "crate::transfer"],
    );
}

#[test]
fn vault_packet_and_transfer_never_name_each_other() {
    check("engine/src/vault", &["crate::packet", "crate::transfer", "typst", "serde_yaml_ng"]);
    check("engine/src/packet", &["crate::vault", "crate::transfer", "rusqlite"]);
    check("engine/src/transfer", &["crate::vault", "crate::packet", "rusqlite", "typst"]);
}

#[test]
fn the_shells_hold_no_sql_and_no_paper() {
    for shell in ["src-tauri/src", "cli/src"] {
        check(shell, &["rusqlite", "typst", "comrak"]);
        check(shell, &NETWORK);
    }
    check("cli/src", &["tauri"]);
}

#[test]
fn a_source_file_says_first_what_lives_in_it_and_what_does_not() {
    for folder in ["engine/src", "src-tauri/src", "cli/src"] {
        for (file, text) in sources(folder) {
            let head: Vec<&str> = text.lines().take(2).collect();
            assert!(head.iter().all(|line| line.starts_with("//! ")), "{file} does not begin with its two sentences");
        }
    }
}

#[test]
fn nothing_left_for_later_stands_in_the_source() {
    for folder in ["engine/src", "src-tauri/src", "cli/src", "xtask/src"] {
        check(folder, &["todo!", "unimplemented!", "dbg!", "Err(Error::internal(\"not"]);
    }
}
