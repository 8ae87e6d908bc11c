//! The work a vault is given here: a person, and twelve things a manager does with them.
//! Not here: how the disk is made to fail meanwhile.

use crate::vaults::{Home, later, now, snapshot};
use chrono::{NaiveDate, NaiveTime, Weekday};
use engine::model::cadence::{Cadence, Rhythm};
use engine::model::follow_up::FollowUpDraft;
use engine::model::id::PersonId;
use engine::model::indicator::{ObservationDraft, Occasion, Source, Step};
use engine::model::meeting::{AgendaItemDraft, AgendaSource, Side};
use engine::model::note::{Note, NoteDraft};
use engine::model::person::{PersonDraft, Relationship};
use engine::model::transfer::Content;
use engine::vault::{RecoveryWords, Unlock, Vault};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A vault with one person in it, locked; copied for each case.
pub struct Desk {
    home: Home,
    pub person: PersonId,
}

/// A copy of the desk's vault that may come to harm.
pub struct Copy {
    temp: TempDir,
    pub dir: PathBuf,
    words: String,
}

/// One thing a manager does; an error says that it was not done.
pub type Deed = fn(&mut Vault, PersonId) -> engine::Result<()>;

impl Desk {
    pub fn new() -> Self {
        let home = Home::new();
        let mut vault = home.open().unwrap();
        let person = vault.add_person(&draft("Mira Kovačević"), now()).unwrap().id;
        let meeting = vault.start_meeting(person, now()).unwrap();
        let page = vault.meeting_page(meeting, now()).unwrap();
        let text = "Talked about the ledger.\n\n- [ ] @me send the rubric 📅 2026-10-14\n".to_owned();
        let note = page.meeting.note.unwrap();
        let revision = vault.note(note).unwrap().revision;
        vault.save_note(note, &NoteDraft { text, base: revision }, later(1)).unwrap();
        vault.end_meeting(meeting, later(30)).unwrap();
        // Empty, to be written in.
        vault.add_note(person, day(8), later(40)).unwrap();
        vault.lock().unwrap();
        Self { home, person }
    }

    /// The same with a second person, Tunde.
    pub fn with_two() -> Self {
        let desk = Self::new();
        let mut vault = desk.home.open().unwrap();
        vault.add_person(&draft("Tunde Ade"), later(50)).unwrap();
        vault.lock().unwrap();
        desk
    }

    pub fn copy(&self) -> Copy {
        Copy::of(&self.home.dir, &self.home.words)
    }
}

impl Copy {
    fn of(dir: &Path, words: &str) -> Self {
        let temp = TempDir::new().unwrap();
        let to = temp.path().join(dir.file_name().unwrap());
        for (path, bytes) in snapshot(dir) {
            let to = to.join(path.strip_prefix(dir).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        Self { temp, dir: to, words: words.to_owned() }
    }

    /// A path beside the vault's folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// With the recovery key, which needs no derivation: what is tortured is the disk, not the passphrase.
    pub fn open(&self) -> engine::Result<Vault> {
        Vault::open(&self.dir, &recovery(&self.words), later(60))
    }

    /// The recovery key's words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Opens it and tells what is in it; an error in words when it does not open whole.
    pub fn content(&self) -> Result<Content, String> {
        let vault = self.open().map_err(|error| format!("does not open: {error:?}"))?;
        let found = vault.verify().map_err(|error| format!("cannot be checked: {error:?}"))?;
        if !found.ok {
            return Err(format!("is damaged: {:?}", found.problems));
        }
        let content = vault.content(None).map_err(|error| format!("cannot be read: {error:?}"))?;
        vault.lock().map_err(|error| format!("does not close: {error:?}"))?;
        Ok(content)
    }

    /// The same as one text in which ids do not count: two vaults never give the same ones.
    pub fn told(&self) -> Result<String, String> {
        self.content().map(|content| without_ids(&content))
    }

    /// A second copy of the files as they are now, as a crash would leave them.
    pub fn as_after_a_crash(&self) -> Self {
        Self::of(&self.dir, &self.words)
    }
}

/// What opens a vault with its recovery key.
pub fn recovery(words: &str) -> Unlock {
    Unlock::Recovery(RecoveryWords::parse(words).unwrap())
}

/// What `content` says, ids left out.
pub fn without_ids(content: &Content) -> String {
    let text = format!("{content:?}");
    // 8-4-4-4-12 hex digits stand between quotes or brackets: nothing else here is cut there and as long.
    let is_id = |part: &str| {
        part.len() == 36
            && part.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    };
    text.split(['"', '(', ')', '\\', ' ', ','])
        .map(|part| if is_id(part) { "id" } else { part })
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, number).unwrap()
}

pub fn draft(name: &str) -> PersonDraft {
    PersonDraft {
        name: name.to_owned(),
        pronouns: String::new(),
        role: String::new(),
        level: String::new(),
        joined: None,
        relationship: Relationship::Report,
        cadence: Cadence {
            rhythm: Rhythm::Weeks { n: 1 },
            weekday: Weekday::Fri,
            time: NaiveTime::from_hms_opt(10, 30, 0).unwrap(),
            minutes: 30,
        },
        about: String::new(),
        zone: String::new(),
        check_ins: None,
    }
}

/// The note of a day: the 9th has the 1:1's, the 8th an empty one.
pub fn note_of(vault: &Vault, person: PersonId, date: NaiveDate) -> engine::Result<Note> {
    let mut notes = vault.notes(person)?.into_iter().filter_map(|entry| entry.note);
    Ok(notes.find(|note| note.date == date).unwrap())
}

pub fn promise(person: PersonId, text: &str) -> FollowUpDraft {
    FollowUpDraft { person, owner: Side::Me, text: text.to_owned(), due: Some(day(14)) }
}

/// Twelve deeds that write in different places.
pub const DEEDS: [(&str, Deed); 12] = [
    ("add a person", |vault, _| vault.add_person(&draft("Tunde Ade"), later(61)).map(drop)),
    ("capture", |vault, person| vault.add_capture(person, "ask about the rota", later(61)).map(drop)),
    ("write a note", |vault, person| {
        let note = note_of(vault, person, day(8))?;
        let text = "Coffee. ".repeat(900) + "\n\n- [ ] @mira share the plan 📅 2026-10-16\n";
        vault.save_note(note.id, &NoteDraft { text, base: note.revision }, later(62)).map(drop)
    }),
    ("change a note", |vault, person| {
        let note = note_of(vault, person, day(9))?;
        let text = note.text.replace("rubric", "rubric and the plan") + "\nMore.";
        vault.save_note(note.id, &NoteDraft { text, base: note.revision }, later(90)).map(drop)
    }),
    ("throw a note away", |vault, person| {
        let id = note_of(vault, person, day(8))?.id;
        vault.remove_note(id, later(61))
    }),
    ("start a 1:1", |vault, person| vault.start_meeting(person, later(10_000)).map(drop)),
    ("promise", |vault, person| vault.add_follow_up(&promise(person, "book the room"), later(61)).map(drop)),
    ("keep a promise", |vault, person| {
        let id = vault.follow_ups(Some(person), later(61))?.mine.first().unwrap().id;
        vault.keep_follow_up(id, later(61)).map(drop)
    }),
    ("put on the agenda", |vault, person| {
        let draft = AgendaItemDraft { person, text: "the staff path".to_owned(), source: AgendaSource::Typed };
        vault.add_agenda_item(&draft, later(61)).map(drop)
    }),
    ("check in", |vault, person| {
        let indicator = vault.indicators()?.first().unwrap().id;
        let draft = ObservationDraft {
            occasion: Occasion::Day { person, date: day(9) },
            indicator,
            source: Source::Observed,
            step: Step::Value { value: 2 },
        };
        vault.observe(&draft, later(61)).map(drop)
    }),
    ("take a team in", |vault, _| {
        let mut content = engine::transfer::sample_team()?.0.content;
        content.people.truncate(1);
        vault.merge(&content, later(61)).map(drop)
    }),
    ("archive a person", |vault, person| vault.archive_person(person, later(61))),
];
