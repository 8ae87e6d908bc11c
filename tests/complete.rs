//! The law of export: every column of every table travels, or stands below with the reason why it does not.
//! The files it travels in are in `transfer`; generated vaults in `transfer_generated`.

use crate::support::dump::{dump, rows, tables};
use crate::support::vaults::{Home, now};
use chrono::TimeDelta;
use engine::model::transfer::{Content, ImportReport};
use engine::transfer::{read, sample_team, write_layout};
use engine::vault::Vault;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// What does not travel: (table, column, why). `*` is every table.
const STAYS: &[(&str, &str, &str)] = &[
    ("*", "rowid_", "the number by which the search index knows a row; a vault counts its own"),
    ("people", "id", MADE_ANEW),
    ("meetings", "id", MADE_ANEW),
    ("notes", "id", MADE_ANEW),
    ("agenda_items", "id", MADE_ANEW),
    ("follow_ups", "id", MADE_ANEW),
    ("goals", "id", MADE_ANEW),
    ("milestones", "id", MADE_ANEW),
    ("evidence", "id", MADE_ANEW),
    ("captures", "id", MADE_ANEW),
];
const MADE_ANEW: &str = "rows that Markdown tells are named anew; what points to them follows";
/// Choices that stay: what a vault is called, and since when it is there.
const OWN_CHOICES: [&str; 2] = ["key: Text(\"label\")", "key: Text(\"created_at\")"];

pub fn stays(table: &str, column: &str) -> bool {
    STAYS.iter().any(|(of, name, _)| (*of == "*" || *of == table) && *name == column)
}

/// Every table as lines, without what stays.
pub fn told(conn: &Connection) -> BTreeMap<String, Vec<String>> {
    let mut lines = dump(conn, stays);
    lines.get_mut("choices").unwrap().retain(|line| !OWN_CHOICES.iter().any(|own| line.contains(own)));
    lines
}

/// Puts into a vault with part of the sample team what the sample team does not have.
const FILL: &str = include_str!("complete.sql");

/// A vault in which every column of every table tells something, locked.
fn full() -> Home {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let mut content = sample_team().unwrap().0.content;
    content.people.retain(|person| ["mira-kovacevic", "tunde-adeyemi"].contains(&person.slug.as_str()));
    vault.merge(&content, now() - TimeDelta::days(300)).unwrap();
    vault.lock().unwrap();
    home.write_raw(|conn| conn.execute_batch(FILL).unwrap());
    home
}

/// Out into a folder and in again.
fn through_files(content: &Content) -> Content {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write_layout(content, &out, now().date_naive()).unwrap();
    let read = read(&out).unwrap();
    assert_eq!(read.skipped, []);
    assert_eq!(read.content, *content);
    read.content
}

/// A new vault that took this in, twice; locked.
fn taken_in(content: &Content) -> Home {
    let home = Home::new();
    let mut vault = home.open().unwrap();
    assert_eq!(vault.merge(content, now()).unwrap().warnings, Vec::<String>::new());
    vault.lock().unwrap();
    let once = told(&home.raw_database());
    let mut vault = home.open().unwrap();
    let again = vault.merge(content, now() + TimeDelta::days(1)).unwrap();
    assert_eq!(again, ImportReport::default());
    vault.lock().unwrap();
    assert_same(&told(&home.raw_database()), &once);
    home
}

fn assert_same(got: &BTreeMap<String, Vec<String>>, wanted: &BTreeMap<String, Vec<String>>) {
    assert_eq!(got.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    for (table, lines) in wanted {
        let missing: Vec<_> = lines.iter().filter(|line| !got[table].contains(line)).collect();
        let more: Vec<_> = got[table].iter().filter(|line| !lines.contains(line)).collect();
        assert!(missing.is_empty() && more.is_empty(), "{table}\n missing: {missing:#?}\n more: {more:#?}");
        assert_eq!(lines.len(), got[table].len(), "{table}");
    }
}

fn content(home: &Home, of: impl Fn(&Vault) -> engine::Result<Content>) -> Content {
    let vault = home.open().unwrap();
    let content = of(&vault).unwrap();
    vault.lock().unwrap();
    content
}

#[test]
fn every_column_of_the_full_vault_tells_something() {
    let home = full();
    let conn = home.raw_database();
    for (table, columns) in tables(&conn) {
        let rows = rows(&conn, &table, &columns);
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| !stays(&table, &column.name)) {
            let default = column.default.as_deref().unwrap_or_default().trim_matches('\'').to_owned();
            let telling = rows.iter().any(|row| match &row[at] {
                Value::Null => false,
                Value::Text(text) => !text.is_empty() && *text != default,
                Value::Integer(number) => number.to_string() != default && (*number != 0 || default == "1"),
                Value::Real(_) | Value::Blob(_) => true,
            });
            assert!(telling, "{table}.{} tells nothing; fill it in complete.sql", column.name);
        }
    }
}

#[test]
fn every_column_of_every_table_comes_back_from_an_export() {
    let home = full();
    let content = through_files(&content(&home, |vault| vault.content(None)));
    let other = taken_in(&content);
    assert_same(&told(&other.raw_database()), &told(&home.raw_database()));
}

#[test]
fn one_person_comes_back_whole_and_alone() {
    let home = full();
    let content = through_files(&content(&home, |vault| vault.content(Some(vault.find_person("mira")?.id))));
    let other = taken_in(&content);
    // What a file about one person leaves out.
    home.raw_database()
        .execute_batch(
            "PRAGMA foreign_keys = ON;
             DELETE FROM people WHERE slug <> 'mira-kovacevic';
             DELETE FROM packets WHERE person IS NULL;
             DELETE FROM team; DELETE FROM choices WHERE key = 'notes_only';
             DELETE FROM questions; DELETE FROM templates; DELETE FROM erasures;",
        )
        .unwrap();
    assert_same(&told(&other.raw_database()), &told(&home.raw_database()));
}

#[test]
fn an_import_leaves_how_a_vault_in_use_is_set() {
    let full = content(&full(), |vault| vault.content(None));
    let home = Home::new();
    let mut vault = home.open().unwrap();
    vault.add_person(&crate::support::people::draft("Ona Bright"), now()).unwrap();
    let before = vault.indicators().unwrap();
    vault.merge(&full, now()).unwrap();
    let after = vault.indicators().unwrap();
    for indicator in &before {
        assert!(after.contains(indicator), "{indicator:?}");
    }
    assert!(after.iter().any(|one| one.key == "sleep"), "a scale of one's own joins the others");
    vault.lock().unwrap();
    let conn = home.raw_database();
    assert_eq!(told(&conn)["choices"], Vec::<String>::new());
    let delivery: String =
        conn.query_row("SELECT name FROM topics WHERE key = 'delivery'", [], |row| row.get(0)).unwrap();
    assert_eq!(delivery, "Delivery");
}

#[test]
fn a_row_that_is_not_as_rapport_writes_it_is_named_and_the_rest_goes_in() {
    let mut content = content(&full(), |vault| vault.content(None));
    let rows = content.rows.get_mut("absences").unwrap();
    rows[0].insert("from_date".to_owned(), "2026-02-30".into());
    let prompts = content.rows.get_mut("prompts").unwrap();
    prompts[0].insert("outcome".to_owned(), "made up".into());
    content.rows.insert("no_such_table".to_owned(), vec![BTreeMap::from([("x".to_owned(), "y".into())])]);
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let report = vault.merge(&content, now()).unwrap();
    assert_eq!(report.warnings.len(), 2, "{:?}", report.warnings);
    assert!(report.warnings.iter().all(|one| one.contains("was left out. Undo the change")), "{:?}", report.warnings);
    assert_eq!(report.people, 2);
    vault.lock().unwrap();
    let count = |sql: &str| -> i64 { home.raw_database().query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM absences"), i64::try_from(content.rows["absences"].len()).unwrap() - 1);
    assert_eq!(count("SELECT count(*) FROM feedback"), 2);
}

#[test]
fn an_export_from_before_rows_travelled_still_goes_in() {
    let mut content = content(&full(), |vault| vault.content(None));
    content.rows.clear();
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write_layout(&content, &out, now().date_naive()).unwrap();
    let text = std::fs::read_to_string(out.join("rapport.json")).unwrap();
    assert!(!text.contains("\"rows\""), "as it was written before");
    let read = read(&out).unwrap();
    assert_eq!(read.content, content);
    let report = Home::new().open().unwrap().merge(&read.content, now()).unwrap();
    let unknown = ["The scale “sleep” is not one of yours; its steps were left out.".to_owned()];
    assert_eq!((report.people, &report.warnings[..]), (2, &unknown[..]));
}
