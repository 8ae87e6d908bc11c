// The words selected in a note: what they say, whether they are private, and where they end in the editor.
// Keeping them as evidence is the 1:1's.
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { passageAround } from "./edits";

/** Words selected, on one line, as the engine looks for them in the note. */
export interface Selected {
  words: string;
  /** A part of them stands in a private passage. */
  secret: boolean;
}

/** Where an offer about the selection stands, in pixels from the editor's top left. */
export interface SelectionPlace { top: number; left: number }

/** Marks a line begins with: quotes, bullets, numbers, boxes, hashes. */
const opening = /^[\s>]*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX/-]\]\s+)?/;

/** Where the selected words begin and end, without the blanks around them: a line picked whole ends on the next one. */
function span({ doc, selection: { main } }: EditorState): { from: number; to: number } {
  const text = doc.sliceString(main.from, main.to);
  return { from: main.to - text.trimStart().length, to: main.from + text.trimEnd().length };
}

/** What is selected; none when that is not a word. */
export function selected(state: EditorState): Selected | null {
  const { from, to } = span(state);
  if (from >= to) return null;
  const [first = "", ...rest] = state.doc.sliceString(from, to).split("\n");
  const lines = [first.replace(opening, ""), ...rest.map((line) => line.replace(/^[ \t>]+/, ""))];
  const words = lines.join(" ").split(/\s+/).filter(Boolean).join(" ");
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  const last = state.doc.lineAt(to).number;
  let secret = false;
  for (let line = state.doc.lineAt(from).number; line <= last && !secret; line++) secret = passageAround(state, line) !== null;
  return { words, secret };
}

/** Tells where the selection ends while two words or more are selected, and when that is over. */
export function watchSelection(tell: (place: SelectionPlace | null) => void): Extension {
  return EditorView.updateListener.of(({ view, selectionSet, docChanged }) => {
    if (!selectionSet && !docChanged) return;
    const { main } = view.state.selection;
    const now = main.empty ? null : selected(view.state);
    if (!now?.words.includes(" ") || now.secret) return tell(null);
    const { to } = span(view.state);
    view.requestMeasure({
      read: () => {
        const box = view.dom.getBoundingClientRect();
        const end = view.coordsAtPos(to, -1);
        const block = view.documentTop + view.lineBlockAt(to).bottom;
        return { top: (end?.bottom ?? block) - box.top, left: Math.max(0, Math.min(end?.left ?? box.left, box.right - WIDTH) - box.left) };
      },
      write: (place) => tell(view.state.selection.main.eq(main) ? place : null),
    });
  });
}

/** Room the offer takes, so that it stays within the column. */
const WIDTH = 328;
