//! The scales themselves: editing, order, retiring; and notes only, which shows nothing of them.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::context::{ContextBandDraft, ContextKind, InUsual};
use engine::model::indicator::{Indicator, IndicatorDraft, IndicatorOrder, Keeping, Occasion, StrainEnd};
use engine::model::packet::{Include, PacketDraft, PacketKind};
use engine::model::pages::Range;
use engine::model::trend::FreshStart;

fn draft(name: &str) -> IndicatorDraft {
    IndicatorDraft {
        name: name.into(),
        hint: String::new(),
        question: "How is the sleep?".into(),
        words: ["None", "Little", "Some", "Enough", "Plenty"].map(String::from),
        strain: StrainEnd::Low,
    }
}

fn field(error: &Error) -> &str {
    match error {
        Error::Invalid { field, .. } => field,
        _ => panic!("{error:?}"),
    }
}

fn named(team: &Team, key: &str) -> Indicator {
    team.vault.indicators().unwrap().into_iter().find(|one| one.key == key).unwrap()
}

fn as_draft(one: Indicator) -> IndicatorDraft {
    let Indicator { name, hint, question, words, strain, .. } = one;
    IndicatorDraft { name, hint, question, words, strain }
}

#[test]
fn each_default_scale_comes_with_a_question() {
    assert!(Team::empty().vault.indicators().unwrap().iter().all(|one| one.question.ends_with('?')));
}

#[test]
fn a_new_scale_stands_last_with_a_key_of_its_own() {
    let mut team = Team::new();
    let made = team.vault.add_indicator(&draft("  Sleep  "), morning()).unwrap();
    assert_eq!((made.name.as_str(), made.key.as_str(), made.retired), ("Sleep", "sleep", false));
    assert_eq!(team.vault.indicators().unwrap().last(), Some(&made));
    let other = team.vault.add_indicator(&draft("眠り"), morning()).unwrap();
    assert_eq!(other.key, "indicator");
    let rail = team.vault.check_in(Occasion::Day { person: team.mira().id, date: day(10, 9) }, morning()).unwrap();
    assert_eq!(rail.len(), 8);
    assert!(rail.iter().all(|row| row.observed.is_none() && row.said.is_none()), "nothing is filled in beforehand");
}

#[test]
fn what_cannot_be_told_apart_is_refused_by_its_field() {
    let mut team = Team::new();
    let with = |at: usize, word: &str| {
        let mut draft = draft("Sleep");
        draft.words[at] = word.into();
        draft
    };
    let cases = [
        (draft(" "), "name"),
        (draft("energy"), "name"),
        (draft(&"x".repeat(61)), "name"),
        (with(1, ""), "word2"),
        (with(4, "NONE"), "word5"),
        (with(2, &"x".repeat(25)), "word3"),
        (IndicatorDraft { question: "x".repeat(201), ..draft("Sleep") }, "question"),
    ];
    let before = team.vault.indicators().unwrap();
    for (draft, expected) in cases {
        assert_eq!(field(&team.vault.add_indicator(&draft, morning()).unwrap_err()), expected, "{draft:?}");
    }
    assert_eq!(team.vault.indicators().unwrap(), before);
}

#[test]
fn words_change_and_steps_keep_their_place() {
    let mut team = Team::new();
    let energy = named(&team, "energy");
    let points = |team: &Team| {
        let page = team.vault.trends(team.mira().id, Range::All, morning()).unwrap();
        page.indicators.into_iter().find(|one| one.indicator.key == "energy").unwrap().points
    };
    let before = points(&team);
    let mut next = as_draft(energy.clone());
    next.name = "Tank".into();
    next.words[0] = "Dry".into();
    let edited = team.vault.edit_indicator(energy.id, &next).unwrap();
    assert_eq!((edited.name.as_str(), edited.key.as_str(), edited.words[0].as_str()), ("Tank", "energy", "Dry"));
    assert_eq!(points(&team), before);
    next.strain = StrainEnd::High;
    assert_eq!(field(&team.vault.edit_indicator(energy.id, &next).unwrap_err()), "strain", "it has been used");
    let fresh = team.vault.add_indicator(&draft("Sleep"), morning()).unwrap();
    let turned = IndicatorDraft { strain: StrainEnd::High, ..draft("Sleep") };
    assert_eq!(team.vault.edit_indicator(fresh.id, &turned).unwrap().strain, StrainEnd::High);
}

#[test]
fn the_rail_follows_the_order_and_an_incomplete_order_is_refused() {
    let mut team = Team::new();
    let mut ids: Vec<_> = team.vault.indicators().unwrap().into_iter().map(|one| one.id).collect();
    ids.reverse();
    let ordered = team.vault.order_indicators(&IndicatorOrder { indicators: ids.clone() }).unwrap();
    assert_eq!(ordered.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
    let first = ids[0];
    for wrong in [ids[1..].to_vec(), [&ids[..], &[first]].concat()] {
        let error = team.vault.order_indicators(&IndicatorOrder { indicators: wrong }).unwrap_err();
        assert_eq!(field(&error), "indicators");
    }
}

#[test]
fn a_retired_scale_is_asked_no_more_and_keeps_its_history() {
    let mut team = Team::new();
    let before = team.vault.content(None).unwrap().people;
    let growth = named(&team, "growth").id;
    let left = team.vault.retire_indicator(growth).unwrap();
    assert!(left.last().unwrap().retired);
    let today = Occasion::Day { person: team.mira().id, date: day(10, 9) };
    assert_eq!(team.vault.check_in(today, morning()).unwrap().len(), 5);
    let page = team.vault.trends(team.mira().id, Range::All, morning()).unwrap();
    assert!(page.indicators.iter().any(|one| one.indicator.id == growth && !one.points.is_empty()));
    assert_eq!(field(&team.vault.add_indicator(&draft("Growth"), morning()).unwrap_err()), "name");
    let back = team.vault.restore_indicator(growth).unwrap();
    assert_eq!((back.last().unwrap().id, back.last().unwrap().retired), (growth, false));
    assert!(team.vault.content(None).unwrap().people == before);
}

#[test]
fn twelve_are_enough() {
    let mut team = Team::empty();
    for n in 0..6 {
        team.vault.add_indicator(&draft(&format!("Scale {n}")), morning()).unwrap();
    }
    assert_eq!(field(&team.vault.add_indicator(&draft("One more"), morning()).unwrap_err()), "indicators");
}

#[test]
fn a_stretch_left_out_changes_the_usual_and_taking_it_away_changes_it_back() {
    let mut team = Team::new();
    let mira = team.mira().id;
    let trends = |team: &Team| team.vault.trends(mira, Range::OneYear, morning()).unwrap();
    let before = trends(&team);
    let stretch = |in_usual| ContextBandDraft {
        kind: ContextKind::Release,
        label: String::new(),
        from: day(4, 1),
        to: Some(day(8, 31)),
        in_usual,
    };
    let band = team.vault.add_context_band(mira, &stretch(InUsual::Counts), morning()).unwrap();
    assert_eq!(trends(&team).indicators, before.indicators, "a band that counts is only drawn");
    assert_eq!(trends(&team).bands, std::slice::from_ref(&band));
    team.vault.edit_context_band(band.id, &stretch(InUsual::LeftOut)).unwrap();
    assert_ne!(trends(&team).indicators, before.indicators);
    team.vault.remove_context_band(band.id).unwrap();
    assert_eq!(trends(&team), before);
    let backwards = ContextBandDraft { to: Some(day(3, 1)), ..stretch(InUsual::Counts) };
    assert_eq!(field(&team.vault.add_context_band(mira, &backwards, morning()).unwrap_err()), "to");
    let nameless = ContextBandDraft { kind: ContextKind::Other, ..stretch(InUsual::Counts) };
    assert_eq!(field(&team.vault.add_context_band(mira, &nameless, morning()).unwrap_err()), "label");
}

#[test]
fn the_new_normal_starts_a_new_usual_and_can_be_taken_back() {
    let mut team = Team::new();
    let mira = team.mira().id;
    let trends = |team: &Team| team.vault.trends(mira, Range::SixMonths, morning()).unwrap();
    let before = trends(&team);
    let since = FreshStart { person: mira, since: day(9, 4) };
    team.vault.fresh_start(since, morning()).unwrap();
    assert_eq!(trends(&team).fresh_starts, [day(9, 4)]);
    assert!(trends(&team).indicators.iter().all(|one| one.usual.is_none()), "five check-ins are too few for a usual");
    team.vault.remove_fresh_start(since).unwrap();
    assert_eq!(trends(&team), before);
}

#[test]
fn all_of_it_reaches_back_to_the_first_day() {
    let team = Team::new();
    let page = team.vault.trends(team.mira().id, Range::All, morning()).unwrap();
    assert_eq!(page.from, day(4, 10));
    assert_eq!(page.indicators[0].points[0].date, day(4, 10));
}

/// Every word the engine answers with about the sample team, as the window and the terminal get it.
fn said(team: &Team) -> String {
    let vault = &team.vault;
    let everyone = vault.sidebar(morning()).unwrap();
    let mut all = format!("{:?}", vault.today(morning()).unwrap());
    all += &everyone.people.iter().map(|one| format!("{:?}", one.mark)).collect::<String>();
    for one in everyone.people {
        let id = one.person.id;
        let choice =
            Include { notes: false, follow_ups: true, goals: false, cadence: true, check_ins: true, private: true };
        let draft = PacketDraft { person: id, kind: PacketKind::History, from: None, to: None, include: choice };
        let packet = vault.packet(&draft, morning()).unwrap();
        all += &format!("{:?}", vault.person_page(id, morning()).unwrap().brief.signal);
        all += &format!(
            "{:?}{:?}",
            vault.prompts(Some(id), morning()).unwrap().prompts,
            vault.quarter(id, day(10, 9)).unwrap()
        );
        all += &format!("{:?}", vault.trends(id, Range::All, morning()).unwrap());
        all += &format!("{:?}{:?}{:?}", packet.trends, packet.left_out, packet.include);
        let shown = vault.shown(id).unwrap();
        all +=
            &format!("{:?}", shown.meetings.iter().map(|one| (&one.check_in, &one.not_observed)).collect::<Vec<_>>());
        all += &format!("{:?}", shown.observations);
    }
    // Whether somebody would be asked is the manager's choice about them and outlives the mode.
    all.replace("check_ins: true, about", "about")
}

#[test]
fn notes_only_says_nothing_of_check_ins_and_loses_nothing() {
    let mut team = Team::new();
    let before = team.vault.content(None).unwrap().people;
    let told = said(&team);
    let traces =
        ["Energy", "energy", "below", "raised_on", "check_ins: true", "check_ins: 2", "Observed", "Within", "Stray {"];
    assert!(traces.iter().all(|trace| told.contains(trace)), "{traces:?} can be found when there are check-ins");
    team.vault.choose_keeping(Keeping::NotesOnly).unwrap();
    assert_eq!(team.vault.sidebar(morning()).unwrap().keeping, Keeping::NotesOnly);
    let quiet = said(&team);
    for trace in traces {
        assert!(
            !quiet.contains(trace),
            "{trace}: {:?}",
            quiet.find(trace).map(|at| &quiet[at.saturating_sub(200)..at + 20])
        );
    }
    let meeting = team.meeting("mira-kovacevic", day(10, 2));
    assert!(team.vault.check_in(Occasion::Meeting { meeting }, morning()).unwrap().is_empty());
    assert!(team.vault.content(None).unwrap().people == before);
    team.vault.choose_keeping(Keeping::CheckIns).unwrap();
    assert!(said(&team) == told);
}
