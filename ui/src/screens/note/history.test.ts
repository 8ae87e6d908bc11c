// Earlier texts of a note and the trash, against canned answers.
// What differs and when a note is gone for good is the engine's.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, type Answers } from "../../mock/ipc";
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

test("the newest earlier text is compared at once, and another one is chosen", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "note-history", note: "n1" });
  expect(await within(dialog).findByText("2 lines differ from today’s text.")).toBeTruthy();
  expect(within(dialog).getByText("Two questions").textContent).toBe("Removed: Two questions");
  await expectAccessible();
  await user.click(within(dialog).getByRole("option", { name: /10:41/ }));
  expect(await within(dialog).findByText("1 line differs from today’s text.")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Put this text back" }));
  await waitFor(() => expect(called("restore_text")).toEqual([{ note: "n1", revision: 1 }]));
  expect(app.overlay).toBeNull();
});

test("a note without earlier texts says when one is kept", async () => {
  const dialog = await open({ kind: "note-history", note: "n1" }, { note_history: () => [] });
  expect(await within(dialog).findByText(/^No earlier text yet/)).toBeTruthy();
});

test("the trash puts a note back, and is emptied only after a second yes", async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: "trash" });
  expect(await within(dialog).findByText(/12 days left/)).toBeTruthy();
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Put back: Mira, Sun 20 Sep" }));
  await waitFor(() => expect(called("restore_note")).toEqual([{ note: "n-old" }]));
  await user.click(within(dialog).getByRole("button", { name: "Empty the trash…" }));
  expect(called("empty_trash")).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(called("empty_trash")).toHaveLength(1));
});
