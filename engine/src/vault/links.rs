//! What notes can link to: notes and goals, by the names they have in the exported folder.
//! Links are drawn and followed by the window.

use super::nouns::all;
use super::rows::get;
use super::{Vault, calendar};
use crate::error::Result;
use crate::model::id::PersonId;
use crate::model::name::short_name;
use crate::model::note::{Handles, NoteNode, name_links, read_note};
use crate::model::pages::{LinkPlace, LinkTarget};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::HashMap;

impl Vault {
    /// What a note about this person can link to: their own notes and goals first, newest first, then everybody else's.
    /// Of two notes of one day the 1:1's has the plain day; the other is found by its place only.
    pub fn link_targets(&self, person: PersonId) -> Result<Vec<LinkTarget>> {
        targets(&self.conn, person)
    }
}

/// Where the links of some texts lead, by the name between the brackets; read only where a text holds one.
#[derive(Default)]
pub(super) struct Links(HashMap<String, (String, LinkPlace)>);

impl Links {
    /// For texts about a person.
    pub(super) fn of<'a>(
        conn: &Connection,
        person: PersonId,
        mut texts: impl Iterator<Item = &'a str>,
    ) -> Result<Self> {
        if !texts.any(|text| text.contains("[[")) {
            return Ok(Self::default());
        }
        let mut links = HashMap::new();
        for LinkTarget { link, title, place, .. } in targets(conn, person)? {
            // Of two notes of one day the 1:1's stands first.
            links.entry(link).or_insert((title, place));
        }
        Ok(Self(links))
    }

    /// A note read into a tree, its links with their titles.
    pub(super) fn read(&self, text: &str, handles: &Handles) -> Vec<NoteNode> {
        let mut tree = read_note(text, handles);
        if !self.0.is_empty() {
            name_links(&mut tree, &|link| self.0.get(link).cloned());
        }
        tree
    }
}

fn targets(conn: &Connection, person: PersonId) -> Result<Vec<LinkTarget>> {
    let about = calendar::person(conn, person)?;
    let name = |slug: String, own: String| if slug == about.slug { own } else { format!("{slug}/{own}") };
    let mut targets: Vec<(bool, LinkTarget)> = all(
        conn,
        "SELECT n.id, n.meeting, n.date, p.slug, p.name FROM notes n JOIN people p ON p.id = n.person
             LEFT JOIN meetings m ON m.id = n.meeting
             WHERE n.deleted_at IS NULL AND (n.meeting IS NULL OR m.status IN ('running', 'held', 'moved'))
             ORDER BY n.date DESC, n.meeting IS NULL, n.rowid_ DESC",
        [],
        |row| {
            let date: NaiveDate = get(row, "date")?;
            let slug: String = row.get("slug")?;
            let place = match row.get::<_, Option<String>>("meeting")? {
                Some(_) => LinkPlace::Meeting { meeting: get(row, "meeting")? },
                None => LinkPlace::Note { note: get(row, "id")? },
            };
            let person: String = row.get("name")?;
            let target = LinkTarget {
                title: format!("{}, {}", short_name(&person), date.format("%-d %b %Y")),
                person,
                place,
                link: name(slug.clone(), date.to_string()),
            };
            Ok((slug != about.slug, target))
        },
    )?;
    targets.extend(all(
        conn,
        "SELECT g.id, g.person, g.slug, g.title, p.slug AS folder, p.name FROM goals g JOIN people p ON p.id = g.person
             ORDER BY g.state <> 'active', g.title",
        [],
        |row| {
            let folder: String = row.get("folder")?;
            let own = format!("goals/{}", row.get::<_, String>("slug")?);
            let target = LinkTarget {
                title: row.get("title")?,
                person: row.get("name")?,
                place: LinkPlace::Goal { goal: get(row, "id")?, person: get(row, "person")? },
                link: name(folder.clone(), own),
            };
            Ok((folder != about.slug, target))
        },
    )?);
    targets.sort_by_key(|(others, _)| *others);
    Ok(targets.into_iter().map(|(_, target)| target).collect())
}
