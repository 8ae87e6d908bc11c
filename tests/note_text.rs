//! A note's text as a tree, its passages and its first words.
//! Follow-up lines are in `lines`.

use crate::support::people::person;
use engine::model::note::{Handles, Inline, NoteNode, Passage, PassageKind, first_paragraph, passages, read_note};
use std::time::{Duration, Instant};

fn handles() -> Handles {
    let mira = person(0, "Mira Kovačević", "mira-kovacevic");
    Handles::new(&mira, &[])
}

/// The tree in a short notation, so that cases read as data.
fn sketch(blocks: &[NoteNode]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(node: &NoteNode) -> String {
    match node {
        NoteNode::Heading { level, inlines } => format!("h{level}({})", words(inlines)),
        NoteNode::Paragraph { inlines } => format!("p({})", words(inlines)),
        NoteNode::List { start, items } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let task = item.task.map_or("", |done| if done { "x:" } else { "o:" });
                    format!("{task}{}", sketch(&item.blocks))
                })
                .collect();
            format!("{}({})", start.map_or("ul".to_owned(), |n| format!("ol{n}")), items.join(", "))
        }
        NoteNode::FollowUp { line, parsed } => format!("follow-up@{line}({})", parsed.text),
        NoteNode::Passage { passage, blocks } => format!("{passage:?}({})", sketch(blocks)),
        NoteNode::Code { language, text } => format!("code {language}({})", text.trim_end()),
        NoteNode::Table { rows } => {
            let rows: Vec<String> =
                rows.iter().map(|row| row.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("|")).collect();
            format!("table({})", rows.join("/"))
        }
        NoteNode::Rule => "rule".to_owned(),
    }
}

fn words(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            Inline::Emphasis { inlines } => format!("em({})", words(inlines)),
            Inline::Strong { inlines } => format!("strong({})", words(inlines)),
            Inline::Struck { inlines } => format!("struck({})", words(inlines)),
            Inline::Code { text } => format!("code({text})"),
            Inline::Link { href, inlines } => format!("link({href}|{})", words(inlines)),
            Inline::Note { title, .. } => format!("note({title})"),
            Inline::Break => "br".to_owned(),
        })
        .collect()
}

#[test]
fn a_note_reads_into_the_allowed_kinds() {
    let check = |text: &str, tree: &str| assert_eq!(sketch(&read_note(text, &handles())), tree, "{text}");
    check("", "");
    check("# Head\ntext", "h1(Head) p(text)");
    check("one\ntwo  \nthree", "p(one twobrthree)");
    check("*a* **b** ~~c~~ `d`", "p(em(a) strong(b) struck(c) code(d))");
    check("- a\n- b\n  - c", "ul(p(a), p(b) ul(p(c)))");
    check("3. a\n4. b", "ol3(p(a), p(b))");
    check("- [ ] a\n- [x] b", "ul(o:p(a), x:p(b))");
    check("- a\n- [ ] @me b\n- c", "ul(p(a)) follow-up@1(b) ul(p(c))");
    check("- [ ] @me b\n  more\n  - below", "follow-up@0(b) p(more) ul(p(below))");
    check("- [-] @me b", "follow-up@0(b)");
    check("> hers", "Said(p(hers))");
    check("> [!private]\n> secret", "Private(p(secret))");
    check("> [!PRIVATE]- secret", "Private(p(secret))");
    check("> [!praise] well done", "Praise(p(well done))");
    check("> [!idea]\n>\n> a\n> - b", "Idea(p(a) ul(p(b)))");
    check("> [!note]\n> a", "p([!note] a)");
    check("```rust\nfn\n```", "code rust(fn)");
    check("| a | b |\n|---|---|\n| 1 | *2* |", "table(a|b/1|em(2))");
    check("a\n\n---\n\nb", "p(a) rule p(b)");
}

#[test]
fn nothing_in_a_note_becomes_markup_or_a_dangerous_link() {
    let check = |text: &str, tree: &str| assert_eq!(sketch(&read_note(text, &handles())), tree, "{text}");
    check("<script>alert(1)</script>", "p(<script>alert(1)</script>)");
    check("a <b onclick=x>b</b>", "p(a <b onclick=x>b</b>)");
    check("[a](https://x.example)", "p(link(https://x.example|a))");
    check("[a](mailto:a@x.example)", "p(link(mailto:a@x.example|a))");
    check("[a](javascript:alert)", "p(a (javascript:alert))");
    check("[a](http://x.example)", "p(a (http://x.example))");
    check("[a](file:///etc/passwd)", "p(a (file:///etc/passwd))");
    check("[a](JaVaScRiPt:x)", "p(a (JaVaScRiPt:x))");
    check("![a](https://x.example/p.png)", "p(a (https://x.example/p.png))");
    check("https://x.example", "p(link(https://x.example|https://x.example))");
    check("http://x.example", "p(http://x.example)");
}

#[test]
fn passages_are_found_with_their_lines() {
    let check = |text: &str, expected: &[(u32, u32, PassageKind)]| {
        let expected: Vec<Passage> =
            expected.iter().map(|&(line, lines, kind)| Passage { line, lines, kind }).collect();
        assert_eq!(passages(text), expected, "{text}");
    };
    check("a\n\n> b\n> c\n\nd", &[(2, 2, PassageKind::Said)]);
    check(
        "> [!private]\n> a\n\n> [!praise]\n> b\n\n> [!idea]\n> c",
        &[(0, 2, PassageKind::Private), (3, 2, PassageKind::Praise), (6, 2, PassageKind::Idea)],
    );
    check("> said\n>\n> > [!private]\n> > inner", &[(0, 4, PassageKind::Said), (2, 2, PassageKind::Private)]);
    check("> > [!private]\n> > inner", &[(0, 2, PassageKind::Private)]);
    check("```\n> code\n```", &[]);
    check("- a\n  > b", &[(1, 1, PassageKind::Said)]);
    check("> [!unknown]\n> a", &[]);
}

#[test]
fn the_first_words_leave_out_marks_quotes_and_private_passages() {
    let check = |text: &str, words: Option<&str>| assert_eq!(first_paragraph(text).as_deref(), words, "{text}");
    check(
        "# Head\n\nTired, *two* `pages`\non [Tuesday](https://x.example).\n\nMore",
        Some("Tired, two pages on Tuesday."),
    );
    check("> [!private]\n> secret\n\n> said\n\nOpen words", Some("Open words"));
    check("> [!private]\n> secret", None);
    check("- [ ] @me Send\n- first point\n- second", Some("first point"));
    check("", None);
}

#[test]
fn fifty_levels_and_a_mebibyte_are_read_in_a_breath() {
    let handles = handles();
    let nested: String = (0..50).map(|n| format!("{}- level {n}\n", "  ".repeat(n))).collect();
    assert!(sketch(&read_note(&nested, &handles)).contains("level 49"));
    let large = "- [ ] @me word word **word** word\n\ntext\n".repeat(27_000);
    assert!(large.len() > 1 << 20);
    for text in [
        large,
        "> ".repeat(1 << 14),
        "- ".repeat(1 << 14),
        "> a\n- b\n".repeat(1 << 14),
        "[".repeat(1 << 16),
        "*a_".repeat(1 << 14),
        "<".repeat(1 << 16),
    ] {
        let start = Instant::now();
        let tree = read_note(&text, &handles);
        passages(&text);
        first_paragraph(&text);
        assert!(!tree.is_empty());
        // A debug build; a release build takes about a twentieth.
        assert!(start.elapsed() < Duration::from_secs(12), "{:?}… took {:?}", &text[..20], start.elapsed());
    }
}
