//! How values stand in columns: ids, days, stamps and one-word choices as text, times as `HH:MM`.
//! What a whole row means is with its noun.

use chrono::NaiveTime;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as WordError};

/// Any value that is one word in files too: an id, a day, a stamp, a choice such as `them`.
pub(super) struct Text<T>(pub(super) T);

impl<T: Serialize> ToSql for Text<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(word)) => Ok(word.into()),
            _ => Err(rusqlite::Error::ToSqlConversionFailure("not one word".into())),
        }
    }
}

impl<T: DeserializeOwned> FromSql for Text<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word: serde::de::value::StrDeserializer<'_, WordError> = value.as_str()?.into_deserializer();
        T::deserialize(word).map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// A time of day, to the minute.
pub(super) struct Clock(pub(super) NaiveTime);

impl ToSql for Clock {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.format("%H:%M").to_string().into())
    }
}

impl FromSql for Clock {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        NaiveTime::parse_from_str(value.as_str()?, "%H:%M").map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}

/// Reads a column as `T`.
pub(super) fn get<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, Text<T>>(column).map(|text| text.0)
}

/// Reads a column that may be NULL as `T`.
pub(super) fn get_some<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<Text<T>>>(column).map(|text| text.map(|text| text.0))
}
