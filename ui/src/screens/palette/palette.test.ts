// The palette by role and name: finding, filtering, doing; and the small dialogs it opens.
// Ranking of notes is the engine's.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { people } from "../../mock/first-screens";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app } from "../../state.svelte";
import { commandsFor } from "./commands";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function ask(text: string, answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "settings" };
  app.phase = "open";
  render(App);
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox", { name: "Search and commands" });
  await waitFor(() => expect(document.activeElement).toBe(box));
  if (text) await user.keyboard(text);
  return box;
}

test("Ctrl K finds notes and follow-ups with the words marked, and breaks no rule of accessibility", async () => {
  await ask("on-call");
  const notes = await screen.findByRole("group", { name: "Notes" });
  expect(within(notes).getAllByRole("option")).toHaveLength(4);
  expect([...notes.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(Array(4).fill("on-call"));
  expect(screen.getByText("7 in 4 people")).toBeTruthy();
  expect(screen.getByText("Searched on this computer, 214 notes")).toBeTruthy();
  await expectAccessible();
});

test("arrows move, Enter opens, and focus stays in the field meanwhile", async () => {
  const box = await ask("on-call");
  await screen.findByRole("group", { name: "Notes" });
  await user.keyboard("{ArrowDown}");
  const second = within(screen.getByRole("listbox", { name: "Results" })).getAllByRole("option")[1]!;
  expect(second.getAttribute("aria-selected")).toBe("true");
  expect(box.getAttribute("aria-activedescendant")).toBe(second.id);
  expect(document.activeElement).toBe(box);
  await user.keyboard("{Enter}");
  expect(app.route).toEqual({ screen: "meeting", id: "m2" });
});

test("Tab asks about one person, Shift Tab about a shorter time", async () => {
  await ask("on-call");
  await user.keyboard("{Tab}{Shift>}{Tab}{/Shift}");
  await waitFor(() => expect(called("search").at(-1)).toEqual({ draft: { text: "on-call after:2026-07-09", person: "mira", limit: 5 } }));
});

test("what is found nowhere can be put on an agenda at once", async () => {
  await ask("kubernetes");
  expect(await screen.findByText("No note mentions “kubernetes”.")).toBeTruthy();
  await user.click(screen.getByRole("option", { name: /Add “kubernetes” to an agenda…/ }));
  const dialog = await screen.findByRole("dialog", { name: "Add to an agenda" });
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Add to the agenda" }));
  expect(called("add_agenda_item")).toEqual([{ draft: { person: "mira", text: "kubernetes", source: { from: "typed" } } }]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a new follow-up takes its date from words", async () => {
  await ask("");
  await user.keyboard("{Escape}{Control>}{Shift>}F{/Shift}{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "New follow-up" });
  await user.type(within(dialog).getByLabelText("What is promised"), "send the rubric by wed");
  expect(await within(dialog).findByText("Due Wed 14 Oct")).toBeTruthy();
  await user.click(within(dialog).getByRole("radio", { name: "Mira" }));
  await user.click(within(dialog).getByRole("button", { name: "Add follow-up" }));
  await waitFor(() => expect(called("add_follow_up")).toEqual([{ draft: { person: "mira", owner: "them", text: "send the rubric", due: "2026-10-14" } }]));
});

test("a query the engine cannot read is answered with its sentence", async () => {
  await ask("after:soon", { search: () => refuse({ code: "invalid", field: "text", reason: "Write the date as 2026-10-09." }) });
  expect(await screen.findByText("Write the date as 2026-10-09.")).toBeTruthy();
});

test("commands are found by parts of their words, the person in view first", () => {
  const team = people.map(({ person }) => person);
  const labels = (text: string) => commandsFor(text, team, team[1]).map(({ label }) => label);
  expect(labels("start hana")[0]).toBe("Start 1:1 with Hana");
  expect(labels("dark theme")[0]).toBe("Use the dark theme");
  expect(labels("")[0]).toBe("Start 1:1 with Tunde");
  expect(labels("on-call").slice(-6)).toEqual(["Start 1:1 with Tunde", "Add “on-call” to an agenda…", "New follow-up about on-call…", "Capture “on-call”…", "Tell Tunde “on-call”…", "Lock now"]);
  expect(new Set(labels("go")).size).toBe(labels("go").length);
});

test("starting a 1:1 from the palette goes to it", async () => {
  await ask("start 1:1 with tunde");
  await user.click(await screen.findByRole("option", { name: /Start 1:1 with Tunde/ }));
  await waitFor(() => expect(app.route).toEqual({ screen: "meeting", id: "m9" }));
  expect(called("start_meeting")).toEqual([{ person: "tunde" }]);
});

test("a new note begins for a person and a day", async () => {
  await ask("");
  await user.keyboard("{Escape}{Control>}n{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "New note" });
  await user.selectOptions(within(dialog).getByLabelText("About"), "hana");
  await user.click(within(dialog).getByRole("button", { name: "Write it" }));
  await waitFor(() => expect(called("add_note")).toEqual([{ person: "hana", date: "2026-10-09" }]));
  expect(await screen.findByRole("textbox", { name: "Note" })).toBeTruthy();
});

test("Enter before the answer waits for it, and takes what is then marked", async () => {
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await ask("Go to Tunde", { search: async () => { await late; return { hits: [], notes_found: 0, people_found: 0, notes_searched: 214 }; } });
  await user.keyboard("{Enter}");
  expect(app.route).toEqual({ screen: "settings" });
  arrive();
  await waitFor(() => expect(app.route).toMatchObject({ screen: "person", id: "tunde" }));
});
