//! What the targets share with the ordinary tests.
//! Nothing of their own is here.
#![allow(dead_code)]

#[path = "../tests/support/laws.rs"]
pub mod laws;
#[path = "../tests/support/lines.rs"]
pub mod lines;
#[path = "../tests/support/people.rs"]
pub mod people;
