//! A model of what waits between two people, run beside a real vault: whatever is planned, moved, missed, deleted, ticked,
//! carried, imported, taken back or brought back, and wherever the clock stands, no open follow-up and no waiting agenda
//! item is ever lost.
//! Each step's own rules are in `meetings`, `follow_ups` and `cadence`.

use crate::support::people::{TODAY, draft};
use crate::support::vaults::{Open, now};
use chrono::{Days, Duration, NaiveDate, NaiveTime};
use engine::Error;
use engine::model::absence::{AbsenceDraft, AbsenceKind};
use engine::model::follow_up::FollowUpDraft;
use engine::model::id::{AgendaItemId, FollowUpId, MeetingId, PersonId};
use engine::model::meeting::{AgendaItemDraft, AgendaSource, MeetingDraft, Side, Status};
use engine::model::note::NoteDraft;
use engine::model::pages::AgendaOrder;
use engine::vault::{Now, Vault};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
enum Step {
    AddItem,
    Discuss(usize),
    Wait(usize),
    Reorder,
    Promise,
    Type,
    Keep(usize),
    Reopen(usize),
    Drop(usize),
    Plan(u64),
    SetNext(u64),
    MoveNext(u64),
    MissNext,
    Move(usize, u64),
    Miss(usize),
    Start,
    End,
    Template,
    Remove(usize),
    Away(u64),
    Leave,
    Return,
    Import,
    Undo,
    Redo,
    Clock(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let days = 0..20u64;
    let nth = 0..6usize;
    prop_oneof![
        3 => Just(Step::AddItem),
        2 => nth.clone().prop_map(Step::Discuss),
        1 => nth.clone().prop_map(Step::Wait),
        1 => Just(Step::Reorder),
        2 => Just(Step::Promise),
        2 => Just(Step::Type),
        1 => nth.clone().prop_map(Step::Keep),
        1 => nth.clone().prop_map(Step::Reopen),
        1 => nth.clone().prop_map(Step::Drop),
        2 => days.clone().prop_map(Step::Plan),
        1 => days.clone().prop_map(Step::SetNext),
        2 => days.clone().prop_map(Step::MoveNext),
        1 => Just(Step::MissNext),
        2 => (nth.clone(), days.clone()).prop_map(|(nth, days)| Step::Move(nth, days)),
        1 => nth.clone().prop_map(Step::Miss),
        3 => Just(Step::Start),
        2 => Just(Step::End),
        1 => Just(Step::Template),
        2 => nth.prop_map(Step::Remove),
        1 => days.prop_map(Step::Away),
        1 => Just(Step::Leave),
        1 => Just(Step::Return),
        1 => Just(Step::Import),
        5 => Just(Step::Undo),
        2 => Just(Step::Redo),
        3 => (-3..9i64).prop_map(Step::Clock),
    ]
}

/// What one key was before a change and is after it; none where it was not there.
type Changes<K, V> = Vec<(K, Option<V>, Option<V>)>;

/// What a change that can be taken back did to the model.
#[derive(Default)]
struct Done {
    promises: Changes<FollowUpId, bool>,
    items: Changes<AgendaItemId, Option<MeetingId>>,
}

fn changes<K: Ord + Copy, V: PartialEq + Copy>(before: &BTreeMap<K, V>, after: &BTreeMap<K, V>) -> Changes<K, V> {
    let keys: BTreeSet<K> = before.keys().chain(after.keys()).copied().collect();
    let pairs = keys.into_iter().map(|key| (key, before.get(&key).copied(), after.get(&key).copied()));
    pairs.filter(|(_, before, after)| before != after).collect()
}

fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

/// What must be there: every promise with whether it is open, every item with the meeting it was discussed in.
struct Model {
    open: Open,
    person: PersonId,
    now: Now,
    made: u32,
    promises: BTreeMap<FollowUpId, bool>,
    items: BTreeMap<AgendaItemId, Option<MeetingId>>,
    meetings: Vec<MeetingId>,
    /// Every 1:1 there ever was, for those that come back.
    seen: Vec<MeetingId>,
    /// By the step's id.
    done: BTreeMap<u32, Done>,
    /// What was taken back and can be brought back, the latest last.
    undone: Vec<Done>,
    /// The step that made the person; it is not taken back.
    first: u32,
}

/// A refusal with a sentence is an answer; anything else is not.
fn told<T>(answer: engine::Result<T>) -> Option<T> {
    match answer {
        Ok(value) => Some(value),
        Err(Error::Invalid { reason, .. }) => {
            assert!(reason.ends_with('.'), "{reason}");
            None
        }
        Err(other) => panic!("{other:?}"),
    }
}

fn nth<T: Copy>(all: impl IntoIterator<Item = T>, nth: usize) -> Option<T> {
    let all: Vec<T> = all.into_iter().collect();
    (!all.is_empty()).then(|| all[nth % all.len()])
}

impl Model {
    fn day(&self, ahead: u64) -> NaiveDate {
        self.now.date_naive().checked_add_days(Days::new(ahead)).unwrap()
    }

    fn running(&self) -> Option<MeetingId> {
        self.meetings.iter().copied().find(|id| self.open.vault.meeting(*id).unwrap().status == Status::Running)
    }

    fn met(&mut self, id: Option<MeetingId>) {
        if let Some(id) = id.filter(|id| !self.meetings.contains(id)) {
            self.meetings.push(id);
            self.seen.push(id);
        }
    }

    fn open_ids(&self) -> BTreeSet<FollowUpId> {
        let page = self.open.vault.follow_ups(Some(self.person), self.now).unwrap();
        page.mine.iter().chain(&page.theirs).map(|one| one.id).collect()
    }

    fn last_step(&self) -> u32 {
        self.open.vault.last_step().unwrap().map_or(0, |step| step.id)
    }

    /// A step, and what it did to the model if it can be taken back.
    fn step(&mut self, step: &Step) {
        let (before, promises, items) = (self.last_step(), self.promises.clone(), self.items.clone());
        self.take(step);
        let last = self.last_step();
        if !matches!(step, Step::Undo | Step::Redo) && last > before {
            self.undone.clear();
            let done = Done { promises: changes(&promises, &self.promises), items: changes(&items, &self.items) };
            self.done.insert(last, done);
        }
    }

    /// Writing in a note is no step: what was typed since stays as it is.
    fn turn(&mut self, done: &Done, back: bool) {
        for &(id, before, after) in &done.promises {
            set(&mut self.promises, id, if back { before } else { after });
        }
        for &(id, before, after) in &done.items {
            set(&mut self.items, id, if back { before } else { after });
        }
        let vault = &self.open.vault;
        self.meetings = self.seen.iter().copied().filter(|id| vault.meeting(*id).is_ok()).collect();
    }

    fn take(&mut self, step: &Step) {
        let (person, now, ten) = (self.person, self.now, NaiveTime::from_hms_opt(10, 0, 0).unwrap());
        self.made += 1;
        let text = format!("number {}", self.made);
        let plan = |date| MeetingDraft { person, date, time: ten, minutes: 30 };
        match *step {
            Step::AddItem => {
                let draft = AgendaItemDraft { person, text, source: AgendaSource::Typed };
                if let Some(item) = told(self.open.vault.add_agenda_item(&draft, now)) {
                    self.items.insert(item.id, None);
                }
            }
            Step::Discuss(at) => {
                let waiting = self.items.iter().filter(|(_, on)| on.is_none()).map(|(id, _)| *id);
                if let (Some(meeting), Some(item)) = (self.running(), nth(waiting, at)) {
                    told(self.open.vault.discuss_agenda_item(item, meeting));
                    self.items.insert(item, Some(meeting));
                }
            }
            Step::Wait(at) => {
                if let Some(item) = nth(self.items.keys().copied(), at) {
                    told(self.open.vault.reopen_agenda_item(item));
                    self.items.insert(item, None);
                }
            }
            Step::Reorder => {
                let mut items: Vec<_> =
                    self.open.vault.agenda(person).unwrap().into_iter().map(|item| item.id).collect();
                items.reverse();
                items.pop();
                told(self.open.vault.order_agenda(person, &AgendaOrder { items }));
            }
            Step::Promise => {
                let draft = FollowUpDraft { person, owner: Side::Me, text, due: Some(self.day(3)) };
                if let Some(one) = told(self.open.vault.add_follow_up(&draft, now)) {
                    self.promises.insert(one.id, true);
                }
            }
            Step::Type => {
                if let Some(meeting) = self.running() {
                    let note = self.open.vault.meeting_page(meeting, now).unwrap().note;
                    let draft = NoteDraft { text: format!("{}\n- [ ] @me {text}", note.text), base: note.revision };
                    let saved = told(self.open.vault.save_note(note.id, &draft, now)).unwrap();
                    for one in saved.follow_ups {
                        self.promises.entry(one.id).or_insert(true);
                    }
                }
            }
            Step::Keep(at) | Step::Reopen(at) | Step::Drop(at) => {
                if let Some(id) = nth(self.promises.keys().copied(), at) {
                    match step {
                        Step::Keep(_) => told(self.open.vault.keep_follow_up(id, now)),
                        Step::Reopen(_) => told(self.open.vault.reopen_follow_up(id, now)),
                        _ => told(self.open.vault.drop_follow_up(id, "no longer needed", now)),
                    };
                    self.promises.insert(id, matches!(step, Step::Reopen(_)));
                }
            }
            Step::Plan(days) => {
                let planned = told(self.open.vault.plan_meeting(&plan(self.day(days)), now));
                self.met(planned.map(|one| one.id));
            }
            Step::SetNext(days) => {
                let set = told(self.open.vault.set_next_meeting(person, self.day(days), ten, now));
                self.met(set.map(|one| one.id));
            }
            Step::MoveNext(days) => {
                let moved = told(self.open.vault.move_next_meeting(person, self.day(days), ten, Side::Them, now));
                self.met(moved.map(|one| one.id));
            }
            Step::MissNext => {
                let missed = told(self.open.vault.miss_next_meeting(person, Side::Me, now));
                self.met(missed.map(|one| one.id));
            }
            Step::Move(at, days) => {
                if let Some(id) = nth(self.meetings.clone(), at) {
                    told(self.open.vault.move_meeting(id, self.day(days), ten, Side::Me, now));
                }
            }
            Step::Miss(at) => {
                if let Some(id) = nth(self.meetings.clone(), at) {
                    told(self.open.vault.miss_meeting(id, Side::Them));
                }
            }
            Step::Start => {
                let started = told(self.open.vault.start_meeting(person, now));
                self.met(started);
            }
            Step::End => {
                if let Some(meeting) = self.running() {
                    told(self.open.vault.end_meeting(meeting, now));
                }
            }
            Step::Template => {
                if let Some(meeting) = self.running() {
                    let before: BTreeSet<_> =
                        self.open.vault.agenda(person).unwrap().into_iter().map(|one| one.id).collect();
                    told(self.open.vault.apply_template(meeting, "weekly", now));
                    for item in self.open.vault.agenda(person).unwrap() {
                        if !before.contains(&item.id) {
                            self.items.insert(item.id, None);
                        }
                    }
                }
            }
            Step::Remove(at) => {
                if let Some(id) = nth(self.meetings.clone(), at) {
                    told(self.open.vault.remove_meeting(id, now));
                    self.meetings.retain(|one| *one != id);
                    for on in self.items.values_mut().filter(|on| **on == Some(id)) {
                        *on = None;
                    }
                }
            }
            Step::Away(days) => {
                let (from, to) = (self.day(days), Some(self.day(days + 4)));
                told(self.open.vault.add_absence(&AbsenceDraft { person, kind: AbsenceKind::Leave, from, to }, now));
            }
            Step::Leave => self.open.vault.archive_person(person, now).unwrap(),
            Step::Return => self.open.vault.restore_person(person).unwrap(),
            Step::Import => {
                let content = self.open.vault.content(None).unwrap();
                self.open.vault.merge(&content, now).unwrap();
            }
            Step::Undo => {
                if self.last_step() > self.first
                    && let Some(Some(step)) = told(self.open.vault.undo(None, now))
                {
                    let done = self.done.remove(&step.id).expect("a step the model saw");
                    self.turn(&done, true);
                    self.undone.push(done);
                }
            }
            Step::Redo => {
                // One that cannot be brought back is forgotten.
                match told(self.open.vault.redo(now)) {
                    Some(None) => {}
                    brought => {
                        let done = self.undone.pop().expect("a step the model saw");
                        if brought.is_some() {
                            self.turn(&done, false);
                            self.done.insert(self.last_step(), done);
                        }
                    }
                }
            }
            Step::Clock(days) => self.now += Duration::days(days) + Duration::minutes(7),
        }
    }

    fn check(&self, step: &Step) {
        let open: BTreeSet<_> = self.promises.iter().filter(|(_, open)| **open).map(|(id, _)| *id).collect();
        assert_eq!(self.open_ids(), open, "after {step:?}");
        let waiting: BTreeSet<_> = self.open.vault.agenda(self.person).unwrap().into_iter().map(|one| one.id).collect();
        let wanted: BTreeSet<_> = self.items.iter().filter(|(_, on)| on.is_none()).map(|(id, _)| *id).collect();
        assert_eq!(waiting, wanted, "after {step:?}");
    }

    /// What is open and what waits, by its words.
    fn words(vault: &Vault, person: PersonId, now: Now) -> (Vec<String>, Vec<String>) {
        let page = vault.follow_ups(Some(person), now).unwrap();
        let mut open: Vec<_> = page.mine.into_iter().chain(page.theirs).map(|one| one.text).collect();
        let mut waiting: Vec<_> = vault.agenda(person).unwrap().into_iter().map(|one| one.text).collect();
        open.sort();
        waiting.sort();
        (open, waiting)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_steps_loses_an_open_follow_up_or_a_waiting_item(steps in prop::collection::vec(step(), 1..32)) {
        let mut open = Open::new();
        let person = open.vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
        let first = open.vault.last_step().unwrap().map_or(0, |step| step.id);
        let mut model = Model {
            open,
            person,
            now: now(),
            made: 0,
            promises: BTreeMap::new(),
            items: BTreeMap::new(),
            meetings: Vec::new(),
            seen: Vec::new(),
            done: BTreeMap::new(),
            undone: Vec::new(),
            first,
        };
        for step in &steps {
            model.step(step);
            model.check(step);
        }
        // And into another vault.
        let content = model.open.vault.content(None).unwrap();
        let mut other = Open::new();
        other.vault.merge(&content, model.now).unwrap();
        let there = other.vault.find_person("mira").unwrap().id;
        prop_assert_eq!(Model::words(&other.vault, there, model.now), Model::words(&model.open.vault, person, model.now));
    }
}

#[test]
fn a_clock_set_back_loses_nothing() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let promise = FollowUpDraft { person: mira, owner: Side::Me, text: "Send it".into(), due: Some(TODAY) };
    vault.add_follow_up(&promise, now()).unwrap();
    let point = AgendaItemDraft { person: mira, text: "The talk".into(), source: AgendaSource::Typed };
    vault.add_agenda_item(&point, now()).unwrap();
    let meeting = vault.start_meeting(mira, now()).unwrap();
    let note = vault.meeting_page(meeting, now()).unwrap().note;
    let back = now() - Duration::days(40);
    vault.save_note(note.id, &NoteDraft { text: "Said.\n\n- [ ] @me write it down".into(), base: 0 }, back).unwrap();
    let end = vault.end_meeting(meeting, back).unwrap();
    assert_eq!((end.meeting.minutes, end.agreed.len(), end.carried.len()), (1, 1, 1));
    // Everything is still told while the clock is wrong, and after it was put right.
    for at in [back, now() + Duration::days(1)] {
        let brief = vault.brief(mira, at).unwrap();
        assert_eq!((brief.promised_by_me.len(), brief.agenda.len()), (2, 1));
        assert_eq!(vault.notes(mira).unwrap().len(), 1);
        assert_eq!(vault.today(at).unwrap().my_promises.len(), 2);
        assert!(brief.next.is_some());
    }
    assert_eq!(vault.today(back).unwrap().written_on, Some(TODAY), "told on Today");
    assert_eq!(vault.today(now()).unwrap().written_on, None);
    // Two moves with the clock set back between them still tell the day it was first planned for.
    let time = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    let date = |days| (now() + Duration::days(days)).date_naive();
    let plan = MeetingDraft { person: mira, date: date(3), time, minutes: 30 };
    let planned = vault.plan_meeting(&plan, now()).unwrap().id;
    vault.move_meeting(planned, date(4), time, Side::Me, now()).unwrap();
    vault.move_meeting(planned, date(2), time, Side::Them, back).unwrap();
    let then = now() + Duration::days(2);
    vault.start_meeting(mira, then).unwrap();
    let held = vault.end_meeting(planned, then + Duration::minutes(30)).unwrap().meeting;
    assert_eq!(held.status, Status::Moved { from: date(3), by: Side::Them });
}

#[test]
fn somebody_who_left_is_promised_nothing_new_and_keeps_what_there_is() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let promise = FollowUpDraft { person: mira, owner: Side::Me, text: "Write a reference".into(), due: None };
    vault.add_follow_up(&promise, now()).unwrap();
    vault.archive_person(mira, now()).unwrap();
    let says = |error: Error| match error {
        Error::Invalid { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    };
    let (field, reason) = says(vault.add_follow_up(&promise, now()).unwrap_err());
    assert_eq!(
        (field.as_str(), reason.as_str()),
        ("person", "Mira has left the team. Bring Mira back first, or write a note.")
    );
    let point = AgendaItemDraft { person: mira, text: "The talk".into(), source: AgendaSource::Typed };
    assert_eq!(says(vault.add_agenda_item(&point, now()).unwrap_err()).0, "person");
    assert_eq!(says(vault.start_meeting(mira, now()).unwrap_err()).0, "person");
    assert_eq!(vault.archived_people().unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [mira]);
    assert_eq!(vault.follow_ups(Some(mira), now()).unwrap().mine.len(), 1);
    vault.restore_person(mira).unwrap();
    assert_eq!(vault.archived_people().unwrap(), []);
    vault.add_follow_up(&promise, now()).unwrap();
}

#[test]
fn an_agenda_item_of_five_thousand_characters_is_refused_with_its_length() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let point = |text: String| AgendaItemDraft { person: mira, text, source: AgendaSource::Typed };
    let refused = vault.add_agenda_item(&point("x".repeat(5000)), now()).unwrap_err();
    let sentence = "This is 5000 characters long. Keep it to 500; the rest fits into a note.";
    assert_eq!(refused, Error::invalid("text", sentence));
    let kept = vault.add_agenda_item(&point("x".repeat(500)), now()).unwrap();
    assert_eq!(vault.edit_agenda_item(kept.id, &"y".repeat(5000)).unwrap_err(), Error::invalid("text", sentence));
    assert_eq!(vault.agenda(mira).unwrap()[0].text, "x".repeat(500));
}
