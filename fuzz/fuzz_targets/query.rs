//! Any text as a search. What must hold is written once, beside the ordinary tests.
//! Nothing is fuzzed here but that.
#![no_main]

#[path = "../support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|text: &str| support::laws::query(text));
