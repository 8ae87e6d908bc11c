//! The power goes while the vault writes: whatever the disk kept of what was not yet synced, the vault opens whole and
//! holds everything that was acknowledged. What was asked of the disk is written down by `disk.rs`.

use crate::desk::{Copy, Desk, day, note_of};
use crate::disk::{self, Op};
use crate::vaults::{later, snapshot};
use crate::{Form, Tally};
use engine::model::note::NoteDraft;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A sector that is written whole or not at all, in bytes. Disks promise no more.
const SECTOR: usize = 512;
/// Captures written in the recorded stretch, with a note saved after every fourth.
const WRITES: usize = 40;

/// The files as a disk would have them.
type Files = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn apply(files: &mut Files, op: &Op, dice: Option<&mut fastrand::Rng>) {
    match op {
        Op::Write { file, at, bytes } => {
            let content = files.entry(file.clone()).or_default().get_or_insert_default();
            let at = usize::try_from(*at).unwrap();
            // A torn write: only some of its sectors arrived.
            let arrived: Vec<bool> = match dice {
                Some(dice) => (0..bytes.len().div_ceil(SECTOR)).map(|_| dice.bool()).collect(),
                None => vec![true; bytes.len().div_ceil(SECTOR)],
            };
            for (number, sector) in bytes.chunks(SECTOR).enumerate().filter(|(number, _)| arrived[*number]) {
                let start = at + number * SECTOR;
                if content.len() < start + sector.len() {
                    content.resize(start + sector.len(), 0);
                }
                content[start..start + sector.len()].copy_from_slice(sector);
            }
        }
        Op::Cut { file, length } => {
            if let Some(content) = files.entry(file.clone()).or_default() {
                content.resize(usize::try_from(*length).unwrap(), 0);
            }
        }
        Op::Delete { file } => {
            files.insert(file.clone(), None);
        }
        Op::Sync { .. } | Op::Acknowledged(_) => {}
    }
}

fn file(op: &Op) -> Option<&Path> {
    match op {
        Op::Write { file, .. } | Op::Cut { file, .. } | Op::Sync { file } | Op::Delete { file } => Some(file),
        Op::Acknowledged(_) => None,
    }
}

/// What is left when the power goes before `ops[cut]`: all that was synced, and of the rest what the dice say.
fn left(start: &Files, ops: &[Op], cut: usize, dice: &mut fastrand::Rng) -> Files {
    let mut files = start.clone();
    let fate = dice.u8(0..4);
    let prefix = dice.usize(0..=cut);
    for (number, op) in ops[..cut].iter().enumerate() {
        let synced = ops[number..cut].iter().any(|later| matches!(later, Op::Sync { .. }) && file(later) == file(op));
        if synced {
            apply(&mut files, op, None);
            continue;
        }
        match fate {
            // Nothing of it arrived.
            0 => {}
            // Everything up to some point.
            1 if number < prefix => apply(&mut files, op, None),
            1 => {}
            // Some of it, in no order.
            2 if dice.bool() => apply(&mut files, op, None),
            2 => {}
            // The same, and of each write only some sectors.
            _ => {
                if dice.bool() {
                    apply(&mut files, op, Some(dice));
                }
            }
        }
    }
    files
}

fn write_out(files: &Files, from: &Path, copy: &Copy) {
    for (path, content) in files {
        let to = copy.dir.join(path.strip_prefix(from).unwrap());
        match content {
            Some(content) => fs::write(to, content).unwrap(),
            None if to.exists() => fs::remove_file(to).unwrap(),
            None => {}
        }
    }
}

pub fn cut(form: Form) -> Tally {
    let mut tally = Tally::default();
    let mut dice = fastrand::Rng::with_seed(11);
    let desk = Desk::new();
    let base = desk.copy();
    let mut vault = disk::count(|| base.open()).0.unwrap();
    // From the first write on the folder says that a session writes: that is the state that is cut short here.
    vault.add_capture(desk.person, "before it all", later(61)).unwrap();
    let stopped = base.as_after_a_crash();
    let start: Files = snapshot(&base.dir).into_iter().map(|(path, bytes)| (path, Some(bytes))).collect();
    let ops = disk::recorded(|| {
        let note = note_of(&vault, desk.person, day(9)).unwrap().id;
        for nth in 0..WRITES {
            vault.add_capture(desk.person, &format!("capture {nth} of a long day"), later(61)).unwrap();
            disk::acknowledge(nth);
            if nth % 4 == 3 {
                let before = vault.note(note).unwrap();
                let text = format!("{}\n{}", before.text, "More was said. ".repeat(200));
                vault.save_note(note, &NoteDraft { text, base: before.revision }, later(61)).unwrap();
            }
        }
    });
    drop(vault);
    let syncs = ops.iter().filter(|op| matches!(op, Op::Sync { .. })).count();
    if syncs < WRITES {
        tally.case(Some(format!("only {syncs} syncs for {WRITES} acknowledged writes")));
    }
    let cases = form.of(150, 20_000);
    for case in 0..cases {
        let at = dice.usize(1..=ops.len());
        let files = left(&start, &ops, at, &mut dice);
        let copy = stopped.as_after_a_crash();
        write_out(&files, &base.dir, &copy);
        let promised: BTreeSet<usize> =
            ops[..at].iter().filter_map(|op| if let Op::Acknowledged(nth) = op { Some(*nth) } else { None }).collect();
        let fault = copy.content().and_then(|content| {
            let there: BTreeSet<&str> = content
                .people
                .iter()
                .flat_map(|person| &person.captures)
                .map(|capture| capture.text.as_str())
                .collect();
            let lost =
                promised.iter().filter(|nth| !there.contains(format!("capture {nth} of a long day").as_str())).count();
            if lost == 0 { Ok(()) } else { Err(format!("lost {lost} of {} acknowledged captures", promised.len())) }
        });
        tally.case(
            fault.err().map(|words| format!("case {case}, power cut before step {at} of {}: {words}", ops.len())),
        );
    }
    tally
}
