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
    let mira = prompts(&team, "mira-kovacevic");
    assert_eq!(mira.len(), 1, "{mira:?}");
    let prompt = &mira[0];
    assert_eq!(prompt.raised_on, day(10, 2), "{prompt:?}");
    assert!(prompt.since >= day(8, 26) && prompt.since <= prompt.raised_on, "{prompt:?}");
    assert_eq!(prompt.direction, Direction::Below);
    assert!(prompt.standing && !prompt.back && !prompt.meetings.is_empty());
    // Eoin goes down slowly and stops meeting: his readings fall, too late for a prompt.
    let eoin = team.vault.courses(Some(team.person("eoin-gallagher").id), USUAL_RATE, morning()).unwrap().remove(0);
    let last = eoin.course.standings.last().unwrap();
    assert!(last.recent.unwrap() < last.usual.unwrap() - 0.4, "{last:?}");
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
    assert_eq!((before.raised, before.open, before.was_right), (1, 1, 0));
    let closed = team.vault.close_prompt(&draft(&prompt, Some(Outcome::WasRight)), morning()).unwrap();
    assert_eq!((closed.outcome, closed.closed_on, closed.standing), (Some(Outcome::WasRight), Some(day(10, 9)), false));
    let after = team.vault.prompt_record(morning()).unwrap();
    assert_eq!((after.raised, after.open, after.was_right), (1, 0, 1));
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
