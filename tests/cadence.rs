//! When the next 1:1 falls: in another time zone, on both sides of a clock change, around leave and pauses.
//! Rhythms without a zone are in `names`; what becomes of single meetings is in `meetings`.

use crate::support::people::{TODAY, WEEKLY, day, draft};
use crate::support::vaults::{Open, later, now};
use chrono::{NaiveDate, NaiveTime, Weekday};
use engine::Error;
use engine::model::absence::{AbsenceDraft, AbsenceKind};
use engine::model::cadence::{Around, Cadence, Rhythm};
use engine::model::id::PersonId;
use engine::model::meeting::{MeetingDraft, Side, Status};
use engine::model::person::PersonDraft;
use engine::model::zone::{Home, at_home};
use engine::vault::{Now, Vault};

const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";
const SYDNEY: &str = "Australia/Sydney";

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// A home whose clock shows the given stamp.
fn home(zone: &str, stamp: &str) -> Home {
    let home = Home::new(zone, Now::parse_from_rfc3339(stamp).unwrap());
    assert!(matches!(home, Home::Zone(_)), "{zone} at {stamp}");
    home
}

#[test]
fn a_time_in_another_zone_is_right_on_both_sides_of_every_clock_change() {
    let berlin = home(BERLIN, "2026-01-15T12:00:00+01:00");
    let new_york = home(NEW_YORK, "2026-01-15T12:00:00-05:00");
    let sydney = home(SYDNEY, "2026-01-15T12:00:00+11:00");
    let check = |day: NaiveDate, at: NaiveTime, zone: &str, home: Home, shown: &str| {
        assert_eq!(at_home(day, at, zone, home).to_string(), shown, "{at} {zone} on {day}");
    };
    // 15:00 in Berlin, seen from New York: spring there is on 8 March, here on 29 March.
    check(day(2026, 3, 6), time(15, 0), BERLIN, new_york, "2026-03-06 09:00:00");
    check(day(2026, 3, 13), time(15, 0), BERLIN, new_york, "2026-03-13 10:00:00");
    check(day(2026, 4, 3), time(15, 0), BERLIN, new_york, "2026-04-03 09:00:00");
    // Autumn: Berlin on 25 October, New York on 1 November.
    check(day(2026, 10, 23), time(15, 0), BERLIN, new_york, "2026-10-23 09:00:00");
    check(day(2026, 10, 30), time(15, 0), BERLIN, new_york, "2026-10-30 10:00:00");
    check(day(2026, 11, 6), time(15, 0), BERLIN, new_york, "2026-11-06 09:00:00");
    // The same the other way round.
    check(day(2026, 3, 6), time(9, 30), NEW_YORK, berlin, "2026-03-06 15:30:00");
    check(day(2026, 3, 13), time(9, 30), NEW_YORK, berlin, "2026-03-13 14:30:00");
    check(day(2026, 10, 30), time(9, 30), NEW_YORK, berlin, "2026-10-30 14:30:00");
    check(day(2026, 11, 6), time(9, 30), NEW_YORK, berlin, "2026-11-06 15:30:00");
    // Sydney changes the other way: on 5 April back, on 4 October ahead.
    check(day(2026, 3, 27), time(18, 0), SYDNEY, berlin, "2026-03-27 08:00:00");
    check(day(2026, 4, 3), time(18, 0), SYDNEY, berlin, "2026-04-03 09:00:00");
    check(day(2026, 4, 10), time(18, 0), SYDNEY, berlin, "2026-04-10 10:00:00");
    check(day(2026, 10, 2), time(18, 0), SYDNEY, berlin, "2026-10-02 10:00:00");
    check(day(2026, 10, 9), time(18, 0), SYDNEY, berlin, "2026-10-09 09:00:00");
    check(day(2026, 10, 30), time(18, 0), SYDNEY, berlin, "2026-10-30 08:00:00");
    // A morning there is the evening before here, and an evening here the morning after there.
    check(day(2026, 10, 9), time(8, 30), SYDNEY, new_york, "2026-10-08 17:30:00");
    check(day(2026, 10, 8), time(17, 30), NEW_YORK, sydney, "2026-10-09 08:30:00");
    // One's own clock is taken at its word, on the day of the change too.
    check(day(2026, 3, 29), time(10, 30), "", berlin, "2026-03-29 10:30:00");
    check(day(2026, 3, 29), time(10, 30), BERLIN, berlin, "2026-03-29 10:30:00");
}

#[test]
fn a_time_that_is_skipped_or_shown_twice_still_happens_once() {
    let check = |day: NaiveDate, at: NaiveTime, zone: &str, utc: &str| {
        let home = Home::new("", Now::parse_from_rfc3339("2026-01-01T00:00:00+00:00").unwrap());
        assert_eq!(at_home(day, at, zone, home).to_string(), utc, "{at} {zone} on {day}");
    };
    // Skipped: counted from the offset before the gap.
    check(day(2026, 3, 29), time(2, 30), BERLIN, "2026-03-29 01:30:00");
    check(day(2026, 3, 8), time(2, 30), NEW_YORK, "2026-03-08 07:30:00");
    check(day(2026, 10, 4), time(2, 30), SYDNEY, "2026-10-03 16:30:00");
    // Shown twice: the first.
    check(day(2026, 10, 25), time(2, 30), BERLIN, "2026-10-25 00:30:00");
    check(day(2026, 11, 1), time(1, 30), NEW_YORK, "2026-11-01 05:30:00");
    check(day(2026, 4, 5), time(2, 30), SYDNEY, "2026-04-04 15:30:00");
    // A whole day that was left out.
    check(day(2011, 12, 30), time(9, 0), "Pacific/Apia", "2011-12-30 19:00:00");
}

#[test]
fn the_weekday_is_theirs_and_the_day_is_mine() {
    let new_york = home(NEW_YORK, "2026-10-05T09:00:00-04:00");
    let around = Around { zone: SYDNEY, home: new_york, away: &[] };
    let fridays = Cadence { time: time(8, 30), ..WEEKLY };
    let next = |last, from| fridays.next_at(last, from, around).map(|at| at.to_string());
    assert_eq!(next(None, day(2026, 10, 5)).as_deref(), Some("2026-10-08 17:30:00"));
    // Held on Thursday here, which is Friday there: the next one is a week later.
    assert_eq!(next(Some(day(2026, 10, 8)), day(2026, 10, 9)).as_deref(), Some("2026-10-15 17:30:00"));
    // From November on it is an hour earlier here, as the clocks here went back.
    assert_eq!(next(Some(day(2026, 10, 29)), day(2026, 10, 30)).as_deref(), Some("2026-11-05 16:30:00"));
    let monthly = Cadence { rhythm: Rhythm::MonthWeekday { nth: 1 }, weekday: Weekday::Mon, ..fridays };
    let at = monthly.next_at(Some(day(2026, 10, 4)), day(2026, 10, 5), around).unwrap();
    assert_eq!(at.to_string(), "2026-11-01 16:30:00");
}

#[test]
fn a_home_that_does_not_show_the_same_time_is_not_believed() {
    let now = now();
    assert!(matches!(Home::new(BERLIN, now), Home::Zone(_)));
    assert!(matches!(Home::new(SYDNEY, now), Home::Offset(_)));
    assert!(matches!(Home::new("Mars/Olympus", now), Home::Offset(_)));
}

#[test]
fn an_unknown_zone_is_answered_with_a_sentence() {
    let vault = &mut Open::new().vault;
    let draft = |zone: &str| PersonDraft { zone: zone.into(), ..draft("Mira") };
    assert!(
        matches!(vault.add_person(&draft("Berlin"), now()), Err(Error::Invalid { field, reason }) if field == "zone" && reason.ends_with('.'))
    );
    assert_eq!(vault.add_person(&draft(" Europe/Berlin "), now()).unwrap().zone, BERLIN);
}

#[test]
fn the_next_meeting_is_told_on_the_managers_own_clock() {
    let vault = &mut Open::new().vault;
    let far = PersonDraft { zone: NEW_YORK.into(), cadence: Cadence { time: time(9, 30), ..WEEKLY }, ..draft("Noor") };
    let noor = vault.add_person(&far, now()).unwrap().id;
    vault.live_in(BERLIN).unwrap();
    let next = |vault: &Vault, now: Now| vault.brief(noor, now).unwrap().next.map(|at| at.to_string());
    assert_eq!(next(vault, now()).as_deref(), Some("2026-10-09 15:30:00"));
    let between = Now::parse_from_rfc3339("2026-10-26T09:00:00+01:00").unwrap();
    assert_eq!(next(vault, between).as_deref(), Some("2026-10-30 14:30:00"));
    // Begun in its slot, it keeps the time it was meant for.
    let id = vault.start_meeting(noor, later(7)).unwrap();
    assert_eq!(vault.meeting(id).unwrap().time, time(15, 30));
}

fn mira(vault: &mut Vault) -> PersonId {
    vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id
}

fn away(person: PersonId, kind: AbsenceKind, from: NaiveDate, to: Option<NaiveDate>) -> AbsenceDraft {
    AbsenceDraft { person, kind, from, to }
}

#[test]
fn leave_and_pause_leave_slots_out_and_lose_nothing() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let next = |vault: &Vault| vault.brief(mira, now()).unwrap();
    assert_eq!(next(vault).next.map(|at| at.date()), Some(TODAY));
    let leave = away(mira, AbsenceKind::Leave, TODAY, Some(day(2026, 10, 25)));
    let leave = vault.add_absence(&leave, now()).unwrap();
    let brief = next(vault);
    assert_eq!(
        (brief.next.map(|at| at.date()), brief.away.as_deref()),
        (Some(day(2026, 10, 30)), Some("On leave until 25 Oct"))
    );
    // Two stretches side by side are passed over together.
    let pause = away(mira, AbsenceKind::Pause, day(2026, 10, 26), Some(day(2026, 11, 20)));
    let pause = vault.add_absence(&pause, now()).unwrap();
    assert_eq!(next(vault).next.map(|at| at.date()), Some(day(2026, 11, 27)));
    // Without an end nothing is expected, and a sentence says why.
    let open = AbsenceDraft { to: None, ..away(mira, AbsenceKind::Pause, day(2026, 10, 26), None) };
    vault.edit_absence(pause.id, &open).unwrap();
    vault.remove_absence(leave.id).unwrap();
    assert_eq!(next(vault).next.map(|at| at.date()), Some(TODAY));
    vault.edit_absence(pause.id, &AbsenceDraft { from: day(2026, 10, 1), ..open }).unwrap();
    let brief = next(vault);
    assert_eq!((brief.next, brief.away.as_deref()), (None, Some("On pause since 1 Oct")));
    // One that was planned in it was agreed, and stays.
    let planned = MeetingDraft { person: mira, date: day(2026, 10, 14), time: time(10, 0), minutes: 30 };
    vault.plan_meeting(&planned, now()).unwrap();
    assert_eq!(next(vault).next.map(|at| at.date()), Some(day(2026, 10, 14)));
    assert_eq!(vault.person_page(mira, now()).unwrap().absences.len(), 1);
}

#[test]
fn days_away_that_overlap_or_end_before_they_begin_name_their_field() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let mut check = |from, to, name: &str| {
        let refused = vault.add_absence(&away(mira, AbsenceKind::Leave, from, to), now());
        assert_eq!(
            refused.err().map(|error| match error {
                Error::Invalid { field, reason } if reason.ends_with('.') => field,
                other => format!("{other:?}"),
            }),
            (!name.is_empty()).then(|| name.to_owned())
        );
    };
    check(day(2026, 10, 12), Some(day(2026, 10, 11)), "to");
    check(day(2026, 10, 12), Some(day(2026, 10, 16)), "");
    check(day(2026, 10, 16), None, "from");
    check(day(2026, 10, 1), Some(day(2026, 10, 12)), "from");
    check(day(2026, 10, 17), None, "");
}

#[test]
fn a_cadence_that_never_comes_round_is_answered_with_a_sentence() {
    let vault = &mut Open::new().vault;
    for rhythm in [Rhythm::Weeks { n: 0 }, Rhythm::MonthWeekday { nth: 5 }] {
        let never = PersonDraft { cadence: Cadence { rhythm, ..WEEKLY }, ..draft("Mira") };
        assert!(
            matches!(vault.add_person(&never, now()), Err(Error::Invalid { field, reason }) if field == "cadence" && reason.ends_with('.'))
        );
    }
}

#[test]
fn an_expected_meeting_is_moved_or_missed_before_it_is_planned() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let moved = vault.move_next_meeting(mira, day(2026, 10, 12), time(16, 0), Side::Them, now()).unwrap();
    assert_eq!((moved.date, moved.status), (day(2026, 10, 12), Status::Planned));
    let three_days = later(3 * 24 * 60);
    let id = vault.start_meeting(mira, three_days).unwrap();
    let held = vault.end_meeting(id, three_days + chrono::Duration::minutes(30)).unwrap();
    assert_eq!(held.meeting.status, Status::Moved { from: TODAY, by: Side::Them });
    // The slot was used up: the rhythm goes on from it.
    assert_eq!(held.next.map(|at| at.date()), Some(day(2026, 10, 16)));
    let missed = vault.miss_next_meeting(mira, Side::Me, three_days).unwrap();
    assert_eq!((missed.date, missed.status), (day(2026, 10, 16), Status::Missed { by: Side::Me }));
    assert_eq!(vault.brief(mira, three_days).unwrap().next.map(|at| at.date()), Some(day(2026, 10, 23)));
}

#[test]
fn the_next_date_can_be_settled_and_settled_again() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let first = vault.set_next_meeting(mira, day(2026, 10, 15), time(11, 0), now()).unwrap();
    let again = vault.set_next_meeting(mira, day(2026, 10, 14), time(11, 0), now()).unwrap();
    assert_eq!((first.id, again.date), (again.id, day(2026, 10, 14)));
    let then = later(5 * 24 * 60);
    let id = vault.start_meeting(mira, then).unwrap();
    let held = vault.end_meeting(id, then + chrono::Duration::minutes(30)).unwrap();
    // Both agreed on it each time: nobody moved anything.
    assert_eq!((held.meeting.id, held.meeting.status), (first.id, Status::Held));
    // A day before the rhythm's own slot it stood for that slot.
    assert_eq!(held.next.map(|at| at.date()), Some(day(2026, 10, 23)));
}
