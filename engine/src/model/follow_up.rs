//! Follow-ups: promises with an owner, and how they were kept.
//! How they are typed in a note is in `note`.

use super::id::{FollowUpId, MeetingId, PersonId};
use super::meeting::Side;
use super::repeat::Repeat;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What became of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FollowUpState {
    /// Still owed.
    Open,
    /// Done; late when `on` is after the due date.
    Kept {
        /// The day it was done.
        on: NaiveDate,
    },
    /// Not going to happen.
    Dropped {
        /// The day it was dropped.
        on: NaiveDate,
        /// Why; may be empty.
        reason: String,
    },
}

/// A stored follow-up. It belongs to the two people, not to the meeting it was made in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FollowUp {
    /// Identity.
    pub id: FollowUpId,
    /// With whom.
    pub person: PersonId,
    /// Who owes it.
    pub owner: Side,
    /// What, one line.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub state: FollowUpState,
    /// The meeting it was made in.
    pub meeting: Option<MeetingId>,
    /// The day it was made (the meeting's day when it stands in a note).
    pub made_on: NaiveDate,
    /// Held meetings since it was made in which it was still open.
    pub carried: u32,
    /// Not shown as due before this day ("nudge me on").
    pub nudge_on: Option<NaiveDate>,
    /// How often it comes back; keeping it makes the next one.
    pub repeats: Option<Repeat>,
}

/// One change for one follow-up or many; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum FollowUpChange {
    /// Kept, today.
    Keep,
    /// Open again.
    Reopen,
    /// Waits until a day; none takes the wait away.
    Nudge {
        /// From this day on it asks again.
        on: Option<NaiveDate>,
    },
    /// Due on another day; none leaves it without a date.
    Due {
        /// By when.
        on: Option<NaiveDate>,
    },
    /// Not going to happen.
    Drop {
        /// Why, at most 500 characters; may be empty.
        reason: String,
    },
    /// Comes back, or no longer.
    Repeat {
        /// How often; none: once.
        every: Option<Repeat>,
    },
}

/// What a follow-up is made of; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct FollowUpDraft {
    /// With whom.
    pub person: PersonId,
    /// Who owes it.
    pub owner: Side,
    /// What, 1 to 500 characters.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// Promises kept, of those that have come due; always with its n.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Kept {
    /// Kept by their date.
    pub on_time: u32,
    /// Come due (kept, late or still open past the date); dropped ones do not count.
    pub come_due: u32,
    /// One mark per promise in order of its date, for the row of dots.
    pub marks: Vec<KeptMark>,
}

/// One promise in the row of dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum KeptMark {
    /// By its date.
    OnTime,
    /// After its date.
    Late,
    /// Not due yet.
    Open,
    /// Open, and its date has passed.
    PastDue,
}

impl Kept {
    /// The rate over promises whose date lies in a range, and those still to come. One without a date never comes due;
    /// a dropped one does not count. `today` says what is past its date.
    pub fn of<'a>(
        promises: impl IntoIterator<Item = &'a FollowUp>,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
    ) -> Self {
        let mut marks: Vec<(NaiveDate, KeptMark)> = promises
            .into_iter()
            .filter_map(|promise| {
                let due = promise.due.filter(|due| *due >= from)?;
                let mark = match promise.state {
                    FollowUpState::Open if due < today => KeptMark::PastDue,
                    FollowUpState::Open => KeptMark::Open,
                    FollowUpState::Kept { on } if on <= due => KeptMark::OnTime,
                    FollowUpState::Kept { .. } => KeptMark::Late,
                    FollowUpState::Dropped { .. } => return None,
                };
                // What falls due after the range belongs to the next one, unless the range is still going on.
                (due <= to || to >= today).then_some((due, mark))
            })
            .collect();
        marks.sort_by_key(|(due, _)| *due);
        let marks: Vec<KeptMark> = marks.into_iter().map(|(_, mark)| mark).collect();
        let count = |wanted: &[KeptMark]| {
            u32::try_from(marks.iter().filter(|mark| wanted.contains(mark)).count()).unwrap_or(u32::MAX)
        };
        Self {
            on_time: count(&[KeptMark::OnTime]),
            come_due: count(&[KeptMark::OnTime, KeptMark::Late, KeptMark::PastDue]),
            marks,
        }
    }
}
