//! Where the manager was when the vault locked: a screen and an id, kept in memory only.
//! What stands on the screen is read from the vault again.

use engine::{Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest name of a screen or of a tab, in letters.
const LONGEST: usize = 24;

/// One place in the window, without a word of what is shown there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The screen's name in the window.
    screen: String,
    /// The person, the meeting or the note it is about.
    id: Option<Uuid>,
    /// The page of a person.
    tab: Option<String>,
}

impl Place {
    /// Refuses whatever is longer or other than a screen's name: no word of a note is kept by way of a place.
    pub fn require_ids_only(&self) -> Result<()> {
        let plain = |name: &str| name.len() <= LONGEST && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if plain(&self.screen) && self.tab.as_deref().is_none_or(plain) {
            Ok(())
        } else {
            Err(Error::invalid("place", "A place is a screen and an id."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_holds_no_sentence() {
        let place = |screen: &str, tab: Option<&str>| Place {
            screen: screen.to_owned(),
            id: None,
            tab: tab.map(str::to_owned),
        };
        assert!(place("person", Some("follow-ups")).require_ids_only().is_ok());
        for (screen, tab) in [("Mira is tired", None), ("person", Some("said: too much")), (&*"a".repeat(25), None)] {
            assert!(place(screen, tab).require_ids_only().is_err(), "{screen}");
        }
    }
}
