//! Writing YAML scalars the way the sample team has them: plain where that is safe, else in double quotes.
//! Reading is in `frontmatter`.

use std::fmt::Write;

/// In double quotes, always.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Not printable in YAML 1.1 and 1.2 (section 5.1), or folded as a line end.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            _ => out.push(char),
        }
    }
    out.push('"');
    out
}

/// Plain when it reads back as the same text, else in double quotes.
pub(super) fn plain(text: &str) -> String {
    let starts = text.chars().next().is_some_and(char::is_alphanumeric);
    let tame = text.chars().all(|char| !char.is_control() && !"[]{}\"\\\u{2028}\u{2029}\u{feff}".contains(char));
    let ends = !text.ends_with(char::is_whitespace) && !text.ends_with(':');
    let safe = starts && tame && ends && !text.contains(": ") && !text.contains(" #");
    let same = safe
        && serde_yaml_ng::from_str::<serde_yaml_ng::Value>(text)
            .is_ok_and(|value| matches!(value, serde_yaml_ng::Value::String(read) if read == text));
    if same { text.to_owned() } else { quoted(text) }
}

/// Like `plain`, inside a list in brackets.
pub(super) fn plain_in_list(text: &str) -> String {
    if text.contains(',') { quoted(text) } else { plain(text) }
}
