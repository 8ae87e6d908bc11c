//! The database's file fails under twelve deeds: nothing acknowledged is lost, nothing half done stays.
//! The file system that fails is in `disk.rs`.

use crate::desk::{Copy, DEEDS, Desk};
use crate::disk::{self, Fault};
use crate::{Form, Tally};

const KINDS: [(bool, bool); 4] = [(false, false), (false, true), (true, false), (true, true)];

/// What is wrong afterwards: done and not there, not done and there, half there, or damaged.
pub fn judge(copy: &Copy, said: &engine::Result<()>, before: &str, after: &str) -> Option<String> {
    let found = match copy.told() {
        Ok(found) => found,
        Err(words) => return Some(format!("said {said:?}, and the vault {words}")),
    };
    let done = found == after;
    let undone = found == before;
    match said {
        Ok(()) if !done => Some("acknowledged, and not there afterwards".to_owned()),
        // A commit can be stored although its last call failed: whole or not at all is what counts.
        Err(_) if !done && !undone => Some(format!("said {said:?}, and half of it is there")),
        Ok(()) | Err(_) => None,
    }
}

/// Each read, write, sync, cut, open and delete of each deed fails in its turn.
pub fn fail(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    for (name, deed) in DEEDS {
        let base = desk.copy();
        let before = base.told().unwrap();
        let mut vault = base.open().unwrap();
        let (done, asked) = disk::count(|| deed(&mut vault, desk.person));
        done.unwrap();
        vault.lock().unwrap();
        let after = base.told().unwrap();
        let step = (asked / form.of(5, asked.max(1))).max(1);
        for at in (0..asked).step_by(step) {
            for (for_good, full) in KINDS {
                let copy = desk.copy();
                // Opened on a sound disk that is already stood in for.
                let mut vault = disk::count(|| copy.open()).0.unwrap();
                let (said, met) = disk::with_fault(Fault { at, for_good, full }, || deed(&mut vault, desk.person));
                drop(vault);
                let unmet = (!met).then(|| "the fault was not met".to_owned());
                let what = |words| format!("{name}: {at} of {asked}, for good: {for_good}, full: {full}: {words}");
                tally.case(judge(&copy, &said, &before, &after).or(unmet).map(what));
            }
        }
    }
    tally
}

/// A vault with an unfinished write in its journal is opened on a disk that fails: the next opening mends it.
pub fn fail_in_recovery(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    let before = desk.copy().told().unwrap();
    for (name, deed) in DEEDS.into_iter().take(form.of(3, DEEDS.len())) {
        let Some(torn) = torn(&desk, deed) else {
            tally.case(Some(format!("{name}: no unfinished write could be made")));
            continue;
        };
        let (opened, asked) = disk::count(|| torn.as_after_a_crash().open().map(drop));
        opened.unwrap();
        let step = (asked / form.of(8, asked.max(1))).max(1);
        for at in (0..asked).step_by(step) {
            for (for_good, full) in KINDS {
                let copy = torn.as_after_a_crash();
                let (_, met) = disk::with_fault(Fault { at, for_good, full }, || copy.open().map(drop));
                let fault = match copy.told() {
                    Ok(found) if found == before => (!met).then(|| "the fault was not met".to_owned()),
                    Ok(_) => Some("something else is in it".to_owned()),
                    Err(words) => Some(format!("the vault {words}")),
                };
                tally.case(fault.map(|words| format!("{name}: {at} of {asked}, for good: {for_good}: {words}")));
            }
        }
    }
    tally
}

/// The files in the middle of a deed: the journal is written, the database is half changed.
fn torn(desk: &Desk, deed: crate::desk::Deed) -> Option<Copy> {
    let asked = {
        let probe = desk.copy();
        let mut vault = disk::count(|| probe.open()).0.ok()?;
        disk::count(|| deed(&mut vault, desk.person)).1
    };
    // From some point on nothing reaches the disk any more, and the process ends without a word.
    for at in (asked / 2..asked).rev() {
        let copy = desk.copy();
        let Ok(mut vault) = disk::count(|| copy.open()).0 else { continue };
        let _ = disk::with_fault(Fault { at, for_good: true, full: false }, || deed(&mut vault, desk.person));
        let left = copy.as_after_a_crash();
        drop(vault);
        let journal = crate::vaults::snapshot(&left.dir)
            .into_iter()
            .any(|(path, bytes)| path.to_string_lossy().ends_with("-journal") && !bytes.is_empty());
        if journal {
            return Some(left);
        }
    }
    None
}
