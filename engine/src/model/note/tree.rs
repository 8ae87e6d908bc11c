//! A note read into a tree of allowed kinds, and what is taken from it: passages, follow-up lines, the first words.
//! Nothing here makes HTML; raw HTML, images and footnotes come out as the text they were typed as.

use super::handles::Handles;
use super::line::{PlacedLine, follow_up_line, line_ranges};
use super::{Inline, ListItem, NoteNode, PassageKind};
use crate::model::pages::LinkPlace;
use comrak::nodes::{ListType, NodeValue};
use comrak::{Arena, Node, Options, parse_document};
use std::ops::Range;

/// Blocks and words nested deeper than this are shown as the text they were typed as.
const DEPTH_MAX: u32 = 100;

/// A marked stretch with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Its first line, from 0.
    pub line: u32,
    /// How many lines it takes, 1 or more.
    pub lines: u32,
    /// What it is.
    pub kind: PassageKind,
}

/// Reads a note into blocks. Follow-up lines stand out of their lists; a task without an owner stays a list item.
pub fn read_note(text: &str, handles: &Handles) -> Vec<NoteNode> {
    let arena = Arena::new();
    let source = Source::new(text, handles);
    let root = parse_document(&arena, text, &options());
    let mut blocks = Vec::new();
    source.blocks(root, 0, &mut blocks);
    blocks
}

/// The follow-ups that stand in a note, in the order of their lines; none inside code.
pub fn follow_up_lines(text: &str, handles: &Handles) -> Vec<PlacedLine> {
    if !text.contains("] ") {
        return Vec::new();
    }
    let arena = Arena::new();
    let source = Source::new(text, handles);
    let root = parse_document(&arena, text, &options());
    let mut lines: Vec<PlacedLine> = root.descendants().filter_map(|node| source.follow_up(node)).collect();
    lines.sort_by_key(|line| line.line);
    lines.dedup_by_key(|line| line.line);
    lines
}

/// The marked stretches of a note by first line. Where two begin on one line, the private one counts, else the outer.
pub fn passages(text: &str) -> Vec<Passage> {
    if !text.contains('>') {
        return Vec::new();
    }
    let arena = Arena::new();
    let lines = line_ranges(text);
    let root = parse_document(&arena, text, &options());
    let mut passages: Vec<Passage> = root
        .descendants()
        .filter(|node| matches!(node.data().value, NodeValue::BlockQuote))
        .filter_map(|node| {
            let place = node.data().sourcepos;
            let kind = quote_kind(text, &lines, place.start.line, place.start.column)?.0;
            let line = u32::try_from(place.start.line.checked_sub(1)?).ok()?;
            let lines = u32::try_from(place.end.line.saturating_sub(place.start.line)).ok()? + 1;
            Some(Passage { line, lines, kind })
        })
        .collect();
    passages.sort_by_key(|passage| (passage.line, passage.kind != PassageKind::Private, u32::MAX - passage.lines));
    passages.dedup_by_key(|passage| passage.line);
    passages
}

/// The first paragraph in plain words, for "Last time"; the first list item when there is none. Never a quote, a
/// private passage, a heading or a follow-up.
pub fn first_paragraph(text: &str) -> Option<String> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let words = |node: Node<'_>| {
        let mut words = String::new();
        plain_words(node, &mut words);
        let words = without_brackets(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let paragraph = root.children().filter(|node| matches!(node.data().value, NodeValue::Paragraph)).find_map(words);
    paragraph.or_else(|| {
        let lists = root.children().filter(|node| matches!(node.data().value, NodeValue::List(_)));
        lists.flat_map(|list| list.children()).filter(|item| matches!(item.data().value, NodeValue::Item(_))).find_map(
            |item| item.children().find(|node| matches!(node.data().value, NodeValue::Paragraph)).and_then(words),
        )
    })
}

fn plain_words(node: Node<'_>, words: &mut String) {
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(html) => words.push_str(html),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    // `[-]` is a box too: dropped.
    options.parse.relaxed_tasklist_matching = true;
    options
}

/// What a quote is, and the length of its `[!mark]`; none for a mark this app does not know.
fn quote_kind(text: &str, lines: &[Range<usize>], line: usize, column: usize) -> Option<(PassageKind, usize)> {
    let line = &text[lines.get(line.checked_sub(1)?)?.clone()];
    let quote = line.get(column.saturating_sub(1)..).unwrap_or(line);
    let words = quote.strip_prefix('>').unwrap_or(quote).trim_start_matches([' ', '\t']);
    let Some(mark) = words.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(mark, _)| mark) else {
        return Some((PassageKind::Said, 0));
    };
    let kind = match mark.to_ascii_lowercase().as_str() {
        "private" => PassageKind::Private,
        "praise" => PassageKind::Praise,
        "idea" => PassageKind::Idea,
        _ => return None,
    };
    Some((kind, mark.len() + 3))
}

struct Source<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    handles: &'a Handles,
}

impl<'a> Source<'a> {
    fn new(text: &'a str, handles: &'a Handles) -> Self {
        Self { text, lines: line_ranges(text), handles }
    }

    fn follow_up(&self, node: Node<'_>) -> Option<PlacedLine> {
        let NodeValue::TaskItem(task) = node.data().value else { return None };
        let line = task.symbol_sourcepos.start.line.checked_sub(1)?;
        let (person, parsed) = follow_up_line(&self.text[self.lines.get(line)?.clone()], self.handles)?;
        Some(PlacedLine { line: u32::try_from(line).ok()?, person, parsed })
    }

    /// The lines of a node as typed.
    fn typed(&self, node: Node<'_>) -> String {
        let place = node.data().sourcepos;
        let first = self.lines.get(place.start.line.saturating_sub(1));
        let last = self.lines.get(place.end.line.saturating_sub(1));
        match (first, last) {
            (Some(first), Some(last)) if first.start <= last.end => self.text[first.start..last.end].trim().to_owned(),
            _ => String::new(),
        }
    }

    fn blocks(&self, parent: Node<'_>, depth: u32, out: &mut Vec<NoteNode>) {
        for node in parent.children() {
            self.block(node, depth, out);
        }
    }

    fn block(&self, node: Node<'_>, depth: u32, out: &mut Vec<NoteNode>) {
        if depth >= DEPTH_MAX {
            out.push(text_paragraph(self.typed(node)));
            return;
        }
        let data = node.data();
        match &data.value {
            NodeValue::Paragraph => paragraph(inlines(node), out),
            NodeValue::Heading(heading) => {
                out.push(NoteNode::Heading { level: heading.level, inlines: inlines(node) });
            }
            NodeValue::ThematicBreak => out.push(NoteNode::Rule),
            NodeValue::CodeBlock(code) => out.push(NoteNode::Code {
                language: code.info.split_whitespace().next().unwrap_or_default().to_owned(),
                text: code.literal.clone(),
            }),
            NodeValue::BlockQuote => self.quote(node, depth, out),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then(|| u32::try_from(list.start).unwrap_or(1));
                self.list(node, start, depth, out);
            }
            NodeValue::Table(_) => out.push(NoteNode::Table {
                rows: node.children().map(|row| row.children().map(inlines).collect()).collect(),
            }),
            NodeValue::HtmlBlock(html) => out.push(text_paragraph(html.literal.trim().to_owned())),
            _ => out.push(text_paragraph(self.typed(node))),
        }
    }

    fn quote(&self, node: Node<'_>, depth: u32, out: &mut Vec<NoteNode>) {
        let start = node.data().sourcepos.start;
        let mut blocks = Vec::new();
        self.blocks(node, depth + 1, &mut blocks);
        let Some((passage, mark)) = quote_kind(self.text, &self.lines, start.line, start.column) else {
            out.append(&mut blocks);
            return;
        };
        if mark > 0 {
            take_callout_mark(&mut blocks, mark);
        }
        out.push(NoteNode::Passage { passage, blocks });
    }

    fn list(&self, list: Node<'_>, start: Option<u32>, depth: u32, out: &mut Vec<NoteNode>) {
        let mut items = Vec::new();
        let mut number = start;
        let flush = |items: &mut Vec<ListItem>, number: &mut Option<u32>, out: &mut Vec<NoteNode>| {
            if !items.is_empty() {
                let after = number.map(|n| n.saturating_add(u32::try_from(items.len()).unwrap_or(0)));
                out.push(NoteNode::List { start: *number, items: std::mem::take(items) });
                *number = after;
            }
        };
        for item in list.children() {
            if let Some(placed) = self.follow_up(item) {
                flush(&mut items, &mut number, out);
                out.push(NoteNode::FollowUp { line: placed.line, parsed: placed.parsed });
                number = number.map(|n| n.saturating_add(1));
                self.below_follow_up(item, depth, out);
                continue;
            }
            let task = match &item.data().value {
                NodeValue::TaskItem(task) => Some(matches!(task.symbol, Some('x' | 'X'))),
                _ => None,
            };
            let mut blocks = Vec::new();
            self.blocks(item, depth + 1, &mut blocks);
            items.push(ListItem { task, blocks });
        }
        flush(&mut items, &mut number, out);
    }

    /// What hangs on a follow-up's item after its first line.
    fn below_follow_up(&self, item: Node<'_>, depth: u32, out: &mut Vec<NoteNode>) {
        for (n, node) in item.children().enumerate() {
            if n > 0 {
                self.block(node, depth + 1, out);
                continue;
            }
            let mut words = Vec::new();
            let mut first_line = true;
            for node in node.children() {
                if !first_line {
                    inline(node, 0, &mut words);
                } else if matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak) {
                    first_line = false;
                }
            }
            paragraph(with_links(words), out);
        }
    }
}

fn paragraph(inlines: Vec<Inline>, out: &mut Vec<NoteNode>) {
    if !inlines.is_empty() {
        out.push(NoteNode::Paragraph { inlines });
    }
}

fn text_paragraph(text: String) -> NoteNode {
    NoteNode::Paragraph { inlines: vec![Inline::Text { text }] }
}

/// Takes `[!mark]` off the first words of a callout, with the fold sign that Obsidian allows behind it.
fn take_callout_mark(blocks: &mut Vec<NoteNode>, length: usize) {
    let Some(NoteNode::Paragraph { inlines }) = blocks.first_mut() else { return };
    let Some(Inline::Text { text }) = inlines.first_mut() else { return };
    let Some(rest) = text.get(length..) else { return };
    *text = rest.trim_start_matches(['-', '+']).trim_start().to_owned();
    if text.is_empty() {
        inlines.remove(0);
    }
    if inlines.is_empty() {
        blocks.remove(0);
    }
}

fn inlines(parent: Node<'_>) -> Vec<Inline> {
    below(parent, 0)
}

fn below(parent: Node<'_>, depth: u32) -> Vec<Inline> {
    let mut out = Vec::new();
    for node in parent.children() {
        inline(node, depth, &mut out);
    }
    with_links(out)
}

/// Takes `[[…]]` out of the text it stands in.
fn with_links(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text { text } = inline else {
            out.push(inline);
            continue;
        };
        let mut rest = text.as_str();
        while let Some((before, link, after)) = first_link(rest) {
            push_text(before, &mut out);
            out.push(Inline::Note { title: link.to_owned(), place: None });
            rest = after;
        }
        push_text(rest, &mut out);
    }
    out
}

/// The first `[[…]]` of a text: what stands before it, its name, what stands behind it.
fn first_link(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("[[").map(|at| from + at) {
        let inside = &text[at + 2..];
        let end = inside.find(['[', ']', '\n']).unwrap_or(inside.len());
        let name = inside[..end].trim();
        if !name.is_empty() && inside[end..].starts_with("]]") {
            return Some((&text[..at], name, &inside[end + 2..]));
        }
        from = at + 1;
    }
    None
}

/// A text whose `[[…]]` are their names.
fn without_brackets(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, link, after)) = first_link(rest) {
        plain.push_str(before);
        plain.push_str(link);
        rest = after;
    }
    plain + rest
}

/// Gives every link of a tree its title and place; `target` knows them by name.
pub fn name_links(nodes: &mut [NoteNode], target: &dyn Fn(&str) -> Option<(String, LinkPlace)>) {
    for node in nodes {
        match node {
            NoteNode::Heading { inlines, .. } | NoteNode::Paragraph { inlines } => name_inlines(inlines, target),
            NoteNode::List { items, .. } => items.iter_mut().for_each(|item| name_links(&mut item.blocks, target)),
            NoteNode::Passage { blocks, .. } => name_links(blocks, target),
            NoteNode::Table { rows } => rows.iter_mut().flatten().for_each(|cell| name_inlines(cell, target)),
            NoteNode::FollowUp { .. } | NoteNode::Code { .. } | NoteNode::Rule => {}
        }
    }
}

fn name_inlines(inlines: &mut [Inline], target: &dyn Fn(&str) -> Option<(String, LinkPlace)>) {
    for inline in inlines {
        match inline {
            Inline::Note { title, place } => {
                if let Some((found, at)) = target(title) {
                    (*title, *place) = (found, Some(at));
                }
            }
            Inline::Emphasis { inlines }
            | Inline::Strong { inlines }
            | Inline::Struck { inlines }
            | Inline::Link { inlines, .. } => name_inlines(inlines, target),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Break => {}
        }
    }
}

fn inline(node: Node<'_>, depth: u32, out: &mut Vec<Inline>) {
    let data = node.data();
    if depth >= DEPTH_MAX {
        let mut words = String::new();
        plain_words(node, &mut words);
        push_text(&words, out);
        return;
    }
    match &data.value {
        NodeValue::Text(text) => push_text(text, out),
        NodeValue::SoftBreak => push_text(" ", out),
        NodeValue::LineBreak => out.push(Inline::Break),
        NodeValue::Code(code) => out.push(Inline::Code { text: code.literal.clone() }),
        NodeValue::HtmlInline(html) => push_text(html, out),
        NodeValue::Emph => out.push(Inline::Emphasis { inlines: below(node, depth + 1) }),
        NodeValue::Strong => out.push(Inline::Strong { inlines: below(node, depth + 1) }),
        NodeValue::Strikethrough => out.push(Inline::Struck { inlines: below(node, depth + 1) }),
        NodeValue::Link(link) if may_open(&link.url) => {
            out.push(Inline::Link { href: link.url.clone(), inlines: below(node, depth + 1) });
        }
        NodeValue::Link(link) => {
            out.extend(below(node, depth + 1));
            address(&link.url, node, out);
        }
        NodeValue::Image(image) => {
            out.extend(below(node, depth + 1));
            address(&image.url, node, out);
        }
        _ => out.extend(below(node, depth + 1)),
    }
}

/// Only addresses that lead to a page or a letter; never to a file or a script.
fn may_open(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("https" | "mailto"))
}

/// An address that is not opened stands behind its words, unless it is its words.
fn address(url: &str, node: Node<'_>, out: &mut Vec<Inline>) {
    let mut words = String::new();
    plain_words(node, &mut words);
    if !url.is_empty() && url.strip_prefix("http://").unwrap_or(url) != words.strip_prefix("http://").unwrap_or(&words)
    {
        push_text(&format!(" ({url})"), out);
    }
}

fn push_text(more: &str, out: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = out.last_mut() {
        text.push_str(more);
    } else if !more.is_empty() {
        out.push(Inline::Text { text: more.to_owned() });
    }
}
