//! What the process itself gives away: freed memory, core dumps, words in a panic.
//! What is in its windows is the webview's own process, which the system starts apart.

use std::alloc::System;
use std::io::Write;
use zeroizing_alloc::ZeroAlloc;

/// SECURITY: every piece of memory is wiped when it is given back, so that a locked vault leaves nothing in the heap.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

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
}
