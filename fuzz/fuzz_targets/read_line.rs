//! Any text as the line being typed. What must hold is written once, beside the ordinary tests.
//! Nothing is fuzzed here but that.
#![no_main]

#[path = "../support.rs"]
mod support;

// The corpus holds lists of lines: a line holds no end of one.
libfuzzer_sys::fuzz_target!(|text: &str| text.lines().for_each(support::lines::keeps_the_law));
