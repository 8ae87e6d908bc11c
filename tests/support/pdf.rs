//! A finished PDF as other people's programs see it (poppler, qpdf).

use std::path::PathBuf;
use std::process::{Command, Output};

/// A file that lives as long as the value.
pub struct File {
    _dir: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn file(pdf: &[u8]) -> File {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("packet.pdf");
    std::fs::write(&path, pdf).unwrap();
    File { _dir: dir, path }
}

pub fn run(program: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> Output {
    let file = file(pdf);
    let out = Command::new(program).args(before).arg(&file.path).args(after).output();
    out.unwrap_or_else(|e| panic!("{program} is needed for this test (poppler-utils, qpdf): {e}"))
}

/// The text as a reader would copy it.
pub fn text(pdf: &[u8]) -> String {
    let out = run("pdftotext", &["-enc", "UTF-8"], pdf, &["-"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The text of one page, on the paper's places.
pub fn page(pdf: &[u8], page: u32) -> String {
    let n = page.to_string();
    let out = run("pdftotext", &["-enc", "UTF-8", "-layout", "-f", &n, "-l", &n], pdf, &["-"]);
    String::from_utf8(out.stdout).unwrap()
}

/// Title, pages, tagged or not.
pub fn info(pdf: &[u8]) -> String {
    String::from_utf8(run("pdfinfo", &[], pdf, &[]).stdout).unwrap()
}

/// The tree of tags with their words.
pub fn structure(pdf: &[u8]) -> String {
    String::from_utf8_lossy(&run("pdfinfo", &["-struct-text"], pdf, &[]).stdout).into_owned()
}

/// Fails unless qpdf finds nothing to complain about.
pub fn check(pdf: &[u8], password: Option<&str>) {
    let password = password.map(|p| format!("--password={p}"));
    let mut before = vec!["--check"];
    before.extend(password.as_deref());
    let out = run("qpdf", &before, pdf, &[]);
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
}
