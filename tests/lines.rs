//! Follow-up lines: while they are typed, and as they stand in a note.
//! Dates in words, and what is asked about, are in `follow_up_table`; the rest of a note's text is in `note_text`.

use crate::support::people::{TODAY, day, person};
use chrono::NaiveDate;
use engine::model::meeting::Side;
use engine::model::note::{
    FollowUpMark, Handles, LineReading, TokenKind, follow_up_line, follow_up_lines, join_texts, read_line, read_note,
    set_follow_up_line, set_mark, write_line,
};
use proptest::prelude::*;

fn handles() -> Handles {
    let mira = person(0, "Mira Kovačević", "mira-kovacevic");
    let everyone = [
        mira.clone(),
        person(1, "Tunde Adeyemi", "tunde-adeyemi"),
        person(2, "Björn Åström", "bjorn-astrom"),
        person(3, "田中 美咲", "person-1"),
        person(4, "Anna Berg", "anna-berg"),
        person(5, "Anna Lind", "anna-lind"),
    ];
    Handles::new(&mira, &everyone)
}

fn read(line: &str) -> LineReading {
    read_line(line, &handles(), TODAY)
}

#[test]
fn the_line_of_the_design_reads_as_the_design_says() {
    let reading = read("@mira share the RFC outline with Tunde by wed");
    assert_eq!(reading.line.as_deref(), Some("- [ ] @mira share the RFC outline with Tunde 📅 2026-10-14"));
    let follow_up = reading.follow_up.unwrap();
    assert_eq!((follow_up.owner, follow_up.handle.as_str(), follow_up.mark), (Side::Them, "mira", FollowUpMark::Open));
    let tokens: Vec<_> = reading.tokens.iter().map(|token| (token.from, token.to, token.token)).collect();
    assert_eq!(tokens, [(0, 5, TokenKind::Them), (39, 45, TokenKind::Due)]);
}

#[test]
fn places_are_counted_as_the_editor_counts_them() {
    // The fox takes two units, é in two characters takes two.
    let reading = read("- [ ] @me call 🦊 Rene\u{301} by fri #career");
    let tokens: Vec<_> = reading.tokens.iter().map(|token| (token.from, token.to, token.token)).collect();
    assert_eq!(tokens, [(6, 9, TokenKind::Me), (24, 30, TokenKind::Due), (31, 38, TokenKind::Topic)]);
}

#[test]
fn an_owner_is_found_by_handle_first_name_or_slug_whatever_the_accents() {
    let check =
        |typed: &str, line: &str| assert_eq!(read(&format!("{typed} call")).line.as_deref(), Some(line), "{typed}");
    check("@me", "- [ ] @me call");
    check("@Me", "- [ ] @me call");
    check("@MIRA", "- [ ] @mira call");
    check("@mira:", "- [ ] @mira call");
    check("@mira-kovacevic", "- [ ] @mira call");
    check("@Mira-Kovačević", "- [ ] @mira call");
    check("@bjorn", "- [ ] @bjorn call");
    check("@Björn", "- [ ] @bjorn call");
    check("@Bjo\u{308}rn", "- [ ] @bjorn call");
    check("@田中", "- [ ] @person-1 call");
    check("@anna-lind", "- [ ] @anna-lind call");
    check("- @mira", "- [ ] @mira call");
    check("* [ ] @mira", "- [ ] @mira call");
    check("- [x] @mira", "- [x] @mira call");
    check("> - [ ] @me", "> - [ ] @me call");
    check("  - @me", "  - [ ] @me call");
}

#[test]
fn an_unknown_name_leaves_the_text_alone_and_a_shared_one_is_asked_about() {
    let unknown = read("@zoe call by fri");
    assert_eq!((unknown.unknown.as_deref(), unknown.follow_up, unknown.tokens.len()), (Some("zoe"), None, 0));
    let shared = read("@anna call by fri");
    assert_eq!(shared.question.as_deref(), Some("Two people are called @anna: write @anna-berg or @anna-lind."));
    let choices: Vec<_> = shared.choices.iter().map(|one| (one.label.as_str(), one.line.as_str())).collect();
    assert_eq!(choices, [("Anna Berg", "@anna-berg call by fri"), ("Anna Lind", "@anna-lind call by fri")]);
    assert_eq!(shared.follow_up, None);
    for text in ["", "no owner by fri", "mail@mira.example", "- [ ] agenda line", "@", "@ mira", "hello @mira call"] {
        assert_eq!(
            read(text),
            LineReading { tokens: vec![], follow_up: None, line: None, unknown: None, question: None, choices: vec![] },
            "{text}"
        );
    }
    assert_eq!(read("@me").follow_up, None);
    assert_eq!(read("@me by fri").follow_up, None);
}

#[test]
fn lines_in_a_note_are_read_with_their_marks() {
    let check = |line: &str, owner: Side, text: &str, due: Option<NaiveDate>, mark: FollowUpMark| {
        let (_, parsed) = follow_up_line(line, &handles()).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((parsed.owner, parsed.text.as_str(), parsed.due, parsed.mark), (owner, text, due, mark), "{line}");
    };
    let due = Some(day(2026, 10, 14));
    let on = Some(day(2026, 10, 12));
    check("- [ ] @me Send it 📅 2026-10-14", Side::Me, "Send it", due, FollowUpMark::Open);
    check("- [x] @mira Send it 📅 2026-10-14 ✅ 2026-10-12", Side::Them, "Send it", due, FollowUpMark::Kept { on });
    check("- [x] @mira Send it ✅ 2026-10-12 📅 2026-10-14", Side::Them, "Send it", due, FollowUpMark::Kept { on });
    check("- [X] @mira Send it", Side::Them, "Send it", None, FollowUpMark::Kept { on: None });
    check("- [-] @me Send it 📅 2026-10-14", Side::Me, "Send it", due, FollowUpMark::Dropped);
    check("  * [ ] @me Send it", Side::Me, "Send it", None, FollowUpMark::Open);
    check("1. [ ] @me Send it", Side::Me, "Send it", None, FollowUpMark::Open);
    check("> - [ ] @me Send it", Side::Me, "Send it", None, FollowUpMark::Open);
    check("- [ ] @tunde Send it", Side::Them, "Send it", None, FollowUpMark::Open);
    check("- [ ] @me Send 📅 2026-06-31", Side::Me, "Send 📅 2026-06-31", None, FollowUpMark::Open);
    for line in [
        "- [ ] Send it",
        "- @me Send it",
        "[ ] @me Send it",
        "- [ ] @nobody Send it",
        "- [ ] @me",
        "- [ ] @me 📅 2026-10-14",
        "- [ ]@me x",
    ] {
        assert_eq!(follow_up_line(line, &handles()), None, "{line}");
    }
}

#[test]
fn lines_in_code_are_no_follow_ups_and_lines_in_lists_and_quotes_are() {
    let text = "# Head\n\n```\n- [ ] @me in code\n```\n\n- one\n  - [ ] @me nested\n\n> [!private]\n> - [x] @mira quoted ✅ 2026-10-09\n\n    - [ ] @me indented code\n\n- [-] @tunde last";
    let lines: Vec<_> =
        follow_up_lines(text, &handles()).into_iter().map(|line| (line.line, line.parsed.text)).collect();
    assert_eq!(lines, [(7, "nested".to_owned()), (10, "quoted".to_owned()), (14, "last".to_owned())]);
}

#[test]
fn a_tick_changes_one_line_and_nothing_else() {
    let note = "a\r\n- [ ] @me Send it 📅 2026-10-14  \r\n```\n- [ ] @me code\n";
    let kept = set_mark(note, 1, FollowUpMark::Kept { on: Some(TODAY) }).unwrap();
    assert_eq!(kept, "a\r\n- [x] @me Send it 📅 2026-10-14 ✅ 2026-10-09  \r\n```\n- [ ] @me code\n");
    assert_eq!(set_mark(&kept, 1, FollowUpMark::Open).unwrap(), note);
    assert_eq!(set_mark(&kept, 1, FollowUpMark::Dropped).unwrap(), note.replacen("[ ]", "[-]", 1));
    assert_eq!(set_mark(note, 0, FollowUpMark::Open), None);
    assert_eq!(set_mark(note, 99, FollowUpMark::Open), None);
}

#[test]
fn marks_of_other_programs_stay_in_the_line_and_are_no_words_of_the_promise() {
    let check = |line: &str, text: &str, due: Option<NaiveDate>| {
        let (_, parsed) = follow_up_line(line, &handles()).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((parsed.text.as_str(), parsed.due), (text, due), "{line}");
    };
    check("- [ ] @me Send ➕ 2026-10-01 🛫 2026-10-02 📅 2026-10-14", "Send", Some(day(2026, 10, 14)));
    check("- [ ] @me Send ⏳ 2026-10-12", "Send", Some(day(2026, 10, 12)));
    check("- [ ] @me Send ⏳ 2026-10-12 📅 2026-10-14", "Send", Some(day(2026, 10, 14)));
    check("- [-] @me Send ❌ 2026-10-08", "Send", None);
    let note = "- [x] @me Send ➕ 2026-10-01 ⏳ 2026-10-12 ✅ 2026-10-09";
    assert_eq!(
        set_follow_up_line(note, 0, "mira", "Send both", Some(day(2026, 10, 14))).unwrap(),
        "- [x] @mira Send both 📅 2026-10-14 ➕ 2026-10-01 ✅ 2026-10-09"
    );
}

#[test]
fn an_edited_line_keeps_its_place_its_box_and_the_day_it_was_kept() {
    let note = "x\n  * [x] @me Send 📅 2026-10-14 ✅ 2026-10-12\ny";
    assert_eq!(
        set_follow_up_line(note, 1, "mira", "Send both", None).unwrap(),
        "x\n  * [x] @mira Send both ✅ 2026-10-12\ny"
    );
}

#[test]
fn two_texts_that_grew_from_one_are_joined() {
    let check =
        |base: &str, draft: &str, stored: &str, joined: &str| assert_eq!(join_texts(base, draft, stored), joined);
    let open = "- [ ] @me Send";
    let done = "- [x] @me Send ✅ 2026-10-09";
    check("a\nb", "a\nb\nc", "a\nb", "a\nb\nc");
    check("a\nb\nc", "a1\nb\nc", "a\nb\nc1", "a1\nb\nc1");
    // Ticked elsewhere while the next line is typed.
    check(&format!("a\n{open}"), &format!("a\n{open}\nnew"), &format!("a\n{done}"), &format!("a\n{done}\nnew"));
    // Ticked elsewhere while the same line is edited: typed words, stored box.
    check(open, "- [ ] @me Send both", done, "- [x] @me Send both ✅ 2026-10-09");
    check("a\nb", "a\nx", "a\ny", "a\nx");
    check("", "typed", "stored", "typed");
    check("a\nb", "a", "a\nb2", "a");
    check("a\nb\nc", "c", "a\nb\nc\nd", "c\nd");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_makes_reading_fail(line in "\\PC{0,60}") {
        for line in [line.clone(), format!("- [ ] @me {line}"), format!("@mira {line} by {line}")] {
            let reading = read(&line);
            let units = u32::try_from(line.encode_utf16().count()).unwrap();
            prop_assert!(reading.tokens.iter().all(|token| token.from < token.to && token.to <= units));
        }
    }

    #[test]
    fn no_date_words_make_reading_fail(words in prop::collection::vec("(by|due|the|in|next|bis|am|day|after|[0-9]{1,5}(st|th|\\.)?|[0-9]{1,4}[-./][0-9]{1,3}[-./]?[0-9]{0,5}|oct|feb|week(s)?|months|fri|morgen|ende|of|month)", 0..8)) {
        let reading = read(&format!("@me x {}", words.join(" ")));
        prop_assert!(reading.follow_up.is_some() || reading.question.is_some());
    }

    #[test]
    fn a_written_line_reads_as_what_was_written(text in "[a-zA-Z][a-zA-Z ,.]{0,40}[a-z]", due in prop::option::of(0u32..3000), kept in any::<bool>()) {
        let due = due.map(|n| TODAY + chrono::Days::new(u64::from(n)));
        let mark = if kept { FollowUpMark::Kept { on: Some(TODAY) } } else { FollowUpMark::Open };
        let (_, parsed) = follow_up_line(&write_line("mira", &text, due, mark), &handles()).unwrap();
        prop_assert_eq!((parsed.text, parsed.due, parsed.mark), (text, due, mark));
    }

    #[test]
    fn ticking_leaves_every_other_line_as_it_was(lines in prop::collection::vec("(- \\[[ x-]\\] @me [a-z ]{1,12}( 📅 2026-10-14)?( ✅ 2026-10-12)?|[^\r\n]{0,20})\r?", 1..12), at in 0usize..12) {
        let text = lines.join("\n");
        let at = at % lines.len();
        if let Some(ticked) = set_mark(&text, u32::try_from(at).unwrap(), FollowUpMark::Kept { on: Some(TODAY) }) {
            let after: Vec<&str> = ticked.split('\n').collect();
            prop_assert_eq!(after.len(), lines.len());
            for (n, line) in lines.iter().enumerate() {
                prop_assert!(n == at || after[n] == line);
            }
            prop_assert_eq!(after[at].ends_with('\r'), lines[at].ends_with('\r'));
        }
    }

    #[test]
    fn what_only_one_side_changed_is_in_the_joined_text(base in prop::collection::vec("[a-e]", 0..10), add in "[x-z]{3}", at in 0usize..10) {
        let text = base.join("\n");
        let mut longer = base.clone();
        longer.insert(at.min(base.len()), add);
        let longer = longer.join("\n");
        prop_assert_eq!(join_texts(&text, &longer, &text), longer.clone());
        prop_assert_eq!(join_texts(&text, &text, &longer), longer);
    }

    #[test]
    fn no_text_makes_a_note_unreadable(text in "([>\\-*+ \t\\[\\]!x#`|<&_~:@a-z0-9.()\n\r\u{0}]|\\PC){0,200}") {
        let handles = handles();
        let tree = read_note(&text, &handles);
        prop_assert!(!tree.is_empty() || text.trim().is_empty() || tree.is_empty());
        for line in follow_up_lines(&text, &handles) {
            prop_assert!(set_mark(&text, line.line, FollowUpMark::Dropped).is_some());
        }
    }
}
