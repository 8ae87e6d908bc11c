//! Commands: packets to look at and to save.
//! What goes in and how it looks is the engine's.

use crate::dialog;
use crate::session::Session;
use engine::model::packet::{PacketDraft, PacketPreview};
use engine::{Result, packet};
use serde::Serialize;
use tauri::{AppHandle, State};

/// A packet that was written.
#[derive(Serialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct SavedPacket {
    /// The file's name, without its folder.
    pub file: String,
    /// Pages.
    pub pages: u32,
}

/// The pages as pictures; nothing is logged.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn preview_packet(session: State<'_, Session>, draft: PacketDraft) -> Result<PacketPreview> {
    let gathered = session.read(|vault, now| vault.packet(&draft, now))?;
    packet::preview(&gathered)
}

/// Asks where, writes the PDF (encrypted when a password is given) and logs it; none when no place was picked.
#[tauri::command(async)]
#[cfg_attr(test, specta::specta)]
pub fn save_packet(
    app: AppHandle,
    session: State<'_, Session>,
    draft: PacketDraft,
    password: Option<String>,
) -> Result<Option<SavedPacket>> {
    let gathered = session.read(|vault, now| vault.packet(&draft, now))?;
    let name = format!("{}, 1:1 history, {}.pdf", gathered.person.name, gathered.today);
    let Some(path) = dialog::save_pdf(&app, &name)? else { return Ok(None) };
    let rendered = packet::render(&gathered)?;
    let pdf = match password.filter(|password| !password.is_empty()) {
        Some(password) => packet::protect(&rendered.pdf, &password)?,
        None => rendered.pdf,
    };
    dialog::write(&path, &pdf)?;
    session.write(|vault, now| vault.log_packet(&draft, rendered.pages, now))?;
    Ok(Some(SavedPacket { file: dialog::name(&path), pages: rendered.pages }))
}
