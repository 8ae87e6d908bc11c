//! The inbox, the queue of praise and feedback, and what the manager gave, in counts.
//! Capturing from a terminal is in the CLI's own tests.

use crate::support::people::{TODAY, day, draft};
use crate::support::team::{Team, morning};
use crate::support::vaults::{Open, later, now};
use engine::Error;
use engine::model::id::PersonId;
use engine::model::inbox::{CaptureInto, FeedbackDraft, FeedbackKind};
use engine::model::meeting::{AgendaItemDraft, AgendaSource, MeetingDraft, Side};
use engine::model::note::NoteDraft;
use engine::model::pages::Range;
use engine::vault::Vault;

fn mira(vault: &mut Vault) -> PersonId {
    vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id
}

const DAYS: i64 = 24 * 60;

#[test]
fn a_capture_becomes_what_was_chosen_in_one_step_that_undo_takes_back() {
    let vault = &mut Open::new().vault;
    let person = mira(vault);
    let cases = [
        (CaptureInto::Agenda, "Thought put on the agenda"),
        (CaptureInto::Note, "Thought made a note"),
        (CaptureInto::Praise, "Thought kept as praise"),
        (CaptureInto::Feedback, "Thought kept as feedback"),
        (CaptureInto::FollowUp { owner: Side::Me, due: Some(day(2026, 10, 16)) }, "Thought made a follow-up"),
        (CaptureInto::ThrownAway, "Thought thrown away"),
    ];
    for (minute, (into, words)) in (5..).zip(cases) {
        let id = vault.add_capture(person, "Ask about\nthe conference", now()).unwrap();
        vault.sort_capture_into(id, &into, later(minute)).unwrap();
        assert_eq!(vault.inbox(None, now()).unwrap().captures, []);
        assert_eq!(vault.last_step().unwrap().unwrap().what, words);
    }
    assert_eq!(vault.agenda(person).unwrap()[0].text, "Ask about the conference");
    assert_eq!(vault.notes(person).unwrap()[0].note.as_ref().unwrap().text, "Ask about\nthe conference");
    assert_eq!(vault.follow_ups(None, now()).unwrap().mine[0].due, Some(day(2026, 10, 16)));
    let kinds: Vec<_> = vault.inbox(None, now()).unwrap().to_tell.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [FeedbackKind::Praise, FeedbackKind::Feedback]);
    for _ in 0..12 {
        vault.undo(None, later(20)).unwrap().unwrap();
    }
    assert_eq!(vault.agenda(person).unwrap(), []);
    assert_eq!(vault.notes(person).unwrap(), []);
    assert_eq!(vault.inbox(None, now()).unwrap(), Default::default());
}

#[test]
fn a_capture_that_is_too_long_for_a_line_stays_whole_in_the_inbox() {
    let vault = &mut Open::new().vault;
    let person = mira(vault);
    let text = "word ".repeat(1_000);
    let id = vault.add_capture(person, &text, now()).unwrap();
    for into in [CaptureInto::Agenda, CaptureInto::FollowUp { owner: Side::Them, due: None }, CaptureInto::Praise] {
        let refused = vault.sort_capture_into(id, &into, now());
        assert!(matches!(refused, Err(Error::Invalid { ref field, .. }) if field == "text"), "{refused:?}");
        assert_eq!(vault.inbox(None, now()).unwrap().captures[0].text, text.trim());
    }
    vault.sort_capture_into(id, &CaptureInto::Note, now()).unwrap();
    assert_eq!(vault.notes(person).unwrap()[0].note.as_ref().unwrap().text, text.trim());
}

#[test]
fn praise_waits_with_its_age_until_it_is_told() {
    let vault = &mut Open::new().vault;
    let person = mira(vault);
    let kept = FeedbackDraft { person, kind: FeedbackKind::Praise, text: "The rehearsal ran".into() };
    let id = vault.add_feedback(&kept, now()).unwrap();
    assert_eq!(vault.inbox(Some(person), later(16 * DAYS)).unwrap().to_tell[0].days, 16);
    let refused = vault.tell_feedback(id, Some(day(2026, 10, 30)), later(16 * DAYS));
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "on"));
    vault.tell_feedback(id, Some(day(2026, 10, 20)), later(16 * DAYS)).unwrap();
    let inbox = vault.inbox(Some(person), later(40 * DAYS)).unwrap();
    assert_eq!((inbox.to_tell.len(), inbox.told[0].days), (0, 11));
    vault.tell_feedback(id, None, later(16 * DAYS)).unwrap();
    vault.remove_feedback(id).unwrap();
    assert_eq!(vault.inbox(Some(person), now()).unwrap(), Default::default());
    let empty = FeedbackDraft { text: " \n".into(), ..kept };
    assert!(matches!(vault.add_feedback(&empty, now()), Err(Error::Invalid { field, .. }) if field == "text"));
}

#[test]
fn someone_who_left_is_out_of_everyones_inbox_and_still_has_their_own() {
    let vault = &mut Open::new().vault;
    let person = mira(vault);
    vault.add_capture(person, "A thought", now()).unwrap();
    vault.archive_person(person, now()).unwrap();
    assert_eq!(vault.inbox(None, now()).unwrap().captures.len(), 0);
    assert_eq!(vault.inbox(Some(person), now()).unwrap().captures.len(), 1);
}

#[test]
fn attention_counts_what_i_gave_and_what_i_took_away() {
    let vault = &mut Open::new().vault;
    let person = mira(vault);
    let meeting = vault.start_meeting(person, now()).unwrap();
    let note = vault.meeting(meeting).unwrap().note.unwrap();
    let text = "> [!praise]\n> Calm in the incident.\n\n> [!private]\n> Between us.".into();
    vault.save_note(note, &NoteDraft { text, base: 0 }, now()).unwrap();
    vault.set_topics(meeting, &["career".into(), "team".into()]).unwrap();
    vault.end_meeting(meeting, later(40)).unwrap();
    let praise = FeedbackDraft { person, kind: FeedbackKind::Praise, text: "Well done".into() };
    let praise = vault.add_feedback(&praise, now()).unwrap();
    vault.tell_feedback(praise, Some(TODAY), now()).unwrap();
    let plan = |vault: &mut Vault, date| {
        vault.plan_meeting(&MeetingDraft { person, date, time: Default::default(), minutes: 30 }, now()).unwrap().id
    };
    let missed = plan(vault, day(2026, 10, 12));
    vault.miss_meeting(missed, Side::Me).unwrap();
    let moved = plan(vault, day(2026, 10, 13));
    vault.move_meeting(moved, day(2026, 10, 14), Default::default(), Side::Me, later(1)).unwrap();
    vault.move_meeting(moved, day(2026, 10, 15), Default::default(), Side::Them, later(2)).unwrap();
    let topic = AgendaItemDraft { person, text: "Later".into(), source: AgendaSource::Typed };
    vault.add_agenda_item(&topic, now()).unwrap();
    let page = vault.attention(Range::ThreeMonths, later(10 * DAYS)).unwrap();
    let row = &page.rows[0];
    assert_eq!((row.held, row.minutes, row.notes, row.career_talks, row.praise), (1, 40, 1, 1, 2));
    assert_eq!((row.cancelled_by_me, row.moved_by_me), (1, 1));
    let far = vault.attention(Range::ThreeMonths, later(200 * DAYS)).unwrap();
    assert_eq!((far.rows[0].held, far.rows[0].praise, far.rows[0].moved_by_me), (0, 0, 0));
}

#[test]
fn the_sample_teams_moved_meetings_count_although_their_list_of_moves_was_not_imported() {
    let team = Team::new();
    let page = team.vault.attention(Range::OneYear, morning()).unwrap();
    assert_eq!(page.rows.len(), 7);
    let mira = page.rows.iter().find(|row| row.person.slug == "mira-kovacevic").unwrap();
    assert!(mira.moved_by_me > 0 && mira.held > 20 && mira.praise > 0, "{mira:?}");
}
