//! Single calls of the operating system that fail under SQLite: `sqlite3_vfs.xSetSystemCall`.
//! Not here: calls that the engine makes itself for its own files (`cargo xtask torture` injects those from outside).
#![allow(unsafe_code, reason = "SQLite's system calls are C functions")]

use crate::desk::{DEEDS, Desk};
use crate::faults::judge;
use crate::{Form, Tally};
use rusqlite::ffi;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::transmute;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};

static ASKED: AtomicUsize = AtomicUsize::new(0);
static FAIL_AT: AtomicUsize = AtomicUsize::new(usize::MAX);
static FOR_GOOD: AtomicBool = AtomicBool::new(false);
static FAULT: AtomicI32 = AtomicI32::new(0);
static MET: AtomicBool = AtomicBool::new(false);

/// Whether this call fails; sets `errno` when it does.
fn fails() -> bool {
    let nth = ASKED.fetch_add(1, Ordering::SeqCst);
    let at = FAIL_AT.load(Ordering::SeqCst);
    let hit = nth == at || (nth > at && FOR_GOOD.load(Ordering::SeqCst));
    if hit {
        MET.store(true, Ordering::SeqCst);
        // SAFETY: the address of this thread's own `errno`.
        unsafe { *libc::__errno_location() = FAULT.load(Ordering::SeqCst) };
    }
    hit
}

/// Stand-ins by SQLite's names: each fails when it is its turn, else calls what stood there before.
macro_rules! stand_ins {
    ($($name:ident = $text:literal ( $($word:ident : $type:ty),* ) -> $result:ty;)*) => {
        $(mod $name {
            use super::*;
            pub static BEFORE: AtomicUsize = AtomicUsize::new(0);
            pub unsafe extern "C" fn call($($word: $type),*) -> $result {
                if fails() {
                    return -1;
                }
                // SAFETY: SQLite's own function of this name and shape, kept when ours took its place.
                let before: unsafe extern "C" fn($($type),*) -> $result =
                    unsafe { transmute(BEFORE.load(Ordering::SeqCst)) };
                unsafe { before($($word),*) }
            }
        })*

        /// Puts every stand-in in its place; gives how many calls SQLite has under these names.
        fn stand_in() -> usize {
            let vfs = unsafe { ffi::sqlite3_vfs_find(c"unix".as_ptr()) };
            assert!(!vfs.is_null());
            let mut placed = 0;
            $(
                // SAFETY: names are C strings; a name that this build lacks is answered with NOTFOUND.
                unsafe {
                    let name: &CStr = CStr::from_bytes_with_nul(concat!($text, "\0").as_bytes()).unwrap();
                    let now = (*vfs).xGetSystemCall.unwrap()(vfs, name.as_ptr());
                    if let Some(now) = now {
                        let ours = $name::call as *const () as usize;
                        if now as usize != ours {
                            $name::BEFORE.store(now as usize, Ordering::SeqCst);
                            let ours: unsafe extern "C" fn() = transmute(ours);
                            assert_eq!((*vfs).xSetSystemCall.unwrap()(vfs, name.as_ptr(), Some(ours)), ffi::SQLITE_OK);
                        }
                        placed += 1;
                    }
                }
            )*
            placed
        }
    };
}

stand_ins! {
    open_ = "open" (path: *const c_char, flags: c_int, mode: c_int) -> c_int;
    access_ = "access" (path: *const c_char, mode: c_int) -> c_int;
    stat_ = "stat" (path: *const c_char, to: *mut c_void) -> c_int;
    fstat_ = "fstat" (file: c_int, to: *mut c_void) -> c_int;
    lstat_ = "lstat" (path: *const c_char, to: *mut c_void) -> c_int;
    ftruncate_ = "ftruncate" (file: c_int, length: i64) -> c_int;
    fcntl_ = "fcntl" (file: c_int, what: c_int, with: *mut c_void) -> c_int;
    read_ = "read" (file: c_int, to: *mut c_void, length: usize) -> isize;
    pread_ = "pread" (file: c_int, to: *mut c_void, length: usize, at: i64) -> isize;
    pread64_ = "pread64" (file: c_int, to: *mut c_void, length: usize, at: i64) -> isize;
    write_ = "write" (file: c_int, from: *const c_void, length: usize) -> isize;
    pwrite_ = "pwrite" (file: c_int, from: *const c_void, length: usize, at: i64) -> isize;
    pwrite64_ = "pwrite64" (file: c_int, from: *const c_void, length: usize, at: i64) -> isize;
    fchmod_ = "fchmod" (file: c_int, mode: u32) -> c_int;
    fallocate_ = "fallocate" (file: c_int, at: i64, length: i64) -> c_int;
    unlink_ = "unlink" (path: *const c_char) -> c_int;
    open_directory_ = "openDirectory" (path: *const c_char, to: *mut c_int) -> c_int;
    mkdir_ = "mkdir" (path: *const c_char, mode: u32) -> c_int;
    fchown_ = "fchown" (file: c_int, owner: u32, group: u32) -> c_int;
    readlink_ = "readlink" (path: *const c_char, to: *mut c_char, length: usize) -> isize;
}

/// Every system call of every deed fails in its turn.
pub fn fail(form: Form) -> Tally {
    let mut tally = Tally::default();
    if stand_in() < 10 {
        tally.case(Some("SQLite offers fewer than ten calls to stand in for".to_owned()));
    }
    let desk = Desk::new();
    for (name, deed) in DEEDS {
        let base = desk.copy();
        let before = base.told().unwrap();
        let mut vault = base.open().unwrap();
        ASKED.store(0, Ordering::SeqCst);
        deed(&mut vault, desk.person).unwrap();
        let calls = ASKED.load(Ordering::SeqCst);
        vault.lock().unwrap();
        let after = base.told().unwrap();
        // The long form tries every call; the short one spreads as many cases over them.
        let step = (calls / form.of(5, calls.max(1))).max(1);
        for at in (0..calls).step_by(step) {
            for (fault, for_good) in [
                (libc::EIO, false),
                (libc::EIO, true),
                (libc::ENOSPC, false),
                (libc::ENOSPC, true),
                (libc::EDQUOT, true),
            ] {
                let copy = desk.copy();
                let mut vault = copy.open().unwrap();
                FAULT.store(fault, Ordering::SeqCst);
                FOR_GOOD.store(for_good, Ordering::SeqCst);
                MET.store(false, Ordering::SeqCst);
                ASKED.store(0, Ordering::SeqCst);
                FAIL_AT.store(at, Ordering::SeqCst);
                let said = deed(&mut vault, desk.person);
                FAIL_AT.store(usize::MAX, Ordering::SeqCst);
                let met = MET.load(Ordering::SeqCst);
                drop(vault);
                let fault = judge(&copy, &said, &before, &after);
                let unmet = (!met).then(|| "the fault was not met".to_owned());
                let what = |words| format!("{name}: call {at} of {calls}, for good: {for_good}: {words}");
                tally.case(fault.or(unmet).map(what));
            }
        }
    }
    tally
}
