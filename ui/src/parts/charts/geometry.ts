// Where dots, lines and bands fall, in pixels of their own little picture.
// No colours and no words: those are the components'.
import { line as path } from "d3-shape";
import type { Point } from "../../api";
import { daysBetween } from "../../format";

/**
 * From one stretch to another, in a straight line. Our own: d3-scale writes `constructor` on plain objects while it
 * loads, and the window's frozen `Object.prototype` refuses that.
 */
function linear([from, to]: [number, number], [left, right]: [number, number]): (value: number) => number {
  return (value) => left + ((value - from) / (to - from)) * (right - left);
}

/** A scale over places 0 … count-1. */
export function scaleX(count: number, left: number, right: number): (at: number) => number {
  return linear([0, Math.max(1, count - 1)], [left, right]);
}

/** A scale over steps 1 to 5, high steps at the top. */
export function scaleY(top: number, bottom: number): (step: number) => number {
  return linear([5, 1], [top, bottom]);
}

/** The line through dots that belong to neighbouring meetings; a gap breaks it. */
export function line(points: Point[], x: (at: number) => number, y: (step: number) => number): string {
  const draw = path<[number, number]>();
  const runs: [number, number][][] = [];
  points.forEach((point, at) => {
    if (!point.joined || runs.length === 0) runs.push([]);
    runs[runs.length - 1]!.push([x(at), y(point.value)]);
  });
  return runs.filter((run) => run.length > 1).map((run) => draw(run) ?? "").join("");
}

/** A scale over days, so that a gap in time is a gap on the axis. */
export function scaleDay(from: string, to: string, left: number, right: number): (day: string) => number {
  const days = Math.max(1, daysBetween(from, to));
  const scale = linear([0, days], [left, right]);
  // A day outside the picture stands at its edge.
  return (day) => scale(Math.min(days, Math.max(0, daysBetween(from, day))));
}

/** Where a stretch of days is drawn, at least 2 pixels wide; null when none of it is in the picture. */
export function stretch(x: (day: string) => number, { from, to }: { from: string; to: string | null }, first: string, last: string): { left: number; width: number } | null {
  const end = to ?? last;
  if (end < first || from > last) return null;
  const left = x(from < first ? first : from);
  return { left, width: Math.max(2, x(end > last ? last : end) - left) };
}

/** The dots the line goes through: one a day. What was said beside what was seen stands next to the line. */
export function lineDots(points: readonly Point[]): Point[] {
  return points.filter((point, at) => points[at - 1]?.date !== point.date);
}

/** Leaves out labels that would stand closer than `apart` pixels to the one before. */
export function spaced<T extends { x: number }>(labels: readonly T[], apart: number): T[] {
  const kept: T[] = [];
  for (const label of labels) if (kept.length === 0 || label.x - kept[kept.length - 1]!.x >= apart) kept.push(label);
  return kept;
}

/** A number short enough for a path. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
