//! Characters that no font at hand can draw, made visible.
//! Which fonts there are is in `world`.

use serde_json::Value;
use std::collections::HashSet;

/// What stands in for a character without a glyph; Inter and Literata both have it.
const SUBSTITUTE: char = '\u{25A1}';

/// Characters that are not drawn but steer their neighbours (joiners, variation selectors, direction marks).
fn steers(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Characters that are never text: controls and noncharacters. The standard refuses some of them.
fn never_text(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

/// The characters in all strings that want a glyph, once each.
pub(super) fn drawn(data: &Value, into: &mut HashSet<char>) {
    match data {
        Value::String(text) => {
            into.extend(text.chars().filter(|c| !c.is_whitespace() && !steers(*c) && !never_text(*c)))
        }
        Value::Array(values) => values.iter().for_each(|v| drawn(v, into)),
        Value::Object(fields) => fields.values().for_each(|v| drawn(v, into)),
        _ => {}
    }
}

/// Replaces what cannot be drawn, takes out what is not text, and lets very long words break.
pub(super) fn make_drawable(data: &mut Value, has: &impl Fn(char) -> bool) {
    match data {
        Value::String(text) => *text = drawable(text, has),
        Value::Array(values) => values.iter_mut().for_each(|v| make_drawable(v, has)),
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                // An address to follow is not drawn and must stay what it is.
                if key != "href" {
                    make_drawable(value, has);
                }
            }
        }
        _ => {}
    }
}

/// After so many characters without a space a line may break, or a word would run off the paper.
const LONGEST_WORD: u32 = 40;

fn drawable(text: &str, has: &impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        if c == '\t' || c == '\u{2028}' || c == '\u{2029}' {
            out.push(' ');
            run = 0;
            continue;
        }
        if never_text(c) {
            continue;
        }
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST_WORD && !steers(c) && c.is_alphanumeric() {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(if c.is_whitespace() || steers(c) || has(c) { c } else { SUBSTITUTE });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_no_font_has_is_seen_and_controls_are_gone() {
        let mut data = json!({"a": ["x\u{0007}y\tz", "\u{1F9FF}"], "href": "https://a.example/\u{1F9FF}"});
        make_drawable(&mut data, &|c| c.is_ascii());
        assert_eq!(data, json!({"a": ["xy z", "□"], "href": "https://a.example/\u{1F9FF}"}));
    }

    #[test]
    fn a_word_without_end_may_break() {
        let mut data = json!("a".repeat(100));
        make_drawable(&mut data, &|_| true);
        assert_eq!(data.as_str().map(|s| s.matches('\u{200B}').count()), Some(2));
    }
}
