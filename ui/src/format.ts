// Dates, times, counts and names as they read on screen.
// Nothing here asks for the time: `today` is always given, as `YYYY-MM-DD`.

// The words of the app are English, so the names of days and months are too; a fixed tag also spares
// Intl the tags it does not know (LANG=C). "en-US" gives the three-letter months ("Sep", not "Sept").
const formats = {
  weekday: new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" }),
  weekdayLong: new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" }),
  month: new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" }),
  monthLong: new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }),
};

const DAY = 86_400_000;

function parse(date: string): Date {
  return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

/** Days from `from` to `to`: positive when `to` is later. Both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((parse(to).getTime() - parse(from).getTime()) / DAY);
}

/** The day so many days later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(parse(day).getTime() + days * DAY).toISOString().slice(0, 10);
}

/** The same day some months earlier, `YYYY-MM-DD`; the last of the month where that day does not exist. */
export function monthsBefore(day: string, months: number): string {
  const at = parse(day);
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(at.getUTCDate(), last));
  return first.toISOString().slice(0, 10);
}

/** "Fri 2 Oct", with the year when it is not `today`'s. */
export function date(day: string, today?: string): string {
  const at = parse(day);
  const year = today && today.slice(0, 4) !== day.slice(0, 4) ? ` ${at.getUTCFullYear()}` : "";
  return `${formats.weekday.format(at)} ${at.getUTCDate()} ${formats.month.format(at)}${year}`;
}

/** "2 Oct", with the year when it is not `today`'s. */
export function shortDate(day: string, today?: string): string {
  return date(day, today).slice(4);
}

/** "9 October 2026" */
export function longDate(day: string): string {
  const at = parse(day);
  return `${at.getUTCDate()} ${formats.monthLong.format(at)} ${at.getUTCFullYear()}`;
}

/** "9 October" */
export function dayMonth(day: string): string {
  const at = parse(day);
  return `${at.getUTCDate()} ${formats.monthLong.format(at)}`;
}

/** "Friday, 9 October" */
export function dayTitle(day: string): string {
  const at = parse(day);
  return `${formats.weekdayLong.format(at)}, ${at.getUTCDate()} ${formats.monthLong.format(at)}`;
}

/** "Fri" */
export function weekday(day: string): string {
  return formats.weekday.format(parse(day));
}

/** "Oct" */
export function month(day: string): string {
  return formats.month.format(parse(day));
}

/** "Today", "Tomorrow", "Yesterday", a weekday within the coming week, else "Fri 23 Oct". */
export function nearDate(day: string, today: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return "Today";
  if (days === 1) return "Tomorrow";
  if (days === -1) return "Yesterday";
  if (days > 1 && days < 7) return weekday(day);
  return date(day, today);
}

/** How a date stands to today: past, today, or still ahead. */
export type DueState = "over" | "today" | "ahead";

/** A due date in words: "7 days over", "Due today", "Wed 14 Oct". */
export function due(day: string, today: string): { state: DueState; text: string } {
  const days = daysBetween(today, day);
  if (days < 0) return { state: "over", text: `${plural(-days, "day")} over` };
  if (days === 0) return { state: "today", text: "Due today" };
  return { state: "ahead", text: date(day, today) };
}

/** "1 note", "4 notes"; `many` for words that do not take an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "two" for 2; figures from eleven on. */
export function inWords(count: number): string {
  return numbers[count] ?? String(count);
}

/** The same words with a capital at the front. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
}

/** "March 2023" */
export function monthYear(day: string): string {
  const at = parse(day);
  return `${formats.monthLong.format(at)} ${at.getUTCFullYear()}`;
}

/** "March" */
export function monthLong(day: string): string {
  return formats.monthLong.format(parse(day));
}

/** The first days of the months that begin within two days, both included. */
export function monthStarts(from: string, to: string): string[] {
  const starts: string[] = [];
  const at = parse(from);
  for (let month = at.getUTCMonth(); ; month++) {
    const day = new Date(Date.UTC(at.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
    if (day > to) return starts;
    if (day >= from) starts.push(day);
  }
}

/** "10:30" of a stamp in RFC 3339: the local time it was written at. */
export function clock(stamp: string): string {
  return stamp.slice(11, 16);
}

/** The local day of a stamp in RFC 3339, as `YYYY-MM-DD`. */
export function localDay(stamp: string): string {
  return stamp.slice(0, 10);
}

/** "yesterday 17:42", "today 08:05", "30 Sep": when something last happened. */
export function lastTime(instant: string, today: string): string {
  const day = localDay(instant);
  const days = daysBetween(day, today);
  if (days === 0) return `today ${clock(instant)}`;
  if (days === 1) return `yesterday ${clock(instant)}`;
  return shortDate(day, today);
}

/** "18:24" from seconds. */
export function elapsed(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** "10:30" plus 30 minutes is "11:00". */
export function endTime(time: string, minutes: number): string {
  const [h = 0, m = 0] = time.split(":").map(Number);
  const end = (h * 60 + m + minutes) % 1440;
  return `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`;
}

/** Two letters for an avatar: the first of the first and of the last word, whole characters only. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(parts[0] ?? "")][0] ?? "?";
  const last = parts.length > 1 ? ([...parts[parts.length - 1]!][0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}

/** "Mira" of "Mira Kovačević". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

/** "Mira’s", "Thomas’". */
export function possessive(name: string): string {
  return /[sxz]$/iu.test(name) ? `${name}’` : `${name}’s`;
}

/** "once", "twice", "3 times": how often something was carried over. */
export function times(n: number): string {
  return n === 1 ? "once" : n === 2 ? "twice" : `${n} times`;
}

/** A size as people read it: "96 kB", "1.4 MB"; thousands, as file managers count. */
export function bytes(count: number): string {
  const [unit, by] = count < 1e6 ? ["kB", 1e3] : count < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  const value = count / (by as number);
  return `${value < 10 && unit !== "kB" ? value.toFixed(1) : Math.max(1, Math.round(value))} ${unit}`;
}
