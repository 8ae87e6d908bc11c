// The editor as a person uses it: typing, follow-ups on Enter, ticking, saving, assistive tech.
// Layout is looked at in a real browser; the engine's reading is canned.
import { acceptCompletion, currentCompletions, startCompletion } from "@codemirror/autocomplete";
import { EditorView } from "@codemirror/view";
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Note, NoteDraft } from "../../bindings";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app } from "../../state.svelte";
import { toasts } from "../../toasts.svelte";
import { flushUnsaved } from "../../unsaved";
import Editor from "./Editor.svelte";

// An editor does not give up what it could not save: what the test before left behind is saved here.
beforeEach(async () => {
  mockShell();
  await flushUnsaved();
});

const note = (text: string, revision = 1): Note => ({ id: "n1", person: "mira", meeting: "m9", date: "2026-10-09", text, revision, saved_at: "2026-10-09T10:48:00" });

function open(text: string, answers: Answers = {}) {
  mockShell(answers);
  const onsaved = vi.fn();
  const result = render(Editor, { note: note(text), today: "2026-10-09", names: new Map([["mira", "Mira"]]), onsaved });
  const box = screen.getByRole("textbox", { name: "Note" });
  const view = EditorView.findFromDOM(box)!;
  view.focus();
  return { ...result, box, view, onsaved };
}

function type(view: EditorView, text: string) {
  for (const char of text) {
    const { head } = view.state.selection.main;
    view.dispatch({ changes: { from: head, insert: char }, selection: { anchor: head + 1 }, userEvent: "input.type" });
  }
}

const press = (view: EditorView, key: string) => view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: key === "Enter" ? 13 : 27, bubbles: true, cancelable: true }));
const saved = () => calls.filter(({ command }) => command === "save_note").map(({ args }) => (args as { draft: NoteDraft }).draft);

test("the note is a labelled text box that breaks no rule of accessibility", async () => {
  const { box, container } = open("## Pace\n- one\n- [ ] @mira draft 📅 2026-10-14\n\n> [!private]\n> mine\n");
  expect(box.getAttribute("aria-multiline")).toBe("true");
  expect(box.getAttribute("spellcheck")).toBe("true");
  await expectAccessible(container);
});

test("away from the cursor a follow-up shows a round box and a chip instead of its marks", () => {
  const { view, box } = open("- [ ] @mira draft 📅 2026-10-14\nlast");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  expect(box.querySelector(".cm-line")?.textContent).toBe("draftMira, Wed 14 Oct");
  expect(screen.getByRole("checkbox", { name: "Done: draft" }).className).toContain("check--theirs");
  view.dispatch({ selection: { anchor: 20 } });
  expect(box.querySelector(".cm-line")?.textContent).toContain("@mira draft due Wed 14 Oct");
});

test("ticking a follow-up in the note changes its text", async () => {
  const { view } = open("- [ ] @me draft 📅 2026-10-14\nlast");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  await userEvent.click(screen.getByRole("checkbox", { name: "Done: draft" }));
  expect(view.state.doc.line(1).text).toBe("- [x] @me draft 📅 2026-10-14 ✅ 2026-10-09");
});

test("a follow-up in a private passage reads as one, without its marks, and is ticked there", async () => {
  const { view, box } = open("> [!private]\n> - [ ] @me raise headcount 📅 2026-10-14\n\nlast");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  expect(box.textContent).toContain("raise headcount");
  expect(box.textContent).not.toMatch(/\[ \]|@me|📅/u);
  await userEvent.click(screen.getByRole("checkbox", { name: "Done: raise headcount" }));
  expect(view.state.doc.line(2).text).toBe("> - [x] @me raise headcount 📅 2026-10-14 ✅ 2026-10-09");
});

test("a private passage says so in words", () => {
  const { view, box } = open("> [!private]\n> Raise headcount\n\nlast");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  expect(box.textContent).toContain("Private, left out of exports");
});

test("what was understood is tinted, told under the line, and added on Enter", async () => {
  const { view, box } = open("");
  type(view, "@mira share the outline by wed");
  await screen.findByText(/Follow-up for/);
  expect([...box.querySelectorAll(".tok")].map((token) => token.textContent)).toEqual(["@mira", "by wed"]);
  press(view, "Enter");
  expect(view.state.doc.toString()).toBe("- [ ] @mira share the outline 📅 2026-10-14\n");
  expect(view.state.selection.main.head).toBe(view.state.doc.length);
  await waitFor(() => expect(screen.queryByText(/Follow-up for/)).toBeNull());
});

test("Enter before the reading came still makes the follow-up, and typing goes on below it", async () => {
  const { view } = open("");
  type(view, "@me send it by fri");
  press(view, "Enter");
  type(view, "next");
  await waitFor(() => expect(view.state.doc.toString()).toBe("- [ ] @me send it 📅 2026-10-16\nnext"));
  expect(view.state.selection.main.head).toBe(view.state.doc.length);
});

test("Esc keeps the line as text, and Enter then only breaks it", async () => {
  const { view } = open("");
  type(view, "@mira share the outline by wed");
  await screen.findByText(/Follow-up for/);
  press(view, "Escape");
  await waitFor(() => expect(screen.queryByText(/Follow-up for/)).toBeNull());
  press(view, "Enter");
  expect(view.state.doc.toString()).toBe("@mira share the outline by wed\n");
});

test("a name nobody has leaves the text alone and offers to add the person", async () => {
  const { view } = open("");
  type(view, "@zoe hello");
  expect(await screen.findByRole("button", { name: "Add person" })).toBeTruthy();
  press(view, "Enter");
  expect(view.state.doc.toString()).toBe("@zoe hello\n");
});

test("the person to add is already called what was typed", async () => {
  const { view } = open("");
  type(view, "@zoe-lund hello");
  await userEvent.click(await screen.findByRole("button", { name: "Add person" }));
  expect(app.overlay).toEqual({ kind: "add-person", name: "Zoe Lund" });
});

test("a question of the engine is shown as a sentence", async () => {
  const question = "There is no 31 June. Write another date.";
  const { view } = open("", { read_line: () => ({ tokens: [], follow_up: null, line: null, unknown: null, question, choices: [] }) });
  type(view, "@me do it 📅 2026-06-31");
  expect(await screen.findByText(question)).toBeTruthy();
});

test("a name two people share is settled with one tap", async () => {
  const question = "Two people are called @alex: write @alex-berg or @alex-lind.";
  const choices = [{ label: "Alex Berg", line: "@alex-berg call" }, { label: "Alex Lind", line: "@alex-lind call" }];
  const { view } = open("before\n", {
    read_line: ({ line }: { line: string }) => ({ tokens: [], follow_up: null, line: null, unknown: null, ...(line.startsWith("@alex ") ? { question, choices } : { question: null, choices: [] }) }),
  });
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  type(view, "@alex call");
  await userEvent.click(await screen.findByRole("button", { name: "Alex Lind" }));
  expect(view.state.doc.toString()).toBe("before\n@alex-lind call");
  expect(view.hasFocus).toBe(true);
  await waitFor(() => expect(screen.queryByText(question)).toBeNull());
});

test("a question and a template are offered by a stroke", async () => {
  const { view } = open("");
  type(view, "/que");
  await waitFor(() => expect(currentCompletions(view.state).map(({ displayLabel }) => displayLabel)).toEqual(["Question"]));
  // A list that has just come up takes no answer yet.
  await waitFor(() => expect(acceptCompletion(view)).toBe(true));
  expect(app.overlay).toEqual({ kind: "ask-question", person: "mira" });
  type(view, "/temp");
  await waitFor(() => expect(currentCompletions(view.state).map(({ displayLabel }) => displayLabel)).toEqual(["Template"]));
  // A list that has just come up takes no answer yet.
  await waitFor(() => expect(acceptCompletion(view)).toBe(true));
  const overlay = app.overlay as { kind: string; insert?: (text: string) => void } | null;
  expect(overlay?.kind).toBe("templates");
  overlay?.insert?.("## How it went\n- Highs\n");
  expect(view.state.doc.toString()).toBe("## How it went\n- Highs\n");
});

test("the cursor is in an empty note at once, and not in one that is read", () => {
  mockShell();
  const props = { today: "2026-10-09", names: new Map<string, string>(), begin: true };
  const first = render(Editor, { ...props, note: note("") });
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Note" }));
  first.unmount();
  render(Editor, { ...props, note: note("written") });
  expect(document.activeElement).toBe(document.body);
});

test("what the engine joined comes back without moving the cursor", async () => {
  const { view, onsaved } = open("- [ ] @me one\nlast", {
    save_note: ({ draft }: { draft: NoteDraft }) => ({ note: note(draft.text.replace("[ ]", "[x]"), draft.base + 2), follow_ups: [] }),
  });
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  type(view, "!");
  const { head } = view.state.selection.main;
  await flushUnsaved();
  expect(view.state.doc.toString()).toBe("- [x] @me one\nlast!");
  expect(view.state.selection.main.head).toBe(head);
  expect(onsaved).toHaveBeenCalledOnce();
  type(view, "?");
  await flushUnsaved();
  expect(saved().map(({ base }) => base)).toEqual([1, 3]);
});

test("a full disk keeps the text, and leaving the screen does not give it up", async () => {
  let full = true;
  const { view, unmount } = open("", { save_note: ({ draft }: { draft: NoteDraft }) => (full ? refuse({ code: "disk_full" }) : { note: note(draft.text, 2), follow_ups: [] }) });
  type(view, "kept");
  await expect(flushUnsaved()).rejects.toMatchObject({ error: { code: "disk_full" } });
  expect(view.state.doc.toString()).toBe("kept");
  unmount();
  await expect(flushUnsaved()).rejects.toBeTruthy();
  full = false;
  await flushUnsaved();
  expect(saved().at(-1)?.text).toBe("kept");
  calls.length = 0;
  await flushUnsaved();
  expect(saved()).toEqual([]);
});

test("a mebibyte of text and a list fifty levels deep open at once", () => {
  const deep = Array.from({ length: 50 }, (_, level) => `${"  ".repeat(level)}- level ${level}`).join("\n");
  const long = `${deep}\n\n${"A line of about sixty-four characters, said in a meeting, again.\n".repeat(16_000)}`;
  const began = performance.now();
  const { view } = open(long);
  type(view, "x");
  expect(view.state.doc.length).toBe(long.length + 1);
  expect(view.contentDOM.querySelectorAll(".cm-line").length).toBeLessThan(500);
  expect(performance.now() - began).toBeLessThan(5000);
});

test("a date is a chip that the cursor steps over, and no sign stands in the editable text", () => {
  const { view, box } = open("- [ ] @me draft 📅 2026-10-14");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  expect(box.querySelector(".cm-line")?.textContent).toContain("@me draft due Wed 14 Oct");
  expect(box.textContent).not.toMatch(/\p{Extended_Pictographic}/u);
});

test("a box ticked by typing says on which day, and opened again takes it back", () => {
  const { view } = open("- [ ] @me draft 📅 2026-10-14\nlast");
  view.dispatch({ changes: { from: 3, to: 4, insert: "x" }, selection: { anchor: 4 }, userEvent: "input.type" });
  expect(view.state.doc.line(1).text).toBe("- [x] @me draft 📅 2026-10-14 ✅ 2026-10-09");
  view.dispatch({ changes: { from: 3, to: 4, insert: " " }, selection: { anchor: 4 }, userEvent: "input.type" });
  expect(view.state.doc.line(1).text).toBe("- [ ] @me draft 📅 2026-10-14");
});

test("a kept follow-up typed whole carries its day, and Enter goes on below it", () => {
  const { view } = open("");
  type(view, "- [x] @me sent it");
  expect(view.state.doc.toString()).toBe("- [x] @me sent it ✅ 2026-10-09");
  press(view, "Escape");
  press(view, "Enter");
  type(view, "next");
  expect(view.state.doc.line(1).text).toBe("- [x] @me sent it ✅ 2026-10-09");
});

test("a line that is left takes its stored form", async () => {
  const { view } = open("- [ ] @me send it\nlast");
  view.dispatch({ selection: { anchor: 17 } });
  type(view, " by fri");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  await waitFor(() => expect(view.state.doc.line(1).text).toBe("- [ ] @me send it 📅 2026-10-16"));
});

test("tasks are ticked by the keyboard", () => {
  const { view } = open("- [ ] @me draft\n- [ ] cake");
  const tick = () => view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }));
  view.dispatch({ selection: { anchor: 10 } });
  tick();
  expect(view.state.doc.line(1).text).toBe("- [x] @me draft ✅ 2026-10-09");
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  tick();
  expect(view.state.doc.line(2).text).toBe("- [x] cake");
});

const offered = async (view: EditorView) => {
  startCompletion(view);
  return waitFor(() => {
    const list = currentCompletions(view.state);
    expect(list.length).toBeGreaterThan(0);
    return list.map((one) => one.displayLabel ?? one.label);
  });
};

test("the stroke offers kinds of lines, and makes what is chosen", async () => {
  const { view } = open("");
  type(view, "/pri");
  expect(await offered(view)).toContain("Private");
  await new Promise((next) => setTimeout(next, 100));
  acceptCompletion(view);
  expect(view.state.doc.toString()).toBe("> [!private]\n> ");
});

test("people, topics and links are offered by their names", async () => {
  const { view } = open("");
  type(view, "@mir");
  expect(await offered(view)).toContain("@mira");
  view.dispatch({ changes: { from: 0, to: view.state.doc.length } });
  type(view, "Staff path #gro");
  expect(await offered(view)).toContain("#career");
  view.dispatch({ changes: { from: 0, to: view.state.doc.length } });
  type(view, "as in [[ledg");
  expect(await offered(view)).toEqual(["Own the ledger migration"]);
  await new Promise((next) => setTimeout(next, 100));
  acceptCompletion(view);
  expect(view.state.doc.toString()).toBe("as in [[goals/own-the-ledger-migration]]");
});

test("a link is followed inside the app, and one that leads nowhere says so", async () => {
  const { view } = open("as in [[2026-10-02]]\n[[2001-01-01]]");
  const follow = () => view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, altKey: true, bubbles: true, cancelable: true }));
  view.dispatch({ selection: { anchor: view.state.doc.length - 3 } });
  follow();
  await waitFor(() => expect(toasts.at(-1)?.text).toBe("There is no note or goal “2001-01-01” here."));
  view.dispatch({ selection: { anchor: 10 } });
  follow();
  await waitFor(() => expect(app.route).toEqual({ screen: "meeting", id: "m1" }));
});
