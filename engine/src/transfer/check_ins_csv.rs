//! A CSV of check-ins: `person,date,indicator,value,source`, one observation a row.
//! Whether the person is already known is the vault's business.

use super::layout;
use super::source::{Fault, decode};
use super::{ReadContent, frontmatter};
use crate::error::{Error, Result};
use crate::model::indicator::Source as Said;
use crate::model::name::fold;
use crate::model::transfer::{ObservationContent, Skipped};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

const COLUMNS: [&str; 5] = ["person", "date", "indicator", "value", "source"];

/// Reads the file row by row; a broken row stops no other.
pub(super) fn read(path: &Path, name: &str, scales: &[(&str, &str)]) -> Result<ReadContent> {
    let unreadable = |_| Error::invalid("path", "This file cannot be read. Change its rights, or choose another.");
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut head = Vec::new();
    file.by_ref().take(64 * 1024).read_until(b'\n', &mut head).map_err(unreadable)?;
    let unknown = || {
        let sentence = "Rapport reads a CSV of check-ins, whose first line is person,date,indicator,value,source.";
        Error::invalid("path", sentence)
    };
    let head = decode(head).map_err(|_| unknown())?;
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|mark| head.matches(*mark).count()).unwrap_or(',');
    let names: Vec<String> =
        head.trim().split(delimiter).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
    let mut columns = [0; COLUMNS.len()];
    for (at, column) in COLUMNS.iter().enumerate() {
        columns[at] = names.iter().position(|name| name == column).ok_or_else(unknown)?;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        // With CRLF as the end of a row, the reader's line numbers lag; a carriage return is trimmed with the white space.
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(file);
    let mut out = ReadContent { format: "csv".to_owned(), ..ReadContent::default() };
    let mut by_slug = HashMap::new();
    // A name is written thousands of times; its slug is made once.
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let scales: Vec<(String, &str)> =
        scales.iter().flat_map(|(key, named)| [(fold(key), *key), (fold(named), *key)]).collect();
    let mut record = csv::ByteRecord::new();
    loop {
        // The first line is already behind us.
        let line = reader.position().line() + 1;
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(out),
            Err(_) => return Err(unreadable(std::io::Error::other("csv"))),
        }
        let line = record.position().map_or(line, |position| position.line() + 1);
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            continue;
        }
        match row(&record, &columns, &scales) {
            Ok((person, observation)) => {
                let content = &mut out.content.people;
                let at = by_name.get(person).copied().unwrap_or_else(|| {
                    let at = *by_slug.entry(layout::slug(person)).or_insert_with_key(|slug| {
                        content.push(layout::named(slug, person));
                        content.len() - 1
                    });
                    by_name.insert(person.to_owned(), at);
                    at
                });
                content[at].observations.push(observation);
            }
            Err(reason) => {
                let Fault { line, reason } = Fault::at(usize::try_from(line).unwrap_or(usize::MAX), reason);
                out.skipped.push(Skipped { file: name.to_owned(), line, reason });
            }
        }
    }
}

/// The person's name and what was observed, or what to change.
fn row<'a>(
    record: &'a csv::ByteRecord,
    columns: &[usize; 5],
    scales: &[(String, &str)],
) -> std::result::Result<(&'a str, ObservationContent), String> {
    let mut fields = [""; 5];
    for (field, column) in fields.iter_mut().zip(columns) {
        let bytes = record.get(*column).ok_or("This row has too few columns. Write all five.")?;
        *field = std::str::from_utf8(bytes).map_err(|_| "This row is not UTF-8. Save the file as UTF-8.")?.trim();
    }
    let [person, date, indicator, value, source] = fields;
    if !person.contains(char::is_alphanumeric) || person.chars().count() > 200 || person.contains('\n') {
        return Err("Write the person's name, 1 to 200 characters with at least one letter.".into());
    }
    let date = frontmatter::day(date).ok_or("Write a date that exists, as YYYY-MM-DD.")?;
    let named = fold(indicator);
    let (_, indicator) = scales.iter().find(|(written, _)| *written == named).ok_or_else(|| {
        let keys: Vec<&str> = scales.iter().step_by(2).map(|(_, key)| *key).collect();
        format!("Name one of the check-ins: {}.", keys.join(", "))
    })?;
    let value = value.parse().ok().filter(|value| (1..=5).contains(value));
    let value = value.ok_or("Write a value that is a whole number from 1 to 5.")?;
    let source = match source {
        "observed" => Said::Observed,
        "said" => Said::Said,
        _ => return Err("Write `observed` or `said` as the source.".into()),
    };
    let observation = ObservationContent { date, indicator: (*indicator).to_owned(), source, value };
    Ok((person, observation))
}
