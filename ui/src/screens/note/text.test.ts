// The note as text: what a line is by its marks, ticking, private passages, applying a joined text.
// The editor around it is proved in editor.test.ts.
import { ChangeSet, EditorSelection, EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { mark, type PassageKind } from "./edits";
import { changesBetween } from "./join";
import { followUpMarks, listLine, tickLine } from "./lines";

describe("a line by its marks", () => {
  const cases: [string, string | null][] = [
    ["- one", "bullet"], ["* one", "bullet"], ["1. one", "number"], ["12) one", "number"],
    ["- [ ] one", "task"], ["- [x] one", "task"], ["- [-] one", "task"], ["    - [X] one", "task"],
    ["one", null], ["-one", null], ["- [?] one", "bullet"], ["2026. A year", "number"], ["", null],
  ];
  test.each(cases)("%s", (text, kind) => {
    const list = listLine(text);
    expect(list ? (list.box !== null ? "task" : list.ordered ? "number" : "bullet") : null).toBe(kind);
  });
});

describe("the marks of a follow-up", () => {
  const read = (text: string) => {
    const list = listLine(text);
    return list ? followUpMarks(text, list) : null;
  };
  test("owner and due date are found, whatever the script of the handle", () => {
    expect(read("- [ ] @me Send the rubric 📅 2026-10-09")).toMatchObject({ handle: "me", due: "2026-10-09" });
    expect(read("- [x] @さくら 資料 📅 2026-10-09 ✅ 2026-10-08")?.dates).toHaveLength(2);
    expect(read("- [ ] @ngọc-anh draft")).toMatchObject({ handle: "ngọc-anh", due: null });
  });
  test("a task without an owner and a bullet with one are none", () => {
    expect(read("- [ ] Conference budget")).toBeNull();
    expect(read("- @me Send the rubric")).toBeNull();
    expect(read("- [ ] mail@me.example")).toBeNull();
  });
});

test("ticking a follow-up says on which day, and unticking takes the day away again", () => {
  const open = "- [ ] @me Send the rubric 📅 2026-10-09";
  const kept = "- [x] @me Send the rubric 📅 2026-10-09 ✅ 2026-10-08";
  expect(tickLine(open, true, "2026-10-08")).toBe(kept);
  expect(tickLine(kept, false, "2026-10-10")).toBe(open);
});

test("ticking a plain task changes its box and nothing else", () => {
  expect(tickLine("  - [ ] Buy cake", true, "2026-10-08")).toBe("  - [x] Buy cake");
  expect(tickLine("no task", true, "2026-10-08")).toBe("no task");
});

function after(text: string, from: number, to = from, kind: PassageKind = "private"): { text: string; rest: string } {
  const state = EditorState.create({ doc: text, selection: EditorSelection.range(from, to) });
  const next = state.update(mark(state, kind)).state;
  return { text: next.doc.toString(), rest: next.doc.sliceString(next.selection.main.head) };
}

test("the selected lines become a private passage of their own", () => {
  const { text, rest } = after("above\none\ntwo\nbelow", 7, 12);
  expect(text).toBe("above\n\n> [!private]\n> one\n> two\n\nbelow");
  expect(rest).toBe("\n\nbelow");
});

test("on an empty line a private passage opens with the cursor in it", () => {
  expect(after("", 0)).toEqual({ text: "> [!private]\n> ", rest: "" });
});

test("inside a private passage the same key opens it again", () => {
  const text = "above\n\n> [!private]\n> one\n> two\n\nbelow";
  expect(after(text, text.indexOf("two")).text).toBe("above\n\none\ntwo\n\nbelow");
});

test("the changes to a joined text touch only what differs", () => {
  const before = "- [ ] @me one\ntext\n- [ ] @me two";
  const now = "- [x] @me one ✅ 2026-10-09\ntext\n- [ ] @me two";
  const changes = changesBetween(before, now);
  expect(ChangeSet.of(changes, before.length).apply(EditorState.create({ doc: before }).doc).toString()).toBe(now);
  expect(changes).toHaveLength(1);
  expect(changesBetween(before, before)).toEqual([]);
});

test("a joined text lands beside what was typed meanwhile", () => {
  const sent = "- [ ] @me one\ntext";
  const typed = ChangeSet.of({ from: sent.length, insert: " and more" }, sent.length);
  const stored = ChangeSet.of(changesBetween(sent, "- [x] @me one\ntext"), sent.length);
  const doc = typed.apply(EditorState.create({ doc: sent }).doc);
  expect(stored.map(typed).apply(doc).toString()).toBe("- [x] @me one\ntext and more");
});
