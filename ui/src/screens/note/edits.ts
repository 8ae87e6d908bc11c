// Commands that change the text: passages around the selection, ticking a task, emphasis, indenting a list.
// Follow-ups are made in reading.ts.
import { indentLess, indentMore } from "@codemirror/commands";
import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import { listLine, tickLine } from "./lines";

/** What a passage is marked as. */
export type PassageKind = "private" | "praise" | "said" | "idea";

const anyHead = /^\s*>\s*\[!(private|praise|idea)\]/i;
const head = /^\s*>\s*\[!private\]/i;
const quoted = /^\s*> ?/;

function around(state: EditorState, number: number, begins: RegExp | null): { first: number; last: number } | null {
  const text = (n: number) => state.doc.line(n).text;
  if (!quoted.test(text(number))) return null;
  let first = number;
  while (first > 1 && !begins?.test(text(first)) && quoted.test(text(first - 1))) first--;
  if (begins && !begins.test(text(first))) return null;
  let last = number;
  while (last < state.doc.lines && quoted.test(text(last + 1))) last++;
  return { first, last };
}

/** Where the private passage around a line begins and ends, by line number; none outside one. */
export function passageAround(state: EditorState, number: number): { first: number; last: number } | null {
  return around(state, number, head);
}

/** What the quoted lines around a line are marked as. */
function kindAround(state: EditorState, number: number): { kind: PassageKind; first: number; last: number } | null {
  const found = around(state, number, anyHead) ?? around(state, number, null);
  if (!found) return null;
  const kind = anyHead.exec(state.doc.line(found.first).text)?.[1]?.toLowerCase() as PassageKind | undefined;
  return { ...found, kind: kind ?? "said" };
}

function bare({ doc }: EditorState, { first, last }: { first: number; last: number }): string[] {
  const lines = [];
  for (let n = first; n <= last; n++) if (n > first || !anyHead.test(doc.line(n).text)) lines.push(doc.line(n).text.replace(quoted, ""));
  return lines;
}

const headOf = (kind: PassageKind) => (kind === "said" ? [] : [`> [!${kind}]`]);

/** Marks the selected lines as a passage; inside one of that kind opens it again, inside another changes its kind. */
export function mark(state: EditorState, kind: PassageKind): TransactionSpec {
  const { main } = state.selection;
  const { doc } = state;
  const inside = kindAround(state, doc.lineAt(main.from).number);
  if (inside) {
    const lines = bare(state, inside);
    const insert = (inside.kind === kind ? lines : [...headOf(kind), ...lines.map((line) => `> ${line}`)]).join("\n");
    const from = doc.line(inside.first).from;
    return { changes: { from, to: doc.line(inside.last).to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.passage" };
  }
  const first = doc.lineAt(main.from);
  const last = doc.lineAt(main.to);
  const lines = [...headOf(kind), ...doc.sliceString(first.from, last.to).split("\n").map((line) => `> ${line}`)];
  const above = first.number > 1 && doc.line(first.number - 1).text.trim() !== "" ? "\n" : "";
  const below = last.number < doc.lines && doc.line(last.number + 1).text.trim() !== "" ? "\n" : "";
  const insert = `${above}${lines.join("\n")}`;
  return {
    changes: { from: first.from, to: last.to, insert: insert + below },
    selection: EditorSelection.cursor(first.from + insert.length),
    scrollIntoView: true,
    userEvent: "input.passage",
  };
}

/** Marks what is selected in an editor. */
export const marking = (kind: PassageKind): Command => (view) => {
  if (view.state.readOnly) return false;
  view.dispatch(mark(view.state, kind));
  return true;
};

/** Ticks or opens the box of the line the cursor is on; says on which day a follow-up was kept. */
export const toggleTask = (today: () => string): Command => (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const list = listLine(line.text);
  if (view.state.readOnly || !list || list.box === null || list.box === "-") return false;
  const insert = tickLine(line.text, list.box !== "x", today());
  const head = Math.min(view.state.selection.main.head, line.from + insert.length);
  view.dispatch({ changes: { from: line.from, to: line.to, insert }, selection: { anchor: head }, userEvent: "input.tick" });
  return true;
};

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

// White space before a quote's mark would end the quote.
const inList = (state: EditorState) => listLine(state.doc.lineAt(state.selection.main.from).text)?.quoted === false;

/** Tab in a list goes one level in; elsewhere Tab leaves the note. */
export const deeper: Command = (view) => inList(view.state) && indentMore(view);

/** Shift Tab in a list goes one level out. */
export const shallower: Command = (view) => inList(view.state) && indentLess(view);
