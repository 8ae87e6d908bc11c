//! The encrypted store: one folder, one key, one connection.
//! Files of other layouts and paper are not here.

mod agenda;
mod contents;
mod follow_ups;
mod goals;
mod ids;
mod meetings;
mod notes;
mod observations;
mod packets;
mod people;
mod rows;
mod search;
mod sqlite_error;
mod today;

/// Local time with its offset; the shell's clock, handed in.
pub type Now = chrono::DateTime<chrono::FixedOffset>;

/// An open vault: `&self` reads, `&mut self` writes in one transaction.
pub struct Vault {
    #[allow(dead_code)]
    conn: rusqlite::Connection,
}
