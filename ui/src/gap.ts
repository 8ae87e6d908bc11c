// Where what was seen and what was said lie apart: mentioned, never a prompt.
// Both are drawn in the chart as they are.
import type { IndicatorTrend } from "./api";
import { plural } from "./format";

/** Of so many latest check-ins with both … */
const LOOKED_AT = 4;
/** … this many must lie apart, the same way, … */
const APART = 3;
/** … by so many steps or more. */
const STEPS = 2;

/** "What you saw and what Mira said lie apart in 3 of the last 4." or nothing. */
export function gapSentence(trend: IndicatorTrend, name: string): string {
  const byDay = new Map<string, { observed?: number; said?: number }>();
  for (const { date, source, value } of trend.points) byDay.set(date, { ...byDay.get(date), [source]: value });
  const gaps = [...byDay.values()].flatMap(({ observed, said }) => (observed === undefined || said === undefined ? [] : [said - observed])).slice(-LOOKED_AT);
  const above = gaps.filter((gap) => gap >= STEPS).length;
  const below = gaps.filter((gap) => gap <= -STEPS).length;
  const most = Math.max(above, below);
  if (most < APART) return "";
  const where = above >= below ? "higher" : "lower";
  return `${name} put it ${where} than you saw it, ${most} of the last ${plural(gaps.length, "time")} you had both.`;
}
