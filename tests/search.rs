//! Search on the sample team, and on whatever may be typed.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::search::{HitTarget, Query, SearchDraft, SearchResults, SnippetPart};
use proptest::prelude::*;

fn search(team: &Team, text: &str) -> SearchResults {
    team.vault.search(&SearchDraft { text: text.into(), person: None, limit: 20 }, morning()).unwrap()
}

fn marked(parts: &[SnippetPart]) -> String {
    parts.iter().map(|part| if part.hit { format!("«{}»", part.text) } else { part.text.clone() }).collect()
}

#[test]
fn words_are_found_without_case_or_accents_and_before_they_are_finished() {
    let team = Team::new();
    for text in ["rehearsal", "REHEARSAL", "réhearsal", "rehea", "\"rehearsal run\"", "rehearsal run worked"] {
        let found = search(&team, text);
        assert!(found.notes_found > 0 && !found.hits.is_empty(), "{text}");
        assert!(found.hits[0].snippet.iter().any(|part| part.hit), "{text}: {:?}", found.hits[0].snippet);
    }
    assert_eq!(search(&team, "rehea ").notes_found, 0, "a finished word is a whole word");
    assert_eq!(search(&team, "\"run rehearsal\"").notes_found, 0, "a phrase keeps its order");
    let people = search(&team, "kovacevic");
    assert!(people.hits.iter().any(|hit| hit.target == HitTarget::Person));
}

#[test]
fn filters_narrow_by_person_topic_day_and_promise() {
    let team = Team::new();
    let mira = team.mira().id;
    let all = search(&team, "person:mira");
    assert!(all.notes_found > 10 && all.hits.iter().all(|hit| hit.person == mira));
    assert_eq!(all.people_found, 1);
    let since = search(&team, "person:mira after:2026-09-01 before:2026-10-01");
    assert!(since.notes_found > 0 && since.notes_found < all.notes_found);
    assert!(since.hits.iter().all(|hit| hit.date.is_some_and(|date| date >= day(9, 1) && date < day(10, 1))));
    let wellbeing = search(&team, "person:mira topic:wellbeing");
    assert!(wellbeing.notes_found > 0 && wellbeing.notes_found < all.notes_found);
    let promised = search(&team, "person:mira has:follow-up");
    assert!(promised.notes_found > 0 && promised.notes_found <= all.notes_found);
    assert_eq!(search(&team, "person:nobody").notes_found, 0);
    let error =
        team.vault.search(&SearchDraft { text: "after:soon".into(), person: None, limit: 5 }, morning()).unwrap_err();
    assert!(matches!(error, Error::Invalid { .. }));
}

#[test]
fn counts_tell_more_than_the_limit_shows() {
    let team = Team::new();
    let few = team.vault.search(&SearchDraft { text: "the".into(), person: None, limit: 2 }, morning()).unwrap();
    let notes =
        few.hits.iter().filter(|hit| matches!(hit.target, HitTarget::Meeting { .. } | HitTarget::Note { .. })).count();
    assert_eq!(notes, 2);
    assert!(few.notes_found > 2 && few.notes_found <= few.notes_searched && few.people_found > 1, "{few:?}");
    assert_eq!(search(&team, "").hits.len(), 0);
}

#[test]
fn nothing_typed_is_an_operator() {
    let team = Team::new();
    for text in [
        "\"",
        "\"\"",
        "AND",
        "a OR",
        "NOT",
        "NEAR(",
        "*",
        "^a",
        "text:",
        "-",
        "a:b",
        "(",
        "{x}",
        "a\"b",
        "+",
        "\0",
        "🙂",
        "'; DROP TABLE notes; --",
        "person:",
        "person:\"",
        "漢字",
    ] {
        let draft = SearchDraft { text: text.into(), person: None, limit: 5 };
        team.vault.search(&draft, morning()).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
    }
}

#[test]
fn a_snippet_is_one_line_without_marks_around_the_first_match() {
    let note = "# Ledger\n\n- **Diego** wrote [the half](https://example.org)\n> quiet *words*\n\n| a | b |\n";
    let query = Query::parse("diego hal").unwrap();
    assert_eq!(marked(&query.snippet(note)), "«Diego» wrote the «half»");
    let shown = |words: &str| marked(&Query::parse(words).unwrap().snippet(note));
    assert_eq!(shown("quiet"), "«quiet» words");
    assert_eq!(shown("nothing there"), "Ledger");
    let promised = "Met.\n- [x] @mira write the half page 📅 2026-10-14 ✅ 2026-10-13\n- [ ] call 📅️ 2026-10-14 back\n";
    assert_eq!(marked(&query.snippet(promised)), "write the «half» page");
    assert_eq!(marked(&Query::parse("call").unwrap().snippet(promised)), "«call» back");
    let long = format!("{} needle {}", "hay ".repeat(200), "straw ".repeat(200));
    let parts = Query::parse("needle").unwrap().snippet(&long);
    let shown: String = parts.iter().map(|part| part.text.as_str()).collect();
    assert!(shown.starts_with("… ") && shown.ends_with(" …") && shown.chars().count() < 130, "{shown}");
    assert!(marked(&parts).contains("«needle»"));
}

#[test]
fn struck_letters_are_found_with_and_without_their_stroke() {
    let mut team = Team::new();
    let mira = team.mira().id;
    for (name, typed) in [("Đorđević", "dordevic"), ("Wałęsa", "walesa"), ("Sørensen", "sorensen"), ("Lodz", "łódź")]
    {
        team.vault.add_capture(mira, &format!("Ask {name} about it"), morning()).unwrap();
        for words in [typed, name, &typed.to_uppercase(), &typed[..4]] {
            let hits = search(&team, words).hits;
            let found = hits.iter().any(|hit| {
                matches!(hit.target, HitTarget::Capture { .. })
                    && hit.snippet.iter().any(|part| part.hit && part.text == name)
            });
            assert!(found, "{words}: {hits:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_asked_and_cut(query in "\\PC{0,40}", text in "[\\PC\\n]{0,300}") {
        if let Ok(query) = Query::parse(&query) {
            let parts = query.snippet(&text);
            prop_assert!(parts.iter().all(|part| !part.text.contains('\n')));
        }
    }
}

#[test]
fn any_query_is_one_the_index_understands() {
    let team = Team::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
    runner
        .run(&"[\\PC\"*(){}:^+-]{0,24}", |text| {
            let answer = team.vault.search(&SearchDraft { text, person: None, limit: 3 }, morning());
            prop_assert!(matches!(answer, Ok(_) | Err(Error::Invalid { .. })), "{answer:?}");
            Ok(())
        })
        .unwrap();
}
