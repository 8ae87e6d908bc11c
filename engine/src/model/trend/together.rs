//! When the two met and what they talked about, week by week and month by month.
//! Check-ins are in `usual` and `reading`.

use super::{CadenceMark, CadenceStrip, TopicRow, TopicTable};
use crate::model::meeting::{Meeting, Side, Status};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// Rows of the topic table.
const TOPIC_ROWS: usize = 6;
/// Months of the topic table.
const TOPIC_MONTHS: u32 = 6;
/// A topic is quiet after this many weeks, and after this many empty months at the end of its row.
pub const QUIET_TOPIC_WEEKS: i64 = 8;
const QUIET_TOPIC_MONTHS: usize = 2;

impl Meeting {
    /// It took place, on its day or another.
    pub fn took_place(&self) -> bool {
        matches!(self.status, Status::Held | Status::Moved { .. })
    }

    /// The day it should have been.
    pub fn slot(&self) -> NaiveDate {
        match self.status {
            Status::Moved { from, .. } => from,
            _ => self.date,
        }
    }
}

/// The strip of meetings in a range, oldest first; `next` is the 1:1 to come.
pub fn cadence_strip(meetings: &[Meeting], from: NaiveDate, to: NaiveDate, next: Option<CadenceMark>) -> CadenceStrip {
    let past: Vec<&Meeting> = meetings
        .iter()
        .filter(|meeting| (from..=to).contains(&meeting.date) && meeting.status != Status::Planned)
        .collect();
    let count = |what: &dyn Fn(&Meeting) -> bool| {
        u32::try_from(past.iter().filter(|one| what(one)).count()).unwrap_or(u32::MAX)
    };
    let met = count(&Meeting::took_place);
    let missed = count(&|one| matches!(one.status, Status::Missed { .. }));
    let mut minutes: Vec<u16> = past.iter().filter(|one| one.took_place()).map(|one| one.minutes).collect();
    minutes.sort_unstable();
    let mark = |one: &&Meeting| CadenceMark {
        date: one.date,
        meeting: Some(one.id),
        minutes: one.minutes,
        status: one.status,
    };
    CadenceStrip {
        marks: past.iter().map(mark).chain(next).collect(),
        met,
        of: met + missed,
        usual_minutes: minutes.get(minutes.len() / 2).copied().unwrap_or(0),
        moved: count(&|one| matches!(one.status, Status::Moved { .. })),
        moved_by_me: count(&|one| matches!(one.status, Status::Moved { by: Side::Me, .. })),
        missed,
        leave: count(&|one| one.status == Status::Leave),
    }
}

/// Topics of 1:1s that took place in a range, most touched first; `names` tells key and name in the list's order.
pub fn topic_table(meetings: &[Meeting], names: &[(String, String)], from: NaiveDate, to: NaiveDate) -> TopicTable {
    let months = months(from, to);
    let held: Vec<&Meeting> = meetings.iter().filter(|one| one.took_place() && one.date <= to).collect();
    let last = last_touched(held.iter().copied());
    let mut rows: Vec<TopicRow> = names
        .iter()
        .map(|(key, name)| {
            let touched: Vec<NaiveDate> =
                held.iter().filter(|one| one.date >= from && one.topics.contains(key)).map(|one| one.date).collect();
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let counts: Vec<u32> = months
                .iter()
                .map(|month| count(touched.iter().filter(|day| first_of(**day) == *month).count()))
                .collect();
            let weeks = last.get(key.as_str()).map(|day| (to - *day).num_days() / 7);
            TopicRow {
                key: key.clone(),
                name: name.clone(),
                total: count(touched.len()),
                quiet: quiet_months(&counts, weeks),
                counts,
                weeks_since: weeks.and_then(|weeks| u32::try_from(weeks).ok()),
            }
        })
        .filter(|row| row.total > 0)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.total));
    rows.truncate(TOPIC_ROWS);
    TopicTable { months, rows }
}

/// The day each topic was last touched.
pub fn last_touched<'a>(meetings: impl Iterator<Item = &'a Meeting>) -> BTreeMap<&'a str, NaiveDate> {
    let mut last = BTreeMap::new();
    for meeting in meetings.filter(|meeting| meeting.took_place()) {
        for topic in &meeting.topics {
            let day = last.entry(topic.as_str()).or_insert(meeting.date);
            *day = meeting.date.max(*day);
        }
    }
    last
}

/// The empty months at the end of a row, when there are two of them and eight weeks have gone by.
fn quiet_months(counts: &[u32], weeks: Option<i64>) -> Vec<bool> {
    let touched = counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
    let quiet = counts.len() - touched >= QUIET_TOPIC_MONTHS && weeks.is_none_or(|weeks| weeks >= QUIET_TOPIC_WEEKS);
    (0..counts.len()).map(|month| quiet && month >= touched).collect()
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of each month of a range, the last six of them.
fn months(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut months: Vec<NaiveDate> = (0..TOPIC_MONTHS)
        .filter_map(|back| first_of(to).checked_sub_months(Months::new(back)))
        .take_while(|month| *month >= first_of(from))
        .collect();
    months.reverse();
    months
}
