// Goals of one person and of everyone, against canned answers.
// When a goal is quiet is the engine's to say.
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app, type Route } from "../../state.svelte";
import { toasts } from "../../toasts.svelte";
import { confidenceSentence, milestoneDate, whose } from "./words";

vi.mock("../../parts/Menu.svelte", () => import("../../mock/PlainMenu.svelte"));

const LEDGER = "Own the ledger migration from start to finish";
const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function open(answers: Answers = {}, route: Route = { screen: "person", id: "mira", tab: "goals" }) {
  mockShell(answers);
  app.route = route;
  render(App);
}
const article = (name: string) => screen.findByRole("article", { name });

test("the first goal leads with milestones, confidence and evidence", async () => {
  await open();
  expect(await screen.findByText("Mira is working on three things. One has gone quiet.")).toBeTruthy();
  const lead = await article(LEDGER);
  expect(within(lead).getByText("Milestones, 2 of 5 reached")).toBeTruthy();
  expect(lead.textContent).toContain("Fairly sure, was sure in August");
  expect(within(lead).getByRole("img", { name: /^Confidence: Fri 8 May doubtful, .*Fri 2 Oct fairly sure$/ })).toBeTruthy();
  expect(within(lead).getByText("Evidence, 6 notes")).toBeTruthy();
  expect(within(lead).getByText("Me, Fri 16 Oct")).toBeTruthy();
  await expectAccessible();
  await user.click(within(lead).getByRole("button", { name: /Tunde asked her to lead/ }));
  expect(app.route).toEqual({ screen: "person", id: "mira", tab: "notes", at: "m-2026-09-18" });
});

test("a quiet goal says for how long, and goes onto the agenda in one press", async () => {
  await open();
  const quiet = await article("Give feedback sooner");
  expect(within(quiet).getByText("Quiet for 8 weeks")).toBeTruthy();
  await user.click(within(quiet).getByRole("button", { name: "Ask about it today" }));
  await waitFor(() => expect(called("add_agenda_item")).toEqual([{ draft: { person: "mira", text: "Give feedback sooner", source: { from: "goal" } } }]));
});

test("a milestone is reached with one press, and Undo takes it back", async () => {
  await open();
  const step = () => screen.getByRole("button", { name: "Reached: First draft of the RFC" });
  await article(LEDGER);
  await user.click(step());
  await waitFor(() => expect(step().getAttribute("aria-pressed")).toBe("true"));
  expect(screen.getByText("Milestones, 3 of 5 reached")).toBeTruthy();
  await waitFor(() => expect(toasts.at(-1)?.undo).toBeTruthy());
  toasts.at(-1)!.undo!();
  await waitFor(() => expect(called("undo")).toEqual([{ step: 1 }]));
});

test("paused and done ones stand behind a choice of their own", async () => {
  await open();
  await user.click(await screen.findByRole("radio", { name: "Paused 1" }));
  expect(await article("Mentor one new hire")).toBeTruthy();
  expect(screen.queryByRole("article", { name: LEDGER })).toBeNull();
});

test("a new goal takes words, steps and one next step", async () => {
  await open();
  await user.click(await screen.findByRole("button", { name: "New goal" }));
  const dialog = await screen.findByRole("dialog", { name: "New goal" });
  await user.type(within(dialog).getByLabelText("Goal"), "Teach the ledger to two others");
  await user.selectOptions(within(dialog).getByLabelText("Kind"), "Learning");
  await user.type(within(dialog).getByLabelText("Skills"), "Coaching, Writing,");
  await user.click(within(dialog).getByRole("button", { name: "Add a milestone" }));
  await user.type(within(dialog).getByLabelText("Milestone 1"), "Pick the first pair");
  await fireEvent.input(within(dialog).getByLabelText("Milestone 1 due"), { target: { value: "2026-11-01" } });
  await user.click(within(dialog).getByRole("button", { name: "Add a milestone" }));
  await user.type(within(dialog).getByLabelText("What comes next"), "Ask Diego");
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Add goal" }));
  expect(await article("Teach the ledger to two others")).toBeTruthy();
  expect(called("add_goal")).toEqual([{
    draft: {
      person: "mira", title: "Teach the ledger to two others", kind: "learning", why: "", skills: ["Coaching", "Writing"], horizon: null, about: "", state: "active",
      next_step: { text: "Ask Diego", owner: "them", due: null }, milestones: [{ id: null, text: "Pick the first pair", done: null, due: "2026-11-01" }],
    },
  }]);
});

test("a refused goal keeps what was typed and says why under its field", async () => {
  await open({ edit_goal: () => refuse({ code: "invalid", field: "skills", reason: "Use at most 8 skills." }) });
  await article(LEDGER);
  await user.click(screen.getByRole("button", { name: `More about ${LEDGER}` }));
  await user.click(await screen.findByRole("menuitem", { name: "Edit goal" }));
  const dialog = await screen.findByRole("dialog", { name: "Edit goal" });
  const title = within(dialog).getByLabelText("Goal") as HTMLInputElement;
  await user.type(title, ", again");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("Use at most 8 skills.");
  expect(title.value).toBe(`${LEDGER}, again`);
});

test("a check-in takes ten seconds and nothing is chosen before it is told", async () => {
  await open();
  await article(LEDGER);
  await user.click(screen.getByRole("button", { name: `More about ${LEDGER}` }));
  await user.click(await screen.findByRole("menuitem", { name: "Check in" }));
  const dialog = await screen.findByRole("dialog", { name: "Check in" });
  expect(within(dialog).getAllByRole("radio").every((one) => one.getAttribute("aria-checked") === "false")).toBe(true);
  await user.click(within(dialog).getByRole("radio", { name: "Moved" }));
  await user.click(within(dialog).getByRole("radio", { name: "Certain" }));
  await user.click(within(dialog).getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(called("check_in_goal")).toEqual([{ goal: "ledger", checkIn: { date: "2026-10-09", state: "moved", confidence: 5 } }]));
  await waitFor(() => expect(screen.getByText("Certain")).toBeTruthy());
});

test("the goals of everyone name whose they are", async () => {
  await open({}, { screen: "goals" });
  expect(await screen.findByText("Three goals in play. One has gone quiet.")).toBeTruthy();
  await expectAccessible();
  await user.click(within(await article(LEDGER)).getByRole("button", { name: /Mira Kovačević$/ }));
  expect(app.route).toEqual({ screen: "person", id: "mira", tab: "goals" });
});

test("without a goal there is one question to ask", async () => {
  await open({ goals: () => ({ cards: [], people: [] }) });
  expect(await screen.findByText("No goals yet.")).toBeTruthy();
  expect(screen.getByText("Ask what Mira wants to be better at by spring.")).toBeTruthy();
});

test("confidence names the level before and the month it began", () => {
  const at = (date: string, confidence: number) => ({ date, state: "moved" as const, confidence });
  expect(confidenceSentence([])).toBeNull();
  expect(confidenceSentence([at("2026-08-07", 4), at("2026-09-18", 4), at("2026-10-02", 3)])).toEqual({ now: "Fairly sure", before: ", was sure in August" });
  expect(confidenceSentence([at("2026-08-07", 5), at("2026-09-18", 5)])).toEqual({ now: "Certain", before: "" });
});

test.each([
  ["she/her", "Her"], ["he/him", "His"], ["they/them", "Their"], ["", "Mira’s"],
])("pronouns of %s read %s", (pronouns, word) => {
  expect(whose({ pronouns, short_name: "Mira" })).toBe(word);
});

test.each([
  [{ done: "2026-06-12", due: null }, "12 Jun"], [{ done: null, due: "2026-10-09" }, "due today"], [{ done: null, due: "2026-10-02" }, "7 days over"],
  [{ done: null, due: "2026-11-06" }, "6 Nov"], [{ done: null, due: "2027-01-15" }, "January"], [{ done: null, due: null }, ""],
])("a milestone of %o ends in %s", (step, words) => {
  expect(milestoneDate({ id: "s", text: "Step", ...step }, "2026-10-09")).toBe(words);
});

test("evidence is listed whole, its kind said anew, and taken out again", async () => {
  await open();
  const lead = await article(LEDGER);
  await user.click(within(lead).getByRole("button", { name: `More about ${LEDGER}` }));
  await user.click(await screen.findByRole("menuitem", { name: "Evidence…" }));
  const dialog = await screen.findByRole("dialog", { name: "Evidence" });
  const kinds = within(dialog).getAllByRole<HTMLSelectElement>("combobox");
  await expectAccessible();
  await user.selectOptions(kinds[0]!, "Told by somebody else");
  await waitFor(() => expect(called("edit_evidence")).toMatchObject([{ kind: "second-hand" }]));
  await user.click(within(dialog).getAllByRole("button", { name: /^Remove: / })[0]!);
  await waitFor(() => expect(called("remove_evidence")).toHaveLength(1));
});

test("a goal is deleted from its menu, and the balance names a kind that is missing", async () => {
  await open();
  const lead = await article(LEDGER);
  expect(screen.getByText(/^By kind:/).textContent).toMatch(/none/);
  await user.click(within(lead).getByRole("button", { name: `More about ${LEDGER}` }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete goal" }));
  await waitFor(() => expect(called("remove_goal")).toEqual([{ goal: "ledger" }]));
});
