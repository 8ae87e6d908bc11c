//! Proof of the engine from outside, through its public names, in one binary.
//! One file per noun; what several of them need is in `support`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod any_bytes;
mod backups;
mod cadence;
mod complete;
mod contents;
mod erase;
mod follow_up_table;
mod follow_ups;
mod frozen;
mod goals;
mod inbox;
mod indicators;
mod layers;
mod lines;
mod meetings;
mod names;
mod note_history;
mod note_text;
mod notes;
mod nothing_lost;
mod observations;
mod packet;
mod packet_choice;
mod packet_note;
mod people;
mod prompts;
mod questions;
mod retention;
mod rotate;
mod search;
mod support;
mod today;
mod transfer;
mod transfer_csv;
mod transfer_generated;
mod trend;
mod trend_laws;
mod undo;
mod vault;
mod vault_damage;
mod vault_keys;
mod vault_recovery;
mod vault_seal;
mod words;
