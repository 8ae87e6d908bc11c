//! Observations: the check-in rail in, rows for the trends out.
//! What a row of them says is the model's `trend`.

use super::indicators::{asked, indicators, one_of};
use super::nouns::{self, FOLLOW_UPS, MEETINGS, all};
use super::rows::{Text, get, get_some};
use super::{Now, Vault, calendar, context};
use crate::error::{Error, Result};
use crate::model::follow_up::{FollowUp, FollowUpState, Kept};
use crate::model::id::{IndicatorId, MeetingId, PersonId};
use crate::model::indicator::{self, CheckInRow, Indicator, ObservationDraft, Occasion, Source};
use crate::model::meeting::{Meeting, Side, Status};
use crate::model::pages::{Range, TrendsPage};
use crate::model::trend::{
    Context, Course, IndicatorTrend, Met, Prompt, QuarterLine, Series, Signal, Step, across, cadence_strip, check_ins,
    course, prompts, quarter, runs_first, strongest, topic_table,
};
use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Vault {
    /// Stores a tap on the rail and returns the rail.
    ///
    /// Invalid when the step is not 1 to 5 or the day is still to come; `not_found` without such a meeting, person or
    /// scale.
    pub fn observe(&mut self, draft: &ObservationDraft, now: Now) -> Result<Vec<CheckInRow>> {
        self.write(|tx| {
            let place = Place::of(tx, draft.occasion, now)?;
            one_of(tx, draft.indicator)?;
            tap(tx, &place, draft)?;
            rail(tx, &place)
        })
    }
    /// The rail of a 1:1, or of a day without one; empty where check-ins are not asked for.
    ///
    /// Invalid when the day is still to come.
    pub fn check_in(&self, occasion: Occasion, now: Now) -> Result<Vec<CheckInRow>> {
        rail(&self.conn, &Place::of(&self.conn, occasion, now)?)
    }
    /// The Trends tab of a person.
    pub fn trends(&self, person: PersonId, range: Range, now: Now) -> Result<TrendsPage> {
        let person = calendar::person(&self.conn, person)?;
        let to = now.date_naive();
        let meetings = calendar::meetings(&self.conn, person.id)?;
        let next = calendar::next(&self.conn, &person, &meetings, now)?.map(|next| next.mark);
        let rows = Rows::read(&self.conn, person.id, &meetings, to)?;
        let from = match weeks(range) {
            Some(weeks) => to.checked_sub_days(Days::new(7 * weeks)).unwrap_or(to),
            None => rows.first(&meetings).unwrap_or(to).min(to),
        };
        let promises = follow_ups(&self.conn, person.id)?;
        let of = |side: Side| promises.iter().filter(move |promise| promise.owner == side);
        let past_due = of(Side::Me)
            .filter(|one| one.state == FollowUpState::Open && one.due.is_some_and(|due| due < to))
            .cloned()
            .collect();
        Ok(TrendsPage {
            from,
            to,
            asked: rows.asked,
            indicators: rows.trends(from),
            check_ins: rows.check_ins(),
            bands: if rows.asked { context::bands(&self.conn, person.id)? } else { Vec::new() },
            fresh_starts: if rows.asked { context::fresh_starts(&self.conn, person.id)? } else { Vec::new() },
            cadence: cadence_strip(&meetings, from, to, next),
            topics: topic_table(&meetings, &topic_names(&self.conn)?, from, to),
            kept_by_me: Kept::of(of(Side::Me), from, to, to),
            kept_by_them: Kept::of(of(Side::Them), from, to, to),
            past_due,
        })
    }
}

/// None for all there is.
fn weeks(range: Range) -> Option<u64> {
    match range {
        Range::ThreeMonths => Some(13),
        Range::SixMonths => Some(26),
        Range::OneYear => Some(52),
        Range::All => None,
    }
}

/// Where a check-in belongs: a person, a day, and the 1:1 when it is of one.
pub(super) struct Place {
    person: PersonId,
    date: NaiveDate,
    meeting: Option<MeetingId>,
}

impl Place {
    fn of(conn: &Connection, occasion: Occasion, now: Now) -> Result<Self> {
        match occasion {
            Occasion::Meeting { meeting } => Ok(Self::in_meeting(&self::meeting(conn, meeting)?)),
            Occasion::Day { date, .. } if date > now.date_naive() => {
                Err(Error::invalid("date", "Choose today, or a day before."))
            }
            Occasion::Day { person, date } => {
                Ok(Self { person: calendar::person(conn, person)?.id, date, meeting: None })
            }
        }
    }

    pub(super) fn in_meeting(meeting: &Meeting) -> Self {
        Self { person: meeting.person, date: meeting.date, meeting: Some(meeting.id) }
    }
}

fn meeting(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    conn.prepare_cached(&format!("{MEETINGS} WHERE m.id = ?1"))?
        .query_row([Text(id)], nouns::meeting)
        .optional()?
        .ok_or(Error::not_found("meeting"))
}

fn tap(conn: &Connection, place: &Place, draft: &ObservationDraft) -> Result<()> {
    let scale = Text(draft.indicator);
    conn.execute(
        "DELETE FROM not_observed WHERE meeting = ?1 AND indicator = ?2",
        params![place.meeting.map(Text), scale],
    )?;
    match draft.step {
        indicator::Step::Value { value } => {
            if !(1..=5).contains(&value) {
                return Err(Error::invalid("step", "Choose one of the five steps."));
            }
            // A step of a 1:1 that is changed outside it stays the 1:1's.
            conn.execute(
                "INSERT INTO observations(person, indicator, date, source, value, meeting) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(person, indicator, date, source) DO UPDATE SET value = excluded.value,
                   meeting = coalesce(excluded.meeting, meeting)",
                params![
                    Text(place.person),
                    scale,
                    Text(place.date),
                    Text(draft.source),
                    value,
                    place.meeting.map(Text)
                ],
            )?;
        }
        indicator::Step::NotObserved => {
            conn.execute(
                "DELETE FROM observations WHERE person = ?1 AND date = ?2 AND indicator = ?3",
                params![Text(place.person), Text(place.date), scale],
            )?;
            if let Some(meeting) = place.meeting {
                conn.execute(
                    "INSERT OR IGNORE INTO not_observed(meeting, indicator) VALUES (?1, ?2)",
                    params![Text(meeting), scale],
                )?;
            }
        }
        indicator::Step::Empty => {
            conn.execute(
                "DELETE FROM observations WHERE person = ?1 AND date = ?2 AND indicator = ?3 AND source = ?4",
                params![Text(place.person), Text(place.date), scale, Text(draft.source)],
            )?;
        }
    }
    Ok(())
}

/// The rail of a meeting; empty where check-ins are not asked for.
pub(super) fn check_in_rows(conn: &Connection, meeting: &Meeting) -> Result<Vec<CheckInRow>> {
    rail(conn, &Place::in_meeting(meeting))
}

fn rail(conn: &Connection, place: &Place) -> Result<Vec<CheckInRow>> {
    if !asked(conn, place.person)? {
        return Ok(Vec::new());
    }
    let rows = steps(conn, place.person, place.date)?;
    let left: Vec<IndicatorId> =
        all(conn, "SELECT indicator FROM not_observed WHERE meeting = ?1", [place.meeting.map(Text)], |row| {
            get(row, "indicator")
        })?;
    let mut rail = Vec::new();
    for indicator in indicators(conn)? {
        let of_it: Vec<Step> = rows.iter().filter(|(id, _)| *id == indicator.id).map(|(_, step)| *step).collect();
        let here = |source: Source| {
            of_it.iter().find(|step| step.date == place.date && step.source == source).map(|step| step.value)
        };
        let before: Vec<Step> = of_it.iter().filter(|step| step.date < place.date).copied().collect();
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

/// Everything check-ins say about one person, read once.
pub(super) struct Rows {
    asked: bool,
    indicators: Vec<Indicator>,
    steps: Vec<(IndicatorId, Step)>,
    met: Vec<Met>,
    context: Context,
    today: NaiveDate,
}

impl Rows {
    /// `meetings` are all of the person's, oldest first; nothing is read where check-ins are not asked for.
    pub(super) fn read(conn: &Connection, person: PersonId, meetings: &[Meeting], today: NaiveDate) -> Result<Self> {
        let met = meetings.iter().filter(|one| one.took_place() && one.date <= today);
        let asked = asked(conn, person)?;
        Ok(Self {
            asked,
            indicators: if asked { indicators(conn)? } else { Vec::new() },
            steps: if asked { steps(conn, person, today)? } else { Vec::new() },
            met: met.map(|one| Met { id: one.id, date: one.date }).collect(),
            context: context::context(conn, person, today)?,
            today,
        })
    }

    /// Nothing of this is to be seen: notes only, or nobody asks about this person.
    pub(super) fn is_put_away(&self) -> bool {
        !self.asked
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

    /// The first day anything happened: a 1:1, or a check-in.
    fn first(&self, meetings: &[Meeting]) -> Option<NaiveDate> {
        let met = meetings.iter().filter(|one| one.status != Status::Planned).map(|one| one.date);
        met.chain(self.steps.first().map(|(_, step)| step.date)).min()
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
