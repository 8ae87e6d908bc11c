//! The words Rapport never uses of people: nowhere in what the window, a PDF, the terminal or a file says.
//! What is said instead is in the tests of each screen and page. What a manager writes is theirs.

use std::fs;
use std::path::{Path, PathBuf};

/// From "Tone of words" and the domain's rules: words that judge, frighten or diagnose. Stems, so that no form slips by.
const BANNED: [&str; 18] = [
    "risk",
    "alert",
    "score",
    "scoring",
    "detect",
    "diagnosis",
    "diagnose",
    "burned out",
    "burnt out",
    "burned-out",
    "burnout",
    "disengag",
    "declining",
    "concerning",
    "warning",
    "underperform",
    "low performer",
    "red flag",
];

/// What may stand nevertheless: where, which words around it, and why.
const ALLOWED: [(&str, &str, &str); 5] = [
    ("ui/src/", "role=\"alert\"", "the name ARIA gives a message that is read out at once"),
    ("ui/src/bindings.ts", "warnings: string[]", "a field of the import's report, named by the terminal's contract"),
    ("ui/src/", ".warnings", "the same field"),
    ("ui/src/mock/", "warnings: []", "the same field"),
    ("assets/templates/", "p.warning", "a field's name; the sentence in it is checked where it is written"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Files under a folder that end in one of `endings`: path from the root, and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) && !name.ends_with(".test.ts") {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds none of {endings:?}");
    found
}

/// The string literals of Rust code, comments left out.
fn literals(code: &str) -> String {
    let mut said = String::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, here) = rest.split_at(at);
        if here.starts_with("//") {
            rest = here.split_once('\n').map_or("", |(_, after)| after);
        } else if here.starts_with("'\"'") || here.starts_with("'\\\"'") {
            rest = &here[here[1..].find('\'').map_or(1, |end| end + 2)..];
            rest = rest.strip_prefix('\'').unwrap_or(rest);
        } else if here.starts_with('"') {
            let hashes = before.len() - before.trim_end_matches('#').len();
            let raw = before.trim_end_matches('#').ends_with('r');
            let close = if raw { format!("\"{}", "#".repeat(hashes)) } else { "\"".to_owned() };
            let mut end = 1;
            while !here[end..].starts_with(&close) {
                let escaped = !raw && here[end..].starts_with('\\');
                let step = |from: usize| here[from..].chars().next().map_or(1, char::len_utf8);
                end += step(end);
                if escaped {
                    end += step(end);
                }
            }
            said.push_str(&here[1..end]);
            said.push('\n');
            rest = &here[end + close.len()..];
        } else {
            rest = &here[1..];
        }
    }
    said
}

/// Markup and script without comments and styles.
fn without_comments(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [("<!--", "-->"), ("/*", "*/"), ("<style>", "</style>")] {
        while let Some(from) = text.find(open) {
            let to = text[from..].find(close).map_or(text.len(), |at| from + at + close.len());
            text.replace_range(from..to, " ");
        }
    }
    let line = |line: &str| match line.trim_start().starts_with("//") {
        true => String::new(),
        false => line.split(" // ").next().unwrap_or_default().to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Banned words in what a file says, with the place they were found.
fn found(file: &str, said: &str) -> Vec<String> {
    let mut said = said.to_lowercase();
    for (_, words, _) in ALLOWED.iter().filter(|(place, _, _)| file.starts_with(place)) {
        said = said.replace(&words.to_lowercase(), "");
    }
    let mut hits = Vec::new();
    for word in BANNED {
        for (at, _) in said.match_indices(word) {
            let inside = said[..at].chars().next_back().is_some_and(char::is_alphabetic);
            if !inside {
                let line = said[..at].rfind('\n').map_or(0, |from| from + 1);
                let end = said[at..].find('\n').map_or(said.len(), |to| at + to);
                hits.push(format!("{file}: {word}: {}", said[line..end].trim()));
            }
        }
    }
    hits
}

#[test]
fn no_banned_word_is_said_of_anybody_anywhere() {
    let mut hits = Vec::new();
    for folder in ["engine/src", "cli/src", "src-tauri/src"] {
        hits.extend(files(folder, &[".rs"]).iter().flat_map(|(file, text)| found(file, &literals(text))));
    }
    let shown = files("ui/src", &[".svelte", ".ts"]);
    hits.extend(shown.iter().flat_map(|(file, text)| found(file, &without_comments(text))));
    let paper = files("assets/templates", &[".typ"]);
    hits.extend(paper.iter().flat_map(|(file, text)| found(file, &without_comments(text))));
    let seeds = files("engine/src/vault/migrations", &[".sql"]);
    for (file, text) in &seeds {
        let rows: String = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        hits.extend(found(file, &rows));
    }
    assert!(hits.is_empty(), "{}", hits.join("\n"));
}

#[test]
fn the_search_would_find_them() {
    let rust = "// a risk in a comment\nlet a = 'x'; let q = '\"'; say(\"At RISK of leaving\");\nlet b = r#\"an \"alert\" here\"#;";
    assert_eq!(found("x.rs", &literals(rust)).len(), 2);
    let page = "<!-- warning -->\n<script>\n  // declining\n  const a = `Score: ${n}`;\n</script>\n<p role=\"alert\">Burned out?</p>\n<style>.risk {}</style>";
    assert_eq!(found("ui/src/a.svelte", &without_comments(page)).len(), 2);
    assert!(found("x.rs", &literals("let a = \"asterisk\";")).is_empty(), "a word inside another is another word");
    for word in BANNED {
        assert_eq!(found("x.rs", &format!("so {word} it is")).len(), 1, "{word}");
    }
}

#[test]
fn what_is_allowed_is_still_there_and_says_why() {
    let shown = [files("ui/src", &[".svelte", ".ts"]), files("assets/templates", &[".typ"])].concat();
    for (place, words, why) in ALLOWED {
        assert!(!why.is_empty());
        let used = shown.iter().any(|(file, text)| file.starts_with(place) && text.contains(words));
        assert!(used, "{words} is in no file under {place}: take it off the list");
    }
}
