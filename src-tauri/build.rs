//! Embeds the interface and the permissions.
fn main() {
    tauri_build::build();
}
