// Open follow-ups in groups by when they ask for something, and which of them fit a filter.
// Their order inside a group is the engine's.
import type { FollowUp, Person, Side } from "../../api";
import { daysBetween } from "../../format";

/** What is looked for among follow-ups; empty strings take everything. */
export interface Filter {
  owner: Side | "";
  person: string;
  text: string;
}

/** Some follow-ups under a heading. */
export interface Group {
  title: string;
  items: FollowUp[];
}

const SUNDAY = "2026-10-11";

/** The last day of the week a day is in: weeks end on Sunday. */
function weekEnd(day: string): number {
  const since = daysBetween(SUNDAY, day) % 7;
  return since === 0 ? 0 : since > 0 ? 7 - since : -since;
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/** Whether a follow-up is looked for. */
export function fits(followUp: FollowUp, { owner, person, text }: Filter, people: ReadonlyMap<string, Person>): boolean {
  if (owner && followUp.owner !== owner) return false;
  if (person && followUp.person !== person) return false;
  const words = fold(text).split(/\s+/u).filter(Boolean);
  const inside = fold(`${followUp.text} ${people.get(followUp.person)?.name ?? ""}`);
  return words.every((word) => inside.includes(word));
}

/** Overdue, this week, later, without a date, and those that wait for a day; empty groups are left out. */
export function groupsOf(list: readonly FollowUp[], today: string): Group[] {
  const end = weekEnd(today);
  const titleOf = ({ due, nudge_on }: FollowUp) => {
    if (nudge_on && nudge_on > today) return "Waiting";
    if (!due) return "Without a date";
    const days = daysBetween(today, due);
    return days < 0 ? "Past the date" : days <= end ? "This week" : "Later";
  };
  return ["Past the date", "This week", "Later", "Without a date", "Waiting"]
    .map((title) => ({ title, items: list.filter((one) => titleOf(one) === title) }))
    .filter(({ items }) => items.length > 0);
}

/** "every week", "every 2 months" */
export function everyWords({ every, unit }: { every: number; unit: "days" | "weeks" | "months" }): string {
  return every === 1 ? `every ${unit.slice(0, -1)}` : `every ${every} ${unit}`;
}
