//! Embeds the interface, and gives every command of the one list a permission of its own.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/commands/mod.rs");
    let list = std::fs::read_to_string(Path::new("src/commands/mod.rs"))?;
    let commands: Vec<&'static str> = list
        .lines()
        .filter_map(|line| line.trim().strip_suffix(',')?.split_once("::"))
        .filter(|(module, _)| module.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .map(|(_, command)| &*command.to_owned().leak())
        .collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
