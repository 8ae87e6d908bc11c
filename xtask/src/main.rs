//! Set-up and every developer verb.
fn main() {}
