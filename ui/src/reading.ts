// What a reading says, in parts: the strong words, the rest, and the headline over all charts.
// No number here is made up: every part comes from the engine's reading.
import type { IndicatorTrend, Kept, Reading } from "./api";
import { capital, inWords, plural, possessive, shortDate } from "./format";

/** "Energy is below Mira’s usual" and " since 11 Sep, 4 of the last 4 meetings." */
export interface Said { strong: string; rest: string }

/** The sentence of a run on a card, or null for any other reading. */
export function runSentence(reading: Reading, indicator: string, name: string, today: string): Said | null {
  if (reading.is !== "run") return null;
  return {
    strong: `${indicator} is ${reading.direction} ${possessive(name)} usual`,
    rest: `since ${shortDate(reading.since, today)}, ${reading.outside} of the last ${reading.of} meetings.`,
  };
}

/** The sentence under a chart: strong words first, when there are any. */
export function chartSentence(reading: Reading, name: string, today: string): Said {
  switch (reading.is) {
    case "run":
      return {
        strong: `${reading.direction === "below" ? "Below" : "Above"} ${possessive(name)} usual since ${shortDate(reading.since, today)}`,
        rest: `, ${reading.outside} of the last ${reading.of} meetings.`,
      };
    case "stray":
      return { strong: "", rest: `Within usual. ${reading.direction === "below" ? "Below" : "Above"} it once, on ${shortDate(reading.on, today)}.` };
    case "quiet":
      return { strong: "", rest: `Not talked about for ${plural(reading.weeks, "week")}.` };
    case "learning":
      return { strong: "", rest: `Still learning what is usual. ${plural(reading.n, "check-in")} so far.` };
    default:
      return { strong: "", rest: "Within usual" };
  }
}

/** "a", "a and b", "a, b and c" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** The meetings a reading speaks of, oldest first. */
export function readingMeetings(reading: Reading): string[] {
  return reading.is === "run" || reading.is === "stray" ? reading.meetings : [];
}

/** The sentence over all charts: how many runs, what has not come up. */
export function headline(trends: readonly IndicatorTrend[], name: string): string {
  const runs = trends.filter(({ reading }) => reading.is === "run");
  const below = runs.filter(({ reading }) => reading.is === "run" && reading.direction === "below");
  const quiet = trends.filter(({ reading }) => reading.is === "quiet").map(({ indicator }) => indicator.name);
  const whose = possessive(name);
  const where = below.length === runs.length ? "below" : below.length === 0 ? "above" : "outside";
  const what = runs.length === 1 ? `${runs[0]!.indicator.name} sits` : `${capital(inWords(runs.length))} things sit`;
  const silent = quiet.length ? `${listed(quiet.map((word) => word.toLocaleLowerCase("en")))} ${quiet.length === 1 ? "has" : "have"} not come up` : "";
  if (runs.length && silent) return `${what} ${where} ${whose} usual, and ${silent}. Worth a conversation.`;
  if (runs.length) return `${what} ${where} ${whose} usual. Worth a conversation.`;
  if (silent) return `${capital(silent)} lately. Worth asking.`;
  if (trends.every(({ reading }) => reading.is === "learning")) return `Still learning what is usual for ${name}.`;
  return `Everything is within ${whose} usual.`;
}

/** "14 of 18 on time", or that nothing has come due. */
export function keptWords(kept: Kept): string {
  return kept.come_due === 0 ? "Nothing due yet" : `${kept.on_time} of ${kept.come_due} on time`;
}
