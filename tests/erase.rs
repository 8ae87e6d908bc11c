//! Erasing a person: no word of theirs is left in any page of the vault or of its backups, and none comes back.
//! Every page is decrypted here apart from SQLCipher, with keys derived from the words alone.

use std::fs;
use std::path::Path;

use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use engine::Error;
use engine::model::id::PersonId;
use engine::vault::{Backup, KdfProfile, Passphrase, Vault, backups, restore};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};

use crate::support::people::draft;
use crate::support::vaults::{Home, PASSPHRASE, later, now, passphrase, snapshot};

const WORD: &str = "Zebrafinkenkonzert";
const OTHERS: &str = "Kirschblütenpicknick";
const PAGE: usize = 4096;

/// All pages of a database, decrypted as SECURITY.md describes them.
fn decrypted(database: &[u8], words: &str, generation: u64) -> Vec<u8> {
    let root = bip39::Mnemonic::parse(words).unwrap().to_entropy();
    let id = uuid::Uuid::parse_str("0199c5b2-7d3e-4f60-8a11-5c2b9e7d1f04").unwrap();
    let mut key = [0; 48];
    let purpose = format!("db/v1/{generation}");
    Hkdf::<Sha256>::new(Some(id.as_bytes()), &root).expand(purpose.as_bytes(), &mut key).unwrap();
    let mut plain = Vec::new();
    for (number, page) in database.chunks(PAGE).enumerate() {
        let (from, to) = (if number == 0 { 16 } else { 0 }, PAGE - 80);
        let cipher = cbc::Decryptor::<aes::Aes256>::new_from_slices(&key[..32], &page[to..to + 16]).unwrap();
        let mut body = page[from..to].to_vec();
        cipher.decrypt_padded::<NoPadding>(&mut body).unwrap();
        plain.extend_from_slice(&body);
    }
    plain
}

fn count(bytes: &[u8], word: &str) -> usize {
    bytes.windows(word.len()).filter(|window| window.eq_ignore_ascii_case(word.as_bytes())).count()
}

/// How often a word stands in any page of any database or backup under `dir`.
fn traces(dir: &Path, words: &str, word: &str) -> usize {
    let mut found = 0;
    for (path, bytes) in snapshot(dir) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(generation) = name.strip_prefix("data-").and_then(|rest| rest.strip_suffix(".db")) {
            found += count(&decrypted(&bytes, words, generation.parse().unwrap()), word);
        } else if name.ends_with(".rapport") {
            let generation = u64::from_le_bytes(bytes[128 + 32..128 + 40].try_into().unwrap());
            found += count(&decrypted(&bytes[128 + 4096..bytes.len() - 32], words, generation), word);
        }
    }
    found
}

/// Two people whose every field holds a word of their own, and backups of several states.
fn home() -> (Home, Vault, PersonId) {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let mut content = engine::transfer::sample_team().unwrap().0.content;
    content.people.truncate(2);
    for (person, word) in content.people.iter_mut().zip([WORD, OTHERS]) {
        let text = serde_json::to_string(&person).unwrap();
        person.about = format!("{word} {}", text.len());
        person.role = word.to_owned();
        for meeting in &mut person.meetings {
            meeting.note = Some(format!("{word} was said\n- [ ] {word} is promised @me\n"));
        }
        for goal in &mut person.goals {
            goal.why = word.to_owned();
            goal.about = word.to_owned();
        }
    }
    vault.merge(&content, now()).unwrap();
    let find = |vault: &Vault, word: &str| {
        vault.people(now()).unwrap().into_iter().find(|one| one.person.role == word).unwrap().person.id
    };
    let (erased, other) = (find(&vault, WORD), find(&vault, OTHERS));
    for number in 0..30 {
        vault.add_capture(erased, &format!("{WORD} {number}"), later(number)).unwrap();
        vault.add_capture(other, &format!("{OTHERS} {number}"), later(number)).unwrap();
    }
    vault.back_up(later(40)).unwrap();
    vault.back_up(later(41)).unwrap();
    (home, vault, erased)
}

#[test]
fn an_erased_person_leaves_no_trace_in_any_page_of_vault_or_backups() {
    let (home, mut vault, person) = home();
    assert!(traces(&home.dir, &home.words, WORD) > 100, "the search itself works");
    let others = traces(&home.dir, &home.words, OTHERS);
    let rows = vault.verify().unwrap();
    let erased = vault.erase_person(person, later(50)).unwrap();
    assert_eq!(traces(&home.dir, &home.words, WORD), 0);
    assert!(erased.rows > 30 && erased.backups_rewritten == 3 && erased.backups_dropped == 0, "{erased:?}");
    assert!(traces(&home.dir, &home.words, OTHERS) > others / 2, "nobody else's words went");
    let after = vault.verify().unwrap();
    assert!(after.ok && after.people == rows.people - 1);
    assert_eq!(vault.person_page(person, now()).err(), Some(Error::not_found("person")));
    vault.lock().unwrap();
    assert_eq!(traces(&home.dir, &home.words, WORD), 0);
    for backup in backups(&home.dir).unwrap() {
        let vault = home.open().unwrap();
        let compared = vault.compare(&Backup::path(&home.dir, &backup.file).unwrap(), None).unwrap();
        assert_eq!(compared.backup.people, 1);
    }
}

#[test]
fn an_old_backup_that_returns_is_erased_again() {
    let (home, mut vault, person) = home();
    let kept = home.beside("kept-elsewhere.rapport");
    vault.back_up_to(&kept, now()).unwrap();
    vault.erase_person(person, later(50)).unwrap();
    vault.switch_to(&kept, None, later(51)).unwrap();
    assert_eq!(vault.person_page(person, now()).err(), Some(Error::not_found("person")));
    assert_eq!(vault.holdings().unwrap().people, 1);
    assert_eq!(traces(&home.dir, &home.words, WORD), 0);
    vault.lock().unwrap();

    let to = home.beside("restored");
    let restored = restore(&kept, &to, &passphrase(PASSPHRASE), &[&home.dir], now()).unwrap();
    assert_eq!(restored.holdings().unwrap().people, 1);
    restored.lock().unwrap();
    assert_eq!(traces(&to, &home.words, WORD), 0);
}

#[test]
fn an_old_database_put_back_into_the_folder_is_erased_again_when_one_goes_on() {
    let (home, mut vault, person) = home();
    vault.lock().unwrap();
    let older = home.snapshot();
    vault = home.open().unwrap();
    vault.erase_person(person, later(50)).unwrap();
    vault.lock().unwrap();
    let ledger = fs::read(home.file("erasures")).unwrap();
    assert_eq!(ledger.len(), 65, "one keyed code, and no name");
    for (path, bytes) in older {
        fs::write(path, bytes).unwrap();
    }
    let vault = home.open().unwrap();
    assert_eq!(vault.holdings().unwrap().people, 1);
    drop(vault);
    assert_eq!(traces(&home.dir, &home.words, WORD), 0);
}

#[test]
fn an_erasure_holds_across_new_keys_in_both_orders() {
    let (home, mut vault, person) = home();
    let kept = home.beside("before.rapport");
    vault.back_up_to(&kept, now()).unwrap();
    let passphrase = || Passphrase::new(PASSPHRASE.to_owned());
    vault.rotate(passphrase(), KdfProfile::cheap(), later(45)).unwrap();
    let erased = vault.erase_person(person, later(50)).unwrap();
    assert_eq!(erased.backups_dropped, 2, "they open with the old keys only: {erased:?}");
    vault.rotate(passphrase(), KdfProfile::cheap(), later(55)).unwrap();
    vault.switch_to(&kept, Some(&home.recovery()), later(60)).unwrap();
    assert_eq!(vault.holdings().unwrap().people, 1, "erased after the first rotation, met after the second");
    vault.lock().unwrap();
    let to = home.beside("restored");
    let restored = restore(&kept, &to, &home.recovery(), &[&home.dir], now()).unwrap();
    assert_eq!(restored.holdings().unwrap().people, 1);
}

#[test]
fn nobody_else_can_compare_the_code_in_the_ledger() {
    let (one, mut vault, person) = home();
    vault.erase_person(person, later(50)).unwrap();
    let code = fs::read_to_string(one.file("erasures")).unwrap();
    assert!(!code.contains(&person.to_string()) && code.trim().len() == 64);
    let digest = Sha256::digest(person.to_string());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_ne!(code.trim(), hex);
}

#[test]
fn a_receipt_says_what_was_done() {
    let receipt = engine::packet::Receipt {
        label: "Payments".to_owned(),
        name: "Mira Kovač".to_owned(),
        rows: 412,
        backups_rewritten: 3,
        backups_dropped: 1,
        erased_on: now().date_naive(),
    };
    let rendered = engine::packet::erasure_receipt(&receipt).unwrap();
    assert_eq!(rendered.pages, 1);
    let text = crate::support::pdf::text(&rendered.pdf);
    for part in ["Mira Kovač", "412", "3 backups written anew", "1 backup deleted", "9 October 2026"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn someone_who_is_not_there_cannot_be_erased() {
    let (home, mut vault, person) = home();
    vault.erase_person(person, now()).unwrap();
    let before = home.snapshot();
    assert_eq!(vault.erase_person(person, now()).err(), Some(Error::not_found("person")));
    assert!(home.snapshot() == before);
    let mira = vault.add_person(&draft("Mira"), now()).unwrap().id;
    assert!(vault.person_page(mira, now()).is_ok(), "a namesake is somebody else");
}
