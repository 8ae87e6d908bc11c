// Short names by handle, for the chips of a note.
// Who a handle means is decided in the engine.
import type { PersonSummary } from "../../api";

/** "mira" to "Mira". */
export function namesByHandle(people: readonly PersonSummary[]): ReadonlyMap<string, string> {
  return new Map(people.map(({ person }) => [person.handle.toLowerCase(), person.short_name]));
}
