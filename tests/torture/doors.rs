//! Passphrases that are nearly right, and headers whose costs would hang or weaken a reader.
//! Not here: guessing; the costs themselves are proved in `tests/vault_keys.rs`.

use crate::desk::Desk;
use crate::vaults::{PASSPHRASE, now, passphrase, reseal, snapshot};
use crate::{Form, Tally};
use engine::Error;
use engine::vault::{KdfProfile, NewVault, Passphrase, Vault};
use std::fs;

pub fn knock(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    let copy = desk.copy();
    let before = snapshot(&copy.dir);
    let mut near: Vec<String> = vec![
        String::new(),
        " ".to_owned(),
        PASSPHRASE.to_uppercase(),
        PASSPHRASE.replace(' ', ""),
        PASSPHRASE.replace('e', "é"),
        format!("{PASSPHRASE} "),
        format!(" {PASSPHRASE}"),
        format!("{PASSPHRASE}\n"),
        format!("{PASSPHRASE}\0"),
        PASSPHRASE.repeat(2),
        "x".repeat(1 << 20),
        "\u{0301}".repeat(4096),
    ];
    // One letter left out, and one changed, at every place.
    for at in (0..PASSPHRASE.len()).step_by(form.of(3, 1)) {
        near.push(format!("{}{}", &PASSPHRASE[..at], &PASSPHRASE[at + 1..]));
        let mut changed = PASSPHRASE.as_bytes().to_vec();
        changed[at] ^= 1;
        near.push(String::from_utf8(changed).unwrap());
    }
    for text in &near {
        let said = Vault::open(&copy.dir, &passphrase(text), now()).map(drop);
        let refused = said == Err(Error::WrongPassphrase) && snapshot(&copy.dir) == before;
        tally.case((!refused).then(|| format!("{} letters: {said:?}", text.chars().count())));
    }
    tally.case(same_letters().map(str::to_owned));
    let whole = fs::read(copy.dir.join("header.bin")).unwrap();
    for at in (64..200).step_by(4) {
        for value in [0, 1, u32::from(u16::MAX), u32::MAX - 1, u32::MAX] {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            if bytes == whole {
                continue;
            }
            reseal(&mut bytes);
            for name in ["header.bin", "header.bak"] {
                fs::write(copy.dir.join(name), &bytes).unwrap();
            }
            let said = copy.open().map(drop);
            let refused = matches!(said, Err(Error::Damaged { .. } | Error::WrongPassphrase | Error::NewerVault));
            tally.case((!refused).then(|| format!("{value} at byte {at}: {said:?}")));
        }
    }
    tally
}

/// The same letters, composed by one keyboard and decomposed by another, open the same vault.
fn same_letters() -> Option<&'static str> {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("vault");
    let composed = "Žluťoučký kůň úpěl ďábelské ódy";
    let decomposed = "Z\u{30c}lut\u{30c}ouc\u{30c}ky\u{301} ku\u{30a}n\u{30c} u\u{301}pe\u{30c}l d\u{30c}a\u{301}belske\u{301} o\u{301}dy";
    let new = NewVault {
        label: "letters".to_owned(),
        passphrase: Passphrase::new(composed.to_owned()),
        kdf: KdfProfile::cheap(),
    };
    Vault::create(&dir, &new, now()).unwrap().0.lock().unwrap();
    Vault::open(&dir, &passphrase(decomposed), now()).is_err().then_some("decomposed letters do not open it")
}
