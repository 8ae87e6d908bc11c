//! What a person's own row says: the sample team as golden cases, and laws that hold for every row.

use crate::support::team::{Team, day, morning};
use chrono::{Days, NaiveDate};
use engine::model::id::{IndicatorId, MeetingId};
use engine::model::indicator::{Indicator, Source, StrainEnd};
use engine::model::pages::Range;
use engine::model::trend::{Context, Direction, IndicatorTrend, Met, Reading, Series, Step};
use proptest::prelude::*;
use uuid::Uuid;

fn scale() -> Indicator {
    Indicator {
        id: IndicatorId(Uuid::from_u128(1)),
        key: "energy".into(),
        name: "Energy".into(),
        hint: String::new(),
        question: String::new(),
        words: ["Empty", "Low", "Steady", "Good", "High"].map(String::from),
        strain: StrainEnd::Low,
        retired: false,
    }
}

fn week(n: usize) -> NaiveDate {
    day(1, 2).checked_add_days(Days::new(7 * n as u64)).unwrap()
}

/// One letter or figure a week: a figure was observed, `.` was a 1:1 without a value, `-` was no 1:1.
fn draw(row: &str, context: &Context) -> IndicatorTrend {
    let (mut steps, mut met) = (Vec::new(), Vec::new());
    for (n, mark) in row.chars().enumerate() {
        let id = MeetingId(Uuid::from_u128(n as u128));
        if mark != '-' {
            met.push(Met { id, date: week(n) });
        }
        if let Some(value) = mark.to_digit(10) {
            steps.push(Step {
                date: week(n),
                meeting: Some(id),
                source: Source::Observed,
                value: u8::try_from(value).unwrap(),
            });
        }
    }
    let today = week(row.len());
    Series { steps: &steps, met: &met, context, today }.trend(scale(), week(0))
}

fn words(reading: &Reading) -> String {
    match reading {
        Reading::Learning { n } => format!("learning {n}"),
        Reading::Within => "within".into(),
        Reading::Stray { direction, on, .. } => format!("stray {direction:?} {on}"),
        Reading::Run { direction, since, outside, of, .. } => format!("run {direction:?} {since} {outside}/{of}"),
        Reading::Quiet { last, weeks } => format!("quiet {last} {weeks}"),
    }
}

fn check(row: &str, expected: &str) {
    assert_eq!(words(&draw(row, &Context::default()).reading), expected, "{row}");
}

#[test]
fn a_row_reads_as_it_stands() {
    check("", "learning 0");
    check("44444", "learning 5");
    check("444444", "within");
    check("4444444444", "within");
    check("44444444222", &format!("run Below {} 3/3", week(8)));
    check("444444442422", &format!("run Below {} 3/4", week(8)));
    check("4444444424242", &format!("run Below {} 3/5", week(8)));
    check("3333333355555", &format!("run Above {} 5/5", week(8)));
    check("4444444424444", &format!("stray Below {}", week(8)));
    check("4444444......", &format!("quiet {} 7", week(6)));
    check("4444444------", "within");
    check(&format!("44444444424{}", "4".repeat(14)), "within");
}

#[test]
fn a_gap_breaks_the_line_only_where_the_two_met() {
    let joined = |row: &str| draw(row, &Context::default()).points.iter().map(|one| one.joined).collect::<Vec<_>>();
    assert_eq!(joined("44.4"), [false, true, false]);
    assert_eq!(joined("44-4"), [false, true, true]);
}

#[test]
fn a_fresh_start_and_a_left_out_stretch_change_the_usual_only() {
    let row = "4444444422222222";
    let fresh = Context { fresh_starts: vec![week(8)], ..Context::default() };
    assert_eq!(words(&draw(row, &Context::default()).reading), "within", "half of the usual is low by now");
    assert_eq!(words(&draw(row, &fresh).reading), "within");
    assert!(draw(row, &fresh).points.iter().all(|one| !one.outside));
    let release = Context { left_out: vec![(week(0), Some(week(7)))], ..Context::default() };
    assert_eq!(draw(row, &release).usual.unwrap().low, 2.0);
    assert_eq!(draw(row, &release).points.len(), 16);
}

#[test]
fn the_usual_is_the_middle_of_at_most_26_before_the_last_four() {
    let usual = draw("1111111111544444444444444444444444444444", &Context::default()).usual.unwrap();
    assert_eq!(usual.n, 26);
    let usual = draw("12345555554444", &Context::default()).usual.unwrap();
    // Type 7: 0.9 and 8.1 of the way through 1 2 3 4 5 5 5 5 5 5.
    assert!((usual.low - 1.9).abs() < 1e-9 && (usual.high - 5.0).abs() < 1e-9, "{usual:?}");
}

#[test]
fn what_was_said_beside_what_was_seen_is_a_dot_of_its_own() {
    let id = MeetingId(Uuid::from_u128(1));
    let step = |source, value| Step { date: week(0), meeting: Some(id), source, value };
    let steps = [step(Source::Said, 2), step(Source::Observed, 4)];
    let context = Context::default();
    let series = Series { steps: &steps, met: &[], context: &context, today: week(0) };
    let trend = series.trend(scale(), week(0));
    assert_eq!(
        trend.points.iter().map(|one| (one.source, one.value)).collect::<Vec<_>>(),
        [(Source::Observed, 4), (Source::Said, 2)]
    );
    assert_eq!(trend.latest, Some(4));
}

#[test]
fn mira_reads_as_the_sample_team_tells() {
    let team = Team::new();
    let page = team.vault.trends(team.mira().id, Range::SixMonths, morning()).unwrap();
    let told: Vec<(String, String)> =
        page.indicators.iter().map(|one| (one.indicator.key.clone(), words(&one.reading))).collect();
    let of = |key: &str| told.iter().find(|(one, _)| one == key).unwrap().1.as_str();
    assert_eq!(of("energy"), "run Below 2026-09-11 4/4", "{told:?}");
    assert_eq!(of("focus"), "run Below 2026-09-04 4/5", "{told:?}");
    assert_eq!(of("workload"), "stray Above 2026-07-10", "{told:?}");
    assert!(told[..2].iter().all(|(_, reading)| reading.starts_with("run")), "runs stand first: {told:?}");
    assert!(page.indicators.iter().all(|one| one.usual.is_some()));
}

#[test]
fn the_strip_counts_what_happened_and_shows_the_next_1_1() {
    let team = Team::new();
    let strip = team.vault.trends(team.mira().id, Range::SixMonths, morning()).unwrap().cadence;
    let last = strip.marks.last().unwrap();
    assert_eq!((last.date, last.meeting), (day(10, 9), None));
    assert_eq!(strip.of, strip.met + strip.missed);
    assert_eq!(usize::try_from(strip.met + strip.missed + strip.leave + 1).unwrap(), strip.marks.len());
}

#[test]
fn topics_stand_by_month_and_the_quiet_ones_are_marked() {
    let team = Team::new();
    let table = team.vault.trends(team.mira().id, Range::SixMonths, morning()).unwrap().topics;
    assert_eq!(table.months.first().copied(), Some(day(5, 1)));
    assert_eq!(table.months.len(), 6);
    assert!(table.rows.windows(2).all(|pair| pair[0].total >= pair[1].total));
    for row in &table.rows {
        for (count, quiet) in row.counts.iter().zip(&row.quiet) {
            assert!(!quiet || *count == 0, "{row:?}");
        }
    }
}

fn side(reading: &Reading) -> Option<Direction> {
    match reading {
        Reading::Run { direction, .. } | Reading::Stray { direction, .. } => Some(*direction),
        _ => None,
    }
}

proptest! {
    #[test]
    fn a_mirrored_row_reads_the_other_way(values in prop::collection::vec(1u8..=5, 0..40)) {
        let row: String = values.iter().map(u8::to_string).collect();
        let mirrored: String = values.iter().map(|value| (6 - value).to_string()).collect();
        let (one, other) = (draw(&row, &Context::default()), draw(&mirrored, &Context::default()));
        let turned = |direction| match direction { Direction::Below => Direction::Above, Direction::Above => Direction::Below };
        prop_assert_eq!(side(&one.reading).map(turned), side(&other.reading));
        prop_assert_eq!(std::mem::discriminant(&one.reading), std::mem::discriminant(&other.reading));
    }

    #[test]
    fn what_was_not_observed_never_moves_the_usual(values in prop::collection::vec(1u8..=5, 0..40), gaps in prop::collection::vec(any::<bool>(), 40)) {
        let row: String = values.iter().map(u8::to_string).collect();
        let gappy: String = values.iter().zip(&gaps).map(|(value, gap)| if *gap { format!(".{value}") } else { value.to_string() }).collect();
        let (one, other) = (draw(&row, &Context::default()), draw(&gappy, &Context::default()));
        prop_assert_eq!(one.usual, other.usual);
        let outside = |trend: &IndicatorTrend| trend.points.iter().map(|point| point.outside).collect::<Vec<_>>();
        prop_assert_eq!(outside(&one), outside(&other));
    }

    #[test]
    fn the_usual_lies_on_the_scale(values in prop::collection::vec(1u8..=5, 6..60)) {
        let row: String = values.iter().map(u8::to_string).collect();
        let usual = draw(&row, &Context::default()).usual.unwrap();
        prop_assert!(1.0 <= usual.low && usual.low <= usual.high && usual.high <= 5.0);
        prop_assert!(usual.n <= 26);
    }

    #[test]
    fn a_person_who_never_changes_is_left_alone(value in 1u8..=5, weeks in 6usize..60) {
        let row = value.to_string().repeat(weeks);
        prop_assert_eq!(draw(&row, &Context::default()).reading, Reading::Within);
    }
}
