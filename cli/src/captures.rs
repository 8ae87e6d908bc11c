//! `capture`: lines of the input into a person's inbox, one commit each.
//! What becomes of them is decided in the window.

use crate::door::Door;
use crate::out::Out;
use crate::people::Named;
use crate::words::Failure;
use engine::Error;
use engine::model::id::CaptureId;
use serde::Serialize;
use std::io::{self, BufRead};

#[derive(Serialize)]
struct Captured {
    id: CaptureId,
}

/// `capture P`. An id is printed only after its line is committed; a line that cannot be taken stops no other.
pub fn take(named: &Named, door: &Door, out: &mut Out) -> Result<(), Failure> {
    let mut vault = door.open()?;
    let person = vault.find_person(&named.person)?.id;
    let mut refused = None;
    let mut line = Vec::new();
    let mut input = io::stdin().lock();
    for number in 1.. {
        line.clear();
        let read =
            input.read_until(b'\n', &mut line).map_err(|_| Failure::other("The input cannot be read further."))?;
        if read == 0 {
            break;
        }
        let Ok(text) = std::str::from_utf8(&line) else {
            refused.get_or_insert(format!("Line {number} is not UTF-8 and was left out; send it again as UTF-8."));
            continue;
        };
        let text = text.trim_end_matches(['\n', '\r']);
        if text.trim().is_empty() {
            continue;
        }
        match vault.add_capture(person, text, door.now) {
            Ok(id) => out.show(&Captured { id }, |captured| vec![captured.id.to_string()])?,
            Err(Error::Invalid { reason, .. }) => {
                refused.get_or_insert(format!("Line {number} was left out: {reason}"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    vault.lock()?;
    refused.map_or(Ok(()), |sentence| Err(Failure::invalid(sentence)))
}
