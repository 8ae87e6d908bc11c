//! Everything Rapport knows and does: the rules, the vault, the files, the packets.
//! No window, no clock, no network: `now` is always an argument, and Tauri cannot be named here.

pub mod error;
pub mod model;
#[cfg(feature = "files")]
pub mod packet;
#[cfg(feature = "files")]
pub mod transfer;
#[cfg(feature = "files")]
pub mod vault;

pub use error::{Change, Error, Result};
