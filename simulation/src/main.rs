//! What the trends miss and how often they are wrong, by simulation: makes `docs/trends.md` and the engine's table.
//! The rule itself is the engine's.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

mod measure;
mod page;
mod people;
mod rules;

use engine::model::trend::{FOUND, Found, GAPS, RATES, THRESHOLDS};
use measure::{Measured, World, at_rate, measure, rate, sweep};
use people::{Change, people};
use rules::{Rule, shipped};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Rates the table is made for.
const WANTED: [f64; 11] = [0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.35, 0.5, 0.75, 1.0, 1.5];
/// People nothing happens to, for setting thresholds; and people of each kind, other ones, for measuring.
const SETTING: usize = 2000;
const MEASURING: usize = 1000;
/// Seeds: for setting thresholds, for measuring.
const SET_BY: u64 = 10;
const MEASURED_BY: u64 = 1000;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        // In two runs, so that the page is made by an engine that has the new table.
        ["table"] => set_thresholds(),
        ["page"] => write_page(),
        _ => Err("say `table` or `page`; `cargo xtask bench trends` does both".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("simulation: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn save(path: &str, text: &str) -> Result<(), String> {
    fs::write(root().join(path), text).map_err(|error| format!("{path} cannot be written: {error}"))
}

/// Finds the threshold for each rate and gap, measures what is found, and writes the engine's table.
fn set_thresholds() -> Result<(), String> {
    let mut thresholds = [[0.0; 3]; WANTED.len()];
    for (column, gap) in GAPS.iter().enumerate() {
        let stable = people(SET_BY + column as u64, SETTING, Change::Stable, *gap as u64);
        let steps: Vec<(f64, f64)> = (0..=14)
            .map(|step| {
                let threshold = 0.5 + 0.5 * f64::from(step);
                (threshold, rate(&stable, |one| shipped(one, |_| threshold)))
            })
            .collect();
        for (row, wanted) in WANTED.iter().enumerate() {
            let pair = steps.windows(2).find(|pair| pair[0].1 >= *wanted && pair[1].1 < *wanted);
            thresholds[row][column] = match pair {
                Some([(low, often), (high, seldom)]) => {
                    low + (high - low) * (often / wanted).ln() / (often / seldom.max(1e-4)).ln()
                }
                // Seldom meetings cannot prompt as often as asked for: the lowest threshold.
                _ if steps[0].1 < *wanted => steps[0].0,
                _ => return Err(format!("no threshold gives {wanted} prompts a year at {gap} days")),
            };
        }
        println!("thresholds for {gap} days are set");
    }
    let world = World::new(MEASURED_BY, MEASURING, 7);
    let found: Vec<Found> = thresholds.iter().map(|row| found_at(&measure(&world, Rule::Shipped, row[0]))).collect();
    save("engine/src/model/trend/table.rs", &page::table(&WANTED, &thresholds, &found))
}

fn found_at(measured: &Measured) -> Found {
    let cells = |which: fn(&(f64, f64, u8)) -> f64| std::array::from_fn(|kind| which(&measured.found[kind]));
    Found { within_12: cells(|one| one.0), within_6: cells(|one| one.1), median: measured.found[0].2 }
}

/// The baselines, each with the thresholds it is read at; the first of the published ones is the published value.
fn baselines() -> Vec<(String, Rule, Option<f64>, Vec<f64>)> {
    let steps = |from: f64, by: f64, n: u32| (0..n).map(|step| from + by * f64::from(step)).collect::<Vec<_>>();
    let mut rules = vec![
        ("Last 4 against the 4 before".to_owned(), Rule::LastFour, Some(0.5), steps(0.4, 0.125, 12)),
        ("EWMA, 10 points".to_owned(), Rule::Ewma, Some(2.7), steps(2.2, 0.6, 12)),
        ("CUSUM, 10 points".to_owned(), Rule::Cusum, Some(5.0), steps(4.0, 2.5, 14)),
        ("Anhøj".to_owned(), Rule::Anhoj, Some(0.0), steps(-0.5, 1.0, 7)),
    ];
    for slack in [0.15, 0.25, 0.35] {
        rules.push((format!("Page–Hinkley, slack {slack}"), Rule::PageHinkley(slack), None, steps(1.2, 0.4, 18)));
    }
    for slack in [0.15, 0.25, 0.35] {
        let name = format!("Page–Hinkley, slack {slack}, falls only");
        rules.push((name, Rule::PageHinkleyDown(slack), None, steps(1.2, 0.4, 16)));
    }
    rules
}

fn row(name: &str, measured: &Measured) -> String {
    let cells: Vec<String> = measured.found.iter().map(|one| format!("{:.2} / {:.2}", one.0, one.1)).collect();
    let median = if measured.found[0].2 > 60 { "–".to_owned() } else { measured.found[0].2.to_string() };
    format!("| {name} | {:.2} | {} | {median} |\n", measured.rate, cells.join(" | "))
}

/// Measures everything and writes the page.
fn write_page() -> Result<(), String> {
    let begun = Instant::now();
    let thousand = people(7, 1000, Change::Stable, 7);
    let _ = rate(&thousand, |one| shipped(one, |gap| engine::model::trend::threshold(0.25, gap)));
    println!("1,000 people × 60 meetings: {:.2} s", begun.elapsed().as_secs_f64());
    let world = World::new(MEASURED_BY, MEASURING, 7);
    let head = "| rule | prompts per stable person-year | step 1.2 | step 0.8 | slow 1.2 over 10 | one indicator 1.5 | median delay |\n|---|---|---|---|---|---|---|\n";
    let mut measured = String::from(head);
    for (at, wanted) in RATES.iter().enumerate() {
        measured += &row(&format!("shipped, asked for {wanted}"), &measure(&world, Rule::Shipped, THRESHOLDS[at][0]));
    }
    let mut sweeps = Vec::new();
    for (name, rule, published, thresholds) in baselines() {
        if let Some(published) = published {
            measured += &row(&format!("{name}, {published} as published"), &measure(&world, rule, published));
        } else {
            measured += &row(&format!("{name}, 3.2"), &measure(&world, rule, 3.2));
        }
        sweeps.push((name, rule, sweep(&world, rule, &thresholds)));
        println!("{} measured", sweeps.len());
    }
    let own = sweep(&world, Rule::Shipped, &(0..8).map(|step| 2.4 + 0.5 * f64::from(step)).collect::<Vec<_>>());
    let (falls, both): (Vec<_>, Vec<_>) = sweeps.into_iter().partition(|one| matches!(one.1, Rule::PageHinkleyDown(_)));
    let text = format!(
        "{}\n{}\n{}\n## What was measured\n\n{measured}\n{}\n{}",
        include_str!("about.md").trim_end(),
        page::fingerprint(),
        String::new() + "\n" + &page::from_the_table(),
        against("## Against the best of the others at the same rate", BOTH, (&own, |one| one.rate), &both),
        against("## Falls against falls", FALLS, (&own, |one| one.falls), &falls)
            + "\n"
            + &against("## One side against both", ONE_SIDE, (&own, |one| one.rate), &falls),
    );
    save("docs/trends.md", &text)?;
    let _ = FOUND;
    print!("{text}");
    Ok(())
}

const BOTH: &str = "Every rule looks both ways, and all its prompts count. Shipped, then in brackets the best of the \
                    others for that cell, whichever it is; **bold** where the shipped rule finds less.";
const FALLS: &str = "Page–Hinkley that looks for falls only, and of the shipped rule only the falls: of both, only false \
                     prompts that point down count towards the rate. The shipped rule spends part of its budget on one \
                     indicator alone, which the other hardly finds.";
const ONE_SIDE: &str = "The same, but every prompt of the shipped rule counts: it tells rises and returns too and pays for \
                        them from the same budget, while the other spends all of it on falls across indicators.";

fn against(
    title: &str,
    about: &str,
    (own, counted): (&[Measured], fn(&Measured) -> f64),
    sweeps: &[(String, Rule, Vec<Measured>)],
) -> String {
    let mut text = format!(
        "{title}\n\n{about}\n\n| rate | step 1.2 in 12 | in 6 | step 0.8 in 12 | in 6 | slow in 12 | in 6 | one indicator in 12 | in 6 |\n|---|---|---|---|---|---|---|---|---|\n"
    );
    for wanted in [0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.3, 0.4, 0.5] {
        let Some(ours) = at_rate(own, counted, wanted) else { continue };
        let others: Vec<Vec<(f64, f64)>> =
            sweeps.iter().filter_map(|one| at_rate(&one.2, |one| one.rate, wanted)).collect();
        let _ = write!(text, "| {wanted} |");
        for (kind, (twelve, six)) in ours.iter().enumerate() {
            let best = |cell: fn(&(f64, f64)) -> f64| others.iter().map(|one| cell(&one[kind])).fold(0.0, f64::max);
            for (own, best) in [(*twelve, best(|one| one.0)), (*six, best(|one| one.1))] {
                let bold = if own < best { "**" } else { "" };
                let _ = write!(text, " {bold}{own:.2}{bold} ({best:.2}) |");
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_what_the_code_does() {
        let page = fs::read_to_string(root().join("docs/trends.md")).unwrap_or_default();
        assert!(page.contains(&page::from_the_table()), "run `cargo xtask bench trends`: the table changed");
        assert!(page.contains(&page::fingerprint()), "run `cargo xtask bench trends`: the rule or the people changed");
    }

    #[test]
    fn a_seed_gives_the_same_people_and_another_seed_others() {
        let values =
            |seed| people(seed, 3, Change::Stable, 7).into_iter().flat_map(|one| one.check_ins).collect::<Vec<_>>();
        assert_eq!(values(1), values(1));
        assert_ne!(values(1), values(2));
    }

    #[test]
    fn a_higher_rate_never_has_a_higher_threshold() {
        for column in 0..3 {
            assert!(THRESHOLDS.windows(2).all(|pair| pair[0][column] >= pair[1][column]));
        }
    }
}
