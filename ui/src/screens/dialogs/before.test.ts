// What is done before a 1:1 without the mouse: a question, another day, days away, a role, a template, somebody brought back.
// Planning and the agenda are in dialogs.test.ts.
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app, type Overlay } from "../../state.svelte";
import { found } from "./questions";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);

async function open(overlay: Overlay, answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "goals" };
  render(App);
  await screen.findByRole("heading", { level: 1 });
  app.overlay = overlay;
  return screen.findByRole("dialog");
}

test("arrows choose a question, and one key puts it on the agenda", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "ask-question", person: "mira" });
  const first = await within(dialog).findByRole("option", { name: /^A year from now/ });
  expect(first.getAttribute("aria-selected")).toBe("true");
  await expectAccessible();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(called("add_agenda_item")).toHaveLength(1));
  expect(called("add_agenda_item")).toEqual([{ draft: { person: "mira", text: "What was your longest undisturbed stretch last week, and what ended it?", source: { from: "question", key: "focus-longest-stretch" } } }]);
});

test("a question nobody has thought of is kept as one of one's own", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "ask-question", person: "mira" });
  await within(dialog).findByRole("option", { name: /^A year from now/ });
  await user.keyboard("Which map is missing?{Enter}");
  await waitFor(() => expect(called("add_question")).toEqual([{ draft: { topic: "coaching", situation: null, text: "Which map is missing?" } }]));
});

test("questions are found by words, topic and situation, the suggested ones first", () => {
  const one = (key: string, topic: string, situation: "junior" | null = null) => ({ key, topic, situation, text: `About ${key}`, own: false, last_asked: null, waiting: false });
  const bank = { suggested: ["c"], weeks_apart: 12, questions: [one("a", "focus"), one("b", "team", "junior"), one("c", "focus")] };
  const keys = (wanted: Partial<Parameters<typeof found>[1]>) => found(bank, { text: "", topic: "", situation: "", ...wanted }).map(({ key }) => key);
  expect(keys({})).toEqual(["c", "a", "b"]);
  expect(keys({ topic: "focus", text: "ABOUT c" })).toEqual(["c"]);
  expect(keys({ situation: "junior" })).toEqual(["b"]);
});

test("the next 1:1 gets another day, and who moved it is told", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "move-meeting", person: "mira" });
  await within(dialog).findByRole("heading", { name: "Move the 1:1 with Mira" });
  await fireEvent.input(within(dialog).getByLabelText("New day"), { target: { value: "2026-10-12" } });
  await user.click(within(dialog).getByRole("radio", { name: "Mira could not" }));
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Move it" }));
  await waitFor(() => expect(called("move_next_meeting")).toEqual([{ person: "mira", date: "2026-10-12", time: "10:30:00", by: "them" }]));
});

test("days away that overlap say why, and nothing typed is lost", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "absence", person: "mira" }, { add_absence: () => refuse({ code: "invalid", field: "from", reason: "These days overlap “On leave until 14 Aug”." }) });
  const from = await within(dialog).findByDisplayValue("2026-10-09") as HTMLInputElement;
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect((await within(dialog).findByRole("alert")).textContent).toContain("overlap");
  expect(from.value).toBe("2026-10-09");
});

test("a role is written down with its day, and somebody who left is brought back", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "role", person: "mira" });
  await within(dialog).findByRole("heading", { name: "A new role for Mira" });
  await fireEvent.input(within(dialog).getByLabelText("Level"), { target: { value: "L6" } });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(called("set_role")).toEqual([{ person: "mira", role: { since: "2026-10-09", role: "Senior backend engineer", level: "L6" } }]));
  app.overlay = { kind: "archived-people" };
  await user.click(await screen.findByRole("button", { name: "Bring back Leila Haddad" }));
  await waitFor(() => expect(called("restore_person")).toEqual([{ person: "leila" }]));
});

test("a template is changed, and put into the 1:1 it was opened from", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "templates", meeting: "m1" });
  await user.click(await within(dialog).findByRole("button", { name: "Change First 1:1" }));
  await fireEvent.input(within(dialog).getByLabelText("Kind of 1:1"), { target: { value: "The first" } });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await user.click(await within(dialog).findByRole("button", { name: "Use The first" }));
  await waitFor(() => expect(called("apply_template")).toEqual([{ meeting: "m1", key: "first" }]));
});
