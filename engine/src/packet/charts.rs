//! The words and places of a packet's drawings.
//! Counting happened before, in the model; shapes are in `charts.typ`.

use super::draw::{self, Strip};
use super::history::{Names, aside_since, weekly};
use super::words::{counted, first_name, listed, long_date, month_short, short_date};
use crate::model::follow_up::{self, KeptMark};
use crate::model::goal::{Goal, GoalState};
use crate::model::indicator::Source;
use crate::model::meeting::Status;
use crate::model::packet::Packet;
use crate::model::trend::{Direction, IndicatorTrend, Reading};
use chrono::NaiveDate;
use serde::Serialize;

/// Topics shown as bars; the others are told in a line.
const TOPIC_BARS: usize = 5;
/// Confidence dots on one small chart, the latest ones.
const CONFIDENCE_DOTS: usize = 8;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Cadence {
    aside: &'static str,
    alt: String,
    width: f64,
    usual_y: Option<f64>,
    marks: Vec<CadenceBar>,
    months: Vec<Label>,
    legend: Vec<LegendEntry>,
}

#[derive(Serialize)]
struct CadenceBar {
    kind: &'static str,
    x: f64,
    height: f64,
}

#[derive(Serialize)]
struct Label {
    label: String,
    x: f64,
    end: bool,
}

#[derive(Serialize)]
struct LegendEntry {
    kind: &'static str,
    label: String,
}

pub(super) fn cadence(packet: &Packet) -> Cadence {
    let strip = &packet.cadence;
    let longest = strip.marks.iter().map(|m| m.minutes).max().unwrap_or(0);
    let draw = Strip::new(strip.marks.len(), strip.usual_minutes, longest);
    let marks = strip.marks.iter().enumerate().map(|(i, mark)| CadenceBar {
        kind: match mark.status {
            Status::Held => "held",
            Status::Moved { .. } => "moved",
            Status::Missed { .. } => "missed",
            Status::Leave => "leave",
            Status::Planned | Status::Running => "planned",
        },
        x: draw.x(i),
        height: draw.height(mark.minutes),
    });
    let dates: Vec<_> = strip.marks.iter().enumerate().map(|(i, mark)| (mark.date, draw.x(i))).collect();
    let held = strip.met.saturating_sub(strip.moved);
    let counts = [
        ("held", "Held", held),
        ("moved", "Moved", strip.moved),
        ("missed", "Missed", strip.missed),
        ("leave", "On leave", strip.leave),
    ];
    let unit = if weekly(packet) { ("week", "weeks") } else { ("1:1", "1:1s") };
    let mut alt = format!(
        "{}: {held} held on the day, {} moved, {} missed, {} on leave.",
        counted(strip.of + strip.leave, unit.0, unit.1),
        strip.moved,
        strip.missed,
        strip.leave
    );
    if strip.usual_minutes > 0 {
        alt.push_str(&format!(" Usually {}.", counted(strip.usual_minutes.into(), "minute", "minutes")));
    }
    if let Some(next) = strip.marks.last().filter(|m| m.status == Status::Planned) {
        alt.push_str(&format!(" Next on {}.", long_date(next.date)));
    }
    Cadence {
        aside: if weekly(packet) { "One mark for each week" } else { "One mark for each 1:1" },
        alt,
        width: draw.width,
        usual_y: (strip.usual_minutes > 0).then(|| draw.usual_y(strip.usual_minutes)),
        marks: marks.collect(),
        months: labels(&dates, 658.0),
        legend: counts
            .into_iter()
            .filter(|(kind, _, n)| *n > 0 || *kind == "held")
            .map(|(kind, name, n)| LegendEntry { kind, label: format!("{name}, {n}") })
            .collect(),
    }
}

fn labels(dates: &[(NaiveDate, f64)], right: f64) -> Vec<Label> {
    draw::months(dates, right)
        .into_iter()
        .map(|(date, x, end)| Label { label: month_short(date).to_owned(), x, end })
        .collect()
}

#[derive(Serialize)]
pub(super) struct Topics {
    aside: String,
    alt: String,
    none: &'static str,
    more: Option<String>,
    rows: Vec<TopicBar>,
}

#[derive(Serialize)]
struct TopicBar {
    name: String,
    total: u32,
    width: f64,
}

pub(super) fn topics(packet: &Packet) -> Topics {
    let touched: Vec<_> = packet.topics.rows.iter().filter(|row| row.total > 0).collect();
    let (shown, rest) = touched.split_at(touched.len().min(TOPIC_BARS));
    let most = shown.iter().map(|row| row.total).max().unwrap_or(0);
    let told: Vec<String> = shown.iter().map(|row| format!("{} {}", row.name, row.total)).collect();
    Topics {
        aside: format!("1:1s {}", aside_since(packet)),
        alt: format!("1:1s that touched each topic: {}.", listed(&told)),
        none: "No topics were noted.",
        more: (!rest.is_empty()).then(|| {
            let (high, low) = (rest.first().map_or(0, |r| r.total), rest.last().map_or(0, |r| r.total));
            let times = if high == low { counted(high, "1:1", "1:1s") } else { format!("{low} to {high} 1:1s") };
            let each = if rest.len() == 1 { "" } else { " each" };
            format!("and {} more, in {times}{each}", rest.len())
        }),
        rows: shown
            .iter()
            .map(|row| TopicBar { name: row.name.clone(), total: row.total, width: draw::topic_width(row.total, most) })
            .collect(),
    }
}

#[derive(Serialize)]
pub(super) struct Kept {
    aside: String,
    sides: Vec<KeptSide>,
    legend: Vec<LegendEntry>,
}

#[derive(Serialize)]
struct KeptSide {
    whose: String,
    words: String,
    alt: String,
    marks: Vec<&'static str>,
}

pub(super) fn kept(packet: &Packet, names: &Names<'_>) -> Kept {
    let entry = |kind, label: &str| LegendEntry { kind, label: label.to_owned() };
    Kept {
        aside: aside_since(packet),
        sides: vec![kept_side(names.me, &packet.kept_by_me), kept_side(names.them, &packet.kept_by_them)],
        legend: vec![
            entry("kept", "On time"),
            entry("late", "Late"),
            entry("open", "Open"),
            entry("past_due", "Past due"),
        ],
    }
}

fn kept_side(name: &str, kept: &follow_up::Kept) -> KeptSide {
    let of = |mark| kept.marks.iter().filter(|m| **m == mark).count();
    let words = if kept.come_due == 0 {
        "nothing due yet".to_owned()
    } else {
        format!("{} of {} on time", kept.on_time, kept.come_due)
    };
    KeptSide {
        whose: format!("{name}’s"),
        alt: format!(
            "{name}’s promises: {} on time, {} late, {} open, {} past due",
            of(KeptMark::OnTime),
            of(KeptMark::Late),
            of(KeptMark::Open),
            of(KeptMark::PastDue)
        ),
        words,
        marks: kept
            .marks
            .iter()
            .map(|mark| match mark {
                KeptMark::OnTime => "kept",
                KeptMark::Late => "late",
                KeptMark::Open => "open",
                KeptMark::PastDue => "past_due",
            })
            .collect(),
    }
}

#[derive(Serialize)]
pub(super) struct Goals {
    aside: String,
    none: Option<&'static str>,
    reached: Option<String>,
    cards: Vec<GoalCard>,
}

#[derive(Serialize)]
struct GoalCard {
    title: String,
    under: String,
    alt: String,
    points: Vec<Confidence>,
}

#[derive(Serialize)]
struct Confidence {
    x: f64,
    value: u8,
    label: String,
}

pub(super) fn goals(packet: &Packet, names: &Names<'_>) -> Goals {
    let (reached, going): (Vec<_>, Vec<_>) = packet.goals.iter().partition(|goal| goal.state == GoalState::Done);
    let titles: Vec<String> = reached.iter().map(|goal| goal.title.clone()).collect();
    Goals {
        aside: format!("Confidence, as {} told it", names.them),
        none: packet.goals.is_empty().then_some("No goals in these days."),
        reached: (!titles.is_empty()).then(|| format!("Reached: {}.", listed(&titles))),
        cards: going.into_iter().map(|goal| goal_card(goal, packet)).collect(),
    }
}

fn goal_card(goal: &Goal, packet: &Packet) -> GoalCard {
    let asked: Vec<_> = goal.check_ins.iter().filter(|c| c.date >= packet.from && c.date <= packet.to).collect();
    let asked = &asked[asked.len().saturating_sub(CONFIDENCE_DOTS)..];
    let mut points = Vec::new();
    let mut told = Vec::new();
    let mut last = "";
    for (i, check_in) in asked.iter().enumerate() {
        let month = month_short(check_in.date);
        let label = if month == last { String::new() } else { month[..1].to_owned() };
        last = month;
        told.push(format!("{} {}", short_date(check_in.date, packet.today), check_in.confidence));
        points.push(Confidence {
            x: draw::confidence_x(i, asked.len()),
            value: check_in.confidence.clamp(1, 5),
            label,
        });
    }
    let done = goal.milestones.iter().filter(|m| m.done.is_some()).count();
    let state = match goal.state {
        GoalState::Paused => "Paused, ",
        GoalState::LetGo => "Let go, ",
        GoalState::Active | GoalState::Done => "",
    };
    let under = if goal.milestones.is_empty() {
        format!("{state}opened {}", short_date(goal.opened, packet.today))
    } else {
        format!("{state}{done} of {}", counted(super::words::count(goal.milestones.len()), "milestone", "milestones"))
    };
    GoalCard { title: goal.title.clone(), under, alt: format!("Confidence, 1 to 5: {}", listed(&told)), points }
}

#[derive(Serialize)]
pub(super) struct Trends {
    aside: String,
    legend: String,
    cards: Vec<TrendCard>,
}

#[derive(Serialize)]
struct TrendCard {
    name: String,
    latest: String,
    top: String,
    bottom: String,
    alt: String,
    reading: String,
    usual: Option<Band>,
    points: Vec<TrendDot>,
    months: Vec<Label>,
}

#[derive(Serialize)]
struct Band {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct TrendDot {
    x: f64,
    value: u8,
    said: bool,
    outside: bool,
    joined: bool,
}

pub(super) fn trends(packet: &Packet, names: &Names<'_>) -> Trends {
    Trends {
        aside: aside_since(packet),
        legend: format!(
            "Filled: {} saw it. Hollow: {} said it. Band: {}’s usual. Diamond: outside it.",
            names.me, names.them, names.them
        ),
        cards: packet.trends.iter().map(|trend| trend_card(trend, packet)).collect(),
    }
}

fn trend_card(trend: &IndicatorTrend, packet: &Packet) -> TrendCard {
    let word = |step: u8| trend.indicator.words.get(usize::from(step.saturating_sub(1))).cloned().unwrap_or_default();
    let x = |date| draw::day_x(date, packet.from, packet.to);
    let dates: Vec<_> = trend.points.iter().map(|p| (p.date, x(p.date))).collect();
    let reading = reading(&trend.reading, first_name(&packet.person.name), packet.today);
    TrendCard {
        name: trend.indicator.name.clone(),
        latest: trend.latest.map(word).unwrap_or_default(),
        top: word(5),
        bottom: word(1),
        alt: format!(
            "{}, {}. {reading}",
            trend.indicator.name,
            counted(super::words::count(trend.points.len()), "check-in", "check-ins")
        ),
        reading,
        usual: trend.usual.map(|usual| Band { low: usual.low, high: usual.high }),
        points: trend
            .points
            .iter()
            .map(|p| TrendDot {
                x: x(p.date),
                value: p.value.clamp(1, 5),
                said: p.source == Source::Said,
                outside: p.outside,
                joined: p.joined,
            })
            .collect(),
        months: labels(&dates, 200.0),
    }
}

fn reading(reading: &Reading, name: &str, today: NaiveDate) -> String {
    let side = |direction: &Direction| if *direction == Direction::Below { "Below" } else { "Above" };
    match reading {
        Reading::Learning { n } => {
            format!("Still learning what is usual, {} so far.", counted(*n, "check-in", "check-ins"))
        }
        Reading::Within => format!("Within {name}’s usual."),
        Reading::Stray { direction, on, .. } => {
            format!("{} {name}’s usual once, on {}.", side(direction), short_date(*on, today))
        }
        Reading::Run { direction, since, outside, of, .. } => {
            format!(
                "{} {name}’s usual since {}, {outside} of the last {of} meetings.",
                side(direction),
                short_date(*since, today)
            )
        }
        Reading::Quiet { weeks, .. } => format!("Quiet for {}.", counted(*weeks, "week", "weeks")),
    }
}
