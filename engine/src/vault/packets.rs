//! What a packet holds, gathered and cut to the manager's choice.
//! How it looks is the crate's `packet`.

use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::packet::{Packet, PacketDraft};

impl Vault {
    /// Everything a packet needs; logs nothing.
    pub fn packet(&self, _draft: &PacketDraft, _now: Now) -> Result<Packet> {
        Err(Error::internal("packet"))
    }
    /// Notes down that a packet was saved.
    pub fn log_packet(&mut self, _draft: &PacketDraft, _pages: u32, _now: Now) -> Result<()> {
        Err(Error::internal("log_packet"))
    }
}
