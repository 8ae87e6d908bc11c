//! Earlier texts of a note, and the trash.
//! Which texts are kept while writing is in `notes`.

use crate::support::people::draft;
use crate::support::vaults::{Home, Open, later, now};
use engine::Error;
use engine::model::follow_up::FollowUpState;
use engine::model::id::{NoteId, PersonId};
use engine::model::note::{LineChange, NoteDraft, difference};
use engine::vault::Vault;

const DAYS: i64 = 24 * 60;

fn note(vault: &mut Vault) -> (PersonId, NoteId) {
    let person = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    (person, vault.add_note(person, now().date_naive(), now()).unwrap().id)
}

fn save(vault: &mut Vault, id: NoteId, text: &str, minutes: i64) {
    let base = vault.note(id).unwrap().revision;
    vault.save_note(id, &NoteDraft { text: text.into(), base }, later(minutes)).unwrap();
}

#[test]
fn a_difference_names_each_line_once_in_todays_order() {
    let lines = difference("a\nb\nc", "a\nB\nc\nd");
    let seen: Vec<_> = lines.iter().map(|line| (line.change, line.text.as_str())).collect();
    use LineChange::{Added, Removed, Same};
    assert_eq!(seen, [(Same, "a"), (Removed, "b"), (Added, "B"), (Same, "c"), (Added, "d")]);
    assert!(difference("same", "same").iter().all(|line| line.change == Same));
}

#[test]
fn an_earlier_text_is_put_back_with_its_follow_ups_and_can_be_taken_back() {
    let vault = &mut Open::new().vault;
    let (_, id) = note(vault);
    save(vault, id, "First\n- [ ] @me send it", 1);
    save(vault, id, "First\n- [x] @me send it\nThen more", 30);
    let history = vault.note_history(id).unwrap();
    assert_eq!(history.iter().map(|one| one.revision).collect::<Vec<_>>(), [1, 0]);
    let changed = vault.note_difference(id, 1).unwrap().iter().filter(|line| line.change != LineChange::Same).count();
    assert_eq!(changed, 3);
    assert_eq!(vault.restore_text(id, 1, later(60)).unwrap().text, "First\n- [ ] @me send it");
    assert_eq!(vault.follow_ups(None, now()).unwrap().mine[0].state, FollowUpState::Open);
    assert_eq!(vault.last_step().unwrap().unwrap().what, "Earlier text put back");
    vault.undo(None, later(61)).unwrap();
    assert!(vault.note(id).unwrap().text.ends_with("Then more"));
    assert_eq!(vault.follow_ups(None, now()).unwrap().mine.len(), 0);
    assert_eq!(vault.restore_text(id, 99, now()), Err(Error::not_found("revision")));
}

#[test]
fn a_note_comes_back_from_the_trash_with_its_promises_on_their_lines() {
    let vault = &mut Open::new().vault;
    let (person, id) = note(vault);
    save(vault, id, "Words\n- [ ] @me send it", 1);
    let promise = vault.follow_ups(None, now()).unwrap().mine[0].id;
    vault.remove_note(id, later(DAYS)).unwrap();
    let trash = vault.trash(later(3 * DAYS)).unwrap();
    assert_eq!((trash[0].id, trash[0].days_left, trash[0].first_words.as_deref()), (id, 28, Some("Words")));
    assert_eq!(vault.notes(person).unwrap(), []);
    vault.restore_note(id, later(3 * DAYS)).unwrap();
    assert_eq!(vault.trash(later(3 * DAYS)).unwrap(), []);
    vault.keep_follow_up(promise, later(3 * DAYS)).unwrap();
    assert!(vault.note(id).unwrap().text.contains("- [x] @me send it"));
    assert_eq!(vault.restore_note(id, now()), Err(Error::not_found("note")));
}

#[test]
fn the_note_of_a_deleted_meeting_goes_into_the_trash_and_comes_back_as_one_of_its_own() {
    let vault = &mut Open::new().vault;
    let person = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let meeting = vault.start_meeting(person, now()).unwrap();
    let id = vault.meeting(meeting).unwrap().note.unwrap();
    save(vault, id, "Went well", 1);
    vault.remove_meeting(meeting, later(2)).unwrap();
    assert_eq!(vault.trash(later(2)).unwrap()[0].id, id);
    assert_eq!(vault.restore_note(id, later(3)).unwrap().meeting, None);
    vault.undo(None, later(4)).unwrap();
    vault.undo(None, later(4)).unwrap();
    assert_eq!(vault.note(id).unwrap().meeting, Some(meeting));
}

#[test]
fn emptying_the_trash_is_for_good() {
    let vault = &mut Open::new().vault;
    let (_, id) = note(vault);
    save(vault, id, "Words", 1);
    vault.remove_note(id, later(2)).unwrap();
    vault.empty_trash().unwrap();
    assert_eq!(vault.trash(later(3)).unwrap(), []);
    assert_eq!(vault.undo(None, later(3)), Ok(None));
    assert_eq!(vault.restore_note(id, later(3)), Err(Error::not_found("note")));
}

#[test]
fn after_thirty_days_a_note_leaves_the_trash_when_the_vault_is_opened() {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let (person, id) = note(&mut vault);
    save(&mut vault, id, "Words", 1);
    let kept = vault.add_note(person, now().date_naive(), now()).unwrap().id;
    save(&mut vault, kept, "Kept", 1);
    vault.remove_note(id, now()).unwrap();
    vault.lock().unwrap();
    let unlock = crate::support::vaults::passphrase(crate::support::vaults::PASSPHRASE);
    let vault = Vault::open(&home.dir, &unlock, later(30 * DAYS)).unwrap();
    assert_eq!(vault.trash(later(30 * DAYS)).unwrap().len(), 1);
    vault.lock().unwrap();
    let vault = Vault::open(&home.dir, &unlock, later(31 * DAYS)).unwrap();
    assert_eq!(vault.trash(later(31 * DAYS)).unwrap(), []);
    assert_eq!(vault.note(kept).unwrap().text, "Kept");
}
