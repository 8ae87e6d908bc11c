//! Proof that `ui/src/bindings.ts` says what the commands take and give.
//! `RAPPORT_WRITE_BINDINGS=1 cargo test -p rapport` writes it anew.
#![allow(clippy::unwrap_used)]

use specta_typescript::Typescript;
use std::path::Path;
use tauri_specta::Builder;

const HEAD: &str =
    "// Types and calls of the commands the shell offers.\n// Written by the shell's own test: do not edit by hand.\n";

#[test]
fn the_committed_bindings_are_fresh() {
    use super::*;
    let builder = Builder::<tauri::Wry>::new()
        .commands(every_command!(tauri_specta::collect_commands))
        .disable_serde_phases()
        .dangerously_cast_bigints_to_number();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bindings.ts");
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    builder.export(Typescript::default().header(HEAD), &fresh).unwrap();
    let fresh = std::fs::read_to_string(fresh).unwrap();
    if std::env::var_os("RAPPORT_WRITE_BINDINGS").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    assert!(committed == fresh, "bindings.ts is stale: run RAPPORT_WRITE_BINDINGS=1 cargo test -p rapport bindings");
}
