//! Which backups are kept: the newest of each of 7 days, 4 weeks and 6 months.
//! Not here: the files themselves (`backups.rs`).

use chrono::{Datelike, NaiveDateTime};

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 6;
/// The newest ones stay however many a day has and however large they are: what was made before an import or an
/// erasure is not gone with the next lock.
const ALWAYS: usize = 3;

/// A backup as thinning sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) made_at: NaiveDateTime,
    pub(super) bytes: u64,
}

/// For each of `backups`, newest first, whether it stays. `most_bytes` is for all together: the oldest go first.
pub(super) fn thin(backups: &[Kept], most_bytes: u64) -> Vec<bool> {
    let mut stays: Vec<bool> = (0..backups.len()).map(|number| number < ALWAYS).collect();
    keep_newest_of_each(backups, &mut stays, DAYS, |made| (made.year(), made.ordinal()));
    keep_newest_of_each(backups, &mut stays, WEEKS, |made| {
        let week = made.date().iso_week();
        (week.year(), week.week())
    });
    keep_newest_of_each(backups, &mut stays, MONTHS, |made| (made.year(), made.month()));
    let mut bytes = 0_u64;
    for (number, (backup, stays)) in backups.iter().zip(&mut stays).enumerate() {
        if *stays {
            bytes = bytes.saturating_add(backup.bytes);
            *stays = number < ALWAYS || bytes <= most_bytes;
        }
    }
    stays
}

/// Marks the newest backup of each of the newest `most` stretches.
fn keep_newest_of_each(
    backups: &[Kept],
    stays: &mut [bool],
    most: usize,
    stretch: impl Fn(NaiveDateTime) -> (i32, u32),
) {
    let mut seen = Vec::with_capacity(most);
    for (backup, stays) in backups.iter().zip(stays) {
        let here = stretch(backup.made_at);
        if seen.len() < most && !seen.contains(&here) {
            seen.push(here);
            *stays = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};

    fn daily(days: u64, bytes: u64) -> Vec<Kept> {
        let newest = NaiveDate::from_ymd_opt(2026, 10, 9).unwrap_or_default().and_hms_opt(18, 0, 0).unwrap_or_default();
        (0..days).map(|ago| Kept { made_at: newest - Days::new(ago), bytes }).collect()
    }

    fn ages(backups: &[Kept], most: u64) -> Vec<usize> {
        thin(backups, most).iter().enumerate().filter(|(_, stays)| **stays).map(|(ago, _)| ago).collect()
    }

    #[test]
    fn a_year_of_days_leaves_seven_days_four_weeks_and_six_months() {
        // 9 October 2026 is a Friday: weeks end 5, 12 and 19 days ago, months 9, 39, 70, 101 and 131 days ago.
        assert_eq!(ages(&daily(365, 1), u64::MAX), [0, 1, 2, 3, 4, 5, 6, 9, 12, 19, 39, 70, 101, 131]);
    }

    #[test]
    fn of_many_in_one_day_the_newest_three_stay() {
        let mut backups = daily(1, 1);
        for hours in 1..9 {
            backups.push(Kept { made_at: backups[0].made_at - chrono::TimeDelta::hours(hours), bytes: 1 });
        }
        assert_eq!(ages(&backups, u64::MAX), [0, 1, 2]);
    }

    #[test]
    fn too_many_bytes_let_the_oldest_go_but_never_the_newest_three() {
        assert_eq!(ages(&daily(365, 10), 40), [0, 1, 2, 3]);
        assert_eq!(ages(&daily(365, 10), 5), [0, 1, 2]);
        assert!(thin(&[], 0).is_empty());
    }
}
