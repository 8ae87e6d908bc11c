// What a prompt says, in parts, and the sentence of the app's own record.
// When one is raised is the engine's; how a single reading reads is in reading.ts.
import type { Outcome, Prompt, PromptRecord } from "./api";
import { plural, possessive, shortDate } from "./format";
import { listed, type Said } from "./reading";

/** "Below Mira’s usual since 4 Sep" and what moved. Recovery is told in its own words. */
export function promptSentence(prompt: Prompt, name: string, today: string): Said {
  const since = shortDate(prompt.since, today);
  const moved = prompt.indicators.map((one) => `${one.name.toLocaleLowerCase("en")} ${one.direction}`);
  const where = prompt.direction === "below" ? "Below" : "Above";
  const strong = prompt.back && prompt.direction === "above" ? `Back up from the low stretch since ${since}` : `${where} ${possessive(name)} usual since ${since}`;
  const rest = moved.length ? `: ${listed(moved)}.` : ".";
  return { strong, rest };
}

/** The ways a prompt can end, as they read on buttons. */
export const outcomes: { value: Outcome; label: string; told: string }[] = [
  { value: "was_right", label: "Yes, the conversation confirmed it", told: "the conversation confirmed it" },
  { value: "talked", label: "We talked; hard to say", told: "talked about" },
  { value: "context", label: "Something known explains it", told: "something known explained it" },
  { value: "nothing", label: "There was nothing", told: "nothing behind it" },
];

/** What became of a prompt, in a few words. */
export function outcomeWords(outcome: Outcome): string {
  return outcomes.find(({ value }) => value === outcome)!.told;
}

/** "6 prompts so far, 3 confirmed by the conversation." */
export function recordWords(record: PromptRecord): string {
  if (record.raised === 0) return "No prompt so far.";
  const parts = [
    record.was_right ? `${record.was_right} confirmed by the conversation` : "none confirmed by the conversation yet",
    record.talked ? `${record.talked} talked about` : "", record.context ? `${record.context} explained by something known` : "",
    record.nothing ? `${record.nothing} for nothing` : "", record.open ? `${record.open} still open` : "",
  ].filter(Boolean);
  return `${plural(record.raised, "prompt")} so far: ${parts.join(", ")}.`;
}
