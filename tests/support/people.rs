//! People without a vault: the fixed day, drafts, persons as the vault would make them.
//! Vaults are in `vaults`.

use chrono::{NaiveDate, NaiveTime, Weekday};
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::id::PersonId;
use engine::model::name;
use engine::model::person::{Person, PersonDraft, Relationship};

/// The sample team's today, a Friday.
pub const TODAY: NaiveDate = day(2026, 10, 9);

pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Fridays at 10:30, every week, half an hour.
pub const WEEKLY: Cadence = Cadence {
    rhythm: Rhythm::Weeks { n: 1 },
    weekday: Weekday::Fri,
    time: NaiveTime::from_hms_opt(10, 30, 0).unwrap(),
    minutes: 30,
};

/// A report by name; everything else is empty.
pub fn draft(name: &str) -> PersonDraft {
    PersonDraft {
        name: name.to_owned(),
        pronouns: String::new(),
        role: String::new(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: WEEKLY,
        zone: String::new(),
        check_ins: None,
        about: String::new(),
    }
}

/// A person as the vault would make it, the `nth` of the test.
pub fn person(nth: u32, name: &str, slug: &str) -> Person {
    let draft = draft(name);
    Person {
        id: PersonId(uuid::Uuid::from_u128(u128::from(nth) + 1)),
        slug: slug.to_owned(),
        handle: name::handle(slug).to_owned(),
        name: name.to_owned(),
        short_name: name::short_name(name).to_owned(),
        initials: name::initials(name),
        hue: name::hue(nth),
        pronouns: draft.pronouns,
        role: draft.role,
        level: draft.level,
        joined: draft.joined,
        relationship: draft.relationship,
        cadence: draft.cadence,
        zone: draft.zone,
        check_ins: true,
        about: draft.about,
        archived_on: None,
    }
}
