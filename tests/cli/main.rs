//! Proof of `rapport-cli`: the real binary on a real vault, from a terminal's point of view.
//! The engine's own proof is in the other files of this folder.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod bad_input;
mod desk;
mod exit_codes;
mod files;
mod lists;
mod trends;
mod vaults;
