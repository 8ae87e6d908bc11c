//! Tables of check-ins: what is read from rows, and how fast.
//! Folders are in `transfer`.

use crate::support::team::Team;
use crate::support::vaults::{Home, now};
use chrono::NaiveDate;
use engine::model::indicator::{IndicatorDraft, Source, StrainEnd};
use engine::model::transfer::Skipped;
use engine::transfer::{read, read_on};
use std::fs;
use tempfile::TempDir;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn check_ins_are_read_from_rows_and_broken_rows_are_told() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("check-ins.csv");
    let rows = "\u{feff}person,date,indicator,value,source\r\n\
        Mira Kovačević,2026-10-02,energy,2,observed\r\n\
        \"Sato, Hana\",2026-10-02,Focus time,4,said\r\n\
        Mira Kovačević,2026-02-30,energy,2,observed\r\n\
        Mira Kovačević,2026-10-03,mood,2,observed\r\n\
        Mira Kovačević,2026-10-03,energy,9,observed\r\n\
        Mira Kovačević,2026-10-03,energy,2,heard\r\n\
        ,2026-10-03,energy,2,said\r\n\
        \r\n\
        short,row\r\n";
    fs::write(&path, rows).unwrap();
    let read = read(&path).unwrap();
    assert_eq!(read.format, "csv");
    let people: Vec<_> =
        read.content.people.iter().map(|person| (person.slug.as_str(), person.name.as_str())).collect();
    assert_eq!(people, [("mira-kovacevic", "Mira Kovačević"), ("sato-hana", "Sato, Hana")]);
    let said = &read.content.people[1].observations[0];
    assert_eq!((said.indicator.as_str(), said.value, said.source), ("focus", 4, Source::Said));
    let file = "check-ins.csv";
    let lines: Vec<_> = read.skipped.iter().map(|skipped| (skipped.file.as_str(), skipped.line)).collect();
    assert_eq!(lines, [4, 5, 6, 7, 8, 10].map(|line| (file, Some(line))), "{:?}", read.skipped);
    assert!(read.skipped.iter().all(|Skipped { reason, .. }| reason.ends_with('.')));
}

#[test]
fn a_table_may_name_any_scale_of_the_vault_and_people_as_the_vault_calls_them() {
    let mut team = Team::new();
    let draft = IndicatorDraft {
        name: "Río de ideas".into(),
        hint: String::new(),
        question: String::new(),
        words: ["None", "Few", "Some", "Many", "Rush"].map(String::from),
        strain: StrainEnd::Low,
    };
    let added = team.vault.add_indicator(&draft, now()).unwrap();
    let growth = team.vault.indicators().unwrap().into_iter().find(|one| one.key == "growth").unwrap();
    team.vault.retire_indicator(growth.id).unwrap();
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("check-ins.csv");
    let rows = format!(
        "person,date,indicator,value,source\nMIRA,2026-10-05,rio de IDEAS,4,said\n\
         Mira,2026-10-06,{},5,said\nmira kovacevic,2026-10-06,Growth,2,observed\nMira,2026-10-07,weather,2,said\n",
        added.key
    );
    fs::write(&path, rows).unwrap();
    let indicators = team.vault.indicators().unwrap();
    let scales: Vec<_> = indicators.iter().map(|one| (one.key.as_str(), one.name.as_str())).collect();
    let mut read = read_on(&path, &scales).unwrap();
    team.vault.know_people(&mut read.content).unwrap();
    let report = team.vault.merge(&read.content, now()).unwrap();
    assert_eq!((report.people, report.observations), (0, 3), "{report:?}");
    assert_eq!(read.skipped.iter().map(|one| one.line).collect::<Vec<_>>(), [Some(5)]);
    assert!(read.skipped[0].reason.contains(&added.key), "{:?}", read.skipped);
}

#[test]
fn a_hundred_thousand_rows_go_into_a_vault() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("big.csv");
    let mut rows = "person;date;indicator;value;source\n".to_owned();
    let first = day("2020-01-01");
    for row in 0..100_000_u32 {
        let date = first + chrono::TimeDelta::days(i64::from(row / 50));
        rows += &format!("Person {};{date};energy;{};said\n", row % 50, row % 5 + 1);
    }
    fs::write(&path, rows).unwrap();
    let began = std::time::Instant::now();
    let read = read(&path).unwrap();
    assert_eq!(read.content.people.iter().map(|person| person.observations.len()).sum::<usize>(), 100_000);
    assert_eq!(read.content.people.len(), 50);
    assert_eq!(read.skipped, []);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    let home = Home::new();
    let mut vault = home.open().unwrap();
    let report = vault.merge(&read.content, now()).unwrap();
    assert_eq!((report.people, report.observations), (50, 100_000));
    // Generous: tests run without optimisation and beside each other.
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
}
