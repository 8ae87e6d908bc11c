//! Damaged, hostile and newer vaults: each refused or mended, never shown wrong, never overwritten.
//! Lost passphrases and headers are in `vault_recovery`.

use std::fs;
use std::time::{Duration, Instant};

use engine::Error;
use engine::vault::{Problem, verify};
use proptest::prelude::*;

use crate::support::people::draft;
use crate::support::vaults::{Home, PASSPHRASE, now, passphrase, reseal};

const HEADERS: [&str; 2] = ["header.bin", "header.bak"];

/// Changes both headers with `change`, expects `answer` from opening, and not a byte changed.
fn check_headers(home: &Home, change: impl Fn(&mut Vec<u8>), answer: &Error) {
    let whole = fs::read(home.file("header.bin")).unwrap();
    for name in HEADERS {
        home.damage(name, &change);
    }
    let before = home.snapshot();
    assert_eq!(home.open().err().as_ref(), Some(answer));
    assert!(home.snapshot() == before);
    for name in HEADERS {
        fs::write(home.file(name), &whole).unwrap();
    }
}

/// Changes the database with `change`, expects damage to be found, and not a byte changed.
fn check_database(home: &Home, change: impl FnOnce(&mut Vec<u8>)) {
    let whole = fs::read(home.file("data-1.db")).unwrap();
    home.damage("data-1.db", change);
    let before = home.snapshot();
    let found = verify(&home.dir, &home.recovery()).unwrap();
    assert!(!found.ok && !found.problems.is_empty());
    assert!(home.snapshot() == before);
    fs::write(home.file("data-1.db"), whole).unwrap();
}

/// A way to damage a file.
type Change = Box<dyn Fn(&mut Vec<u8>)>;

#[test]
fn a_damaged_header_changes_nothing_on_disk() {
    let home = Home::new();
    let damaged = Error::damaged("header");
    check_headers(&home, |bytes| bytes[100] ^= 1, &damaged);
    check_headers(&home, Vec::clear, &damaged);
    check_headers(&home, |bytes| bytes.truncate(4095), &damaged);
    check_headers(&home, |bytes| bytes.push(0), &damaged);
    check_headers(&home, |bytes| bytes.fill(0), &damaged);
    check_headers(&home, |bytes| bytes.resize(1 << 20, 7), &damaged);
    home.open().unwrap();
}

#[test]
fn every_flipped_header_byte_is_refused() {
    let home = Home::new();
    let whole = fs::read(home.file("header.bin")).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        for name in HEADERS {
            fs::write(home.file(name), &bytes).unwrap();
        }
        assert_eq!(home.recover().err(), Some(Error::damaged("header")), "byte {at}");
        assert!(fs::read(home.file("header.bin")).unwrap() == bytes);
    }
}

#[test]
fn every_header_byte_changed_on_purpose_is_refused() {
    let home = Home::new();
    let whole = fs::read(home.file("header.bin")).unwrap();
    for at in 0..4064 {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        reseal(&mut bytes);
        for name in HEADERS {
            fs::write(home.file(name), &bytes).unwrap();
        }
        let answer = home.recover().err();
        // With another id the words lead to other keys, as if they were another vault's.
        let refused = matches!(answer, Some(Error::Damaged { .. } | Error::NewerVault | Error::WrongPassphrase));
        assert!(refused, "byte {at}: {answer:?}");
        assert!(fs::read(home.file("header.bin")).unwrap() == bytes);
    }
}

#[test]
fn a_damaged_header_is_mended_from_its_copy_after_unlocking() {
    let home = Home::new();
    let whole = home.snapshot();
    for (name, problem) in [("header.bin", Problem::Header), ("header.bak", Problem::HeaderCopy)] {
        for at in (0..4096).step_by(509) {
            home.damage(name, |bytes| bytes[at] ^= 0x10);
            assert_eq!(home.open_with("a wrong one").err(), Some(Error::WrongPassphrase));
            assert!(home.snapshot() != whole, "not mended for someone who cannot open it");
            assert_eq!(verify(&home.dir, &home.recovery()).unwrap().problems, std::slice::from_ref(&problem));
            let vault = home.recover().unwrap();
            assert_eq!(vault.verify().unwrap().problems, std::slice::from_ref(&problem));
            vault.lock().unwrap();
            assert!(home.snapshot() == whole);
        }
    }
    fs::remove_file(home.file("header.bin")).unwrap();
    assert_eq!(home.open().unwrap().label().unwrap(), "Payments");
    assert!(home.snapshot() == whole);
}

#[test]
fn a_header_from_a_newer_version_is_left_alone() {
    let home = Home::new();
    for at in [8, 10] {
        check_headers(
            &home,
            |bytes| {
                bytes[at] = 2;
                reseal(bytes);
            },
            &Error::NewerVault,
        );
    }
    // Even with an older copy beside it: falling back could undo what the newer version did.
    home.damage("header.bin", |bytes| {
        bytes[8] = 2;
        reseal(bytes);
    });
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::NewerVault));
    assert!(home.snapshot() == before);
}

#[test]
fn a_schema_from_a_newer_version_is_left_alone() {
    let home = Home::new();
    let raw = home.raw_database();
    raw.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(raw);
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::NewerVault));
    assert_eq!(home.recover().err(), Some(Error::NewerVault));
    assert!(home.snapshot() == before);
}

#[test]
fn hostile_costs_are_refused_at_once() {
    let home = Home::new();
    for (at, value) in [
        (68, 0_u32),
        (68, 1024),
        (68, 2048 * 1024 + 1),
        (68, u32::MAX),
        (72, 0),
        (72, 65),
        (72, u32::MAX),
        (76, 0),
        (76, 17),
        (76, u32::MAX),
    ] {
        let started = Instant::now();
        check_headers(
            &home,
            |bytes| {
                bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
                reseal(bytes);
            },
            &Error::damaged("header"),
        );
        assert!(started.elapsed() < Duration::from_secs(2));
    }
}

#[test]
fn a_damaged_database_changes_nothing_on_disk_and_is_never_taken_for_a_new_one() {
    let home = Home::new();
    let whole = fs::read(home.file("data-1.db")).unwrap();
    let length = whole.len();
    let changes: [(&str, Change); 7] = [
        ("empty", Box::new(Vec::clear)),
        ("cut inside a page", Box::new(move |bytes| bytes.truncate(length - 1))),
        ("cut at a page", Box::new(move |bytes| bytes.truncate(length - 4096))),
        ("only one page", Box::new(|bytes| bytes.truncate(4096))),
        ("a page more", Box::new(move |bytes| bytes.resize(length + 4096, 0))),
        ("salt", Box::new(|bytes| bytes[3] ^= 1)),
        ("first page", Box::new(|bytes| bytes[1000] ^= 1)),
    ];
    for (name, change) in changes {
        home.damage("data-1.db", change);
        let before = home.snapshot();
        assert_eq!(home.open().err(), Some(Error::damaged("database")), "{name}");
        assert_eq!(home.recover().err(), Some(Error::damaged("database")), "{name}");
        assert!(home.snapshot() == before, "{name}");
        fs::write(home.file("data-1.db"), &whole).unwrap();
    }
    fs::remove_file(home.file("data-1.db")).unwrap();
    let before = home.snapshot();
    assert_eq!(home.open().err(), Some(Error::damaged("database")));
    assert!(home.snapshot() == before);
}

#[test]
fn a_flipped_bit_in_any_page_is_found() {
    let home = Home::new();
    let pages = fs::read(home.file("data-1.db")).unwrap().len() / 4096;
    assert!(pages > 30, "a database worth the name");
    for page in 0..pages {
        check_database(&home, |bytes| bytes[page * 4096 + (page * 37) % 4096] ^= 1 << (page % 8));
    }
    assert!(verify(&home.dir, &passphrase(PASSPHRASE)).unwrap().ok);
}

/// As a power cut leaves them: SQLite journals no page that was free.
#[test]
fn free_pages_that_a_power_cut_tore_are_written_anew_and_any_other_page_is_damage() {
    let home = Home::new();
    home.write_raw(|raw| {
        raw.execute_batch(
            "CREATE TABLE gone (filling BLOB); INSERT INTO gone VALUES (zeroblob(100000)); DROP TABLE gone;",
        )
        .unwrap();
    });
    let mut vault = home.open().unwrap();
    vault.add_person(&draft("Mira"), now()).unwrap();
    // Not locked: an unclean stop.
    drop(vault);
    let held: Vec<u32> = {
        let raw = home.raw_database();
        let mut pages = raw.prepare("SELECT pageno FROM dbstat").unwrap();
        pages.query_map([], |row| row.get(0)).unwrap().flatten().collect()
    };
    let stopped = home.snapshot();
    let pages = u32::try_from(stopped[&home.file("data-1.db")].len() / 4096).unwrap();
    let mut mended = 0;
    for page in 1..=pages {
        home.damage("data-1.db", |bytes| bytes[page as usize * 4096 - 2000] ^= 1);
        let told = verify(&home.dir, &home.recovery()).unwrap();
        let opened = home.recover();
        if told.problems == [Problem::FreePages { count: 1 }] {
            assert!(!held.contains(&page), "page {page}");
            let vault = opened.unwrap();
            assert!(vault.verify().unwrap().ok, "page {page}");
            assert_eq!(vault.people(now()).unwrap().len(), 1);
            vault.lock().unwrap();
            assert!(verify(&home.dir, &home.recovery()).unwrap().ok, "page {page}");
            mended += 1;
        } else {
            // In use, or the page that lists the free ones.
            assert!(!told.ok, "page {page}");
            assert_eq!(opened.err(), Some(Error::damaged("database")), "page {page}");
        }
        for (path, bytes) in &stopped {
            fs::write(path, bytes).unwrap();
        }
    }
    assert!(mended > 10, "{mended}");
}

#[test]
fn swapped_pages_are_found() {
    let home = Home::new();
    check_database(&home, |bytes| {
        let (one, other) = bytes.split_at_mut(5 * 4096);
        one[2 * 4096..3 * 4096].swap_with_slice(&mut other[..4096]);
    });
}

#[test]
fn a_full_database_is_a_full_disk() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch("PRAGMA max_page_count = 2; CREATE TABLE t (x);").unwrap();
    let full = conn.execute("INSERT INTO t VALUES (zeroblob(100000))", []).unwrap_err();
    assert_eq!(Error::from(full), Error::DiskFull);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_as_headers_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..5000)) {
        let home = shared();
        for name in HEADERS {
            fs::write(home.file(name), &bytes).unwrap();
        }
        prop_assert_eq!(home.recover().err(), Some(Error::damaged("header")));
    }

    #[test]
    fn any_changed_slot_with_a_right_checksum_is_refused(
        changes in prop::collection::vec((0_usize..4064, any::<u8>()), 1..40),
    ) {
        let home = shared();
        let whole = fs::read(home.beside("whole")).unwrap();
        let mut bytes = whole.clone();
        for (at, value) in changes {
            bytes[at] = value;
        }
        reseal(&mut bytes);
        prop_assume!(bytes != whole);
        for name in HEADERS {
            fs::write(home.file(name), &bytes).unwrap();
        }
        prop_assert!(home.recover().is_err());
    }
}

/// A vault of this thread's own whose headers may be overwritten; the whole one lies beside it.
fn shared() -> &'static Home {
    thread_local! {
        static HOME: &'static Home = {
            let home = Home::new();
            fs::copy(home.file("header.bin"), home.beside("whole")).unwrap();
            Box::leak(Box::new(home))
        };
    }
    HOME.with(|home| *home)
}
