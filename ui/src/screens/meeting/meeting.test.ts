// The 1:1 by role and name: agenda, check-in, goals, ending it.
// The note itself is proved in ../note.
import { EditorView } from "@codemirror/view";
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import type { AgendaItem, MeetingPage } from "../../bindings";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { meetingScreens } from "../../mock/meeting";
import { app } from "../../state.svelte";
import { flushUnsaved } from "../../unsaved";
import { agreedText } from "./agreed";
import { movedTo } from "./order";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  user = userEvent.setup();
  mockShell();
  await flushUnsaved();
});

async function hold(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "meeting", id: "m9" };
  app.phase = "open";
  render(App);
  await screen.findByRole("heading", { name: "Mira, 9 October" });
}

const points = () => within(screen.getByRole("region", { name: "Talking points" })).getAllByRole("listitem").map((row) => within(row).queryByTitle("Edit")?.textContent);

test("the 1:1 shows who, when and how long, and breaks no rule of accessibility", async () => {
  await hold();
  expect(screen.getByRole("timer").textContent).toMatch(/18:\d\d of 30/);
  expect(screen.getByText("Fri 9 Oct, 10:30")).toBeTruthy();
  await expectAccessible();
});

test("past the planned end the timer says by how much", async () => {
  const { meeting } = meetingScreens();
  await hold({ meeting: (): MeetingPage => ({ ...meeting(), now: "2026-10-09T11:04:00" }) });
  expect(screen.getByRole("timer").textContent).toMatch(/34:\d\d 4 over/);
});

test("a point is ticked as discussed in this meeting, and opened again", async () => {
  await hold();
  await user.click(screen.getByRole("checkbox", { name: "Talked about: Conference budget for 2027" }));
  expect(called("discuss_agenda_item")).toEqual([{ item: "a4", meeting: "m9" }]);
  await user.click(screen.getByRole("checkbox", { name: "Talked about: How the incident review landed" }));
  expect(called("reopen_agenda_item")).toEqual([{ item: "a1" }]);
});

test("points are added one after the other, edited and removed", async () => {
  await hold();
  await user.click(screen.getByRole("button", { name: "Add a point" }));
  await user.keyboard("Holiday cover{Enter}Team lunch{Enter}{Escape}");
  await waitFor(() => expect(points()).toEqual([expect.stringContaining("incident"), expect.stringContaining("Swap"), expect.stringContaining("Career"), expect.stringContaining("Conference"), "Holiday cover", "Team lunch"]));
  await user.click(screen.getByRole("button", { name: "Team lunch" }));
  await user.keyboard("Team dinner{Enter}");
  await waitFor(() => expect(points()).toContain("Team dinner"));
  await user.click(screen.getByRole("button", { name: "Remove: Holiday cover" }));
  await waitFor(() => expect(points()).not.toContain("Holiday cover"));
});

test("a point moves with the arrow keys and keeps the focus", async () => {
  await hold();
  screen.getByRole("button", { name: "Move: Conference budget for 2027" }).focus();
  await user.keyboard("{ArrowUp}");
  await waitFor(() => expect(points()).toEqual([expect.stringContaining("incident"), expect.stringContaining("Swap"), expect.stringContaining("Conference"), expect.stringContaining("Career")]));
  expect(called("order_agenda")).toEqual([{ person: "mira", order: { items: ["a4", "a3"] } }]);
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move: Conference budget for 2027"));
});

test("what was discussed stays where it is", () => {
  const item = (id: string, discussed_in: string | null): AgendaItem => ({ id, person: "p", text: id, source: { from: "typed" }, carried: 0, discussed_in });
  const items = [item("a", "m"), item("b", null), item("c", null)];
  expect(movedTo(items, "b", 0)).toBe(items);
  expect(movedTo(items, "a", 2)).toBe(items);
  expect(movedTo(items, "c", 9)).toBe(items);
  expect(movedTo(items, "c", 1).map(({ id }) => id)).toEqual(["a", "c", "b"]);
});

test("Ctrl Shift C jumps to the first scale nothing was said about; digits, arrows and S fill it in; Esc goes back", async () => {
  await hold();
  await user.keyboard("{Control>}{Shift>}C{/Shift}{/Control}");
  const reviews = screen.getByRole("group", { name: "Engagement in reviews" });
  expect(reviews.contains(document.activeElement)).toBe(true);
  await user.keyboard("3");
  await waitFor(() => expect(within(reviews).getByRole<HTMLInputElement>("radio", { name: "Present" }).checked).toBe(true));
  await user.keyboard("{ArrowRight}");
  await waitFor(() => expect(within(reviews).getByRole<HTMLInputElement>("radio", { name: "Thoughtful" }).checked).toBe(true));
  await user.keyboard("s");
  expect(screen.getByRole("radio", { name: "Mira said" }).getAttribute("aria-checked")).toBe("true");
  await user.keyboard("0");
  await waitFor(() => expect(within(reviews).getByRole<HTMLInputElement>("radio", { name: "Not observed" }).checked).toBe(true));
  const step = (source: string, value: number) => ({ draft: { occasion: { is: "meeting", meeting: "m9" }, indicator: "reviews", source, step: { is: "value", value } } });
  expect(called("observe")).toEqual([step("observed", 3), step("observed", 4), { draft: { occasion: { is: "meeting", meeting: "m9" }, indicator: "reviews", source: "said", step: { is: "not_observed" } } }]);
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Note" }));
});

test("nothing is filled in beforehand, and a chosen step can be taken back", async () => {
  await hold();
  const belonging = screen.getByRole("group", { name: "Belonging" });
  expect(within(belonging).getAllByRole<HTMLInputElement>("radio").some((one) => one.checked)).toBe(false);
  expect(belonging.textContent).toContain("Last time connected");
  await user.click(within(screen.getByRole("group", { name: "Energy" })).getByRole("radio", { name: "Low" }));
  expect(called("observe")).toEqual([{ draft: { occasion: { is: "meeting", meeting: "m9" }, indicator: "energy", source: "observed", step: { is: "empty" } } }]);
});

test("a goal is checked in within two taps", async () => {
  await hold();
  await user.click(screen.getByRole("button", { name: /Own the ledger migration/ }));
  await user.click(screen.getByRole("radio", { name: "Moved" }));
  expect(called("check_in_goal")).toEqual([]);
  await user.click(within(screen.getByRole("radiogroup", { name: "How sure, 1 to 5" })).getByRole("radio", { name: "4" }));
  expect(called("check_in_goal")).toEqual([{ goal: "g1", checkIn: { date: "2026-10-09", state: "moved", confidence: 4 } }]);
});

const topicNames = () => within(screen.getByRole("region", { name: "Topics" })).queryAllByRole("button", { name: /^Take off/ }).map((one) => one.getAttribute("aria-label"));

test("topics are added from a menu and taken off, by keyboard alone", async () => {
  await hold();
  expect(topicNames()).toEqual(["Take off: Delivery", "Take off: Wellbeing"]);
  screen.getByRole("button", { name: "Add a topic" }).focus();
  await user.keyboard("{Enter}");
  // Without a layout the menu counts as hidden.
  const menu = await screen.findByRole("menu", { hidden: true });
  expect(within(menu).getAllByRole("menuitem", { hidden: true }).length).toBe(13);
  within(menu).getByText("Career and growth").closest<HTMLElement>("[role=menuitem]")!.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(topicNames()).toEqual(["Take off: Delivery", "Take off: Wellbeing", "Take off: Career and growth"]));
  screen.getByRole("button", { name: "Take off: Delivery" }).focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(topicNames()).toEqual(["Take off: Wellbeing", "Take off: Career and growth"]));
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Take off: Wellbeing");
  expect(called("set_topics")).toEqual([
    { meeting: "m9", topics: ["delivery", "wellbeing", "career"] },
    { meeting: "m9", topics: ["wellbeing", "career"] },
  ]);
  await expectAccessible();
});

test("a topic that could not be stored is not shown as chosen", async () => {
  await hold({ set_topics: () => refuse({ code: "disk_full" }) });
  await user.click(screen.getByRole("button", { name: "Take off: Delivery" }));
  expect(await screen.findByText(/The disk is full/)).toBeTruthy();
  expect(topicNames()).toEqual(["Take off: Delivery", "Take off: Wellbeing"]);
});

test("an open follow-up ticked in the rail is kept", async () => {
  await hold();
  await user.click(screen.getByRole("checkbox", { name: "Done: First draft of the ledger RFC" }));
  expect(called("keep_follow_up")).toEqual([{ followUp: "f3" }]);
});

test("Ctrl Shift P makes the line private", async () => {
  await hold();
  const view = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Note" }))!;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: "between us" } });
  await user.keyboard("{Control>}{Shift>}P{/Shift}{/Control}");
  expect(view.state.doc.toString()).toBe("> [!private]\n> between us");
});

test("Ctrl Enter saves, ends, and tells what was agreed", async () => {
  await hold();
  const view = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Note" }))!;
  view.dispatch({ changes: { from: 0, insert: "First words. " }, userEvent: "input.type" });
  await user.keyboard("{Control>}{Enter}{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "1:1 with Mira, 32 minutes" });
  const order = calls.map(({ command }) => command).filter((command) => ["save_note", "end_meeting"].includes(command));
  expect(order).toEqual(["save_note", "end_meeting"]);
  expect(dialog.textContent).toContain("Fri 16 Oct, 10:30");
  const copy = vi.spyOn(navigator.clipboard, "writeText");
  await user.click(within(dialog).getByRole("button", { name: "Copy what we agreed" }));
  expect(copy.mock.calls[0]?.[0]).toBe(
    "What we agreed on Fri 9 Oct\n\nI will:\n- Open the next one with what went well, by Thu 15 Oct\n\nMira will:\n- Share the RFC outline with Tunde, by Wed 14 Oct\n\nNext 1:1: Fri 16 Oct, 10:30",
  );
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Done" }));
  expect(app.route).toEqual({ screen: "person", id: "mira", tab: "overview" });
});

test("a note that cannot be saved keeps the 1:1 open and says why", async () => {
  await hold({ save_note: () => refuse({ code: "disk_full" }) });
  const view = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Note" }))!;
  view.dispatch({ changes: { from: 0, insert: "kept" }, userEvent: "input.type" });
  await user.click(screen.getByRole("button", { name: "End 1:1" }));
  expect(await screen.findByText("Not saved, disk is full")).toBeTruthy();
  expect(called("end_meeting")).toEqual([]);
  expect(view.state.doc.toString().startsWith("kept")).toBe(true);
});

test("with nothing agreed there is nothing but the date to copy", () => {
  const { end_meeting, meeting } = meetingScreens();
  const empty = { ...end_meeting(), agreed: [], next: null };
  expect(agreedText(empty, meeting().person, "2026-10-09")).toBe("What we agreed on Fri 9 Oct");
});
