// Canned answers about check-ins: what is chosen, the prompts, the budget.
// Readings and charts are in trends.ts.
import type { AlarmBudget, CheckInChoices, ContextBand, Indicator, IndicatorDraft, Keeping, Outcome, Prompt, PromptsPage } from "../bindings";
import { people } from "./first-screens";
import { trends } from "./trends";

const words = "A clear drop is found within 12 meetings 9 times in 10, a slow one 7 times, a small one 8 times, a drop of one indicator alone 5 times.";
const choice = (aYear: number) => ({ a_year: aYear, clear_of_10: 9, small_of_10: 8, slow_of_10: 7, single_of_10: 5, clear_meetings: 5, words });

/** A prompt about Mira, standing. */
export const prompt: Prompt = {
  person: "mira", raised_on: "2026-09-18", direction: "below", since: "2026-09-04",
  indicators: [{ indicator: "focus", name: "Focus time", direction: "below" }, { indicator: "energy", name: "Energy", direction: "below" }],
  meetings: ["m21", "m22", "m23"], back: false, standing: true, outcome: null, closed_on: null,
};

/** Fresh answers; what is chosen lasts until the page is loaded again. */
export function checkInScreens() {
  let keeping: Keeping = "check_ins";
  let indicators: Indicator[] = trends.indicators.map(({ indicator }) => indicator);
  let budget: AlarmBudget = { a_year: 4, people: 7, choices: [2, 4, 8].map(choice) };
  let prompts = [prompt, { ...prompt, raised_on: "2026-05-08", since: "2026-04-24", direction: "above" as const, standing: false, outcome: "was_right" as const, closed_on: "2026-05-15", meetings: ["m3", "m4"] }];
  let bands: ContextBand[] = [{ id: "b1", person: "mira", kind: "release", label: "ledger cut-over", from: "2026-07-06", to: "2026-07-24", in_usual: "left_out" }];
  const made = (id: string, draft: IndicatorDraft, retired = false): Indicator => ({ id, key: id, ...draft, retired });
  const record = () => ({
    raised: prompts.length, open: prompts.filter(({ outcome }) => !outcome).length, talked: 0, nothing: 0, context: 0, was_right: prompts.filter(({ outcome }) => outcome === "was_right").length,
  });
  const choices = (): CheckInChoices => ({ keeping, indicators: [...indicators].sort((one, other) => Number(one.retired) - Number(other.retired)) });
  const set = (id: string, part: Partial<Indicator>) => { indicators = indicators.map((one) => (one.id === id ? { ...one, ...part } : one)); return choices().indicators; };
  return {
    check_in_choices: choices,
    choose_keeping: (args: { keeping: Keeping }) => { keeping = args.keeping; return null; },
    ask_check_ins: () => null,
    stop_check_ins: () => null,
    add_indicator: (args: { draft: IndicatorDraft }) => { const one = made(`i${indicators.length}`, args.draft); indicators = [...indicators, one]; return one; },
    edit_indicator: (args: { indicator: string; draft: IndicatorDraft }) => { set(args.indicator, args.draft); return made(args.indicator, args.draft); },
    order_indicators: (args: { order: { indicators: string[] } }) => { indicators = args.order.indicators.map((id) => indicators.find((one) => one.id === id)!).concat(indicators.filter(({ retired }) => retired)); return choices().indicators; },
    retire_indicator: (args: { indicator: string }) => set(args.indicator, { retired: true }),
    restore_indicator: (args: { indicator: string }) => set(args.indicator, { retired: false }),
    add_context_band: (args: { person: string; draft: Omit<ContextBand, "id" | "person"> }) => { const band = { ...args.draft, id: `b${bands.length + 1}`, person: args.person }; bands = [...bands, band]; return band; },
    edit_context_band: (args: { band: string; draft: Omit<ContextBand, "id" | "person"> }) => ({ ...bands.find(({ id }) => id === args.band)!, ...args.draft }),
    remove_context_band: (args: { band: string }) => { bands = bands.filter(({ id }) => id !== args.band); return null; },
    fresh_start: () => null,
    remove_fresh_start: () => null,
    prompts: (args: { person: string | null }): PromptsPage => ({ prompts: prompts.filter(({ person }) => !args.person || person === args.person), people: people.map(({ person }) => person), fresh_starts: [], record: record() }),
    close_prompt: ({ draft }: { draft: { raised_on: string; outcome: Outcome | null } }) => {
      prompts = prompts.map((one) => (one.raised_on === draft.raised_on ? { ...one, outcome: draft.outcome, standing: draft.outcome === null } : one)) as typeof prompts;
      return prompts.find((one) => one.raised_on === draft.raised_on)!;
    },
    prompt_record: record,
    alarm_budget: () => budget,
    set_alarm_budget: (args: { aYear: number }) => { budget = { ...budget, a_year: args.aYear }; return budget; },
    quarter: () => [],
    trends: () => ({ ...trends, bands }),
    plan_check_ins: () => ({ format: "csv", people: 0, meetings: 0, follow_ups: 0, observations: 312, goals: 0, skipped: [{ file: "check-ins.csv", line: 14, reason: "Write a value that is a whole number from 1 to 5." }], warnings: [] }),
  };
}
