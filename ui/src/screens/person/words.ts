// How a person is told in one line: role, since when, and when the two meet.
// Sentences about readings are in reading.ts.
import type { Cadence, Person } from "../../api";
import { inWords, monthYear } from "../../format";

const days: Record<string, string> = {
  Mon: "Mondays", Tue: "Tuesdays", Wed: "Wednesdays", Thu: "Thursdays", Fri: "Fridays", Sat: "Saturdays", Sun: "Sundays",
};
const nth: Record<number, string> = { 1: "first", 2: "second", 3: "third", 4: "fourth", [-1]: "last" };

/** "Fridays at 10:30, every week" */
export function cadence({ rhythm, weekday, time }: Cadence): string {
  if (rhythm.every === "none") return "No fixed rhythm";
  const at = time.slice(0, 5);
  if (rhythm.every === "month_weekday") return `The ${nth[rhythm.nth] ?? "first"} ${(days[weekday] ?? weekday).replace(/s$/, "")} of the month at ${at}`;
  return `${days[weekday] ?? weekday} at ${at}, ${rhythm.n === 1 ? "every week" : `every ${inWords(rhythm.n)} weeks`}`;
}

/** "Senior backend engineer, on the team since March 2023." */
export function roleLine(person: Person): string {
  const since = person.joined ? `on the team since ${monthYear(person.joined)}` : "";
  const words = [person.role, since].filter(Boolean).join(", ");
  return words ? `${words.charAt(0).toLocaleUpperCase("en")}${words.slice(1)}.` : "";
}
