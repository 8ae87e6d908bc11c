//! Proof of `undo` on whole tables: what was there before each step is there again, byte for byte.
//! What the window sees of it is proved from outside, in `tests/undo.rs`.
#![allow(clippy::unwrap_used)]

use super::{KdfProfile, NewVault, Now, Passphrase, Vault};
use crate::model::cadence::{Cadence, Rhythm};
use crate::model::follow_up::FollowUpDraft;
use crate::model::goal::{
    EvidenceDraft, EvidenceKind, GoalCheckIn, GoalDraft, GoalKind, GoalMove, GoalState, MilestoneDraft,
};
use crate::model::id::{AgendaItemId, CaptureId, FollowUpId, GoalId, IndicatorId, MeetingId, NoteId, PersonId};
use crate::model::indicator::{ObservationDraft, Occasion, Source, Step};
use crate::model::meeting::{AgendaItemDraft, AgendaSource, MeetingDraft, Side};
use crate::model::note::NoteDraft;
use crate::model::pages::AgendaOrder;
use crate::model::person::{PersonDraft, Relationship};
use chrono::{Days, Duration, NaiveTime, Weekday};
use proptest::prelude::*;
use rusqlite::types::Value;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use tempfile::TempDir;

fn now() -> Now {
    Now::parse_from_rfc3339("2026-10-09T10:08:00+02:00").unwrap()
}

/// A vault with nothing in it.
fn empty() -> (TempDir, Vault) {
    let temp = tempfile::tempdir().unwrap();
    let new = NewVault {
        label: "Payments".to_owned(),
        passphrase: Passphrase::new("seven quiet lanterns cross the river".to_owned()),
        kdf: KdfProfile::cheap(),
    };
    let (vault, _) = Vault::create(&temp.path().join("vault"), &new, now()).unwrap();
    (temp, vault)
}

/// A vault in which something hangs on everything.
fn vault() -> (TempDir, Vault) {
    let (temp, mut vault) = empty();
    let ada = vault.add_person(&somebody(0), now()).unwrap().id;
    let ben = vault.add_person(&PersonDraft { name: "Ben Ito".to_owned(), ..somebody(1) }, now()).unwrap().id;
    for (person, days) in [(ada, 21), (ada, 14), (ben, 7), (ada, 0)] {
        let at = now() - Duration::days(days);
        let topic = AgendaItemDraft { person, text: "The plan".to_owned(), source: AgendaSource::Typed };
        let item = vault.add_agenda_item(&topic, at).unwrap().id;
        vault.add_agenda_item(&topic, at).unwrap();
        let meeting = vault.start_meeting(person, at).unwrap();
        let note = vault.note(vault.meeting(meeting).unwrap().note.unwrap()).unwrap();
        let text = "Went well.\n- [ ] @me send it by fri\n- [ ] @ada draft it\n> [!private]\n> Between us.".to_owned();
        vault.save_note(note.id, &NoteDraft { text, base: 0 }, at).unwrap();
        vault.discuss_agenda_item(item, meeting).unwrap();
        vault.set_topics(meeting, &["focus".to_owned()]).unwrap();
        vault.end_meeting(meeting, at + Duration::minutes(30)).unwrap();
        let goal = vault.add_goal(&goal(person, 0), at).unwrap().id;
        let quote = "Went well.".to_owned();
        vault.add_evidence(&EvidenceDraft { goal, meeting, quote, kind: EvidenceKind::Direct }).unwrap();
    }
    vault.add_note(ada, now().date_naive(), now()).unwrap();
    (temp, vault)
}

fn goal(person: PersonId, nth: u8) -> GoalDraft {
    GoalDraft {
        person,
        title: format!("Grow {nth}"),
        kind: GoalKind::People,
        why: "It matters".to_owned(),
        skills: vec!["calm".to_owned()],
        horizon: None,
        about: String::new(),
        state: GoalState::Active,
        next_step: None,
        milestones: vec![MilestoneDraft { id: None, text: "First".to_owned(), done: None, due: None }],
    }
}

/// Every row of every table, but a note's earlier texts and what counts them: those only grow.
fn dump(vault: &Vault) -> BTreeMap<String, Vec<String>> {
    let conn = &vault.conn;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'
        AND name <> 'note_revisions'";
    let names: Vec<String> =
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    names
        .into_iter()
        .map(|name| {
            let mut statement = conn.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let read = |row: &rusqlite::Row<'_>| {
                let values = columns
                    .iter()
                    .enumerate()
                    .filter(|(_, column)| name != "notes" || !["revision", "saved_at"].contains(&column.as_str()));
                values.map(|(at, column)| Ok(format!("{column}={:?}", row.get::<_, Value>(at)?))).collect()
            };
            let rows = statement.query_map([], read).unwrap();
            let mut rows: Vec<String> = rows.map(|row: rusqlite::Result<Vec<String>>| row.unwrap().join(" ")).collect();
            rows.sort();
            (name, rows)
        })
        .collect()
}

/// The search index says what the tables say, and no reference hangs loose.
fn require_sound(vault: &Vault) {
    for table in ["notes", "follow_ups", "goals", "captures"] {
        let sql = format!("INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)");
        vault.conn.execute(&sql, []).unwrap();
    }
    assert!(!vault.conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
}

/// The `nth` id of a query, round and round; none when there is none.
fn pick<T: DeserializeOwned>(vault: &Vault, sql: &str, nth: u8) -> Option<T> {
    let ids: Vec<String> =
        vault.conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let id = ids.get(usize::from(nth) % ids.len().max(1))?.clone();
    serde_json::from_value(id.into()).ok()
}

/// One change, chosen by two numbers. What is refused changes nothing, and that is proved too.
fn change(vault: &mut Vault, what: u8, nth: u8, now: Now) -> Option<()> {
    let today = now.date_naive();
    let person = pick::<PersonId>(vault, "SELECT id FROM people ORDER BY id", nth)?;
    let follow_up = pick::<FollowUpId>(vault, "SELECT id FROM follow_ups WHERE deleted_at IS NULL ORDER BY id", nth);
    let item = pick::<AgendaItemId>(vault, "SELECT id FROM agenda_items ORDER BY id", nth);
    let meeting = pick::<MeetingId>(vault, "SELECT id FROM meetings ORDER BY id", nth);
    let grown = pick::<GoalId>(vault, "SELECT id FROM goals ORDER BY id", nth);
    let side = if nth.is_multiple_of(2) { Side::Me } else { Side::Them };
    let day = today.checked_add_days(Days::new(u64::from(nth)))?;
    let promise = FollowUpDraft { person, owner: side, text: format!("Do “it” {nth}’s way"), due: Some(day) };
    // What is refused is no step; the dumps show it.
    let _ = match what % 26 {
        0 => vault.add_follow_up(&promise, now).map(drop),
        1 => vault.keep_follow_up(follow_up?, now).map(drop),
        2 => vault.reopen_follow_up(follow_up?, now).map(drop),
        3 => vault.drop_follow_up(follow_up?, "no longer needed", now).map(drop),
        4 => vault.nudge_follow_up(follow_up?, Some(day), now).map(drop),
        5 => {
            let whose = vault.follow_up(follow_up?).ok()?.person;
            vault.edit_follow_up(follow_up?, &FollowUpDraft { person: whose, ..promise }, None, now).map(drop)
        }
        6 => {
            let draft = AgendaItemDraft { person, text: format!("Talk {nth}"), source: AgendaSource::Typed };
            vault.add_agenda_item(&draft, now).map(drop)
        }
        7 => vault.remove_agenda_item(item?),
        8 => vault.discuss_agenda_item(item?, meeting?).map(drop),
        9 => {
            let items = vault.agenda(person).ok()?.into_iter().rev().map(|item| item.id).collect();
            vault.order_agenda(person, &AgendaOrder { items }).map(drop)
        }
        10 => vault.start_meeting(person, now).map(drop),
        11 => {
            let running = pick(vault, "SELECT id FROM meetings WHERE status = 'running'", 0)?;
            vault.end_meeting(running, now).map(drop)
        }
        12 => {
            let draft = MeetingDraft { person, date: day, time: NaiveTime::from_hms_opt(9, 0, 0)?, minutes: 30 };
            vault.plan_meeting(&draft, now).map(drop)
        }
        13 => {
            let planned = pick(vault, "SELECT id FROM meetings WHERE status = 'planned' ORDER BY id", nth)?;
            vault.move_meeting(planned, day, NaiveTime::from_hms_opt(11, 0, 0)?, side, now).map(drop)
        }
        14 => vault.remove_meeting(meeting?, now),
        15 => vault.set_topics(meeting?, &["career".to_owned(), "team".to_owned()]).map(drop),
        16 => vault.add_note(person, today, now).map(drop),
        17 => {
            let note = pick::<NoteId>(vault, "SELECT id FROM notes WHERE meeting IS NULL ORDER BY id", nth)?;
            vault.remove_note(note, now)
        }
        18 => {
            let indicator = pick::<IndicatorId>(vault, "SELECT id FROM indicators ORDER BY id", nth)?;
            let step = Step::Value { value: nth % 5 + 1 };
            vault
                .observe(
                    &ObservationDraft {
                        occasion: Occasion::Meeting { meeting: meeting? },
                        indicator,
                        source: Source::Said,
                        step,
                    },
                    now,
                )
                .map(drop)
        }
        19 => vault.add_goal(&goal(person, nth), now).map(drop),
        20 => {
            let check_in = GoalCheckIn { date: today, state: GoalMove::Moved, confidence: nth % 5 + 1 };
            vault.check_in_goal(grown?, &check_in).map(drop)
        }
        21 => vault.remove_goal(grown?),
        22 => vault.archive_person(person, now),
        23 => vault.add_capture(person, "A 'quoted' thought", now).map(drop),
        24 => vault.sort_capture(pick::<CaptureId>(vault, "SELECT id FROM captures ORDER BY id", nth)?, now),
        _ => vault.add_person(&somebody(nth), now).map(drop),
    };
    Some(())
}

fn somebody(nth: u8) -> PersonDraft {
    PersonDraft {
        name: format!("Ada O’Neil {nth}"),
        pronouns: String::new(),
        role: "Engineer".to_owned(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: Cadence {
            rhythm: Rhythm::Weeks { n: 1 },
            weekday: Weekday::Fri,
            time: NaiveTime::default(),
            minutes: 30,
        },
        zone: String::new(),
        check_ins: None,
        about: String::new(),
    }
}

/// Writes in a note as the editor does; tells whether there was one.
fn write_in(vault: &mut Vault, words: &str, nth: u8, now: Now) -> bool {
    let sql = "SELECT id FROM notes WHERE deleted_at IS NULL ORDER BY id";
    let Some(note) = pick::<NoteId>(vault, sql, nth).and_then(|id| vault.note(id).ok()) else { return false };
    let text = format!("- [ ] @me {words}\n{}", note.text);
    vault.save_note(note.id, &NoteDraft { text, base: note.revision }, now).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn taking_back_every_step_of_any_sequence_leaves_every_table_as_it_was(
        changes in prop::collection::vec((any::<u8>(), any::<u8>()), 1..24)
    ) {
        let (_temp, mut vault) = vault();
        // Making the vault was steps as well: they stay.
        let first = vault.last_step().unwrap().unwrap();
        let mut before: Vec<BTreeMap<String, Vec<String>>> = vec![dump(&vault)];
        let mut at = now();
        for (what, nth) in changes {
            at += Duration::minutes(1);
            let last = vault.last_step().unwrap();
            change(&mut vault, what, nth, at);
            let dumped = dump(&vault);
            if vault.last_step().unwrap() == last {
                prop_assert_eq!(before.last(), Some(&dumped), "what is no step changed something");
            } else {
                before.push(dumped);
            }
        }
        let mut steps = before.len() - 1;
        while vault.last_step().unwrap() != Some(first.clone()) {
            prop_assert_eq!(&dump(&vault), &before[steps]);
            vault.undo(None, at).unwrap().unwrap();
            steps -= 1;
            prop_assert_eq!(&dump(&vault), &before[steps]);
            require_sound(&vault);
        }
        prop_assert_eq!(steps, 0);
        while vault.redo(at).unwrap().is_some() {
            steps += 1;
            prop_assert_eq!(&dump(&vault), &before[steps]);
        }
        prop_assert_eq!(steps, before.len() - 1);
        require_sound(&vault);
    }

    #[test]
    fn no_promise_typed_in_between_is_lost_by_taking_steps_back(
        changes in prop::collection::vec((any::<u8>(), any::<u8>(), any::<bool>()), 1..24)
    ) {
        let (_temp, mut vault) = vault();
        let first = vault.last_step().unwrap().unwrap();
        let mut at = now();
        let mut typed = Vec::new();
        for (n, (what, nth, typing)) in changes.into_iter().enumerate() {
            at += Duration::minutes(20);
            let words = format!("look at thing number {n} once more");
            if typing {
                if write_in(&mut vault, &words, nth, at) {
                    typed.push(words);
                }
            } else if what % 26 != 5 {
                // All but editing, which gives a promise other words.
                change(&mut vault, what, nth, at);
            }
        }
        while vault.last_step().unwrap().is_some_and(|step| step != first) {
            // Refused or taken back: either way it is off the list.
            let _ = vault.undo(None, at);
            require_sound(&vault);
        }
        for words in typed {
            let sql = "SELECT count(*) FROM follow_ups WHERE text = ?1 AND deleted_at IS NULL";
            let there: i64 = vault.conn.query_row(sql, [&words], |row| row.get(0)).unwrap();
            prop_assert_eq!(there, 1, "{}", words);
        }
    }
}

#[test]
fn an_import_is_one_step() {
    let content = vault().1.content(None).unwrap();
    let (_temp, mut vault) = empty();
    vault.merge(&content, now()).unwrap();
    let full = dump(&vault);
    assert_eq!(vault.undo(None, now()).unwrap().unwrap().what, "Import");
    let empty = dump(&vault);
    for table in ["people", "meetings", "notes", "follow_ups", "goals", "observations", "passages"] {
        assert!(empty[table].is_empty(), "{table}");
    }
    assert_eq!(vault.undo(None, now()), Ok(None));
    vault.redo(now()).unwrap().unwrap();
    assert_eq!(dump(&vault), full);
    require_sound(&vault);
}
