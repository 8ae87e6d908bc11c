// Canned answers for the 1:1, the note, the palette and the export, as in the stills.
// Dates are those of the sample team, on 9 October 2026.
import type {
  AgendaItem, CheckInRow, FollowUp, GoalCard, Hit, LineReading, LinkTarget, MeetingPage, Note, NoteDraft, ObservationDraft, PacketPreview, SavedNote, SearchResults, WrapUp,
} from "../bindings";
import { person } from "./first-screens";

const text = `## Incident review
It ran long, and the second half felt like **an audit more than a review**. She stopped offering detail after the third “why didn’t we”.

> I’d rather write the timeline myself than be walked through it.

- [ ] @me Open the next one with what went well 📅 2026-10-15

## Pace and on-call
- Sleeps better in the weeks Diego holds the pager
- Wants two mornings a week without meetings

> [!private]
> My read: she is covering for two people. Raise headcount with Anders before planning week.

`;

const steps: [string, string, string, string[], number | null, number | null, boolean][] = [
  ["energy", "Energy", "", ["Empty", "Low", "Steady", "Good", "High"], 2, 2, false],
  ["workload", "Workload", "", ["Too little", "Light", "Balanced", "Stretched", "Too much"], 4, 4, false],
  ["focus", "Focus time", "interruptions", ["No quiet", "Broken up", "Some blocks", "Mostly clear", "Protected"], 2, 1, false],
  ["reviews", "Engagement in reviews", "", ["Absent", "Brief", "Present", "Thoughtful", "Leading"], null, 4, false],
  ["growth", "Growth", "", ["Stalled", "Slow", "Moving", "Stretching", "Leaping"], null, 3, true],
  ["belonging", "Belonging", "", ["Apart", "Unsure", "Included", "Connected", "At home"], null, 4, false],
];

const rows = (): CheckInRow[] => steps.map(([key, name, hint, words, observed, last, notObserved]) => ({
  indicator: { id: key, key, name, hint, question: `How is ${name.toLowerCase()} these days?`, words: words as CheckInRow["indicator"]["words"], strain: key === "workload" ? "high" : "low", retired: false },
  observed, said: null, not_observed: notObserved, last,
}));

const point = (id: string, words: string, more: Partial<AgendaItem>): AgendaItem => ({ id, person: "mira", text: words, source: { from: "typed" }, carried: 0, discussed_in: null, ...more });

/** A follow-up of the sample team. */
export const followUp = (id: string, words: string, owner: FollowUp["owner"], due: string): FollowUp => ({
  id, person: "mira", owner, text: words, due, state: { is: "open" }, meeting: "earlier", made_on: "2026-10-02", carried: 0, nudge_on: null, repeats: null,
});

const card = (id: string, title: string, done: number, of: number, quiet: number | null): GoalCard => ({
  goal: {
    id, person: "mira", slug: id, title, state: "active", kind: "technical", why: "", skills: [], opened: "2026-04-10", horizon: null, about: "", next_step: null, check_ins: [], evidence: [],
    milestones: Array.from({ length: of }, (_, at) => ({ id: `${id}${at}`, text: `Step ${at + 1}`, done: at < done ? "2026-06-01" : null, due: null })),
  },
  quiet_weeks: quiet, last_heard: null,
});

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Reads `@me … by wed` and `@mira … by wed` only; the engine reads much more. */
export function readLine(line: string): LineReading {
  const nothing: LineReading = { tokens: [], follow_up: null, line: null, unknown: null, question: null, choices: [] };
  const owner = /@([\p{L}-]+)/u.exec(line);
  if (!owner) return nothing;
  const name = owner[1]!.toLowerCase();
  if (!["me", "mira", "tunde"].includes(name)) return { ...nothing, unknown: name };
  const by = /\bby (sun|mon|tue|wed|thu|fri|sat)\b/i.exec(line);
  const days = by ? ((weekdays.indexOf(by[1]!.toLowerCase()) - 5 + 7) % 7 || 7) : 0;
  const due = by ? `2026-10-${String(9 + days).padStart(2, "0")}` : /📅 (\S+)/u.exec(line)?.[1] ?? null;
  const words = line.replace(/^- \[.\] /, "").replace(owner[0], "").replace(by?.[0] ?? "", "").replace(/📅 \S+/u, "").replace(/\s+/g, " ").trim();
  const tokens: LineReading["tokens"] = [{ from: owner.index, to: owner.index + owner[0].length, token: name === "me" ? "me" : "them" }];
  if (by) tokens.push({ from: by.index, to: by.index + by[0].length, token: "due" });
  const side = name === "me" ? "me" : "them";
  return {
    ...nothing, tokens,
    follow_up: { owner: side, handle: name, text: words, due, mark: { is: "open" } },
    line: `- [ ] @${name} ${words}${due ? ` 📅 ${due}` : ""}`,
  };
}

const hit = (id: string, who: string, date: string, before: string, word: string, after: string): Hit => ({
  target: { is: "meeting", id }, person: who, date, due: null, snippet: [{ text: before, hit: false }, { text: word, hit: true }, { text: after, hit: false }],
});

const found: SearchResults = {
  hits: [
    hit("m1", "mira", "2026-10-02", "Sleeps better when Diego holds the pager. Asked for week 43 off ", "on-call", "."),
    hit("m2", "eoin", "2026-09-11", "The ", "on-call", " hand-over doc is the thing he is proudest of this quarter."),
    hit("m3", "diego", "2026-09-01", "Would like to shadow ", "on-call", " twice before joining the rota."),
    hit("m4", "priya", "2026-08-18", "The pages are down by half, so ", "on-call", " weeks are quieter for everyone."),
    { target: { is: "follow_up", id: "f1" }, person: "mira", date: "2026-10-02", due: "2026-10-02", snippet: [{ text: "Take Mira off ", hit: false }, { text: "on-call", hit: true }, { text: ", week 43", hit: false }] },
  ],
  notes_found: 7, people_found: 4, notes_searched: 214,
};

const paper = (page: number) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="white"/><text x="52" y="140" font-size="22">Mira Kovačević</text><text x="52" y="170" font-size="11">Page ${page} of 6</text></svg>`;

const preview: PacketPreview = {
  pages: [1, 2, 3, 4, 5, 6].map(paper), meetings: 24, private_in_range: 7,
  left_out: { private: 7, check_ins: 24, notes: 0, follow_ups: 0, goals: 0 },
};

/** Fresh answers; what is written lasts until the page is loaded again. */
export function meetingScreens() {
  let note: Note = { id: "n1", person: "mira", meeting: "m9", date: "2026-10-09", text, revision: 4, saved_at: "2026-10-09T10:48:00" };
  const page: MeetingPage = {
    meeting: { id: "m9", person: "mira", date: "2026-10-09", time: "10:30:00", minutes: 30, status: { is: "running" }, topics: ["delivery", "wellbeing"], note: "n1" },
    person: person("mira", "Mira Kovačević", 20), started_at: "2026-10-09T10:29:36", now: "2026-10-09T10:48:00", note,
    agenda: [
      point("a1", "How the incident review landed", { carried: 2, discussed_in: "m9" }),
      point("a2", "Swap for on-call in week 43", { source: { from: "follow_up" }, discussed_in: "m9" }),
      point("a3", "Career and growth, where is the staff path?", { source: { from: "topic", weeks: 8 } }),
      point("a4", "Conference budget for 2027", {}),
    ],
    check_in: rows(),
    open_follow_ups: [
      followUp("f1", "Take Mira off on-call, week 43", "me", "2026-10-02"),
      followUp("f2", "Send the staff-level rubric", "me", "2026-10-09"),
      followUp("f3", "First draft of the ledger RFC", "them", "2026-10-09"),
    ],
    made_here: [], goals: [card("g1", "Own the ledger migration", 3, 5, null), card("g2", "Give feedback sooner", 1, 2, 8)],
    last_meeting: { id: "m8", person: "mira", date: "2026-10-02", time: "10:30:00", minutes: 30, status: { is: "held" }, topics: [], note: "n0" },
    last_time: "Tired, two pages on Tuesday night. Proud of the rehearsal run. Review left for today.",
  };
  const item = (id: string) => page.agenda.find((one) => one.id === id)!;
  const wrapUp: WrapUp = {
    meeting: { ...page.meeting, minutes: 32, status: { is: "held" } },
    agreed: [followUp("f4", "Open the next one with what went well", "me", "2026-10-15"), followUp("f5", "Share the RFC outline with Tunde", "them", "2026-10-14")],
    private: [], reflection: { talked: null, words: "" }, carried: [page.agenda[3]!], next: "2026-10-16T10:30:00",
  };
  return {
    meeting: (): MeetingPage => ({ ...page, note, agenda: page.agenda.map((one) => ({ ...one })), check_in: [...page.check_in] }),
    start_meeting: () => "m9",
    end_meeting: () => wrapUp,
    set_reflection: () => null,
    set_next_meeting: ({ date, time }: { date: string; time: string }) => ({ ...page.meeting, id: "m10", date, time, status: { is: "planned" } }),
    link_targets: (): LinkTarget[] => [
      { link: "2026-10-02", title: "Mira, 2 Oct 2026", person: "Mira Kovačević", place: { is: "meeting", meeting: "m1" } },
      { link: "goals/own-the-ledger-migration", title: "Own the ledger migration", person: "Mira Kovačević", place: { is: "goal", goal: "g1", person: "mira" } },
    ],
    note: () => ({ ...note, meeting: null }),
    add_note: () => note,
    remove_note: () => null,
    save_note: ({ draft }: { draft: NoteDraft }): SavedNote => {
      note = { ...note, text: draft.text, revision: draft.base + 1 };
      return { note, follow_ups: [] };
    },
    read_line: ({ line }: { line: string }) => readLine(line),
    agenda: () => page.agenda.filter((one) => !one.discussed_in),
    add_agenda_item: ({ draft }: { draft: { text: string } }) => {
      const made = point(`a${page.agenda.length + 1}`, draft.text, {});
      page.agenda = [...page.agenda, made];
      return made;
    },
    edit_agenda_item: (args: { item: string; text: string }) => Object.assign(item(args.item), { text: args.text }),
    discuss_agenda_item: (args: { item: string; meeting: string }) => Object.assign(item(args.item), { discussed_in: args.meeting }),
    reopen_agenda_item: (args: { item: string }) => Object.assign(item(args.item), { discussed_in: null }),
    remove_agenda_item: (args: { item: string }) => { page.agenda = page.agenda.filter((one) => one.id !== args.item); return null; },
    set_topics: (args: { meeting: string; topics: string[] }) => {
      page.meeting = { ...page.meeting, topics: args.topics };
      return page.meeting;
    },
    order_agenda: ({ order }: { order: { items: string[] } }) => {
      page.agenda = [...page.agenda.filter((one) => one.discussed_in), ...order.items.map(item)];
      return page.agenda;
    },
    check_in: () => [...page.check_in],
    observe: ({ draft }: { draft: ObservationDraft }) => {
      page.check_in = page.check_in.map((row) => row.indicator.id !== draft.indicator ? row : {
        ...row,
        [draft.source]: draft.step.is === "value" ? draft.step.value : null,
        not_observed: draft.step.is === "not_observed",
      });
      return page.check_in;
    },
    check_in_goal: (args: { goal: string; checkIn: GoalCard["goal"]["check_ins"][number] }) => {
      const { goal } = page.goals.find((one) => one.goal.id === args.goal)!;
      goal.check_ins = [...goal.check_ins, args.checkIn];
      return goal;
    },
    keep_follow_up: (args: { followUp: string }) => ({ ...page.open_follow_ups.find((one) => one.id === args.followUp)!, state: { is: "kept", on: "2026-10-09" } }),
    reopen_follow_up: (args: { followUp: string }) => page.open_follow_ups.find((one) => one.id === args.followUp)!,
    search: ({ draft }: { draft: { text: string } }): SearchResults => draft.text.startsWith("on") ? found : { hits: [], notes_found: 0, people_found: 0, notes_searched: 214 },
    preview_packet: () => preview,
    save_packet: () => ({ file: "Mira.pdf", pages: 6 }),
  };
}
