//! The terminal twin.
fn main() {}
