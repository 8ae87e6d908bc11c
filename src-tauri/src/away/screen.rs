//! Whether the screen is locked or another user has the seat, asked once a second (macOS, Windows).
//! Linux tells by itself: see `bus`.

/// Whether this session is out of sight. Asked by polling: no window procedure and no observer to keep alive.
///
/// `CGSSessionScreenIsLocked` and `kCGSSessionOnConsoleKey` as in Apple's CGSession.h and in every screen locker since.
#[cfg(target_os = "macos")]
#[allow(unsafe_code)]
pub fn is_locked() -> bool {
    use objc2_core_foundation::{CFBoolean, CFDictionary, CFRetained, CFString, CFType};
    let Some(session) = objc2_core_graphics::CGSessionCopyCurrentDictionary() else {
        // No window server: nobody can be in front of it.
        return true;
    };
    // SAFETY: the documented contents of this dictionary: keys are strings, values are objects.
    let session: CFRetained<CFDictionary<CFString, CFType>> = unsafe { CFRetained::cast_unchecked(session) };
    let flag = |name: &'static str| {
        let value = session.get(&CFString::from_static_str(name))?;
        value.downcast_ref::<CFBoolean>().map(CFBoolean::as_bool)
    };
    flag("CGSSessionScreenIsLocked") == Some(true) || flag("kCGSSessionOnConsoleKey") == Some(false)
}

/// Whether this session is locked or disconnected (`WTSQuerySessionInformationW` with `WTSSessionInfoEx`).
#[cfg(windows)]
#[allow(unsafe_code)]
pub fn is_locked() -> bool {
    use windows_sys::Win32::System::RemoteDesktop::{
        WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTS_SESSIONSTATE_LOCK, WTSActive, WTSFreeMemory, WTSINFOEXW,
        WTSQuerySessionInformationW, WTSSessionInfoEx,
    };
    let mut info: *mut u16 = std::ptr::null_mut();
    let mut bytes = 0;
    // SAFETY: both pointers are to locals of the right types; the answer is freed below.
    let told = unsafe {
        WTSQuerySessionInformationW(
            WTS_CURRENT_SERVER_HANDLE,
            WTS_CURRENT_SESSION,
            WTSSessionInfoEx,
            &raw mut info,
            &raw mut bytes,
        )
    };
    if told == 0 || info.is_null() {
        return false;
    }
    let whole = usize::try_from(bytes).is_ok_and(|bytes| bytes >= size_of::<WTSINFOEXW>());
    // SAFETY: the system filled at least one such structure, aligned by its own allocator; level 1 says which union member.
    let locked = whole
        && unsafe {
            let info = &*info.cast::<WTSINFOEXW>();
            let one = info.Data.WTSInfoExLevel1;
            info.Level == 1
                && (one.SessionFlags == WTS_SESSIONSTATE_LOCK.cast_signed() || one.SessionState != WTSActive)
        };
    // SAFETY: given by the call above, freed once.
    unsafe { WTSFreeMemory(info.cast()) };
    locked
}
