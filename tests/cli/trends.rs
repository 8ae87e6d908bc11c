//! `trends`: its JSON, field by field, its history, and a large table.

use crate::desk::Desk;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn trends_are_told_as_each_day_showed_them() {
    let desk = Desk::sample();
    let all = desk.run(&["trends", "--json"]).json();
    assert_eq!(all.as_array().unwrap().len(), 7);
    let mira = &desk.run(&["trends", "mira", "--json"]).json()[0];
    assert_eq!(keys(mira), ["indicators", "person", "prompts", "readings"]);
    assert_eq!(mira["person"], "Mira Kovačević");
    let energy = &mira["indicators"][0];
    assert_eq!(keys(energy), ["name", "points", "usual"]);
    assert_eq!(energy["name"], "Energy");
    assert_eq!(energy["points"][0], json!({"date": "2026-04-10", "value": 4, "source": "observed"}));
    assert_eq!(keys(&energy["usual"]), ["high", "low", "n"]);
    assert_eq!(keys(&mira["readings"][0]), ["composite", "date", "recent", "statistic", "threshold", "usual"]);
    let prompt = &mira["prompts"][0];
    assert_eq!(keys(prompt), ["date", "direction", "indicators", "since"]);
    assert_eq!(prompt["direction"], "below");
    assert_eq!((&prompt["date"], &prompt["since"]), (&json!("2026-09-25"), &json!("2026-09-04")));
    let told = desk.run(&["trends", "mira"]).out;
    assert!(told.contains("worth a conversation: below"), "{told}");
    assert_eq!(
        desk.run(&["brief", "mira", "--json"]).json()["reading"].as_str().unwrap().split(' ').next(),
        Some("below")
    );
    let raised = |one: &Value| Some((one["person"].clone(), one["prompts"].as_array()?.first()?["date"].clone()));
    let mut told: Vec<_> = all.as_array().unwrap().iter().filter_map(raised).collect();
    told.sort_by_key(|(person, _)| person.to_string());
    let expected = [("Eoin Gallagher", "2026-09-03"), ("Mira Kovačević", "2026-09-25")];
    assert_eq!(told, expected.map(|(person, date)| (json!(person), json!(date))));
    desk.run(&["trends", "--budget", "0"]).failed(2);
    desk.run(&["trends", "nobody"]).failed(7);
}

#[test]
fn a_smaller_budget_never_raises_more() {
    let desk = Desk::sample();
    let raised = |budget: &str| {
        let all = desk.run(&["trends", "--json", "--budget", budget]).json();
        all.as_array().unwrap().iter().map(|one| one["prompts"].as_array().unwrap().len()).sum::<usize>()
    };
    assert!(raised("0.05") <= raised("0.25") && raised("0.25") <= raised("1.5"));
}

#[test]
fn people_of_a_table_have_their_trends() {
    let desk = Desk::sample();
    let mut table = "person,date,indicator,value,source\n".to_owned();
    for meeting in 0..30 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + chrono::Days::new(7 * meeting);
        for (place, key) in ["energy", "workload", "focus", "reviews", "growth", "belonging"].iter().enumerate() {
            let usual = 4 - i32::from((meeting as usize + place).is_multiple_of(3)) - if meeting >= 22 { 1 } else { 0 };
            let value = if *key == "workload" { 6 - usual } else { usual };
            writeln!(table, "Ana Falling,{day},{key},{value},observed").unwrap();
        }
    }
    let file = desk.path("table.csv");
    fs::write(&file, table).unwrap();
    desk.run(&["import", file.to_str().unwrap()]);
    let ana = desk.run(&["trends", "Ana Falling", "--json"]).json().as_array().unwrap()[0].clone();
    assert_eq!(ana["readings"].as_array().unwrap().len(), 30);
    assert_eq!(ana["prompts"].as_array().unwrap().len(), 1, "{}", ana["prompts"]);
    assert_eq!(ana["prompts"][0]["since"], "2026-06-08");
}
