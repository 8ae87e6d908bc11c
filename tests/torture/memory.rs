//! SQLCipher keeps every allocation out of the swap file, one call to the system each, which takes half of the time of
//! a thousand short-lived vaults. Here nothing is secret, so the calls do nothing.
//! What stays in memory after a lock is looked for on the real window (`tests/e2e`).
#![allow(unsafe_code, reason = "stands in for two functions of the C library")]

use std::ffi::{c_int, c_void};

/// SAFETY: the C library's own function may fail or do nothing as well; nobody relies on more here.
#[unsafe(no_mangle)]
extern "C" fn mlock(_: *const c_void, _: usize) -> c_int {
    0
}

/// SAFETY: as above.
#[unsafe(no_mangle)]
extern "C" fn munlock(_: *const c_void, _: usize) -> c_int {
    0
}
