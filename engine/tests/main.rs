//! The engine from outside: its public words, a real encrypted vault, a fixed day.
//! What a line of code does is not tested here, what it promises is.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod lines;
mod names;
mod note_text;
mod support;
