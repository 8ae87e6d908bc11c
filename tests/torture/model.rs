//! A model beside the vault: random days of a manager, with locks and kills between, and both tell the same at the end.
//! Not here: what each single deed does (the proofs of its noun).

use crate::desk::{Copy, Desk, draft, promise};
use crate::vaults::later;
use crate::{Form, Tally};
use engine::model::follow_up::FollowUpState;
use engine::model::id::{FollowUpId, NoteId, PersonId};
use engine::model::note::NoteDraft;
use engine::vault::Vault;
use fastrand::Rng;
use std::collections::BTreeMap;

/// What ought to be in the vault.
#[derive(Default)]
struct Model {
    people: BTreeMap<String, PersonId>,
    captures: BTreeMap<String, Vec<String>>,
    notes: BTreeMap<NoteId, (PersonId, String)>,
    /// Each promise: its words, and whether it is still open.
    promises: BTreeMap<FollowUpId, (PersonId, String, bool)>,
}

/// One sequence of steps from `seed`.
fn sequence(desk: &Desk, seed: u64) -> Result<(), String> {
    let mut dice = Rng::with_seed(seed);
    let mut copy = desk.copy();
    let mut vault = copy.open().map_err(said)?;
    let mut model = Model::default();
    let known: Vec<_> = vault.people(later(0)).map_err(said)?.into_iter().map(|summary| summary.person).collect();
    model.people.extend(known.into_iter().map(|person| (person.name, person.id)));
    for follow_up in vault.follow_ups(None, later(0)).map_err(said)?.mine {
        model.promises.insert(follow_up.id, (follow_up.person, follow_up.text, true));
    }
    for step in 0..dice.usize(8..40) {
        match dice.u8(0..100) {
            0..10 => (vault, copy) = again(vault, copy, dice.bool())?,
            _ => one(&mut vault, &mut model, &mut dice, step)?,
        }
    }
    (vault, _) = again(vault, copy, dice.bool())?;
    compare(&vault, &model)
}

/// Locked and opened, or killed: the files as they are at this moment are all that is left.
fn again(vault: Vault, copy: Copy, killed: bool) -> Result<(Vault, Copy), String> {
    if killed {
        let left = copy.as_after_a_crash();
        drop(vault);
        let vault = left.open().map_err(said)?;
        return Ok((vault, left));
    }
    vault.lock().map_err(said)?;
    let vault = copy.open().map_err(said)?;
    Ok((vault, copy))
}

fn one(vault: &mut Vault, model: &mut Model, dice: &mut Rng, step: usize) -> Result<(), String> {
    let names: Vec<String> = model.people.keys().cloned().collect();
    let name = names[dice.usize(0..names.len())].clone();
    let person = model.people[&name];
    let at = later(100 + i64::try_from(step).unwrap_or(0) * 30);
    match dice.u8(0..9) {
        0 if model.people.len() < 5 => {
            let name = format!("Person {step}");
            let added = vault.add_person(&draft(&name), at).map_err(said)?;
            model.people.insert(name, added.id);
        }
        1 | 2 => {
            let text = format!("thought {step} {}", dice.u32(..));
            vault.add_capture(person, &text, at).map_err(said)?;
            model.captures.entry(name).or_default().push(text);
        }
        3 => {
            let note = vault.add_note(person, at.date_naive(), at).map_err(said)?;
            let text = format!("Line {step}.\n\nAnother, {}.", dice.u32(..));
            vault.save_note(note.id, &NoteDraft { text: text.clone(), base: note.revision }, at).map_err(said)?;
            model.notes.insert(note.id, (person, text));
        }
        4 => {
            if let Some((&id, (_, text))) = model.notes.iter_mut().nth(dice.usize(0..8)) {
                let note = vault.note(id).map_err(said)?;
                *text = format!("{}\n\nMore at step {step}.", note.text);
                vault.save_note(id, &NoteDraft { text: text.clone(), base: note.revision }, at).map_err(said)?;
            }
        }
        5 => {
            let id = model.notes.keys().nth(dice.usize(0..8)).copied();
            if let Some(id) = id {
                vault.remove_note(id, at).map_err(said)?;
                model.notes.remove(&id);
            }
        }
        6 | 7 => {
            let text = format!("promise {step} {}", dice.u32(..));
            let id = vault.add_follow_up(&promise(person, &text), at).map_err(said)?.id;
            model.promises.insert(id, (person, text, true));
        }
        _ => {
            if let Some((&id, (_, _, open))) = model.promises.iter_mut().nth(dice.usize(0..8)) {
                if *open {
                    vault.keep_follow_up(id, at).map_err(said)?;
                } else {
                    vault.reopen_follow_up(id, at).map_err(said)?;
                }
                *open = !*open;
            }
        }
    }
    Ok(())
}

fn compare(vault: &Vault, model: &Model) -> Result<(), String> {
    let found = vault.verify().map_err(said)?;
    if !found.ok {
        return Err(format!("the vault is damaged: {:?}", found.problems));
    }
    for (name, &person) in &model.people {
        let page = vault.person_page(person, later(9_000)).map_err(said)?;
        let mut there: Vec<&str> = page.captures.iter().map(|capture| capture.text.as_str()).collect();
        let mut meant: Vec<&str> = model.captures.get(name).into_iter().flatten().map(String::as_str).collect();
        there.sort_unstable();
        meant.sort_unstable();
        if there != meant {
            return Err(format!("{name}'s inbox: {there:?} instead of {meant:?}"));
        }
    }
    for (&id, (_, text)) in &model.notes {
        let note = vault.note(id).map_err(said)?;
        if note.text != *text {
            return Err(format!("a note says {:?} instead of {text:?}", note.text));
        }
    }
    for (&id, (person, text, open)) in &model.promises {
        let follow_up = vault.follow_up(id).map_err(said)?;
        let is_open = follow_up.state == FollowUpState::Open;
        if (follow_up.person, &follow_up.text, is_open) != (*person, text, *open) {
            return Err(format!("a promise is {:?} {:?}, should be open: {open}", follow_up.text, follow_up.state));
        }
    }
    Ok(())
}

fn said(error: engine::Error) -> String {
    format!("said {error:?}")
}

pub fn walk(form: Form) -> Tally {
    let mut tally = Tally::default();
    let desk = Desk::new();
    for seed in 0..form.of(500, 10_000) as u64 {
        tally.case(sequence(&desk, seed).err().map(|words| format!("seed {seed}: {words}")));
    }
    tally
}
