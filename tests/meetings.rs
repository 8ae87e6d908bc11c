//! A 1:1 from start to end, planned, moved and missed.
//! What is written in one is in `notes`.

use crate::support::people::{TODAY, day, draft};
use crate::support::vaults::{Open, later, now};
use chrono::NaiveTime;
use engine::Error;
use engine::model::id::PersonId;
use engine::model::meeting::{AgendaItemDraft, AgendaSource, MeetingDraft, Reflection, Side, Status, Talked};
use engine::model::note::NoteDraft;
use engine::vault::Vault;

fn mira(vault: &mut Vault) -> PersonId {
    vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id
}

fn plan(person: PersonId, date: chrono::NaiveDate) -> MeetingDraft {
    MeetingDraft { person, date, time: NaiveTime::from_hms_opt(14, 0, 0).unwrap(), minutes: 45 }
}

fn item(vault: &mut Vault, person: PersonId, text: &str) -> engine::model::id::AgendaItemId {
    let draft = AgendaItemDraft { person, text: text.into(), source: AgendaSource::Typed };
    vault.add_agenda_item(&draft, now()).unwrap().id
}

#[test]
fn a_meeting_runs_from_start_to_end_and_tells_what_comes_next() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let id = vault.start_meeting(mira, now()).unwrap();
    assert_eq!(vault.start_meeting(mira, later(5)).unwrap(), id);
    let page = vault.meeting_page(id, later(5)).unwrap();
    assert_eq!((page.meeting.status, page.started_at, page.note.text.as_str()), (Status::Running, Some(now()), ""));
    assert_eq!(page.meeting.time.to_string(), "10:30:00");
    assert_eq!(page.check_in.len(), 6);
    let draft = NoteDraft { text: "Good.\n\n- [ ] @me send the rubric 📅 2026-10-14".into(), base: 0 };
    vault.save_note(page.note.id, &draft, later(6)).unwrap();
    let end = vault.end_meeting(id, now() + chrono::Duration::seconds(33 * 60 + 31)).unwrap();
    assert_eq!((end.meeting.status, end.meeting.minutes), (Status::Held, 34));
    assert_eq!(end.agreed.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["send the rubric"]);
    assert_eq!(end.next.map(|at| at.date()), Some(day(2026, 10, 16)));
    // Ended twice is ended once.
    assert_eq!(vault.end_meeting(id, later(90)).unwrap().meeting.minutes, 34);
    let people = vault.people(later(40)).unwrap();
    assert_eq!((people[0].last_met, people[0].next.map(|at| at.date())), (Some(TODAY), Some(day(2026, 10, 16))));
}

#[test]
fn only_one_meeting_runs_and_the_answer_names_the_other() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let tunde = vault.add_person(&draft("Tunde Adeyemi"), now()).unwrap().id;
    vault.start_meeting(mira, now()).unwrap();
    let refused = vault.start_meeting(tunde, now()).unwrap_err();
    assert_eq!(refused, Error::invalid("person", "A 1:1 with Mira is still running. End it first."));
}

#[test]
fn a_meeting_ended_by_mistake_goes_on_when_it_is_started_again() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let waiting = item(vault, mira, "Conference");
    let id = vault.start_meeting(mira, now()).unwrap();
    vault.end_meeting(id, later(2)).unwrap();
    assert_eq!(vault.start_meeting(mira, later(3)).unwrap(), id);
    vault.discuss_agenda_item(waiting, id).unwrap();
    let end = vault.end_meeting(id, later(30)).unwrap();
    assert_eq!((end.meeting.minutes, end.carried.len()), (30, 0));
}

#[test]
fn what_was_not_discussed_is_carried_over_and_counted() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let (talk, budget) = (item(vault, mira, "The talk"), item(vault, mira, "Conference budget"));
    let id = vault.start_meeting(mira, now()).unwrap();
    vault.discuss_agenda_item(talk, id).unwrap();
    let carried = vault.end_meeting(id, later(30)).unwrap().carried;
    assert_eq!(carried.iter().map(|item| (item.id, item.carried)).collect::<Vec<_>>(), [(budget, 1)]);
    // The page of the ended meeting still shows both, the next one only what waits.
    let page = vault.meeting_page(id, later(40)).unwrap();
    assert_eq!(page.agenda.iter().map(|item| item.id).collect::<Vec<_>>(), [talk, budget]);
    let next = vault.start_meeting(mira, later(7 * 24 * 60)).unwrap();
    let page = vault.meeting_page(next, later(7 * 24 * 60)).unwrap();
    assert_eq!(page.agenda.iter().map(|item| item.id).collect::<Vec<_>>(), [budget]);
    assert_eq!(page.last_meeting.unwrap().id, id);
    // Deleting the first lets its item wait again and loses nothing.
    vault.remove_meeting(id, later(8 * 24 * 60)).unwrap();
    assert_eq!(vault.agenda(mira).unwrap().len(), 2);
}

#[test]
fn a_planned_meeting_is_started_on_its_day_and_counts_as_moved_when_it_was_moved() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let planned = vault.plan_meeting(&plan(mira, day(2026, 10, 13)), now()).unwrap();
    assert_eq!(vault.people(now()).unwrap()[0].next.map(|at| at.to_string()), Some("2026-10-13 14:00:00".into()));
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    vault.move_meeting(planned.id, day(2026, 10, 15), ten, Side::Them, now()).unwrap();
    vault.move_meeting(planned.id, TODAY, ten, Side::Me, later(1)).unwrap();
    let id = vault.start_meeting(mira, later(60)).unwrap();
    assert_eq!(id, planned.id);
    let ended = vault.end_meeting(id, later(90)).unwrap().meeting;
    assert_eq!(ended.status, Status::Moved { from: day(2026, 10, 13), by: Side::Me });
    assert_eq!((ended.date, ended.minutes), (TODAY, 30));
}

#[test]
fn a_day_holds_one_meeting_and_the_past_is_answered_with_a_sentence() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let check = |vault: &mut Vault, draft: &MeetingDraft, name: &str| {
        assert!(
            matches!(vault.plan_meeting(draft, now()), Err(Error::Invalid { field, reason }) if field == name && reason.ends_with('.'))
        );
    };
    check(vault, &plan(mira, day(1876, 10, 13)), "date");
    check(vault, &MeetingDraft { minutes: 0, ..plan(mira, TODAY) }, "minutes");
    let planned = vault.plan_meeting(&plan(mira, TODAY), now()).unwrap();
    check(vault, &plan(mira, TODAY), "date");
    let missed = vault.miss_meeting(planned.id, Side::Them).unwrap();
    assert_eq!(missed.status, Status::Missed { by: Side::Them });
    assert!(matches!(vault.miss_meeting(planned.id, Side::Me), Err(Error::Invalid { .. })));
    // A missed one is not expected again today.
    assert_eq!(vault.people(now()).unwrap()[0].next.map(|at| at.date()), Some(day(2026, 10, 16)));
}

#[test]
fn topics_are_taken_from_the_list_in_their_order() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let id = vault.start_meeting(mira, now()).unwrap();
    let topics = ["wellbeing".to_owned(), "career".to_owned()];
    assert_eq!(vault.set_topics(id, &topics).unwrap().topics, topics);
    assert!(
        matches!(vault.set_topics(id, &["gossip".to_owned()]), Err(Error::Invalid { field, .. }) if field == "topics")
    );
    assert_eq!(vault.meeting(id).unwrap().topics, topics);
    assert_eq!(vault.set_topics(id, &[]).unwrap().topics, Vec::<String>::new());
}

#[test]
fn what_stands_in_a_private_passage_is_not_among_what_was_agreed() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let id = vault.start_meeting(mira, now()).unwrap();
    let note = vault.meeting(id).unwrap().note.unwrap();
    let text = "- [ ] @me send the rubric\n\n> [!private]\n> - [ ] @me raise headcount\n\n- [ ] @mira slides\n- [-] @me never mind";
    vault.save_note(note, &NoteDraft { text: text.into(), base: 0 }, later(6)).unwrap();
    let end = vault.end_meeting(id, later(30)).unwrap();
    assert_eq!(end.agreed.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["send the rubric", "slides"]);
    assert_eq!(end.private.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["raise headcount"]);
}

#[test]
fn the_wrap_up_keeps_who_talked_more_and_a_line_and_settles_the_next_day() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let id = vault.start_meeting(mira, now()).unwrap();
    assert_eq!(vault.end_meeting(id, later(30)).unwrap().reflection, Reflection::default());
    let reflection = Reflection { talked: Some(Talked::Them), words: "Asked more than told.".into() };
    vault.set_reflection(id, &reflection).unwrap();
    assert_eq!(vault.end_meeting(id, later(31)).unwrap().reflection, reflection);
    let long = Reflection { talked: None, words: "x".repeat(501) };
    let refused = vault.set_reflection(id, &long).unwrap_err();
    assert_eq!(refused, Error::invalid("words", "Shorten this to at most 500 characters."));

    let at = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
    let next = vault.set_next_meeting(mira, day(2026, 10, 15), at, later(31)).unwrap();
    assert_eq!((next.date, next.time, next.minutes, next.status), (day(2026, 10, 15), at, 30, Status::Planned));
    let moved = vault.set_next_meeting(mira, day(2026, 10, 19), at, later(32)).unwrap();
    assert_eq!((moved.id, moved.date), (next.id, day(2026, 10, 19)));
    assert_eq!(vault.end_meeting(id, later(33)).unwrap().next.map(|at| at.date()), Some(day(2026, 10, 19)));
    let past = vault.set_next_meeting(mira, day(2026, 10, 8), at, later(33)).unwrap_err();
    assert_eq!(past, Error::invalid("date", "Choose today or a later day."));
}

#[test]
fn a_next_day_both_agreed_on_is_nobodys_slip() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let planned = vault.plan_meeting(&plan(mira, day(2026, 10, 16)), now()).unwrap();
    let at = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
    let agreed = vault.set_next_meeting(mira, day(2026, 10, 20), at, now()).unwrap();
    assert_eq!((agreed.id, agreed.date, agreed.status), (planned.id, day(2026, 10, 20), Status::Planned));
    let then = now() + chrono::Duration::days(11);
    vault.start_meeting(mira, then).unwrap();
    assert_eq!(
        vault.end_meeting(agreed.id, then + chrono::Duration::minutes(30)).unwrap().meeting.status,
        Status::Held
    );
    assert_eq!(vault.attention(engine::model::pages::Range::OneYear, then).unwrap().rows[0].moved_by_me, 0);
}

#[test]
fn a_meeting_that_was_planned_or_missed_has_a_page_whose_first_save_begins_its_note() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let planned = vault.plan_meeting(&plan(mira, day(2026, 10, 16)), now()).unwrap();
    let missed = vault.plan_meeting(&plan(mira, day(2026, 10, 23)), now()).unwrap();
    vault.miss_meeting(missed.id, Side::Them).unwrap();
    for meeting in [planned.id, missed.id] {
        let page = vault.meeting_page(meeting, now()).unwrap();
        assert_eq!((page.note.text.as_str(), page.note.revision, page.meeting.note), ("", 0, None));
        // Looking at it writes nothing.
        assert_eq!(vault.meeting(meeting).unwrap().note, None);
        let save = |text: &str, base: u32| NoteDraft { text: text.into(), base };
        let first = vault.save_note(page.note.id, &save("- [ ] @me ask why 📅 2026-10-20", 0), later(1)).unwrap();
        assert_eq!((first.note.meeting, first.note.revision, first.follow_ups.len()), (Some(meeting), 1, 1));
        // The page that was opened before the note was there goes on with it.
        let again =
            vault.save_note(page.note.id, &save("- [ ] @me ask why 📅 2026-10-20\n\nMore", 1), later(2)).unwrap();
        assert_eq!((again.note.id, again.note.revision), (first.note.id, 2));
        let page = vault.meeting_page(meeting, later(3)).unwrap();
        assert_eq!((page.note.id, page.made_here.len()), (first.note.id, 1));
    }
    assert_eq!(vault.meeting(missed.id).unwrap().status, Status::Missed { by: Side::Them });
    let nowhere = engine::model::id::NoteId(uuid::Uuid::from_u128(7));
    let draft = NoteDraft { text: "lost?".into(), base: 0 };
    assert_eq!(vault.save_note(nowhere, &draft, now()).unwrap_err(), Error::not_found("note"));
}
