// The smallest changes that turn one text into another, so that the cursor and later typing stay where they are.
// Joining two versions of a note is the engine's; this only applies its answer.
import type { ChangeSpec } from "@codemirror/state";

/** Changes from `before` to `after`: line by line while the number of lines is the same, else one stretch. */
export function changesBetween(before: string, after: string): ChangeSpec[] {
  if (before === after) return [];
  const old = before.split("\n");
  const now = after.split("\n");
  if (old.length !== now.length) return [stretch(before, after, 0)];
  const changes: ChangeSpec[] = [];
  let at = 0;
  old.forEach((line, number) => {
    if (line !== now[number]) changes.push(stretch(line, now[number]!, at));
    at += line.length + 1;
  });
  return changes;
}

function stretch(before: string, after: string, at: number): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return { from: at + start, to: at + before.length - end, insert: after.slice(start, after.length - end) };
}
