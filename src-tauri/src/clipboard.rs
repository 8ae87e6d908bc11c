//! The clipboard for secrets: marked so that histories leave it out, cleared after half a minute and on locking.
//! Ordinary copying is the webview's own; on locking that goes too, where the system tells it is ours.

use crate::clock;
use engine::{Error, Result};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tauri::AppHandle;
use zeroize::Zeroizing;

/// How long a copied secret stays.
const STAYS: Duration = Duration::from_secs(30);
/// How often the clock is asked whether it is time.
const TICK: Duration = Duration::from_millis(250);
/// The longest secret, in bytes: a recovery key is about 200.
const LONGEST: usize = 4096;
/// Counts copies: only the latest one's half minute counts.
static COPIES: AtomicU64 = AtomicU64::new(0);

/// Copies a secret for half a minute.
pub fn copy(app: &AppHandle, secret: String) -> Result<()> {
    let secret = Zeroizing::new(secret);
    if secret.len() > LONGEST {
        return Err(Error::invalid("secret", "That is too long to be copied as a secret."));
    }
    let mine = COPIES.fetch_add(1, Ordering::Relaxed) + 1;
    let (answer, copied) = std::sync::mpsc::channel();
    // The receiver waits below.
    app.run_on_main_thread(move || drop(answer.send(system::put(secret)))).map_err(|_| Error::internal("clipboard"))?;
    copied.recv().map_err(|_| Error::internal("clipboard"))??;
    let app = app.clone();
    let until = clock::running() + STAYS;
    std::thread::spawn(move || {
        while clock::running() < until {
            std::thread::sleep(TICK);
        }
        if COPIES.load(Ordering::Relaxed) == mine {
            clear(&app);
        }
    });
    Ok(())
}

/// Empties the clipboard if what lies there came from this window.
pub fn clear(app: &AppHandle) {
    // An app that has no main thread any more has no clipboard either.
    let _ = app.run_on_main_thread(system::clear);
}

#[cfg(target_os = "linux")]
mod system {
    use engine::{Error, Result};
    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use gtk::{Clipboard, TargetEntry, TargetFlags};
    use zeroize::Zeroizing;

    /// The mark that Plasma, and clipboard managers after it, take for "keep this out of the history".
    const CONCEALED: &str = "x-kde-passwordManagerHint";
    const HINT: u32 = 1;

    pub fn put(secret: Zeroizing<String>) -> Result<()> {
        let texts = ["UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING"];
        let mut targets: Vec<_> = texts.iter().map(|name| TargetEntry::new(name, TargetFlags::empty(), 0)).collect();
        targets.push(TargetEntry::new(CONCEALED, TargetFlags::empty(), HINT));
        let given = Clipboard::get(&SELECTION_CLIPBOARD).set_with_data(&targets, move |_, selection, info| {
            if info == HINT {
                selection.set(&Atom::intern(CONCEALED), 8, b"secret");
            } else {
                selection.set_text(&secret);
            }
        });
        if given { Ok(()) } else { Err(Error::internal("clipboard")) }
    }

    /// GTK clears only what this process put there.
    pub fn clear() {
        Clipboard::get(&SELECTION_CLIPBOARD).clear();
    }
}

#[cfg(any(windows, target_os = "macos"))]
mod system {
    use arboard::Clipboard;
    #[cfg(target_os = "macos")]
    use arboard::SetExtApple;
    #[cfg(windows)]
    use arboard::SetExtWindows;
    use engine::{Error, Result};
    use std::sync::Mutex;
    use zeroize::Zeroizing;

    /// What was put there last: only that is taken away again.
    static PUT: Mutex<Option<Zeroizing<String>>> = Mutex::new(None);

    pub fn put(secret: Zeroizing<String>) -> Result<()> {
        let failed = |_| Error::internal("clipboard");
        let mut clipboard = Clipboard::new().map_err(failed)?;
        let set = clipboard.set();
        #[cfg(target_os = "macos")]
        let set = set.exclude_from_history();
        #[cfg(windows)]
        let set = set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history();
        set.text(secret.as_str()).map_err(failed)?;
        if let Ok(mut put) = PUT.lock() {
            *put = Some(secret);
        }
        Ok(())
    }

    pub fn clear() {
        let Some(secret) = PUT.lock().ok().and_then(|mut put| put.take()) else { return };
        let Ok(mut clipboard) = Clipboard::new() else { return };
        if clipboard.get_text().map(Zeroizing::new).is_ok_and(|text| *text == *secret) {
            // A clipboard that cannot be cleared holds a secret marked as one; there is nothing better to do.
            let _ = clipboard.clear();
        }
    }
}
