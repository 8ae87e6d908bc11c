//! Observations: the check-in rail in, rows for the trends out.
//! What a row of them says is the model's `trend`.

use super::nouns::{self, FOLLOW_UPS, MEETINGS, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpState, Kept};
use crate::model::id::{IndicatorId, MeetingId, PersonId};
use crate::model::indicator::{self, CheckInRow, Indicator, ObservationDraft, Source};
use crate::model::meeting::{Meeting, Side};
use crate::model::pages::{Range, TrendsPage};
use crate::model::person::Relationship;
use crate::model::trend::{
    Context, Course, IndicatorTrend, Met, Prompt, QuarterLine, Series, Signal, Step, across, cadence_strip, check_ins,
    course, prompts, quarter, runs_first, strongest, topic_table,
};
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Vault {
    /// The scales in order, retired ones last.
    pub fn indicators(&self) -> Result<Vec<Indicator>> {
        indicators(&self.conn)
    }
    /// Stores a tap on the rail and returns the rail.
    ///
    /// Invalid when the step is not 1 to 5; `not_found` without such a meeting or scale.
    pub fn observe(&mut self, draft: &ObservationDraft) -> Result<Vec<CheckInRow>> {
        self.write(|tx| {
            let meeting = meeting(tx, draft.meeting)?;
            if !indicators(tx)?.iter().any(|indicator| indicator.id == draft.indicator) {
                return Err(Error::not_found("indicator"));
            }
            tap(tx, &meeting, draft)?;
            check_in_rows(tx, &meeting)
        })
    }
    /// The Trends tab of a person.
    pub fn trends(&self, person: PersonId, range: Range, now: Now) -> Result<TrendsPage> {
        let person = calendar::person(&self.conn, person)?;
        let to = now.date_naive();
        let from = to.checked_sub_days(Days::new(7 * weeks(range))).unwrap_or(to);
        let meetings = calendar::meetings(&self.conn, person.id)?;
        let next = calendar::next(&person, &meetings, now);
        let rows = Rows::read(&self.conn, person.id, &meetings, to)?;
        let promises = follow_ups(&self.conn, person.id)?;
        let of = |side: Side| promises.iter().filter(move |promise| promise.owner == side);
        let past_due = of(Side::Me)
            .filter(|one| one.state == FollowUpState::Open && one.due.is_some_and(|due| due < to))
            .cloned()
            .collect();
        Ok(TrendsPage {
            from,
            to,
            indicators: rows.trends(from),
            check_ins: rows.check_ins(),
            cadence: cadence_strip(&meetings, from, to, next),
            topics: topic_table(&meetings, &topic_names(&self.conn)?, from, to),
            kept_by_me: Kept::of(of(Side::Me), from, to, to),
            kept_by_them: Kept::of(of(Side::Them), from, to, to),
            past_due,
        })
    }
}

fn weeks(range: Range) -> u64 {
    match range {
        Range::ThreeMonths => 13,
        Range::SixMonths => 26,
        Range::OneYear => 52,
    }
}

/// The scales in order, retired ones last.
pub(super) fn indicators(conn: &Connection) -> Result<Vec<Indicator>> {
    all(conn, "SELECT * FROM indicators ORDER BY retired, position, key", [], |row| {
        Ok(Indicator {
            id: get(row, "id")?,
            key: row.get("key")?,
            name: row.get("name")?,
            hint: row.get("hint")?,
            words: [row.get("word1")?, row.get("word2")?, row.get("word3")?, row.get("word4")?, row.get("word5")?],
            strain: get(row, "strain")?,
            retired: row.get("retired")?,
        })
    })
}

fn meeting(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    conn.prepare_cached(&format!("{MEETINGS} WHERE m.id = ?1"))?
        .query_row([Text(id)], nouns::meeting)
        .optional()?
        .ok_or(Error::not_found("meeting"))
}

fn tap(conn: &Connection, meeting: &Meeting, draft: &ObservationDraft) -> Result<()> {
    let (here, scale) = (Text(meeting.id), Text(draft.indicator));
    match draft.step {
        indicator::Step::Value { value } => {
            if !(1..=5).contains(&value) {
                return Err(Error::invalid("step", "Choose one of the five steps."));
            }
            conn.execute("DELETE FROM not_observed WHERE meeting = ?1 AND indicator = ?2", params![here, scale])?;
            conn.execute(
                "INSERT INTO observations(person, indicator, date, source, value, meeting) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(person, indicator, date, source) DO UPDATE SET value = excluded.value, meeting = excluded.meeting",
                params![Text(meeting.person), scale, Text(meeting.date), Text(draft.source), value, here],
            )?;
        }
        indicator::Step::NotObserved => {
            conn.execute("DELETE FROM observations WHERE meeting = ?1 AND indicator = ?2", params![here, scale])?;
            conn.execute(
                "INSERT OR IGNORE INTO not_observed(meeting, indicator) VALUES (?1, ?2)",
                params![here, scale],
            )?;
        }
        indicator::Step::Empty => {
            conn.execute("DELETE FROM not_observed WHERE meeting = ?1 AND indicator = ?2", params![here, scale])?;
            conn.execute(
                "DELETE FROM observations WHERE meeting = ?1 AND indicator = ?2 AND source = ?3",
                params![here, scale, Text(draft.source)],
            )?;
        }
    }
    Ok(())
}

/// Check-ins and trends are put away in notes-only mode.
fn notes_only(conn: &Connection) -> Result<bool> {
    let chosen: Option<String> =
        conn.query_row("SELECT value FROM choices WHERE key = 'notes_only'", [], |row| row.get(0)).optional()?;
    Ok(chosen.as_deref() == Some("true"))
}

/// The rail of a meeting; empty in notes-only mode and for anyone but reports.
pub(super) fn check_in_rows(conn: &Connection, meeting: &Meeting) -> Result<Vec<CheckInRow>> {
    if notes_only(conn)? || calendar::person(conn, meeting.person)?.relationship != Relationship::Report {
        return Ok(Vec::new());
    }
    let rows = steps(conn, meeting.person, meeting.date)?;
    let left: Vec<IndicatorId> =
        all(conn, "SELECT indicator FROM not_observed WHERE meeting = ?1", [Text(meeting.id)], |row| {
            get(row, "indicator")
        })?;
    let mut rail = Vec::new();
    for indicator in indicators(conn)? {
        let of_it: Vec<Step> = rows.iter().filter(|(id, _)| *id == indicator.id).map(|(_, step)| *step).collect();
        let here = |source: Source| {
            of_it.iter().find(|step| step.meeting == Some(meeting.id) && step.source == source).map(|step| step.value)
        };
        let before: Vec<Step> = of_it.iter().filter(|step| step.date < meeting.date).copied().collect();
        let (observed, said) = (here(Source::Observed), here(Source::Said));
        let not_observed = left.contains(&indicator.id);
        if indicator.retired && observed.is_none() && said.is_none() {
            continue;
        }
        rail.push(CheckInRow {
            not_observed,
            observed,
            said,
            last: check_ins(&before).last().map(|step| step.value),
            indicator,
        });
    }
    Ok(rail)
}

/// Every step stored about a person up to a day.
fn steps(conn: &Connection, person: PersonId, to: NaiveDate) -> Result<Vec<(IndicatorId, Step)>> {
    let read = |row: &Row<'_>| {
        let step = Step {
            date: get(row, "date")?,
            meeting: get_some(row, "meeting")?,
            source: get(row, "source")?,
            value: row.get("value")?,
        };
        Ok((get(row, "indicator")?, step))
    };
    let sql = "SELECT * FROM observations WHERE person = ?1 AND date <= ?2 ORDER BY date";
    all(conn, sql, params![Text(person), Text(to)], read)
}

fn context(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<Context> {
    let left_out = all(
        conn,
        "SELECT from_date, to_date FROM context_bands WHERE person = ?1 AND excluded = 1",
        [Text(person)],
        |row| Ok((get(row, "from_date")?, get_some(row, "to_date")?)),
    )?;
    let starts: Vec<NaiveDate> = all(
        conn,
        "SELECT since FROM fresh_starts WHERE person = ?1 AND since <= ?2 ORDER BY since",
        params![Text(person), Text(today)],
        |row| get(row, "since"),
    )?;
    Ok(Context { left_out, fresh_starts: starts })
}

/// Everything check-ins say about one person, read once.
pub(super) struct Rows {
    indicators: Vec<Indicator>,
    steps: Vec<(IndicatorId, Step)>,
    met: Vec<Met>,
    context: Context,
    today: NaiveDate,
    notes_only: bool,
}

impl Rows {
    /// `meetings` are all of the person's, oldest first; nothing is read in notes-only mode.
    pub(super) fn read(conn: &Connection, person: PersonId, meetings: &[Meeting], today: NaiveDate) -> Result<Self> {
        let met = meetings.iter().filter(|one| one.took_place() && one.date <= today);
        let notes_only = notes_only(conn)?;
        Ok(Self {
            indicators: if notes_only { Vec::new() } else { indicators(conn)? },
            steps: if notes_only { Vec::new() } else { steps(conn, person, today)? },
            met: met.map(|one| Met { id: one.id, date: one.date }).collect(),
            context: context(conn, person, today)?,
            today,
            notes_only,
        })
    }

    /// Notes-only mode: nothing of this is to be seen.
    pub(super) fn is_put_away(&self) -> bool {
        self.notes_only
    }

    /// Every reading across indicators and every prompt, as each day would have shown it.
    fn course(&self, rate: f64) -> Course {
        course(&across(&self.indicators, &self.steps), &self.context, rate)
    }

    /// What was raised, oldest first, without outcomes.
    pub(super) fn prompts(&self, person: PersonId, rate: f64) -> Vec<Prompt> {
        let check_ins = across(&self.indicators, &self.steps);
        prompts(person, &self.indicators, &check_ins, &self.course(rate))
    }

    /// One line per indicator for the stretch that begins on a day.
    pub(super) fn quarter(&self, from: NaiveDate) -> Vec<QuarterLine> {
        let mut lines = self.each(|indicator, series| quarter(indicator, series.steps, from));
        lines.retain(|line| line.n > 0);
        lines
    }

    fn each<T>(&self, work: impl Fn(&Indicator, Series<'_>) -> T) -> Vec<T> {
        let of_it = |indicator: &Indicator| -> Vec<Step> {
            self.steps.iter().filter(|(id, _)| *id == indicator.id).map(|(_, step)| *step).collect()
        };
        let run = |indicator: &Indicator| {
            let steps = of_it(indicator);
            work(indicator, Series { steps: &steps, met: &self.met, context: &self.context, today: self.today })
        };
        self.indicators.iter().filter(|one| !one.retired || !of_it(one).is_empty()).map(run).collect()
    }

    /// One chart per indicator, runs first.
    pub(super) fn trends(&self, from: NaiveDate) -> Vec<IndicatorTrend> {
        let mut trends = self.each(|indicator, series| series.trend(indicator.clone(), from));
        trends.retain(|trend| !trend.indicator.retired || !trend.points.is_empty());
        runs_first(&mut trends);
        trends
    }

    /// The strongest reading worth a conversation; a retired scale has none.
    pub(super) fn signal(&self) -> Option<Signal> {
        strongest(
            self.each(|indicator, series| if indicator.retired { None } else { series.signal(indicator) })
                .into_iter()
                .flatten(),
        )
    }

    /// Days with at least one value.
    pub(super) fn check_ins(&self) -> u32 {
        let mut days: Vec<NaiveDate> = self.steps.iter().map(|(_, step)| step.date).collect();
        days.dedup();
        u32::try_from(days.len()).unwrap_or(u32::MAX)
    }
}

/// Every follow-up with a person that is not in the trash.
pub(super) fn follow_ups(conn: &Connection, person: PersonId) -> Result<Vec<FollowUp>> {
    let sql = format!(
        "{FOLLOW_UPS} WHERE f.person = ?1 AND f.deleted_at IS NULL ORDER BY f.due IS NULL, f.due, f.made_on, f.rowid_"
    );
    all(conn, &sql, [Text(person)], nouns::follow_up)
}

/// Keys and names of the topics, in order.
pub(super) fn topic_names(conn: &Connection) -> Result<Vec<(String, String)>> {
    all(conn, "SELECT key, name FROM topics ORDER BY position, key", [], |row| Ok((row.get("key")?, row.get("name")?)))
}
