//! How long things are kept: the clocks, what a review proposes, what removing removes, and hold.
//! Erasing someone whole is in `erase`.

use engine::Error;
use engine::model::indicator::Keeping;
use engine::model::retention::{Retention, RetentionKind};
use engine::transfer::sample_team;
use engine::vault::Vault;

use crate::support::vaults::{Home, now};

/// A vault with the sample team, whose today is the fixed one.
fn team() -> (Home, Vault) {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.merge(&sample_team().unwrap().0.content, now()).unwrap();
    (home, vault)
}

#[test]
fn nothing_is_past_its_date_until_it_is() {
    let (_home, mut vault) = team();
    let review = vault.retention_review(now()).unwrap();
    assert_eq!(review.clocks, Retention { observations: 24, notes: 36, after_leaving: 3 });
    assert!(review.is_due && review.past.is_empty(), "{:?}", review.past);
    vault.close_retention_review(now()).unwrap();
    let month = chrono::Months::new(1);
    assert!(!vault.retention_review(now()).unwrap().is_due);
    assert!(vault.retention_review(now() + month).unwrap().is_due);
    let far = now() + chrono::Months::new(37);
    let kinds: Vec<RetentionKind> = vault.retention_review(far).unwrap().past.iter().map(|item| item.kind).collect();
    assert!(kinds.contains(&RetentionKind::Notes) && kinds.contains(&RetentionKind::Observations));
    let before = vault.holdings().unwrap();
    assert_eq!(vault.holdings().unwrap(), before, "a review proposes and deletes nothing");
}

#[test]
fn notes_only_names_no_check_ins_here_either_and_keeps_them() {
    let (_home, mut vault) = team();
    let far = now() + chrono::Months::new(37);
    let kinds = |vault: &Vault| -> Vec<RetentionKind> {
        vault.retention_review(far).unwrap().past.iter().map(|item| item.kind).collect()
    };
    let before = vault.holdings().unwrap();
    vault.choose_keeping(Keeping::NotesOnly).unwrap();
    assert!(!kinds(&vault).contains(&RetentionKind::Observations) && kinds(&vault).contains(&RetentionKind::Notes));
    vault.choose_keeping(Keeping::CheckIns).unwrap();
    assert!(kinds(&vault).contains(&RetentionKind::Observations));
    assert_eq!(vault.holdings().unwrap(), before);
}

#[test]
fn clocks_can_be_set_within_reason() {
    let (_home, mut vault) = team();
    let clocks = Retention { observations: 1, notes: 2, after_leaving: 240 };
    vault.set_retention(clocks).unwrap();
    let review = vault.retention_review(now()).unwrap();
    assert_eq!(review.clocks, clocks);
    assert!(!review.past.is_empty());
    let refused = vault.set_retention(Retention { notes: 0, ..clocks });
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "notes"));
    assert!(vault.set_retention(Retention { after_leaving: 241, ..clocks }).is_err());
}

#[test]
fn removing_takes_what_was_proposed_and_nothing_younger() {
    let (_home, mut vault) = team();
    vault.set_retention(Retention { observations: 1, notes: 2, after_leaving: 3 }).unwrap();
    let items = vault.retention_review(now()).unwrap().past;
    let before = vault.verify().unwrap();
    let (mut notes, mut observations) = (0, 0);
    for item in items {
        let removed = vault.remove_past(item.person, item.kind, now()).unwrap();
        assert_eq!(removed, item.rows);
        match item.kind {
            RetentionKind::Notes => notes += removed,
            _ => observations += removed,
        }
    }
    let after = vault.verify().unwrap();
    assert!(notes > 0 && observations > 0 && after.notes > 0 && after.observations > 0);
    assert_eq!((before.notes - after.notes, before.observations - after.observations), (notes, observations));
    assert!(vault.retention_review(now()).unwrap().past.is_empty());
}

#[test]
fn whoever_left_is_proposed_whole_after_the_clock_and_held_back_by_a_hold() {
    let (_home, mut vault) = team();
    let person = vault.people(now()).unwrap()[0].person.id;
    vault.archive_person(person, now()).unwrap();
    let then = now() + chrono::Months::new(4);
    let past = vault.retention_review(then).unwrap().past;
    let own: Vec<RetentionKind> = past.iter().filter(|item| item.person == person).map(|item| item.kind).collect();
    assert_eq!(own, [RetentionKind::Everything]);

    vault.set_hold(person, true, now()).unwrap();
    assert!(vault.retention_review(then).unwrap().past.iter().all(|item| item.person != person));
    assert!(matches!(vault.remove_past(person, RetentionKind::Everything, then), Err(Error::Invalid { .. })));
    assert!(matches!(vault.erase_person(person, then), Err(Error::Invalid { .. })));
    vault.set_hold(person, false, now()).unwrap();
    assert!(vault.remove_past(person, RetentionKind::Everything, then).unwrap() > 0);
    assert_eq!(vault.person_page(person, then).err(), Some(Error::not_found("person")));
}
