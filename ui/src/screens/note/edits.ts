// Commands that change the text: a private passage around the selection, emphasis, indenting a list.
// Follow-ups are made in reading.ts.
import { indentLess, indentMore } from "@codemirror/commands";
import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import { listLine } from "./lines";

const head = /^\s*>\s*\[!private\]/i;
const quoted = /^\s*> ?/;

/** Where the private passage around a line begins and ends, by line number; none outside one. */
export function passageAround(state: EditorState, number: number): { first: number; last: number } | null {
  const text = (n: number) => state.doc.line(n).text;
  if (!quoted.test(text(number))) return null;
  let first = number;
  while (first > 1 && !head.test(text(first)) && quoted.test(text(first - 1))) first--;
  if (!head.test(text(first))) return null;
  let last = number;
  while (last < state.doc.lines && quoted.test(text(last + 1))) last++;
  return { first, last };
}

function openPassage({ doc }: EditorState, { first, last }: { first: number; last: number }): TransactionSpec {
  const from = doc.line(first).from;
  const to = doc.line(last).to;
  const lines = [];
  for (let n = first + 1; n <= last; n++) lines.push(doc.line(n).text.replace(quoted, ""));
  const insert = lines.join("\n");
  return { changes: { from, to, insert }, selection: { anchor: from + insert.length } };
}

/** Makes the selected lines private, or opens the private passage the cursor is in. */
export function privatePassage(state: EditorState): TransactionSpec {
  const { main } = state.selection;
  const first = state.doc.lineAt(main.from);
  const last = state.doc.lineAt(main.to);
  const inside = passageAround(state, first.number);
  if (inside) return openPassage(state, inside);
  const lines = state.doc.sliceString(first.from, last.to).split("\n").map((line) => `> ${line}`);
  const above = first.number > 1 && state.doc.line(first.number - 1).text.trim() !== "" ? "\n" : "";
  const below = last.number < state.doc.lines && state.doc.line(last.number + 1).text.trim() !== "" ? "\n" : "";
  const insert = `${above}> [!private]\n${lines.join("\n")}`;
  return {
    changes: { from: first.from, to: last.to, insert: insert + below },
    selection: EditorSelection.cursor(first.from + insert.length),
    scrollIntoView: true,
    userEvent: "input.private",
  };
}

/** Puts marks around the selection, or takes them off; without a selection the cursor lands between them. */
export function surround(mark: string): Command {
  return (view) => {
    if (view.state.readOnly) return false;
    const size = mark.length;
    view.dispatch(view.state.changeByRange((range) => {
      const { doc } = view.state;
      const worn = doc.sliceString(range.from - size, range.from) === mark && doc.sliceString(range.to, range.to + size) === mark;
      return worn
        ? {
            changes: [{ from: range.from - size, to: range.from }, { from: range.to, to: range.to + size }],
            range: EditorSelection.range(range.anchor - size, range.head - size),
          }
        : {
            changes: [{ from: range.from, insert: mark }, { from: range.to, insert: mark }],
            range: EditorSelection.range(range.anchor + size, range.head + size),
          };
    }));
    return true;
  };
}

const inList = (state: EditorState) => listLine(state.doc.lineAt(state.selection.main.from).text) !== null;

/** Tab in a list goes one level in; elsewhere Tab leaves the note. */
export const deeper: Command = (view) => inList(view.state) && indentMore(view);

/** Shift Tab in a list goes one level out. */
export const shallower: Command = (view) => inList(view.state) && indentLess(view);
