//! Goals on a real vault: what may be entered, what hangs on one, when one is quiet.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::goal::{
    EvidenceDraft, EvidenceKind, Goal, GoalCheckIn, GoalDraft, GoalKind, GoalMove, GoalState, MilestoneDraft, NextStep,
};
use engine::model::id::PersonId;
use engine::model::meeting::Side;

fn draft(person: PersonId) -> GoalDraft {
    GoalDraft {
        person,
        title: "Lead the cut-over review".into(),
        kind: GoalKind::Influence,
        why: "So that others follow her.".into(),
        skills: vec!["Facilitation".into()],
        horizon: Some(day(12, 18)),
        about: String::new(),
        state: GoalState::Active,
        next_step: Some(NextStep { text: "Write the agenda".into(), owner: Side::Them, due: None }),
        milestones: vec![step("A plan"), step("A rehearsal")],
    }
}

fn step(text: &str) -> MilestoneDraft {
    MilestoneDraft { id: None, text: text.into(), done: None, due: None }
}

fn kept(goal: &Goal) -> Vec<MilestoneDraft> {
    let draft = |one: &engine::model::goal::Milestone| MilestoneDraft {
        id: Some(one.id),
        text: one.text.clone(),
        done: one.done,
        due: one.due,
    };
    goal.milestones.iter().map(draft).collect()
}

fn titled(team: &Team, title: &str) -> Goal {
    let cards = team.vault.goals(None, morning()).unwrap().cards;
    cards.into_iter().find(|card| card.goal.title.starts_with(title)).unwrap().goal
}

#[test]
fn a_goal_is_told_back_as_it_was_entered() {
    let mut team = Team::new();
    let draft = draft(team.mira().id);
    let goal = team.vault.add_goal(&draft, morning()).unwrap();
    assert_eq!(goal.slug, "lead-the-cut-over-review");
    assert_eq!((goal.opened, goal.next_step.clone(), goal.skills.clone()), (day(10, 9), draft.next_step, draft.skills));
    assert_eq!(goal.milestones.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["A plan", "A rehearsal"]);
    assert_eq!(team.vault.goal(goal.id).unwrap(), goal);
}

#[test]
fn milestones_keep_who_they_are_when_a_goal_is_changed() {
    let mut team = Team::new();
    let person = team.mira().id;
    let goal = team.vault.add_goal(&draft(person), morning()).unwrap();
    let mut steps = kept(&goal);
    steps.remove(0);
    steps[0].done = Some(day(10, 9));
    steps.insert(0, step("Ask Tunde first"));
    let changed = team.vault.edit_goal(goal.id, &GoalDraft { milestones: steps, ..draft(person) }, morning()).unwrap();
    assert_eq!(
        changed.milestones.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["Ask Tunde first", "A rehearsal"]
    );
    assert_eq!(changed.milestones[1].id, goal.milestones[1].id);
    assert_eq!(changed.milestones[1].done, Some(day(10, 9)));
}

#[test]
fn what_cannot_be_taken_names_its_field_and_changes_nothing() {
    let mut team = Team::new();
    let person = team.mira().id;
    let before = team.vault.goals(None, morning()).unwrap();
    let cases = [
        ("title", GoalDraft { title: "  ".into(), ..draft(person) }),
        ("title", GoalDraft { title: "x".repeat(201), ..draft(person) }),
        ("skills", GoalDraft { skills: (0..9).map(|n| format!("skill {n}")).collect(), ..draft(person) }),
        ("milestones", GoalDraft { milestones: vec![step("")], ..draft(person) }),
        (
            "next_step",
            GoalDraft { next_step: Some(NextStep { text: " ".into(), owner: Side::Me, due: None }), ..draft(person) },
        ),
    ];
    for (expected, draft) in cases {
        let error = team.vault.add_goal(&draft, morning()).unwrap_err();
        assert!(matches!(&error, Error::Invalid { field, .. } if field == expected), "{expected}: {error:?}");
    }
    assert_eq!(team.vault.goals(None, morning()).unwrap(), before);
}

#[test]
fn evidence_must_stand_in_the_note_and_is_kept_on_one_line() {
    let mut team = Team::new();
    let goal = titled(&team, "Speak at one meetup");
    let meeting = team.meeting("mira-kovacevic", day(10, 2));
    let quote = |words: &str| EvidenceDraft { goal: goal.id, meeting, quote: words.into(), kind: EvidenceKind::Direct };
    let goal = team.vault.add_evidence(&quote("Proud of the\n  rehearsal run")).unwrap();
    let last = goal.evidence.last().unwrap();
    assert_eq!(
        (last.quote.as_str(), last.date, last.meeting),
        ("Proud of the rehearsal run", day(10, 2), Some(meeting))
    );
    assert_eq!(
        team.vault.add_evidence(&quote("Proud of the rehearsal run")).unwrap(),
        goal,
        "the same words are kept once"
    );
    for words in ["Proud of a rehearsal run", "", "proud of the rehearsal run"] {
        let error = team.vault.add_evidence(&quote(words)).unwrap_err();
        assert!(matches!(&error, Error::Invalid { field, .. } if field == "quote"), "{words}: {error:?}");
    }
    let taken_back = team.vault.remove_evidence(goal.evidence.last().unwrap().id).unwrap();
    assert_eq!(taken_back.evidence.len() + 1, goal.evidence.len());
}

#[test]
fn one_check_in_a_day_and_the_later_one_stays() {
    let mut team = Team::new();
    let goal = titled(&team, "Give feedback sooner");
    let said = |state, confidence| GoalCheckIn { date: day(10, 9), state, confidence };
    team.vault.check_in_goal(goal.id, &said(GoalMove::Stuck, 2)).unwrap();
    let after = team.vault.check_in_goal(goal.id, &said(GoalMove::Moved, 4)).unwrap();
    assert_eq!(after.check_ins.len(), goal.check_ins.len() + 1);
    assert_eq!(after.check_ins.last(), Some(&said(GoalMove::Moved, 4)));
    assert!(team.vault.check_in_goal(goal.id, &said(GoalMove::Moved, 6)).is_err());
}

#[test]
fn a_goal_is_quiet_after_two_1_1s_or_sixty_days_without_evidence() {
    let team = Team::new();
    let mut goal = titled(&team, "Give feedback sooner");
    let weekly = team.mira().cadence;
    assert_eq!(goal.quiet_weeks(&weekly, day(10, 9)), Some(8));
    goal.check_ins.last_mut().unwrap().date = day(10, 2);
    goal.evidence.last_mut().unwrap().date = day(8, 10);
    assert_eq!(goal.quiet_weeks(&weekly, day(10, 9)), None, "60 days are not yet quiet");
    assert_eq!(goal.quiet_weeks(&weekly, day(10, 10)), Some(8), "61 are");
    goal.evidence.last_mut().unwrap().date = day(10, 2);
    assert_eq!(goal.quiet_weeks(&weekly, day(10, 30)), None);
    assert_eq!(goal.quiet_weeks(&weekly, day(10, 31)), Some(4));
    let monthly = Cadence { rhythm: Rhythm::MonthWeekday { nth: 1 }, ..weekly };
    assert_eq!(goal.quiet_weeks(&monthly, day(11, 30)), None, "two months between 1:1s are longer than 28 days");
    goal.state = GoalState::Paused;
    assert_eq!(goal.quiet_weeks(&weekly, day(12, 31)), None);
}

#[test]
fn how_evidence_came_can_be_said_anew_but_never_its_words() {
    let mut team = Team::new();
    let cards = team.vault.goals(None, morning()).unwrap().cards;
    let goal = cards.into_iter().find(|card| !card.goal.evidence.is_empty()).unwrap().goal;
    let one = &goal.evidence[0];
    let other = if one.kind == EvidenceKind::Direct { EvidenceKind::SelfReported } else { EvidenceKind::Direct };
    let changed = team.vault.edit_evidence(one.id, other).unwrap();
    let same = changed.evidence.iter().find(|again| again.id == one.id).unwrap();
    assert_eq!((same.kind, &same.quote, same.date), (other, &one.quote, one.date));
    assert_eq!(team.vault.last_step().unwrap().unwrap().what, "Evidence changed");
}
