//! Names, and when the next 1:1 falls.
//! How people are stored is in `people`.

use crate::support::people::{WEEKLY, day, draft};
use chrono::{NaiveDate, Weekday};
use engine::Error;
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::name::{fold, handle, hue, initials, one_line, short_name, slugs};
use engine::model::person::NewPerson;

#[test]
fn a_name_of_any_script_gets_a_slug_a_handle_and_initials() {
    let check = |name: &str, slug: &str, called: &str, letters: &str| {
        let made = slugs(name).next().unwrap();
        assert_eq!((made.as_str(), handle(&made), initials(name).as_str()), (slug, called, letters), "{name}");
    };
    check("Mira Kovačević", "mira-kovacevic", "mira", "MK");
    check("Björn Åström", "bjorn-astrom", "bjorn", "BÅ");
    check("Łukasz Żółć", "lukasz-zolc", "lukasz", "ŁŻ");
    check("Weiß", "weiss", "weiss", "W");
    check("Sinéad O’Brien", "sinead-obrien", "sinead", "SO");
    check("Anna Maria de Souza", "anna-maria-de-souza", "anna", "AS");
    check("ليلى حداد", "person-1", "person-1", "لح");
    check("田中美咲", "person-1", "person-1", "田");
    check("田中 美咲", "person-1", "person-1", "田美");
    check("🦊", "person-1", "person-1", "🦊");
    check("Me Lin", "me-lin", "me-lin", "ML");
    check("Me", "me-1", "me-1", "M");
    check("İpek", "ipek", "ipek", "İ");
}

#[test]
fn a_taken_slug_is_followed_by_numbered_ones() {
    assert_eq!(slugs("Mira Berg").take(3).collect::<Vec<_>>(), ["mira-berg", "mira-berg-2", "mira-berg-3"]);
    assert_eq!(slugs("美咲").take(2).collect::<Vec<_>>(), ["person-1", "person-2"]);
    assert!(slugs(&"long name ".repeat(40)).next().unwrap().len() <= 60);
}

#[test]
fn what_is_entered_is_trimmed_and_bad_names_are_answered_with_a_sentence() {
    let parsed = NewPerson::parse(&draft("  Mira\n Kovac\u{30c}evic\u{301} ")).unwrap();
    assert_eq!(parsed.name, "Mira Kovačević");
    for name in ["", "   ", "\n\t", &"x".repeat(201)] {
        assert!(
            matches!(NewPerson::parse(&draft(name)), Err(Error::Invalid { field, reason }) if field == "name" && reason.ends_with('.')),
            "{name:?}"
        );
    }
    assert!(NewPerson::parse(&draft(&"字".repeat(200))).is_ok());
    assert_eq!(one_line("a\u{0}b"), "a b");
    assert_eq!(fold("Kovačević ŁØß"), "kovacevic loss");
    assert_eq!(short_name("Mira Kovačević"), "Mira");
}

#[test]
fn neighbours_in_the_list_have_hues_far_apart() {
    for nth in 0..40 {
        let apart = i32::from(hue(nth)) - i32::from(hue(nth + 1));
        let apart = apart.rem_euclid(360).min((-apart).rem_euclid(360));
        assert!(apart > 100, "{nth}: {apart}");
        assert!(hue(nth) < 360);
    }
}

fn cadence(rhythm: Rhythm, weekday: Weekday) -> Cadence {
    Cadence { rhythm, weekday, ..WEEKLY }
}

#[test]
fn a_cadence_says_itself_in_plain_words() {
    assert_eq!(WEEKLY.words(), "Fridays at 10:30, every week");
    assert_eq!(cadence(Rhythm::Weeks { n: 2 }, Weekday::Tue).words(), "Tuesdays at 10:30, every 2 weeks");
    assert_eq!(cadence(Rhythm::MonthWeekday { nth: 1 }, Weekday::Tue).words(), "First Tuesday of each month at 10:30");
    assert_eq!(cadence(Rhythm::MonthWeekday { nth: -1 }, Weekday::Fri).words(), "Last Friday of each month at 10:30");
    assert_eq!(cadence(Rhythm::None, Weekday::Fri).words(), "No fixed rhythm");
}

#[test]
fn the_next_meeting_follows_the_rhythm_from_the_last_one() {
    let check = |rhythm, weekday, last: Option<NaiveDate>, from, next: Option<NaiveDate>| {
        let cadence = cadence(rhythm, weekday);
        assert_eq!(cadence.next_day(last, from), next, "{} after {last:?} from {from}", cadence.words());
    };
    let weeks = |n| Rhythm::Weeks { n };
    let oct = |d| day(2026, 10, d);
    let fri = Weekday::Fri;
    // Weekly, on the day itself and after it.
    check(weeks(1), fri, None, oct(9), Some(oct(9)));
    check(weeks(1), fri, Some(oct(2)), oct(9), Some(oct(9)));
    check(weeks(1), fri, Some(oct(9)), oct(9), Some(oct(16)));
    // Held a day early or late is still that week's 1:1.
    check(weeks(1), fri, Some(oct(8)), oct(8), Some(oct(16)));
    check(weeks(1), fri, Some(oct(5)), oct(5), Some(oct(9)));
    // Every second week keeps its own weeks, also when some were skipped.
    check(weeks(2), fri, Some(oct(2)), oct(9), Some(oct(16)));
    check(weeks(2), fri, Some(oct(2)), oct(17), Some(oct(30)));
    check(weeks(2), fri, Some(day(2026, 8, 7)), oct(9), Some(oct(16)));
    check(weeks(12), fri, Some(oct(2)), oct(9), Some(day(2026, 12, 25)));
    // Monthly by weekday.
    let nth = |nth| Rhythm::MonthWeekday { nth };
    check(nth(1), Weekday::Tue, None, oct(9), Some(day(2026, 11, 3)));
    check(nth(1), Weekday::Tue, Some(oct(6)), oct(9), Some(day(2026, 11, 3)));
    check(nth(-1), fri, None, oct(9), Some(oct(30)));
    check(nth(-1), fri, Some(oct(27)), oct(28), Some(day(2026, 11, 27)));
    check(nth(2), fri, None, oct(9), Some(oct(9)));
    // Set by hand.
    check(Rhythm::None, fri, Some(oct(2)), oct(9), None);
    // A last 1:1 in the far past.
    check(weeks(2), fri, Some(day(1950, 1, 6)), oct(9), cadence(weeks(2), fri).next_day(Some(day(1950, 1, 6)), oct(9)));
    assert!(cadence(weeks(2), fri).next_day(Some(day(1, 1, 5)), oct(9)).is_some());
    assert_eq!(cadence(weeks(1), fri).next_day(None, NaiveDate::MAX), None);
}

#[test]
fn expected_days_of_a_stretch_are_listed_once_each() {
    let days = cadence(Rhythm::Weeks { n: 2 }, Weekday::Fri).days_between(
        Some(day(2026, 10, 2)),
        day(2026, 10, 9),
        day(2026, 11, 30),
    );
    assert_eq!(days, [day(2026, 10, 16), day(2026, 10, 30), day(2026, 11, 13), day(2026, 11, 27)]);
}

#[test]
fn numbers_out_of_range_name_their_field() {
    let check = |cadence: Cadence, name: &str| {
        assert!(matches!(cadence.parse(), Err(Error::Invalid { field, .. }) if field == name), "{name}");
    };
    check(cadence(Rhythm::Weeks { n: 0 }, Weekday::Fri), "cadence");
    check(cadence(Rhythm::Weeks { n: 13 }, Weekday::Fri), "cadence");
    check(cadence(Rhythm::MonthWeekday { nth: 5 }, Weekday::Fri), "cadence");
    check(Cadence { minutes: 4, ..WEEKLY }, "minutes");
    check(Cadence { minutes: 481, ..WEEKLY }, "minutes");
}
