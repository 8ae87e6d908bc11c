//! One window for one data folder: a second start brings the first to the front and ends.
//! Another program with the same vault open is the vault's own lock's matter.

use engine::Result;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use tauri::{AppHandle, Manager};

/// What a second start asks of the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// To come to the front.
    Show,
    /// To open quick capture: `rapport --capture`, for desktops that give keys to no program.
    Capture,
}

impl Knock {
    /// What the words of the command line ask for.
    pub fn wanted(mut words: impl Iterator<Item = String>) -> Self {
        if words.any(|word| word == "--capture") { Self::Capture } else { Self::Show }
    }
}

/// Held as long as the app runs.
pub struct Only {
    _file: File,
}

/// Takes the data folder for this process; none when another Rapport has it, which then comes to the front.
pub fn claim(root: &Path, app: &AppHandle, knock: Knock) -> Result<Option<Only>> {
    crate::files::make_folder(root)?;
    let path = root.join("app.lock");
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|error| crate::files::error(&error))?;
    match file.try_lock() {
        Ok(()) => {
            door::open(root, app);
            Ok(Some(Only { _file: file }))
        }
        Err(TryLockError::WouldBlock) => {
            door::knock(root, knock);
            Ok(None)
        }
        Err(TryLockError::Error(error)) => Err(crate::files::error(&error)),
    }
}

/// Brings the window to the front.
pub fn show(app: &AppHandle) {
    for window in app.webview_windows().into_values() {
        // A window manager that refuses marks it instead.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

#[cfg(unix)]
mod door {
    use super::Knock;
    use std::io::{Read, Write};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::time::Duration;
    use tauri::AppHandle;

    const NAME: &str = "app.sock";
    /// The one byte that asks for quick capture.
    const CAPTURE: u8 = b'c';
    /// Who says nothing within this time only knocks.
    const PATIENCE: Duration = Duration::from_millis(200);

    /// Listens for a second start: each connection is a knock, and at most one byte is read from it.
    /// Without the socket (a path too long for one) a second start still ends, but brings nothing to the front.
    pub fn open(root: &Path, app: &AppHandle) {
        let path = root.join(NAME);
        let _ = std::fs::remove_file(&path);
        let Ok(listener) = UnixListener::bind(&path) else { return };
        let app = app.clone();
        std::thread::spawn(move || {
            for knock in listener.incoming() {
                match knock.map(said) {
                    Ok(Knock::Capture) => crate::summon::capture(&app),
                    _ => super::show(&app),
                }
            }
        });
    }

    fn said(mut knock: UnixStream) -> Knock {
        let mut byte = [0];
        let heard = knock.set_read_timeout(Some(PATIENCE)).and_then(|()| knock.read(&mut byte));
        if heard.is_ok_and(|bytes| bytes == 1) && byte == [CAPTURE] { Knock::Capture } else { Knock::Show }
    }

    /// Asks the first to come to the front, or for quick capture.
    pub fn knock(root: &Path, knock: Knock) {
        // A first that does not listen stays where it is.
        let Ok(mut door) = UnixStream::connect(root.join(NAME)) else { return };
        if knock == Knock::Capture {
            let _ = door.write_all(&[CAPTURE]);
        }
    }
}

#[cfg(windows)]
mod door {
    use std::path::Path;
    use tauri::AppHandle;
    use windows_sys::Win32::UI::WindowsAndMessaging::{FindWindowW, SW_RESTORE, SetForegroundWindow, ShowWindow};

    /// Nothing to listen at: a second start finds the window by its title.
    pub fn open(_: &Path, _: &AppHandle) {}

    /// The one who was just started may bring another's window to the front; keys for quick capture are had without it.
    #[allow(unsafe_code)]
    pub fn knock(_: &Path, _: super::Knock) {
        let title: Vec<u16> = "Rapport\0".encode_utf16().collect();
        // SAFETY: the title is a zero-terminated string that outlives the call, and a null class means any.
        let window = unsafe { FindWindowW(std::ptr::null(), title.as_ptr()) };
        if !window.is_null() {
            // SAFETY: a handle the system just gave; one that is gone by now makes both calls fail, no more.
            unsafe {
                ShowWindow(window, SW_RESTORE);
                SetForegroundWindow(window);
            }
        }
    }
}
