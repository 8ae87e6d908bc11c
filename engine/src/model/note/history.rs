//! A note's earlier texts, what differs between two of them, and notes in the trash.
//! How long either is kept is the vault's business.

use crate::model::id::{NoteId, PersonId};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An earlier text of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Revision {
    /// Counts up from 0.
    pub revision: u32,
    /// When the note last said this.
    pub saved_at: DateTime<FixedOffset>,
    /// Characters it had.
    pub characters: u32,
}

/// How a line stands in an earlier text and in today's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum LineChange {
    /// In both.
    Same,
    /// In today's only.
    Added,
    /// In the earlier one only.
    Removed,
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DifferenceLine {
    /// Where it stands.
    pub change: LineChange,
    /// The line, without its end.
    pub text: String,
}

/// A note in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TrashedNote {
    /// Identity.
    pub id: NoteId,
    /// About whom.
    pub person: PersonId,
    /// Their first name.
    pub short_name: String,
    /// The note's day.
    pub date: NaiveDate,
    /// Its first words; none when it is empty.
    pub first_words: Option<String>,
    /// Days until it is deleted for good.
    pub days_left: u32,
}

/// What differs between an earlier text and today's, line by line, in today's order.
pub fn difference(before: &str, after: &str) -> Vec<DifferenceLine> {
    let before: Vec<&str> = before.split('\n').collect();
    let after: Vec<&str> = after.split('\n').collect();
    let mut lines = Vec::with_capacity(after.len());
    let mut push = |change, texts: &[&str]| {
        lines.extend(texts.iter().map(|text| DifferenceLine { change, text: (*text).to_owned() }));
    };
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        match op {
            DiffOp::Equal { new_index, len, .. } => push(LineChange::Same, &after[new_index..new_index + len]),
            DiffOp::Delete { old_index, old_len, .. } => {
                push(LineChange::Removed, &before[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                push(LineChange::Added, &after[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(LineChange::Removed, &before[old_index..old_index + old_len]);
                push(LineChange::Added, &after[new_index..new_index + new_len]);
            }
        }
    }
    lines
}
