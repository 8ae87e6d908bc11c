//! The test across indicators: laws that hold for every row, and the slope of a quarter against published figures.
//! How often it is wrong and what it misses is simulated (docs/trends.md).

use chrono::{Days, NaiveDate};
use engine::model::trend::{CheckIn, Context, Course, Direction, RATES, course, mann_kendall, theil_sen, threshold};
use proptest::prelude::*;

/// Days between check-ins, and the steps of six indicators; none where there was no value.
type Rows = Vec<(u8, [Option<u8>; 6])>;

fn check_ins(rows: &Rows) -> Vec<CheckIn> {
    let mut date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let of_row = |(gap, steps): &(u8, [Option<u8>; 6])| {
        date = date.checked_add_days(Days::new(u64::from(*gap))).unwrap();
        let values = steps.iter().enumerate().filter_map(|(place, step)| Some((place, f64::from((*step)?)))).collect();
        CheckIn { date, meeting: None, values }
    };
    rows.iter().map(of_row).collect()
}

fn rows() -> impl Strategy<Value = Rows> {
    let steps = prop::array::uniform6(prop::option::weighted(0.8, 2u8..=4));
    let fallen = prop::array::uniform6(prop::option::weighted(0.8, 1u8..=3));
    let gap = prop_oneof![4 => Just(7u8), 1 => 3u8..=40];
    let part = |steps, n| prop::collection::vec((gap.clone(), steps), n);
    (part(steps.boxed(), 14..34), part(fallen.boxed(), 0..16)).prop_map(|(before, after)| [before, after].concat())
}

fn run(check_ins: &[CheckIn]) -> Course {
    course(check_ins, &Context::default(), 0.5)
}

fn with_values(rows: &Rows, change: impl Fn(usize, usize, f64) -> Option<f64>) -> Vec<CheckIn> {
    let mut changed = check_ins(rows);
    for (at, one) in changed.iter_mut().enumerate() {
        let values = std::mem::take(&mut one.values);
        one.values = values.into_iter().filter_map(|(place, value)| Some((place, change(at, place, value)?))).collect();
    }
    changed
}

fn statistics(course: &Course) -> Vec<Option<f64>> {
    course.standings.iter().map(|one| one.statistic).collect()
}

fn assert_same(one: &Course, other: &Course, sign: f64) {
    let pairs = statistics(one).into_iter().zip(statistics(other));
    for (one, other) in pairs {
        let (one, other) = (one.unwrap_or(0.0), sign * other.unwrap_or(0.0));
        assert!((one - other).abs() < 1e-6 * (1.0 + one.abs()), "{one} and {other}");
    }
}

/// A row that stands for `before` weeks, then moves by `by`, with a little of a pattern in it.
fn moving(before: usize, after: usize, by: f64) -> Vec<CheckIn> {
    let rows: Rows = (0..before + after)
        .map(|at| (7, std::array::from_fn(|place| Some(3 + u8::from((at + place) % 3 == 0)))))
        .collect();
    with_values(&rows, |at, _, value| Some(if at >= before { value + by } else { value }))
}

#[test]
fn a_fall_is_told_with_the_day_it_began() {
    let row = moving(24, 9, -1.0);
    let raised = run(&row).raised;
    assert_eq!((raised[0].direction, raised[0].since), (Direction::Below, row[24].date));
    assert!(raised[0].date < row[30].date);
    assert_eq!(raised[0].indicators.len(), 6);
}

#[test]
fn one_indicator_alone_is_told_by_its_name() {
    let mut row = moving(24, 8, 0.0);
    for one in &mut row[24..] {
        one.values[2].1 -= 2.0;
    }
    let raised = run(&row).raised;
    assert_eq!(raised[0].indicators.iter().map(|one| one.0).collect::<Vec<_>>(), [2]);
    assert_eq!(raised[0].direction, Direction::Below);
}

#[test]
fn a_return_is_told_too_however_often_the_fall_was() {
    for weeks in [10, 20, 34] {
        let mut row = moving(24, weeks, -1.0);
        row.extend(moving(24 + weeks, 14, 0.0).split_off(24 + weeks));
        let raised = run(&row).raised;
        let (falls, rises): (Vec<_>, Vec<_>) = raised.iter().partition(|one| one.direction == Direction::Below);
        assert!(falls.len() > 1, "{raised:?}");
        assert_eq!(rises.len(), 1, "{raised:?}");
        assert_eq!(rises[0].since, row[24 + weeks].date);
        assert!(rises[0].date < row[24 + weeks + 8].date, "{raised:?}");
        assert_eq!(raised.last(), Some(rises[0]), "back at the usual there is nothing more to tell");
    }
}

#[test]
fn one_that_stands_still_does_not_speak_against_the_rest() {
    // Four fall, two stay where they are: beside the others these two went up.
    let mut row = moving(24, 8, 0.0);
    for one in &mut row[24..] {
        for place in 0..4 {
            one.values[place].1 -= 1.5;
        }
    }
    let told = run(&row);
    assert!(told.standings[24..].iter().all(|one| one.statistic.unwrap() <= 0.0), "{told:?}");
    assert_eq!(told.raised[0].direction, Direction::Below);
    assert!(told.raised[0].indicators.iter().all(|(place, _)| *place < 4), "{told:?}");
}

#[test]
fn a_new_normal_starts_a_new_usual() {
    let row = moving(24, 30, -1.0);
    let fresh = Context { fresh_starts: vec![row[24].date], ..Context::default() };
    let told = course(&row, &fresh, 0.5);
    assert!(told.raised.is_empty(), "{:?}", told.raised);
    assert_eq!(told.standings[24 + 4].usual, None, "fewer than 6 since");
    let last = told.standings.last().unwrap();
    assert!((last.usual.unwrap() - 2.33).abs() < 0.1, "{last:?}");
}

#[test]
fn a_stretch_that_is_left_out_raises_nothing_and_is_not_part_of_the_usual() {
    let mut row = moving(24, 8, -1.5);
    row.extend(moving(24, 20, 0.0).split_off(32));
    assert!(!run(&row).raised.is_empty());
    let release = Context { left_out: vec![(row[24].date, Some(row[31].date))], ..Context::default() };
    let told = course(&row, &release, 0.5);
    assert!(told.raised.is_empty(), "{:?}", told.raised);
    assert!(told.standings[24..32].iter().all(|one| one.statistic.is_none()));
    assert_eq!(told.standings.len(), row.len());
}

#[test]
fn nothing_is_raised_from_fewer_than_sixteen_check_ins() {
    assert!(run(&moving(9, 6, -2.0)).raised.is_empty());
    assert!(run(&moving(9, 6, -2.0)).standings.iter().all(|one| one.statistic.is_none()));
}

#[test]
fn the_threshold_falls_as_the_rate_rises_at_any_cadence() {
    for gap in [3.0, 7.0, 9.5, 14.0, 21.0, 28.0, 60.0] {
        let all: Vec<f64> = (1..200).map(|at| threshold(f64::from(at) * 0.01, gap)).collect();
        assert!(all.windows(2).all(|pair| pair[0] >= pair[1]), "{gap}");
    }
    assert_eq!(threshold(0.0, 7.0), threshold(RATES[0], 7.0));
}

#[test]
fn slopes_are_those_of_sen_and_of_scipy() {
    // Sen 1968, p. 1388: slope 4, interval of 93 % from 26/7 to 35/8.
    let sen: Vec<(f64, f64)> = [(1, 9), (2, 15), (3, 19), (4, 20), (10, 45), (12, 55), (18, 78)]
        .map(|(x, y)| (f64::from(x), f64::from(y)))
        .to_vec();
    let found = theil_sen(&sen, 1.811_911).unwrap();
    assert_eq!((found.slope, found.low, found.high), (4.0, 26.0 / 7.0, 35.0 / 8.0));
    // scipy 1.17.1, stats.theilslopes(…, 0.95).
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-12, "{one} {other}");
    let steps = [3, 4, 4, 2, 3, 5, 2, 1, 2, 2, 1, 3, 1];
    let row: Vec<(f64, f64)> = steps.iter().enumerate().map(|(x, y)| (x as f64, f64::from(*y))).collect();
    let found = theil_sen(&row, 1.959_964).unwrap();
    close(found.slope, -0.2);
    close(found.low, -1.0 / 3.0);
    close(found.high, 0.0);
    let x = [0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13];
    let y = [4.1, 3.9, 4.3, 3.2, 3.8, 3.0, 2.9, 3.1, 2.2, 2.4, 2.0, 2.6];
    let gappy: Vec<(f64, f64)> = x.iter().zip(y).map(|(x, y)| (f64::from(*x), y)).collect();
    let found = theil_sen(&gappy, 1.959_964).unwrap();
    close(found.slope, -1.0 / 6.0);
    close(found.low, -0.211_111_111_111_111_1);
    close(found.high, -0.1);
    assert_eq!(theil_sen(&[(1.0, 2.0), (1.0, 3.0)], 1.96), None);
}

#[test]
fn mann_and_kendall_are_exact_with_and_without_ties() {
    // Gilbert, "Statistical Methods for Environmental Pollution Monitoring", 1987, 16.4.1 and table A18:
    // 10, 15, 14, 20 give S = 4, one-sided 0.167.
    let gilbert = mann_kendall(&[10.0, 15.0, 14.0, 20.0]);
    assert_eq!(gilbert.s, 4);
    assert!((gilbert.p / 2.0 - 0.167).abs() < 5e-4);
    // pymannkendall 1.4.3: s and var_s of original_test.
    let tied = mann_kendall(&[3.0, 4.0, 4.0, 2.0, 3.0, 5.0, 2.0, 1.0, 2.0, 2.0, 1.0, 3.0, 1.0]);
    assert_eq!(tied.s, -33);
    assert!((tied.variance - 251.666_666_666_666_66).abs() < 1e-9);
    // Near the normal figure of pymannkendall, 0.04368, and exact.
    assert!((tied.p - 0.043_68).abs() < 0.004, "{}", tied.p);
    // scipy 1.17.1: kendalltau(…, method='exact').
    let y = [4.1, 3.9, 4.3, 3.2, 3.8, 3.0, 2.9, 3.1, 2.2, 2.4, 2.0, 2.6];
    let untied = mann_kendall(&y);
    assert_eq!((untied.s, (untied.variance - 212.666_666_666_666_66).abs() < 1e-9), (-48, true));
    assert!((untied.p - 0.000_498_883_511_036_288_8).abs() < 1e-12, "{}", untied.p);
    // All 5,040 orders of these seven, counted with numpy 2.4.6.
    let seven = mann_kendall(&[3.0, 4.0, 4.0, 2.0, 3.0, 1.0, 2.0]);
    assert_eq!(seven.s, -10);
    assert!((seven.p - 0.168_253_968_253_968_26).abs() < 1e-12, "{}", seven.p);
    assert_eq!(mann_kendall(&[3.0; 9]).p, 1.0);
    assert_eq!(mann_kendall(&[]).p, 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_day_looks_ahead(rows in rows(), cut in 0usize..50) {
        let (all, whole) = (check_ins(&rows), run(&check_ins(&rows)));
        let cut = cut.min(all.len());
        let part = run(&all[..cut]);
        prop_assert_eq!(&part.standings[..], &whole.standings[..part.standings.len()]);
        let until = all.get(cut).map_or(NaiveDate::MAX, |one| one.date);
        let then: Vec<_> = whole.raised.iter().filter(|one| one.date < until).cloned().collect();
        prop_assert_eq!(part.raised, then);
    }

    #[test]
    fn a_day_without_values_changes_nothing(rows in rows(), at in 0usize..40) {
        let mut gappy = check_ins(&rows);
        let at = at.min(gappy.len() - 1);
        let date = gappy[at].date.succ_opt().unwrap();
        gappy.insert(at + 1, CheckIn { date, meeting: None, values: Vec::new() });
        prop_assert_eq!(run(&gappy), run(&check_ins(&rows)));
    }

    #[test]
    fn a_mirrored_scale_mirrors_the_statistic(rows in rows()) {
        let never = |rows: &[CheckIn]| engine::model::trend::walk(rows, &Context::default(), |_| f64::INFINITY);
        let mirrored = with_values(&rows, |_, _, value| Some(6.0 - value));
        assert_same(&never(&check_ins(&rows)), &never(&mirrored), -1.0);
    }

    #[test]
    fn a_constant_added_changes_nothing(rows in rows(), by in 1u8..=3) {
        let moved = with_values(&rows, |_, _, value| Some(value + f64::from(by)));
        let (one, other) = (run(&check_ins(&rows)), run(&moved));
        assert_same(&one, &other, 1.0);
        let told = |course: &Course| course.raised.iter().map(|one| (one.date, one.direction, one.since)).collect::<Vec<_>>();
        prop_assert_eq!(told(&one), told(&other));
    }

    #[test]
    fn an_indicator_retired_or_added_raises_nothing(levels in prop::array::uniform6(1u8..=5), which in 0usize..6, at in 4usize..30) {
        let rows: Rows = (0..40).map(|_| (7, levels.map(Some))).collect();
        let retired = with_values(&rows, |meeting, place, value| (place != which || meeting < at).then_some(value));
        let added = with_values(&rows, |meeting, place, value| (place != which || meeting >= at).then_some(value));
        prop_assert_eq!(run(&retired).raised, vec![]);
        prop_assert_eq!(run(&added).raised, vec![]);
    }

    #[test]
    fn a_person_who_never_changes_is_never_prompted_about(levels in prop::array::uniform6(1u8..=5), rows in rows()) {
        let still = with_values(&rows, |_, place, _| Some(f64::from(levels[place])));
        prop_assert_eq!(run(&still).raised, vec![]);
    }

    #[test]
    fn what_lies_far_apart_counts_as_more_than_what_lies_close(gap in 8u8..=60) {
        let row = |gap: u8| -> Vec<CheckIn> {
            let mut date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
            moving(24, 6, -1.0).into_iter().enumerate().map(|(at, mut one)| {
                date = date.checked_add_days(Days::new(if at >= 24 { u64::from(gap) } else { 7 })).unwrap();
                one.date = date;
                one
            }).collect()
        };
        let never = |rows: &[CheckIn]| engine::model::trend::walk(rows, &Context::default(), |_| f64::INFINITY);
        // At the second check-in of the change: less alike than a week apart, and less sure for the drift between.
        let at = |gap| never(&row(gap)).standings[25].statistic.unwrap();
        prop_assert!(at(7) < 0.0 && at(gap) < 0.0);
        prop_assert!((at(7) - at(gap)).abs() > 1e-9, "dates count");
    }
}
