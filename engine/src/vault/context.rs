//! Context bands: rows in and out, and what of them and of fresh starts changes the usual.
//! What they do to the usual is the model's `trend`.

use super::ids::make_id;
use super::nouns::all;
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::context::{ContextBand, ContextBandDraft, InUsual, NewContextBand};
use crate::model::id::{ContextBandId, PersonId};
use crate::model::trend::Context;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Vault {
    /// Stretches with a reason about a person, oldest first.
    pub fn context_bands(&self, person: PersonId) -> Result<Vec<ContextBand>> {
        bands(&self.conn, calendar::person(&self.conn, person)?.id)
    }
    /// Stores a stretch.
    ///
    /// Errors name the draft's field.
    pub fn add_context_band(&mut self, person: PersonId, draft: &ContextBandDraft, now: Now) -> Result<ContextBand> {
        let new = NewContextBand::parse(draft)?;
        self.write(|tx| {
            let person = calendar::person(tx, person)?.id;
            let id = ContextBandId(make_id(now)?);
            tx.execute(
                "INSERT INTO context_bands(id, person, kind, label, from_date, to_date, excluded)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    Text(id),
                    Text(person),
                    Text(new.kind),
                    new.label,
                    Text(new.from),
                    new.to.map(Text),
                    new.in_usual == InUsual::LeftOut
                ],
            )?;
            band(tx, id)
        })
    }
    /// Changes a stretch.
    ///
    /// Errors name the draft's field.
    pub fn edit_context_band(&mut self, id: ContextBandId, draft: &ContextBandDraft) -> Result<ContextBand> {
        let new = NewContextBand::parse(draft)?;
        self.write(|tx| {
            band(tx, id)?;
            tx.execute(
                "UPDATE context_bands SET kind = ?2, label = ?3, from_date = ?4, to_date = ?5, excluded = ?6 WHERE id = ?1",
                params![
                    Text(id),
                    Text(new.kind),
                    new.label,
                    Text(new.from),
                    new.to.map(Text),
                    new.in_usual == InUsual::LeftOut
                ],
            )?;
            band(tx, id)
        })
    }
    /// Takes a stretch away; check-ins in it stay.
    pub fn remove_context_band(&mut self, id: ContextBandId) -> Result<()> {
        self.write(|tx| match tx.execute("DELETE FROM context_bands WHERE id = ?1", [Text(id)])? {
            0 => Err(Error::not_found("context band")),
            _ => Ok(()),
        })
    }
}

/// Stretches about a person, oldest first.
pub(super) fn bands(conn: &Connection, person: PersonId) -> Result<Vec<ContextBand>> {
    all(conn, "SELECT * FROM context_bands WHERE person = ?1 ORDER BY from_date, id", [Text(person)], read)
}

/// Days on which the usual started afresh, oldest first.
pub(super) fn fresh_starts(conn: &Connection, person: PersonId) -> Result<Vec<NaiveDate>> {
    all(conn, "SELECT since FROM fresh_starts WHERE person = ?1 ORDER BY since", [Text(person)], |row| {
        get(row, "since")
    })
}

/// What changes a person's usual, as it stands on a day.
pub(super) fn context(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<Context> {
    let bands = bands(conn, person)?.into_iter().filter(|band| band.in_usual == InUsual::LeftOut);
    let mut fresh_starts = fresh_starts(conn, person)?;
    fresh_starts.retain(|since| *since <= today);
    Ok(Context { left_out: bands.map(|band| (band.from, band.to)).collect(), fresh_starts })
}

fn band(conn: &Connection, id: ContextBandId) -> Result<ContextBand> {
    conn.prepare_cached("SELECT * FROM context_bands WHERE id = ?1")?
        .query_row([Text(id)], read)
        .optional()?
        .ok_or(Error::not_found("context band"))
}

fn read(row: &Row<'_>) -> rusqlite::Result<ContextBand> {
    let left_out: bool = row.get("excluded")?;
    Ok(ContextBand {
        id: get(row, "id")?,
        person: get(row, "person")?,
        kind: get(row, "kind")?,
        label: row.get("label")?,
        from: get(row, "from_date")?,
        to: get_some(row, "to_date")?,
        in_usual: if left_out { InUsual::LeftOut } else { InUsual::Counts },
    })
}
