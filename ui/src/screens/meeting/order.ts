// Putting agenda items in another order: those already discussed stay where they are.
// Storing the order is the card's.
import type { AgendaItem } from "../../api";

/** The items with one moved to another place; the same array when nothing moves. */
export function movedTo(items: AgendaItem[], id: string, to: number): AgendaItem[] {
  const from = items.findIndex((item) => item.id === id);
  const target = items[to];
  if (from < 0 || from === to || !target || target.discussed_in !== null || items[from]!.discussed_in !== null) return items;
  const rest = items.filter((item) => item.id !== id);
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)];
}
