//! What a step is called: one table from what changed in which rows to words.
//! How it is taken back is in `undo`.

/// Alike changes of a step.
pub(super) struct Entry {
    /// The table.
    pub(super) noun: String,
    /// `insert`, `update`, `delete` or `text`.
    pub(super) op: String,
    /// The columns that changed, each after a space: `-due` became NULL, `state=kept` tells its value.
    pub(super) what: String,
    pub(super) count: u32,
}

/// How one kind of change reads.
struct Words {
    noun: &'static str,
    op: &'static str,
    /// A word of `what`; '' for any.
    column: &'static str,
    /// For one row; `many` takes its place behind a number, or is '' where the number says nothing.
    one: &'static str,
    many: &'static str,
    quiet: bool,
}

const fn told(
    noun: &'static str,
    op: &'static str,
    column: &'static str,
    one: &'static str,
    many: &'static str,
) -> Words {
    Words { noun, op, column, one, many, quiet: false }
}

const fn quiet(noun: &'static str, op: &'static str, column: &'static str, one: &'static str) -> Words {
    Words { noun, op, column, one, many: "", quiet: true }
}

/// The first that fits names the step, so what the manager did stands before what followed from it.
const WORDS: &[Words] = &[
    told("people", "delete", "", "Person deleted", "people deleted"),
    told("people", "insert", "", "Person added", "people added"),
    told("people", "update", "archived_on", "Person archived", "people archived"),
    told("people", "update", "-archived_on", "Person brought back", "people brought back"),
    told("people", "update", "", "Person changed", "people changed"),
    told("captures", "update", "sorted_into=agenda", "Thought put on the agenda", "thoughts put on the agenda"),
    told("captures", "update", "sorted_into=note", "Thought made a note", "thoughts made notes"),
    told("captures", "update", "sorted_into=praise", "Thought kept as praise", "thoughts kept as praise"),
    told("captures", "update", "sorted_into=feedback", "Thought kept as feedback", "thoughts kept as feedback"),
    told("captures", "update", "sorted_into=follow_up", "Thought made a follow-up", "thoughts made follow-ups"),
    told("captures", "update", "sorted_into=thrown_away", "Thought thrown away", "thoughts thrown away"),
    told("captures", "update", "sorted_on", "Thought sorted", "thoughts sorted"),
    told("meetings", "delete", "", "1:1 deleted", "1:1s deleted"),
    quiet("meetings", "insert", "status=running", "1:1 started"),
    quiet("meetings", "update", "status=running", "1:1 started"),
    told("meetings", "insert", "status=planned", "1:1 planned", "1:1s planned"),
    told("meetings", "insert", "status=missed", "1:1 marked as missed", "1:1s marked as missed"),
    told("meetings", "insert", "", "1:1 added", "1:1s added"),
    told("meetings", "update", "status=missed", "1:1 marked as missed", "1:1s marked as missed"),
    told("meetings", "update", "status=leave", "1:1 left out for leave", "1:1s left out for leave"),
    told("meetings", "update", "status=planned", "1:1 planned again", "1:1s planned again"),
    quiet("meetings", "update", "status=held", "1:1 ended"),
    quiet("meetings", "update", "status=moved", "1:1 ended"),
    told("meetings", "update", "date", "1:1 moved", "1:1s moved"),
    told("meetings", "update", "time", "1:1 moved", "1:1s moved"),
    quiet("meetings", "update", "", "1:1 changed"),
    told("goals", "delete", "", "Goal deleted", "goals deleted"),
    told("goals", "insert", "", "Goal added", "goals added"),
    told("goals", "update", "state=done", "Goal reached", "goals reached"),
    told("goals", "update", "state=paused", "Goal paused", "goals paused"),
    told("goals", "update", "state=let_go", "Goal let go", "goals let go"),
    told("goals", "update", "state=active", "Goal taken up again", "goals taken up again"),
    told("goals", "update", "step_text", "Next step changed", "next steps changed"),
    told("goals", "update", "-step_text", "Next step done", "next steps done"),
    told("goals", "update", "", "Goal changed", "goals changed"),
    told("milestones", "update", "done", "Milestone reached", "milestones reached"),
    told("milestones", "update", "-done", "Milestone open again", "milestones open again"),
    told("milestones", "", "", "Milestones changed", ""),
    told("goal_skills", "", "", "Goal changed", ""),
    told("goal_check_ins", "", "", "Goal check-in changed", ""),
    told("evidence", "insert", "", "Evidence kept", "pieces of evidence kept"),
    told("evidence", "delete", "", "Evidence removed", "pieces of evidence removed"),
    told("evidence", "update", "", "Evidence changed", "pieces of evidence changed"),
    told("notes", "update", "deleted_at", "Note deleted", "notes deleted"),
    told("notes", "update", "-deleted_at", "Note restored", "notes restored"),
    told("notes", "delete", "", "Note deleted", "notes deleted"),
    told("notes", "insert", "", "Note added", "notes added"),
    told("follow_ups", "update", "state=kept", "Follow-up kept", "follow-ups kept"),
    told("follow_ups", "update", "state=dropped", "Follow-up dropped", "follow-ups dropped"),
    told("follow_ups", "update", "state=open", "Follow-up open again", "follow-ups open again"),
    told("follow_ups", "update", "deleted_at", "Follow-up deleted", "follow-ups deleted"),
    told("follow_ups", "update", "nudge_on", "Follow-up set to wait", "follow-ups set to wait"),
    told("follow_ups", "update", "-nudge_on", "Follow-up no longer waits", "follow-ups no longer wait"),
    told("follow_ups", "update", "text", "Follow-up changed", "follow-ups changed"),
    told("follow_ups", "update", "owner", "Follow-up changed", "follow-ups changed"),
    told("follow_ups", "update", "repeats", "Follow-up repeats", "follow-ups repeat"),
    told("follow_ups", "update", "-repeats", "Follow-up no longer repeats", "follow-ups no longer repeat"),
    told("follow_ups", "update", "due", "Follow-up given another date", "follow-ups given another date"),
    told("follow_ups", "update", "-due", "Follow-up left without a date", "follow-ups left without a date"),
    told("follow_ups", "insert", "", "Follow-up added", "follow-ups added"),
    told("follow_ups", "delete", "", "Follow-up deleted", "follow-ups deleted"),
    told("feedback", "insert", "", "Kept to be told", "things kept to be told"),
    told("feedback", "delete", "", "Feedback deleted", "pieces of feedback deleted"),
    told("feedback", "update", "delivered_on", "Feedback told", "pieces of feedback told"),
    told("feedback", "update", "-delivered_on", "Feedback waits again", "pieces of feedback wait again"),
    told("feedback", "update", "", "Feedback changed", "pieces of feedback changed"),
    told("agenda_items", "insert", "", "Put on the agenda", "things put on the agenda"),
    told("agenda_items", "delete", "", "Taken off the agenda", "things taken off the agenda"),
    told("agenda_items", "update", "discussed_in", "Agenda item discussed", "agenda items discussed"),
    told("agenda_items", "update", "-discussed_in", "Agenda item waits again", "agenda items wait again"),
    told("agenda_items", "update", "text", "Agenda item changed", "agenda items changed"),
    quiet("agenda_items", "update", "position", "Agenda reordered"),
    quiet("agenda_lines", "", "", "Agenda changed"),
    told("captures", "insert", "", "Thought captured", "thoughts captured"),
    told("captures", "update", "-sorted_on", "Thought back in the inbox", "thoughts back in the inbox"),
    told("captures", "", "", "Thought changed", "thoughts changed"),
    quiet("observations", "", "", "Check-in changed"),
    quiet("not_observed", "", "", "Check-in changed"),
    quiet("meeting_topics", "", "", "Topics changed"),
    told("absences", "", "", "Absence changed", ""),
    told("context_bands", "", "", "Context changed", ""),
    told("prompts", "", "", "Outcome changed", ""),
    told("fresh_starts", "", "", "New normal changed", ""),
    told("indicators", "", "", "Check-in scales changed", ""),
    told("topics", "", "", "List of topics changed", ""),
    told("questions_asked", "", "", "Question asked", ""),
    told("questions", "", "", "Question changed", ""),
    told("templates", "", "", "Template changed", ""),
    told("roles", "", "", "Role changed", ""),
    told("moves", "", "", "1:1 moved", ""),
    told("team", "", "", "Team changed", ""),
    told("notes", "text", "", "Note changed", "notes changed"),
];

/// What a step is called, and whether it is too small to be told of each time.
pub(super) fn words(entries: &[Entry]) -> (String, bool) {
    for words in WORDS {
        let fits = |entry: &&Entry| {
            entry.noun == words.noun
                && (words.op.is_empty() || entry.op == words.op)
                && (words.column.is_empty() || entry.what.split(' ').any(|column| column == words.column))
        };
        let count: u32 = entries.iter().filter(fits).map(|entry| entry.count).sum();
        if count > 1 && !words.many.is_empty() {
            return (format!("{count} {}", words.many), words.quiet);
        }
        if count > 0 {
            return (words.one.to_owned(), words.quiet);
        }
    }
    ("Change made".to_owned(), true)
}
