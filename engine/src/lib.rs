//! Everything Rapport knows and does: the rules, the vault, the files, the packets.
//! No window, no clock, no network: `now` is always an argument, and Tauri cannot be named here.

pub mod error;
pub mod model;
pub mod packet;
pub mod transfer;
pub mod vault;

pub use error::{Change, Error, Result};
