//! People as the vault keeps them: added, found, edited, archived, listed.
//! What may be entered is in `names`.

use crate::support::people::{TODAY, WEEKLY, day, draft};
use crate::support::vaults::{Open, later, now};
use chrono::Weekday;
use engine::Error;
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::follow_up::FollowUpDraft;
use engine::model::id::PersonId;
use engine::model::meeting::Side;
use engine::model::note::NoteNode;
use engine::model::team::Team;

#[test]
fn names_of_any_script_are_kept_and_two_of_one_name_stay_apart() {
    let vault = &mut Open::new().vault;
    let names = ["Mira Kovačević", "ليلى حداد", "田中美咲", "🦊🚀", "Mira Kovačević", "<b>'; DROP TABLE people;--"];
    let slugs = ["mira-kovacevic", "person-1", "person-2", "person-3", "mira-kovacevic-2", "b-drop-table-people"];
    for (name, slug) in names.iter().zip(slugs) {
        let added = vault.add_person(&draft(name), now()).unwrap();
        assert_eq!((added.name.as_str(), added.slug.as_str()), (*name, slug));
        assert_eq!(vault.person(added.id).unwrap(), added);
    }
    assert_eq!(vault.people(now()).unwrap().len(), names.len());
    assert!(matches!(vault.find_person("Mira"), Err(Error::Invalid { field, .. }) if field == "person"));
    assert_eq!(vault.find_person("mira-kovacevic-2").unwrap().slug, "mira-kovacevic-2");
}

#[test]
fn a_name_that_is_empty_or_too_long_adds_nobody() {
    let vault = &mut Open::new().vault;
    for name in ["", " \n ", &"x".repeat(300)] {
        assert!(matches!(vault.add_person(&draft(name), now()), Err(Error::Invalid { field, .. }) if field == "name"));
    }
    assert_eq!(vault.people(now()).unwrap(), []);
}

#[test]
fn a_person_is_found_by_part_of_the_name_whatever_case_and_accents() {
    let vault = &mut Open::new().vault;
    for name in ["Mira Kovačević", "Tunde Adeyemi", "Anna Berg", "Anna Lind", "Johanna Weiß"] {
        vault.add_person(&draft(name), now()).unwrap();
    }
    let check = |text: &str, found: Option<&str>| {
        assert_eq!(vault.find_person(text).ok().map(|person| person.name).as_deref(), found, "{text}");
    };
    check("mira", Some("Mira Kovačević"));
    check("KOVAČEVIĆ", Some("Mira Kovačević"));
    check("kovac", Some("Mira Kovačević"));
    check("mira kov", Some("Mira Kovačević"));
    check("weiss", Some("Johanna Weiß"));
    check("johanna", Some("Johanna Weiß"));
    check("anna lind", Some("Anna Lind"));
    check("anna", None);
    check("nobody", None);
    check("", None);
    let tunde = vault.find_person("tunde").unwrap();
    assert_eq!(vault.find_person(&tunde.id.to_string()).unwrap(), tunde);
}

#[test]
fn a_new_role_becomes_dated_history_and_the_handle_stays() {
    let vault = &mut Open::new().vault;
    let mut entered = draft("Mira Kovačević");
    (entered.role, entered.level, entered.joined) = ("Engineer".into(), "Mid".into(), Some(day(2023, 3, 6)));
    let mira = vault.add_person(&entered, now()).unwrap();
    (entered.name, entered.level) = ("Mira Berg".into(), "Senior".into());
    let edited = vault.edit_person(mira.id, &entered, now()).unwrap();
    assert_eq!(
        (edited.slug.as_str(), edited.handle.as_str(), edited.short_name.as_str()),
        ("mira-kovacevic", "mira", "Mira")
    );
    let roles = vault.person_page(mira.id, now()).unwrap().roles;
    let roles: Vec<_> = roles.iter().map(|role| (role.since, role.level.as_str())).collect();
    assert_eq!(roles, [(TODAY, "Senior"), (day(2023, 3, 6), "Mid")]);
}

#[test]
fn what_is_written_about_a_person_is_read_as_a_note() {
    let vault = &mut Open::new().vault;
    let mut entered = draft("Mira Kovačević");
    entered.about = "Thinks **best** before noon.\n\n- Collects them at four".into();
    let mira = vault.add_person(&entered, now()).unwrap();
    let about = vault.person_page(mira.id, now()).unwrap().about;
    assert!(matches!(about.as_slice(), [NoteNode::Paragraph { .. }, NoteNode::List { .. }]), "{about:?}");
}

#[test]
fn an_archived_person_leaves_the_lists_and_comes_back_whole() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap();
    let promise = FollowUpDraft { person: mira.id, owner: Side::Me, text: "Send it".into(), due: None };
    vault.add_follow_up(&promise, now()).unwrap();
    vault.archive_person(mira.id, now()).unwrap();
    let sidebar = vault.sidebar(now()).unwrap();
    assert_eq!((sidebar.people.len(), sidebar.open_follow_ups), (0, 0));
    assert_eq!(vault.follow_ups(None, now()).unwrap().mine, []);
    assert_eq!(vault.follow_ups(Some(mira.id), now()).unwrap().mine.len(), 1);
    assert_eq!(vault.find_person("mira").unwrap().archived_on, Some(TODAY));
    vault.restore_person(mira.id).unwrap();
    assert_eq!(vault.sidebar(now()).unwrap().open_follow_ups, 1);
    assert!(matches!(vault.archive_person(PersonId(uuid::Uuid::nil()), now()), Err(Error::NotFound { .. })));
}

#[test]
fn the_sidebar_lists_the_soonest_next_meeting_first_and_the_team_by_name() {
    let vault = &mut Open::new().vault;
    let with = |rhythm, weekday| Cadence { rhythm, weekday, ..WEEKLY };
    for (name, cadence) in [
        ("By hand", with(Rhythm::None, Weekday::Mon)),
        ("Thursday", with(Rhythm::Weeks { n: 1 }, Weekday::Thu)),
        ("Friday", with(Rhythm::Weeks { n: 2 }, Weekday::Fri)),
        ("Monday", with(Rhythm::Weeks { n: 1 }, Weekday::Mon)),
    ] {
        vault.add_person(&engine::model::person::PersonDraft { cadence, ..draft(name) }, now()).unwrap();
    }
    let sidebar = vault.sidebar(now()).unwrap();
    let listed: Vec<_> =
        sidebar.people.iter().map(|one| (one.person.name.as_str(), one.next.map(|at| at.date()))).collect();
    let oct = |d| Some(day(2026, 10, d));
    assert_eq!(listed, [("Friday", oct(9)), ("Monday", oct(12)), ("Thursday", oct(15)), ("By hand", None)]);
    assert_eq!((sidebar.team.as_str(), sidebar.today), ("Payments", TODAY));
    vault.edit_team(&Team { name: " Ledger ".into(), manager: "Ruth Amsel".into(), about: String::new() }).unwrap();
    let sidebar = vault.sidebar(now()).unwrap();
    assert_eq!((sidebar.team.as_str(), sidebar.manager.as_str()), ("Ledger", "Ruth Amsel"));
}

#[test]
fn a_thought_waits_in_the_inbox_until_it_is_sorted() {
    let vault = &mut Open::new().vault;
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    let first = vault.add_capture(mira, "  ask about the talk\nand the slides ", now()).unwrap();
    vault.add_capture(mira, "second", later(1)).unwrap();
    let texts = |vault: &engine::vault::Vault| -> Vec<String> {
        vault.person_page(mira, now()).unwrap().captures.into_iter().map(|one| one.text).collect()
    };
    assert_eq!(texts(vault), ["ask about the talk\nand the slides", "second"]);
    vault.sort_capture(first, now()).unwrap();
    assert_eq!(texts(vault), ["second"]);
    assert!(matches!(vault.add_capture(mira, " ", now()), Err(Error::Invalid { field, .. }) if field == "text"));
}
