//! Notes saved again and again, and the follow-ups that stand in them.
//! How a text is read is in `note_text` and `lines`.

use crate::support::people::{TODAY, day, draft};
use crate::support::vaults::{Open, later, now};
use engine::Error;
use engine::model::follow_up::{FollowUp, FollowUpState};
use engine::model::id::{NoteId, PersonId};
use engine::model::meeting::Side;
use engine::model::note::{Inline, NoteDraft, NoteNode, SavedNote};
use engine::model::packet::{Include, PacketDraft, PacketKind};
use engine::model::pages::LinkPlace;
use engine::vault::{Now, Vault};

/// Mira, Tunde, and the note of a running 1:1 with Mira.
fn start(vault: &mut Vault) -> (PersonId, NoteId) {
    let mira = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
    vault.add_person(&draft("Tunde Adeyemi"), now()).unwrap();
    let id = vault.start_meeting(mira, now()).unwrap();
    (mira, vault.meeting(id).unwrap().note.unwrap())
}

fn save(vault: &mut Vault, note: NoteId, text: &str, at: Now) -> SavedNote {
    let base = vault.note(note).unwrap().revision;
    vault.save_note(note, &NoteDraft { text: text.to_owned(), base }, at).unwrap()
}

fn texts(follow_ups: &[FollowUp]) -> Vec<&str> {
    follow_ups.iter().map(|one| one.text.as_str()).collect()
}

#[test]
fn lines_become_follow_ups_with_owner_date_and_meeting() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let text = "# Notes\n\n- [ ] @me send the rubric 📅 2026-10-14\n- [x] @mira slides ✅ 2026-10-08\n- [-] @me call\n- [ ] agenda line";
    let saved = save(vault, note, text, now());
    assert_eq!(texts(&saved.follow_ups), ["send the rubric", "slides", "call"]);
    let [rubric, slides, call] = &saved.follow_ups[..] else { panic!() };
    assert_eq!((rubric.owner, rubric.due, &rubric.state), (Side::Me, Some(day(2026, 10, 14)), &FollowUpState::Open));
    assert_eq!((rubric.person, rubric.made_on, rubric.meeting), (mira, TODAY, saved.note.meeting));
    assert_eq!((slides.owner, &slides.state), (Side::Them, &FollowUpState::Kept { on: day(2026, 10, 8) }));
    assert_eq!(call.state, FollowUpState::Dropped { on: TODAY, reason: String::new() });
    assert_eq!(saved.note.text, text);
}

#[test]
fn ids_survive_typing_editing_and_moving() {
    let vault = &mut Open::new().vault;
    let (_, note) = start(vault);
    let first = save(vault, note, "- [ ] @me s\n- [ ] @mira slides", now()).follow_ups;
    for (minute, text) in [
        "- [ ] @me send the\n- [ ] @mira slides",
        "- [ ] @me send the rubric 📅 2026-10-14\n- [ ] @mira slides",
        "intro\n\n- [ ] @me send the new rubric 📅 2026-10-15\n- [ ] @mira slides",
        "- [ ] @mira slides\n- [ ] @me send the new rubric 📅 2026-10-15",
        "- [ ] @mira slides, all of them\n\ntext\n\n- [x] @me send the new rubric 📅 2026-10-15",
    ]
    .iter()
    .enumerate()
    {
        let mut saved = save(vault, note, text, later(30 * (minute as i64 + 1))).follow_ups;
        saved.sort_by_key(|one| one.owner == Side::Them);
        assert_eq!([saved[0].id, saved[1].id], [first[0].id, first[1].id], "{text}");
    }
    assert_eq!(vault.follow_up(first[0].id).unwrap().state, FollowUpState::Kept { on: TODAY });
}

#[test]
fn a_promise_outlives_its_line_but_not_a_slip_of_the_keys() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let old = save(vault, note, "- [ ] @me send the rubric", now()).follow_ups[0].id;
    save(vault, note, "- [ ] @me send the rubric\n- [ ] @me wrong line", later(60));
    save(vault, note, "nothing", later(65));
    let open = vault.follow_ups(Some(mira), later(65)).unwrap().mine;
    assert_eq!(open.iter().map(|one| one.id).collect::<Vec<_>>(), [old]);
    // Pasted back, it is the same promise.
    let back = save(vault, note, "later\n\n- [ ] @me send the rubric", later(90));
    assert_eq!(back.follow_ups.iter().map(|one| one.id).collect::<Vec<_>>(), [old]);
}

#[test]
fn what_another_person_owes_is_listed_with_that_person() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let tunde = vault.find_person("tunde").unwrap().id;
    save(vault, note, "- [ ] @tunde review it 📅 2026-10-14\n- [ ] @nobody else", now());
    assert_eq!(vault.follow_ups(Some(mira), now()).unwrap().theirs, []);
    let theirs = vault.follow_ups(Some(tunde), now()).unwrap().theirs;
    assert_eq!((texts(&theirs), theirs[0].meeting), (vec!["review it"], None));
}

#[test]
fn a_tick_elsewhere_and_typing_here_are_joined() {
    let vault = &mut Open::new().vault;
    let (_, note) = start(vault);
    let saved = save(vault, note, "a\n- [ ] @me send it", now());
    let id = saved.follow_ups[0].id;
    vault.keep_follow_up(id, later(1)).unwrap();
    let draft = NoteDraft { text: "a\n- [ ] @me send it\ntyped on".into(), base: saved.note.revision };
    let joined = vault.save_note(note, &draft, later(2)).unwrap();
    assert_eq!(joined.note.text, "a\n- [x] @me send it ✅ 2026-10-09\ntyped on");
    assert_eq!((joined.follow_ups.len(), &joined.follow_ups[0].state), (1, &FollowUpState::Kept { on: TODAY }));
    assert_eq!(joined.follow_ups[0].id, id);
    // A save that changes nothing leaves the revision alone.
    let again = NoteDraft { text: joined.note.text.clone(), base: joined.note.revision };
    assert_eq!(vault.save_note(note, &again, later(3)).unwrap().note.revision, joined.note.revision);
}

#[test]
fn a_mebibyte_is_saved_and_one_byte_more_is_answered_with_a_sentence() {
    let vault = &mut Open::new().vault;
    let (_, note) = start(vault);
    let mut text = "- [ ] agenda like\n".repeat(60_000);
    text.truncate(1 << 20);
    assert_eq!(save(vault, note, &text, now()).note.text.len(), 1 << 20);
    text.push('x');
    let refused = vault.save_note(note, &NoteDraft { text, base: 1 }, now());
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "text"));
    assert_eq!(vault.note(note).unwrap().text.len(), 1 << 20);
}

#[test]
fn a_thousand_promises_in_one_note_are_kept_in_step() {
    let vault = &mut Open::new().vault;
    let (_, note) = start(vault);
    let lines = |from: u32, to: u32| (from..to).map(|n| format!("- [ ] @me promise {n}\n")).collect::<String>();
    let first = save(vault, note, &lines(0, 1_000), now()).follow_ups;
    // All of it goes and as much comes in at once; what is in both keeps its id.
    let start = std::time::Instant::now();
    let second = save(vault, note, &lines(500, 1_500), later(60)).follow_ups;
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(second.len(), 1_000);
    assert_eq!((second[0].id, second[499].id), (first[500].id, first[999].id));
    assert!(vault.follow_up(first[0].id).is_ok());
}

#[test]
fn notes_and_meetings_are_listed_newest_first_with_the_state_of_their_lines() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let id = save(vault, note, "Today.\n\n- [ ] @me send it", now()).follow_ups[0].id;
    let own = vault.add_note(mira, day(2026, 10, 1), now()).unwrap();
    vault.save_note(own.id, &NoteDraft { text: "> said\n".into(), base: 0 }, now()).unwrap();
    vault.keep_follow_up(id, now()).unwrap();
    let entries = vault.notes(mira).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.note.as_ref().unwrap().id).collect::<Vec<_>>(), [note, own.id]);
    assert_eq!(entries[0].follow_ups[0].state, FollowUpState::Kept { on: TODAY });
    assert_eq!((entries[0].tree.len(), entries[1].tree.len(), entries[1].meeting.is_none()), (2, 1, true));
    assert!(matches!(vault.remove_note(note, now()), Err(Error::Invalid { .. })));
    vault.remove_note(own.id, now()).unwrap();
    assert_eq!(vault.notes(mira).unwrap().len(), 1);
    assert!(matches!(vault.note(own.id), Err(Error::NotFound { .. })));
}

#[test]
fn the_line_being_typed_is_read_against_everyone_here() {
    let vault = &mut Open::new().vault;
    let (mira, _) = start(vault);
    let reading = vault.read_line(mira, "@mira share the RFC outline with Tunde by wed", now()).unwrap();
    assert_eq!(reading.line.as_deref(), Some("- [ ] @mira share the RFC outline with Tunde 📅 2026-10-14"));
    assert_eq!(vault.read_line(mira, "@zoe call", now()).unwrap().unknown.as_deref(), Some("zoe"));
    vault.add_person(&draft("Mira Berg"), now()).unwrap();
    let question = vault.read_line(mira, "@mira call", now()).unwrap().question;
    assert_eq!(question.as_deref(), Some("Two people are called @mira: write @mira-berg or @mira-kovacevic."));
}

#[test]
fn topics_follow_the_tags_of_lines_and_leave_chosen_ones_alone() {
    let vault = &mut Open::new().vault;
    let (_, note) = start(vault);
    let meeting = vault.note(note).unwrap().meeting.unwrap();
    vault.set_topics(meeting, &["team".to_owned()]).unwrap();
    let topics = |vault: &Vault| vault.meeting(meeting).unwrap().topics;
    save(vault, note, "Staff path #career\n\nPager #Career-and-growth #made-up\n\n```\n#life\n```", now());
    assert_eq!(topics(vault), ["team", "career"]);
    save(vault, note, "Staff path\n\nPager #career", later(1));
    assert_eq!(topics(vault), ["team", "career"]);
    save(vault, note, "Staff path #feedback-loops\n\n> [!private]\n> #wellbeing, I think\n> #workload", later(2));
    assert_eq!(topics(vault), ["team", "feedback-loops"]);
}

#[test]
fn a_note_links_to_notes_and_goals_by_their_names_in_the_folder() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let tunde = vault.people(now()).unwrap().into_iter().find(|row| row.person.id != mira).unwrap().person.id;
    let own = vault.add_note(tunde, day(2026, 9, 1), now()).unwrap().id;
    let meeting = vault.note(note).unwrap().meeting.unwrap();
    let links = |about, vault: &Vault| -> Vec<(String, LinkPlace)> {
        vault.link_targets(about).unwrap().into_iter().map(|target| (target.link, target.place)).collect()
    };
    let of_mira = LinkPlace::Meeting { meeting };
    let of_tunde = LinkPlace::Note { note: own };
    assert_eq!(
        links(mira, vault),
        [("2026-10-09".to_owned(), of_mira), ("tunde-adeyemi/2026-09-01".to_owned(), of_tunde)]
    );
    assert_eq!(
        links(tunde, vault),
        [("2026-09-01".to_owned(), of_tunde), ("mira-kovacevic/2026-10-09".to_owned(), of_mira)]
    );
}

#[test]
fn a_link_is_read_as_the_title_of_what_it_leads_to_and_one_that_leads_nowhere_as_its_name() {
    let vault = &mut Open::new().vault;
    let (mira, note) = start(vault);
    let meeting = vault.note(note).unwrap().meeting.unwrap();
    save(vault, note, "As *[[2026-10-09]]* says, and [[goals/none-such]].\n\n`[[code]]` [[", now());
    let tree = vault.notes(mira).unwrap().remove(0).tree;
    let text = |text: &str| Inline::Text { text: text.into() };
    let here = Inline::Note { title: "Mira, 9 Oct 2026".into(), place: Some(LinkPlace::Meeting { meeting }) };
    let first = vec![
        text("As "),
        Inline::Emphasis { inlines: vec![here] },
        text(" says, and "),
        Inline::Note { title: "goals/none-such".into(), place: None },
        text("."),
    ];
    let second = vec![Inline::Code { text: "[[code]]".into() }, text(" [[")];
    assert_eq!(tree, [NoteNode::Paragraph { inlines: first }, NoteNode::Paragraph { inlines: second }]);
    vault.end_meeting(meeting, later(30)).unwrap();
    let include =
        Include { notes: true, follow_ups: true, goals: true, cadence: true, check_ins: false, private: false };
    let draft = PacketDraft { person: mira, kind: PacketKind::History, from: None, to: None, include };
    let page = vault.packet(&draft, later(31)).unwrap();
    assert_eq!(page.meetings[0].note, tree, "on paper too");
}
