//! What goes into a packet and what stays out, on the sample team.

use crate::support::team::{Team, day, morning};
use engine::Error;
use engine::model::packet::{Include, Packet, PacketDraft, PacketKind};
use engine::packet::render;

const USUAL: Include =
    Include { notes: true, follow_ups: true, goals: true, cadence: true, check_ins: false, private: false };

fn draft(team: &Team, include: Include) -> PacketDraft {
    PacketDraft { person: team.mira().id, kind: PacketKind::History, from: Some(day(7, 1)), to: None, include }
}

fn gather(team: &Team, include: Include) -> Packet {
    team.vault.packet(&draft(team, include), morning()).unwrap()
}

#[test]
fn private_passages_stay_out_unless_chosen_and_are_counted() {
    let team = Team::new();
    let (without, with) = (gather(&team, USUAL), gather(&team, Include { private: true, ..USUAL }));
    let secret = "Talk to Anders about a sixth name";
    assert!(!format!("{without:?}").contains(secret));
    assert!(format!("{with:?}").contains(secret));
    let passages = format!("{with:?}").matches("passage: Private").count();
    assert_eq!((usize::try_from(without.left_out.private).unwrap(), with.left_out.private), (passages, 0));
    assert!(passages > 0);
}

#[test]
fn what_was_not_chosen_is_gone_and_counted() {
    let team = Team::new();
    let nothing =
        Include { notes: false, follow_ups: false, goals: false, cadence: false, check_ins: false, private: false };
    let (all, none) = (gather(&team, Include { check_ins: true, ..USUAL }), gather(&team, nothing));
    assert!(!all.trends.is_empty() && !all.goals.is_empty() && !all.open.is_empty() && !all.cadence.marks.is_empty());
    assert!(none.trends.is_empty() && none.goals.is_empty() && none.open.is_empty() && none.cadence.marks.is_empty());
    assert!(none.meetings.iter().all(|one| one.note.is_empty() && one.follow_ups.is_empty()));
    let counts = none.left_out;
    assert!(counts.notes > 5 && counts.follow_ups > 5 && counts.goals >= 3 && counts.check_ins > 5, "{counts:?}");
    assert_eq!((all.left_out.notes, all.left_out.follow_ups, all.left_out.goals, all.left_out.check_ins), (0, 0, 0, 0));
}

#[test]
fn follow_up_lines_stand_beside_the_note_not_in_it() {
    let team = Team::new();
    let packet = gather(&team, USUAL);
    assert!(packet.meetings.iter().all(|one| !format!("{:?}", one.note).contains("FollowUp")));
    let latest = packet.meetings.first().unwrap();
    assert_eq!(latest.meeting.date, day(10, 2));
    assert_eq!(latest.follow_ups.len(), 2);
    assert!(packet.meetings.iter().all(|one| one.meeting.date >= day(7, 1)));
}

#[test]
fn a_gathered_packet_can_be_laid_out_and_its_saving_is_noted_down() {
    let mut team = Team::new();
    let rendered = render(&gather(&team, USUAL)).unwrap();
    assert!(rendered.pdf.starts_with(b"%PDF") && rendered.pages > 1);
    let draft = draft(&team, USUAL);
    team.vault.log_packet(&draft, rendered.pages, morning()).unwrap();
}

#[test]
fn a_range_that_ends_before_it_begins_is_refused() {
    let team = Team::new();
    let draft = PacketDraft { to: Some(day(6, 1)), ..draft(&team, USUAL) };
    assert!(matches!(team.vault.packet(&draft, morning()), Err(Error::Invalid { field, .. }) if field == "from"));
}
