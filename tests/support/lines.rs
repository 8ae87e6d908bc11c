//! The people that lines of notes name, and the law that reading any line keeps; also used by the fuzz target.
//! Cases are in the tests.

use super::people::{TODAY, day, person};
use engine::model::note::{Handles, follow_up_line, read_line};
use std::sync::LazyLock;

/// Mira, whom the note is about, and those around her; Ole has left.
pub static PERSONS: LazyLock<Handles> = LazyLock::new(|| {
    let mira = person(0, "Mira Kovačević", "mira-kovacevic");
    let mut ole = person(8, "Ole Nordmann", "ole-nordmann");
    ole.archived_on = Some(day(2026, 9, 30));
    let everyone = [
        mira.clone(),
        person(1, "Tunde Adeyemi", "tunde-adeyemi"),
        person(2, "Björn Åström", "bjorn-astrom"),
        person(3, "田中 美咲", "person-1"),
        person(4, "Anna Berg", "anna-berg"),
        person(5, "Anna Lind", "anna-lind"),
        person(6, "Alexander Groß", "alexander-gross"),
        person(7, "Alex Moreau", "alex-moreau"),
        ole,
    ];
    Handles::new(&mira, &everyone)
});

/// Whatever is typed: places lie within the line, a question leaves the line alone, and what would be stored reads
/// back as what was offered, now and when it is typed over.
pub fn keeps_the_law(line: &str) {
    let reading = read_line(line, &PERSONS, TODAY);
    let units = u32::try_from(line.encode_utf16().count()).unwrap_or(u32::MAX);
    assert!(reading.tokens.iter().all(|token| token.from < token.to && token.to <= units), "{line:?}");
    assert_eq!(reading.follow_up.is_some(), reading.line.is_some(), "{line:?}");
    if reading.question.is_some() || reading.unknown.is_some() {
        assert!(reading.line.is_none(), "{line:?}");
    }
    let (Some(offered), Some(stored)) = (reading.follow_up, reading.line) else { return };
    if offered.due.is_some_and(|due| due < TODAY) {
        return;
    }
    let (_, found) = follow_up_line(&stored, &PERSONS).unwrap_or_else(|| panic!("{line:?} became {stored:?}"));
    assert_eq!((found.owner, &found.text, found.mark), (offered.owner, &offered.text, offered.mark), "{line:?}");
    assert_eq!(found.due, offered.due, "{line:?} became {stored:?}");
}
