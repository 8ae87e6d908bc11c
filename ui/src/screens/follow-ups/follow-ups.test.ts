// The lists of promises against canned answers.
// What counts as kept is the engine's.
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { personScreens } from "../../mock/person";
import { app } from "../../state.svelte";
import { toasts } from "../../toasts.svelte";
import { groupsOf } from "./groups";

vi.mock("../../parts/Menu.svelte", () => import("../../mock/PlainMenu.svelte"));

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function open(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "follow-ups" };
  render(App);
  await screen.findByRole("heading", { level: 1, name: "Follow-ups" });
}

const mine = () => screen.findByRole("region", { name: "My promises" });

async function choose(of: string, action: string) {
  await user.click(await screen.findByRole("button", { name: `More about: ${of}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
}

test("mine stand first, past their date on top, each rate with its n", async () => {
  await open();
  const list = await mine();
  expect(within(list).getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"))).toEqual(["Done: Take Mira off on-call, week 43", "Done: Send the staff-level rubric"]);
  expect(within(list).getByText("7 days over")).toBeTruthy();
  expect(within(list).getByText("14 of 18 on time")).toBeTruthy();
  expect(within(screen.getByRole("region", { name: "Waiting on them" })).getByText("16 of 17 on time")).toBeTruthy();
  const steps = screen.getByRole("region", { name: "Next steps of goals" });
  expect(within(steps).getByRole("button", { name: "Own the ledger migration from start to finish" })).toBeTruthy();
  expect(within(steps).getByText("Me, Fri 16 Oct")).toBeTruthy();
  await expectAccessible();
});

test("a ticked promise is struck, moves to the closed ones, and Undo brings it back", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await open();
  await user.click(within(await mine()).getByRole("checkbox", { name: "Done: Send the staff-level rubric" }));
  await waitFor(() => expect(called("keep_follow_up")).toEqual([{ followUp: "f2" }]));
  await vi.advanceTimersByTimeAsync(2500);
  await waitFor(() => expect(screen.getByText("Mira, kept 9 Oct")).toBeTruthy());
  vi.useRealTimers();
  user = userEvent.setup();
  await user.click(within(screen.getByRole("region", { name: "Kept and dropped" })).getByRole("checkbox", { name: "Done: Send the staff-level rubric" }));
  await waitFor(() => expect(called("reopen_follow_up")).toEqual([{ followUp: "f2" }]));
  expect(within(await mine()).getByRole("checkbox", { name: "Done: Send the staff-level rubric" })).toBeTruthy();
});

test("a promise is dropped with a reason, and the reason stays readable", async () => {
  await open();
  await choose("Send the staff-level rubric", "Drop with a reason…");
  const dialog = await screen.findByRole("dialog", { name: "Drop this follow-up" });
  await user.type(within(dialog).getByLabelText("Why"), "Replaced by the new ladder");
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Drop it" }));
  expect(await screen.findByText("Mira, dropped 9 Oct: Replaced by the new ladder")).toBeTruthy();
  await waitFor(() => expect(toasts.at(-1)?.undo).toBeTruthy());
  toasts.at(-1)!.undo!();
  await waitFor(() => expect(called("undo")).toEqual([{ step: 1 }]));
});

test("an edit that is refused keeps what was typed and says why under its field", async () => {
  await open({ edit_follow_up: () => refuse({ code: "invalid", field: "text", reason: "Use at most 500 characters." }) });
  await choose("Send the staff-level rubric", "Edit");
  const dialog = await screen.findByRole("dialog", { name: "Edit follow-up" });
  const text = within(dialog).getByLabelText("What is promised") as HTMLInputElement;
  await user.type(text, " to Mira");
  await fireEvent.input(within(dialog).getByLabelText("Due"), { target: { value: "2026-10-20" } });
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("Use at most 500 characters.");
  expect(text.value).toBe("Send the staff-level rubric to Mira");
  expect(called("edit_follow_up")).toEqual([{ followUp: "f2", draft: { person: "mira", owner: "me", text: "Send the staff-level rubric to Mira", due: "2026-10-20" }, every: null }]);
});

test("a nudge says until when it waits", async () => {
  await open();
  await choose("Send the staff-level rubric", "Nudge me on…");
  const dialog = await screen.findByRole("dialog", { name: "Nudge me on" });
  await fireEvent.input(within(dialog).getByLabelText("Day"), { target: { value: "2026-10-14" } });
  await user.click(within(dialog).getByRole("button", { name: "Nudge me then" }));
  expect(await screen.findByText("waits until Wed 14 Oct")).toBeTruthy();
});

test("an empty list says so and offers the first", async () => {
  const page = personScreens().follow_ups({ person: null });
  await open({ follow_ups: () => ({ ...page, mine: [], theirs: [], closed: [], next_steps: [] }) });
  expect(await screen.findByText("Nothing is promised yet.")).toBeTruthy();
});

test("with nothing of mine open the page says that everything is kept", async () => {
  const page = personScreens().follow_ups({ person: null });
  await open({ follow_ups: () => ({ ...page, mine: [] }) });
  expect(within(await mine()).getByText("You have kept everything.")).toBeTruthy();
});

test("open ones stand in groups by when they ask for something", () => {
  const [base] = personScreens().follow_ups({ person: null }).mine;
  const made = [["a", "2026-10-02"], ["b", "2026-10-09"], ["c", "2026-10-11"], ["d", "2026-10-12"], ["e", null]] as const;
  const list = made.map(([id, due]) => ({ ...base!, id, due, nudge_on: null }));
  const waiting = { ...base!, id: "w", due: "2026-10-01", nudge_on: "2026-10-10" };
  const seen = groupsOf([...list, waiting], "2026-10-09").map(({ title, items }) => [title, items.map(({ id }) => id).join("")]);
  expect(seen).toEqual([["Past the date", "a"], ["This week", "bc"], ["Later", "d"], ["Without a date", "e"], ["Waiting", "w"]]);
  // On a Sunday the week ends today.
  expect(groupsOf(list, "2026-10-11").map(({ title }) => title)).toEqual(["Past the date", "This week", "Later", "Without a date"]);
});

test("words, a person and an owner narrow the list, accents and case aside", async () => {
  await open();
  await mine();
  await user.type(screen.getByLabelText("Words"), "KOVACEVIC rubric");
  await waitFor(() => expect(within(screen.getByRole("region", { name: "My promises" })).getAllByRole("checkbox")).toHaveLength(1));
  await user.clear(screen.getByLabelText("Words"));
  await user.click(screen.getByRole("radio", { name: "Theirs" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "My promises" })).toBeNull());
  await user.click(screen.getByRole("radio", { name: "Kept and dropped" }));
  expect(screen.getByRole("region", { name: "Kept and dropped" })).toBeTruthy();
  await expectAccessible();
});

test("several are selected and put aside by keyboard alone, in one change", async () => {
  await open();
  const boxes = within(await mine()).getAllByRole<HTMLInputElement>("checkbox");
  boxes[0]!.focus();
  await user.keyboard("x");
  expect(await screen.findByText("1 follow-up selected")).toBeTruthy();
  await user.keyboard("{ArrowDown}x");
  expect(await screen.findByText("2 follow-ups selected")).toBeTruthy();
  await expectAccessible();
  await user.keyboard("s");
  const dialog = await screen.findByRole("dialog", { name: "Nudge me on" });
  await user.click(within(dialog).getByRole("button", { name: "Monday" }));
  await waitFor(() => expect(called("change_follow_ups")).toEqual([{ followUps: ["f1", "f2"], change: { is: "nudge", on: "2026-10-12" } }]));
});

test("a key on a row drops it, and Escape ends selecting", async () => {
  await open();
  within(await mine()).getAllByRole<HTMLInputElement>("checkbox")[0]!.focus();
  await user.keyboard("x{Escape}");
  await waitFor(() => expect(screen.queryByRole("toolbar")).toBeNull());
  within(await mine()).getAllByRole<HTMLInputElement>("checkbox")[0]!.focus();
  await user.keyboard("{Delete}");
  expect(await screen.findByRole("dialog", { name: "Drop this follow-up" })).toBeTruthy();
});

test("one that comes back says how often, and Edit changes it", async () => {
  await open();
  await choose("Send the staff-level rubric", "Edit");
  const dialog = await screen.findByRole("dialog", { name: "Edit follow-up" });
  await user.selectOptions(within(dialog).getByLabelText("Comes back"), "every 2 weeks");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(called("edit_follow_up")).toMatchObject([{ followUp: "f2", every: { every: 2, unit: "weeks" } }]));
  expect(called("change_follow_ups")).toEqual([]);
  expect(await screen.findByText("every 2 weeks")).toBeTruthy();
});

test("of two thousand only those near the window are in the document", async () => {
  const page = personScreens().follow_ups({ person: null });
  const many = Array.from({ length: 2000 }, (_, at) => ({ ...page.mine[0]!, id: `many${at}`, text: `Promise ${at}` }));
  await open({ follow_ups: () => ({ ...page, mine: many }) });
  expect(within(await mine()).getByText("2000", { selector: ".count" })).toBeTruthy();
  expect(document.querySelectorAll("[data-id]").length).toBeLessThan(200);
});
