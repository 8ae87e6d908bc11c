//! Taking changes back, as the window sees it: one step for each change, told in words.
//! That every table is as it was is proved beside the engine's `undo`.

use crate::support::people::{day, draft};
use crate::support::vaults::{Open, later, now};
use engine::Error;
use engine::model::follow_up::{FollowUpDraft, FollowUpState};
use engine::model::meeting::Side;
use engine::model::note::NoteDraft;

fn promise(open: &mut Open) -> FollowUpDraft {
    let person = open.vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    FollowUpDraft { person, owner: Side::Me, text: "Send the rubric".into(), due: Some(day(2026, 10, 16)) }
}

fn words(open: &Open) -> String {
    open.vault.last_step().unwrap().unwrap().what
}

#[test]
fn a_new_vault_has_nothing_to_take_back() {
    let mut open = Open::new();
    assert_eq!(open.vault.last_step(), Ok(None));
    assert_eq!(open.vault.undo(None, now()), Ok(None));
    assert_eq!(open.vault.redo(now()), Ok(None));
}

#[test]
fn several_steps_are_taken_back_and_brought_back_in_their_order() {
    let mut open = Open::new();
    let promise = promise(&mut open);
    let id = open.vault.add_follow_up(&promise, now()).unwrap().id;
    open.vault.keep_follow_up(id, later(1)).unwrap();
    open.vault.archive_person(promise.person, later(2)).unwrap();
    let mut told = Vec::new();
    while let Some(step) = open.vault.undo(None, later(3)).unwrap() {
        told.push(step.what);
    }
    assert_eq!(told, ["Person archived", "Follow-up kept", "Follow-up added", "Person added"]);
    assert_eq!(open.vault.people(now()).unwrap().len(), 0);
    while open.vault.redo(later(4)).unwrap().is_some() {}
    assert!(open.vault.person(promise.person).unwrap().archived_on.is_some());
    assert!(matches!(open.vault.follow_up(id).unwrap().state, FollowUpState::Kept { .. }));
}

#[test]
fn something_new_takes_the_place_of_what_was_taken_back() {
    let mut open = Open::new();
    let promise = promise(&mut open);
    open.vault.add_follow_up(&promise, now()).unwrap();
    open.vault.undo(None, now()).unwrap();
    open.vault.add_capture(promise.person, "A thought", now()).unwrap();
    assert_eq!(open.vault.redo(now()), Ok(None));
    assert_eq!(words(&open), "Thought captured");
}

#[test]
fn a_step_that_is_no_longer_the_newest_is_not_taken_back_out_of_turn() {
    let mut open = Open::new();
    let promise = promise(&mut open);
    let step = open.vault.last_step().unwrap().unwrap().id;
    open.vault.add_follow_up(&promise, now()).unwrap();
    assert!(matches!(open.vault.undo(Some(step), now()), Err(Error::Invalid { field, .. }) if field == "step"));
    assert_eq!(words(&open), "Follow-up added");
}

#[test]
fn a_tick_is_taken_back_out_of_the_note_and_what_was_typed_meanwhile_stays() {
    let mut open = Open::new();
    let person = promise(&mut open).person;
    let note = open.vault.add_note(person, now().date_naive(), now()).unwrap();
    let text = "Before\n- [ ] @me send it 📅 2026-10-16\nAfter".to_owned();
    let saved = open.vault.save_note(note.id, &NoteDraft { text, base: note.revision }, now()).unwrap();
    let id = saved.follow_ups[0].id;
    open.vault.keep_follow_up(id, later(30)).unwrap();
    let ticked = open.vault.note(note.id).unwrap();
    assert!(ticked.text.contains("- [x] @me send it"));
    let typed = NoteDraft { text: format!("On top\n{}\nBelow", ticked.text), base: ticked.revision };
    open.vault.save_note(note.id, &typed, later(31)).unwrap();
    assert_eq!(open.vault.undo(None, later(32)).unwrap().unwrap().what, "Follow-up kept");
    let text = open.vault.note(note.id).unwrap().text;
    assert_eq!(text, "On top\nBefore\n- [ ] @me send it 📅 2026-10-16\nAfter\nBelow");
    assert_eq!(open.vault.follow_up(id).unwrap().state, FollowUpState::Open);
}

#[test]
fn what_was_written_in_since_is_refused_with_a_sentence_and_the_step_before_it_can_be_reached() {
    let mut open = Open::new();
    let person = promise(&mut open).person;
    let note = open.vault.add_note(person, now().date_naive(), now()).unwrap();
    let typed = NoteDraft { text: "Words".into(), base: note.revision };
    open.vault.save_note(note.id, &typed, later(1)).unwrap();
    let refused = open.vault.undo(None, later(2));
    let Err(Error::Invalid { reason, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(reason, "“Note added” cannot be taken back: it was changed again since. Nothing was done.");
    assert_eq!(open.vault.note(note.id).unwrap().text, "Words");
    assert_eq!(words(&open), "Person added");
}

#[test]
fn search_finds_what_was_brought_back_and_nothing_that_was_taken_back() {
    use engine::model::search::SearchDraft;
    let mut open = Open::new();
    let promise = promise(&mut open);
    open.vault.add_follow_up(&promise, now()).unwrap();
    let found = |open: &Open| {
        let draft = SearchDraft { text: "rubric".into(), person: None, limit: 5 };
        open.vault.search(&draft, now()).unwrap().hits.len()
    };
    assert_eq!(found(&open), 1);
    open.vault.undo(None, now()).unwrap();
    assert_eq!(found(&open), 0);
    open.vault.redo(now()).unwrap();
    assert_eq!(found(&open), 1);
}

#[test]
fn locking_forgets_every_step() {
    let home = crate::support::vaults::Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    vault.lock().unwrap();
    let mut vault = home.open().unwrap();
    assert_eq!(vault.undo(None, now()), Ok(None));
    assert_eq!(vault.people(now()).unwrap().len(), 1);
}

#[test]
fn a_hundred_steps_are_kept() {
    let mut open = Open::new();
    let promise = promise(&mut open);
    for _ in 0..110 {
        open.vault.add_follow_up(&promise, now()).unwrap();
    }
    let mut taken = 0;
    while open.vault.undo(None, now()).unwrap().is_some() {
        taken += 1;
    }
    assert_eq!(taken, 100);
    assert_eq!(open.vault.follow_ups(None, now()).unwrap().mine.len(), 10);
}
