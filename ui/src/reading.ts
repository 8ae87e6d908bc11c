// What a reading says, in parts: the strong words, the rest, and the headline over all charts.
// No number here is made up: every part comes from the engine's reading.
import type { Reading } from "./api";
import { plural, possessive, shortDate } from "./format";

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
