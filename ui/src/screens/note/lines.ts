// What one line of a note is, by its marks alone: task, list item, follow-up, with the stretches of its marks.
// What a follow-up means (whose, due when) is read by the engine; blocks over several lines are in marks.ts.

/** A stretch of a line, in UTF-16 units from its start, end exclusive. */
export interface Stretch { from: number; to: number }

/** A list item, with or without a box. */
export interface ListLine {
  /** It stands in a passage or a quote: `>` goes before it. */
  quoted: boolean;
  /** Columns of white space before the mark, a tab counting four. */
  columns: number;
  indent: Stretch;
  /** The mark with the space behind it; of a task, the box too. */
  mark: Stretch;
  ordered: boolean;
  /** What stands in the box; none without one. */
  box: " " | "x" | "-" | null;
}

/** The stored form of a follow-up: a task with an owner, and dates as marks. */
export interface FollowUpMarks {
  owner: Stretch;
  /** Without `@`. */
  handle: string;
  /** `YYYY-MM-DD`. */
  due: string | null;
  /** Stretches that the chip stands for, with the space before them. */
  dates: Stretch[];
}

const item = /^((?:[ \t]*>[ \t]?)*)([ \t]*)([-*+]|\d{1,9}[.)]) (?:\[([ xX-])\] )?/u;
const owner = /^@([\p{L}\p{N}_-]+)(?: |$)/u;
const dates = /(📅|⏳|🛫|➕|✅|❌)\uFE0F? *(\d{4}-\d{2}-\d{2})/gu;

/** A sign with its day, as Obsidian Tasks writes it. */
export interface DateMark extends Stretch {
  sign: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

/** Every day with a sign before it in a line. */
export function dateMarks(text: string): DateMark[] {
  return [...text.matchAll(dates)].map((match) => ({ sign: match[1]!, day: match[2]!, from: match.index, to: match.index + match[0].length }));
}

/** Where the words of a line end: before the days that close it. */
export function wordsEnd(text: string): number {
  let end = text.trimEnd().length;
  for (const { from, to } of dateMarks(text).reverse()) {
    if (to < end) break;
    end = text.slice(0, from).trimEnd().length;
  }
  return end;
}

/** The list item a line is, if it is one. */
export function listLine(text: string): ListLine | null {
  const found = item.exec(text);
  if (!found) return null;
  const [all, quote = "", white = "", mark = "", box] = found;
  const start = quote.length + white.length;
  const columns = [...white].reduce((sum, char) => sum + (char === "\t" ? 4 : 1), 0);
  return {
    columns,
    quoted: quote !== "",
    indent: { from: quote.length, to: start },
    mark: { from: start, to: all.length },
    ordered: /\d/.test(mark),
    box: box === undefined ? null : box === "X" ? "x" : (box as " " | "x" | "-"),
  };
}

/** The marks of a follow-up, if the line is a task with an owner. */
export function followUpMarks(text: string, list: ListLine): FollowUpMarks | null {
  if (list.box === null) return null;
  const start = list.mark.to;
  const found = owner.exec(text.slice(start));
  if (!found) return null;
  const marks = dateMarks(text);
  const day = (wanted: string) => marks.find(({ sign }) => sign === wanted)?.day;
  return {
    owner: { from: start, to: start + found[0].length },
    handle: found[1]!,
    due: day("📅") ?? day("⏳") ?? null,
    dates: marks.map(({ from, to }) => ({ from: text.slice(0, from).trimEnd().length, to })),
  };
}

/** Whether a line is a follow-up that was kept, with words to it. */
export function isKept(text: string): boolean {
  const list = listLine(text);
  const marks = list && followUpMarks(text, list);
  return list?.box === "x" && !!marks && wordsEnd(text) > marks.owner.to;
}

/** A ticked or unticked task line; ticking a follow-up says on which day. */
export function tickLine(text: string, done: boolean, today: string): string {
  const list = listLine(text);
  if (!list || list.box === null) return text;
  const at = list.mark.to - 3;
  const bare = text.replace(/ *✅ *\d{4}-\d{2}-\d{2}/gu, "");
  const ticked = `${bare.slice(0, at)}${done ? "x" : " "}${bare.slice(at + 1)}`;
  return done && followUpMarks(text, list) ? `${ticked.trimEnd()} ✅ ${today}` : ticked;
}
