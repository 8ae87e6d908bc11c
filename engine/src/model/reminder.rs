//! What deserves a word of the desktop: a 1:1 soon, promises due today; each once, and nameless unless asked for.
//! How the desktop shows it is the shell's.

use super::id::PersonId;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::collections::HashSet;

/// How long before a 1:1 it is told.
pub const AHEAD: TimeDelta = TimeDelta::minutes(10);

/// One thing to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reminder {
    /// A 1:1 that begins within [`AHEAD`].
    Meeting {
        /// With whom.
        person: PersonId,
        /// Their short name.
        name: String,
        /// When, on the manager's clock.
        at: NaiveDateTime,
    },
    /// Open promises of the manager whose day is today.
    Promises {
        /// Today.
        on: NaiveDate,
        /// How many, at least one.
        count: u32,
        /// Short names of those they were made to, each once.
        to: Vec<String>,
    },
}

/// Whether a reminder may name people: others may see the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Left out, as long as nobody asked for them.
    Hidden,
    /// Told.
    Shown,
}

/// What was told already. It holds ids, times and days, no names.
#[derive(Debug, Clone, Default)]
pub struct Told {
    meetings: HashSet<(PersonId, NaiveDateTime)>,
    days: HashSet<NaiveDate>,
}

impl Told {
    /// Those not told before, which now are. A 1:1 that was moved is another one; a clock set back tells nothing twice.
    pub fn fresh(&mut self, due: Vec<Reminder>) -> Vec<Reminder> {
        let mut fresh = due;
        fresh.retain(|one| match one {
            Reminder::Meeting { person, at, .. } => self.meetings.insert((*person, *at)),
            Reminder::Promises { on, .. } => self.days.insert(*on),
        });
        fresh
    }
}

/// Whether a 1:1 at `at` is to be told at `now`: it is still to come, and not further than [`AHEAD`].
#[must_use]
pub fn is_soon(at: NaiveDateTime, now: NaiveDateTime) -> bool {
    at > now && at - now <= AHEAD
}

impl Reminder {
    /// The sentence, as of `now`.
    #[must_use]
    pub fn words(&self, now: NaiveDateTime, names: Names) -> String {
        match self {
            Self::Meeting { name, at, .. } => {
                // A minute that has begun counts: nobody is told "in 0 minutes".
                let minutes = ((*at - now).num_seconds() + 59) / 60;
                let soon = if minutes == 1 { "in a minute".to_owned() } else { format!("in {minutes} minutes") };
                let what = match names {
                    Names::Hidden => "A 1:1".to_owned(),
                    Names::Shown => format!("1:1 with {name}"),
                };
                format!("{what} {soon}, at {}", at.format("%H:%M"))
            }
            Self::Promises { count, to, .. } => {
                let what = match count {
                    1 => "One of your promises is due today".to_owned(),
                    many => format!("{many} of your promises are due today"),
                };
                match names {
                    Names::Hidden => what,
                    Names::Shown => format!("{what}: {}", to.join(", ")),
                }
            }
        }
    }
}
