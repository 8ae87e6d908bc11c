// A person's page against canned answers: head, overview, notes, follow-ups, trends.
// Goals have a test of their own; numbers behind the readings are proved in the engine.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonPage } from "../../api";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { personScreens } from "../../mock/person";
import { trends } from "../../mock/trends";
import { app, type PersonTab } from "../../state.svelte";
import { toasts } from "../../toasts.svelte";
import { cadence, roleLine } from "./words";

vi.mock("../../parts/Menu.svelte", () => import("../../mock/PlainMenu.svelte"));

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
  // jsdom lays nothing out: the page that scrolls is given a height, so that the list draws its first notes.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(960);
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === "object" ? (to.top ?? 0) : 0;
    this.dispatchEvent(new Event("scroll"));
  } as typeof HTMLElement.prototype.scrollTo;
});

async function open(tab: PersonTab, answers: Answers = {}, at?: string) {
  mockShell(answers);
  app.route = { screen: "person", id: "mira", tab, at };
  render(App);
  await screen.findByRole("heading", { level: 1, name: "Mira Kovačević" });
}

test("the head says role, since when, and when the two meet", async () => {
  await open("overview");
  expect(screen.getByText("Senior backend engineer, on the team since March 2023. Fridays at 10:30, every week")).toBeTruthy();
  expect(screen.getAllByRole("tab").map((tab) => tab.textContent)).toEqual(["Overview", "Notes68", "Follow-ups3", "Goals3", "Trends"]);
  await user.click(screen.getByRole("button", { name: "Export" }));
  expect(app.overlay).toEqual({ kind: "export", person: "mira" });
});

test.each([
  [{ every: "weeks", n: 2 } as const, "Fridays at 10:30, every two weeks"],
  [{ every: "month_weekday", nth: -1 } as const, "The last Friday of the month at 10:30"],
  [{ every: "none" } as const, "No fixed rhythm"],
])("a rhythm reads in plain words", (rhythm, words) => {
  expect(cadence({ rhythm, weekday: "Fri", time: "10:30:00", minutes: 30 })).toBe(words);
});

test("a person without role or first day has no line of commas", () => {
  const { person } = personScreens().person({ person: "mira" });
  expect(roleLine({ ...person, role: "", joined: null })).toBe("");
  expect(roleLine({ ...person, role: "" })).toBe("On the team since March 2023.");
});

test("Start 1:1 starts it, and the menu archives with a way back", async () => {
  await open("overview", { start_meeting: () => "m9" });
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Archive" }));
  await waitFor(() => expect(called("archive_person")).toEqual([{ person: "mira" }]));
  expect(app.route).toEqual({ screen: "today" });
  await waitFor(() => expect(toasts.at(-1)?.undo).toBeTruthy());
  toasts.at(-1)!.undo!();
  await waitFor(() => expect(called("undo")).toHaveLength(1));
});

test("the overview holds the brief, the inbox, about and roles", async () => {
  await open("overview");
  expect(await screen.findByRole("checkbox", { name: "Done: Take Mira off on-call, week 43" })).toBeTruthy();
  expect(screen.getByText("Today at 10:30")).toBeTruthy();
  const about = screen.getByRole("complementary", { name: "About Mira Kovačević" });
  expect(within(about).getByText("Collects them at four")).toBeTruthy();
  expect(within(about).getByText("since 1 January 2025")).toBeTruthy();
  await expectAccessible();
});

test("a capture goes onto the agenda in one press and leaves the inbox", async () => {
  await open("overview");
  await user.click(await screen.findByRole("button", { name: "Add to agenda: Ask about the conference in March" }));
  await waitFor(() => expect(screen.queryByText("Ask about the conference in March")).toBeNull());
  expect(called("sort_capture_into")).toEqual([{ capture: "c2", into: { is: "agenda" } }]);
});

test("a capture becomes a promise by the date it names", async () => {
  await open("overview", { read_line: () => ({ follow_up: { owner: "me", handle: "me", text: "x", due: "2026-10-16", mark: { is: "open" } }, question: null }) });
  await user.click(await screen.findByRole("button", { name: "Sort: Ask about the conference in March" }));
  await user.click(await screen.findByRole("menuitem", { name: "Mira owes this" }));
  await waitFor(() => expect(called("sort_capture_into")).toEqual([{ capture: "c2", into: { is: "follow_up", owner: "them", due: "2026-10-16" } }]));
});

test("a capture that could not be sorted stays in the inbox", async () => {
  await open("overview", { sort_capture_into: () => refuse({ code: "disk_full" }) });
  await user.click((await screen.findAllByRole("button", { name: /^Add to agenda:/ }))[0]!);
  await waitFor(() => expect(toasts.at(-1)?.text).toMatch(/disk is full/));
  expect(screen.getByText(/Diego said her timeline/)).toBeTruthy();
});

test("praise waits with its age until it is told", async () => {
  await open("overview");
  const tell = await screen.findByRole("region", { name: "To tell" });
  expect(within(tell).getByText("Praise, 16 days")).toBeTruthy();
  await user.click(within(tell).getByRole("checkbox", { name: "Told: The rehearsal ran the first time" }));
  await waitFor(() => expect(called("tell_feedback")).toEqual([{ feedback: "t1", on: "2026-10-09" }]));
  expect(await within(tell).findByText(/^told 9 Oct/)).toBeTruthy();
});

test("someone new is shown without empty blocks", async () => {
  const page = personScreens().person({ person: "mira" });
  const nothing = { ...page.brief, next: null, promised_by_me: [], promised_by_them: [], agenda: [], topics_quiet: [], signal: null, last_time: null, last_met: null };
  await open("overview", { person: (): PersonPage => ({ ...page, brief: nothing, captures: [], roles: [], person: { ...page.person, about: "" } }) });
  expect(await screen.findByText(/Nothing waits yet/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Set a date" }));
  expect(app.overlay).toEqual({ kind: "plan-meeting", person: "mira" });
});

test("notes are one page, newest first, and a long history stays out of the document", async () => {
  await open("notes");
  const notes = await screen.findByRole("feed", { name: "Notes about Mira Kovačević" });
  await waitFor(() => expect(within(notes).getAllByRole("article")[0]?.getAttribute("aria-label")).toBe("Fri 2 Oct"));
  expect(within(notes).getAllByRole("article").length).toBeLessThan(20);
  expect(within(notes).getAllByText("Delivery").length).toBeGreaterThan(0);
  await expectAccessible();
  await user.click(within(notes).getByRole("button", { name: "Open the note of Fri 2 Oct" }));
  expect(app.route).toEqual({ screen: "meeting", id: "m25" });
});

test("a 1:1 on leave is a quiet row", async () => {
  await open("notes", { notes: () => personScreens().notes().slice(5, 8) });
  expect((await screen.findByRole("article", { name: "Fri 21 Aug" })).textContent).toContain("On leave");
});

test("ticking a line in a note keeps the promise behind it", async () => {
  await open("notes");
  await user.click(await screen.findByRole("checkbox", { name: "Done: Take Mira off on-call, week 43" }));
  await waitFor(() => expect(called("keep_follow_up")).toEqual([{ followUp: "f1" }]));
});

test("the headline and each reading say what was seen, and lead to the notes", async () => {
  await open("trends");
  expect(await screen.findByText("Two things sit below Mira’s usual, and growth has not come up. Worth a conversation.")).toBeTruthy();
  const energy = screen.getByRole("article", { name: "Energy" });
  expect(energy.textContent).toContain("Below Mira’s usual since 11 Sep, 4 of the last 4 meetings.");
  expect(within(energy).getByRole("img", { name: /^Energy, April to October\. Usual is steady to good\. Below Mira’s usual since 11 Sep/ })).toBeTruthy();
  expect(energy.querySelectorAll(".ch-out")).toHaveLength(4);
  expect(energy.querySelectorAll(".ch-change")).toHaveLength(1);
  await expectAccessible();
  await user.click(within(energy).getByRole("button", { name: "4 notes" }));
  expect(app.route).toEqual({ screen: "person", id: "mira", tab: "notes", at: "m22" });
});

test("a chart is read dot by dot with the arrow keys", async () => {
  await open("trends");
  const reader = await screen.findByRole("slider", { name: "Energy, meeting by meeting" });
  reader.focus();
  await waitFor(() => expect(reader.getAttribute("aria-valuetext")).toBe("Fri 2 Oct: Low, I observed, outside Mira’s usual"));
  await user.keyboard("{Home}{ArrowRight}{ArrowRight}{ArrowRight}");
  expect(reader.getAttribute("aria-valuetext")).toBe("Fri 1 May: Good, Mira said");
  await user.keyboard("{Enter}");
  expect(app.route).toMatchObject({ tab: "notes", at: "m3" });
});

test("the same steps stand in a table", async () => {
  await open("trends");
  const table = await screen.findByRole("table", { name: "Workload, meeting by meeting" });
  expect(within(table).getByRole("row", { name: "Fri 10 Jul Too much I observed Outside Release: ledger cut-over" })).toBeTruthy();
});

test("what has not come up goes onto the agenda in one press", async () => {
  await open("trends");
  await user.click(within(await screen.findByRole("article", { name: "Growth" })).getByRole("button", { name: "Add to the agenda" }));
  await waitFor(() => expect(called("add_agenda_item")).toEqual([{ draft: { person: "mira", text: "Growth", source: { from: "topic", weeks: 8 } } }]));
});

test("another range asks again", async () => {
  await open("trends");
  await user.click(await screen.findByRole("radio", { name: "1 year" }));
  await waitFor(() => expect(called("trends").at(-1)).toEqual({ person: "mira", range: "one_year" }));
});

test("cadence, topics and promises kept come with their n", async () => {
  await open("trends");
  expect((await screen.findByRole("article", { name: "Cadence" })).textContent).toContain("Met in 24 of 25 weeks");
  expect(screen.getByRole("img", { name: "26 meetings: 21 held on the day, 3 moved, 1 missed, 1 on leave. Usually 30 minutes. Next on Fri 9 Oct." })).toBeTruthy();
  expect(screen.getByText("Usually 30 minutes. You moved all 3.")).toBeTruthy();
  expect(within(screen.getByRole("article", { name: "Topics" })).getByRole("row", { name: "Career and growth 2 1 1 1 0 0" })).toBeTruthy();
  expect(screen.getByText("14 of 18 on time")).toBeTruthy();
});

test("before the first check-in there is one quiet sentence instead of charts", async () => {
  await open("trends", { trends: () => ({ ...trends, check_ins: 0, indicators: [] }) });
  expect(await screen.findByText("Start with one conversation.")).toBeTruthy();
  expect(screen.queryByRole("article", { name: "Energy" })).toBeNull();
});

test("a page that could not be read says what to do", async () => {
  await open("trends", { trends: () => refuse({ code: "damaged", part: "database" }) });
  expect((await screen.findByRole("alert")).textContent).toMatch(/put a backup/);
});
