//! What the process itself gives away: memory that is given back, core dumps, words in a panic.
//! What is in its windows is the webview's own process, which the system starts apart.

use std::alloc::System;
use std::io::Write;
use zeroizing_alloc::ZeroAlloc;

/// SECURITY: every piece of memory is wiped when it is given back, so that a locked vault leaves nothing in the heap.
/// This is Rust's part; for that of the libraries see `wipe_what_is_given_back`.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

/// What the allocators of the C libraries are told before they start: glibc overwrites memory when it is given back
/// (with 90, in place of what was there) and keeps no cache that would escape that (glibc manual, "Memory Allocation
/// Tunables"); WebKit takes its memory from glibc instead of from pools of its own (bmalloc, `Environment.cpp`).
#[cfg(target_os = "linux")]
const WIPES: [(&str, &str); 2] =
    [("GLIBC_TUNABLES", "glibc.malloc.perturb=90:glibc.malloc.tcache_count=0"), ("Malloc", "1")];

/// Starts this program once more in its own place, with allocators that wipe. Both read their words before `main`.
///
/// A copy of what the window and the shell say to each other passes through the webview's library in this process.
#[cfg(target_os = "linux")]
pub fn wipe_what_is_given_back() {
    use std::os::unix::process::CommandExt;
    if WIPES.iter().all(|(name, value)| std::env::var_os(name).is_some_and(|told| told == *value)) {
        return forget_the_words();
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut again = std::process::Command::new(program);
    again.args(std::env::args_os().skip(1)).envs(WIPES);
    if let Some(name) = std::env::args_os().next() {
        again.arg0(name);
    }
    // Only a refusal comes back; then memory of the libraries is given back as it is.
    drop(again.exec());
}

/// The page's own processes end at the lock: they keep their quick allocators and their pools.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn forget_the_words() {
    // WebKit's allocator reads its word when it is first asked for memory: now. Without a screen there is no webview.
    if gtk::init().is_ok() {
        drop(webkit2gtk::UserContentManager::new());
    }
    for (name, _) in WIPES {
        // SAFETY: called first in `main`: no other thread of ours is there yet, and GLib's own wait for work.
        unsafe { std::env::remove_var(name) };
    }
}

/// No core dump, nobody of the same user reading this process's memory, no payload in a panic's message.
pub fn harden() {
    close_to_others();
    std::panic::set_hook(Box::new(|panic| {
        // SECURITY: the place only; a payload may hold what somebody wrote.
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        // Nobody is left to tell when even this cannot be written.
        let _ = writeln!(std::io::stderr(), "rapport stopped at {}", place.unwrap_or_default());
    }));
}

/// The limit on core files goes on to the webview's processes; "not dumpable" ends with this one.
#[cfg(unix)]
fn close_to_others() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // A system that refuses leaves things as they were; there is nobody to tell and no reason to stop.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // The tests read the memory of a locked app to see that nothing is left in it.
    #[cfg(all(target_os = "linux", not(feature = "e2e")))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Windows writes no dump without being asked; a fault must not open a window that offers to send one.
#[cfg(windows)]
#[allow(unsafe_code)]
fn close_to_others() {
    use windows_sys::Win32::System::Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode};
    // SAFETY: takes a number and no pointer; changes this process's own mode.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
}

#[cfg(all(test, target_os = "linux", not(feature = "e2e")))]
#[allow(clippy::unwrap_used)]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn the_process_leaves_no_core_and_is_closed_to_others() {
        super::close_to_others();
        let core = getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }

    /// In a process of its own: the hook is the process's, and so is where it writes.
    #[test]
    fn a_defect_prints_its_place_and_not_what_somebody_wrote() {
        const CANARY: &str = "quokkaberry";
        const INSIDE: &str = "RAPPORT_INSIDE";
        if std::env::var_os(INSIDE).is_some() {
            super::harden();
            let note = format!("she said {CANARY}");
            assert!(std::panic::catch_unwind(|| panic!("{note}")).is_err());
            return;
        }
        let name = "process::tests::a_defect_prints_its_place_and_not_what_somebody_wrote";
        let mut inside = std::process::Command::new(std::env::current_exe().unwrap());
        let told = inside.args([name, "--exact", "--nocapture"]).env(INSIDE, "1").output().unwrap();
        let said = [told.stderr, told.stdout].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(told.status.success(), "{said}");
        assert!(said.contains("rapport stopped at src-tauri/src/process.rs:"), "{said}");
        assert!(!said.contains(CANARY), "{said}");
    }
}
