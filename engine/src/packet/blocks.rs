//! A note's tree as the template takes it: bounded in depth, emphasis flattened into runs.
//! Markdown is read in the model; how a block looks is in `note.typ`.

use super::history::{PaperFollowUp, line_follow_up};
use crate::model::note::{Inline, ListItem, NoteNode, PassageKind};
use chrono::NaiveDate;
use serde::Serialize;

/// Lists nest this deep on paper; what lies deeper stands at this depth. The typesetter's own nesting is
/// limited, and the column would have no width left.
const LIST_DEPTH: u8 = 5;
/// Quotes nest this deep on paper.
const QUOTE_DEPTH: u8 = 3;
/// A longer address is shown as words only; the PDF writer refuses addresses over 8000 bytes.
const LONGEST_ADDRESS: usize = 2000;

/// One stretch of words in one style.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Run {
    text: String,
    br: bool,
    strong: bool,
    emphasis: bool,
    struck: bool,
    code: bool,
    href: Option<String>,
    /// The address in words, where the link's own words do not say it. On a link's last run only.
    address: Option<String>,
}

/// Words with their direction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Words {
    rtl: bool,
    runs: Vec<Run>,
}

/// One item of a list on paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Item {
    task: Option<bool>,
    blocks: Vec<Block>,
}

/// One block on paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    Heading {
        /// In the document's outline; never skips a level.
        level: u8,
        /// As written in the note, for its size.
        size: u8,
        #[serde(flatten)]
        words: Words,
    },
    Paragraph {
        #[serde(flatten)]
        words: Words,
    },
    List {
        start: Option<u32>,
        items: Vec<Item>,
    },
    Quote {
        passage: &'static str,
        label: Option<&'static str>,
        blocks: Vec<Block>,
    },
    Code {
        text: String,
    },
    Table {
        columns: usize,
        head: Vec<Words>,
        rows: Vec<Vec<Words>>,
    },
    FollowUp(PaperFollowUp),
    Rule,
}

/// Who and when, for follow-up lines that stand in a note.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub me: &'a str,
    pub them: &'a str,
    pub today: NaiveDate,
}

/// A note's blocks. `above` is the outline level of the heading they stand under.
pub(super) fn blocks(nodes: &[NoteNode], above: u8, reader: Reader<'_>) -> Vec<Block> {
    let mut writer = Writer { level: above, above, reader };
    writer.blocks(nodes, 0, 0)
}

/// Private passages in a tree, wherever they stand.
pub(super) fn private_passages(nodes: &[NoteNode]) -> u32 {
    nodes
        .iter()
        .map(|node| match node {
            NoteNode::Passage { passage, blocks } => {
                u32::from(*passage == PassageKind::Private) + private_passages(blocks)
            }
            NoteNode::List { items, .. } => items.iter().map(|item| private_passages(&item.blocks)).sum(),
            _ => 0,
        })
        .sum()
}

struct Writer<'a> {
    /// The level of the last heading.
    level: u8,
    above: u8,
    reader: Reader<'a>,
}

impl Writer<'_> {
    fn blocks(&mut self, nodes: &[NoteNode], lists: u8, quotes: u8) -> Vec<Block> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                NoteNode::Heading { level, inlines } => {
                    let words = words(inlines);
                    if words.runs.iter().all(|run| run.text.trim().is_empty()) {
                        continue;
                    }
                    // The standard wants levels without gaps.
                    self.level = (self.above + level.clamp(&1, &6)).min(self.level + 1);
                    out.push(Block::Heading { level: self.level, size: *level, words });
                }
                NoteNode::Paragraph { inlines } => out.push(Block::Paragraph { words: words(inlines) }),
                NoteNode::List { start, items } => {
                    let items = self.items(items, lists + 1, quotes);
                    out.push(Block::List { start: *start, items });
                }
                NoteNode::FollowUp { parsed, .. } => out.push(Block::FollowUp(line_follow_up(parsed, self.reader))),
                NoteNode::Passage { blocks, .. } if quotes >= QUOTE_DEPTH => {
                    out.extend(self.blocks(blocks, lists, quotes));
                }
                NoteNode::Passage { passage, blocks } => {
                    let (passage, label) = match passage {
                        PassageKind::Private => ("private", Some("Private")),
                        PassageKind::Said => ("said", None),
                        PassageKind::Praise => ("praise", Some("Praise")),
                        PassageKind::Idea => ("idea", Some("Idea")),
                    };
                    out.push(Block::Quote { passage, label, blocks: self.blocks(blocks, lists, quotes + 1) });
                }
                NoteNode::Code { text, .. } => out.push(Block::Code { text: text.clone() }),
                NoteNode::Table { rows } => out.extend(table(rows)),
                NoteNode::Rule => out.push(Block::Rule),
            }
        }
        out
    }

    fn items(&mut self, items: &[ListItem], lists: u8, quotes: u8) -> Vec<Item> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            if lists < LIST_DEPTH {
                out.push(Item { task: item.task, blocks: self.blocks(&item.blocks, lists, quotes) });
                continue;
            }
            let mut own = Vec::new();
            let mut deeper = Vec::new();
            for node in &item.blocks {
                match node {
                    NoteNode::List { items, .. } => deeper.extend(self.items(items, lists, quotes)),
                    other => own.extend(self.blocks(std::slice::from_ref(other), lists, quotes)),
                }
            }
            out.push(Item { task: item.task, blocks: own });
            out.append(&mut deeper);
        }
        out
    }
}

/// A table with as many columns as its widest row; a table of nothing is nothing.
fn table(rows: &[Vec<Vec<Inline>>]) -> Option<Block> {
    let columns = rows.iter().map(Vec::len).max().filter(|n| *n > 0)?;
    let mut rows = rows.iter().map(|row| {
        let mut cells: Vec<Words> = row.iter().map(|cell| words(cell)).collect();
        cells.resize(columns, words(&[]));
        cells
    });
    let head = rows.next()?;
    Some(Block::Table { columns, head, rows: rows.collect() })
}

fn words(inlines: &[Inline]) -> Words {
    let mut runs = Vec::new();
    flatten(inlines, &Run::default(), &mut runs);
    let rtl = runs.iter().flat_map(|run| run.text.chars()).find_map(direction).unwrap_or(false);
    Words { rtl, runs }
}

fn flatten(inlines: &[Inline], style: &Run, out: &mut Vec<Run>) {
    for inline in inlines {
        match inline {
            Inline::Text { text } => out.push(Run { text: text.replace(['\n', '\r'], " "), ..style.clone() }),
            Inline::Code { text } => {
                out.push(Run { text: text.replace(['\n', '\r'], " "), code: true, ..style.clone() })
            }
            Inline::Emphasis { inlines } => flatten(inlines, &Run { emphasis: true, ..style.clone() }, out),
            Inline::Strong { inlines } => flatten(inlines, &Run { strong: true, ..style.clone() }, out),
            Inline::Struck { inlines } => flatten(inlines, &Run { struck: true, ..style.clone() }, out),
            Inline::Note { title, .. } => out.push(Run { text: title.clone(), ..style.clone() }),
            Inline::Break => out.push(Run { br: true, ..Run::default() }),
            Inline::Link { href, inlines } => link(href, inlines, style, out),
        }
    }
}

fn link(href: &str, inlines: &[Inline], style: &Run, out: &mut Vec<Run>) {
    // SECURITY: the model lets only these two through; paper checks again, since a PDF reader follows anything.
    let safe = href.starts_with("https://") || href.starts_with("mailto:");
    let follow =
        (safe && href.len() <= LONGEST_ADDRESS && !href.chars().any(char::is_control)).then(|| href.to_owned());
    let from = out.len();
    flatten(inlines, &Run { href: follow.clone(), ..style.clone() }, out);
    let shown: String = out[from..].iter().map(|run| run.text.as_str()).collect();
    if shown.trim().is_empty() {
        out.truncate(from);
        out.push(Run { text: href.to_owned(), href: follow, ..style.clone() });
        return;
    }
    if follow.is_none() {
        if shown != href {
            out.push(Run { text: format!(" ({href})"), ..style.clone() });
        }
        return;
    }
    let bare = href.trim_start_matches("mailto:");
    if shown != href
        && shown != bare
        && let Some(last) = out.last_mut()
    {
        last.address = Some(bare.to_owned());
    }
}

/// Whether a character is strongly right-to-left; none for one without a direction of its own.
/// Ranges: Hebrew to Arabic Extended-A, the presentation forms, and the right-to-left blocks of plane 1
/// (Unicode's DerivedBidiClass).
fn direction(c: char) -> Option<bool> {
    match c {
        '\u{0590}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Some(true),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    }
}
