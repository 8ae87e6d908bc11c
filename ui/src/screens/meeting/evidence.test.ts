// Words of a note kept as evidence: chosen in the editor, stored for a goal, taken back.
// That the words stand in the note is the engine's rule and proved there.
import { EditorView } from "@codemirror/view";
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app } from "../../state.svelte";
import { flushUnsaved } from "../../unsaved";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  user = userEvent.setup();
  mockShell();
  await flushUnsaved();
});

async function hold(text: string, answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "meeting", id: "m9" };
  app.phase = "open";
  render(App);
  const view = EditorView.findFromDOM(await screen.findByRole("textbox", { name: "Note" }))!;
  view.focus();
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input.type" });
  return view;
}

function select(view: EditorView, words: string) {
  const from = view.state.doc.toString().indexOf(words);
  expect(from).toBeGreaterThanOrEqual(0);
  view.dispatch({ selection: { anchor: from, head: from + words.length } });
}

const keys = () => user.keyboard("{Control>}{Shift>}E{/Shift}{/Control}");

test("selected words go on the agenda by the same keys as any other point, private ones do not", async () => {
  const view = await hold("She is proud of the run.\n\n> [!private]\n> tired lately\n");
  select(view, "proud of the run");
  await user.keyboard("{Control>}{Shift>}A{/Shift}{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "Add to an agenda" });
  expect(within(dialog).getByLabelText<HTMLInputElement>("Point to talk about").value).toBe("proud of the run");
  await user.click(within(dialog).getByRole("button", { name: "Add to the agenda" }));
  await waitFor(() => expect(called("add_agenda_item")).toEqual([{ draft: { person: "mira", text: "proud of the run", source: { from: "typed" } } }]));
  view.focus();
  select(view, "tired lately");
  await user.keyboard("{Control>}{Shift>}A{/Shift}{/Control}");
  expect(within(await screen.findByRole("dialog", { name: "Add to an agenda" })).getByLabelText<HTMLInputElement>("Point to talk about").value).toBe("");
});

test("selected words are kept for a goal once the note is saved, and can be taken back", async () => {
  const view = await hold("She was\n> proud of\n> the run.\n");
  select(view, "was\n> proud of\n> the run");
  await keys();
  const dialog = await screen.findByRole("dialog", { name: "Keep as evidence" });
  expect(within(dialog).getByText("was proud of the run")).toBeTruthy();
  const keep = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Keep as evidence" });
  await within(dialog).findByRole("radio", { name: /Own the ledger/ });
  expect(within(dialog).queryByRole("radio", { name: /Mentor one new hire/ })).toBeNull();
  expect(keep.disabled).toBe(true);
  await expectAccessible();
  await user.click(within(dialog).getByRole("radio", { name: /Own the ledger/ }));
  await user.click(within(dialog).getByRole("radio", { name: "Told by Mira" }));
  await user.click(keep);
  await waitFor(() => expect(app.overlay).toBeNull());
  expect(called("add_evidence")).toEqual([{ draft: { goal: "ledger", meeting: "m9", quote: "was proud of the run", kind: "self-reported" } }]);
  const order = calls.map(({ command }) => command).filter((command) => ["save_note", "add_evidence"].includes(command));
  expect(order).toEqual(["save_note", "add_evidence"]);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(called("undo")).toHaveLength(1));
});

test("a button beside the selection opens the same dialog", async () => {
  const view = await hold("- Wants two mornings a week\n");
  expect(screen.queryByRole("button", { name: "Keep as evidence" })).toBeNull();
  select(view, "- Wants two mornings");
  await user.click(await screen.findByRole("button", { name: "Keep as evidence" }));
  expect(app.overlay).toEqual({ kind: "keep-evidence", person: "mira", meeting: "m9", quote: "Wants two mornings" });
});

test("a line picked whole, up to a private passage, is not private", async () => {
  const view = await hold("Said in the open\n> [!private]\n> Between us\n");
  select(view, "Said in the open\n");
  await keys();
  expect(app.overlay).toMatchObject({ kind: "keep-evidence", quote: "Said in the open" });
});

test("private words are not kept, and without a selection nothing opens", async () => {
  const view = await hold("Open.\n\n> [!private]\n> Between the two of us\n");
  select(view, "Between the two");
  await keys();
  expect(await screen.findByText(/These words are private/)).toBeTruthy();
  view.dispatch({ selection: { anchor: 0 } });
  await keys();
  expect(await screen.findByText(/Select the words to keep/)).toBeTruthy();
  expect(app.overlay).toBeNull();
});

test("what the engine does not take is said in the dialog, and nothing is lost", async () => {
  const reason = "These words do not stand in the note any more; select them again.";
  const view = await hold("She was proud of it", { add_evidence: () => refuse({ code: "invalid", field: "quote", reason }) });
  select(view, "proud of it");
  await keys();
  const dialog = await screen.findByRole("dialog", { name: "Keep as evidence" });
  await user.click(await within(dialog).findByRole("radio", { name: /Give feedback sooner/ }));
  await user.click(within(dialog).getByRole("button", { name: "Keep as evidence" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe(reason);
  expect(within(dialog).getByText("proud of it")).toBeTruthy();
});

test("a note that cannot be saved keeps nothing", async () => {
  const view = await hold("She was proud of it", { save_note: () => refuse({ code: "disk_full" }) });
  select(view, "proud of it");
  await keys();
  const dialog = await screen.findByRole("dialog", { name: "Keep as evidence" });
  await user.click(await within(dialog).findByRole("radio", { name: /Give feedback sooner/ }));
  await user.click(within(dialog).getByRole("button", { name: "Keep as evidence" }));
  expect((await within(dialog).findByRole("alert")).textContent).toMatch(/The disk is full/);
  expect(called("add_evidence")).toEqual([]);
});

test("without a goal in play the way leads to the goals", async () => {
  const view = await hold("She was proud of it", { goals: () => ({ cards: [], people: [] }) });
  select(view, "proud of it");
  await keys();
  await user.click(await screen.findByRole("button", { name: "Go to goals" }));
  expect(app.route).toEqual({ screen: "person", id: "mira", tab: "goals" });
});
