//! The `## Agenda` part of a note: task lines without owner or date, cut out and put back.
//! What is carried over to which meeting is the vault's business.

use crate::model::transfer::AgendaContent;

const HEADING: &str = "## Agenda";

/// A note's text cut in two.
pub(super) struct Cut {
    /// Its agenda.
    pub agenda: Vec<AgendaContent>,
    /// The note without it; none when nothing is left.
    pub note: Option<String>,
    /// The line of that note above which the agenda stood.
    pub line: u32,
}

/// Cuts the first agenda out of a text.
pub(super) fn cut(body: &str) -> Cut {
    let lines: Vec<&str> = body.split('\n').collect();
    let whole = || Cut { agenda: Vec::new(), note: Some(body.to_owned()), line: 0 };
    let Some(start) = heading(&lines) else { return whole() };
    let blank = lines[start + 1..].iter().take_while(|line| line.trim().is_empty()).count();
    let first = start + 1 + blank;
    let agenda: Vec<_> = lines[first..].iter().map_while(|line| item(line)).collect();
    if agenda.is_empty() {
        return whole();
    }
    let mut tail = &lines[first + agenda.len()..];
    if let [blank, rest @ ..] = tail
        && blank.trim().is_empty()
    {
        tail = rest;
    }
    let note = [&lines[..start], tail].concat();
    let line = u32::try_from(start).unwrap_or(0);
    Cut { agenda, note: (!note.is_empty()).then(|| note.join("\n")), line }
}

/// The text of a meeting's file: its note with the agenda above `line`, or at the top when that line does not begin a block.
pub(super) fn join(agenda: &[AgendaContent], note: Option<&str>, line: u32) -> Option<String> {
    if agenda.is_empty() {
        return note.map(str::to_owned);
    }
    let mut block = HEADING.to_owned();
    for item in agenda {
        block.push_str(if item.discussed { "\n- [x] " } else { "\n- [ ] " });
        block.push_str(&item.text);
    }
    let Some(note) = note else { return Some(block) };
    let mut lines: Vec<&str> = note.split('\n').collect();
    let at = match line as usize {
        at if at > 0 && at <= lines.len() && lines[at - 1].is_empty() => at,
        _ => 0,
    };
    let tail = lines.split_off(at);
    lines.push(&block);
    if !tail.is_empty() {
        lines.push("");
        lines.extend(tail);
    }
    Some(lines.join("\n"))
}

/// The line of the first agenda heading that begins a block and is not inside a code fence.
fn heading(lines: &[&str]) -> Option<usize> {
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let begins = at == 0 || lines[at - 1].trim().is_empty();
        if !fenced && begins && line.trim_end() == HEADING {
            return Some(at);
        }
    }
    None
}

/// A task line without an owner.
fn item(line: &str) -> Option<AgendaContent> {
    let rest = line.strip_prefix("- [").or_else(|| line.strip_prefix("* ["))?;
    let (discussed, text) = match rest.split_once("] ")? {
        (" ", text) => (false, text),
        ("x" | "X", text) => (true, text),
        _ => return None,
    };
    let text = text.trim();
    let plain = !text.is_empty() && !text.starts_with('@') && !text.contains('📅');
    plain.then(|| AgendaContent { text: text.to_owned(), discussed })
}
