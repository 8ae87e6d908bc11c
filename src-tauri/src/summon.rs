//! Quick capture from any program: keys that reach Rapport while another window has the keyboard, when asked for.
//! What the window then opens is in `ui`; whether the keys are wanted is in `files`.

use crate::files::Files;
use engine::{Error, Result};
use global_hotkey::hotkey::{Code, HotKey, Modifiers};
use global_hotkey::{GlobalHotKeyEvent, GlobalHotKeyManager, HotKeyState};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::sync::mpsc;
use tauri::{AppHandle, Manager};

/// Keys on offer for quick capture: few, and none that programs commonly use themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CaptureKeys {
    /// None, as long as nobody asked.
    #[default]
    Off,
    /// Ctrl Shift Space; on macOS with Cmd.
    ShiftSpace,
    /// Ctrl Alt N; on macOS with Cmd.
    AltN,
}

impl CaptureKeys {
    fn hotkey(self) -> Option<HotKey> {
        let main = if cfg!(target_os = "macos") { Modifiers::META } else { Modifiers::CONTROL };
        match self {
            Self::Off => None,
            Self::ShiftSpace => Some(HotKey::new(Some(main | Modifiers::SHIFT), Code::Space)),
            Self::AltN => Some(HotKey::new(Some(main | Modifiers::ALT), Code::KeyN)),
        }
    }
}

thread_local! {
    /// The keys that are held, on the main thread: macOS and Windows want them there.
    static HELD: RefCell<Option<(GlobalHotKeyManager, HotKey)>> = const { RefCell::new(None) };
}

/// Takes the keys that were chosen before. Called once, on the main thread.
pub fn listen(app: &AppHandle) {
    let to = app.clone();
    GlobalHotKeyEvent::set_event_handler(Some(move |event: GlobalHotKeyEvent| {
        if event.state == HotKeyState::Pressed {
            capture(&to);
        }
    }));
    let chosen = app.state::<Files>().settings().map(|settings| settings.capture_keys).unwrap_or_default();
    // Keys another program took in the meantime: Settings tells it.
    let _ = hold(chosen);
}

/// Brings the window up with quick capture; a vault that is locked is opened first.
pub fn capture(app: &AppHandle) {
    crate::instance::show(app);
    for window in app.webview_windows().into_values() {
        // A window that is being replaced has nobody to ask.
        let _ = window.eval("window.dispatchEvent(new Event('rapport:capture'))");
    }
}

/// Takes these keys and lets go of others.
///
/// Errors name the field `capture_keys`: another program has them, or the desktop gives none away.
pub fn set(app: &AppHandle, keys: CaptureKeys) -> Result<()> {
    let (tell, told) = mpsc::channel();
    let held = move || {
        // Whoever asked may be gone; the keys are held all the same.
        let _ = tell.send(hold(keys));
    };
    app.run_on_main_thread(held).map_err(|_| Error::internal("capture keys"))?;
    told.recv().map_err(|_| Error::internal("capture keys"))?
}

fn hold(keys: CaptureKeys) -> Result<()> {
    if keys.hotkey().is_some() && !is_given_here() {
        return Err(Error::invalid(
            "capture_keys",
            "This desktop gives keys to no program. In its own keyboard settings, give a key to the command \
             `rapport --capture`: it does the same.",
        ));
    }
    HELD.with_borrow_mut(|held| {
        if held.as_ref().map(|(_, held)| *held) == keys.hotkey() {
            return Ok(());
        }
        if let Some((manager, before)) = held.take() {
            // It ends with the manager at the latest.
            let _ = manager.unregister(before);
        }
        let Some(hotkey) = keys.hotkey() else { return Ok(()) };
        let taken = || Error::invalid("capture_keys", "Another program has these keys. Choose others.");
        let manager = GlobalHotKeyManager::new().map_err(|_| taken())?;
        manager.register(hotkey).map_err(|_| taken())?;
        *held = Some((manager, hotkey));
        Ok(())
    })
}

/// X11 gives keys to any program that asks; Wayland to none.
fn is_given_here() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || (set("DISPLAY") && !set("WAYLAND_DISPLAY"))
}
