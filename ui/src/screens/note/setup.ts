// Puts the note's editor together: keys, history, Markdown, drawing, find, what assistive tech hears.
// Saving and the reading of lines come from outside.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { deleteMarkupBackward, insertNewlineContinueMarkupCommand, markdown, commonmarkLanguage } from "@codemirror/lang-markdown";
import { indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, dropCursor, keymap, placeholder } from "@codemirror/view";
import { Strikethrough, Table, TaskList } from "@lezer/markdown";
import { deeper, mark, marking, shallower, surround, toggleTask, type PassageKind } from "./edits";
import { sayWhenKept } from "./kept";
import { followLinks, type LinkPorts } from "./links";
import { around, marks, type Around } from "./marks";
import { offers, type OfferPorts } from "./offers";
import { takeIn } from "./paste";
import { readLines, type ReadingPorts } from "./reading";
import { watchSelection, type SelectionPlace } from "./selection";

/** Keys of the app that CodeMirror would answer too. */
const taken = new Set(["Mod-Enter", "Alt-ArrowUp", "Alt-ArrowDown", "Mod-i", "Mod-Alt-\\", "Ctrl-l", "Alt-l", "Ctrl-k", "Mod-Shift-k"]);

/** What the editor tells and asks. */
export interface EditorPorts extends ReadingPorts, OfferPorts, LinkPorts {
  /** Text typed, pasted, ticked: everything but what `remote` marks. */
  changed: (update: { changes: import("@codemirror/state").ChangeSet }) => void;
  blurred: () => void;
  /** Where the selection ends while words are selected. */
  selected: (place: SelectionPlace | null) => void;
}

/** Holds what the chips know, so that it can be told anew. */
export const aroundPlace = new Compartment();

/** Everything the editor is made of. */
export function noteExtensions(ports: EditorPorts, known: Around): Extension[] {
  return [
    history(),
    dropCursor(),
    markdown({ base: commonmarkLanguage, extensions: [Table, TaskList, Strikethrough], addKeymap: false, completeHTMLTags: false, pasteURLAsLink: false }),
    indentUnit.of("  "),
    EditorState.tabSize.of(4),
    EditorView.lineWrapping,
    aroundPlace.of(around.of(known)),
    marks,
    offers(ports),
    readLines(ports),
    followLinks(ports),
    takeIn(ports.refuse),
    sayWhenKept(ports.today),
    watchSelection(ports.selected),
    search({ top: true }),
    highlightSelectionMatches({ minSelectionLength: 3 }),
    placeholder("What was said, and what comes of it"),
    EditorView.contentAttributes.of({ "aria-label": "Note", spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
    keymap.of([
      { key: "Mod-b", run: surround("**") },
      { key: "Mod-Shift-s", run: marking("said") },
      { key: "Mod-Shift-y", run: marking("praise") },
      { key: "Mod-Shift-i", run: marking("idea") },
      { key: "Mod-Shift-Enter", run: toggleTask(ports.today) },
      { key: "Mod-i", run: surround("*") },
      { key: "Tab", run: deeper, shift: shallower },
      { key: "Enter", run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
      { key: "Backspace", run: deleteMarkupBackward },
      ...searchKeymap.filter(({ key }) => key !== "Mod-Alt-g"),
      ...historyKeymap,
      ...defaultKeymap.filter(({ key, mac }) => !taken.has(key ?? mac ?? "")),
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) ports.changed(update);
      if (update.focusChanged && !update.view.hasFocus) ports.blurred();
    }),
  ];
}

/** Marks the selected lines as a passage. */
export function markPassage(view: EditorView, kind: PassageKind): void {
  view.dispatch(mark(view.state, kind));
  view.focus();
}
