//! The sample team in a throw-away vault, at the day it was written for.

use super::vaults::Home;
use chrono::NaiveDate;
use engine::model::id::MeetingId;
use engine::model::person::Person;
use engine::transfer::sample_team;
use engine::vault::{Now, Vault};

/// A vault that holds the sample team; the folder goes when this does.
pub struct Team {
    pub vault: Vault,
    _home: Home,
}

impl Team {
    pub fn new() -> Self {
        let mut team = Self::empty();
        team.vault.merge(&sample_team().unwrap().0.content, morning()).unwrap();
        team
    }

    pub fn empty() -> Self {
        let home = Home::new();
        Self { vault: home.open().unwrap(), _home: home }
    }

    pub fn person(&self, slug: &str) -> Person {
        self.vault.goals(None, morning()).unwrap().people.into_iter().find(|one| one.slug == slug).unwrap()
    }

    pub fn mira(&self) -> Person {
        self.person("mira-kovacevic")
    }

    /// The meeting a packet shows for a day.
    pub fn meeting(&self, slug: &str, date: NaiveDate) -> MeetingId {
        let strip =
            self.vault.trends(self.person(slug).id, engine::model::pages::Range::OneYear, morning()).unwrap().cadence;
        strip.marks.into_iter().find(|mark| mark.date == date).unwrap().meeting.unwrap()
    }
}

/// Friday, 9 October 2026, twenty-two minutes before Mira's 1:1.
pub fn morning() -> Now {
    Now::parse_from_rfc3339("2026-10-09T10:08:00+02:00").unwrap()
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}
