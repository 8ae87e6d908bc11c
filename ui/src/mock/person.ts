// Canned answers for a person's page, the follow-ups and the goals, as in the stills.
// Dates are those of the sample team, on 9 October 2026.
import type { AbsenceDraft, AgendaItem, AttentionPage, Brief, DifferenceLine, Feedback, FollowUp, FollowUpChange, FollowUpDraft, FollowUpsPage, NoteEntry, NoteNode, Person, PersonPage, TrashedNote } from "../bindings";
import { people } from "./first-screens";
import { goalAnswers, goalCards } from "./goals";
import { followUp } from "./meeting";
import { questionAnswers } from "./questions";
import { kept, trends } from "./trends";

const TODAY = "2026-10-09";
const all = people.map((row) => row.person);

function who(id: string): Person {
  const found = all.find((one) => one.id === id) ?? all[0]!;
  return found.id === "mira" ? { ...found, role: "Senior backend engineer", joined: "2023-03-01", about: "Thinks **best** before noon.\n\n- Two children\n- Collects them at four" } : found;
}

const words = (text: string) => [{ kind: "text" as const, text }];
const say = (text: string): NoteNode => ({ kind: "paragraph", inlines: words(text) });

/** `about` as the engine reads it. */
const about = (id: string): NoteNode[] => id !== "mira" ? [] : [
  { kind: "paragraph", inlines: [{ kind: "text", text: "Thinks " }, { kind: "strong", inlines: words("best") }, { kind: "text", text: " before noon." }] },
  { kind: "list", start: null, items: ["Two children", "Collects them at four"].map((one) => ({ task: null, blocks: [say(one)] })) },
];

/** Notes of every Friday back to 2024, one missed and one moved. */
export function noteEntries(count = 68): NoteEntry[] {
  return Array.from({ length: count }, (_, at): NoteEntry => {
    const date = new Date(Date.UTC(2026, 9, 2 - 7 * at)).toISOString().slice(0, 10);
    const id = 25 - at >= 0 ? `m${25 - at}` : `old${at}`;
    const meeting = { id, person: "mira", date, time: "10:30:00", minutes: 30, status: { is: "held" as const }, topics: at % 3 ? ["delivery", "wellbeing"] : ["career"], note: `n-${id}` };
    if (at === 6) return { meeting: { ...meeting, status: { is: "leave" }, note: null }, note: null, tree: [], discussed: [], follow_ups: [] };
    if (at === 15) return { meeting: { ...meeting, status: { is: "missed", by: "them" }, note: null }, note: null, tree: [], discussed: [], follow_ups: [] };
    const made = at === 0 ? [followUp("f1", "Take Mira off on-call, week 43", "me", "2026-10-02")] : [];
    return {
      meeting, note: { id: `n-${id}`, person: "mira", meeting: id, date, text: "", revision: 1, saved_at: `${date}T11:00:00` }, discussed: [], follow_ups: made,
      tree: [
        { kind: "heading", level: 2, inlines: words(at === 0 ? "Pace and on-call" : "The week") }, say(`Week ${68 - at}. Tired, two pages on Tuesday night. Proud of the rehearsal run.`),
        ...made.map((one): NoteNode => ({ kind: "follow_up", line: 4, parsed: { owner: one.owner, handle: "me", text: one.text, due: one.due, mark: { is: "open" } } })),
      ],
    };
  });
}

/** Fresh answers; what is written lasts until the page is loaded again. */
export function personScreens() {
  const cards = goalCards();
  const waiting: AgendaItem[] = [
    { id: "w1", person: "mira", text: "How the incident review landed", source: { from: "typed" }, carried: 2, discussed_in: null },
    { id: "w2", person: "mira", text: "Conference budget for 2027", source: { from: "typed" }, carried: 0, discussed_in: null },
  ];
  let told: Feedback[] = [{ id: "t1", person: "mira", kind: "praise", text: "The rehearsal ran the first time", since: "2026-09-23", delivered_on: null, days: 16 }];
  let captures = [
    { id: "c1", at: "2026-10-06T16:20:00", text: "Diego said her timeline saved the incident review" },
    { id: "c2", at: "2026-10-07T09:05:00", text: "Ask about the conference in March" },
  ];
  let promises: FollowUp[] = [
    followUp("f1", "Take Mira off on-call, week 43", "me", "2026-10-02"), followUp("f2", "Send the staff-level rubric", "me", TODAY),
    followUp("f3", "First draft of the ledger RFC", "them", TODAY),
    { ...followUp("f9", "Ask Priya for two afternoons", "me", "2026-09-18"), state: { is: "kept", on: "2026-09-17" } },
    { ...followUp("f8", "Share the review notes", "them", "2026-09-04"), state: { is: "dropped", on: "2026-09-11", reason: "The review was called off" } },
  ];
  const change = (id: string, next: Partial<FollowUp>) => {
    promises = promises.map((one) => (one.id === id ? { ...one, ...next } : one));
    return promises.find((one) => one.id === id) ?? followUp(id, "Something promised", "me", TODAY);
  };
  const open = (owner: FollowUp["owner"]) => promises.filter((one) => one.state.is === "open" && one.owner === owner);
  const brief = (id: string): Brief => ({
    person: who(id), next: `${TODAY}T10:30:00`, minutes: 30, last_met: "2026-10-02", promised_by_me: open("me"), promised_by_them: open("them"), agenda: waiting,
    topics_quiet: [{ key: "career", name: "Career and growth", weeks: 8 }],
    prompt: null,
    signal: { indicator: "energy", name: "Energy", reading: trends.indicators[0]!.reading, points: trends.indicators[0]!.points.slice(-12), usual: trends.indicators[0]!.usual },
    last_time: "Tired, two pages on Tuesday night. Proud of the rehearsal run.", running: null, slipped: null, quiet_goals: [], feedback: [], away: null,
  });
  return {
    person: (args: { person: string }): PersonPage => ({
      person: who(args.person), about: about(args.person), roles: [{ since: "2025-01-01", role: "Senior backend engineer", level: "L5" }, { since: "2023-03-01", role: "Backend engineer", level: "L4" }], absences: [{ id: "x1", person: args.person, kind: "leave", from: "2026-08-03", to: "2026-08-14" }],
      brief: brief(args.person), notes: 68, open_follow_ups: open("me").length + open("them").length, active_goals: cards.filter(({ goal }) => goal.state === "active").length, check_ins: true, captures,
    }),
    brief: (args: { person: string }) => brief(args.person),
    archive_person: () => null,
    archived_people: () => [{ ...all[6]!, archived_on: "2026-09-30" }],
    set_role: () => [],
    remove_role: () => [],
    add_absence: (args: { draft: AbsenceDraft }) => ({ id: "x2", ...args.draft }),
    edit_absence: (args: { absence: string; draft: AbsenceDraft }) => ({ id: args.absence, ...args.draft }),
    remove_absence: () => null,
    move_next_meeting: () => null,
    miss_next_meeting: () => null,
    ...questionAnswers(),
    restore_person: () => null,
    inbox: (args: { person: string | null }) => ({
      captures: captures.filter(() => args.person === null || args.person === "mira").map((one) => ({ ...one, person: "mira" })),
      to_tell: told.filter(({ delivered_on }) => !delivered_on), told: told.filter(({ delivered_on }) => delivered_on),
    }),
    sort_capture_into: (args: { capture: string }) => { captures = captures.filter(({ id }) => id !== args.capture); return null; },
    tell_feedback: (args: { feedback: string; on: string | null }) => { told = told.map((one) => (one.id === args.feedback ? { ...one, delivered_on: args.on } : one)); return null; },
    remove_feedback: (args: { feedback: string }) => { told = told.filter(({ id }) => id !== args.feedback); return null; },
    add_feedback: () => "t9",
    add_capture: () => "c9",
    trash: (): TrashedNote[] => [{ id: "n-old", person: "mira", short_name: "Mira", date: "2026-09-20", first_words: "Notes from the offsite", days_left: 12 }],
    restore_note: () => null,
    empty_trash: () => null,
    note_history: () => [
      { revision: 4, saved_at: "2026-10-02T11:02:00+02:00", characters: 480 }, { revision: 1, saved_at: "2026-10-02T10:41:00+02:00", characters: 120 },
    ],
    note_difference: (args: { revision: number }): DifferenceLine[] => args.revision === 4
      ? [{ change: "same", text: "Went well." }, { change: "removed", text: "Two questions" }, { change: "added", text: "Three questions" }]
      : [{ change: "added", text: "Went well." }],
    restore_text: () => null,
    attention: (): AttentionPage => ({
      from: "2026-07-10", to: TODAY,
      rows: all.slice(0, 3).map((person, at) => ({ person, held: 12 - at * 4, minutes: 380 - at * 100, notes: 12, career_talks: 2 - at, praise: at, cancelled_by_me: 0, moved_by_me: at })),
    }),
    sort_capture: (args: { capture: string }) => { captures = captures.filter(({ id }) => id !== args.capture); return null; },
    notes: () => noteEntries(),
    trends: () => trends,
    follow_ups: (args: { person: string | null }): FollowUpsPage => ({
      mine: open("me"), theirs: open("them"), closed: promises.filter((one) => one.state.is !== "open"), people: args.person ? [who(args.person)] : all,
      next_steps: cards.flatMap(({ goal }) => (goal.next_step && goal.state === "active" ? [{ goal: goal.id, title: goal.title, person: goal.person, step: goal.next_step }] : [])),
      kept_by_me: kept(14, 3, 1, 1), kept_by_them: kept(16, 1, 0, 1),
    }),
    add_follow_up: ({ draft }: { draft: FollowUpDraft }) => {
      const made = { ...followUp(`f${promises.length + 20}`, draft.text, draft.owner, TODAY), due: draft.due };
      promises = [...promises, made];
      return made;
    },
    edit_follow_up: (args: { followUp: string; draft: FollowUpDraft; every: FollowUp["repeats"] }) => change(args.followUp, { text: args.draft.text, owner: args.draft.owner, due: args.draft.due, repeats: args.every }),
    keep_follow_up: (args: { followUp: string }) => change(args.followUp, { state: { is: "kept", on: TODAY } }),
    reopen_follow_up: (args: { followUp: string }) => change(args.followUp, { state: { is: "open" } }),
    drop_follow_up: (args: { followUp: string; reason: string }) => change(args.followUp, { state: { is: "dropped", on: TODAY, reason: args.reason } }),
    nudge_follow_up: (args: { followUp: string; on: string | null }) => change(args.followUp, { nudge_on: args.on }),
    change_follow_ups: ({ followUps, change: to }: { followUps: string[]; change: FollowUpChange }) => {
      for (const id of followUps) {
        if (to.is === "keep") change(id, { state: { is: "kept", on: TODAY } });
        else if (to.is === "reopen") change(id, { state: { is: "open" } });
        else if (to.is === "drop") change(id, { state: { is: "dropped", on: TODAY, reason: to.reason } });
        else if (to.is === "nudge") change(id, { nudge_on: to.on });
        else if (to.is === "due") change(id, { due: to.on });
        else change(id, { repeats: to.every });
      }
      return null;
    },
    goals: (args: { person: string | null }) => ({ cards: [...cards], people: args.person ? [who(args.person)] : all }),
    ...goalAnswers(cards),
    plan_meeting: (args: { draft: { person: string; date: string; time: string; minutes: number } }) => ({ id: "planned", ...args.draft, status: { is: "planned" }, topics: [], note: null }),
  };
}
