//! A model beside the vault: random days of a manager, with undoing, locks, kills, backups and erasures between, and both
//! tell the same at the end.
//! Not here: what each single deed does (the proofs of its noun).

use crate::desk::{Copy, Desk, draft, promise};
use crate::vaults::later;
use crate::{Form, Tally};
use engine::model::follow_up::FollowUpState;
use engine::model::id::{FollowUpId, NoteId, PersonId};
use engine::model::note::NoteDraft;
use engine::vault::{Backup, Now, Vault, backups};
use fastrand::Rng;
use std::collections::{BTreeMap, BTreeSet};

/// What ought to be in the vault.
#[derive(Default, Clone)]
struct Model {
    people: BTreeMap<String, PersonId>,
    captures: BTreeMap<String, Vec<String>>,
    notes: BTreeMap<NoteId, (PersonId, String)>,
    /// Each promise: its words, and whether it is still open.
    promises: BTreeMap<FollowUpId, (PersonId, String, bool)>,
}

impl Model {
    fn of(vault: &Vault) -> Result<Self, String> {
        let mut model = Self::default();
        let known = vault.people(later(0)).map_err(said)?.into_iter().map(|summary| summary.person);
        model.people.extend(known.map(|person| (person.name, person.id)));
        for follow_up in vault.follow_ups(None, later(0)).map_err(said)?.mine {
            model.promises.insert(follow_up.id, (follow_up.person, follow_up.text, true));
        }
        Ok(model)
    }

    fn erase(&mut self, person: PersonId) {
        self.captures.retain(|name, _| self.people.get(name) != Some(&person));
        self.people.retain(|_, id| *id != person);
        self.notes.retain(|_, (of, _)| *of != person);
        self.promises.retain(|_, (of, _, _)| *of != person);
    }
}

/// A vault, what ought to be in it, and what it can go back to.
struct Walk {
    copy: Copy,
    vault: Vault,
    model: Model,
    /// What each step that can be taken back had found, the newest last.
    past: Vec<Model>,
    /// What each step that was taken back had left, the one to come next last.
    future: Vec<Model>,
    /// What each backup holds.
    backups: BTreeMap<String, Model>,
}

/// One sequence of steps from `seed`.
fn sequence(desk: &Desk, seed: u64) -> Result<(), String> {
    let mut dice = Rng::with_seed(seed);
    let copy = desk.copy();
    let vault = copy.open().map_err(said)?;
    let model = Model::of(&vault)?;
    let mut walk = Walk { copy, vault, model, past: Vec::new(), future: Vec::new(), backups: BTreeMap::new() };
    for step in 0..dice.usize(8..32) {
        let at = later(100 + i64::try_from(step).unwrap_or(0) * 30);
        let done = match dice.u8(0..100) {
            0..3 => walk.locked(),
            3..7 => walk.killed(),
            7..10 => walk.locked_with_backup(at),
            10..12 => walk.gone_back(&mut dice, at),
            12..14 => walk.erased(&mut dice, at),
            14..26 => walk.undone(at),
            26..32 => walk.done_again(at),
            _ => walk.deed(&mut dice, step, at),
        };
        walk = done.map_err(|words| format!("step {step}: {words}"))?;
    }
    let walk = if dice.bool() { walk.killed()? } else { walk.locked()? };
    compare(&walk.vault, &walk.model)
}

impl Walk {
    /// What came before cannot be taken back any more.
    fn begun_anew(mut self) -> Self {
        self.past.clear();
        self.future.clear();
        self
    }

    fn locked(self) -> Result<Self, String> {
        self.vault.lock().map_err(said)?;
        let vault = self.copy.open().map_err(said)?;
        Ok(Self { vault, ..self }.begun_anew())
    }

    /// The files as they are at this moment are all that is left.
    fn killed(self) -> Result<Self, String> {
        let copy = self.copy.as_after_a_crash();
        drop(self.vault);
        let vault = copy.open().map_err(said)?;
        Ok(Self { vault, copy, ..self }.begun_anew())
    }

    fn locked_with_backup(mut self, at: Now) -> Result<Self, String> {
        if let Some(made) = self.vault.lock_with_backup(at).map_err(said)? {
            self.backups.insert(made.file, self.model.clone());
        }
        let vault = self.copy.open().map_err(said)?;
        Ok(Self { vault, ..self }.begun_anew())
    }

    /// To one of the backups that are still kept.
    fn gone_back(mut self, dice: &mut Rng, at: Now) -> Result<Self, String> {
        let kept = backups(&self.copy.dir).map_err(said)?;
        self.backups.retain(|file, _| kept.iter().any(|backup| backup.file == *file));
        if self.backups.is_empty() {
            return Ok(self);
        }
        let (file, model) = self.backups.iter().nth(dice.usize(0..self.backups.len())).unwrap();
        let path = Backup::path(&self.copy.dir, file).map_err(said)?;
        self.vault.switch_to(&path, None, at).map_err(said)?;
        self.model = model.clone();
        compare(&self.vault, &self.model)?;
        Ok(self.begun_anew())
    }

    /// From the vault and from every backup.
    fn erased(mut self, dice: &mut Rng, at: Now) -> Result<Self, String> {
        if self.model.people.len() < 2 {
            return Ok(self);
        }
        let person = *self.model.people.values().nth(dice.usize(0..self.model.people.len())).unwrap();
        self.vault.erase_person(person, at).map_err(said)?;
        self.model.erase(person);
        for model in self.backups.values_mut() {
            model.erase(person);
        }
        compare(&self.vault, &self.model)?;
        Ok(self.begun_anew())
    }

    fn undone(mut self, at: Now) -> Result<Self, String> {
        let Some(before) = self.past.pop() else { return Ok(self) };
        self.vault.undo(None, at).map_err(said)?.ok_or("nothing to take back")?;
        self.future.push(std::mem::replace(&mut self.model, before));
        Ok(self)
    }

    fn done_again(mut self, at: Now) -> Result<Self, String> {
        let Some(after) = self.future.pop() else { return Ok(self) };
        self.vault.redo(at).map_err(said)?.ok_or("nothing to bring back")?;
        self.past.push(std::mem::replace(&mut self.model, after));
        Ok(self)
    }

    /// Something a manager does. Saving a note is no step: the editor takes back its own.
    fn deed(mut self, dice: &mut Rng, step: usize, at: Now) -> Result<Self, String> {
        let before = self.model.clone();
        match one(&mut self.vault, &mut self.model, dice, step, at)? {
            Did::Nothing => Ok(self),
            Did::Typed => Ok(self.begun_anew()),
            Did::Step => {
                self.past.push(before);
                self.future.clear();
                Ok(self)
            }
        }
    }
}

enum Did {
    Nothing,
    Typed,
    Step,
}

fn one(vault: &mut Vault, model: &mut Model, dice: &mut Rng, step: usize, at: Now) -> Result<Did, String> {
    let many = model.people.len();
    let chance = dice.u8(0..9);
    // Going back to a time before everyone who was not erased leaves nobody.
    if many == 0 || chance == 0 && many < 5 {
        let name = format!("Person {step}");
        let added = vault.add_person(&draft(&name), at).map_err(said)?;
        model.people.insert(name, added.id);
        return Ok(Did::Step);
    }
    let (name, person) = model.people.iter().nth(dice.usize(0..many)).map(|(name, id)| (name.clone(), *id)).unwrap();
    match chance {
        0..3 => {
            let text = format!("thought {step} {}", dice.u32(..));
            vault.add_capture(person, &text, at).map_err(said)?;
            model.captures.entry(name).or_default().push(text);
        }
        3 => {
            let note = vault.add_note(person, at.date_naive(), at).map_err(said)?;
            let text = format!("Line {step}.\n\nAnother, {}.", dice.u32(..));
            vault.save_note(note.id, &NoteDraft { text: text.clone(), base: note.revision }, at).map_err(said)?;
            model.notes.insert(note.id, (person, text));
            return Ok(Did::Typed);
        }
        4 => {
            let Some((&id, (_, text))) = model.notes.iter_mut().nth(dice.usize(0..4)) else {
                return Ok(Did::Nothing);
            };
            let note = vault.note(id).map_err(said)?;
            *text = format!("{}\n\nMore at step {step}.", note.text);
            vault.save_note(id, &NoteDraft { text: text.clone(), base: note.revision }, at).map_err(said)?;
            return Ok(Did::Typed);
        }
        5 => {
            let Some(&id) = model.notes.keys().nth(dice.usize(0..4)) else { return Ok(Did::Nothing) };
            vault.remove_note(id, at).map_err(said)?;
            model.notes.remove(&id);
        }
        6 | 7 => {
            let text = format!("promise {step} {}", dice.u32(..));
            let id = vault.add_follow_up(&promise(person, &text), at).map_err(said)?.id;
            model.promises.insert(id, (person, text, true));
        }
        _ => {
            let Some((&id, (_, _, open))) = model.promises.iter_mut().nth(dice.usize(0..8)) else {
                return Ok(Did::Nothing);
            };
            if *open {
                vault.keep_follow_up(id, at).map_err(said)?;
            } else {
                vault.reopen_follow_up(id, at).map_err(said)?;
            }
            *open = !*open;
        }
    }
    Ok(Did::Step)
}

fn compare(vault: &Vault, model: &Model) -> Result<(), String> {
    let found = vault.verify().map_err(said)?;
    if !found.ok {
        return Err(format!("the vault is damaged: {:?}", found.problems));
    }
    let people = vault.people(later(9_000)).map_err(said)?;
    let there: BTreeMap<String, PersonId> =
        people.into_iter().map(|summary| (summary.person.name, summary.person.id)).collect();
    if there != model.people {
        return Err(format!("people: {:?} instead of {:?}", there.keys(), model.people.keys()));
    }
    let there: BTreeSet<FollowUpId> =
        vault.all_follow_ups(None).map_err(said)?.into_iter().map(|follow_up| follow_up.id).collect();
    if there != model.promises.keys().copied().collect() {
        return Err(format!("{} promises instead of {}", there.len(), model.promises.len()));
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
    for note in vault.trash(later(9_000)).map_err(said)? {
        if model.notes.contains_key(&note.id) {
            return Err("a note lies in the trash that was not thrown away".to_owned());
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
