//! Everything CI runs, part by part, with how long each took and how many tests it counted.
//! What a part proves is written in the tests themselves.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::display::Virtual;
use crate::process::{cargo, node, npm, root, spelled};
use crate::run::{App, build_app, build_interface, install_packages};
use crate::setup::{For, setup};
use crate::{Outcome, tools, torture};

/// How much of it runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Full,
    /// All but the window, and nothing is installed but npm's packages.
    Quick,
}

/// Tests as the runners counted them in their closing lines.
#[derive(Clone, Copy, Default)]
struct Count {
    passed: u32,
    failed: u32,
    skipped: u32,
}

struct Part {
    name: &'static str,
    took: Duration,
    count: Count,
    outcome: Outcome,
}

/// The parts that ran, in order. A part that fails does not stop those that do not need it.
#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn run(&mut self, name: &'static str, part: impl FnOnce(&mut Count) -> Outcome) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let mut count = Count::default();
        let outcome = part(&mut count);
        if let Err(sentence) = &outcome {
            eprintln!("{name}: {sentence}");
        }
        let passed = outcome.is_ok();
        self.0.push(Part { name, took: start.elapsed(), count, outcome });
        passed
    }

    fn report(&self) -> Outcome {
        let mut table = String::new();
        let mut total = Count::default();
        for part in &self.0 {
            let Count { passed, failed, skipped } = part.count;
            total.passed += passed;
            total.failed += failed;
            total.skipped += skipped;
            let counted = if passed + failed + skipped == 0 {
                String::new()
            } else {
                format!("{passed} passed, {failed} failed, {skipped} skipped")
            };
            let mark = if part.outcome.is_ok() { "ok" } else { "FAILED" };
            let seconds = part.took.as_secs_f32();
            let _ = writeln!(table, "{mark:<7} {seconds:>7.1} s  {:<28} {counted}", part.name);
        }
        let took: Duration = self.0.iter().map(|part| part.took).sum();
        println!("\n{table}{:<7} {:>7.1} s  in all", "", took.as_secs_f32());
        let failed: Vec<&str> = self.0.iter().filter(|part| part.outcome.is_err()).map(|part| part.name).collect();
        let word = if failed.is_empty() { "ok" } else { "FAILED" };
        println!("test result: {word}. {} passed; {} failed; {} skipped", total.passed, total.failed, total.skipped);
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }
}

/// Runs the tests.
///
/// # Errors
/// Names the parts that failed.
pub fn test(scope: Scope) -> Outcome {
    let mut parts = Parts::default();
    let full = scope == Scope::Full;

    if full && !parts.run("set-up", |_| setup(For::Testing)) {
        return parts.report();
    }
    parts.run("formatting", |_| counted(&mut cargo(&["fmt", "--all", "--check"]), None));
    if full || tools::has_cargo_deny() {
        parts.run("licences and bans", |_| {
            counted(&mut cargo(&["deny", "--workspace", "check", "bans", "licenses", "sources"]), None)
        });
    } else {
        println!("cargo-deny is not installed: licences and bans are left to the full run");
    }

    if parts.run("npm packages", |_| install_packages()) {
        parts.run("interface types", |_| counted(&mut npm(&["run", "check"]), None));
        parts.run("interface tests", |count| counted(&mut npm(&["test"]), Some(count)));
    }
    // Every Rust build of the shell embeds the built interface.
    if !parts.run("interface build", |_| build_interface()) {
        return parts.report();
    }
    parts.run("lints", |_| {
        let words = ["clippy", "--workspace", "--all-targets", "--locked"];
        counted(cargo(&words).args(["--", "-Dwarnings"]), None)?;
        // The seams of the driven build change the shell only: a few seconds more.
        let seams = ["--features", "rapport/e2e", "--", "-Dwarnings"];
        counted(cargo(&words).args(seams), None)
    });
    if parts.run("Rust build", |_| build_app(App::Plain)) {
        parts.run("engine, CLI, shell tests", |count| {
            let words = ["test", "--workspace", "--locked", "--no-fail-fast"];
            counted(&mut cargo(&words), Some(count))
        });
        if full {
            parts.run("torture, short form", |count| counted(&mut torture::rows(false), Some(count)));
        }
        if full && parts.run("driven build", |_| build_app(App::Driven)) {
            parts.run("the app, end to end", end_to_end);
        }
    }
    parts.report()
}

fn end_to_end(count: &mut Count) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("The window is driven on Linux only: no WebDriver of this system can do it.");
        return Ok(());
    }
    let mut files: Vec<String> = std::fs::read_dir(root().join("tests/e2e"))
        .map_err(|error| format!("tests/e2e cannot be read: {error}"))?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("tests/e2e/{name}"))
        .collect();
    files.sort();
    let screen = Virtual::start()?;
    let mut words = vec!["--test", "--test-concurrency=1", "--test-reporter=spec"];
    words.extend(files.iter().map(String::as_str));
    let mut node = node(&words);
    screen.show(&mut node);
    counted(&mut node, Some(count))
}

/// Runs a command, shows what it prints, and adds up the closing lines of the test runners in it.
fn counted(command: &mut Command, count: Option<&mut Count>) -> Outcome {
    let Some(count) = count else {
        return crate::process::run(command);
    };
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{}` did not start: {error}", spelled(command)))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            count.read(&line);
        }
    }
    let status = child.wait().map_err(|error| format!("`{}` was lost: {error}", spelled(command)))?;
    if !status.success() {
        return Err(format!("`{}` ended with {status}", spelled(command)));
    }
    if count.passed == 0 {
        return Err(format!("`{}` ran no test", spelled(command)));
    }
    Ok(())
}

impl Count {
    /// Reads one closing line: cargo's `test result: ok. 12 passed; 0 failed; 1 ignored; …`, vitest's
    /// `Tests  1 failed | 12 passed (13)`, Node's `ℹ pass 12`.
    fn read(&mut self, line: &str) {
        let line = without_colour(line);
        let line = line.trim();
        if line.starts_with("test result:") || line.starts_with("Tests ") {
            let words: Vec<&str> = line.split_whitespace().collect();
            for pair in words.windows(2) {
                self.add(pair[1].trim_end_matches(';'), pair[0]);
            }
        } else if let Some(rest) = line.strip_prefix("ℹ ")
            && let Some((word, number)) = rest.split_once(' ')
        {
            self.add(word, number);
        }
    }

    fn add(&mut self, word: &str, number: &str) {
        let Ok(number) = number.parse::<u32>() else {
            return;
        };
        match word {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(|end| end.is_ascii_alphabetic());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn the_closing_lines_of_all_three_runners_are_added_up() {
        let mut count = Count::default();
        for line in [
            "test result: FAILED. 10 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | \u{1b}[32m20 passed\u{1b}[39m (21)",
            "ℹ tests 5",
            "ℹ pass 4",
            "ℹ fail 1",
            "ℹ duration_ms 1723.5",
            "20 passed the salt",
        ] {
            count.read(line);
        }
        assert_eq!((count.passed, count.failed, count.skipped), (34, 3, 2));
    }
}
