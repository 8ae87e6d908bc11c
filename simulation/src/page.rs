//! The figures as files: `docs/trends.md` for people, `table.rs` for the engine.
//! How they are measured is in `measure`.

use crate::people::{Change, people};
use crate::rules::shipped;
use engine::model::trend::{CHOICES, FOUND, Found, GAPS, RATES, THRESHOLDS, threshold};
use std::fmt::Write;

/// The table as the engine reads it.
pub fn table(rates: &[f64], thresholds: &[[f64; 3]], found: &[Found]) -> String {
    let n = rates.len();
    let mut text = format!(
        "//! The table the thresholds and the words of the alarm budget come from. Written by `cargo xtask bench trends`: do not
//! edit by hand. How it is read is in `budget`.

use super::budget::Found;

/// Days between two check-ins that were simulated.
pub const GAPS: [f64; 3] = [7.0, 14.0, 28.0];
/// Prompts per stable person-year, rising.
pub const RATES: [f64; {n}] = {rates:?};
/// For each rate the threshold at each gap.
pub const THRESHOLDS: [[f64; 3]; {n}] = [
"
    );
    for row in thresholds {
        let _ = writeln!(text, "    [{:.3}, {:.3}, {:.3}],", row[0], row[1], row[2]);
    }
    let _ = writeln!(text, "];\n/// For each rate what is found, weekly.\npub const FOUND: [Found; {n}] = [");
    let four = |cells: [f64; 4]| cells.map(|cell| format!("{cell:.3}")).join(", ");
    for one in found {
        let (within_12, within_6) = (four(one.within_12), four(one.within_6));
        let _ =
            writeln!(text, "    Found {{ within_12: [{within_12}], within_6: [{within_6}], median: {} }},", one.median);
    }
    text + "];\n"
}

/// The part of the page that follows from the engine's table alone, which a test compares.
pub fn from_the_table() -> String {
    let mut text = String::from(
        "## The shipped rule at each budget\n\nWeekly meetings. Found within 12 meetings / within 6; the median delay is that of a step of 1.2.\n\n\
         | prompts per stable person-year | threshold: weekly | every 14 days | every 28 days | step 1.2 | step 0.8 | slow 1.2 over 10 | one indicator 1.5 | median delay |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for (at, rate) in RATES.iter().enumerate() {
        let [weekly, fortnightly, monthly] = THRESHOLDS[at];
        let found = &FOUND[at];
        let cell = |kind: usize| format!("{:.2} / {:.2}", found.within_12[kind], found.within_6[kind]);
        let _ = writeln!(
            text,
            "| {rate} | {weekly:.2} | {fortnightly:.2} | {monthly:.2} | {} | {} | {} | {} | {} |",
            cell(0),
            cell(1),
            cell(2),
            cell(3),
            found.median
        );
    }
    let _ = writeln!(
        text,
        "\nThe alarm budget ({} prompts a year for the team) divided by the people in it is the left column; between rows and \
         between {} days the threshold lies straight on logarithmic scales.",
        CHOICES.map(|choice| choice.to_string()).join(", "),
        GAPS.map(|gap| gap.to_string()).join(", "),
    );
    text
}

/// What the shipped rule does to the first hundred stable people of seed 1: a line the test makes anew.
pub fn fingerprint() -> String {
    let stable = people(1, 100, Change::Stable, 7);
    let prompts: Vec<_> = stable.iter().map(|one| shipped(one, |gap| threshold(0.5, gap))).collect();
    let sum: usize = prompts.iter().flatten().map(|(meeting, down)| meeting + usize::from(*down)).sum();
    let n: usize = prompts.iter().map(Vec::len).sum();
    format!("Fingerprint of the code this page was made with: {n} prompts, {sum}.")
}
