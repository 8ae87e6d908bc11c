//! What several files of tests need.

pub mod dump;
pub mod laws;
pub mod lines;
pub mod packets;
pub mod pdf;
pub mod people;
pub mod team;
pub mod vaults;
