//! Today and the brief on the sample team.

use crate::support::team::{Team, day, morning};
use engine::model::follow_up::FollowUpState;
use engine::model::meeting::Side;
use engine::model::trend::Reading;

#[test]
fn mine_come_first_by_date_and_only_open_ones() {
    let today = Team::new().vault.today(morning()).unwrap();
    assert!(!today.my_promises.is_empty() && !today.waiting_on_them.is_empty());
    for (list, owner) in [(&today.my_promises, Side::Me), (&today.waiting_on_them, Side::Them)] {
        assert!(list.iter().all(|one| one.owner == owner && one.state == FollowUpState::Open));
        let dated: Vec<_> = list.iter().filter_map(|one| one.due).collect();
        assert!(dated.is_sorted());
        assert!(list.iter().skip_while(|one| one.due.is_some()).all(|one| one.due.is_none()), "undated last");
    }
    assert!(today.my_promises.iter().any(|one| one.text == "Take Mira off on-call, week 43"));
}

#[test]
fn the_1_1s_of_today_are_up_next_and_nobody_stands_twice() {
    let team = Team::new();
    let today = team.vault.today(morning()).unwrap();
    let mira = today.up_next.iter().find(|brief| brief.person.slug == "mira-kovacevic").unwrap();
    assert_eq!(mira.next, day(10, 9).and_hms_opt(10, 30, 0));
    assert_eq!(mira.last_met, Some(day(10, 2)));
    assert!(today.up_next.iter().all(|brief| brief.next.unwrap().date() == day(10, 9)));
    assert!(
        today
            .next_days
            .iter()
            .all(|brief| brief.next.is_none_or(|at| at.date() > day(10, 9) && at.date() <= day(10, 18)))
    );
    let mut slugs: Vec<&str> =
        today.up_next.iter().chain(&today.next_days).map(|brief| brief.person.slug.as_str()).collect();
    let all = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), all);
}

#[test]
fn the_brief_holds_the_strongest_reading_and_last_time() {
    let team = Team::new();
    let brief = team.vault.brief(team.mira().id, morning()).unwrap();
    let signal = brief.signal.unwrap();
    assert_eq!(signal.name, "Energy");
    assert!(matches!(signal.reading, Reading::Run { outside: 4, of: 4, .. }), "{:?}", signal.reading);
    assert!(signal.points.len() <= 12 && signal.points.len() >= 6);
    assert!(brief.last_time.unwrap().starts_with("Tired, two pages on Tuesday night."));
    assert!(brief.topics_quiet.len() <= 3 && brief.topics_quiet.iter().all(|topic| topic.weeks >= 8));
}

#[test]
fn a_run_among_few_check_ins_is_no_reason_for_a_card() {
    let team = Team::new();
    for slug in ["tunde-adeyemi", "hana-sato", "diego-fuentes", "leila-haddad"] {
        let brief = team.vault.brief(team.person(slug).id, morning()).unwrap();
        assert_eq!(brief.signal, None, "{slug} has 13 check-ins");
    }
}

#[test]
fn a_goal_gone_quiet_is_told_with_its_weeks() {
    let team = Team::new();
    let quiet = team.vault.today(morning()).unwrap().quiet_goals;
    let goal = quiet.iter().find(|one| one.title == "Give feedback sooner").unwrap();
    assert_eq!((goal.weeks, goal.person.slug.as_str()), (8, "mira-kovacevic"));
    assert!(quiet.windows(2).all(|pair| pair[0].weeks >= pair[1].weeks));
}

#[test]
fn an_empty_vault_has_an_empty_today() {
    let today = Team::empty().vault.today(morning()).unwrap();
    assert!(today.up_next.is_empty() && today.next_days.is_empty() && today.my_promises.is_empty());
}
