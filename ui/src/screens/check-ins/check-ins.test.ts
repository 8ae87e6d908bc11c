// Check-ins' own screens: which scales are asked, what a prompt says and becomes, and notes only.
// Taps on a scale are tested with the meeting.
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { IndicatorTrend, Point, Prompt } from "../../api";
import { newPerson } from "../../draft";
import { gapSentence } from "../../gap";
import { expectAccessible } from "../../mock/accessible";
import { prompt } from "../../mock/check-ins";
import { people, sidebar } from "../../mock/first-screens";
import { calls, mockShell, refuse } from "../../mock/ipc";
import { trends } from "../../mock/trends";
import { promptSentence, recordWords } from "../../prompt";
import { commandsFor } from "../palette/commands";
import PersonForm from "../PersonForm.svelte";
import Retention from "../settings/Retention.svelte";
import AboutTrends from "./AboutTrends.svelte";
import { bandDays, bandName } from "./context";
import CheckInSettings from "./CheckInSettings.svelte";
import PromptCard from "./PromptCard.svelte";
import Readings from "./Readings.svelte";

const user = userEvent.setup({ delay: null });
const called = (command: string) => calls.filter((call) => call.command === command).map(({ args }) => args);
const TODAY = "2026-10-09";

beforeEach(() => mockShell());

test("a scale moves with the arrow keys, and the new order is stored and told", async () => {
  render(CheckInSettings);
  const list = await screen.findByRole("list", { name: "What is asked" });
  within(list).getByRole("button", { name: "Move: Energy" }).focus();
  await user.keyboard("{ArrowDown}");
  expect(called("order_indicators")).toEqual([{ order: { indicators: ["focus", "energy", "workload", "reviews", "growth", "belonging"] } }]);
  expect(await screen.findByText("Energy, now 2 of 6")).toBeTruthy();
});

test("a scale is edited with its words, and a word refused is told beside its field", async () => {
  mockShell({ edit_indicator: () => refuse({ code: "invalid", field: "word2", reason: "Give each step a word of its own." }) });
  render(CheckInSettings);
  await user.click(await screen.findByRole("button", { name: "Edit Energy" }));
  const dialog = await screen.findByRole("dialog", { name: "Edit Energy" });
  expect((within(dialog).getByLabelText("Step 1") as HTMLInputElement).value).toBe("Empty");
  await user.click(within(dialog).getByRole("button", { name: "Save words" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("Give each step a word of its own.");
  await expectAccessible(dialog);
});

test("retiring can be taken back at once", async () => {
  render(CheckInSettings);
  await user.click(await screen.findByRole("button", { name: "Retire Growth" }));
  expect(called("retire_indicator")).toEqual([{ indicator: "growth" }]);
  await user.click(await screen.findByRole("button", { name: "Ask Growth again" }));
  expect(called("restore_indicator")).toEqual([{ indicator: "growth" }]);
});

test("notes only names check-ins neither among what is kept how long nor in the form of a person", async () => {
  const draft = newPerson("Ada");
  for (const keeping of ["check_ins", "notes_only"] as const) {
    mockShell({ sidebar: () => ({ ...sidebar, keeping }) });
    const screens = [render(Retention), render(PersonForm, { draft, problem: undefined })];
    await screen.findByRole("combobox", { name: /^Notes/ });
    await expect.poll(() => document.body.textContent.match(/[Cc]heck-ins/) !== null).toBe(keeping === "check_ins");
    for (const one of screens) one.unmount();
  }
});

test("notes only leaves nothing but its own switch", async () => {
  const { container } = render(CheckInSettings);
  await user.click(await screen.findByRole("switch", { name: "Notes only" }));
  expect(called("choose_keeping")).toEqual([{ keeping: "notes_only" }]);
  await expect.poll(() => screen.queryByRole("list")).toBeNull();
  expect(container.querySelectorAll("button, input")).toHaveLength(1);
});

test("the alarm budget says in words what it costs and misses", async () => {
  const { container } = render(CheckInSettings);
  await user.click(await screen.findByRole("radio", { name: "about 2" }));
  expect(called("set_alarm_budget")).toEqual([{ aYear: 2 }]);
  expect(await screen.findByText(/About 2 a year for your team of 7 people/)).toBeTruthy();
  expect(screen.getByText(/A clear drop is found within 12 meetings 9 times in 10/)).toBeTruthy();
  await expectAccessible(container);
});

test("a prompt says what is unlike the person, opens its notes, and closes with what became of it", async () => {
  const { container } = render(PromptCard, { prompt, name: "Mira", today: TODAY });
  expect(container.textContent).toContain("Below Mira’s usual since 4 Sep: focus time below and energy below. Worth a conversation.");
  expect(screen.getByRole("button", { name: "3 notes" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "What became of it?" }));
  await user.click(screen.getByRole("button", { name: "Something known explains it" }));
  expect(called("close_prompt")).toEqual([{ draft: { person: "mira", raised_on: "2026-09-18", direction: "below", outcome: "context" } }]);
  await expectAccessible(container);
});

test("recovery is told in its own words", () => {
  const back: Prompt = { ...prompt, direction: "above", back: true, indicators: [] };
  expect(promptSentence(back, "Mira", TODAY)).toEqual({ strong: "Back up from the low stretch since 4 Sep", rest: "." });
});

test("the record counts what became of prompts", () => {
  const none = { raised: 0, open: 0, talked: 0, nothing: 0, context: 0, was_right: 0 };
  expect(recordWords(none)).toBe("No prompt so far.");
  expect(recordWords({ ...none, raised: 6, was_right: 3, nothing: 2, open: 1 })).toBe("6 prompts so far: 3 confirmed by the conversation, 2 for nothing, 1 still open.");
});

test("the overview is a list in the sidebar’s order, without figures side by side", async () => {
  const { container } = render(Readings);
  const items = await screen.findAllByRole("listitem");
  expect(items.map((item) => within(item).getAllByRole("button")[0]!.textContent)).toEqual(people.map(({ person }) => person.name));
  expect(container.querySelector("table, svg:not(.mark)")).toBeNull();
  await expectAccessible(container);
});

test("the page about the numbers names the chosen budget, its sources, and what this is not for", async () => {
  const { container } = render(AboutTrends);
  expect(await screen.findByRole("row", { name: /about 4, yours 9 8 7 5/ })).toBeTruthy();
  for (const words of ["kappa 0.06", "ICSE 2018", "a hypothesis of ours", "What this is not for", "no health questionnaire"]) expect(container.textContent).toContain(words);
  await expectAccessible(container);
});

test("in notes-only mode the palette knows no check-in", () => {
  const all = people.map(({ person }) => person);
  const labels = (keeping: "check_ins" | "notes_only") => commandsFor("check", all, all[0], keeping).map(({ label }) => label).join("\n");
  expect(labels("check_ins")).toMatch(/Check in about Mira/);
  expect(labels("notes_only")).not.toMatch(/Check in about/);
});

test("a stretch reads by its kind, its words and its days", () => {
  const days = (from: string, to: string | null) => bandDays({ from, to }, TODAY);
  expect([bandName({ kind: "on_call", label: "" }), bandName({ kind: "other", label: "house move" }), bandName({ kind: "release", label: "ledger" })])
    .toEqual(["On call", "house move", "Release: ledger"]);
  expect([days("2026-08-03", "2026-08-14"), days("2026-08-03", null), days("2026-08-03", "2026-08-03")]).toEqual(["3 Aug to 14 Aug", "since 3 Aug", "on 3 Aug"]);
});

test("a gap between seen and said is mentioned only when it lasts", () => {
  const of = (...gaps: number[]): IndicatorTrend => ({
    ...trends.indicators[0]!,
    points: gaps.flatMap((gap, at): Point[] => (["observed", "said"] as const).map((source) => ({
      date: `2026-09-0${at + 1}`, meeting: null, value: source === "said" ? 3 + gap : 3, source, outside: false, joined: false,
    }))),
  });
  expect(gapSentence(of(-2, -2, 0, -2), "Mira")).toBe("Mira put it lower than you saw it, 3 of the last 4 times you had both.");
  expect(gapSentence(of(-2, 2, 0, -2), "Mira")).toBe("");
  expect(gapSentence(of(-1, -1, -1, -1), "Mira")).toBe("");
});
