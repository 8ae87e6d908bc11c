// Today against canned answers of the shell.
// What a brief holds is proved on a real vault elsewhere.
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, type Answers } from "../../mock/ipc";
import { todayScreen } from "../../mock/today";
import { forget } from "../../state.svelte";

beforeEach(() => forget("starting"));

async function open(answers: Answers = {}) {
  mockShell(answers);
  render(App);
  await screen.findByRole("heading", { level: 1, name: "Friday, 9 October" });
}

test("the day in short counts what is booked, past and due", async () => {
  await open();
  expect(screen.getByText("Two 1:1s today. One thing you promised is past its date, two are due.")).toBeTruthy();
  await expectAccessible();
});

test("the brief shows my promises before theirs, and one reading with its words", async () => {
  await open();
  const card = await screen.findByRole("article", { name: "Mira Kovačević" });
  const ticks = within(card).getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"));
  expect(ticks).toEqual(["Done: Take Mira off on-call, week 43", "Done: Send her the staff-level rubric", "Done: First draft of the ledger RFC"]);
  expect(card.textContent).toContain("Energy is below Mira’s usual since 11 Sep, 4 of the last 4 meetings. Worth a conversation.");
  expect(card.textContent).toContain("in 22 minutes");
});

test("ticking a promise keeps it", async () => {
  await open();
  const card = await screen.findByRole("article", { name: "Mira Kovačević" });
  await userEvent.click(within(card).getByRole("checkbox", { name: "Done: Send her the staff-level rubric" }));
  expect(calls.filter(({ command }) => command === "keep_follow_up").map(({ args }) => args)).toEqual([{ followUp: "f2" }]);
});

test("a free Enter starts the next 1:1", async () => {
  await open({ start_meeting: () => "m1" });
  await screen.findByRole("article", { name: "Mira Kovačević" });
  await userEvent.keyboard("{Enter}");
  expect(calls.filter(({ command }) => command === "start_meeting").map(({ args }) => args)).toEqual([{ person: "mira" }]);
});

test("an empty day names the next 1:1, and an empty vault asks whom one meets", async () => {
  const page = todayScreen().today();
  await open({ today: () => ({ ...page, up_next: [] }) });
  expect(await screen.findByText("Nothing booked today.")).toBeTruthy();
  expect(screen.getByText("Next one is Hana, Mon at 11:00.")).toBeTruthy();
});
