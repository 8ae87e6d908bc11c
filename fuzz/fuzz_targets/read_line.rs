//! Any text as the line being typed. What must hold is written once, beside the ordinary tests.
//! Nothing is fuzzed here but the reading of lines.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/support/lines.rs"]
mod lines;
#[allow(dead_code)]
#[path = "../../tests/support/people.rs"]
mod people;

libfuzzer_sys::fuzz_target!(|line: &str| lines::keeps_the_law(line));
