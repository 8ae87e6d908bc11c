// Planning a 1:1, and what waits on an agenda.
// The dialogs of a follow-up are tested with its lists.
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app, type Overlay } from "../../state.svelte";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);

async function open(overlay: Overlay, answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "goals" };
  render(App);
  await screen.findByRole("heading", { level: 1 });
  app.overlay = overlay;
  return screen.findByRole("dialog");
}

test("planning starts from what is agreed, and only the day is asked", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "plan-meeting", person: "mira" });
  await within(dialog).findByRole("heading", { name: "Plan a 1:1 with Mira" });
  expect((within(dialog).getByLabelText("Time") as HTMLInputElement).value).toBe("10:30");
  const plan = within(dialog).getByRole("button", { name: "Plan it" }) as HTMLButtonElement;
  expect(plan.disabled).toBe(true);
  await fireEvent.input(within(dialog).getByLabelText("Day"), { target: { value: "2026-10-16" } });
  await fireEvent.input(within(dialog).getByLabelText("Minutes"), { target: { value: "45" } });
  await expectAccessible();
  await user.click(plan);
  await waitFor(() => expect(app.overlay).toBeNull());
  expect(called("plan_meeting")).toEqual([{ draft: { person: "mira", date: "2026-10-16", time: "10:30:00", minutes: 45 } }]);
});

test("a day that cannot be taken says why under its field", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "plan-meeting", person: "mira" }, { plan_meeting: () => refuse({ code: "invalid", field: "date", reason: "There is a 1:1 on that day already." }) });
  await fireEvent.input(within(dialog).getByLabelText("Day"), { target: { value: "2026-10-10" } });
  await user.click(within(dialog).getByRole("button", { name: "Plan it" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("There is a 1:1 on that day already.");
  expect(app.overlay).not.toBeNull();
});

test("waiting points are reworded and taken off where one is added", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "add-to-agenda", person: "mira" });
  const waiting = await within(dialog).findByRole("region", { name: "Waiting on the agenda" });
  await expectAccessible();
  await user.click(within(waiting).getByRole("button", { name: "Edit Conference budget for 2027" }));
  const words = within(waiting).getByLabelText("Words of Conference budget for 2027");
  await user.clear(words);
  await user.type(words, "Conference budget{Enter}");
  expect(await within(waiting).findByText("Conference budget")).toBeTruthy();
  await user.click(within(waiting).getByRole("button", { name: "Remove Conference budget" }));
  await waitFor(() => expect(within(waiting).queryByText("Conference budget")).toBeNull());
  expect(called("edit_agenda_item")).toEqual([{ item: "a4", text: "Conference budget" }]);
  expect(called("remove_agenda_item")).toEqual([{ item: "a4" }]);
});

test("Escape closes the dialog and rewords nothing", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "add-to-agenda", person: "mira" });
  await user.click(await within(dialog).findByRole("button", { name: "Edit Conference budget for 2027" }));
  await user.keyboard("something else{Escape}");
  await waitFor(() => expect(app.overlay).toBeNull());
  expect(called("edit_agenda_item")).toEqual([]);
});
