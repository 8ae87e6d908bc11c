//! Indicators: which scales are asked, in which order, and whether any are asked at all.
//! What was answered is in `observations`.

use super::ids::make_id;
use super::nouns::all;
use super::rows::{Text, get};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::id::{IndicatorId, PersonId};
use crate::model::indicator::{
    CheckInChoices, Indicator, IndicatorDraft, IndicatorOrder, Keeping, NewIndicator, StrainEnd,
};
use rusqlite::{Connection, OptionalExtension, params};

/// Scales asked at once; more would turn a 1:1 into a form.
const ASKED_MAX: usize = 12;

impl Vault {
    /// The scales in order, retired ones last.
    pub fn indicators(&self) -> Result<Vec<Indicator>> {
        indicators(&self.conn)
    }
    /// What is chosen about check-ins, for the whole vault.
    pub fn check_in_choices(&self) -> Result<CheckInChoices> {
        Ok(CheckInChoices { keeping: keeping(&self.conn)?, indicators: indicators(&self.conn)? })
    }
    /// Puts check-ins away everywhere, or brings them back; nothing that was entered changes.
    pub fn choose_keeping(&mut self, keeping: Keeping) -> Result<()> {
        let value = if keeping == Keeping::NotesOnly { "true" } else { "false" };
        self.write(|tx| {
            tx.execute(
                "INSERT INTO choices(key, value) VALUES ('notes_only', ?1)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [value],
            )?;
            Ok(())
        })
    }
    /// Asks for check-ins about a person from now on. Only reports start with them.
    pub fn ask_check_ins(&mut self, person: PersonId) -> Result<()> {
        self.write(|tx| set_asked(tx, person, true))
    }
    /// Asks for no check-ins about a person; what was entered stays, and is not shown.
    pub fn stop_check_ins(&mut self, person: PersonId) -> Result<()> {
        self.write(|tx| set_asked(tx, person, false))
    }
    /// Stores a new scale, last of those that are asked.
    ///
    /// Errors name the draft's field; `indicators` when there are twelve already.
    pub fn add_indicator(&mut self, draft: &IndicatorDraft, now: Now) -> Result<Indicator> {
        let new = NewIndicator::parse(draft)?;
        self.write(|tx| {
            let there = indicators(tx)?;
            room(&there)?;
            free(&there, &new, None)?;
            let key = new.keys().find(|key| there.iter().all(|one| one.key != *key)).ok_or(Error::internal("key"))?;
            let id = IndicatorId(make_id(now)?);
            let [one, two, three, four, five] = &new.words;
            tx.execute(
                "INSERT INTO indicators(id, key, name, hint, question, word1, word2, word3, word4, word5, strain, position)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, coalesce(max(position) + 1, 0) FROM indicators",
                params![Text(id), key, new.name, new.hint, new.question, one, two, three, four, five, Text(new.strain)],
            )?;
            one_of(tx, id)
        })
    }
    /// Changes the words of a scale. Steps that were entered keep their place: step 2 stays step 2.
    ///
    /// Errors name the draft's field; `strain` when the scale has been used and its end would turn.
    pub fn edit_indicator(&mut self, id: IndicatorId, draft: &IndicatorDraft) -> Result<Indicator> {
        let new = NewIndicator::parse(draft)?;
        self.write(|tx| {
            let before = one_of(tx, id)?;
            free(&indicators(tx)?, &new, Some(id))?;
            if before.strain != new.strain && used(tx, id)? {
                let reason = "Check-ins were kept with this end. Retire this one and add another that turns.";
                return Err(Error::invalid("strain", reason));
            }
            let [one, two, three, four, five] = &new.words;
            tx.execute(
                "UPDATE indicators SET name = ?2, hint = ?3, question = ?4, word1 = ?5, word2 = ?6, word3 = ?7,
                   word4 = ?8, word5 = ?9, strain = ?10 WHERE id = ?1",
                params![Text(id), new.name, new.hint, new.question, one, two, three, four, five, Text(new.strain)],
            )?;
            one_of(tx, id)
        })
    }
    /// Puts the scales that are asked into a new order.
    ///
    /// Invalid on `indicators` unless every one that is not retired is named once.
    pub fn order_indicators(&mut self, order: &IndicatorOrder) -> Result<Vec<Indicator>> {
        self.write(|tx| {
            let mut asked: Vec<IndicatorId> =
                indicators(tx)?.into_iter().filter(|one| !one.retired).map(|one| one.id).collect();
            let mut wanted = order.indicators.clone();
            asked.sort_unstable();
            wanted.sort_unstable();
            if asked != wanted {
                return Err(Error::invalid("indicators", "Name every one that is asked, once."));
            }
            for (position, id) in (0u32..).zip(&order.indicators) {
                tx.execute("UPDATE indicators SET position = ?2 WHERE id = ?1", params![Text(*id), position])?;
            }
            indicators(tx)
        })
    }
    /// Asks a scale no more; its history stays in the charts.
    pub fn retire_indicator(&mut self, id: IndicatorId) -> Result<Vec<Indicator>> {
        self.write(|tx| {
            one_of(tx, id)?;
            tx.execute("UPDATE indicators SET retired = 1 WHERE id = ?1", [Text(id)])?;
            indicators(tx)
        })
    }
    /// Asks a retired scale again, last of all.
    ///
    /// Invalid on `indicators` when twelve are asked already.
    pub fn restore_indicator(&mut self, id: IndicatorId) -> Result<Vec<Indicator>> {
        self.write(|tx| {
            if one_of(tx, id)?.retired {
                room(&indicators(tx)?)?;
                tx.execute(
                    "UPDATE indicators SET retired = 0, position = (SELECT coalesce(max(position) + 1, 0) FROM indicators)
                     WHERE id = ?1",
                    [Text(id)],
                )?;
            }
            indicators(tx)
        })
    }
}

/// The scales in order, retired ones last.
pub(super) fn indicators(conn: &Connection) -> Result<Vec<Indicator>> {
    all(conn, "SELECT * FROM indicators ORDER BY retired, position, key", [], |row| {
        Ok(Indicator {
            id: get(row, "id")?,
            key: row.get("key")?,
            name: row.get("name")?,
            hint: row.get("hint")?,
            question: row.get("question")?,
            words: [row.get("word1")?, row.get("word2")?, row.get("word3")?, row.get("word4")?, row.get("word5")?],
            strain: get::<StrainEnd>(row, "strain")?,
            retired: row.get("retired")?,
        })
    })
}

/// One scale; `not_found` when there is no such row.
pub(super) fn one_of(conn: &Connection, id: IndicatorId) -> Result<Indicator> {
    indicators(conn)?.into_iter().find(|one| one.id == id).ok_or(Error::not_found("indicator"))
}

/// Whether check-ins are kept at all.
pub(super) fn keeping(conn: &Connection) -> Result<Keeping> {
    let chosen: Option<String> =
        conn.query_row("SELECT value FROM choices WHERE key = 'notes_only'", [], |row| row.get(0)).optional()?;
    Ok(if chosen.as_deref() == Some("true") { Keeping::NotesOnly } else { Keeping::CheckIns })
}

// Everything that shows check-ins, trends, signals or prompts of a person asks this first.
/// Whether check-ins are kept, and asked for about this person.
pub(super) fn asked(conn: &Connection, person: PersonId) -> Result<bool> {
    let of_them: Option<bool> = conn
        .prepare_cached("SELECT check_ins FROM people WHERE id = ?1")?
        .query_row([Text(person)], |row| row.get(0))
        .optional()?;
    Ok(of_them == Some(true) && keeping(conn)? == Keeping::CheckIns)
}

fn set_asked(conn: &Connection, person: PersonId, asked: bool) -> Result<()> {
    let id = calendar::person(conn, person)?.id;
    conn.execute("UPDATE people SET check_ins = ?2 WHERE id = ?1", params![Text(id), asked])?;
    Ok(())
}

fn room(there: &[Indicator]) -> Result<()> {
    if there.iter().filter(|one| !one.retired).count() >= ASKED_MAX {
        return Err(Error::invalid("indicators", "Twelve are asked already. Retire one first."));
    }
    Ok(())
}

/// Two scales of one name could not be told apart.
fn free(there: &[Indicator], new: &NewIndicator, but: Option<IndicatorId>) -> Result<()> {
    let same = |one: &&Indicator| Some(one.id) != but && one.name.to_lowercase() == new.name.to_lowercase();
    match there.iter().find(same) {
        Some(one) if one.retired => {
            Err(Error::invalid("name", "A retired one is called that. Bring it back, or choose another name."))
        }
        Some(_) => Err(Error::invalid("name", "Another one is called that. Choose another name.")),
        None => Ok(()),
    }
}

fn used(conn: &Connection, id: IndicatorId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM observations WHERE indicator = ?1")?.exists([Text(id)])?)
}
