//! Packets on paper: plain values in, a tagged PDF or page pictures out.
//! What goes into a packet is chosen before; nothing here reads a vault.

mod blocks;
mod charts;
mod draw;
mod glyphs;
mod history;
mod protect;
mod receipt;
mod recovery;
mod words;
mod world;

use crate::error::Result;
use crate::model::packet::{Packet, PacketPreview};

pub use protect::protect;
pub use receipt::{Receipt, erasure_receipt};
pub use recovery::recovery_sheet;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file's bytes.
    pub pdf: Vec<u8>,
    /// Pages.
    pub pages: u32,
}

/// Lays a packet out as PDF/UA-1. The same packet and the same fonts give the same bytes.
///
/// A glyph that no font has becomes a visible `□`; where even that does not satisfy the standard,
/// the file is a tagged PDF without the standard's mark rather than none.
pub fn render(packet: &Packet) -> Result<Rendered> {
    world::pdf(world::HISTORY, &history::paper(packet), packet.today)
}

/// The same pages as SVG, to look at before saving.
pub fn preview(packet: &Packet) -> Result<PacketPreview> {
    let pages = world::svg(world::HISTORY, &history::paper(packet), packet.today)?;
    let private_in = packet.meetings.iter().map(|m| blocks::private_passages(&m.note)).sum::<u32>();
    Ok(PacketPreview {
        pages,
        meetings: words::count(packet.meetings.len()),
        private_in_range: packet.left_out.private + private_in,
        left_out: packet.left_out,
    })
}
