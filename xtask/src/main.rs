//! Set-up and every developer verb: `cargo xtask run | test | torture | screens | bench | bundle | setup`.
//! What a verb does is in the file of its name; nothing of the app is linked in.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks to its terminal")]

mod bench;
mod bundle;
mod display;
mod process;
mod run;
mod screens;
mod setup;
mod test;
mod tools;
mod torture;

use std::process::ExitCode;

/// What a verb returns: nothing, or one sentence that says what to do.
type Outcome = Result<(), String>;

const USAGE: &str = "\
cargo xtask VERB

  run [--demo]     install what is missing, build, open the app
                   --demo: with a throw-away vault that holds the sample team
                   without a display: drive the demo in a virtual one
  test [--quick]   everything CI runs; --quick leaves out the window
  torture [--long] kills, failing disks, cut power, flipped bits, hostile bytes
  screens          picture every screen, light and dark, into target/screens/
  bench            binary size, time to first paint and to lock, memory, the vault beside plain SQLite
  bench trends     simulate how often a prompt is wrong and what is missed: writes docs/trends.md
  bundle           the installable package of this system
  setup            only install what is missing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(run::Vault::Own),
        ["run", "--demo"] => run::run(run::Vault::Demo),
        ["test"] => test::test(test::Scope::Full),
        ["test", "--quick"] => test::test(test::Scope::Quick),
        ["torture"] => torture::torture(false),
        ["torture", "--long"] => torture::torture(true),
        ["screens"] => screens::screens(),
        ["bench"] => bench::bench(),
        ["bench", "trends"] => bench::trends(),
        ["bundle"] => bundle::bundle(),
        ["setup"] => setup::setup(setup::For::Testing),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => Err(format!("there is no `{}`\n\n{USAGE}", unknown.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
