//! Changed bytes: every bit of the header, bits in every page, and pages that are genuine but not where they belong.
//! Not here: bytes that were never a vault's (`bytes.rs`).

use crate::desk::{Copy, Desk};
use crate::{Form, Tally};
use engine::Error;
use engine::vault::{Vault, verify};
use std::fs;

const PAGE: usize = 4096;
const HEADERS: [&str; 2] = ["header.bin", "header.bak"];

fn unlock() -> engine::vault::Unlock {
    crate::vaults::passphrase(crate::vaults::PASSPHRASE)
}

fn open(copy: &Copy) -> engine::Result<Vault> {
    copy.open()
}

/// With both copies changed alike the vault is refused; with one of them changed it is mended and opens.
pub fn of_the_header(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    let copy = desk.copy();
    let whole = fs::read(copy.dir.join("header.bin")).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        for name in HEADERS {
            fs::write(copy.dir.join(name), &bytes).unwrap();
        }
        let said = open(&copy).map(drop);
        let refused = said == Err(Error::damaged("header"));
        tally.case((!refused).then(|| format!("bit {bit} in both headers: {said:?}")));
    }
    for name in HEADERS {
        fs::write(copy.dir.join(name), &whole).unwrap();
    }
    for bit in (0..whole.len() * 8).step_by(form.of(509, 1)) {
        let name = HEADERS[bit % 2];
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(copy.dir.join(name), &bytes).unwrap();
        let told = verify(&copy.dir, &unlock()).is_ok_and(|found| !found.ok);
        let opened = open(&copy).is_ok();
        let mended = HEADERS.iter().all(|name| fs::read(copy.dir.join(name)).unwrap() == whole);
        tally.case(
            (!(told && opened && mended))
                .then(|| format!("bit {bit} in {name}: told: {told}, opened: {opened}, mended: {mended}")),
        );
    }
    tally
}

/// Whether the change is told before anything is shown: on opening, or by the check.
fn noticed(copy: &Copy) -> Option<String> {
    let before = crate::vaults::snapshot(&copy.dir);
    let found = verify(&copy.dir, &unlock());
    if crate::vaults::snapshot(&copy.dir) != before {
        return Some("checking changed something".to_owned());
    }
    match found {
        Ok(found) if found.ok => Some("the check found nothing".to_owned()),
        Ok(_) | Err(Error::Damaged { .. }) => None,
        Err(other) => Some(format!("the check said {other:?}")),
    }
}

/// One bit in every page, the long form several.
pub fn of_the_pages(form: Form) -> Tally {
    let mut tally = Tally::default();
    let mut dice = fastrand::Rng::with_seed(13);
    let desk = Desk::new();
    let copy = desk.copy();
    let path = database(&copy);
    let whole = fs::read(&path).unwrap();
    for page in 0..whole.len() / PAGE {
        for _ in 0..form.of(2, 32) {
            let bit = dice.usize(0..PAGE * 8);
            let mut bytes = whole.clone();
            bytes[page * PAGE + bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &bytes).unwrap();
            tally.case(noticed(&copy).map(|words| format!("page {page}, bit {bit}: {words}")));
        }
    }
    tally
}

fn database(copy: &Copy) -> std::path::PathBuf {
    let found = fs::read_dir(&copy.dir).unwrap().flatten().map(|entry| entry.path());
    found.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap()
}

/// Genuine pages of this very vault in the wrong place or from an earlier day.
pub fn replay(form: Form) -> Tally {
    let mut tally = Tally::default();
    let mut dice = fastrand::Rng::with_seed(17);
    let desk = Desk::new();
    let copy = desk.copy();
    let path = database(&copy);
    let old = fs::read(&path).unwrap();
    let mut vault = open(&copy).unwrap();
    for nth in 0..30 {
        vault
            .add_capture(desk.person, &format!("{nth} {}", "a longer thought ".repeat(40)), crate::vaults::later(61))
            .unwrap();
    }
    vault.lock().unwrap();
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / PAGE;
    let mut case = |what: String, bytes: &[u8]| {
        if bytes == whole {
            return;
        }
        fs::write(&path, bytes).unwrap();
        tally.case(noticed(&copy).map(|words| format!("{what}: {words}")));
    };
    for page in 0..old.len() / PAGE {
        let place = page * PAGE..(page + 1) * PAGE;
        let mut bytes = whole.clone();
        bytes[place.clone()].copy_from_slice(&old[place]);
        case(format!("page {page} put back to what it was"), &bytes);
    }
    case("the whole database put back to what it was".to_owned(), &old);
    for _ in 0..form.of(60, 2_000) {
        let (one, other) = (dice.usize(0..pages), dice.usize(0..pages));
        let mut bytes = whole.clone();
        let kept = bytes[one * PAGE..(one + 1) * PAGE].to_vec();
        bytes.copy_within(other * PAGE..(other + 1) * PAGE, one * PAGE);
        bytes[other * PAGE..(other + 1) * PAGE].copy_from_slice(&kept);
        case(format!("pages {one} and {other} swapped"), &bytes);
    }
    for length in [0, 1, PAGE - 1, PAGE, PAGE * (pages / 2), PAGE * (pages - 1), whole.len() - 1] {
        case(format!("cut to {length} bytes"), &whole[..length]);
    }
    for added in [1, PAGE, 2 * PAGE] {
        let bytes: Vec<u8> = whole.iter().copied().chain(std::iter::repeat_n(0, added)).collect();
        case(format!("{added} bytes added"), &bytes);
        let bytes: Vec<u8> = whole.iter().chain(&whole[..added]).copied().collect();
        case(format!("{added} bytes of its own added"), &bytes);
    }
    fs::write(&path, &whole).unwrap();
    tally.case(open(&copy).err().map(|error| format!("put right again it does not open: {error:?}")));
    tally
}
