//! The one window: how it is built, locked down, and replaced.
//! What it shows is in `ui`.

use engine::{Error, Result};
use std::sync::atomic::{AtomicU32, Ordering};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

/// Windows built so far: each has a label of its own, so that an old one can go after a new one came.
static BUILT: AtomicU32 = AtomicU32::new(0);

/// Builds the window.
pub fn build(app: &AppHandle) -> Result<()> {
    let number = BUILT.fetch_add(1, Ordering::Relaxed);
    let label = format!("window-{number}");
    // SECURITY: no page can be opened but our own, nothing is written to disk by the webview, and whatever
    // it might still try to load goes to a port where nobody answers.
    let dead_proxy = "http://127.0.0.1:9".parse().map_err(|_| Error::internal("proxy"))?;
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::App("index.html".into()))
        .title("Rapport")
        .inner_size(1280.0, 800.0)
        .min_inner_size(560.0, 560.0)
        .content_protected(true)
        .incognito(!cfg!(feature = "e2e"))
        .proxy_url(dead_proxy)
        .general_autofill_enabled(false)
        .enable_clipboard_access()
        .disable_drag_drop_handler()
        .on_navigation(|url| {
            url.scheme() == "tauri" || (url.scheme() == "http" && url.host_str() == Some("tauri.localhost"))
        })
        .on_new_window(|_, _| NewWindowResponse::Deny);
    #[cfg(all(target_os = "linux", not(feature = "e2e")))]
    let window = window.data_directory(folder_of_nothing(number));
    window.build().map(|_| ()).map_err(|_| Error::internal("window"))
}

/// A folder that nobody used before and nothing can be written to: `/proc`, spelled with the bits of `number`.
///
/// On Linux Tauri registers our pages once for each data folder, but every incognito window has a web context of its
/// own: with the folder of an earlier window it would find no page, and stay empty after the first lock.
#[cfg(all(target_os = "linux", not(feature = "e2e")))]
fn folder_of_nothing(number: u32) -> std::path::PathBuf {
    let bits = (0..u32::BITS).map(|bit| number >> bit & 1 == 1);
    let spelled = bits.map(|one| if one { "self/.." } else { "self/task/../.." });
    std::iter::once("/proc").chain(spelled).collect()
}

/// Destroys every window there is, with all it holds in memory, and builds a new one.
pub fn rebuild(app: &AppHandle) -> Result<()> {
    let old: Vec<_> = app.webview_windows().into_values().collect();
    build(app)?;
    for window in old {
        window.destroy().map_err(|_| Error::internal("window"))?;
    }
    Ok(())
}
