// Puts the day behind a follow-up whose box is ticked by typing, as ticking it does; takes it away when it is opened.
// Ticking with the box itself is in widgets.ts.
import { EditorState, type ChangeSpec, type Extension } from "@codemirror/state";
import { dateMarks, isKept } from "./lines";

/** The edit that a typed box asks for on each line that a transaction touched. */
export function sayWhenKept(today: () => string): Extension {
  return EditorState.transactionFilter.of((tr) => {
    if (!tr.docChanged || !(tr.isUserEvent("input.type") || tr.isUserEvent("delete"))) return tr;
    const changes: ChangeSpec[] = [];
    tr.changes.iterChangedRanges((fromA, toA, fromB, toB) => {
      const old = tr.startState.doc.lineAt(fromA);
      const now = tr.newDoc.lineAt(fromB);
      // A box is typed within its line; whatever joins or splits lines is no tick.
      if (toA > old.to || toB > now.to) return;
      const kept = dateMarks(now.text).find(({ sign }) => sign === "✅");
      if (isKept(now.text) && !isKept(old.text) && !kept) {
        changes.push({ from: now.from + now.text.trimEnd().length, insert: ` ✅ ${today()}` });
      } else if (kept && isKept(old.text) && /^[\s>]*[-*+] \[[ -]\] /.test(now.text)) {
        const from = now.text.slice(0, kept.from).trimEnd().length;
        changes.push({ from: now.from + from, to: now.from + kept.to });
      }
    });
    return changes.length > 0 ? [tr, { changes, sequential: true }] : tr;
  });
}
