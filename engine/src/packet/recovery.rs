//! The recovery key on one sheet of paper.
//! How the words are made and checked is the vault's business.

use super::history::Day;
use super::words::long_date;
use super::{Rendered, world};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
struct Sheet<'a> {
    title: String,
    date: Day,
    foot: String,
    lead: &'a str,
    heading: String,
    words: &'a [String],
    warning: String,
    scan: &'a str,
    square: Square,
}

/// The QR code's dark modules as runs: column, row, length.
#[derive(Serialize)]
struct Square {
    side: usize,
    runs: Vec<(usize, usize, usize)>,
}

/// The recovery key as a sheet to print: numbered words and the same words as a QR code.
///
/// `label` names the vault; `words` are its 24 words in order.
pub fn recovery_sheet(label: &str, words: &[String], today: NaiveDate) -> Result<Rendered> {
    let title = format!("Recovery key, {label}");
    let sheet = Sheet {
        title: title.clone(),
        date: Day::of(today),
        foot: title.clone(),
        lead: "If you forget the passphrase, these twenty-four words open the vault. Keep the sheet where you keep your passport.",
        heading: title,
        words,
        warning: format!(
            "Anyone with this sheet and the vault can read everything. Do not keep the two together. Made on {}.",
            long_date(today)
        ),
        scan: "The square holds the same words, to scan instead of typing them. Scan it only with a device you trust: a phone may keep what it reads.",
        square: square(&words.join(" "))?,
    };
    world::pdf(world::RECOVERY, &sheet, today)
}

fn square(text: &str) -> Result<Square> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)
        .map_err(|_| Error::internal("qr code"))?;
    let side = code.width();
    let colors = code.to_colors();
    let mut runs = Vec::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == qrcode::Color::Dark {
                runs.push((x, y, run.len()));
            }
            x += run.len();
        }
    }
    Ok(Square { side, runs })
}
