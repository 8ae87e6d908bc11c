//! Who an `@name` in a note is: the manager, somebody known, several, or nobody.
//! How handles are made of names is in `name`.

use crate::model::id::PersonId;
use crate::model::meeting::Side;
use crate::model::name::{ME, fold, one_line, short_name};
use crate::model::person::Person;

/// Everyone a note about one person may name.
#[derive(Debug, Clone)]
pub struct Handles {
    about: PersonId,
    known: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    person: PersonId,
    slug: String,
    handle: String,
    short_name: String,
    joined_name: String,
    archived: bool,
}

/// Who was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// `@me`.
    Me,
    /// One person; `handle` is how to write them so that nobody else is meant.
    Person {
        /// Who.
        person: PersonId,
        /// Without `@`.
        handle: String,
    },
    /// More than one: the handles to choose from, each meaning one of them.
    Several {
        /// Without `@`.
        handles: Vec<String>,
    },
    /// Nobody here.
    Nobody,
}

impl Handles {
    /// The names known in a note about `about`. The person itself need not be among `everyone`.
    pub fn new(about: &Person, everyone: &[Person]) -> Self {
        let mut known: Vec<Known> = everyone.iter().filter(|person| person.id != about.id).map(Known::new).collect();
        known.push(Known::new(about));
        Self { about: about.id, known }
    }

    /// Who a handle, a first name or a whole name written with hyphens means; case and accents are ignored.
    /// People who left the team are meant only when nobody present is.
    pub fn find(&self, typed: &str) -> Named {
        let typed = fold(typed);
        if typed == ME {
            return Named::Me;
        }
        if let Some(known) = self.known.iter().find(|known| known.slug == typed) {
            return Named::Person { person: known.person, handle: self.shortest(known) };
        }
        let called: Vec<&Known> = self.known.iter().filter(|known| known.answers_to(&typed)).collect();
        let present: Vec<&Known> = called.iter().copied().filter(|known| !known.archived).collect();
        match if present.is_empty() { &called[..] } else { &present[..] } {
            [] => Named::Nobody,
            [known] => Named::Person { person: known.person, handle: self.shortest(known) },
            several => Named::Several { handles: several.iter().map(|known| known.slug.clone()).collect() },
        }
    }

    /// Who owes a line that already stands in the note, and with whom. Where a name is shared, the person the note
    /// is about is meant; none when nobody or more than one other could be.
    pub fn owner(&self, typed: &str) -> Option<(Side, PersonId)> {
        let folded = fold(typed);
        if folded == ME {
            return Some((Side::Me, self.about));
        }
        if self
            .known
            .iter()
            .any(|known| known.person == self.about && (known.slug == folded || known.answers_to(&folded)))
        {
            return Some((Side::Them, self.about));
        }
        match self.find(typed) {
            Named::Person { person, .. } => Some((Side::Them, person)),
            _ => None,
        }
    }

    /// The handle when it is theirs alone, else the slug.
    fn shortest(&self, known: &Known) -> String {
        let shared = self.known.iter().any(|other| other.person != known.person && other.answers_to(&known.handle));
        if shared { known.slug.clone() } else { known.handle.clone() }
    }
}

impl Known {
    fn new(person: &Person) -> Self {
        let name = fold(&one_line(&person.name));
        Self {
            person: person.id,
            slug: person.slug.clone(),
            handle: person.handle.clone(),
            short_name: short_name(&name).to_owned(),
            joined_name: name.replace(' ', "-"),
            archived: person.archived_on.is_some(),
        }
    }

    fn answers_to(&self, folded: &str) -> bool {
        self.handle == folded || self.short_name == folded || self.joined_name == folded
    }
}

/// The handle at the start of a text: the bytes it takes with its `@`, and the handle itself.
pub(super) fn leading_handle(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix('@')?;
    let end = rest
        .find(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '-' | '_') || unicode_normalization::char::is_combining_mark(c))
        })
        .unwrap_or(rest.len());
    (end > 0).then_some((end + 1, &rest[..end]))
}
