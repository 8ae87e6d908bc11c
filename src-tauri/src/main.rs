//! The desktop shell: one window around the engine, one list of commands between them.
//! No rule of Rapport lives here.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod away;
mod clipboard;
mod clock;
mod commands;
mod demo;
mod dialog;
mod files;
mod holder;
mod instance;
mod place;
mod process;
mod remind;
mod second;
mod session;
mod summon;
mod tries;
mod window;

use away::Away;
use files::Files;
use session::Session;
use std::path::PathBuf;
use std::time::Duration;
use tauri::{App, Manager, RunEvent, WindowEvent};
use tries::Tries;

// SECURITY: the seams switch the incognito window off and let files name paths and times.
#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("a release never has the seams of the tests: build without the feature `e2e`");

/// How long the window has to save the last words when it is closed.
const LAST_WORDS: Duration = Duration::from_secs(3);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(target_os = "linux")]
    process::wipe_what_is_given_back();
    process::harden();
    let demo = demo::wanted(std::env::args());
    let knock = instance::Knock::wanted(std::env::args());
    let app = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let session = Session::default();
            let root = if demo { demo::open(&session)? } else { data_folder(app)? };
            let Some(only) = instance::claim(&root, app.handle(), knock)? else { std::process::exit(0) };
            app.manage(only);
            let files = Files::new(root);
            app.manage(Away::after(files.settings()?.lock_after));
            app.manage(files);
            app.manage(session);
            app.manage(Tries::default());
            window::build(app.handle())?;
            away::watch(app.handle());
            remind::watch(app.handle());
            summon::listen(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                last_words(window.app_handle().clone(), window.label());
            }
        })
        .build(tauri::generate_context!())?;
    app.run(move |app, event| {
        if demo && matches!(event, RunEvent::Exit) {
            demo::sweep(app);
        }
    });
    Ok(())
}

/// Lets the window save what was typed in the last second; it answers with `close_window`.
fn last_words(app: tauri::AppHandle, label: &str) {
    if let Some(window) = app.get_webview_window(label) {
        // A window that cannot be asked is closed below.
        let _ = window.eval("window.dispatchEvent(new Event('rapport:closing'))");
    }
    std::thread::spawn(move || {
        std::thread::sleep(LAST_WORDS);
        // A backup that is being made is finished first.
        let _ = app.state::<Session>().settled();
        app.exit(0);
    });
}

#[cfg(not(feature = "e2e"))]
fn data_folder(app: &App) -> tauri::Result<PathBuf> {
    app.path().app_data_dir()
}

/// For tests: the folder stands in `RAPPORT_DATA`.
#[cfg(feature = "e2e")]
fn data_folder(app: &App) -> tauri::Result<PathBuf> {
    std::env::var_os("RAPPORT_DATA").map_or_else(|| app.path().app_data_dir(), |path| Ok(PathBuf::from(path)))
}
