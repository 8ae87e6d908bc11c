//! Keys and passphrases: costs, strength, suggestions, and the pragmas that guard the file.
//! What they open is in `vault` and `vault_recovery`.

use std::collections::BTreeSet;
use std::time::Duration;

use engine::vault::{KdfProfile, Passphrase};

use crate::support::vaults::{Home, PASSPHRASE};

#[test]
fn the_release_profile_is_not_the_cheap_one() {
    let (release, cheap) = (KdfProfile::release(), KdfProfile::cheap());
    assert_eq!((release.memory_kib(), release.passes(), release.lanes()), (256 * 1024, 3, 4));
    assert!(release.meets_floor() && KdfProfile::floor().meets_floor());
    assert!(!cheap.meets_floor());
    assert_ne!(release, cheap);
}

#[test]
fn calibration_never_goes_under_the_floor_and_aims_at_a_second() {
    let check = |took_ms: u64, memory_mib: u32, passes: u32| {
        let profile = KdfProfile::calibrated(Duration::from_millis(took_ms));
        assert_eq!((profile.memory_kib() / 1024, profile.passes()), (memory_mib, passes), "{took_ms} ms");
        assert!(profile.meets_floor());
    };
    check(0, 256, 64);
    check(100, 256, 30);
    check(500, 256, 6);
    check(1000, 256, 3);
    check(1500, 256, 3);
    check(2500, 128, 3);
    check(10_000, 64, 3);
}

#[test]
fn costs_outside_the_range_are_refused() {
    let check = |memory: u32, passes: u32, lanes: u32, taken: bool| {
        assert_eq!(KdfProfile::new(memory, passes, lanes).is_ok(), taken, "{memory} {passes} {lanes}");
    };
    check(19 * 1024, 1, 1, true);
    check(19 * 1024 - 1, 1, 1, false);
    check(2048 * 1024, 64, 16, true);
    check(2048 * 1024 + 1, 1, 1, false);
    check(65_536, 0, 1, false);
    check(65_536, 65, 1, false);
    check(65_536, 1, 0, false);
    check(65_536, 1, 17, false);
}

#[test]
fn passphrases_are_judged_by_guessing_not_by_rules() {
    let check = |text: &str, good_enough: bool| {
        let strength = Passphrase::new(text.to_owned()).judge(&["Payments"]);
        assert_eq!(strength.good_enough, good_enough, "{text}: {strength:?}");
        assert_eq!(strength.advice.is_empty(), good_enough, "{text}: {strength:?}");
        assert!(strength.step <= 4 && !strength.word.is_empty());
    };
    check("", false);
    check("Tr0ub4dor&3", false);
    check("passwordpassword", false);
    check("Payments1234", false);
    check("qwertyuiop12", false);
    check(PASSPHRASE, true);
    check("静かな提灯が七つ川を渡っていく夜", true);
}

#[test]
fn suggested_passphrases_are_six_words_good_enough_and_never_the_same() {
    let suggestions: BTreeSet<String> = (0..50).map(|_| Passphrase::suggest().unwrap().to_string()).collect();
    assert_eq!(suggestions.len(), 50);
    for suggestion in suggestions {
        assert_eq!(suggestion.split(' ').count(), 6);
        assert!(Passphrase::new(suggestion.clone()).judge(&[]).good_enough, "{suggestion}");
    }
}

#[test]
fn the_database_is_what_the_key_diagram_says() {
    let home = Home::new();
    let raw = home.raw_database();
    let id: i64 = raw.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
    assert_eq!(id, 0x5250_5254);
    let label: String = raw.query_row("SELECT value FROM choices WHERE key = 'label'", [], |row| row.get(0)).unwrap();
    assert_eq!(label, "Payments");
}

#[test]
fn two_vaults_with_one_passphrase_share_no_bytes() {
    let (one, other) = (Home::new(), Home::new());
    assert_ne!(one.words, other.words);
    let header = |home: &Home| std::fs::read(home.file("header.bin")).unwrap()[80..200].to_vec();
    let shared = header(&one).iter().zip(header(&other)).filter(|(a, b)| *a == b).count();
    assert!(shared < 12, "{shared} of 120 bytes are the same");
}
