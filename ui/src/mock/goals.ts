// Canned goals, as in the still of Mira's goals.
// What is entered in a test or a plain browser lasts until the page is loaded again.
import type { Evidence, EvidenceDraft, EvidenceKind, Goal, GoalCard, GoalCheckIn, GoalDraft, Milestone } from "../bindings";

const step = (id: string, text: string, done: string | null, due: string | null = null): Milestone => ({ id, text, done, due });
const quote = (id: string, date: string, words: string): Evidence => ({ id, date, meeting: `m-${date}`, quote: words, kind: "direct" });
const sure = (date: string, confidence: number): GoalCheckIn => ({ date, state: "moved", confidence });

function goal(id: string, title: string, more: Partial<Goal>): Goal {
  return {
    id, person: "mira", slug: id, title, state: "active", kind: "technical", why: "", skills: [], opened: "2026-04-10", horizon: null, about: "",
    milestones: [], next_step: null, check_ins: [], evidence: [], ...more,
  };
}

const card = (one: Goal, quiet: number | null = null, heard: string | null = null): GoalCard => ({ goal: one, quiet_weeks: quiet, last_heard: heard });

/** Fresh goals: three active, one paused, one done. */
export function goalCards(): GoalCard[] {
  return [
    card(goal("ledger", "Own the ledger migration from start to finish", {
      why: "She wants people to follow her through a hard change, not only to read her code.", skills: ["Technical leadership", "Writing", "Influence"], horizon: "2027-01-31",
      milestones: [
        step("s1", "Map the unknowns with Priya", "2026-06-12"), step("s2", "Outline agreed with Tunde", "2026-07-24"),
        step("s3", "First draft of the RFC", null, "2026-10-09"), step("s4", "Present it at the architecture forum", null, "2026-11-06"),
        step("s5", "Run a rehearsal on last year’s data", null, "2027-01-15"),
      ],
      next_step: { text: "Read the draft together first", owner: "me", due: "2026-10-16" },
      check_ins: [sure("2026-05-08", 2), sure("2026-06-12", 3), sure("2026-07-10", 3), sure("2026-08-14", 4), sure("2026-09-11", 4), sure("2026-10-02", 3)],
      evidence: [
        quote("e1", "2026-05-15", "She drew the old ledger as a house."), quote("e2", "2026-06-12", "Nineteen tables, all with an owner now."),
        quote("e3", "2026-07-24", "Tunde signed the outline without a change."), quote("e4", "2026-08-14", "Two teams asked to follow her plan."),
        quote("e5", "2026-09-18", "Tunde asked her to lead the cut-over review"), quote("e6", "2026-10-02", "The rehearsal run worked the first time. She grinned."),
      ],
    }), null, "2026-10-02"),
    card(goal("feedback", "Give feedback sooner", {
      kind: "people", why: "People would rather hear it on the day.", skills: ["Feedback", "Coaching"],
      milestones: [step("s6", "Try it once with Diego", "2026-07-03"), step("s7", "Three same-day conversations", null)],
      evidence: [quote("e7", "2026-08-14", "Told Hana on the spot. It went better than expected.")],
    }), 8, "2026-08-14"),
    card(goal("meetup", "Speak at one meetup this year", {
      kind: "influence", why: "She likes explaining, and wants a bigger room.", skills: ["Speaking", "Visibility"],
      milestones: [step("s8", "Dry run for the team", "2026-09-18"), step("s9", "Send the proposal to Data Thursday", null, "2026-10-20")],
      next_step: { text: "Review the abstract", owner: "them", due: "2026-10-20" },
      evidence: [quote("e8", "2026-09-25", "Two people asked for her slides afterwards.")],
    }), null, "2026-10-02"),
    card(goal("mentor", "Mentor one new hire", { state: "paused", kind: "people" })),
    card(goal("runbook", "Write the on-call runbook", { state: "done", kind: "delivery" }), null, "2026-06-19"),
  ];
}

/** What the shell does with goals, on the given cards. */
export function goalAnswers(cards: GoalCard[]) {
  const filled = (draft: GoalDraft, id: string): Goal => goal(id, draft.title, {
    ...draft, milestones: draft.milestones.map((one, at) => ({ ...one, id: one.id ?? `new${at}` })),
  });
  const at = (id: string) => cards.findIndex((one) => one.goal.id === id);
  const put = (id: string, change: (old: Goal) => Goal): Goal => {
    const place = at(id);
    if (place < 0) return change(goal(id, "A goal of another screen", {}));
    cards[place] = { ...cards[place]!, goal: change(cards[place]!.goal) };
    return cards[place].goal;
  };
  return {
    add_goal: ({ draft }: { draft: GoalDraft }) => {
      const made = filled(draft, `g${cards.length + 1}`);
      cards.push(card(made));
      return made;
    },
    edit_goal: (args: { goal: string; draft: GoalDraft }) => put(args.goal, (old) => ({ ...old, ...filled(args.draft, old.id), check_ins: old.check_ins, evidence: old.evidence, opened: old.opened })),
    remove_goal: (args: { goal: string }) => { cards.splice(at(args.goal), 1); return null; },
    check_in_goal: (args: { goal: string; checkIn: GoalCheckIn }) => put(args.goal, (old) => ({ ...old, check_ins: [...old.check_ins.filter(({ date }) => date !== args.checkIn.date), args.checkIn] })),
    add_evidence: ({ draft }: { draft: EvidenceDraft }) => put(draft.goal, (old) => ({
      ...old, evidence: [...old.evidence, { id: `e${draft.goal}${old.evidence.length}`, date: "2026-10-09", meeting: draft.meeting, quote: draft.quote, kind: draft.kind }],
    })),
    edit_evidence: (args: { evidence: string; kind: EvidenceKind }) => put(cards.find(({ goal: { evidence } }) => evidence.some(({ id }) => id === args.evidence))!.goal.id,
      (old) => ({ ...old, evidence: old.evidence.map((one) => (one.id === args.evidence ? { ...one, kind: args.kind } : one)) })),
    remove_evidence: (args: { evidence: string }) => put(cards.find(({ goal: { evidence } }) => evidence.some(({ id }) => id === args.evidence))!.goal.id,
      (old) => ({ ...old, evidence: old.evidence.filter(({ id }) => id !== args.evidence) })),
  };
}
