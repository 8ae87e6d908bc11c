//! The installable package of this system, from an optimised build with its own OpenSSL.
//! Signing and publishing are not done here.

use crate::Outcome;
use crate::process::{npm, root, run as run_command, target};
use crate::run::{build_interface, install_packages};
use crate::setup::{For, setup};

/// Bundles the app into `target/release/bundle/`.
///
/// # Errors
/// When something cannot be installed, built, or packed.
pub fn bundle() -> Outcome {
    setup(For::Running)?;
    install_packages()?;
    build_interface()?;
    // AppImage is left out: its packer downloads while it runs.
    let kinds = match std::env::consts::OS {
        "linux" => "deb,rpm",
        "macos" => "app,dmg",
        _ => "nsis",
    };
    let mut bundle = npm(&["exec", "--", "tauri", "build", "--bundles", kinds]);
    bundle.args(["--config", r#"{"bundle":{"active":true}}"#]).current_dir(root().join("src-tauri"));
    run_command(&mut bundle)?;
    println!("{}", target().join("release").join("bundle").display());
    Ok(())
}
