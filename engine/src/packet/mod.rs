//! Packets on paper: plain values in, a tagged PDF or page pictures out.
//! What goes into a packet is chosen before; nothing here reads a vault.

use crate::error::{Error, Result};
use crate::model::packet::{Packet, PacketPreview};

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file's bytes.
    pub pdf: Vec<u8>,
    /// Pages.
    pub pages: u32,
}

/// Lays a packet out as PDF/UA-1. The same packet gives the same bytes.
pub fn render(_packet: &Packet) -> Result<Rendered> {
    Err(Error::internal("render"))
}

/// The same pages as SVG, to look at before saving.
pub fn preview(_packet: &Packet) -> Result<PacketPreview> {
    Err(Error::internal("preview"))
}

/// Encrypts a PDF with AES-256 so that it opens with `password` only.
pub fn protect(_pdf: &[u8], _password: &str) -> Result<Vec<u8>> {
    Err(Error::internal("protect"))
}

/// The recovery key as a sheet to print.
pub fn recovery_sheet(_label: &str, _words: &[String], _today: chrono::NaiveDate) -> Result<Rendered> {
    Err(Error::internal("recovery_sheet"))
}
