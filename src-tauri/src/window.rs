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
    let window = window.build().map_err(|_| Error::internal("window"))?;
    #[cfg(target_os = "linux")]
    {
        outlive_the_page(&window)?;
        check_spelling(&window)?;
    }
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

/// Builds the window anew when the process behind its page ends; the vault stays as it is, locked or not, and what was
/// typed up to the last autosave is in it. WebKitGTK 2.50 ends when a screen reader meets an emoji in an editable text.
#[cfg(target_os = "linux")]
fn outlive_the_page(window: &tauri::WebviewWindow) -> Result<()> {
    use webkit2gtk::WebViewExt;
    /// A page that ends sooner would only end again.
    const LIVED: std::time::Duration = std::time::Duration::from_secs(3);
    let app = window.app_handle().clone();
    let born = std::time::Instant::now();
    let watch = move |webview: tauri::webview::PlatformWebview| {
        webview.inner().connect_web_process_terminated(move |_, _| {
            if born.elapsed() > LIVED {
                // Nothing is left to tell a refusal to; closing the empty window still works.
                let _ = rebuild(&app);
            }
        });
    };
    window.with_webview(watch).map_err(|_| Error::internal("window"))
}

/// Marks misspelt words with the system's dictionaries; WebKitGTK leaves that to the program, the others do it by
/// themselves.
#[cfg(target_os = "linux")]
fn check_spelling(window: &tauri::WebviewWindow) -> Result<()> {
    use webkit2gtk::{WebContextExt, WebViewExt};
    let switch_on = |webview: tauri::webview::PlatformWebview| {
        if let Some(context) = webview.inner().context() {
            context.set_spell_checking_enabled(true);
            // None named: those of the system's language.
            context.set_spell_checking_languages(&[]);
        }
    };
    window.with_webview(switch_on).map_err(|_| Error::internal("window"))
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
