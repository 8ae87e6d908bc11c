//! Who an `@name` in a note is: the manager, somebody known, several, or nobody.
//! How handles are made of names is in `name`.

use crate::model::id::PersonId;
use crate::model::meeting::Side;
use crate::model::name::{ME, fold, one_line, short_name};
use crate::model::person::Person;

/// What managers call themselves where nobody goes by it.
const ME_TOO: [&str; 3] = ["i", "myself", "ich"];

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
    name: String,
    /// The first word of the name, folded, umlauts also as two letters.
    first_names: [String; 2],
    /// The whole name with hyphens and every word of it, in the same two spellings.
    called: Vec<String>,
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
        /// Without `@`, with the whole name.
        handles: Vec<(String, String)>,
    },
    /// Somebody who left the team, and nobody else.
    Left {
        /// The whole name.
        name: String,
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

    /// Who a handle, a part of a name or a whole name written with hyphens means; case and accents are ignored.
    /// People who left the team are meant only when nobody present is.
    pub fn find(&self, typed: &str) -> Named {
        let typed = fold(typed);
        if typed == ME {
            return Named::Me;
        }
        if let Some(known) = self.known.iter().find(|known| known.slug == typed) {
            return self.one(known);
        }
        let present = |known: &&Known| !known.archived || known.person == self.about;
        let first: Vec<&Known> = self.known.iter().filter(|known| known.answers_to(&typed)).collect();
        // Another part of a name counts only where nobody goes by it.
        let called = if first.is_empty() {
            self.known.iter().filter(|known| known.called.contains(&typed)).collect()
        } else {
            first
        };
        let here: Vec<&Known> = called.iter().copied().filter(present).collect();
        match if here.is_empty() { &called[..] } else { &here[..] } {
            [] if ME_TOO.contains(&typed.as_str()) => Named::Me,
            [] => Named::Nobody,
            [known] => self.one(known),
            several => Named::Several {
                handles: several.iter().map(|known| (known.slug.clone(), known.name.clone())).collect(),
            },
        }
    }

    fn one(&self, known: &Known) -> Named {
        if known.archived && known.person != self.about {
            return Named::Left { name: known.name.clone() };
        }
        Named::Person { person: known.person, handle: self.shortest(known) }
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
            Named::Me => Some((Side::Me, self.about)),
            Named::Person { person, .. } => Some((Side::Them, person)),
            // What stands in a note was promised while they were here.
            Named::Left { .. } => {
                let mut known = self.known.iter().filter(|known| known.slug == folded || known.goes_by(&folded));
                let first = known.next()?;
                known.next().is_none().then_some((Side::Them, first.person))
            }
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
        let name = one_line(&person.name);
        let spellings = [fold(&name), fold(&two_letters(&name))];
        let whole = spellings.each_ref().map(|name| name.replace(' ', "-"));
        let called = whole.into_iter().chain(spellings.iter().flat_map(|name| name.split(' ')).map(str::to_owned));
        Self {
            person: person.id,
            slug: person.slug.clone(),
            handle: person.handle.clone(),
            first_names: spellings.each_ref().map(|name| short_name(name).to_owned()),
            called: called.collect(),
            name,
            archived: person.archived_on.is_some(),
        }
    }

    /// The handle, the first name or the whole name.
    fn answers_to(&self, folded: &str) -> bool {
        self.handle == folded || self.first_names.iter().chain(&self.called[..2]).any(|name| name == folded)
    }

    fn goes_by(&self, folded: &str) -> bool {
        self.answers_to(folded) || self.called.iter().any(|name| name == folded)
    }
}

/// German umlauts as two letters each: `Björn` may be typed `bjoern`.
fn two_letters(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            _ => spelled.push(c),
        }
    }
    spelled
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
