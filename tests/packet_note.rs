//! Notes on a packet's paper: every kind of Markdown, every script, and text that tries to be something else.
//! The packet around them is in `packet`.

use crate::packet::{assert_order, is_ua1, paper};
use crate::support::packets::{paragraph, plain, with_note};
use crate::support::pdf;
use engine::model::note::{Inline, ListItem, NoteNode, PassageKind};
use engine::packet::render;

fn item(blocks: Vec<NoteNode>) -> ListItem {
    ListItem { task: None, blocks }
}

fn bullets(items: Vec<ListItem>) -> NoteNode {
    NoteNode::List { start: None, items }
}

fn link(href: &str, words: &str) -> Inline {
    Inline::Link { href: href.into(), inlines: vec![plain(words)] }
}

#[test]
fn every_kind_of_markdown_reaches_the_paper() {
    let strong = Inline::Strong { inlines: vec![plain("strong words")] };
    let emphasis = Inline::Emphasis { inlines: vec![plain("stressed words")] };
    let struck = Inline::Struck { inlines: vec![plain("struck words")] };
    let cell = |text: &str| vec![plain(text)];
    let note = vec![
        NoteNode::Heading { level: 2, inlines: vec![plain("Rehearsal")] },
        NoteNode::Paragraph {
            inlines: vec![
                strong,
                plain(", "),
                emphasis,
                plain(", "),
                struck,
                plain(", "),
                Inline::Code { text: "ledger.rs".into() },
                Inline::Break,
                plain("after a break"),
            ],
        },
        NoteNode::Heading { level: 5, inlines: vec![plain("A much lower heading")] },
        bullets(vec![
            item(vec![paragraph("first bullet"), bullets(vec![item(vec![paragraph("nested bullet")])])]),
            ListItem { task: Some(true), blocks: vec![paragraph("task done")] },
            ListItem { task: Some(false), blocks: vec![paragraph("task open")] },
        ]),
        NoteNode::List { start: Some(3), items: vec![item(vec![paragraph("third")]), item(vec![paragraph("fourth")])] },
        NoteNode::Passage {
            passage: PassageKind::Said,
            blocks: vec![paragraph("I want to be the one who knows why.")],
        },
        NoteNode::Passage { passage: PassageKind::Praise, blocks: vec![paragraph("Ran the rehearsal")] },
        NoteNode::Passage { passage: PassageKind::Private, blocks: vec![paragraph("A sixth name")] },
        NoteNode::Code { language: "sql".into(), text: "select *\nfrom ledger;\n".into() },
        NoteNode::Table {
            rows: vec![vec![cell("Week"), cell("Name")], vec![cell("43"), cell("Diego")], vec![cell("44")]],
        },
        NoteNode::Paragraph {
            inlines: vec![
                link("https://ledger.example/plan", "the plan"),
                plain(" and "),
                link("mailto:hana@ledger.example", "hana@ledger.example"),
            ],
        },
        NoteNode::Rule,
        paragraph("after the line"),
    ];
    let rendered = paper(&with_note(note), "kinds");
    assert!(is_ua1(&rendered.pdf));
    let text = pdf::text(&rendered.pdf);
    assert_order(
        &text,
        &[
            "Rehearsal",
            "strong words",
            "stressed words",
            "struck words",
            "ledger.rs",
            "after a break",
            "A much lower heading",
            "first bullet",
            "nested bullet",
            "task done",
            "task open",
            "3.",
            "third",
            "4.",
            "fourth",
            "I want to be the one who knows why.",
            "Praise",
            "Ran the rehearsal",
            "Private",
            "A sixth name",
            "select *",
            "from ledger;",
            "Week",
            "Name",
            "43",
            "Diego",
            "44",
            "the plan (https://ledger.example/plan)",
            "hana@ledger.example",
            "after the line",
        ],
    );
    assert_eq!(text.matches("hana@ledger.example").count(), 1, "an address that is its own words is not told twice");
    let raw = pdf::run("qpdf", &["--qdf", "--object-streams=disable"], &rendered.pdf, &["-"]).stdout;
    let raw = String::from_utf8_lossy(&raw);
    assert!(raw.contains("/URI (https://ledger.example/plan)") && raw.contains("/S /TH") && raw.contains("/S /LI"));
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let hostile = [
        "#panic(\"no\")",
        "#import \"@preview/x:1.0.0\"",
        "$x^2$",
        "*not strong*",
        "_not stressed_",
        "@ref",
        "<label>",
        "= no heading",
        "#read(\"/etc/passwd\")",
        "\\u{48}",
        "// no comment",
        "`#raw`",
        "https://bare.example/a#b",
        "{{ }}",
    ];
    let mut packet = with_note(hostile.iter().map(|text| paragraph(text)).collect());
    packet.person.name = "#panic() $x$ *Mira*".into();
    packet.team.manager = "<img src=x> @ruth".into();
    packet.goals[0].title = "#eval(\"1\") = $".into();
    packet.open[0].text = "]] #exit <label>".into();
    packet.topics.rows[0].name = "#let x = 1".into();
    let rendered = paper(&packet, "hostile");
    let text = pdf::text(&rendered.pdf);
    for words in hostile.into_iter().chain([
        "#panic() $x$ *Mira*",
        "<img src=x> @ruth",
        "#eval(\"1\") = $",
        "]] #exit <label>",
        "#let x = 1",
    ]) {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    let raw = pdf::run("qpdf", &["--qdf", "--object-streams=disable"], &rendered.pdf, &["-"]).stdout;
    assert!(!String::from_utf8_lossy(&raw).contains("/JavaScript"));
}

#[test]
fn only_safe_addresses_can_be_followed() {
    let words = |href: &str| NoteNode::Paragraph { inlines: vec![link(href, "words")] };
    let long = format!("https://a.example/{}", "b".repeat(9000));
    let rendered =
        paper(&with_note(vec![words("javascript:alert(1)"), words("file:///etc/passwd"), words(&long)]), "links");
    let raw = pdf::run("qpdf", &["--qdf", "--object-streams=disable"], &rendered.pdf, &["-"]).stdout;
    assert!(!String::from_utf8_lossy(&raw).contains("/URI"));
    assert!(pdf::text(&rendered.pdf).contains("words (javascript:alert(1))"));
}

#[test]
fn text_in_any_script_survives() {
    let scripts = [
        "مرحبا بكم في الفريق",
        "日本語のメモ、台帳移行",
        "नमस्ते दुनिया",
        "שלום עולם",
        "Ελληνικά",
        "Кириллица",
        "สวัสดี",
        "한국어",
        "Tiếng Việt",
    ];
    let mut note: Vec<NoteNode> = scripts.iter().map(|text| paragraph(text)).collect();
    note.push(paragraph("Family 👩🏽‍💻 🇩🇪 🎉, unassigned \u{2FE0}\u{10FFFF}, private \u{F8FF}, control \u{1}\u{7F}, feff \u{FEFF}, zalgo Z̴̢̛a̷̡l̵̨g̶o"));
    let mut packet = with_note(note);
    packet.person.name = "عائشة 佐藤".into();
    packet.person.short_name = "عائشة".into();
    let rendered = paper(&packet, "scripts");
    let text = pdf::text(&rendered.pdf);
    for script in ["日本語のメモ", "Ελληνικά", "Кириллица", "한국어", "Tiếng Việt", "Family"]
    {
        assert!(text.contains(script), "{script} in\n{text}");
    }
    assert!(text.contains("unassigned □"), "a character no font has is seen");
    assert_eq!(rendered, render(&packet).unwrap(), "fallback fonts are chosen the same way each time");
}

#[test]
fn fifty_levels_of_nesting_and_broken_trees_render() {
    let mut list = bullets(vec![item(vec![paragraph("level 50")])]);
    let mut quote = paragraph("quote 50");
    for level in (1..50).rev() {
        list = bullets(vec![item(vec![paragraph(&format!("level {level}")), list])]);
        quote =
            NoteNode::Passage { passage: PassageKind::Said, blocks: vec![paragraph(&format!("quote {level}")), quote] };
    }
    let empty = vec![
        NoteNode::Heading { level: 1, inlines: vec![] },
        NoteNode::Table { rows: vec![] },
        NoteNode::Table { rows: vec![vec![]] },
        bullets(vec![]),
        bullets(vec![item(vec![])]),
        NoteNode::Paragraph { inlines: vec![] },
        NoteNode::Code { language: String::new(), text: String::new() },
        NoteNode::Passage { passage: PassageKind::Said, blocks: vec![] },
        NoteNode::Paragraph { inlines: vec![link("", "")] },
    ];
    let rendered = paper(&with_note([vec![list, quote], empty].concat()), "nested");
    let text = pdf::text(&rendered.pdf);
    for level in 1..=50 {
        assert!(text.contains(&format!("level {level}\n")) && text.contains(&format!("quote {level}\n")), "{level}");
    }
}

#[test]
fn a_note_of_one_mebibyte_renders_whole() {
    let line = "The reconciliation ran clean and nobody had to look at it twice. ";
    let mut note: Vec<NoteNode> = (0..700).map(|i| paragraph(&format!("{} end {i}", line.repeat(23)))).collect();
    note.push(paragraph(&"x".repeat(1500)));
    let rendered = paper(&with_note(note), "long");
    assert!(rendered.pages > 100);
    let last = pdf::text(&rendered.pdf);
    assert!(last.contains("end 699") && last.contains(&format!("Page {0} of {0}", rendered.pages)));
}
