//! The 1:1 history packet in words and measures, as `history.typ` takes it.
//! What goes in was chosen before; where marks stand is in `draw`.

use super::blocks::{self, Block, Reader};
use super::words::{count, counted, first_name, hours, listed, long_date, period, short_date, since, weekday};
use crate::model::cadence::Rhythm;
use crate::model::follow_up::{FollowUp, FollowUpState};
use crate::model::goal::GoalState;
use crate::model::meeting::{Meeting, Side, Status};
use crate::model::note::{FollowUpLine, FollowUpMark};
use crate::model::packet::{LeftOut, Packet, PacketMeeting};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::charts::{self, Cadence, Goals, Kept, Topics, Trends};

/// A date in parts, for the file's properties.
#[derive(Serialize)]
pub(super) struct Day {
    year: i32,
    month: u32,
    day: u32,
}

impl Day {
    pub(super) fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

/// Everything on paper.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Paper {
    title: String,
    author: String,
    date: Day,
    foot: String,
    prepared: String,
    confidential: String,
    name: String,
    period: String,
    purpose: String,
    facts: Vec<Fact>,
    open: Option<Open>,
    cadence: Option<Cadence>,
    topics: Option<Topics>,
    kept: Option<Kept>,
    goals: Option<Goals>,
    trends: Option<Trends>,
    left_out: String,
    notes: Option<Notes>,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    value: String,
    rest: String,
}

#[derive(Serialize)]
struct Open {
    aside: String,
    none: Option<&'static str>,
    sides: Vec<OpenSide>,
}

#[derive(Serialize)]
struct OpenSide {
    whose: String,
    none: &'static str,
    rows: Vec<PaperFollowUp>,
}

/// A follow-up as a line on paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PaperFollowUp {
    mark: &'static str,
    /// What the mark says, for a screen reader.
    alt: &'static str,
    text: String,
    who: String,
}

#[derive(Serialize)]
struct Notes {
    title: &'static str,
    aside: String,
    meetings: Vec<PaperMeeting>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PaperMeeting {
    day: String,
    under: String,
    blocks: Vec<Block>,
    follow_ups: Vec<PaperFollowUp>,
}

/// The two names as sentences call them.
pub(super) struct Names<'a> {
    pub me: &'a str,
    pub them: &'a str,
}

impl<'a> Names<'a> {
    fn of(packet: &'a Packet) -> Self {
        let me = first_name(&packet.team.manager);
        Self { me: if me.is_empty() { "Manager" } else { me }, them: &packet.person.short_name }
    }
}

/// Words and measures of a packet.
pub(super) fn paper(packet: &Packet) -> Paper {
    let names = Names::of(packet);
    let manager = packet.team.manager.trim();
    let range = period(packet.from, packet.to);
    let title = format!("{}, 1:1 history, {range}", packet.person.name);
    let include = packet.include;
    Paper {
        foot: title.clone(),
        title,
        author: manager.to_owned(),
        date: Day::of(packet.today),
        prepared: if manager.is_empty() {
            format!("Prepared on {}", long_date(packet.today))
        } else {
            format!("Prepared by {manager}, {}", long_date(packet.today))
        },
        confidential: if manager.is_empty() {
            format!("Confidential, for {} and their manager", names.them)
        } else {
            format!("Confidential, for {} and {}", names.them, names.me)
        },
        name: packet.person.name.clone(),
        period: format!("1:1 history, {range}"),
        purpose: "What was said and what was promised, for both to look back on.".to_owned(),
        facts: facts(packet),
        open: include.follow_ups.then(|| open(packet, &names)),
        cadence: (include.cadence && !packet.cadence.marks.is_empty()).then(|| charts::cadence(packet)),
        topics: include.cadence.then(|| charts::topics(packet)),
        kept: include.follow_ups.then(|| charts::kept(packet, &names)),
        goals: include.goals.then(|| charts::goals(packet, &names)),
        trends: (include.check_ins && !packet.trends.is_empty()).then(|| charts::trends(packet, &names)),
        left_out: left_out(packet.left_out),
        notes: notes(packet, &names),
    }
}

fn facts(packet: &Packet) -> Vec<Fact> {
    let mut facts = Vec::new();
    let include = packet.include;
    if include.cadence {
        let unit = if weekly(packet) { ("week", "weeks") } else { ("1:1", "1:1s") };
        facts.push(Fact {
            label: "Met",
            value: packet.cadence.met.to_string(),
            rest: format!("of {}", counted(packet.cadence.of, unit.0, unit.1)),
        });
    }
    if include.follow_ups {
        let (mine, theirs) = (&packet.kept_by_me, &packet.kept_by_them);
        facts.push(Fact {
            label: "Follow-ups kept on time",
            value: (mine.on_time + theirs.on_time).to_string(),
            rest: format!("of {}", mine.come_due + theirs.come_due),
        });
    }
    if include.goals {
        let active = packet.goals.iter().filter(|goal| goal.state == GoalState::Active).count();
        facts.push(Fact {
            label: "Goals in play",
            value: active.to_string(),
            rest: if packet.goals_reached == 0 {
                String::new()
            } else {
                format!("and {} reached", packet.goals_reached)
            },
        });
    }
    if include.cadence {
        let (value, unit) = hours(packet.minutes);
        facts.push(Fact { label: "Time together", value, rest: unit.to_owned() });
    }
    facts
}

/// Whether the two meet every week, so that marks may be called weeks.
pub(super) fn weekly(packet: &Packet) -> bool {
    packet.person.cadence.rhythm == Rhythm::Weeks { n: 1 }
}

fn open(packet: &Packet, names: &Names<'_>) -> Open {
    let side = |owner: Side, name: &str| OpenSide {
        whose: format!("{name}’s"),
        none: "Nothing open",
        rows: packet.open.iter().filter(|f| f.owner == owner).map(|f| open_row(f, packet.today)).collect(),
    };
    Open {
        aside: format!("On {} {}", packet.today.day(), super::words::month(packet.today)),
        none: packet.open.is_empty().then_some("Nothing is open between the two of you."),
        sides: vec![side(Side::Me, names.me), side(Side::Them, names.them)],
    }
}

/// An open follow-up under its owner's name: only when.
fn open_row(follow_up: &FollowUp, today: NaiveDate) -> PaperFollowUp {
    let past = follow_up.due.is_some_and(|due| due < today);
    PaperFollowUp {
        mark: if past { "past_due" } else { "open" },
        alt: if past { "Past due" } else { "Open" },
        text: follow_up.text.clone(),
        who: match follow_up.due {
            Some(due) if past => format!("was due {}", short_date(due, today)),
            Some(due) => format!("due {}", short_date(due, today)),
            None => "no date".to_owned(),
        },
    }
}

fn follow_up(follow_up: &FollowUp, reader: Reader<'_>) -> PaperFollowUp {
    let owner = if follow_up.owner == Side::Me { reader.me } else { reader.them };
    let day = |date| short_date(date, reader.today);
    let (mark, alt, when) = match &follow_up.state {
        FollowUpState::Open => {
            let row = open_row(follow_up, reader.today);
            (row.mark, row.alt, row.who)
        }
        FollowUpState::Kept { on } => match follow_up.due {
            Some(due) if *on > due => {
                let late = u32::try_from((*on - due).num_days()).unwrap_or(u32::MAX);
                ("late", "Kept late", format!("kept {} late", counted(late, "day", "days")))
            }
            _ => ("kept", "Kept", format!("kept {}", day(*on))),
        },
        FollowUpState::Dropped { on, .. } => ("dropped", "Dropped", format!("dropped {}", day(*on))),
    };
    PaperFollowUp { mark, alt, text: follow_up.text.clone(), who: format!("{owner}, {when}") }
}

/// A follow-up line that still stands in a note's text.
pub(super) fn line_follow_up(line: &FollowUpLine, reader: Reader<'_>) -> PaperFollowUp {
    let owner = if line.owner == Side::Me { reader.me } else { reader.them };
    let day = |date| short_date(date, reader.today);
    let (mark, alt, when) = match line.mark {
        FollowUpMark::Open => match line.due {
            Some(due) if due < reader.today => ("past_due", "Past due", format!(", was due {}", day(due))),
            Some(due) => ("open", "Open", format!(", due {}", day(due))),
            None => ("open", "Open", String::new()),
        },
        FollowUpMark::Kept { on } => match (on, line.due) {
            (Some(on), Some(due)) if on > due => ("late", "Kept late", format!(", kept {}", day(on))),
            (Some(on), _) => ("kept", "Kept", format!(", kept {}", day(on))),
            (None, _) => ("kept", "Kept", ", kept".to_owned()),
        },
        FollowUpMark::Dropped => ("dropped", "Dropped", ", dropped".to_owned()),
    };
    PaperFollowUp { mark, alt, text: line.text.clone(), who: format!("{owner}{when}") }
}

fn left_out(left: LeftOut) -> String {
    let mut parts = Vec::new();
    let mut add = |n: u32, words: String| {
        if n > 0 {
            parts.push(words);
        }
    };
    add(left.notes, counted(left.notes, "meeting note", "meeting notes"));
    add(left.follow_ups, counted(left.follow_ups, "follow-up", "follow-ups"));
    add(left.goals, counted(left.goals, "goal", "goals"));
    add(left.check_ins, format!("check-in signals ({})", counted(left.check_ins, "meeting", "meetings")));
    add(left.private, counted(left.private, "private passage", "private passages"));
    let what = if parts.is_empty() {
        "Nothing from these days was left out of this packet.".to_owned()
    } else {
        format!("Left out of this packet: {}.", listed(&parts))
    };
    format!("{what} Names of other people are shown as written.")
}

fn notes(packet: &Packet, names: &Names<'_>) -> Option<Notes> {
    let include = packet.include;
    let (title, aside) = match (include.notes, include.follow_ups) {
        (true, true) => ("Meeting notes", "Newest first. Follow-ups are listed under the meeting they came from."),
        (true, false) => ("Meeting notes", "Newest first."),
        (false, true) => ("Follow-ups, meeting by meeting", "Newest first."),
        (false, false) => return None,
    };
    let reader = Reader { me: names.me, them: names.them, today: packet.today };
    let meetings: Vec<PaperMeeting> = packet
        .meetings
        .iter()
        .filter(|m| !m.note.is_empty() || !m.follow_ups.is_empty())
        .map(|m| meeting(m, reader))
        .collect();
    let met = packet.meetings.iter().filter(|m| matches!(m.meeting.status, Status::Held | Status::Moved { .. }));
    let without = count(met.filter(|m| m.note.is_empty() && m.follow_ups.is_empty()).count());
    let aside = match (meetings.is_empty(), include.notes && without > 0) {
        (true, _) => "Nothing was written in these days.".to_owned(),
        (false, true) => format!("{aside} {} without a note.", counted(without, "1:1 is", "1:1s are")),
        (false, false) => aside.to_owned(),
    };
    Some(Notes { title, aside, meetings })
}

fn meeting(m: &PacketMeeting, reader: Reader<'_>) -> PaperMeeting {
    PaperMeeting {
        day: format!("{} {}", weekday(m.meeting.date), short_date(m.meeting.date, reader.today)),
        under: under(&m.meeting, reader.today),
        // Under the heading of the meeting, which is level 2.
        blocks: blocks::blocks(&m.note, 2, reader),
        follow_ups: m.follow_ups.iter().map(|f| follow_up(f, reader)).collect(),
    }
}

fn under(meeting: &Meeting, today: NaiveDate) -> String {
    match meeting.status {
        Status::Moved { from, .. } if (meeting.date - from).num_days().abs() < 7 => {
            format!("moved from {}", weekday(from))
        }
        Status::Moved { from, .. } => format!("moved from {}", short_date(from, today)),
        Status::Missed { .. } => "missed".to_owned(),
        Status::Leave => "on leave".to_owned(),
        Status::Planned | Status::Running | Status::Held => {
            format!("{}, {} min", meeting.time.format("%H:%M"), meeting.minutes)
        }
    }
}

/// `April` or `April 2025` for the small words beside a heading.
pub(super) fn aside_since(packet: &Packet) -> String {
    since(packet.from, packet.to, packet.today)
}
