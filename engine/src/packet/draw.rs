//! Where marks stand in a packet's charts, in CSS pixels of the still.
//! Colours and shapes are in the templates; nothing here counts or judges.

use chrono::{Datelike, NaiveDate};

/// Width of the text column: A4 less the margins.
const COLUMN: f64 = 658.0;
/// The distance at which the 27 weekly marks of half a year fill the column; fewer marks do not spread further.
const WIDEST_STEP: f64 = (COLUMN - 4.0) / 27.0;
/// Height of a bar of the usual length.
const USUAL_HEIGHT: f64 = 40.0;
/// Height of the tallest bar there may be.
const TALLEST: f64 = 60.0;
/// Room for a month's short name at 11 px.
const MONTH_WIDTH: f64 = 24.0;
/// Longest bar of the topics.
const TOPIC_WIDTH: f64 = 163.4;

/// The cadence strip's measures.
pub(super) struct Strip {
    step: f64,
    per_minute: f64,
    /// Width of a bar.
    pub width: f64,
}

impl Strip {
    /// For so many marks, the usual and the longest length in minutes.
    pub(super) fn new(marks: usize, usual: u16, longest: u16) -> Self {
        #[allow(clippy::cast_precision_loss)] // marks are at most a few thousand
        let step = ((COLUMN - 4.0) / marks.max(1) as f64).min(WIDEST_STEP);
        let usual = f64::from(usual.max(1));
        let per_minute = (USUAL_HEIGHT / usual).min(TALLEST / f64::from(longest.max(1)));
        Self { step, per_minute, width: (step * 0.5).min(7.5) }
    }
    /// Left edge of the nth mark.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn x(&self, index: usize) -> f64 {
        round(2.0 + index as f64 * self.step)
    }
    /// Height of a bar; a 1:1 of no minutes is still seen.
    pub(super) fn height(&self, minutes: u16) -> f64 {
        round((f64::from(minutes) * self.per_minute).clamp(3.0, TALLEST))
    }
    /// Where the line of the usual length runs, down from the top.
    pub(super) fn usual_y(&self, usual: u16) -> f64 {
        round(TALLEST - self.height(usual))
    }
}

/// Month names under dates that stand at `xs`: one for each new month, none that would touch the one before.
/// The flag says that the name ends at its x instead of beginning there, so that it stays on the paper.
pub(super) fn months(dates: &[(NaiveDate, f64)], right: f64) -> Vec<(NaiveDate, f64, bool)> {
    let mut last: Option<(i32, u32)> = None;
    let mut free_from = f64::MIN;
    let mut out = Vec::new();
    for &(date, x) in dates {
        let month = (date.year(), date.month());
        let ends = x + MONTH_WIDTH > right;
        let at = if ends { (x + 14.0).min(right) } else { x };
        let begins = if ends { at - MONTH_WIDTH } else { at };
        if last == Some(month) || begins < free_from {
            continue;
        }
        last = Some(month);
        free_from = begins + MONTH_WIDTH + 4.0;
        out.push((date, at, ends));
    }
    out
}

/// Length of a topic's bar.
pub(super) fn topic_width(total: u32, most: u32) -> f64 {
    round(TOPIC_WIDTH * f64::from(total) / f64::from(most.max(1)))
}

/// Where the nth of `n` confidence dots stands, of 200.
#[allow(clippy::cast_precision_loss)] // at most eight
pub(super) fn confidence_x(index: usize, n: usize) -> f64 {
    if n < 2 { 188.0 } else { round(10.0 + 178.0 * index as f64 / (n - 1) as f64) }
}

/// Where a day stands between two days, of 200.
#[allow(clippy::cast_precision_loss)] // days of a few decades
pub(super) fn day_x(date: NaiveDate, from: NaiveDate, to: NaiveDate) -> f64 {
    let span = (to - from).num_days().max(1) as f64;
    round(6.0 + 188.0 * (date - from).num_days() as f64 / span)
}

fn round(v: f64) -> f64 {
    (v * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_year_of_weekly_marks_stands_as_in_the_still() {
        let strip = Strip::new(27, 30, 45);
        assert_eq!((strip.x(0), strip.x(1), strip.x(26)), (2.0, 26.2, 631.8));
        assert_eq!((strip.height(30), strip.height(35), strip.height(45), strip.usual_y(30)), (40.0, 46.7, 60.0, 20.0));
        assert_eq!(strip.width, 7.5);
    }

    #[test]
    fn month_names_never_touch() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
        let dates = [(day(8, 28), 160.0), (day(9, 4), 168.0), (day(9, 11), 176.0), (day(10, 2), 194.0)];
        assert_eq!(months(&dates, 200.0), vec![(day(8, 28), 160.0, false)]);
        let wide = [(day(9, 4), 100.0), (day(10, 2), 194.0)];
        assert_eq!(months(&wide, 200.0), vec![(day(9, 4), 100.0, false), (day(10, 2), 200.0, true)]);
    }

    #[test]
    fn ten_years_of_marks_stay_on_the_paper() {
        let strip = Strip::new(520, 30, 30);
        assert!(strip.x(519) + strip.width <= COLUMN);
        assert!(strip.width > 0.0);
    }
}
