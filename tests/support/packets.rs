//! Packets made by hand from the sample team's facts: the paper without a vault.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::follow_up::{FollowUp, FollowUpState, Kept, KeptMark};
use engine::model::goal::{Goal, GoalCheckIn, GoalKind, GoalMove, GoalState, Milestone};
use engine::model::id::{FollowUpId, GoalId, IndicatorId, MeetingId, MilestoneId, PersonId};
use engine::model::indicator::{Indicator, Source, StrainEnd};
use engine::model::meeting::{Meeting, Side, Status};
use engine::model::note::{Inline, NoteNode};
use engine::model::packet::{Include, LeftOut, Packet, PacketKind, PacketMeeting};
use engine::model::person::{Person, Relationship};
use engine::model::team::Team;
use engine::model::trend::{
    CadenceMark, CadenceStrip, Direction, IndicatorTrend, Point, Reading, TopicRow, TopicTable, Usual,
};
use uuid::Uuid;

/// The day every packet here is made on.
pub const TODAY: (i32, u32, u32) = (2026, 10, 9);

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn paragraph(text: &str) -> NoteNode {
    NoteNode::Paragraph { inlines: vec![plain(text)] }
}

pub fn plain(text: &str) -> Inline {
    Inline::Text { text: text.to_owned() }
}

fn person() -> Person {
    Person {
        id: PersonId(Uuid::from_u128(1)),
        slug: "mira-kovacevic".into(),
        handle: "mira".into(),
        name: "Mira Kovačević".into(),
        short_name: "Mira".into(),
        initials: "MK".into(),
        hue: 165,
        pronouns: "she/her".into(),
        role: "Senior backend engineer".into(),
        level: "Senior".into(),
        joined: NaiveDate::from_ymd_opt(2023, 3, 6),
        relationship: Relationship::Report,
        cadence: Cadence { rhythm: Rhythm::Weeks { n: 1 }, weekday: Weekday::Fri, time: time(), minutes: 30 },
        zone: String::new(),
        check_ins: true,
        about: String::new(),
        archived_on: None,
    }
}

fn time() -> NaiveTime {
    NaiveTime::from_hms_opt(10, 30, 0).unwrap()
}

pub fn follow_up(owner: Side, text: &str, due: NaiveDate, state: FollowUpState) -> FollowUp {
    FollowUp {
        id: FollowUpId(Uuid::from_u128(7)),
        person: PersonId(Uuid::from_u128(1)),
        owner,
        text: text.into(),
        due: Some(due),
        state,
        meeting: None,
        made_on: due,
        carried: 0,
        nudge_on: None,
        repeats: None,
    }
}

pub fn meeting(
    date: NaiveDate,
    minutes: u16,
    status: Status,
    note: Vec<NoteNode>,
    follow_ups: Vec<FollowUp>,
) -> PacketMeeting {
    let meeting = Meeting {
        id: MeetingId(Uuid::from_u128(u128::from(date.num_days_from_ce().unsigned_abs()))),
        person: PersonId(Uuid::from_u128(1)),
        date,
        time: time(),
        minutes,
        status,
        topics: vec![],
        note: None,
    };
    PacketMeeting { meeting, note, follow_ups }
}

fn meetings() -> Vec<PacketMeeting> {
    use FollowUpState::{Kept, Open};
    use Side::{Me, Them};
    let held = |m, d, minutes, notes: &[&str], follow_ups| {
        meeting(day(m, d), minutes, Status::Held, notes.iter().map(|t| paragraph(t)).collect(), follow_ups)
    };
    vec![
        held(
            10,
            2,
            30,
            &[
                "Tired, two pages on Tuesday night. Proud of the rehearsal run: it worked the first time, and the numbers matched to the cent. We agreed to leave the incident review for next week, when the write-up is out.",
                "She would like two mornings a week without meetings until the draft is done.",
            ],
            vec![
                follow_up(Me, "Take Mira off on-call, week 43", day(10, 2), Open),
                follow_up(Them, "First draft of the ledger RFC", day(10, 9), Open),
            ],
        ),
        held(
            9,
            25,
            35,
            &[
                "Talk went well. Two people asked for her slides afterwards, and Hana wants to give the next one. Mira would do it again, with a shorter demo.",
                "Ledger: three open questions left for Priya, all about retention.",
            ],
            vec![
                follow_up(Them, "Put the slides where the team can find them", day(9, 28), Kept { on: day(9, 28) }),
                follow_up(Me, "Send the staff-level rubric", day(10, 9), Open),
            ],
        ),
        held(
            9,
            18,
            30,
            &[
                "Tunde asked her to lead the cut-over review. She said yes, then asked what a good one looks like. We sketched it on paper: who decides, what would make us stop, how we tell support.",
            ],
            vec![
                follow_up(Me, "Share two old cut-over plans", day(9, 25), Kept { on: day(9, 21) }),
                follow_up(Them, "Ask support what they need to know", day(9, 25), Kept { on: day(9, 24) }),
            ],
        ),
        held(
            9,
            11,
            25,
            &[
                "Short one. The week was full of interruptions: planning, two incidents, and interviews. She asked whether interviews could go to someone else until November.",
            ],
            vec![follow_up(Me, "Take Mira off the interview rota until November", day(9, 18), Kept { on: day(9, 14) })],
        ),
        held(
            9,
            4,
            30,
            &[
                "Read the outline again with fresh eyes and cut a third of it. Likes the new shape: first what must not change, then what does.",
                "Pairing with Diego on the replay script. She explains less and asks more than in spring, and he has noticed.",
            ],
            vec![follow_up(Them, "Book the architecture forum for 6 November", day(9, 7), Kept { on: day(9, 7) })],
        ),
        meeting(
            day(8, 26),
            30,
            Status::Moved { from: day(8, 28), by: Me },
            vec![paragraph(
                "Planned the autumn. Three goals, in her order: the migration, feedback in person, one meetup talk. She would like us to look at the staff path again once the draft is out.",
            )],
            vec![],
        ),
        held(
            8,
            14,
            30,
            &[
                "Told Hana on the spot that the release note was hard to follow. It went better than expected, and they rewrote it together. The staff path came up: she wants to know what is missing, in plain words.",
            ],
            vec![follow_up(Me, "Find out when the next calibration is", day(8, 21), Kept { on: day(8, 25) })],
        ),
        held(
            8,
            7,
            35,
            &[
                "First look at the replay script. It is slower than she hoped, good enough for a rehearsal. She will take a week off before the next push.",
            ],
            vec![],
        ),
    ]
}

fn cadence() -> CadenceStrip {
    const MINUTES: [u16; 27] =
        [30, 35, 30, 25, 30, 45, 30, 30, 35, 30, 30, 30, 30, 45, 30, 25, 30, 35, 30, 30, 30, 30, 25, 30, 35, 30, 30];
    let marks = MINUTES.iter().enumerate().map(|(week, &minutes)| {
        let date = day(4, 10) + chrono::Days::new(7 * week as u64);
        let status = match week {
            4 | 14 | 20 => Status::Moved { from: date, by: Side::Me },
            10 => Status::Missed { by: Side::Them },
            19 => Status::Leave,
            26 => Status::Planned,
            _ => Status::Held,
        };
        CadenceMark { date, meeting: None, minutes, status }
    });
    CadenceStrip {
        marks: marks.collect(),
        met: 24,
        of: 25,
        usual_minutes: 30,
        moved: 3,
        moved_by_me: 3,
        missed: 1,
        leave: 1,
    }
}

fn topics() -> TopicTable {
    let row = |name: &str, total| TopicRow {
        key: name.to_lowercase(),
        name: name.into(),
        total,
        counts: vec![],
        quiet: vec![],
        weeks_since: None,
    };
    let rows = [
        ("Delivery", 19),
        ("Wellbeing", 9),
        ("Team", 8),
        ("Feedback", 5),
        ("Career and growth", 5),
        ("Reviews", 3),
        ("Life", 1),
    ];
    TopicTable { months: vec![day(5, 1)], rows: rows.into_iter().map(|(name, n)| row(name, n)).collect() }
}

fn kept(on_time: u32, late: usize, past_due: usize, open: usize) -> Kept {
    let mut marks = vec![KeptMark::OnTime; on_time as usize];
    marks.extend(vec![KeptMark::Late; late]);
    marks.extend(vec![KeptMark::PastDue; past_due]);
    marks.extend(vec![KeptMark::Open; open]);
    Kept { on_time, come_due: on_time + (late + past_due) as u32, marks }
}

pub fn goal(title: &str, done: usize, milestones: usize, confidence: &[u8], state: GoalState) -> Goal {
    let milestone = |i| Milestone {
        id: MilestoneId(Uuid::from_u128(i as u128)),
        text: String::new(),
        done: (i < done).then(|| day(6, 1)),
        due: None,
    };
    let check_in =
        |(i, &confidence): (usize, &u8)| GoalCheckIn { date: day(5 + i as u32, 2), state: GoalMove::Moved, confidence };
    Goal {
        id: GoalId(Uuid::from_u128(3)),
        person: PersonId(Uuid::from_u128(1)),
        slug: String::new(),
        title: title.into(),
        state,
        kind: GoalKind::Technical,
        why: String::new(),
        skills: vec![],
        opened: day(5, 1),
        horizon: None,
        about: String::new(),
        milestones: (0..milestones).map(milestone).collect(),
        next_step: None,
        check_ins: confidence.iter().enumerate().map(check_in).collect(),
        evidence: vec![],
    }
}

fn trend(name: &str, words: [&str; 5], values: &[u8], reading: Reading) -> IndicatorTrend {
    let point = |(i, &value): (usize, &u8)| Point {
        date: day(4, 10) + chrono::Days::new(14 * i as u64),
        meeting: None,
        value,
        source: if i % 4 == 1 { Source::Said } else { Source::Observed },
        outside: value < 3,
        joined: i != 0 && i != 6,
    };
    IndicatorTrend {
        indicator: Indicator {
            id: IndicatorId(Uuid::from_u128(9)),
            key: name.to_lowercase(),
            name: name.into(),
            hint: String::new(),
            question: String::new(),
            words: words.map(str::to_owned),
            strain: StrainEnd::Low,
            retired: false,
        },
        points: values.iter().enumerate().map(point).collect(),
        usual: (values.len() >= 6).then_some(Usual { low: 3.0, high: 4.0, n: 12 }),
        latest: values.last().copied(),
        reading,
    }
}

/// Charts for a packet with check-ins.
pub fn trends() -> Vec<IndicatorTrend> {
    let run = Reading::Run { direction: Direction::Below, since: day(9, 11), outside: 4, of: 4, meetings: vec![] };
    vec![
        trend("Energy", ["Empty", "Low", "Steady", "Good", "High"], &[4, 3, 4, 4, 3, 4, 4, 3, 4, 3, 2, 2, 2, 2], run),
        trend(
            "Focus",
            ["No quiet", "Scattered", "Enough", "Good", "Protected"],
            &[3, 4, 3, 3, 4, 4, 3, 3, 4, 3, 3, 3],
            Reading::Within,
        ),
        trend("Growth", ["Stalled", "Slow", "Steady", "Fast", "Leaping"], &[3, 3, 4], Reading::Learning { n: 3 }),
    ]
}

/// Mira's half-year, as in the still.
pub fn mira() -> Packet {
    let meetings = meetings();
    let open = |owner| {
        let all = meetings.iter().flat_map(|m| &m.follow_ups);
        all.filter(move |f| f.owner == owner && f.state == FollowUpState::Open).cloned()
    };
    Packet {
        kind: PacketKind::History,
        team: Team { name: "Payments team".into(), manager: "Ruth Amsel".into(), about: String::new() },
        person: person(),
        from: day(4, 10),
        to: day(10, 9),
        today: NaiveDate::from_ymd_opt(TODAY.0, TODAY.1, TODAY.2).unwrap(),
        include: Include {
            notes: true,
            follow_ups: true,
            goals: true,
            cadence: true,
            check_ins: false,
            private: false,
        },
        cadence: cadence(),
        minutes: 752,
        topics: topics(),
        kept_by_me: kept(14, 3, 1, 1),
        kept_by_them: kept(16, 1, 0, 1),
        open: open(Side::Me).chain(open(Side::Them)).collect(),
        goals: vec![
            goal("Own the ledger migration", 2, 5, &[2, 3, 3, 4, 4, 3], GoalState::Active),
            goal("Give feedback sooner", 1, 2, &[3, 3, 4, 3, 3, 3], GoalState::Active),
            goal("Speak at one meetup", 1, 2, &[1, 2, 2, 3, 4, 4], GoalState::Active),
            goal("Calm releases", 2, 2, &[], GoalState::Done),
        ],
        goals_reached: 4,
        meetings,
        trends: vec![],
        left_out: LeftOut { private: 7, check_ins: 24, ..LeftOut::default() },
    }
}

/// The same packet with one meeting that has this note.
pub fn with_note(note: Vec<NoteNode>) -> Packet {
    let mut packet = mira();
    packet.meetings = vec![meeting(day(10, 2), 30, Status::Held, note, vec![])];
    packet
}
