// The small pieces: what they show, say and hand on.
// Screens made of them have tests of their own.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { FollowUp, NoteNode } from "../api";
import { Failure } from "../api";
import { expectAccessible } from "../mock/accessible";
import { person } from "../mock/first-screens";
import { app } from "../state.svelte";
import { tellStep } from "../steps";
import { toasts } from "../toasts.svelte";
import Due from "./Due.svelte";
import FollowUpRow from "./FollowUpRow.svelte";
import NoteTree from "./NoteTree.svelte";
import Saved from "./Saved.svelte";
import Tabs from "./Tabs.svelte";

// What can be taken back is the engine's to say, and there is none behind the parts.
vi.mock("../steps", () => ({ tellStep: vi.fn(async () => {}) }));

const TODAY = "2026-10-09";
const promise: FollowUp = {
  id: "f1", person: "mira", owner: "me", text: "Send the rubric", due: "2026-10-02", state: { is: "open" },
  meeting: null, made_on: "2026-09-25", carried: 0, nudge_on: null, repeats: null,
};

test("a ticked promise is written at once, struck, and folds after two seconds", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const keep = vi.fn(async () => {});
  const before = app.version;
  const { container } = render(FollowUpRow, { followUp: promise, today: TODAY, person: person("mira", "Mira Kovačević", 20), keep, reopen: vi.fn() });
  expect(screen.getByText("7 days over")).toBeTruthy();
  await user.click(screen.getByRole("checkbox", { name: "Done: Send the rubric" }));
  expect(keep).toHaveBeenCalledOnce();
  expect(tellStep).toHaveBeenCalledOnce();
  expect(container.querySelector(".is-done")).toBeTruthy();
  expect(app.version).toBe(before);
  await vi.advanceTimersByTimeAsync(2100);
  expect(app.version).toBe(before + 1);
  vi.useRealTimers();
});

test("a tick taken back elsewhere is no longer struck", async () => {
  const user = userEvent.setup();
  const { container, rerender } = render(FollowUpRow, { followUp: promise, today: TODAY, keep: async () => {}, reopen: vi.fn() });
  await user.click(screen.getByRole("checkbox"));
  await waitFor(() => expect(container.querySelector(".is-done")).toBeTruthy());
  await rerender({ followUp: { ...promise } });
  await waitFor(() => expect(container.querySelector(".is-done")).toBeNull());
});

test("a tick that could not be written is taken back and told", async () => {
  const user = userEvent.setup();
  render(FollowUpRow, { followUp: promise, today: TODAY, keep: async () => { throw new Failure({ code: "disk_full" }); }, reopen: vi.fn() });
  await user.click(screen.getByRole("checkbox"));
  await waitFor(() => expect((screen.getByRole("checkbox") as HTMLInputElement).checked).toBe(false));
  expect(toasts.at(-1)?.text).toMatch(/disk is full/);
});

test.each([
  ["2026-10-02", "7 days over", "due--over"],
  [TODAY, "Due today", "due--today"],
  ["2026-10-14", "Wed 14 Oct", "due"],
])("a due date of %s reads %s", (day, words, kind) => {
  render(Due, { day, today: TODAY });
  expect(screen.getByText(words).classList.contains(kind)).toBe(true);
});

test("no due date draws nothing", () => {
  const { container } = render(Due, { day: null, today: TODAY });
  expect(container.textContent).toBe("");
});

test("arrows, Home and End move between tabs", async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  const tabs = [{ value: "a", label: "Overview" }, { value: "b", label: "Notes", count: 4 }, { value: "c", label: "Goals" }];
  render(Tabs, { label: "Pages", panel: "page", tabs, value: "a", onchange });
  screen.getByRole("tab", { name: "Overview" }).focus();
  await user.keyboard("{ArrowLeft}{Home}{End}");
  expect(onchange.mock.calls.map(([value]) => value)).toEqual(["c", "a", "c"]);
});

test("what could not be saved says why until it is solved", async () => {
  const { rerender } = render(Saved, { state: { at: "unsaved", reason: "disk is full" } });
  expect(screen.getByRole("status").textContent).toContain("Not saved, disk is full");
  await rerender({ state: { at: "saved", time: "10:48" } });
  expect(screen.getByRole("status").textContent).toContain("Saved 10:48");
});

const text = (words: string) => ({ kind: "text" as const, text: words });
const note: NoteNode[] = [
  { kind: "heading", level: 2, inlines: [text("Pace")] },
  { kind: "paragraph", inlines: [text("Felt like "), { kind: "strong", inlines: [text("an audit")] }, text(" <img src=x onerror=alert(1)>")] },
  { kind: "list", start: null, items: [{ task: null, blocks: [{ kind: "paragraph", inlines: [text("Sleeps better")] }] }] },
  { kind: "list", start: 3, items: [{ task: true, blocks: [{ kind: "paragraph", inlines: [text("Ordered")] }] }] },
  { kind: "follow_up", line: 7, parsed: { owner: "them", handle: "mira", text: "Share the outline", due: "2026-10-14", mark: { is: "open" } } },
  { kind: "passage", passage: "private", blocks: [{ kind: "paragraph", inlines: [text("My read")] }] },
  { kind: "passage", passage: "said", blocks: [{ kind: "paragraph", inlines: [text("I would rather write it")] }] },
  { kind: "code", language: "rust", text: "let a = 1;" },
  { kind: "table", rows: [[[text("Week")], [text("Pages")]], [[text("41")], [text("2")]]] },
  { kind: "paragraph", inlines: [{ kind: "link", href: "https://example.org/a", inlines: [text("the plan")] }, { kind: "break" }, { kind: "code", text: "x" }] },
  { kind: "rule" },
];

test("a note draws every kind of block, and markup in it stays text", async () => {
  const tick = vi.fn();
  const open = vi.fn();
  const user = userEvent.setup();
  const { container } = render(NoteTree, { nodes: note, today: TODAY, them: "Mira", tick, open });
  expect(screen.getByRole("heading", { level: 2, name: "Pace" })).toBeTruthy();
  expect(container.querySelector("img")).toBeNull();
  expect(container.textContent).toContain("Felt like an audit <img src=x onerror=alert(1)>");
  expect(container.querySelector("ol")?.getAttribute("start")).toBe("3");
  expect(screen.getByText("Private, left out of exports")).toBeTruthy();
  expect(within(screen.getByRole("table")).getByRole("columnheader", { name: "Pages" })).toBeTruthy();
  expect(container.querySelector("a")).toBeNull();
  await user.click(screen.getByRole("button", { name: "the plan" }));
  expect(open).toHaveBeenCalledWith("https://example.org/a");
  await user.click(screen.getByRole("checkbox", { name: "Done: Share the outline" }));
  expect(tick).toHaveBeenCalledWith(7, true);
  expect(screen.getByText("Mira, Wed 14 Oct")).toBeTruthy();
  await expectAccessible(container);
});

test("fifty levels of a list are drawn", () => {
  let nodes: NoteNode[] = [{ kind: "paragraph", inlines: [text("deepest")] }];
  for (let level = 0; level < 50; level++) nodes = [{ kind: "list", start: null, items: [{ task: null, blocks: nodes }] }];
  render(NoteTree, { nodes, today: TODAY, them: "Mira" });
  expect(screen.getByText("deepest")).toBeTruthy();
});
