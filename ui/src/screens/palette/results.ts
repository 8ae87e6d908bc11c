// The hits of a search as groups, and where each of them leads.
// Order and words of a hit are the engine's.
import type { Hit, SearchResults } from "../../api";
import { plural } from "../../format";
import { go } from "../../state.svelte";

/** Hits under one title. */
export interface Group { title: string; count?: string; hits: Hit[] }

const titles: [string, Hit["target"]["is"][]][] = [
  ["Notes", ["meeting", "note"]],
  ["Follow-ups", ["follow_up"]],
  ["Goals", ["goal"]],
  ["People", ["person"]],
  ["Captured", ["capture"]],
];

/** The groups that hold something, in their fixed order. */
export function groupsOf(results: SearchResults | null | undefined): Group[] {
  if (!results) return [];
  return titles.flatMap(([title, kinds]) => {
    const hits = results.hits.filter(({ target }) => kinds.includes(target.is));
    const count = title === "Notes" ? `${results.notes_found} in ${plural(results.people_found, "person", "people")}` : undefined;
    return hits.length ? [{ title, count, hits }] : [];
  });
}

/** Goes to what was found. */
export function open(hit: Hit): void {
  const { target, person } = hit;
  if (target.is === "meeting") go({ screen: "meeting", id: target.id });
  else if (target.is === "note") go({ screen: "note", id: target.id });
  else go({ screen: "person", id: person, tab: target.is === "follow_up" ? "follow-ups" : target.is === "goal" ? "goals" : "overview" });
}
