//! Prompts in the vault: the sample team as golden cases, outcomes, the record, the budget and the new normal.
//! The laws of the test behind them are in `trend_laws`.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::trend::{CHOICES, Direction, FreshStart, Outcome, OutcomeDraft, Prompt, USUAL_RATE};

fn prompts(team: &Team, slug: &str) -> Vec<Prompt> {
    team.vault.prompts(Some(team.person(slug).id), morning()).unwrap().prompts
}

fn draft(prompt: &Prompt, outcome: Option<Outcome>) -> OutcomeDraft {
    OutcomeDraft { person: prompt.person, raised_on: prompt.raised_on, direction: prompt.direction, outcome }
}

#[test]
fn the_sample_team_is_told_as_it_was_written() {
    let team = Team::new();
    // At the team's own budget and at the terminal's: Mira in September, Eoin slowly, before he stops meeting.
    for (slug, since, moved) in [
        ("mira-kovacevic", day(9, 4), ["Focus time", "Energy"].as_slice()),
        ("eoin-gallagher", day(8, 6), ["Engagement in reviews", "Growth", "Energy", "Belonging"].as_slice()),
    ] {
        let told = prompts(&team, slug);
        let [prompt] = told.as_slice() else { panic!("{told:?}") };
        assert!((day(9, 1)..=day(9, 30)).contains(&prompt.raised_on), "{prompt:?}");
        assert_eq!((prompt.since, prompt.direction), (since, Direction::Below), "{prompt:?}");
        let mut names: Vec<_> = prompt.indicators.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names[0], moved[0], "the one that moved furthest first");
        names.sort_unstable();
        assert!(moved.iter().all(|name| names.binary_search(name).is_ok()) && names.len() == moved.len(), "{names:?}");
        assert!(prompt.standing && !prompt.back && !prompt.meetings.is_empty());
        let course = team.vault.courses(Some(team.person(slug).id), USUAL_RATE, morning()).unwrap().remove(0);
        assert_eq!(course.prompts.iter().map(|one| one.raised_on).collect::<Vec<_>>(), [prompt.raised_on], "{slug}");
    }
    for steady in ["priya-raghunathan", "tunde-adeyemi", "leila-haddad", "diego-fuentes", "hana-sato"] {
        assert_eq!(prompts(&team, steady), [], "{steady}");
    }
    let hana = team.vault.courses(Some(team.person("hana-sato").id), USUAL_RATE, morning()).unwrap();
    let rise = hana[0].course.standings.iter().find(|one| one.date == day(8, 31)).unwrap();
    assert!(rise.recent.unwrap() > rise.usual.unwrap() + 0.5, "{rise:?}");
    assert_eq!(rise.statistic, None);
}

#[test]
fn what_each_day_showed_is_what_the_history_shows() {
    let team = Team::new();
    let id = team.mira().id;
    let whole = team.vault.courses(Some(id), USUAL_RATE, morning()).unwrap().remove(0);
    for one in &whole.course.standings {
        let then = morning() - (morning().date_naive() - one.date);
        let told = team.vault.courses(Some(id), USUAL_RATE, then).unwrap().remove(0);
        assert_eq!(told.course.standings.last(), Some(one));
        let before: Vec<&Prompt> = whole.prompts.iter().filter(|prompt| prompt.raised_on <= one.date).collect();
        assert_eq!(told.prompts.iter().collect::<Vec<_>>(), before);
    }
}

#[test]
fn an_outcome_closes_a_prompt_counts_in_the_record_and_can_be_taken_back() {
    let mut team = Team::new();
    let prompt = prompts(&team, "mira-kovacevic").remove(0);
    let before = team.vault.prompt_record(morning()).unwrap();
    // Mira and Eoin.
    assert_eq!((before.raised, before.open, before.was_right), (2, 2, 0));
    let closed = team.vault.close_prompt(&draft(&prompt, Some(Outcome::WasRight)), morning()).unwrap();
    assert_eq!((closed.outcome, closed.closed_on, closed.standing), (Some(Outcome::WasRight), Some(day(10, 9)), false));
    let after = team.vault.prompt_record(morning()).unwrap();
    assert_eq!((after.raised, after.open, after.was_right), (2, 1, 1));
    assert_eq!(team.vault.brief(prompt.person, morning()).unwrap().prompt, None);
    let open = team.vault.close_prompt(&draft(&prompt, None), morning()).unwrap();
    assert_eq!(open, prompt);
    assert_eq!(team.vault.brief(prompt.person, morning()).unwrap().prompt, Some(prompt.clone()));
    let never = OutcomeDraft { raised_on: day(5, 1), ..draft(&prompt, Some(Outcome::Talked)) };
    assert_eq!(team.vault.close_prompt(&never, morning()), Err(Error::not_found("prompt")));
}

#[test]
fn the_budget_is_shared_between_people_and_tells_what_it_misses() {
    let mut team = Team::new();
    let budget = team.vault.alarm_budget().unwrap();
    assert_eq!((budget.a_year, budget.people), (2, 7));
    assert_eq!(budget.choices.iter().map(|one| one.a_year).collect::<Vec<_>>(), CHOICES);
    assert!(budget.choices.windows(2).all(|pair| pair[0].clear_of_10 <= pair[1].clear_of_10));
    assert!(budget.choices.iter().all(|one| one.words.contains(&format!("{} times in 10", one.clear_of_10))));
    assert_eq!(team.vault.set_alarm_budget(8).unwrap().a_year, 8);
    assert_eq!(team.vault.alarm_budget().unwrap().a_year, 8);
    assert!(matches!(team.vault.set_alarm_budget(3), Err(Error::Invalid { field, .. }) if field == "a_year"));
    let often = prompts(&team, "mira-kovacevic");
    assert!(often.iter().any(|prompt| prompt.direction == Direction::Below));
}

#[test]
fn a_new_normal_takes_the_prompt_away_until_it_is_taken_back() {
    let mut team = Team::new();
    let prompt = prompts(&team, "mira-kovacevic").remove(0);
    let start = FreshStart { person: prompt.person, since: prompt.since };
    team.vault.fresh_start(start, morning()).unwrap();
    assert_eq!(prompts(&team, "mira-kovacevic"), []);
    let page = team.vault.prompts(Some(prompt.person), morning()).unwrap();
    assert_eq!(page.fresh_starts, [start]);
    team.vault.remove_fresh_start(start).unwrap();
    assert_eq!(prompts(&team, "mira-kovacevic"), [prompt]);
    assert_eq!(team.vault.remove_fresh_start(start), Err(Error::not_found("fresh start")));
    let later = FreshStart { since: day(10, 10), ..start };
    assert!(matches!(team.vault.fresh_start(later, morning()), Err(Error::Invalid { field, .. }) if field == "since"));
}

#[test]
fn a_quarter_has_a_line_for_each_indicator() {
    let team = Team::new();
    let lines = team.vault.quarter(team.mira().id, day(10, 9)).unwrap();
    assert_eq!(lines.len(), 6);
    let of = |name: &str| lines.iter().find(|line| line.name == name).unwrap();
    assert_eq!(of("Energy").direction, Some(Direction::Below));
    assert!(of("Energy").slope.unwrap().high < 0.0 || of("Energy").slope.unwrap().steps < 0.0);
    assert_eq!(of("Belonging").direction, None);
}
