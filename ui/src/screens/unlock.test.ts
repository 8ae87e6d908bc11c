// The door and the making of a vault, against canned answers of the shell.
// The real vault behind them is driven end to end elsewhere.
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../App.svelte";
import type { AppError } from "../bindings";
import { expectAccessible } from "../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../mock/ipc";

const closed = { session: () => ({ open: null, today: "2026-10-09", place: null, backup_failed: null }) };
const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);

let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function door(answers: Answers = {}) {
  mockShell({ ...closed, ...answers });
  render(App);
  await screen.findByRole("heading", { name: "Open your notes" });
}

test("the door shows vaults and when they were opened, and nobody's name", async () => {
  await door();
  expect(await screen.findByText("Opened yesterday 17:42, this computer")).toBeTruthy();
  expect(called("sidebar")).toEqual([]);
  await expectAccessible();
});

test("the right passphrase opens the chosen vault", async () => {
  await door();
  await user.click(screen.getByRole("radio", { name: /Mentoring circle/ }));
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter lantern monday{Enter}");
  await screen.findByRole("complementary", { name: "Navigation" });
  expect(called("unlock")).toEqual([{ draft: { vault: "v2", passphrase: "quiet otter lantern monday", words: null, go_on: false } }]);
});

const refusals: [AppError, RegExp][] = [
  [{ code: "wrong_passphrase" }, /does not open this vault/],
  [{ code: "damaged", part: "header" }, /keys is damaged/],
  [{ code: "damaged", part: "database" }, /notes of this vault are damaged/],
  [{ code: "newer_vault" }, /newer version of Rapport/],
  [{ code: "busy" }, /Another window or program/],
];
test.each(refusals)("refused with %o, the door says so and keeps what was typed", async (error, words) => {
  await door({ unlock: () => refuse(error) });
  await user.type(screen.getByLabelText("Passphrase"), "not the one{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(words);
  expect((screen.getByLabelText("Passphrase") as HTMLInputElement).value).toBe("not the one");
  expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
  await expectAccessible();
});

test("after too many wrong tries the door counts down, tells a screen reader, and sends nothing", async () => {
  let wait = 0;
  await door({
    unlock: () => { wait = 2; refuse({ code: "wrong_passphrase" }); },
    unlock_wait: () => wait,
  });
  await screen.findByText("Locks after 10 minutes away");
  await user.type(screen.getByLabelText("Passphrase"), "not the one{Enter}");
  const button = await screen.findByRole("button", { name: "Next try in 2 s" });
  expect(button.hasAttribute("disabled")).toBe(true);
  await screen.findByText("Wait 2 seconds before the next try.");
  await user.type(screen.getByLabelText("Passphrase"), "{Enter}");
  expect(called("unlock")).toHaveLength(1);
  await expectAccessible();
  wait = 0;
  await screen.findByText("You can try again.", {}, { timeout: 3000 });
  expect(screen.getByRole("button", { name: /^Unlock/ }).hasAttribute("disabled")).toBe(false);
});

test("a vault older than the one last opened here says so, and goes on only when told to", async () => {
  await door({
    unlock: (args: { draft: { go_on: boolean } }) => (args.draft.go_on ? null : refuse({ code: "changed", how: "older" })),
  });
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/older than the one last opened/);
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Show backups" }));
  await screen.findByRole("heading", { name: "Open a backup" });
  expect(screen.getByRole("radio", { name: /7 October/ })).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await user.type(screen.getByLabelText("Passphrase"), "{Enter}");
  await user.click(await screen.findByRole("button", { name: "Go on with it" }));
  await screen.findByRole("complementary", { name: "Navigation" });
});

test("a backup that was picked opens as a vault of its own", async () => {
  await door();
  await user.click(screen.getByRole("button", { name: "Open a backup…" }));
  await screen.findByText("Payments team, 2026-10-01.rapport");
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter{Enter}");
  await screen.findByRole("complementary", { name: "Navigation" });
  expect(called("open_backup")).toEqual([{ draft: { vault: null, file: null, passphrase: "quiet otter", words: null } }]);
});

test("a vault that another program has open says which", async () => {
  await door({ unlock: () => refuse({ code: "busy" }), vault_holder: () => "rapport-cli, process 4711" });
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/rapport-cli, process 4711/);
});

test("unlocking goes back to where the manager was", async () => {
  let open = false;
  const place = { screen: "settings", id: null, tab: null };
  await door({
    unlock: () => { open = true; return null; },
    session: () => ({ open: open ? { id: "v1", label: "Payments team", opened: null } : null, today: "2026-10-09", place: open ? place : null, backup_failed: null }),
  });
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter{Enter}");
  await screen.findByRole("heading", { name: "Settings" });
});

test("twenty-four words open the vault too", async () => {
  await door();
  await user.click(screen.getByRole("button", { name: "Use the recovery key" }));
  await user.type(screen.getByLabelText("Recovery key"), "harbor cedar violin");
  expect(screen.getByText("3 of 24 words")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await waitFor(() => expect(called("unlock")).toEqual([{ draft: { vault: "v1", passphrase: null, words: "harbor cedar violin", go_on: false } }]));
});

async function toTheSheet(answers: Answers = {}) {
  mockShell({ ...closed, vaults: () => [], ...answers });
  render(App);
  await user.type(await screen.findByLabelText("Vault name"), "Payments team");
  await user.click(screen.getByRole("button", { name: "Suggest one" }));
  await waitFor(() => expect((screen.getByLabelText("Passphrase") as HTMLInputElement).value).toBe("quiet otter lantern monday"));
  await user.type(screen.getByLabelText("Once more"), "quiet otter lantern monday");
  await user.click(screen.getByRole("button", { name: "Continue" }));
}

test("without a vault the app begins by making one", async () => {
  mockShell({ ...closed, vaults: () => [] });
  render(App);
  await screen.findByRole("heading", { name: "Choose a passphrase" });
  expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
  await expectAccessible();
});

test("two passphrases that differ make no vault", async () => {
  mockShell({ ...closed, vaults: () => [] });
  render(App);
  await user.type(await screen.findByLabelText("Vault name"), "Payments team");
  await user.type(screen.getByLabelText("Passphrase"), "quiet otter lantern monday");
  await user.type(screen.getByLabelText("Once more"), "quiet otter lantern sunday");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/do not match/);
  expect(called("create_vault")).toEqual([]);
});

test("a passphrase the engine finds too weak goes no further", async () => {
  mockShell({ ...closed, vaults: () => [] });
  render(App);
  await user.type(await screen.findByLabelText("Vault name"), "Payments team");
  await user.type(screen.getByLabelText("Passphrase"), "short");
  await user.type(screen.getByLabelText("Once more"), "short");
  expect(screen.getByRole("meter", { name: "Passphrase strength" }).getAttribute("aria-valuetext")).toBe("Guessed in minutes");
  expect(screen.getByRole("button", { name: "Continue" }).hasAttribute("disabled")).toBe(true);
});

test("the sheet shows all the words, and two of them are asked back", async () => {
  await toTheSheet();
  await screen.findByRole("heading", { name: "Keep this somewhere else" });
  const sheet = document.querySelector(".key-sheet")!;
  const words = [...sheet.querySelectorAll("li")].map((item) => item.lastChild!.textContent!.trim());
  expect(words).toHaveLength(24);
  await expectAccessible();
  const go = screen.getByRole("button", { name: "Check two words" });
  expect(go.hasAttribute("disabled")).toBe(true);
  await user.click(screen.getByLabelText("I have it on paper, away from this computer"));
  await user.click(go);

  const fields = await screen.findAllByLabelText(/^Word \d+$/);
  expect(fields).toHaveLength(2);
  const places = screen.getAllByText(/^Word \d+$/).map((label) => Number(label.textContent!.slice(5)) - 1);
  expect(places[0]).not.toBe(places[1]);
  await user.type(fields[0]!, words[places[0]!]!);
  await user.type(fields[1]!, "nonsense");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(`word ${places[1]! + 1}`);
  await expectAccessible();

  await user.clear(fields[1]!);
  await user.type(fields[1]!, words[places[1]!]!.toUpperCase());
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await screen.findByRole("heading", { name: "Who do you meet with?" });
  expect(document.body.textContent).toContain("Your employer’s policy decides what you may keep here");
  await expectAccessible();
});

async function toPeople(answers: Answers = {}) {
  await toTheSheet({ recovery_words: () => Array.from({ length: 24 }, () => "same"), ...answers });
  await user.click(await screen.findByLabelText("I have it on paper, away from this computer"));
  await user.click(screen.getByRole("button", { name: "Check two words" }));
  for (const field of await screen.findAllByLabelText(/^Word \d+$/)) await user.type(field, "same");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await screen.findByRole("heading", { name: "Who do you meet with?" });
}

test("names that could not be added stay in the field, the others are not added twice", async () => {
  let refused = true;
  await toPeople({
    add_person: (args: { draft: { name: string } }) => {
      if (args.draft.name === "Hana Sato" && refused) refuse({ code: "disk_full" });
      return { id: "x", name: args.draft.name };
    },
  });
  const names = screen.getByLabelText("Names, one per line") as HTMLTextAreaElement;
  await user.type(names, "Mira Kovačević\n\n  Hana Sato  \n山田 太郎");
  await user.click(screen.getByRole("button", { name: "Add 3 people and open" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/disk is full/);
  expect(names.value).toBe("Hana Sato\n山田 太郎");
  refused = false;
  await user.click(screen.getByRole("button", { name: "Add 2 people and open" }));
  await screen.findByRole("complementary", { name: "Navigation" });
  expect(called("add_person").map((args) => (args as { draft: { name: string } }).draft.name)).toEqual(["Mira Kovačević", "Hana Sato", "Hana Sato", "山田 太郎"]);
});

test("the sample team is one click away", async () => {
  await toPeople();
  await user.click(screen.getByRole("button", { name: "Explore with the sample team" }));
  await screen.findByRole("complementary", { name: "Navigation" });
  expect(called("load_sample_team")).toHaveLength(1);
});
