//! The question bank and the templates on a real vault.
//! Agenda items as such are in `meetings`.

use crate::support::people::{TODAY, draft};
use crate::support::vaults::{Open, later, now};
use engine::Error;
use engine::model::id::{PersonId, QuestionId};
use engine::model::meeting::{AgendaItemDraft, AgendaSource};
use engine::model::note::NoteDraft;
use engine::model::question::{Question, QuestionDraft, Situation, shipped};
use engine::model::template::TemplateDraft;
use engine::vault::{Now, Vault};
use std::collections::BTreeSet;

fn mira(vault: &mut Vault) -> PersonId {
    vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id
}

fn ask(vault: &mut Vault, person: PersonId, question: &Question, now: Now) -> engine::model::id::AgendaItemId {
    let source = AgendaSource::Question { key: question.key.clone() };
    vault.add_agenda_item(&AgendaItemDraft { person, text: question.text.clone(), source }, now).unwrap().id
}

fn one(vault: &Vault, person: PersonId, key: &str, now: Now) -> Question {
    vault.questions(person, now).unwrap().questions.into_iter().find(|one| one.key == key).unwrap()
}

#[test]
fn the_bank_holds_enough_questions_for_every_topic_and_situation_once_each() {
    let bank = shipped().unwrap();
    assert!(bank.len() >= 120, "{}", bank.len());
    let keys: BTreeSet<_> = bank.iter().map(|one| &one.key).collect();
    let texts: BTreeSet<_> = bank.iter().map(|one| one.text.to_lowercase()).collect();
    assert_eq!((keys.len(), texts.len()), (bank.len(), bank.len()));
    let schema = include_str!("../engine/src/vault/migrations/0001_start.sql");
    let mut topics = BTreeSet::new();
    for question in &bank {
        assert!(schema.contains(&format!("('{}', '", question.topic)), "{}", question.topic);
        assert!(question.text.contains('?') && question.text.chars().count() <= 160, "{}", question.text);
        topics.insert(question.topic.as_str());
    }
    assert_eq!(topics.len(), 15);
    use Situation::{First, Incident, Junior, Leave, Remote, Senior, TechLead};
    for situation in [First, Junior, Senior, TechLead, Remote, Incident, Leave] {
        assert!(bank.iter().filter(|one| one.situation == Some(situation)).count() >= 6, "{situation:?}");
    }
}

#[test]
fn a_question_was_asked_when_it_was_talked_about_and_not_before() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let question = one(vault, mira, "focus-longest-stretch", now());
    let item = ask(vault, mira, &question, now());
    let waits = one(vault, mira, &question.key, now());
    assert_eq!((waits.waiting, waits.last_asked), (true, None));
    let meeting = vault.start_meeting(mira, now()).unwrap();
    vault.discuss_agenda_item(item, meeting).unwrap();
    let asked = one(vault, mira, &question.key, now());
    assert_eq!((asked.waiting, asked.last_asked), (false, Some(TODAY)));
    vault.reopen_agenda_item(item).unwrap();
    assert_eq!(one(vault, mira, &question.key, now()).last_asked, None);
}

#[test]
fn no_suggestion_comes_back_within_the_weeks_that_were_chosen() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let weeks = |n: i64| later(n * 7 * 24 * 60);
    let mut asked: Vec<(String, i64)> = Vec::new();
    for week in 0..30 {
        let bank = vault.questions(mira, weeks(week)).unwrap();
        assert_eq!(bank.suggested.len(), 5);
        for key in &bank.suggested {
            assert!(asked.iter().all(|(old, then)| old != key || week - then >= 12), "{key} in week {week}");
        }
        let question = bank.questions.iter().find(|one| one.key == bank.suggested[0]).unwrap().clone();
        let item = ask(vault, mira, &question, weeks(week));
        let waiting = vault.questions(mira, weeks(week)).unwrap();
        assert!(!waiting.suggested.contains(&question.key));
        let meeting = vault.start_meeting(mira, weeks(week)).unwrap();
        vault.discuss_agenda_item(item, meeting).unwrap();
        vault.end_meeting(meeting, weeks(week)).unwrap();
        asked.push((question.key, week));
    }
    assert!(asked.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len() >= 12);
    vault.set_weeks_apart(0).unwrap();
    assert_eq!(vault.questions(mira, weeks(30)).unwrap().weeks_apart, 0);
    assert!(matches!(vault.set_weeks_apart(105), Err(Error::Invalid { field, .. }) if field == "weeks_apart"));
}

#[test]
fn a_question_of_ones_own_stands_beside_the_shipped_ones() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let mine = QuestionDraft {
        topic: "reviews".into(),
        situation: Some(Situation::Senior),
        text: " Who reads\nyour code? ".into(),
    };
    let added = vault.add_question(&mine, now()).unwrap();
    assert_eq!(
        (added.text.as_str(), added.own, added.situation),
        ("Who reads your code?", true, Some(Situation::Senior))
    );
    assert_eq!(vault.questions(mira, now()).unwrap().questions[0], added);
    for (draft, name) in [
        (QuestionDraft { topic: "gossip".into(), ..mine.clone() }, "topic"),
        (QuestionDraft { text: " ".into(), ..mine.clone() }, "text"),
        (QuestionDraft { text: "x".repeat(501), ..mine.clone() }, "text"),
    ] {
        assert!(matches!(vault.add_question(&draft, now()), Err(Error::Invalid { field, .. }) if field == name));
    }
    let id = QuestionId(added.key.parse().unwrap());
    vault.remove_question(id).unwrap();
    assert!(!vault.questions(mira, now()).unwrap().questions.iter().any(|one| one.own));
    assert!(matches!(vault.remove_question(id), Err(Error::NotFound { .. })));
}

#[test]
fn a_template_is_put_in_below_what_is_there_and_only_once() {
    let vault = &mut Open::new().vault;
    let mira = mira(vault);
    let meeting = vault.start_meeting(mira, now()).unwrap();
    let note = vault.meeting_page(meeting, now()).unwrap().note;
    vault.save_note(note.id, &NoteDraft { text: "Already said.\n\n- [ ] @me send it".into(), base: 0 }, now()).unwrap();
    for _ in 0..2 {
        vault.apply_template(meeting, "career", later(1)).unwrap();
    }
    let page = vault.meeting_page(meeting, later(1)).unwrap();
    let points: Vec<_> = page.agenda.iter().map(|item| item.text.as_str()).collect();
    assert_eq!((points.len(), points[0]), (4, "What you are proud of since we last spoke about this"));
    assert!(page.note.text.starts_with("Already said.\n\n- [ ] @me send it\n\n## Where you want to go, in your words"));
    assert_eq!(page.note.text.matches("## The next step").count(), 1);
    assert!(!page.note.text.contains("## Agenda"));
    assert_eq!(page.made_here.len(), 1);
    // What was typed meanwhile on top of the older text is joined, not overwritten.
    let draft = NoteDraft { text: "Already said, twice.\n\n- [ ] @me send it".into(), base: 1 };
    let saved = vault.save_note(note.id, &draft, later(2)).unwrap();
    assert!(saved.note.text.starts_with("Already said, twice.") && saved.note.text.contains("## The next step"));
    assert!(matches!(vault.apply_template(meeting, "none", now()), Err(Error::NotFound { .. })));
}

#[test]
fn a_template_is_edited_reset_and_made_anew() {
    let vault = &mut Open::new().vault;
    let names = |vault: &Vault| -> Vec<_> { vault.templates().unwrap().into_iter().map(|one| one.name).collect() };
    assert_eq!(names(vault), ["First 1:1", "Weekly", "Career", "After leave", "Review", "Farewell"]);
    let draft = TemplateDraft { name: "Every week".into(), text: "## Agenda\n- How are you?\n".into() };
    assert!(vault.edit_template("weekly", &draft).unwrap().edited);
    let own = vault.add_template(&TemplateDraft { name: "Skip-level".into(), ..draft.clone() }, now()).unwrap();
    assert_eq!(names(vault), ["First 1:1", "Every week", "Career", "After leave", "Review", "Farewell", "Skip-level"]);
    vault.reset_template("weekly").unwrap();
    vault.reset_template(&own.key).unwrap();
    assert_eq!(names(vault)[1], "Weekly");
    assert_eq!(names(vault).len(), 6);
    assert!(
        matches!(vault.add_template(&TemplateDraft { name: " ".into(), ..draft }, now()), Err(Error::Invalid { field, .. }) if field == "name")
    );
}
