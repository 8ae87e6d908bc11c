//! The rules and the words: pure values, no disk, no SQL, no clock, no randomness.
//! How values are stored, drawn or carried over is not here.
//!
//! # Glossary: one word per idea, in SQL, Rust, TypeScript, the window and the tests
//! - **person**: someone the manager meets one-on-one; a report, the own manager, a skip-level or a peer.
//! - **meeting**: one 1:1 on a day: planned, held, moved, missed or on leave. It has at most one note.
//! - **note**: what was written, in Markdown; of a meeting, or dated and on its own.
//! - **passage**: a marked stretch of a note: private, said (their words), praise, idea (for evidence).
//! - **agenda item**: something to talk about; it belongs to the person and is carried over until discussed.
//! - **topic**: what a 1:1 touched. **question**: one of the bank, shipped or one's own. **template**: how a kind of 1:1 begins.
//! - **absence**: a stretch without 1:1s: leave, or the cadence on pause.
//! - **follow-up**: a promise with an owner (`me` or `them`) and perhaps a due date.
//! - **indicator**, **observation**: one scale of five words; one indicator on one day, `observed` or `said`.
//! - **context band**: a stretch of days with a reason (on call, release, leave …), drawn behind charts.
//! - **usual**: a person's own baseline. **reading**: what a trend says today. **prompt**: a reading worth a conversation.
//! - **goal**, **milestone**, **next step**, **evidence**: what someone wants to grow into, and what was seen of it.
//! - **capture**: a thought between meetings, in the person's inbox.
//! - **packet**: a PDF about one person. **vault**: the encrypted folder that holds everything.

pub mod absence;
pub mod attention;
pub mod cadence;
pub mod context;
pub mod follow_up;
pub mod goal;
pub mod id;
pub mod inbox;
pub mod indicator;
pub mod meeting;
pub mod name;
pub mod note;
pub mod packet;
pub mod pages;
pub mod person;
pub mod question;
pub mod reminder;
pub mod repeat;
pub mod retention;
pub mod search;
pub mod team;
pub mod template;
pub mod transfer;
pub mod trend;
pub mod undo;
pub mod zone;
