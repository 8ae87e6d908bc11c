//! Reminders on the desktop: a 1:1 soon, promises due today. Only when asked for, only while a vault is open.
//! What is due, what was told already, and the words are the engine's.

use crate::files::Files;
use crate::session::Session;
use engine::model::reminder::{Names, Told};
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// How often the vault is asked.
const EVERY: Duration = Duration::from_millis(if cfg!(feature = "e2e") { 200 } else { 15_000 });

/// Looks from now on, on a thread of its own, as long as the app runs.
pub fn watch(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        // It outlives locking, so that opening the vault again tells nothing twice; ids and times are all it holds.
        let mut told = Told::default();
        loop {
            std::thread::sleep(EVERY);
            let Ok(settings) = app.state::<Files>().settings() else { continue };
            if !settings.remind {
                continue;
            }
            // A locked vault tells nothing: there is nothing left to read it with.
            let due = app.state::<Session>().read(|vault, now| Ok((vault.reminders(now)?, now.naive_local())));
            let Ok((due, now)) = due else { continue };
            let names = if settings.remind_names { Names::Shown } else { Names::Hidden };
            for one in told.fresh(due) {
                show(&one.words(now, names));
            }
        }
    });
}

/// Over a socket of this computer. A desktop without such a service shows nothing.
///
/// SECURITY: the words leave the app here. They hold no name unless the manager asked for names.
#[cfg(target_os = "linux")]
fn show(words: &str) {
    use gio::glib::{ToVariant, Variant, VariantDict};
    use gio::{Cancellable, DBusCallFlags};

    const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
    /// Milliseconds it stays on the screen.
    const STAYS: i32 = 10_000;

    let Some(bus) = crate::away::bus::session() else { return };
    let hints = VariantDict::new(None);
    // Not kept in the desktop's list of past notifications.
    hints.insert_value("transient", &true.to_variant());
    // Notify(app, replaces, icon, summary, body, actions, hints, milliseconds): Desktop Notifications Specification 1.2.
    let body = Variant::tuple_from_iter([
        "Rapport".to_variant(),
        0_u32.to_variant(),
        "".to_variant(),
        "Rapport".to_variant(),
        words.to_variant(),
        Vec::<String>::new().to_variant(),
        hints.end(),
        STAYS.to_variant(),
    ]);
    let path = "/org/freedesktop/Notifications";
    let flags = DBusCallFlags::NONE;
    // A desktop that shows no notifications is not an error.
    let _ = bus.call_sync(
        Some(NOTIFICATIONS),
        path,
        NOTIFICATIONS,
        "Notify",
        Some(&body),
        None,
        flags,
        2000,
        None::<&Cancellable>,
    );
}

/// A system that was told to keep this app quiet shows nothing.
///
/// SECURITY: the words leave the app here. They hold no name unless the manager asked for names.
#[cfg(not(target_os = "linux"))]
fn show(words: &str) {
    let _ = notify_rust::Notification::new().appname("Rapport").summary("Rapport").body(words).show();
}
