//! The check-in rail: what a tap stores, takes back and leaves alone.

use crate::support::team::{Team, day};
use engine::Error;
use engine::model::id::MeetingId;
use engine::model::indicator::{CheckInRow, ObservationDraft, Source, Step};

/// The rail of Mira's 1:1 of 2 October, tapped.
fn tap(team: &mut Team, key: &str, source: Source, step: Step) -> engine::Result<CheckInRow> {
    let meeting = team.meeting("mira-kovacevic", day(10, 2));
    tap_in(team, meeting, key, source, step)
}

fn tap_in(team: &mut Team, meeting: MeetingId, key: &str, source: Source, step: Step) -> engine::Result<CheckInRow> {
    let indicator = team.vault.indicators()?.into_iter().find(|one| one.key == key).unwrap().id;
    let rail = team.vault.observe(&ObservationDraft { meeting, indicator, source, step })?;
    assert_eq!(rail.len(), 6);
    Ok(rail.into_iter().find(|row| row.indicator.key == key).unwrap())
}

#[test]
fn a_tap_stores_one_step_of_one_source_and_the_rail_remembers_last_time() {
    let mut team = Team::new();
    let row = tap(&mut team, "energy", Source::Said, Step::Value { value: 3 }).unwrap();
    assert_eq!((row.observed, row.said, row.not_observed), (Some(2), Some(3), false));
    let before = team.vault.content(Some(team.mira().id)).unwrap().people.remove(0).meetings;
    let last = before.iter().rev().filter(|one| one.date < day(10, 2)).find_map(|one| one.check_in.get("energy"));
    assert_eq!(row.last, last.and_then(|(observed, said)| observed.or(*said)));
    let row = tap(&mut team, "energy", Source::Observed, Step::Value { value: 4 }).unwrap();
    assert_eq!((row.observed, row.said), (Some(4), Some(3)));
}

#[test]
fn empty_takes_back_one_source_and_not_observed_both() {
    let mut team = Team::new();
    tap(&mut team, "energy", Source::Said, Step::Value { value: 3 }).unwrap();
    let row = tap(&mut team, "energy", Source::Said, Step::Empty).unwrap();
    assert_eq!((row.observed, row.said, row.not_observed), (Some(2), None, false));
    let row = tap(&mut team, "energy", Source::Said, Step::NotObserved).unwrap();
    assert_eq!((row.observed, row.said, row.not_observed), (None, None, true));
    let told = team.vault.content(Some(team.mira().id)).unwrap().people.remove(0);
    let meeting = told.meetings.iter().find(|one| one.date == day(10, 2)).unwrap();
    assert_eq!(meeting.not_observed, ["energy"]);
    let row = tap(&mut team, "energy", Source::Observed, Step::Value { value: 1 }).unwrap();
    assert_eq!((row.observed, row.not_observed), (Some(1), false));
}

#[test]
fn a_step_outside_the_scale_is_refused_and_changes_nothing() {
    let mut team = Team::new();
    let before = team.vault.content(None).unwrap();
    for value in [0, 6, 255] {
        let error = tap(&mut team, "energy", Source::Observed, Step::Value { value }).unwrap_err();
        assert!(matches!(&error, Error::Invalid { field, .. } if field == "step"), "{error:?}");
    }
    assert_eq!(team.vault.content(None).unwrap(), before);
}
