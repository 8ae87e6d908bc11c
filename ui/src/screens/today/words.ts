// The sentences of Today: what the day holds, and what waits for a person.
// Counts come from the engine; nothing is added up that it did not hand over.
import type { Brief, Overdue, Today } from "../../api";
import { capital as sentence, daysBetween, inWords as count, plural, times } from "../../format";

/** "Two 1:1s today. One thing you promised is past its date, two are due." */
export function dayInShort(page: Today): string {
  const today = page.now.slice(0, 10);
  const past = page.my_promises.filter(({ due }) => due && daysBetween(today, due) < 0).length;
  const due = page.my_promises.filter((promise) => promise.due === today).length;
  const meet = page.up_next.length === 0 ? "Nothing booked today." : `${sentence(count(page.up_next.length))} 1:1${page.up_next.length === 1 ? "" : "s"} today.`;
  const things = (n: number) => `${sentence(count(n))} ${n === 1 ? "thing" : "things"} you promised ${n === 1 ? "is" : "are"}`;
  if (past && due) return `${meet} ${things(past)} past ${past === 1 ? "its date" : "their dates"}, ${count(due)} ${due === 1 ? "is" : "are"} due.`;
  if (past) return `${meet} ${things(past)} past ${past === 1 ? "its date" : "their dates"}.`;
  if (due) return `${meet} ${things(due)} due.`;
  return meet;
}

/** "10:30 to 11:00, in 22 minutes." and so on, from the brief's planned time. */
export function startsIn(next: string, now: string): string {
  const minutes = Math.round((Date.parse(`${next.slice(0, 16)}Z`) - Date.parse(`${now.slice(0, 16)}Z`)) / 60_000);
  if (minutes < 0 || minutes > 90) return "";
  return minutes === 0 ? ", now" : `, in ${plural(minutes, "minute")}`;
}

/** "2 on the agenda, 1 follow-up" for a row of the coming days. */
export function waiting(brief: Brief): string {
  if (brief.next === null) return cadenceWords(brief);
  const parts: string[] = [];
  if (brief.agenda.length) parts.push(`${brief.agenda.length} on the agenda`);
  if (brief.promised_by_me.length) parts.push(plural(brief.promised_by_me.length, "follow-up"));
  if (brief.promised_by_them.length) parts.push(`${brief.person.short_name} owes you ${brief.promised_by_them.length}`);
  return parts.length ? parts.join(", ") : "Nothing waiting yet";
}

/** "Usually every two weeks" */
export function cadenceWords({ person }: Brief): string {
  const { rhythm } = person.cadence;
  if (rhythm.every === "none") return "No fixed rhythm";
  if (rhythm.every === "month_weekday") return "Usually once a month";
  return rhythm.n === 1 ? "Usually every week" : `Usually every ${count(rhythm.n)} weeks`;
}

/** "Moved by you twice, by Eoin once" of a 1:1 that slipped; "Nobody moved it" when it only went by. */
export function whoMoved({ person, by_me, by_them }: Overdue): string {
  const sides = [by_me && `by you ${times(by_me)}`, by_them && `by ${person.short_name} ${times(by_them)}`].filter(Boolean);
  return sides.length ? `Moved ${sides.join(", ")}` : "It went by";
}
