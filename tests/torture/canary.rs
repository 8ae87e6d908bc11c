//! Words that must not be found: every field holds one, and no file of the vault does, in four encodings.
//! Files outside the vault and memory are looked through on the real window (`tests/e2e`).

use crate::desk::{DEEDS, Desk};
use crate::vaults::snapshot;
use crate::{Form, Tally};
use std::fmt::Write as _;
use std::fs;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `word` as UTF-8, UTF-16, hex in both cases, and base64 at each of the three places it can fall on.
fn spellings(word: &str) -> Vec<Vec<u8>> {
    let hex = word.bytes().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all = vec![word.as_bytes().to_vec(), wide, hex.to_uppercase().into_bytes(), hex.into_bytes()];
    all.extend((0..3).map(|offset| base64_inside(word.as_bytes(), offset)));
    all
}

/// The letters of base64 that depend on `bytes` alone when `offset` other bytes stand before them.
fn base64_inside(bytes: &[u8], offset: usize) -> Vec<u8> {
    let padded: Vec<u8> = std::iter::repeat_n(0, offset).chain(bytes.iter().copied()).collect();
    let bits = |at: usize| padded.get(at).copied().unwrap_or(0);
    let letters = (0..padded.len() * 8 / 6).map(|letter| {
        let at = letter * 6 / 8;
        let pair = u16::from(bits(at)) << 8 | u16::from(bits(at + 1));
        ALPHABET[usize::from(pair >> (10 - (letter * 6) % 8) & 63)]
    });
    let first = (offset * 8).div_ceil(6);
    letters.skip(first).collect()
}

fn found(bytes: &[u8], word: &str) -> bool {
    spellings(word).iter().any(|spelling| bytes.windows(spelling.len()).any(|window| window == spelling))
}

pub fn on_disk(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    let copy = desk.copy();
    let mut vault = copy.open().unwrap();
    for (_, deed) in DEEDS {
        // Some deeds need what another took away; what was stored is what is looked for.
        let _ = deed(&mut vault, desk.person);
    }
    let words = [
        "Kovačević",
        "send the rubric",
        "ask about the rota",
        "Coffee. Coffee",
        "the staff path",
        "Tunde Ade",
        "book the room",
    ];
    for word in words {
        let content = format!("{:?}", vault.content(None).unwrap());
        tally.case((!content.contains(word)).then(|| format!("{word:?} is not even in the vault")));
    }
    let rounds = form.of(1, 5);
    for _ in 0..rounds {
        // Open, with a journal beside it, and locked.
        let open = snapshot(&copy.dir);
        for (path, bytes) in &open {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for word in words {
                tally.case(found(bytes, word).then(|| format!("{word:?} in {name}")));
            }
        }
    }
    vault.lock().unwrap();
    for (path, bytes) in &snapshot(&copy.dir) {
        for word in words {
            tally.case(found(bytes, word).then(|| format!("{word:?} in {path:?} after locking")));
        }
    }
    // What is looked for is found where it is.
    for (nth, spelling) in spellings(words[1]).into_iter().enumerate() {
        let plain = copy.dir.join("plain");
        fs::write(&plain, [b"before ".to_vec(), spelling, b" after".to_vec()].concat()).unwrap();
        tally.case((!found(&fs::read(&plain).unwrap(), words[1])).then(|| format!("spelling {nth} is overlooked")));
    }
    let encoded = [("xrubricx", "eHJ1YnJpY3g="), ("xxrubric", "eHhydWJyaWM="), ("rubric", "cnVicmlj")];
    for (text, base64) in encoded {
        tally.case((!found(base64.as_bytes(), "rubric")).then(|| format!("base64 of {text:?} is overlooked")));
    }
    tally
}
