//! What the program prints: lines for people or one JSON value for programs, and one sentence when something is wrong.
//! Which words is decided elsewhere.

use crate::words::Failure;
use serde::Serialize;
use std::io::{self, Write};

/// Standard output and standard error.
pub struct Out {
    json: bool,
}

impl Out {
    /// For people, or for programs.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints a value: as one line of JSON, or as the lines `people` makes of it. Flushed when it returns.
    pub fn show<T: Serialize>(&mut self, value: &T, people: impl FnOnce(&T) -> Vec<String>) -> Result<(), Failure> {
        let mut text = if self.json {
            serde_json::to_string(value).map_err(|_| Failure::other("This cannot be told as JSON."))?
        } else {
            people(value).join("\n")
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|_| Failure::Unheard)
    }

    /// Prints a sentence for a person beside the output.
    pub fn problem(&mut self, sentence: &str) {
        if !sentence.is_empty() {
            // When even standard error is closed, the exit code still tells.
            let _ = writeln!(io::stderr().lock(), "{sentence}");
        }
    }
}
