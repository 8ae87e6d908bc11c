//! Any bytes as the rows of an export. What must hold is written once, beside the ordinary tests.
//! Nothing is fuzzed here but that.
#![no_main]

#[path = "../support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::laws::rapport_json(bytes));
