//! What the manager gave to each person, counted over the rows of other nouns.
//! Nothing is stored, and nothing about how anyone is.

use super::nouns::{all, person};
use super::rows::Text;
use super::{Now, Vault};
use crate::error::Result;
use crate::model::attention::{Attention, AttentionPage};
use crate::model::pages::Range;
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

/// Per person: ?1 first day, ?2 last day. A 1:1 counts as often as the manager moved it;
/// one that was imported as moved has no list of moves and counts once.
const COUNTS: &str = "SELECT p.*,
    (SELECT count(*) FROM meetings m WHERE m.person = p.id AND m.status IN ('held', 'moved') AND m.date BETWEEN ?1 AND ?2) AS held,
    (SELECT coalesce(sum(minutes), 0) FROM meetings m WHERE m.person = p.id AND m.status IN ('held', 'moved') AND m.date BETWEEN ?1 AND ?2) AS minutes_given,
    (SELECT count(*) FROM notes n WHERE n.person = p.id AND n.deleted_at IS NULL AND trim(n.text) <> '' AND n.date BETWEEN ?1 AND ?2) AS notes,
    (SELECT count(*) FROM meetings m JOIN meeting_topics t ON t.meeting = m.id AND t.topic = 'career'
      WHERE m.person = p.id AND m.status IN ('held', 'moved') AND m.date BETWEEN ?1 AND ?2) AS career_talks,
    (SELECT count(*) FROM passages a JOIN notes n ON n.id = a.note
      WHERE n.person = p.id AND n.deleted_at IS NULL AND a.kind = 'praise' AND n.date BETWEEN ?1 AND ?2)
      + (SELECT count(*) FROM feedback f WHERE f.person = p.id AND f.kind = 'praise' AND f.delivered_on BETWEEN ?1 AND ?2) AS praise,
    (SELECT count(*) FROM meetings m WHERE m.person = p.id AND m.status = 'missed' AND m.by_side = 'me' AND m.date BETWEEN ?1 AND ?2) AS cancelled_by_me,
    (SELECT count(*) FROM moves v JOIN meetings m ON m.id = v.meeting
      WHERE m.person = p.id AND v.by_side = 'me' AND v.from_date BETWEEN ?1 AND ?2)
      + (SELECT count(*) FROM meetings m WHERE m.person = p.id AND m.status = 'moved' AND m.by_side = 'me'
          AND m.moved_from BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM moves v WHERE v.meeting = m.id)) AS moved_by_me
  FROM people p WHERE p.archived_on IS NULL ORDER BY p.position";

impl Vault {
    /// What everyone in the lists got in the weeks up to today.
    pub fn attention(&self, range: Range, now: Now) -> Result<AttentionPage> {
        let to = now.date_naive();
        let from = match range {
            Range::ThreeMonths => weeks_before(to, 13),
            Range::SixMonths => weeks_before(to, 26),
            Range::OneYear => weeks_before(to, 52),
            Range::All => first_day(&self.conn)?.unwrap_or(to),
        };
        let rows = all(&self.conn, COUNTS, params![Text(from), Text(to)], |row| {
            Ok(Attention {
                person: person(row)?,
                held: row.get("held")?,
                minutes: row.get("minutes_given")?,
                notes: row.get("notes")?,
                career_talks: row.get("career_talks")?,
                praise: row.get("praise")?,
                cancelled_by_me: row.get("cancelled_by_me")?,
                moved_by_me: row.get("moved_by_me")?,
            })
        })?;
        Ok(AttentionPage { from, to, rows })
    }
}

fn weeks_before(day: NaiveDate, weeks: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(7 * weeks)).unwrap_or(day)
}

/// The day of the first meeting or note; none in an empty vault.
fn first_day(conn: &Connection) -> Result<Option<NaiveDate>> {
    let sql = "SELECT min(day) FROM (SELECT min(date) AS day FROM meetings UNION ALL SELECT min(date) FROM notes)";
    Ok(conn.query_row(sql, [], |row| row.get::<_, Option<Text<NaiveDate>>>(0))?.map(|day| day.0))
}
