// The export dialog by role and name: what goes in, what is left out, what it looks like, saving.
// What stands on the pages is proved on the engine.
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../../App.svelte";
import type { PacketDraft } from "../../bindings";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { meetingScreens } from "../../mock/meeting";
import { app } from "../../state.svelte";
import { draftOf, firstChoice, summary } from "./choice";

const drafts = (command: string) => calls.filter((call) => call.command === command).map((call) => (call.args as { draft: PacketDraft }).draft);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function open(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "settings" };
  app.phase = "open";
  render(App);
  app.overlay = { kind: "export", person: "mira" };
  await screen.findByRole("dialog", { name: "Export about Mira" });
}

test("check-ins and private passages are out until added by hand, and the foot says so", async () => {
  await open();
  expect(await screen.findByText("6 pages, 24 meetings. Without check-ins or private passages.")).toBeTruthy();
  expect(screen.getByText("7 in this range, off by default")).toBeTruthy();
  expect(drafts("preview_packet")).toEqual([{
    person: "mira", kind: "history", from: "2026-04-09", to: null,
    include: { notes: true, follow_ups: true, goals: true, cadence: true, check_ins: false, private: false },
  }]);
  await expectAccessible();
  await user.click(screen.getByRole("checkbox", { name: /Private passages/ }));
  await waitFor(() => expect(drafts("preview_packet").at(-1)?.include.private).toBe(true));
  expect(await screen.findByText("6 pages, 24 meetings. Without check-ins.")).toBeTruthy();
});

test("the pages are turned, and end where they end", async () => {
  await open();
  await screen.findByRole("img", { name: "Page 1 of 6" });
  const next = screen.getByRole<HTMLButtonElement>("button", { name: "Next page" });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Previous page" }).disabled).toBe(true);
  for (let page = 2; page <= 6; page++) await user.click(next);
  await screen.findByRole("img", { name: "Page 6 of 6" });
  expect(next.disabled).toBe(true);
});

test("the dates follow the choice", () => {
  const choice = firstChoice("2026-08-31");
  const range = (span: typeof choice.span) => {
    const { from, to } = draftOf("p", { ...choice, span, from: "2026-02-01", to: "" }, "2026-08-31");
    return [from, to];
  };
  expect(range("three_months")).toEqual(["2026-05-31", null]);
  expect(range("six_months")).toEqual(["2026-02-28", null]);
  expect(range("this_year")).toEqual(["2026-01-01", null]);
  expect(range("pick")).toEqual(["2026-02-01", null]);
});

test("saving without a password asks the shell for the file and tells its name", async () => {
  await open();
  await screen.findByRole("img", { name: "Page 1 of 6" });
  await user.click(screen.getByRole("button", { name: "Save PDF…" }));
  expect(await screen.findByText("Saved Mira.pdf, 6 pages")).toBeTruthy();
  expect(calls.find(({ command }) => command === "save_packet")?.args).toMatchObject({ password: null });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("with the switch on nothing is saved before a password is typed", async () => {
  await open();
  await screen.findByRole("img", { name: "Page 1 of 6" });
  await user.click(screen.getByRole("switch", { name: "Protect with a password" }));
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save PDF…" });
  expect(save.disabled).toBe(true);
  await user.type(screen.getByLabelText("Password for the PDF"), "quiet otter lantern");
  await user.click(save);
  expect(calls.find(({ command }) => command === "save_packet")?.args).toMatchObject({ password: "quiet otter lantern" });
});

test("a dialog closed without a file leaves everything as it was", async () => {
  await open({ save_packet: () => null });
  await screen.findByRole("img", { name: "Page 1 of 6" });
  await user.click(screen.getByRole("button", { name: "Save PDF…" }));
  expect(screen.getByRole("dialog", { name: "Export about Mira" })).toBeTruthy();
});

test("a disk without room is told, and the choice stays", async () => {
  await open({ save_packet: () => refuse({ code: "disk_full" }) });
  await screen.findByRole("img", { name: "Page 1 of 6" });
  await user.click(screen.getByRole("checkbox", { name: "Meeting notes" }));
  await user.click(screen.getByRole("button", { name: "Save PDF…" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Meeting notes" }).checked).toBe(false);
});

test("the foot names everything that stays out", () => {
  const preview = { ...meetingScreens().preview_packet(), pages: ["one"], meetings: 1 };
  const all = { notes: true, follow_ups: true, goals: true, cadence: true, check_ins: true, private: true };
  expect(summary(preview, all)).toBe("1 page, 1 meeting.");
  expect(summary(preview, { ...all, goals: false, cadence: false, private: false })).toBe("1 page, 1 meeting. Without goals, cadence or private passages.");
});
