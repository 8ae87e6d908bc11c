//! Any text as the line being typed. What must hold is written once, beside the ordinary tests.
//! Nothing is fuzzed here but that.
#![no_main]

#[path = "../support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|line: &str| support::lines::keeps_the_law(line));
