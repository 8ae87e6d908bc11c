//! Follow-ups kept, dropped, reopened and edited, in their notes too.
//! How lines are read is in `lines`; typing them in `notes`.

use crate::support::people::{TODAY, day, draft};
use crate::support::vaults::{Open, later, now};
use engine::Error;
use engine::model::follow_up::{FollowUp, FollowUpChange, FollowUpDraft, FollowUpState, KeptMark};
use engine::model::id::{FollowUpId, NoteId, PersonId};
use engine::model::meeting::Side;
use engine::model::note::NoteDraft;
use engine::model::repeat::{Repeat, RepeatUnit};
use engine::vault::Vault;

const NOTE: &str = "intro\n  * [ ] @me send the rubric 📅 2026-10-14\n- [ ] @mira slides\n";

fn start(vault: &mut Vault) -> (PersonId, NoteId, FollowUp) {
    let mira = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    let id = vault.start_meeting(mira, now()).unwrap();
    let note = vault.meeting(id).unwrap().note.unwrap();
    let saved = vault.save_note(note, &NoteDraft { text: NOTE.into(), base: 0 }, now()).unwrap();
    (mira, note, saved.follow_ups[0].clone())
}

fn add(vault: &mut Vault, person: PersonId, owner: Side, due: Option<chrono::NaiveDate>) -> FollowUp {
    vault.add_follow_up(&FollowUpDraft { person, owner, text: "Send it".into(), due }, now()).unwrap()
}

#[test]
fn a_tick_anywhere_is_a_tick_in_the_note() {
    let vault = &mut Open::new().vault;
    let (_, note, rubric) = start(vault);
    let kept = vault.keep_follow_up(rubric.id, later(60 * 24)).unwrap();
    assert_eq!(kept.state, FollowUpState::Kept { on: day(2026, 10, 10) });
    let ticked =
        NOTE.replace("[ ] @me send the rubric 📅 2026-10-14", "[x] @me send the rubric 📅 2026-10-14 ✅ 2026-10-10");
    assert_eq!(vault.note(note).unwrap().text, ticked);
    // Kept again later stays kept on its day.
    assert_eq!(vault.keep_follow_up(rubric.id, later(60 * 48)).unwrap(), kept);
    assert_eq!(vault.reopen_follow_up(rubric.id, later(60 * 48)).unwrap().state, FollowUpState::Open);
    assert_eq!(vault.note(note).unwrap().text, NOTE);
    let dropped = vault.drop_follow_up(rubric.id, " not  needed ", later(60 * 48)).unwrap();
    assert_eq!(dropped.state, FollowUpState::Dropped { on: day(2026, 10, 11), reason: "not needed".into() });
    assert_eq!(vault.note(note).unwrap().text, NOTE.replacen("* [ ]", "* [-]", 1));
}

#[test]
fn an_edit_changes_the_line_and_keeps_the_id() {
    let vault = &mut Open::new().vault;
    let (mira, note, rubric) = start(vault);
    let edit = FollowUpDraft { person: mira, owner: Side::Them, text: "ask the canteen\nfor cake".into(), due: None };
    let edited = vault.edit_follow_up(rubric.id, &edit, None, now()).unwrap();
    assert_eq!(
        (edited.id, edited.owner, edited.text.as_str(), edited.due),
        (rubric.id, Side::Them, "ask the canteen for cake", None)
    );
    assert_eq!(vault.note(note).unwrap().text, "intro\n  * [ ] @mira ask the canteen for cake\n- [ ] @mira slides\n");
    let other = vault.add_person(&draft("Tunde"), now()).unwrap().id;
    let refused = vault.edit_follow_up(rubric.id, &FollowUpDraft { person: other, ..edit }, None, now());
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "person"));
}

#[test]
fn an_edit_with_a_repeat_is_one_step_to_take_back() {
    let vault = &mut Open::new().vault;
    let (mira, _, rubric) = start(vault);
    let weekly = Repeat { every: 1, unit: RepeatUnit::Weeks };
    let edit = FollowUpDraft { person: mira, owner: Side::Me, text: "bake the cake".into(), due: None };
    let edited = vault.edit_follow_up(rubric.id, &edit, Some(weekly), now()).unwrap();
    assert_eq!((edited.text.as_str(), edited.repeats), ("bake the cake", Some(weekly)));
    vault.undo(None, now()).unwrap();
    let back = vault.all_follow_ups(Some(mira)).unwrap().into_iter().find(|one| one.id == rubric.id).unwrap();
    assert_eq!((back.text, back.repeats), (rubric.text, None));
}

#[test]
fn bad_input_is_answered_by_field_and_changes_nothing() {
    let vault = &mut Open::new().vault;
    let (mira, note, rubric) = start(vault);
    for text in ["", "  ", &"x".repeat(501)] {
        let bad = FollowUpDraft { person: mira, owner: Side::Me, text: text.to_owned(), due: None };
        assert!(matches!(vault.add_follow_up(&bad, now()), Err(Error::Invalid { field, .. }) if field == "text"));
        assert!(
            matches!(vault.edit_follow_up(rubric.id, &bad, None, now()), Err(Error::Invalid { field, .. }) if field == "text")
        );
    }
    assert!(
        matches!(vault.drop_follow_up(rubric.id, &"x".repeat(501), now()), Err(Error::Invalid { field, .. }) if field == "reason")
    );
    assert_eq!((vault.follow_up(rubric.id).unwrap(), vault.note(note).unwrap().text.as_str()), (rubric, NOTE));
}

#[test]
fn the_list_puts_mine_first_by_date_and_the_rate_counts_what_has_come_due() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let oct = |d| Some(day(2026, 10, d));
    let undated = add(vault, mira, Side::Me, None).id;
    let past = add(vault, mira, Side::Me, oct(2)).id;
    let soon = add(vault, mira, Side::Me, oct(12)).id;
    let theirs = add(vault, mira, Side::Them, oct(9)).id;
    let on_time = add(vault, mira, Side::Me, oct(9)).id;
    let late = add(vault, mira, Side::Me, oct(7)).id;
    let dropped = add(vault, mira, Side::Me, oct(1)).id;
    vault.keep_follow_up(on_time, now()).unwrap();
    vault.keep_follow_up(late, now()).unwrap();
    vault.drop_follow_up(dropped, "", now()).unwrap();
    let page = vault.follow_ups(None, now()).unwrap();
    assert_eq!(page.mine.iter().map(|one| one.id).collect::<Vec<_>>(), [past, soon, undated]);
    assert_eq!(page.theirs.iter().map(|one| one.id).collect::<Vec<_>>(), [theirs]);
    assert_eq!(page.closed.len(), 3);
    assert_eq!((page.kept_by_me.on_time, page.kept_by_me.come_due), (1, 3));
    assert_eq!(page.kept_by_me.marks, [KeptMark::PastDue, KeptMark::Late, KeptMark::OnTime, KeptMark::Open]);
}

#[test]
fn carried_counts_the_meetings_held_since_it_was_made() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let open = add(vault, mira, Side::Me, None).id;
    let week = 7 * 24 * 60;
    for n in 1..=3 {
        let id = vault.start_meeting(mira, later(n * week)).unwrap();
        vault.end_meeting(id, later(n * week + 30)).unwrap();
        assert_eq!(vault.follow_up(open).unwrap().carried, u32::try_from(n).unwrap());
    }
    vault.keep_follow_up(open, later(3 * week + 31)).unwrap();
    assert_eq!(vault.follow_up(open).unwrap().carried, 2);
}

#[test]
fn a_follow_up_survives_its_meeting() {
    let vault = &mut Open::new().vault;
    let (mira, _, rubric) = start(vault);
    vault.remove_meeting(rubric.meeting.unwrap(), now()).unwrap();
    let left = vault.follow_up(rubric.id).unwrap();
    assert_eq!((left.meeting, left.made_on, left.state), (None, TODAY, FollowUpState::Open));
    assert_eq!(vault.follow_ups(Some(mira), now()).unwrap().mine.len(), 1);
    vault.keep_follow_up(rubric.id, now()).unwrap();
}

#[test]
fn a_nudged_follow_up_waits_until_its_day() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let id = add(vault, mira, Side::Me, None).id;
    vault.nudge_follow_up(id, Some(day(2026, 10, 12)), now()).unwrap();
    assert_eq!(vault.today(now()).unwrap().my_promises, []);
    assert_eq!(vault.today(later(3 * 24 * 60)).unwrap().my_promises.len(), 1);
    vault.nudge_follow_up(id, None, now()).unwrap();
    assert_eq!(vault.today(now()).unwrap().my_promises.len(), 1);
}

#[test]
fn all_of_them_are_more_than_a_page_shows() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    for minute in 0..203 {
        let one = add(vault, mira, Side::Me, None);
        vault.keep_follow_up(one.id, later(minute)).unwrap();
    }
    let open = add(vault, mira, Side::Them, Some(TODAY));
    assert_eq!(vault.follow_ups(Some(mira), now()).unwrap().closed.len(), 200);
    let all = vault.all_follow_ups(None).unwrap();
    assert_eq!((all.len(), all[0].id), (204, open.id));
}

fn every(every: u8, unit: RepeatUnit) -> FollowUpChange {
    FollowUpChange::Repeat { every: Some(Repeat { every, unit }) }
}

#[test]
fn keeping_one_that_repeats_makes_the_next_once_and_undo_takes_both_back() {
    let mut open = Open::new();
    let vault = &mut open.vault;
    let person = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    let promise = FollowUpDraft { person, owner: Side::Me, text: "Ask".into(), due: Some(day(2026, 9, 30)) };
    let id = vault.add_follow_up(&promise, now()).unwrap().id;
    vault.change_follow_ups(&[id], &every(1, RepeatUnit::Weeks), now()).unwrap();
    // Nine days late: the weeks in between are not made up for.
    vault.keep_follow_up(id, now()).unwrap();
    vault.keep_follow_up(id, now()).unwrap();
    let open_ones = vault.follow_ups(None, now()).unwrap().mine;
    assert_eq!(open_ones.len(), 1);
    assert_eq!((open_ones[0].due, open_ones[0].text.as_str()), (Some(day(2026, 10, 14)), "Ask"));
    assert_eq!(open_ones[0].repeats, Some(Repeat { every: 1, unit: RepeatUnit::Weeks }));
    assert_eq!(vault.follow_up(id).unwrap().repeats, None);
    vault.undo(None, now()).unwrap();
    let open_ones = vault.follow_ups(None, now()).unwrap().mine;
    assert_eq!((open_ones.len(), open_ones[0].id), (1, id));
}

#[test]
fn ticking_the_line_of_one_that_repeats_makes_the_next_as_well() {
    let mut open = Open::new();
    let vault = &mut open.vault;
    let person = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    let note = vault.add_note(person, now().date_naive(), now()).unwrap();
    let draft = NoteDraft { text: "- [ ] @me ask 📅 2026-10-09".into(), base: 0 };
    let saved = vault.save_note(note.id, &draft, now()).unwrap();
    vault.change_follow_ups(&[saved.follow_ups[0].id], &every(1, RepeatUnit::Months), now()).unwrap();
    let draft = NoteDraft { text: "- [x] @me ask 📅 2026-10-09".into(), base: saved.note.revision };
    vault.save_note(note.id, &draft, now()).unwrap();
    let open_ones = vault.follow_ups(None, now()).unwrap().mine;
    assert_eq!(open_ones.iter().map(|one| one.due).collect::<Vec<_>>(), [Some(day(2026, 11, 9))]);
}

#[test]
fn a_repeat_counts_from_its_first_day_so_the_31st_comes_back() {
    let monthly = Repeat { every: 1, unit: RepeatUnit::Months };
    assert_eq!(monthly.next(Some(day(2026, 1, 31)), day(2026, 1, 31)), Some(day(2026, 2, 28)));
    assert_eq!(monthly.next(Some(day(2026, 1, 31)), day(2026, 2, 28)), Some(day(2026, 3, 31)));
    assert_eq!(monthly.next(None, day(2026, 3, 10)), Some(day(2026, 4, 10)));
    let daily = Repeat { every: 1, unit: RepeatUnit::Days };
    assert_eq!(daily.next(Some(day(1990, 1, 1)), day(2026, 3, 10)), Some(day(2026, 3, 11)));
    assert_eq!(Repeat::of_rule(&monthly.rule()), Some(monthly));
    for rule in ["", "FREQ=YEARLY;INTERVAL=1", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=900"] {
        assert_eq!(Repeat::of_rule(rule), None, "{rule}");
    }
}

#[test]
fn many_are_changed_in_one_step_or_none_of_them() {
    let mut open = Open::new();
    let vault = &mut open.vault;
    let person = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    let promise = FollowUpDraft { person, owner: Side::Them, text: "Draft".into(), due: None };
    let mut ids: Vec<_> = (0..3).map(|_| vault.add_follow_up(&promise, now()).unwrap().id).collect();
    let due = FollowUpChange::Due { on: Some(day(2026, 10, 30)) };
    vault.change_follow_ups(&ids, &due, now()).unwrap();
    assert!(vault.follow_ups(None, now()).unwrap().theirs.iter().all(|one| one.due == Some(day(2026, 10, 30))));
    assert_eq!(vault.last_step().unwrap().unwrap().what, "3 follow-ups given another date");
    vault.change_follow_ups(&ids, &FollowUpChange::Drop { reason: "called off".into() }, now()).unwrap();
    assert_eq!(vault.follow_ups(None, now()).unwrap().closed.len(), 3);
    vault.undo(None, now()).unwrap();
    assert_eq!(vault.follow_ups(None, now()).unwrap().theirs.len(), 3);
    ids.push(FollowUpId(uuid::Uuid::nil()));
    assert!(vault.change_follow_ups(&ids, &FollowUpChange::Keep, now()).is_err());
    assert_eq!(vault.follow_ups(None, now()).unwrap().theirs.len(), 3);
    let long = FollowUpChange::Drop { reason: "x".repeat(501) };
    assert!(
        matches!(vault.change_follow_ups(&ids, &long, now()), Err(Error::Invalid { field, .. }) if field == "reason")
    );
}
