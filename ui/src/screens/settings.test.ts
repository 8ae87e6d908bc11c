// Settings, import and the dialogs for passphrase and recovery key, against canned answers.
// What the engine does with them is proved on its side.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../App.svelte";
import { expectAccessible } from "../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../mock/ipc";
import { app } from "../state.svelte";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function settings(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "settings" };
  render(App);
  await screen.findByRole("radiogroup", { name: "Theme" });
}

test("theme and text size are kept side by side", async () => {
  await settings();
  await expectAccessible();
  await user.click(screen.getByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset.theme).toBe("dark");
  await user.click(screen.getByRole("radio", { name: "125 %" }));
  expect(document.documentElement.style.fontSize).toBe("20px");
  await waitFor(() => expect(called("edit_settings").at(-1)).toMatchObject({ settings: { theme: "dark", zoom: 1.25 } }));
  await user.click(screen.getByRole("radio", { name: "As the system" }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test("a theme that could not be kept is taken back", async () => {
  await settings({ edit_settings: () => refuse({ code: "disk_full" }) });
  await user.click(screen.getByRole("radio", { name: "Dark" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/disk is full/);
  expect(screen.getByRole("radio", { name: "As the system" }).getAttribute("aria-checked")).toBe("true");
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test("arrow keys move a segmented choice", async () => {
  await settings();
  screen.getByRole("radio", { name: "As the system" }).focus();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("radio", { name: "Light" }).getAttribute("aria-checked")).toBe("true");
  expect(document.activeElement?.textContent).toBe("Light");
});

test("an import is shown before it runs, and what was left out is named by file and line", async () => {
  await settings();
  await user.click(screen.getByRole("button", { name: "Import…" }));
  const dialog = await screen.findByRole("dialog", { name: "Import a folder" });
  await within(dialog).findByText("7 people");
  expect(within(dialog).getByText("people/mira-kovacevic/2026-13-01.md, line 2")).toBeTruthy();
  expect(called("run_import")).toEqual([]);
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Import" }));
  await waitFor(() => expect(called("run_import")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("closing the folder dialog without a choice imports nothing", async () => {
  await settings({ plan_import: () => null });
  await user.click(screen.getByRole("button", { name: "Import…" }));
  await waitFor(() => expect(called("plan_import")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(called("run_import")).toEqual([]);
});

test("a wrong present passphrase changes nothing and stays to be put right", async () => {
  await settings({ change_passphrase: () => refuse({ code: "wrong_passphrase" }) });
  await user.click(screen.getByRole("button", { name: "Change passphrase…" }));
  const dialog = await screen.findByRole("dialog", { name: "Change passphrase" });
  await expectAccessible();
  await user.type(within(dialog).getByLabelText("Present passphrase"), "not it");
  await user.type(within(dialog).getByLabelText("New passphrase"), "quiet otter lantern monday");
  await user.type(within(dialog).getByLabelText("Once more"), "quiet otter lantern monday");
  await user.click(within(dialog).getByRole("button", { name: "Change passphrase" }));
  expect((await within(dialog).findByRole("alert")).textContent).toMatch(/not the present passphrase/);
  expect((within(dialog).getByLabelText("Present passphrase") as HTMLInputElement).value).toBe("not it");
});

test("the recovery key shows only after the passphrase", async () => {
  await settings();
  const opener = screen.getByRole("button", { name: "Show recovery key…" });
  await user.click(opener);
  const dialog = await screen.findByRole("dialog", { name: "Recovery key" });
  expect(called("recovery_words")).toEqual([]);
  await user.type(within(dialog).getByLabelText("Passphrase"), "quiet otter{Enter}");
  await within(dialog).findByText("harbor");
  await expectAccessible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("harbor")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test("a restore is tried once beside the vault, and switching is a second step", async () => {
  await settings();
  await user.click(await screen.findByRole("button", { name: "Try a restore" }));
  const dialog = await screen.findByRole("dialog", { name: "Compare with a backup" });
  await within(dialog).findByRole("row", { name: "1:1s 212 211" });
  await expectAccessible();
  expect(called("edit_settings").at(-1)).toMatchObject({ settings: { drilled: "2026-10-09" } });
  expect(called("switch_to_backup")).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Go back to the backup…" }));
  await user.click(within(dialog).getByRole("button", { name: "Go back now" }));
  await waitFor(() => expect(called("switch_to_backup")).toEqual([{ file: "2026-10-08T154200Z.rapport", passphrase: null }]));
});

test("a backup from before the keys changed asks for the passphrase of that day", async () => {
  await settings({ compare_backup: () => refuse({ code: "wrong_passphrase" }) });
  await user.click((await screen.findAllByRole("button", { name: /^Compare the backup/ }))[1]!);
  const dialog = await screen.findByRole("dialog", { name: "Compare with a backup" });
  await user.type(await within(dialog).findByLabelText("Passphrase of that day"), "old otter{Enter}");
  await waitFor(() => expect(called("compare_backup").at(-1)).toEqual({ file: "2026-10-07T160000Z.rapport", passphrase: "old otter" }));
});

test("what is past its date goes only after a second yes", async () => {
  await settings();
  const card = await screen.findByRole("region", { name: "How long things are kept" });
  await user.click(await within(card).findByRole("button", { name: "Remove…" }));
  expect(called("remove_past")).toEqual([]);
  await user.click(within(card).getByRole("button", { name: "Remove 14 check-in values" }));
  await waitFor(() => expect(called("remove_past")).toEqual([{ person: "p-mira", kind: "observations" }]));
  await user.click(within(card).getByRole("button", { name: "End the hold" }));
  await waitFor(() => expect(called("set_hold")).toEqual([{ person: "p-jonas", hold: false }]));
});

test("someone is erased only after their name was typed", async () => {
  await settings();
  app.overlay = { kind: "erase-person", id: "p-mira", name: "Mira Kovačević" };
  const dialog = await screen.findByRole("dialog", { name: "Erase Mira Kovačević" });
  const button = within(dialog).getByRole("button", { name: "Erase for good…" });
  await user.type(within(dialog).getByRole("textbox"), "Mira");
  expect(button.hasAttribute("disabled")).toBe(true);
  await user.type(within(dialog).getByRole("textbox"), " Kovačević");
  await expectAccessible();
  await user.click(button);
  await screen.findByText(/412 rows deleted/);
});

test("new keys come with a new sheet", async () => {
  await settings();
  await user.click(screen.getByRole("button", { name: "Make new keys…" }));
  const dialog = await screen.findByRole("dialog", { name: "New keys" });
  await user.type(within(dialog).getByLabelText("Passphrase"), "quiet otter{Enter}");
  await within(dialog).findByText("word0");
  await expectAccessible();
});
