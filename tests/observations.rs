//! The check-in rail: what a tap stores, takes back and leaves alone.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::id::MeetingId;
use engine::model::indicator::{CheckInRow, ObservationDraft, Occasion, Source, Step};
use engine::model::person::{PersonDraft, Relationship};

/// The rail of Mira's 1:1 of 2 October, tapped.
fn tap(team: &mut Team, key: &str, source: Source, step: Step) -> engine::Result<CheckInRow> {
    let meeting = team.meeting("mira-kovacevic", day(10, 2));
    tap_in(team, meeting, key, source, step)
}

fn tap_in(team: &mut Team, meeting: MeetingId, key: &str, source: Source, step: Step) -> engine::Result<CheckInRow> {
    tap_on(team, Occasion::Meeting { meeting }, key, source, step)
}

fn tap_on(team: &mut Team, occasion: Occasion, key: &str, source: Source, step: Step) -> engine::Result<CheckInRow> {
    let indicator = team.vault.indicators()?.into_iter().find(|one| one.key == key).unwrap().id;
    let rail = team.vault.observe(&ObservationDraft { occasion, indicator, source, step }, morning())?;
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
    let before = team.vault.content(None).unwrap().people;
    for value in [0, 6, 255] {
        let error = tap(&mut team, "energy", Source::Observed, Step::Value { value }).unwrap_err();
        assert!(matches!(&error, Error::Invalid { field, .. } if field == "step"), "{error:?}");
    }
    assert!(team.vault.content(None).unwrap().people == before);
}

#[test]
fn a_check_in_between_1_1s_is_kept_with_its_day() {
    let mut team = Team::new();
    let person = team.mira().id;
    let between = Occasion::Day { person, date: day(10, 6) };
    let row = tap_on(&mut team, between, "energy", Source::Said, Step::Value { value: 2 }).unwrap();
    assert_eq!((row.observed, row.said, row.last), (None, Some(2), Some(2)));
    let told = team.vault.content(Some(person)).unwrap().people.remove(0).observations;
    assert_eq!(told.iter().map(|one| (one.date, one.value)).collect::<Vec<_>>(), [(day(10, 6), 2)]);
    let row = tap_on(&mut team, between, "energy", Source::Said, Step::NotObserved).unwrap();
    assert_eq!((row.said, row.not_observed), (None, false));
    assert!(team.vault.content(Some(person)).unwrap().people.remove(0).observations.is_empty());
}

#[test]
fn a_step_of_a_1_1_changed_later_stays_the_1_1s() {
    let mut team = Team::new();
    let person = team.mira().id;
    let that_day = Occasion::Day { person, date: day(10, 2) };
    tap_on(&mut team, that_day, "energy", Source::Observed, Step::Value { value: 5 }).unwrap();
    let told = team.vault.content(Some(person)).unwrap().people.remove(0);
    assert!(told.observations.is_empty());
    let meeting = told.meetings.iter().find(|one| one.date == day(10, 2)).unwrap();
    assert_eq!(meeting.check_in["energy"].0, Some(5));
}

#[test]
fn no_check_in_is_about_a_day_to_come() {
    let mut team = Team::new();
    let tomorrow = Occasion::Day { person: team.mira().id, date: day(10, 10) };
    let error = tap_on(&mut team, tomorrow, "energy", Source::Said, Step::Value { value: 2 }).unwrap_err();
    assert!(matches!(&error, Error::Invalid { field, .. } if field == "date"), "{error:?}");
    assert!(team.vault.check_in(tomorrow, morning()).is_err());
}

#[test]
fn a_peer_is_asked_about_only_when_wanted() {
    let mut team = Team::new();
    let cadence = team.mira().cadence;
    let text = String::new;
    let draft = PersonDraft {
        name: "Jo Marsh".into(),
        pronouns: text(),
        role: text(),
        level: text(),
        joined: None,
        relationship: Relationship::Peer,
        cadence,
        zone: String::new(),
        check_ins: None,
        about: text(),
    };
    let peer = team.vault.add_person(&draft, morning()).unwrap().id;
    let today = Occasion::Day { person: peer, date: day(10, 9) };
    assert!(team.vault.check_in(today, morning()).unwrap().is_empty());
    assert!(!team.vault.person_page(peer, morning()).unwrap().check_ins);
    team.vault.ask_check_ins(peer).unwrap();
    assert_eq!(team.vault.check_in(today, morning()).unwrap().len(), 6);
    let mira = team.mira().id;
    let before = team.vault.content(None).unwrap().people;
    team.vault.stop_check_ins(mira).unwrap();
    assert!(team.vault.brief(mira, morning()).unwrap().signal.is_none());
    assert_eq!(team.vault.content(None).unwrap().people.len(), before.len());
    team.vault.ask_check_ins(mira).unwrap();
    assert!(team.vault.content(None).unwrap().people == before);
}
