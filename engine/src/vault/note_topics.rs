//! The topics of a 1:1 follow the lines of its note that are tagged with them.
//! How a tag is read is the model's `note`.

use super::nouns::all;
use super::rows::Text;
use crate::error::Result;
use crate::model::name::ascii_words;
use crate::model::note::{Note, tags};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Adds the topics that were tagged since the text before, and takes off those whose last tag went.
/// A topic that was only chosen beside the note stays.
pub(super) fn bring_in_step(conn: &Connection, before: &Note, text: &str) -> Result<()> {
    let Some(meeting) = before.meeting else { return Ok(()) };
    let (old, new) = (tags(&before.text), tags(text));
    if old == new {
        return Ok(());
    }
    let topics = all(conn, "SELECT key, name FROM topics", [], |row| {
        Ok((row.get::<_, String>("key")?, row.get::<_, String>("name")?))
    })?;
    let meant = |tags: &BTreeSet<String>| -> BTreeSet<String> {
        let tagged = |key: &str, name: &str| tags.contains(key) || tags.contains(&ascii_words(name));
        topics.iter().filter(|(key, name)| tagged(key, name)).map(|(key, _)| key.clone()).collect()
    };
    let (old, new) = (meant(&old), meant(&new));
    for key in old.difference(&new) {
        conn.execute("DELETE FROM meeting_topics WHERE meeting = ?1 AND topic = ?2", params![Text(meeting), key])?;
    }
    for key in new.difference(&old) {
        conn.execute(
            "INSERT OR IGNORE INTO meeting_topics(meeting, topic, position) VALUES (?1, ?2,
               (SELECT coalesce(max(position) + 1, 0) FROM meeting_topics WHERE meeting = ?1))",
            params![Text(meeting), key],
        )?;
    }
    Ok(())
}
