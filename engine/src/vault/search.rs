//! Full-text search over notes, follow-ups, goals, people and captures.
//! How a query reads is the model's `search`.

use super::nouns::{self, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault};
use crate::error::{Error, Result};
use crate::model::id::PersonId;
use crate::model::name::fold;
use crate::model::person::Person;
use crate::model::search::{Hit, HitTarget, Query, SearchDraft, SearchResults};
use rusqlite::{Connection, Row, ToSql, named_params};

/// At most this many hits of each kind.
const MOST_HITS: u32 = 200;

/// Notes with words, best first.
const NOTES: &str =
    "FROM notes_fts s JOIN notes n ON n.rowid_ = s.rowid WHERE s.text MATCH :words AND n.deleted_at IS NULL";
/// Notes by filters only.
const ANY_NOTES: &str = "FROM notes n WHERE :words IS NULL AND n.deleted_at IS NULL";
const NOTE_FILTERS: &str = "AND (:people IS NULL OR n.person IN (SELECT value FROM json_each(:people)))
  AND (:after IS NULL OR n.date >= :after) AND (:before IS NULL OR n.date < :before)
  AND (:topics IS NULL OR EXISTS (SELECT 1 FROM meeting_topics t WHERE t.meeting = n.meeting
    AND t.topic IN (SELECT value FROM json_each(:topics))))
  AND (NOT :promised OR EXISTS (SELECT 1 FROM follow_ups f WHERE f.note = n.id AND f.deleted_at IS NULL))";

const FOLLOW_UPS: &str = "SELECT f.id, f.person, f.made_on AS date, f.text, iif(f.state = 'open', f.due, NULL) AS due
  FROM follow_ups_fts s JOIN follow_ups f ON f.rowid_ = s.rowid
  WHERE s.text MATCH :words AND f.deleted_at IS NULL
  AND (:people IS NULL OR f.person IN (SELECT value FROM json_each(:people)))
  AND (:after IS NULL OR f.made_on >= :after) AND (:before IS NULL OR f.made_on < :before)
  ORDER BY s.rank, f.made_on DESC, f.rowid_ LIMIT :limit";
const GOALS: &str =
    "SELECT g.id, g.person, g.opened AS date, g.title || char(10) || g.why || char(10) || g.about AS text, NULL AS due
  FROM goals_fts s JOIN goals g ON g.rowid_ = s.rowid
  WHERE goals_fts MATCH :words
  AND (:people IS NULL OR g.person IN (SELECT value FROM json_each(:people)))
  AND (:after IS NULL OR g.opened >= :after) AND (:before IS NULL OR g.opened < :before)
  ORDER BY s.rank, g.opened DESC, g.rowid_ LIMIT :limit";
const CAPTURES: &str = "SELECT c.id, c.person, substr(c.at, 1, 10) AS date, c.text, NULL AS due
  FROM captures_fts s JOIN captures c ON c.rowid_ = s.rowid
  WHERE s.text MATCH :words AND c.sorted_on IS NULL
  AND (:people IS NULL OR c.person IN (SELECT value FROM json_each(:people)))
  AND (:after IS NULL OR substr(c.at, 1, 10) >= :after) AND (:before IS NULL OR substr(c.at, 1, 10) < :before)
  ORDER BY s.rank, c.at DESC, c.rowid_ LIMIT :limit";

impl Vault {
    /// Finds words, case and accents ignored; the last word may be unfinished. An empty query finds nothing.
    ///
    /// Invalid when the limit is not 1 to 200, or a day in the query cannot be read.
    pub fn search(&self, draft: &SearchDraft, _now: Now) -> Result<SearchResults> {
        if !(1..=MOST_HITS).contains(&draft.limit) {
            return Err(Error::invalid("limit", "Ask for 1 to 200 hits of each kind."));
        }
        let query = Query::parse(&draft.text)?;
        let everyone =
            all(&self.conn, "SELECT * FROM people ORDER BY archived_on IS NOT NULL, position", [], nouns::person)?;
        let search = Search::new(&self.conn, &query, draft, &everyone)?;
        let mut results = search.notes()?;
        if !query.has_follow_up && query.topics.is_empty() && search.words.is_some() {
            results
                .hits
                .extend(search.others(FOLLOW_UPS, |id| HitTarget::FollowUp { id: crate::model::id::FollowUpId(id) })?);
            results.hits.extend(search.others(GOALS, |id| HitTarget::Goal { id: crate::model::id::GoalId(id) })?);
            if query.after.is_none() && query.before.is_none() {
                results.hits.extend(search.people(&everyone));
            }
            results
                .hits
                .extend(search.others(CAPTURES, |id| HitTarget::Capture { id: crate::model::id::CaptureId(id) })?);
        }
        Ok(results)
    }
}

/// A query, with its filters as the tables know them.
struct Search<'a> {
    conn: &'a Connection,
    query: &'a Query,
    limit: u32,
    /// For the index; none when there are only filters.
    words: Option<String>,
    /// Ids as a JSON list; none for everyone.
    people: Option<String>,
    /// Keys as a JSON list; none for all.
    topics: Option<String>,
}

impl<'a> Search<'a> {
    fn new(conn: &'a Connection, query: &'a Query, draft: &SearchDraft, everyone: &[Person]) -> Result<Self> {
        let meant = |person: &&Person| query.people.iter().all(|typed| answers_to(person, typed));
        let here = |person: &&Person| draft.person.is_none_or(|only| only == person.id);
        let people: Vec<PersonId> = everyone.iter().filter(meant).filter(here).map(|person| person.id).collect();
        let filtered = draft.person.is_some() || !query.people.is_empty();
        let names = super::observations::topic_names(conn)?;
        let touched = |key: &str, name: &str| {
            query.topics.iter().any(|typed| key.starts_with(typed) || fold(name).starts_with(typed))
        };
        let topics: Vec<&String> = names.iter().filter(|(key, name)| touched(key, name)).map(|(key, _)| key).collect();
        let list =
            |json: std::result::Result<String, serde_json::Error>| json.map_err(|_| Error::internal("search filter"));
        Ok(Self {
            conn,
            query,
            limit: draft.limit,
            words: query.index_query(),
            people: filtered.then(|| list(serde_json::to_string(&people))).transpose()?,
            topics: (!query.topics.is_empty()).then(|| list(serde_json::to_string(&topics))).transpose()?,
        })
    }

    /// Nothing was asked for.
    fn is_empty(&self) -> bool {
        let query = self.query;
        let filters =
            query.people.is_empty() && query.topics.is_empty() && query.after.is_none() && query.before.is_none();
        self.words.is_none() && filters && !query.has_follow_up
    }

    fn notes(&self) -> Result<SearchResults> {
        let people = self.people.as_deref();
        let searched = self.conn.query_row(
            "SELECT count(*) FROM notes n WHERE deleted_at IS NULL AND (?1 IS NULL OR n.person IN (SELECT value FROM json_each(?1)))",
            [people],
            |row| row.get(0),
        )?;
        let nothing = SearchResults { hits: Vec::new(), notes_found: 0, people_found: 0, notes_searched: searched };
        if self.is_empty() {
            return Ok(nothing);
        }
        let (from, order) = match self.words {
            Some(_) => (NOTES, "ORDER BY s.rank, n.date DESC, n.rowid_"),
            None => (ANY_NOTES, "ORDER BY n.date DESC, n.rowid_"),
        };
        let (after, before) = (self.query.after.map(Text), self.query.before.map(Text));
        let filters: [(&str, &dyn ToSql); 6] = [
            (":words", &self.words),
            (":people", &self.people),
            (":after", &after),
            (":before", &before),
            (":topics", &self.topics),
            (":promised", &self.query.has_follow_up),
        ];
        let counts = format!("SELECT count(*), count(DISTINCT n.person) {from} {NOTE_FILTERS}");
        let (notes_found, people_found) =
            self.conn.prepare_cached(&counts)?.query_row(&filters[..], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = format!(
            "SELECT n.id, n.meeting, n.person, n.date, n.text {from} {NOTE_FILTERS} {order} LIMIT {}",
            self.limit
        );
        let hits = all(self.conn, &sql, &filters[..], |row| {
            let target = match get_some(row, "meeting")? {
                Some(id) => HitTarget::Meeting { id },
                None => HitTarget::Note { id: get(row, "id")? },
            };
            self.hit(row, target)
        })?;
        Ok(SearchResults { hits, notes_found, people_found, ..nothing })
    }

    fn others(&self, sql: &str, target: impl Fn(uuid::Uuid) -> HitTarget) -> Result<Vec<Hit>> {
        let filters = named_params! {
            ":words": self.words,
            ":people": self.people,
            ":after": self.query.after.map(Text),
            ":before": self.query.before.map(Text),
            ":limit": self.limit,
        };
        all(self.conn, sql, filters, |row| self.hit(row, target(get(row, "id")?)))
    }

    fn hit(&self, row: &Row<'_>, target: HitTarget) -> rusqlite::Result<Hit> {
        let text: String = row.get("text")?;
        let due = match target {
            HitTarget::FollowUp { .. } => get_some(row, "due")?,
            _ => None,
        };
        Ok(Hit {
            target,
            person: get(row, "person")?,
            date: get_some(row, "date")?,
            snippet: self.query.snippet(&text),
            due,
        })
    }

    fn people(&self, everyone: &[Person]) -> Vec<Hit> {
        let here = |person: &&Person| self.people.as_ref().is_none_or(|ids| ids.contains(&person.id.to_string()));
        let most = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let named = everyone.iter().filter(here).filter(|person| self.query.names(&person.name)).take(most);
        let hit = |person: &Person| Hit {
            target: HitTarget::Person,
            person: person.id,
            date: None,
            snippet: self.query.snippet(&person.name),
            due: None,
        };
        named.map(hit).collect()
    }
}

/// `person:` means a handle, a slug or the beginning of any word of the name.
fn answers_to(person: &Person, typed: &str) -> bool {
    let name = fold(&person.name);
    person.handle == typed
        || person.slug == typed
        || name.starts_with(typed)
        || name.split_whitespace().any(|word| word.starts_with(typed))
}
