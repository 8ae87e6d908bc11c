//! The sample team, moved into the present week, in a vault that is thrown away.
//! What the team's files mean is the engine's matter: here they are text with dates in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::process::{ask, built, command, root, run};

/// The sample team, and the file in it that names the day it was written for.
const TEAM: &str = "assets/demo";
const TEAM_FILE: &str = "_team.md";
/// Opens the demo vault. It guards invented notes only.
const PASSPHRASE: &str = "quiet otter lantern monday";

/// A data folder with one vault; dropped, it is deleted.
pub struct Demo {
    home: PathBuf,
}

impl Demo {
    /// Copies the team with its dates moved by whole weeks, so that the day it was written for lands in this week and
    /// weekdays stay; makes a vault, and imports the copy.
    ///
    /// # Errors
    /// When the team cannot be read, the folder not written, or the import fails.
    pub fn make() -> Result<Self, String> {
        let home = std::env::temp_dir().join(format!("rapport-demo-{}", std::process::id()));
        let demo = Self { home };
        let team = demo.home.join("team");
        let weeks = week(today()?) - week(written_for()?);
        copy_moved(&root().join(TEAM), &team, 7 * weeks)
            .map_err(|error| format!("the sample team cannot be copied: {error}"))?;

        let passphrase = demo.home.join("passphrase");
        fs::write(&passphrase, PASSPHRASE)
            .map_err(|error| format!("{} cannot be written: {error}", passphrase.display()))?;
        let vault = demo.vault();
        let cli = |words: &[&str]| -> Outcome {
            run(command(built("rapport-cli"))
                .arg("--vault")
                .arg(&vault)
                .arg("--passphrase-file")
                .arg(&passphrase)
                .args(words)
                .stdout(Stdio::null()))
        };
        cli(&["create", "--name", "Payments team"])?;
        cli(&["import", &team.to_string_lossy()])?;
        println!("The demo vault opens with: {PASSPHRASE}");
        Ok(demo)
    }

    /// Makes a driven build of the app find this vault and no other.
    pub fn open_in(&self, app: &mut Command) {
        app.env("RAPPORT_DATA", self.data());
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn vault(&self) -> PathBuf {
        self.data()
            .join("vaults")
            .join("0190a000-0000-7000-8000-000000000001")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// Days since 1970-01-01, proleptic Gregorian.
type Day = i64;

/// The day the team was written for.
fn written_for() -> Result<Day, String> {
    let path = root().join(TEAM).join(TEAM_FILE);
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    text.lines()
        .find_map(|line| line.strip_prefix("today:"))
        .and_then(|value| read_date(value.trim()))
        .ok_or_else(|| format!("{} names no `today`", path.display()))
}

/// Today where this computer stands: the standard library knows no time zone, Node does.
fn today() -> Result<Day, String> {
    let mut node = command("node");
    node.args(["-p", "new Date().toLocaleDateString('sv')"]);
    ask(&mut node)
        .and_then(|date| read_date(&date))
        .ok_or_else(|| "`node` does not say what day it is".to_owned())
}

/// Weeks since the one that held 1970-01-01 (a Thursday), Monday to Sunday.
fn week(day: Day) -> i64 {
    (day + 3).div_euclid(7)
}

/// Copies a folder; every `YYYY-MM-DD` in names and texts moves by `days`.
fn copy_moved(from: &Path, to: &Path, days: i64) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(move_dates(&entry.file_name().to_string_lossy(), days));
        if entry.file_type()?.is_dir() {
            copy_moved(&entry.path(), &target, days)?;
        } else {
            fs::write(target, move_dates(&fs::read_to_string(entry.path())?, days))?;
        }
    }
    Ok(())
}

fn move_dates(text: &str, days: i64) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // A longer run of digits is no date.
        let after_digit = moved.ends_with(|letter: char| letter.is_ascii_digit());
        let date = rest.get(..10).filter(|_| !after_digit);
        let length = match date.and_then(read_date) {
            Some(day) => {
                moved.push_str(&write_date(day + days));
                10
            }
            None => {
                moved.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    moved
}

fn read_date(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| -> Option<i64> {
        let digits = text.get(range)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let days = days_from_civil(year, month, day);
    // What does not come back the same is no date of the calendar.
    (civil_from_days(days) == (year, month, day)).then_some(days)
}

fn write_date(days: Day) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`; 719468 days from 0000-03-01 to
/// 1970-01-01, 146097 in an era of 400 years.
fn days_from_civil(year: i64, month: i64, day: i64) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The same source, `civil_from_days`.
fn civil_from_days(days: Day) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{civil_from_days, days_from_civil, move_dates, read_date, week, write_date};

    #[test]
    fn every_day_of_four_centuries_reads_back_as_itself() {
        for day in -146_097..146_097 {
            let (year, month, date) = civil_from_days(day);
            assert_eq!(days_from_civil(year, month, date), day);
            assert_eq!(read_date(&write_date(day)), (year >= 0).then_some(day));
        }
        assert_eq!(days_from_civil(1970, 1, 1), 0);
    }

    #[test]
    fn dates_move_wherever_they_stand_and_nothing_else_does() {
        for (text, expected) in [
            (
                "- [ ] @me Call 📅 2026-10-09 ✅ 2026-12-31",
                "- [ ] @me Call 📅 2026-10-16 ✅ 2027-01-07",
            ),
            ("2028-02-25.md", "2028-03-03.md"),
            (
                "2026-02-30, 2026-1-1, 12026-10-09, 10:30, Kovačević",
                "2026-02-30, 2026-1-1, 12026-10-09, 10:30, Kovačević",
            ),
        ] {
            assert_eq!(move_dates(text, 7), expected);
        }
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let day = |text| read_date(text).map(week);
        assert_eq!(day("2026-10-05"), day("2026-10-11"));
        assert_ne!(day("2026-10-11"), day("2026-10-12"));
    }
}
