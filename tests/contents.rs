//! Content in and out of a real vault.

use crate::support::team::{Team, morning};
use engine::model::transfer::{Content, ImportReport};
use engine::transfer::sample_team;

fn sample() -> Content {
    sample_team().unwrap().0.content
}

#[test]
fn a_merged_team_is_told_back_as_it_was() {
    let content = sample();
    let team = Team::new();
    let told = team.vault.content(None).unwrap();
    assert_eq!(told.team, content.team);
    assert_eq!(told.people.len(), content.people.len());
    for person in &content.people {
        let same = told.people.iter().find(|one| one.slug == person.slug).unwrap();
        for (meeting, before) in same.meetings.iter().zip(&person.meetings) {
            assert_eq!(meeting, before, "{}", person.slug);
        }
        for (goal, before) in same.goals.iter().zip(&person.goals) {
            assert_eq!(goal, before, "{}", person.slug);
        }
        assert_eq!(same, person);
    }
}

#[test]
fn a_second_merge_adds_nothing() {
    let mut team = Team::new();
    let before = team.vault.content(None).unwrap();
    assert_eq!(team.vault.merge(&sample(), morning()).unwrap(), ImportReport::default());
    assert_eq!(team.vault.content(None).unwrap(), before);
}

#[test]
fn a_plan_counts_what_the_merge_then_adds_and_changes_nothing() {
    let mut team = Team::empty();
    let plan = team.vault.plan_merge(&sample(), morning()).unwrap();
    assert!(team.vault.content(None).unwrap().people.is_empty());
    assert_eq!(team.vault.merge(&sample(), morning()).unwrap(), plan);
    let meetings: usize = sample().people.iter().map(|one| one.meetings.len()).sum();
    assert_eq!(plan.people, 7);
    assert_eq!(usize::try_from(plan.meetings).unwrap(), meetings);
    assert!(plan.follow_ups > 50 && plan.observations > 300 && plan.goals > 10, "{plan:?}");
}

#[test]
fn what_was_changed_here_stays_when_the_folder_comes_again() {
    let mut team = Team::new();
    let mira = team.mira();
    let goal = team.vault.goals(Some(mira.id), morning()).unwrap().cards.remove(0).goal;
    team.vault.remove_goal(goal.id).unwrap();
    let report = team.vault.merge(&sample(), morning()).unwrap();
    assert_eq!((report.goals, report.people, report.meetings, report.follow_ups), (1, 0, 0, 0));
}

#[test]
fn an_open_agenda_line_is_one_item_carried_until_it_is_discussed() {
    let team = Team::new();
    let brief = team.vault.brief(team.mira().id, morning()).unwrap();
    let waiting: Vec<(&str, u32)> = brief.agenda.iter().map(|item| (item.text.as_str(), item.carried)).collect();
    assert!(
        waiting.iter().any(|(text, carried)| *text == "How the incident review landed" && *carried >= 1),
        "{waiting:?}"
    );
    let mut texts: Vec<&str> = waiting.iter().map(|(text, _)| *text).collect();
    texts.dedup();
    assert_eq!(texts.len(), waiting.len(), "no item waits twice: {waiting:?}");
}

#[test]
fn one_person_is_told_without_the_team() {
    let team = Team::new();
    let content = team.vault.content(Some(team.mira().id)).unwrap();
    assert_eq!(content.team, None);
    assert_eq!(content.people.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["mira-kovacevic"]);
}
