//! What the desktop is to tell, and when: 1:1s soon, promises due today.
//! How it is shown is proved in the window.

use crate::support::team::{Team, day, morning};
use chrono::TimeDelta;
use engine::model::follow_up::FollowUpDraft;
use engine::model::id::{FollowUpId, PersonId};
use engine::model::meeting::Side;
use engine::model::reminder::{Names, Reminder, Told};
use engine::vault::{Now, Vault};

/// Mira's 1:1 is at 10:30.
fn at(hour: u32, minute: u32) -> Now {
    morning() + TimeDelta::minutes(i64::from(hour) * 60 + i64::from(minute) - 10 * 60 - 8)
}

fn words(due: &[Reminder], now: Now, names: Names) -> Vec<String> {
    due.iter().map(|one| one.words(now.naive_local(), names)).collect()
}

fn promise(vault: &mut Vault, person: PersonId, text: &str, due: Option<chrono::NaiveDate>) -> FollowUpId {
    let draft = FollowUpDraft { person, owner: Side::Me, text: text.into(), due };
    vault.add_follow_up(&draft, morning()).unwrap().id
}

/// Everything that was due is kept first: what is due afterwards is what the test made.
fn quiet_team() -> Team {
    let mut team = Team::new();
    for one in team.vault.today(morning()).unwrap().my_promises {
        team.vault.keep_follow_up(one.id, morning()).unwrap();
    }
    team
}

#[test]
fn a_1_1_is_told_from_ten_minutes_before_until_it_begins() {
    let team = quiet_team();
    for (hour, minute, told) in [(10, 19, 0), (10, 20, 1), (10, 29, 1), (10, 30, 0), (10, 31, 0)] {
        assert_eq!(team.vault.reminders(at(hour, minute)).unwrap().len(), told, "{hour}:{minute}");
    }
    let due = team.vault.reminders(at(10, 20)).unwrap();
    assert_eq!(words(&due, at(10, 20), Names::Hidden), ["A 1:1 in 10 minutes, at 10:30"]);
    assert_eq!(words(&due, at(10, 29), Names::Shown), ["1:1 with Mira in a minute, at 10:30"]);
}

#[test]
fn promises_of_mine_due_today_are_counted_and_others_are_not() {
    let mut team = quiet_team();
    let (mira, tunde) = (team.mira().id, team.person("tunde-adeyemi").id);
    assert_eq!(team.vault.reminders(morning()).unwrap(), []);
    promise(&mut team.vault, mira, "Book the room", Some(day(10, 9)));
    let put_off = promise(&mut team.vault, mira, "Ask Anders about headcount", Some(day(10, 9)));
    promise(&mut team.vault, mira, "Read the ladder", Some(day(10, 10)));
    promise(&mut team.vault, mira, "Find a mentor", None);
    promise(&mut team.vault, tunde, "Send the talk’s slides", Some(day(10, 9)));
    let theirs =
        FollowUpDraft { person: tunde, owner: Side::Them, text: "Write the outline".into(), due: Some(day(10, 9)) };
    team.vault.add_follow_up(&theirs, morning()).unwrap();
    team.vault.nudge_follow_up(put_off, Some(day(10, 12)), morning()).unwrap();
    let due = team.vault.reminders(morning()).unwrap();
    assert_eq!(words(&due, morning(), Names::Hidden), ["2 of your promises are due today"]);
    assert_eq!(words(&due, morning(), Names::Shown), ["2 of your promises are due today: Mira, Tunde"]);
    team.vault.archive_person(tunde, morning()).unwrap();
    let due = team.vault.reminders(morning()).unwrap();
    assert_eq!(words(&due, morning(), Names::Hidden), ["One of your promises is due today"]);
}

#[test]
fn nothing_is_told_twice_however_often_it_is_asked_and_even_after_the_clock_was_set_back() {
    let mut team = quiet_team();
    let mira = team.mira().id;
    promise(&mut team.vault, mira, "Book the room", Some(day(10, 9)));
    let mut told = Told::default();
    let count = |told: &mut Told, now| told.fresh(team.vault.reminders(now).unwrap()).len();
    assert_eq!(count(&mut told, at(10, 21)), 2);
    for now in [at(10, 21), at(10, 22), at(10, 29), at(10, 20)] {
        assert_eq!(count(&mut told, now), 0, "{now}");
    }
}

#[test]
fn a_1_1_that_was_moved_is_told_again_for_its_new_time() {
    let mut team = quiet_team();
    let mira = team.mira().id;
    let mut told = Told::default();
    assert_eq!(told.fresh(team.vault.reminders(at(10, 21)).unwrap()).len(), 1);
    let four = chrono::NaiveTime::from_hms_opt(16, 0, 0).unwrap();
    team.vault.move_next_meeting(mira, day(10, 9), four, Side::Me, at(10, 21)).unwrap();
    assert_eq!(told.fresh(team.vault.reminders(at(10, 22)).unwrap()), []);
    let due = told.fresh(team.vault.reminders(at(15, 55)).unwrap());
    assert_eq!(words(&due, at(15, 55), Names::Hidden), ["A 1:1 in 5 minutes, at 16:00"]);
}
