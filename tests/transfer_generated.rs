//! Round trips of generated content: export and import give back exactly the same, whatever people type.
//! The sample team and broken folders are in `transfer`.

use crate::support::vaults::{Home, now};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Weekday};
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::follow_up::FollowUpState;
use engine::model::goal::{EvidenceKind, GoalCheckIn, GoalKind, GoalMove, GoalState, NextStep};
use engine::model::indicator::Source;
use engine::model::meeting::{Side, Status};
use engine::model::person::{DatedRole, Relationship};
use engine::model::team::Team;
use engine::model::transfer::{
    AgendaContent, CaptureContent, Content, FollowUpContent, GoalContent, ImportReport, MeetingContent, NoteContent,
    ObservationContent, PersonContent, Rows,
};
use engine::transfer::{read, shift_weeks, write_layout};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;
use tempfile::TempDir;

/// Pieces of text that mean something to YAML, Markdown, the layout or a file system.
const PIECES: &[&str] = &[
    "word",
    " ",
    "  ",
    ": ",
    " #",
    "- ",
    "---",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a",
    "*a",
    "|",
    ">",
    "%",
    "`",
    "```",
    "null",
    "true",
    "12",
    "2026-02-30",
    "~",
    "!",
    "é",
    "e\u{301}",
    "縁の下",
    "ليلى",
    "👩🏽‍🚀",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{a0}",
    "\u{202e}",
    "\t",
    "@me",
    "@p0",
    "📅 2026-03-04",
    "✅ 2026-03-04",
    "<b>",
    "|a|b|",
];
/// Pieces that only stand where there may be several lines.
const LINES: &[&str] = &[
    "\n",
    "\n\n",
    "\n---\n",
    "\n\n## Agenda\n- [ ] not mine\n\n",
    "\n- [ ] @me do this 📅 2026-03-04\n",
    "\n- [x] @p0 did that 📅 2026-03-04 ✅ 2026-03-05\n",
    "\n- [-] @me never mind 📅 2026-03-04\n",
    "\n> [!private]\n> between us\n",
    "\n```\n## Agenda\n- [ ] code\n```\n",
    "\r\n",
    "\r",
];

fn line() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..6).prop_map(|pieces| pieces.concat())
}

/// One line with something on it.
fn words() -> impl Strategy<Value = String> {
    line().prop_map(|line| format!("x{}", line.replace('\u{85}', "").trim_end()))
}

fn text() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = [PIECES, LINES, LINES].concat();
    vec(select(pieces), 0..12).prop_map(|pieces| pieces.concat())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1999, 1, 1).unwrap();
    (0..12_000_i64).prop_map(move |days| first + TimeDelta::days(days))
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0..24_u32, 0..60_u32).prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

fn side() -> impl Strategy<Value = Side> {
    select(&[Side::Me, Side::Them][..])
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        4 => Just(Status::Held),
        1 => Just(Status::Planned),
        1 => Just(Status::Leave),
        1 => (date(), side()).prop_map(|(from, by)| Status::Moved { from, by }),
        1 => side().prop_map(|by| Status::Missed { by }),
    ]
}

fn agenda() -> impl Strategy<Value = Vec<AgendaContent>> {
    let item = (words(), any::<bool>()).prop_map(|(text, discussed)| AgendaContent { text, discussed });
    vec(item, 0..4)
}

const SCALES: &[&str] = &["energy", "workload", "focus", "reviews", "growth", "belonging"];

fn meeting() -> impl Strategy<Value = MeetingContent> {
    let steps = prop_oneof![
        (1..=5_u8).prop_map(|step| (Some(step), None)),
        (1..=5_u8).prop_map(|step| (None, Some(step))),
        (1..=5_u8, 1..=5_u8).prop_map(|(observed, said)| (Some(observed), Some(said))),
    ];
    let check_in = btree_map(select(SCALES).prop_map(str::to_owned), steps, 0..4);
    let topics = btree_set(select(&["delivery", "life", "feedback-for-me", "made-up"][..]), 0..4);
    (date(), time(), 0..200_u16, status(), topics, check_in, agenda(), 0..4_u32, option::of(text())).prop_map(
        |(date, time, minutes, status, topics, check_in, agenda, agenda_line, note)| MeetingContent {
            date,
            time,
            minutes,
            status,
            topics: topics.into_iter().map(str::to_owned).collect(),
            not_observed: SCALES
                .iter()
                .filter(|key| !check_in.contains_key(**key))
                .take(1)
                .map(|key| (*key).to_owned())
                .collect(),
            check_in,
            agenda,
            agenda_line,
            drop_reasons: BTreeMap::from([("never mind".to_owned(), "other plans".to_owned())]),
            note,
        },
    )
}

fn goal() -> impl Strategy<Value = GoalContent> {
    let states = [GoalState::Active, GoalState::Paused, GoalState::Done, GoalState::LetGo];
    let kinds = [GoalKind::Technical, GoalKind::Delivery, GoalKind::People, GoalKind::Influence, GoalKind::Learning];
    let step = (words(), side(), option::of(date())).prop_map(|(text, owner, due)| NextStep { text, owner, due });
    let state = select(&[GoalMove::Moved, GoalMove::Stuck, GoalMove::Parked][..]);
    let check_ins = btree_map(date(), (state, 1..=5_u8), 0..3).prop_map(|check_ins| {
        let check_ins = check_ins.into_iter();
        check_ins.map(|(date, (state, confidence))| GoalCheckIn { date, state, confidence }).collect()
    });
    let kind = select(&[EvidenceKind::Direct, EvidenceKind::SecondHand, EvidenceKind::SelfReported][..]);
    let head = (words(), select(states.to_vec()), select(kinds.to_vec()), text(), vec(words(), 0..3));
    let dates = (date(), option::of(date()), text(), vec((words(), option::of(date()), option::of(date())), 0..3));
    (head, dates, option::of(step), check_ins, vec((date(), words(), kind), 0..3)).prop_map(
        |((title, state, kind, why, skills), (opened, horizon, about, milestones), next_step, check_ins, evidence)| {
            GoalContent {
                slug: String::new(),
                title,
                state,
                kind,
                why,
                skills,
                opened,
                horizon,
                about,
                milestones,
                next_step,
                check_ins,
                evidence,
            }
        },
    )
}

fn cadence() -> impl Strategy<Value = Cadence> {
    let rhythm = prop_oneof![
        (1..=12_u8).prop_map(|n| Rhythm::Weeks { n }),
        select(&[1_i8, 2, 3, 4, -1][..]).prop_map(|nth| Rhythm::MonthWeekday { nth }),
        Just(Rhythm::None),
    ];
    let day = select(&[Weekday::Mon, Weekday::Thu, Weekday::Sun][..]);
    (rhythm, day, time(), 5..=480_u16).prop_map(|(rhythm, weekday, time, minutes)| Cadence {
        rhythm,
        weekday,
        time,
        minutes,
    })
}

fn follow_up() -> impl Strategy<Value = FollowUpContent> {
    let state = prop_oneof![
        Just(FollowUpState::Open),
        date().prop_map(|on| FollowUpState::Kept { on }),
        (date(), line()).prop_map(|(on, reason)| FollowUpState::Dropped { on, reason }),
    ];
    (side(), words(), option::of(date()), state, date(), option::of(date())).prop_map(
        |(owner, text, due, state, made_on, nudge_on)| FollowUpContent { owner, text, due, state, made_on, nudge_on },
    )
}

fn person() -> impl Strategy<Value = PersonContent> {
    let relations = [Relationship::Report, Relationship::OwnManager, Relationship::SkipLevel, Relationship::Peer];
    let head = (words(), line(), line(), line(), option::of(date()), select(relations.to_vec()), cadence(), text());
    let role = (words(), line()).prop_map(|(role, level)| (role, level));
    let roles = btree_map(date(), role, 0..3).prop_map(|roles| {
        roles.into_iter().map(|(since, (role, level))| DatedRole { since, role, level }).collect::<Vec<_>>()
    });
    let notes = vec((date(), text()).prop_map(|(date, text)| NoteContent { date, text }), 0..3);
    let stamp = (0..1_000_000_000_i64)
        .prop_map(|seconds| DateTime::from_timestamp(1_000_000_000 + seconds, 0).unwrap().fixed_offset());
    let captures = vec((stamp, words()).prop_map(|(at, text)| CaptureContent { at, text }), 0..3);
    let source = select(&[Source::Observed, Source::Said][..]);
    let observation = (date(), select(SCALES), source, 1..=5_u8).prop_map(|(date, indicator, source, value)| {
        ObservationContent { date, indicator: indicator.to_owned(), source, value }
    });
    let rest = (
        option::of(date()),
        roles,
        notes,
        vec(follow_up(), 0..3),
        vec(words(), 0..3),
        captures,
        vec(observation, 0..4),
    );
    (head, vec(meeting(), 0..5), vec(goal(), 0..3), rest).prop_map(|(head, mut meetings, mut goals, rest)| {
        let (name, pronouns, role, level, joined, relationship, cadence, about) = head;
        let (archived_on, roles, notes, follow_ups, waiting, captures, observations) = rest;
        meetings.sort_by_key(|meeting| (meeting.date, meeting.time));
        goals.iter_mut().enumerate().for_each(|(n, goal)| goal.slug = format!("goal-{n}"));
        PersonContent {
            slug: String::new(),
            name,
            pronouns,
            role,
            level,
            joined,
            relationship,
            cadence,
            about,
            archived_on,
            roles,
            meetings,
            notes,
            follow_ups,
            agenda: waiting.into_iter().map(|text| AgendaContent { text, discussed: false }).collect(),
            goals,
            captures,
            observations,
        }
    })
}

fn content() -> impl Strategy<Value = Content> {
    let team = (words(), line(), text()).prop_map(|(name, manager, about)| Team { name, manager, about });
    (option::of(team), vec(person(), 0..3)).prop_map(|(team, mut people)| {
        let slugs = ["p0", "p0-x", "縁-下"];
        people.iter_mut().zip(slugs).for_each(|(person, slug)| person.slug = slug.to_owned());
        Content { team, people, rows: Rows::new() }
    })
}

/// What no noun of the content tells, for every row there is.
#[derive(Debug)]
struct Beyond {
    day: NaiveDate,
    later: Option<NaiveDate>,
    words: String,
    text: String,
    number: u8,
}

fn beyond() -> impl Strategy<Value = Beyond> {
    (date(), option::of(0..300_i64), words(), text(), 0..=100_u8).prop_map(|(day, later, words, text, number)| Beyond {
        day,
        later: later.map(|days| day + TimeDelta::days(days)),
        words,
        text,
        number,
    })
}

impl Beyond {
    /// Writes it into a locked vault's database.
    fn write(&self, conn: &Connection) {
        let (day, later) = (self.day.to_string(), self.later.map(|day| day.to_string()));
        let stamp = format!("{day}T10:20:30+02:00");
        let values = named_params! {
            ":day": day, ":later": later, ":words": self.words, ":text": self.text, ":n": self.number, ":stamp": stamp,
        };
        for sql in BEYOND {
            let mut statement = conn.prepare(sql).unwrap();
            for (name, value) in values {
                if let Some(index) = statement.parameter_index(name).unwrap() {
                    statement.raw_bind_parameter(index, value).unwrap();
                }
            }
            statement.raw_execute().unwrap();
        }
    }
}

const BEYOND: &[&str] = &[
    "PRAGMA foreign_keys = ON",
    "UPDATE people SET zone = :words, check_ins = :n % 2, hold_since = :later, hue = :n, created_at = :stamp, position = position + :n",
    "UPDATE meetings SET talked_more = iif(:n % 3, 'even', NULL), reflection = :text, started_at = iif(:n % 2, :stamp, NULL), ended_at = :stamp",
    "INSERT INTO moves SELECT id, :stamp, :day, date, 'them' FROM meetings",
    "UPDATE notes SET revision = :n, saved_at = :stamp",
    "INSERT INTO note_revisions SELECT id, 0, :text, :stamp FROM notes",
    "INSERT INTO notes(id, person, date, text, revision, saved_at, deleted_at)
       SELECT '0199c5b2-0000-7000-8000-00000000000' || (position % 10), id, :day, :text, :n, :stamp, :stamp FROM people",
    "UPDATE follow_ups SET nudge_on = :later, repeats = :words, created_at = :stamp, closed_on = iif(state = 'open', NULL, :day),
       reason = iif(state = 'dropped', :words, '')",
    "UPDATE agenda_items SET source = 'topic', source_weeks = :n, created_at = :stamp",
    "UPDATE goals SET closed_on = :later, created_at = :stamp",
    "INSERT INTO absences SELECT '0199c5b2-0000-7000-8000-00000000001' || (position % 10), id, 'leave', :day, :later FROM people",
    "INSERT INTO context_bands SELECT '0199c5b2-0000-7000-8000-00000000002' || (position % 10), id, 'other', :text, :day, :later, 1 FROM people",
    "INSERT INTO feedback SELECT '0199c5b2-0000-7000-8000-00000000003' || (position % 10), id, 'praise', :words, :day, :later FROM people",
    "UPDATE topics SET name = :words, retired = 1 WHERE position = :n % 15",
    "UPDATE indicators SET word3 = :words, question = :text, position = :n WHERE key = 'focus'",
    "INSERT INTO choices VALUES (:words, :text)",
];

const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 10, 9) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Out into a folder and in again.
fn there_and_back(content: &Content) -> Content {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write_layout(content, &out, TODAY).unwrap();
    let read = read(&out).unwrap_or_default();
    assert_eq!(read.skipped, []);
    read.content
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn import_gives_back_exactly_what_export_was_given(content in content()) {
        prop_assume!(content.team.is_some() || !content.people.is_empty());
        prop_assert_eq!(there_and_back(&content), content);
    }

    #[test]
    fn weeks_there_and_back_change_nothing(content in content(), weeks in -2000..2000_i64) {
        let mut moved = content.clone();
        shift_weeks(&mut moved, weeks);
        shift_weeks(&mut moved, -weeks);
        prop_assert_eq!(moved, content);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_vault_exported_and_imported_elsewhere_tells_the_same(content in content(), beyond in beyond()) {
        let (home, other) = (Home::new(), Home::new());
        let mut first = home.open().unwrap();
        first.merge(&content, now() - TimeDelta::days(9)).unwrap();
        first.lock().unwrap();
        home.write_raw(|conn| beyond.write(conn));
        let first = home.open().unwrap();
        let told = first.content(None).unwrap();
        first.lock().unwrap();
        prop_assume!(told.team.is_some() || !told.people.is_empty());
        let read = there_and_back(&told);
        prop_assert_eq!(&read, &told);
        let mut second = other.open().unwrap();
        prop_assert_eq!(second.merge(&read, now()).unwrap().warnings, Vec::<String>::new());
        let again = second.content(None).unwrap();
        prop_assert_eq!((&again.team, &again.people), (&told.team, &told.people));
        prop_assert_eq!(second.merge(&read, now()).unwrap(), ImportReport::default());
        prop_assert_eq!(&second.content(None).unwrap(), &again);
        second.lock().unwrap();
        prop_assert_eq!(crate::complete::told(&other.raw_database()), crate::complete::told(&home.raw_database()));
    }
}
