//! Packets on paper, checked with the programs readers use: pdftotext, pdfinfo, qpdf.

use crate::support::packets::{self, mira};
use crate::support::pdf;
use engine::packet::{preview, protect, recovery_sheet, render};

#[test]
fn the_same_packet_gives_the_same_bytes() {
    let first = render(&mira()).unwrap();
    if let Ok(dir) = std::env::var("PACKET_OUT") {
        std::fs::write(format!("{dir}/mira.pdf"), &first.pdf).unwrap();
    }
    assert_eq!(first, render(&mira()).unwrap());
}
