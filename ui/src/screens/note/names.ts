// Short names by handle, for the chips of a note.
// Who a handle means is decided in the engine.
import type { PersonSummary } from "../../api";
import { capital } from "../../format";

/** "mira" to "Mira". */
export function namesByHandle(people: readonly PersonSummary[]): ReadonlyMap<string, string> {
  return new Map(people.map(({ person }) => [person.handle.toLowerCase(), person.short_name]));
}

/** "zoe-lund" to "Zoe Lund": what somebody may be called whose handle nobody has yet. */
export function nameOf(handle: string): string {
  return handle.split(/[-_.]+/).filter(Boolean).map(capital).join(" ");
}
