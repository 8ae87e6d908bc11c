//! People: who they are and what may be entered about them.
//! When they meet is in `cadence`; what was written is in `note`.

use super::cadence::Cadence;
use super::id::PersonId;
use super::name::one_line;
use super::zone;
use crate::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// How the person stands to the manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Reports to the manager.
    Report,
    /// The manager's own manager.
    OwnManager,
    /// Reports to one of the manager's reports.
    SkipLevel,
    /// Neither above nor below.
    Peer,
}

/// What is entered about a person; unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct PersonDraft {
    /// Full name, 1 to 200 characters.
    pub name: String,
    /// Free text such as `she/her`; may be empty.
    pub pronouns: String,
    /// The role today; may be empty.
    pub role: String,
    /// The level today; may be empty.
    pub level: String,
    /// When they joined.
    pub joined: Option<NaiveDate>,
    /// How they stand to the manager.
    pub relationship: Relationship,
    /// When the two meet.
    pub cadence: Cadence,
    /// The IANA name of the time zone the cadence's time is meant in; empty means the computer's own.
    pub zone: String,
    /// Whether check-ins are asked for; none leaves it as it is, and begins with reports only.
    pub check_ins: Option<bool>,
    /// What to remember about them, Markdown.
    pub about: String,
}

/// Most characters of a name.
pub const NAME_MAX: usize = 200;
/// Most characters of pronouns, role and level.
pub const WORDS_MAX: usize = 200;
/// Most bytes of what is remembered about a person; as for a note.
pub const ABOUT_MAX: usize = 1 << 20;

/// A draft that was checked: one-line fields trimmed and in one Unicode form, the cadence in range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson(PersonDraft);

impl NewPerson {
    /// Checks what was entered.
    ///
    /// Errors name the field: `name`, `pronouns`, `role`, `level`, `about`, `cadence`, `minutes`, `zone`.
    pub fn parse(draft: &PersonDraft) -> Result<Self> {
        let name = one_line(&draft.name);
        if name.is_empty() {
            return Err(Error::invalid("name", "Type a name."));
        }
        if name.chars().count() > NAME_MAX {
            return Err(Error::invalid("name", "Shorten the name to at most 200 characters."));
        }
        if draft.about.len() > ABOUT_MAX {
            return Err(Error::invalid("about", "Shorten the text to at most 1 MiB."));
        }
        Ok(Self(PersonDraft {
            name,
            pronouns: words("pronouns", &draft.pronouns)?,
            role: words("role", &draft.role)?,
            level: words("level", &draft.level)?,
            joined: draft.joined,
            relationship: draft.relationship,
            cadence: draft.cadence.parse()?,
            zone: zone::parse(&draft.zone)?,
            check_ins: draft.check_ins,
            about: draft.about.trim_end().to_owned(),
        }))
    }
}

impl std::ops::Deref for NewPerson {
    type Target = PersonDraft;
    fn deref(&self) -> &PersonDraft {
        &self.0
    }
}

/// A one-line field that may stay empty.
fn words(field: &str, text: &str) -> Result<String> {
    let text = one_line(text);
    if text.chars().count() > WORDS_MAX {
        return Err(Error::invalid(field, "Shorten this to at most 200 characters."));
    }
    Ok(text)
}

/// A stored person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The part of the layout's folder name and of `@handle`; unique; lower case ASCII with hyphens.
    pub slug: String,
    /// What follow-ups call them: the slug up to its first hyphen (`mira`), or the whole slug where that says nothing (`person-2`).
    pub handle: String,
    /// Full name.
    pub name: String,
    /// First word of the name, for sentences ("Mira promised").
    pub short_name: String,
    /// Up to two letters for the avatar.
    pub initials: String,
    /// Hue of the avatar in degrees, 0 to 359, fixed for the person.
    pub hue: u16,
    /// Free text; may be empty.
    pub pronouns: String,
    /// The role today; may be empty.
    pub role: String,
    /// The level today; may be empty.
    pub level: String,
    /// When they joined.
    pub joined: Option<NaiveDate>,
    /// How they stand to the manager.
    pub relationship: Relationship,
    /// When the two meet.
    pub cadence: Cadence,
    /// The IANA name of the time zone the cadence's time is meant in; empty means the computer's own.
    pub zone: String,
    /// Whether check-ins are asked for.
    pub check_ins: bool,
    /// What to remember, Markdown.
    pub about: String,
    /// The day they left the team; archived people are out of the lists.
    pub archived_on: Option<NaiveDate>,
}

/// A person as a row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PersonSummary {
    /// The person.
    pub person: Person,
    /// The last 1:1 that took place.
    pub last_met: Option<NaiveDate>,
    /// The next 1:1, stored or expected from the cadence.
    pub next: Option<NaiveDateTime>,
    /// Open follow-ups, both sides.
    pub open_follow_ups: u32,
    /// Why the amber mark stands beside the name; none means no mark. A plain sentence part, such as
    /// `Energy below her usual` or `Not met for four weeks`.
    pub mark: Option<String>,
}

/// One stretch of a person's role, newest first in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DatedRole {
    /// First day of the role.
    pub since: NaiveDate,
    /// The role.
    pub role: String,
    /// The level.
    pub level: String,
}
