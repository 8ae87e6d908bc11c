//! Packets on paper, checked with the programs readers use: pdftotext, pdfinfo, qpdf.
//! What a note looks like on them is in `packet_note`.

use crate::support::packets::{self, day, mira, paragraph, with_note};
use crate::support::pdf;
use engine::Error;
use engine::model::note::{NoteNode, PassageKind};
use engine::model::packet::{Include, LeftOut, Packet};
use engine::packet::{Rendered, preview, protect, recovery_sheet, render};

/// Renders, has qpdf check the file, and leaves a copy where `PACKET_OUT` says, to look at.
pub fn paper(packet: &Packet, name: &str) -> Rendered {
    let rendered = render(packet).unwrap();
    keep(&rendered.pdf, name);
    pdf::check(&rendered.pdf, None);
    rendered
}

fn keep(pdf: &[u8], name: &str) {
    if let Ok(dir) = std::env::var("PACKET_OUT") {
        std::fs::write(format!("{dir}/{name}.pdf"), pdf).unwrap();
    }
}

/// Whether the file itself says that it meets PDF/UA-1.
pub fn is_ua1(pdf: &[u8]) -> bool {
    let out = pdf::run("pdfinfo", &["-meta"], pdf, &[]);
    let meta = String::from_utf8_lossy(&out.stdout).into_owned();
    meta.contains("pdfuaid:part=\"1\"") || meta.contains("<pdfuaid:part>1")
}

pub fn assert_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part:?} is missing or too early in:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn the_first_page_says_what_for_whom_and_what_is_open() {
    let rendered = paper(&mira(), "mira");
    assert_eq!(rendered.pages, 2);
    assert_order(
        &pdf::text(&rendered.pdf),
        &[
            "Prepared by Ruth Amsel, 9 October 2026",
            "Confidential, for Mira and Ruth",
            "Mira Kovačević",
            "1:1 history, 10 April to 9 October 2026",
            "What was said and what was promised",
            "Open between you",
            "Take Mira off on-call, week 43",
            "When we met",
            "What we talked about",
            "Promises kept",
            "14 of 18 on time",
            "16 of 17 on time",
            "Goals",
            "Own the ledger migration",
            "2 of 5 milestones",
            "Page 1 of 2",
            "Meeting notes",
            "Fri 2 Oct",
            "Tired, two pages on Tuesday night.",
            "Ruth, was due 2 Oct",
            "Fri 25 Sep",
            "Mira, kept 28 Sep",
            "Wed 26 Aug",
            "moved from Fri",
            "Ruth, kept 4 days late",
            "Page 2 of 2",
        ],
    );
    let first = pdf::page(&rendered.pdf, 1);
    for figure in [
        "24 of 25 weeks",
        "30 of 35",
        "3 and 4 reached",
        "12½ hours",
        "Held, 21",
        "Moved, 3",
        "Missed, 1",
        "On leave, 1",
    ] {
        assert!(first.contains(figure), "{figure} in\n{first}");
    }
}

#[test]
fn what_was_left_out_is_counted() {
    let said = |left_out| {
        let text = pdf::text(&paper(&Packet { left_out, ..mira() }, "left-out").pdf).replace('\n', " ");
        let from = text.find("Left out of this packet").or_else(|| text.find("Nothing from these days")).unwrap();
        text[from..].split_inclusive('.').next().unwrap().to_owned()
    };
    let none = LeftOut::default();
    let cases = [
        (none, "Nothing from these days was left out of this packet."),
        (
            LeftOut { private: 7, check_ins: 24, ..none },
            "Left out of this packet: check-in signals (24 meetings) and 7 private passages.",
        ),
        (
            LeftOut { private: 1, check_ins: 1, ..none },
            "Left out of this packet: check-in signals (1 meeting) and 1 private passage.",
        ),
        (
            LeftOut { notes: 2, follow_ups: 1, goals: 3, private: 4, check_ins: 0 },
            "Left out of this packet: 2 meeting notes, 1 follow-up, 3 goals and 4 private passages.",
        ),
    ];
    for (left_out, sentence) in cases {
        assert_eq!(said(left_out), sentence);
    }
}

#[test]
fn a_section_that_is_not_chosen_is_not_there() {
    let none =
        Include { notes: false, follow_ups: false, goals: false, cadence: false, check_ins: false, private: false };
    let bare = paper(&Packet { include: none, ..mira() }, "bare");
    let text = pdf::text(&bare.pdf);
    assert_eq!(bare.pages, 1);
    for absent in [
        "Meeting notes",
        "Promises kept",
        "Open between you",
        "Goals",
        "When we met",
        "What we talked about",
        "Check-ins",
        "of 35",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(text.contains("Mira Kovačević") && text.contains("Left out of this packet"));
}

#[test]
fn the_same_packet_gives_the_same_bytes() {
    assert_eq!(render(&mira()).unwrap(), render(&mira()).unwrap());
}

#[test]
fn the_file_is_tagged_titled_and_has_words_for_every_drawing() {
    let rendered = paper(&mira(), "mira");
    let info = pdf::info(&rendered.pdf);
    assert!(info.contains("Title:           Mira Kovačević, 1:1 history, 10 April to 9 October 2026"), "{info}");
    assert!(info.contains("Tagged:          yes") && info.contains("Author:          Ruth Amsel"), "{info}");
    assert!(is_ua1(&rendered.pdf));
    let raw = pdf::run("qpdf", &["--qdf", "--object-streams=disable"], &rendered.pdf, &["-"]).stdout;
    let raw = String::from_utf8_lossy(&raw);
    assert!(
        raw.contains("/Outlines") && raw.contains("(Meeting notes)") && raw.contains("/Lang (en)"),
        "outline and language"
    );
    let structure = pdf::structure(&rendered.pdf);
    assert!(structure.contains("H1") && structure.contains("H2"), "{structure}");
    let described = raw.matches("/Alt (").count() + raw.matches("/Alt <").count();
    // Cadence, topics, two rows of promises, three goals, three open follow-ups, nine under their meetings.
    assert_eq!(described, 1 + 1 + 2 + 3 + 3 + 9);
    assert!(raw.contains(
        "(26 weeks: 21 held on the day, 3 moved, 1 missed, 1 on leave. Usually 30 minutes. Next on 9 October 2026.)"
    ));
}

#[test]
fn an_empty_half_year_still_makes_a_page() {
    let mut packet = mira();
    packet.cadence = engine::model::trend::CadenceStrip {
        marks: vec![],
        met: 0,
        of: 0,
        usual_minutes: 0,
        moved: 0,
        moved_by_me: 0,
        missed: 0,
        leave: 0,
    };
    packet.topics.rows.clear();
    packet.kept_by_me = Default::default();
    packet.kept_by_them = Default::default();
    packet.open.clear();
    packet.goals.clear();
    packet.goals_reached = 0;
    packet.meetings.clear();
    packet.minutes = 0;
    packet.team.manager = String::new();
    packet.left_out = LeftOut::default();
    let text = pdf::text(&paper(&packet, "empty").pdf);
    for words in [
        "Nothing is open between the two of you.",
        "No topics were noted.",
        "nothing due yet",
        "No goals in these days.",
        "Nothing was written in these days.",
        "0 minutes",
        "Prepared on 9 October 2026",
    ] {
        assert!(text.replace('\n', " ").contains(words), "{words} in\n{text}");
    }
}

#[test]
fn check_ins_are_drawn_only_when_chosen() {
    let mut packet = Packet { trends: packets::trends(), ..mira() };
    assert!(!pdf::text(&paper(&packet, "unchosen").pdf).contains("usual"));
    packet.include.check_ins = true;
    packet.left_out.check_ins = 0;
    let text = pdf::text(&paper(&packet, "check-ins").pdf).replace('\n', " ");
    for words in [
        "Check-ins",
        "Energy",
        "Below Mira’s usual since 11 Sep, 4 of the last 4 meetings.",
        "Within Mira’s usual.",
        "Still learning what is usual, 3 check",
        "Empty",
        "High",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn ten_years_of_meetings_fit_the_strip() {
    let mut packet = mira();
    let one = packet.cadence.marks[0].clone();
    packet.cadence.marks = (0..520)
        .map(|week| engine::model::trend::CadenceMark {
            date: day(1, 1) - chrono::Days::new(7 * (520 - week)),
            ..one.clone()
        })
        .collect();
    packet.kept_by_me.marks = vec![engine::model::follow_up::KeptMark::Late; 90];
    packet.open = packet.open.iter().cycle().take(60).cloned().collect();
    let rendered = paper(&packet, "many");
    assert!(rendered.pages >= 3);
}

#[test]
fn the_preview_shows_the_same_pages() {
    let shown = preview(&mira()).unwrap();
    assert_eq!(shown.pages.len() as u32, render(&mira()).unwrap().pages);
    assert!(
        shown.pages.iter().all(|page| page.starts_with("<svg") && page.contains("</svg>") && !page.contains("<script"))
    );
    assert_eq!((shown.meetings, shown.private_in_range, shown.left_out), (8, 7, mira().left_out));
    let private = NoteNode::Passage { passage: PassageKind::Private, blocks: vec![paragraph("x")] };
    assert_eq!(preview(&with_note(vec![private])).unwrap().private_in_range, 8);
}

#[test]
fn a_protected_file_opens_with_its_password_only() {
    let rendered = render(&mira()).unwrap();
    let closed = protect(&rendered.pdf, "drei Ölberge 42").unwrap();
    keep(&closed, "protected");
    pdf::check(&closed, Some("drei Ölberge 42"));
    let open = |password: &str| pdf::run("pdftotext", &["-enc", "UTF-8", "-upw", password], &closed, &["-"]);
    assert!(String::from_utf8(open("drei Ölberge 42").stdout).unwrap().contains("Mira Kovačević"));
    for wrong in ["", "drei Ölberge 43", "owner"] {
        let out = open(wrong);
        assert!(!out.status.success() && out.stdout.is_empty(), "{wrong:?}");
    }
    let shown = pdf::run("qpdf", &["--show-encryption", "--password=drei Ölberge 42"], &closed, &[]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("R = 6") && shown.contains("AESv3"), "{shown}");
    for canary in ["Mira", "ledger", "Kova"] {
        assert!(!closed.windows(canary.len()).any(|bytes| bytes == canary.as_bytes()), "{canary}");
    }
    assert_ne!(closed, protect(&rendered.pdf, "drei Ölberge 42").unwrap(), "each file has its own key");
}

#[test]
fn a_password_that_no_reader_could_type_is_refused() {
    let rendered = render(&with_note(vec![])).unwrap();
    for password in [String::new(), "a".repeat(128)] {
        let refused = protect(&rendered.pdf, &password).unwrap_err();
        assert!(matches!(&refused, Error::Invalid { field, .. } if field == "password"), "{refused}");
    }
}

#[test]
fn the_recovery_sheet_is_one_page_with_the_words_in_order() {
    let words: Vec<String> = "harbor cedar violin amber ticket meadow salt orbit window pepper glove river canyon lyrics modest tunnel fabric olive rocket gentle puzzle stadium maple urban"
        .split(' ')
        .map(str::to_owned)
        .collect();
    let sheet = recovery_sheet("Payments team #panic()", &words, mira().today).unwrap();
    keep(&sheet.pdf, "recovery");
    pdf::check(&sheet.pdf, None);
    assert_eq!(sheet.pages, 1);
    assert!(is_ua1(&sheet.pdf));
    let text = pdf::text(&sheet.pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Recovery key, Payments team #panic()") && text.contains("Made on 9 October 2026"));
    let numbered: Vec<String> = words.iter().enumerate().map(|(i, word)| format!("{} {word}", i + 1)).collect();
    assert_order(&text, &numbered.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sheet, recovery_sheet("Payments team #panic()", &words, mira().today).unwrap());
}
