//! Notes: Markdown text, read into a tree of allowed kinds.
//! Nothing here makes HTML, and no text becomes markup of another language.

mod dates;
mod day_figures;
mod day_words;
mod handles;
mod history;
mod line;
mod merge;
mod reading;
mod tags;
mod tree;

pub use handles::{Handles, Named};
pub use history::{DifferenceLine, LineChange, Revision, TrashedNote, difference};
pub use line::{PlacedLine, follow_up_line, set_follow_up_line, set_mark, write_line};
pub use merge::join_texts;
pub use reading::read_line;
pub use tags::tags;
pub use tree::{Passage, first_paragraph, follow_up_lines, name_links, passages, read_note};

use super::follow_up::FollowUp;
use super::id::{MeetingId, NoteId, PersonId};
use super::meeting::Side;
use super::pages::LinkPlace;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// Most bytes of a note's text.
pub const NOTE_MAX: usize = 1 << 20;

/// A stored note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// About whom.
    pub person: PersonId,
    /// Of which meeting; none for a dated note of its own.
    pub meeting: Option<MeetingId>,
    /// The meeting's day, or the day it was written for.
    pub date: NaiveDate,
    /// Markdown as typed, at most 1 MiB. The agenda is not in it: agenda items stand beside it.
    pub text: String,
    /// Counts up at each save; a save names the one it was based on.
    pub revision: u32,
    /// When it was last saved.
    pub saved_at: DateTime<FixedOffset>,
}

/// A save from the editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct NoteDraft {
    /// The whole text.
    pub text: String,
    /// The revision the text was based on. When the stored one is newer (a follow-up was ticked elsewhere),
    /// the two are joined line by line and the joined text comes back.
    pub base: u32,
}

/// What a save returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SavedNote {
    /// The note as stored; its text differs from the draft's only where both had changed.
    pub note: Note,
    /// Follow-ups that stand in the note now, in the order of their lines.
    pub follow_ups: Vec<FollowUp>,
}

/// What a marked stretch of a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// `> [!private]`: left out of exports for reading.
    Private,
    /// A plain quote: their words.
    Said,
    /// `> [!praise]`.
    Praise,
    /// `> [!idea]`: may become evidence for a goal.
    Idea,
}

/// A block of a note. Anything Markdown has and this does not is shown as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoteNode {
    /// A heading of level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of an ordered list; none for bullets.
        start: Option<u32>,
        /// Its items.
        items: Vec<ListItem>,
    },
    /// A follow-up line; a task line without an owner is a list item.
    FollowUp {
        /// Its line in the note, from 0.
        line: u32,
        /// What the line says.
        parsed: FollowUpLine,
    },
    /// A marked stretch.
    Passage {
        /// What it is.
        passage: PassageKind,
        /// Its blocks.
        blocks: Vec<NoteNode>,
    },
    /// Code, as typed.
    Code {
        /// The language word, or empty.
        language: String,
        /// The text.
        text: String,
    },
    /// A table; the first row is the head.
    Table {
        /// Rows of cells of words.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across.
    Rule,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ListItem {
    /// Ticked, open, or not a task.
    pub task: Option<bool>,
    /// Its blocks.
    pub blocks: Vec<NoteNode>,
}

/// Words with or without emphasis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The words.
        text: String,
    },
    /// `*…*`.
    Emphasis {
        /// The words.
        inlines: Vec<Inline>,
    },
    /// `**…**`.
    Strong {
        /// The words.
        inlines: Vec<Inline>,
    },
    /// `~~…~~`.
    Struck {
        /// The words.
        inlines: Vec<Inline>,
    },
    /// `` `…` ``.
    Code {
        /// The text.
        text: String,
    },
    /// An `https:` or `mailto:` link; any other address is shown as text.
    Link {
        /// The address.
        href: String,
        /// The words.
        inlines: Vec<Inline>,
    },
    /// `[[…]]`: a note or goal of the vault.
    Note {
        /// What it is called; the name between the brackets where it leads nowhere.
        title: String,
        /// Where it leads, once the vault was asked.
        place: Option<LinkPlace>,
    },
    /// A hard line break.
    Break,
}

/// How a task line with an owner was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FollowUpLine {
    /// Who owes it.
    pub owner: Side,
    /// The handle as typed, without `@`.
    pub handle: String,
    /// What is owed, without owner and date marks.
    pub text: String,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub mark: FollowUpMark,
}

/// The box of a follow-up line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FollowUpMark {
    /// `- [ ]`.
    Open,
    /// `- [x] … ✅ day`.
    Kept {
        /// The day it was kept; none when the line does not say (then the meeting's day, or today).
        on: Option<NaiveDate>,
    },
    /// `- [-]`.
    Dropped,
}

/// A stretch of the line being typed that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LineToken {
    /// Start, in UTF-16 units from the line's start (what the editor counts in).
    pub from: u32,
    /// End, exclusive, in UTF-16 units.
    pub to: u32,
    /// What it is.
    pub token: TokenKind,
}

/// What a stretch of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// `@me`.
    Me,
    /// `@mira`.
    Them,
    /// A date in words or marks.
    Due,
    /// `#topic`.
    Topic,
}

/// How one line reads while it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LineReading {
    /// What was understood, from left to right.
    pub tokens: Vec<LineToken>,
    /// The follow-up it would become on Enter; none when it is only text.
    pub follow_up: Option<FollowUpLine>,
    /// The line as it stands in the note once added: `- [ ] @mira … 📅 2026-10-14`.
    pub line: Option<String>,
    /// A handle nobody here has, as typed: the hint offers "Add person".
    pub unknown: Option<String>,
    /// A date that does not exist or a name two people share: what to type instead, a sentence.
    pub question: Option<String>,
    /// Answers to the question that take one tap; empty where only typing answers it.
    pub choices: Vec<LineChoice>,
}

/// One answer to what a line leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LineChoice {
    /// What is chosen: a whole name.
    pub label: String,
    /// The line as it would then be typed.
    pub line: String,
}
