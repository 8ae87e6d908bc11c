// Canned answers for the Trends tab, as in the still: 26 Fridays up to 2 October 2026.
// A digit is a step seen, a letter one that was told, a dot a meeting without one.
import type { CadenceMark, IndicatorTrend, KeptMark, Point, Reading, Status, TrendsPage, Usual } from "../bindings";
import { followUp } from "./meeting";

const day = (week: number) => new Date(Date.UTC(2026, 3, 10 + 7 * week)).toISOString().slice(0, 10);
const MET = "11111111110111111110111111".split("").map((met) => met === "1");
// Week 10 was missed, week 19 was leave.

function points(steps: string, usual: Usual | null): Point[] {
  let last = -2;
  return steps.split("").flatMap((step, week) => {
    const value = "12345".indexOf(step) + 1 || "abcde".indexOf(step) + 1;
    if (!value) return [];
    const joined = last >= 0 && !MET.slice(last + 1, week).some(Boolean);
    last = week;
    const outside = usual !== null && (value < usual.low || value > usual.high);
    return [{ date: day(week), meeting: `m${week}`, value, source: "12345".includes(step) ? "observed" : "said", outside, joined } satisfies Point];
  });
}

type Words = IndicatorTrend["indicator"]["words"];
function trend(key: string, name: string, words: Words, steps: string, low: number, high: number, latest: number | null, reading: Reading): IndicatorTrend {
  const usual = { low, high, n: 22 };
  return { indicator: { id: key, key, name, hint: "", question: "", words, strain: key === "workload" ? "high" : "low", retired: false }, points: points(steps, usual), usual, latest, reading };
}

const weeks = (...which: number[]) => which.map((week) => `m${week}`);

const indicators: IndicatorTrend[] = [
  trend("energy", "Energy", ["Empty", "Low", "Steady", "Good", "High"], "443d43443d.4434d434.432212", 3, 4, 2,
    { is: "run", direction: "below", since: day(22), outside: 4, of: 4, meetings: weeks(22, 23, 24, 25) }),
  trend("focus", "Focus time", ["No quiet", "Broken up", "Some blocks", "Mostly clear", "Protected"], "334c323433.3343c233.312111", 2, 4, 1,
    { is: "run", direction: "below", since: day(21), outside: 4, of: 5, meetings: weeks(21, 22, 23, 24, 25) }),
  trend("workload", "Workload", ["Too little", "Light", "Balanced", "Stretched", "Too much"], "334c44334d.3454c344.3444d4", 3, 4, 4,
    { is: "stray", direction: "above", on: day(13), meetings: weeks(13) }),
  trend("reviews", "Engagement in reviews", ["Absent", "Brief", "Present", "Thoughtful", "Leading"], "44544.445d.444544.4.443434", 3, 5, 4, { is: "within" }),
  trend("growth", "Growth", ["Stalled", "Slow", "Moving", "Stretching", "Leaping"], "3.d3.443.d.34.d3.43.......", 3, 4, 3,
    { is: "quiet", last: day(18), weeks: 8 }),
  trend("belonging", "Belonging", ["Apart", "Unsure", "Included", "Connected", "At home"], "444c444.44.5444d544.4445d4", 3, 5, 4, { is: "within" }),
];

const minutes = [30, 35, 30, 25, 30, 40, 30, 30, 35, 30, 30, 30, 30, 45, 30, 25, 30, 35, 30, 30, 30, 30, 25, 30, 35, 30];
function status(week: number): Status {
  if (week === 10) return { is: "missed", by: "them" };
  if (week === 19) return { is: "leave" };
  if ([4, 14, 20].includes(week)) return { is: "moved", from: day(week), by: "me" };
  return { is: "held" };
}

const marks: CadenceMark[] = [
  ...minutes.map((long, week) => ({ date: day(week), meeting: `m${week}`, minutes: long, status: status(week) })),
  { date: "2026-10-09", meeting: null, minutes: 30, status: { is: "planned" } },
];

const row = (key: string, name: string, counts: number[], quiet = 0) => ({
  key, name, counts, total: counts.reduce((sum, count) => sum + count, 0), quiet: counts.map((_, at) => at >= counts.length - quiet), weeks_since: quiet ? 8 : 0,
});

/** How many of each mark, in the order of their dates. */
export function kept(onTime: number, late: number, pastDue: number, open: number): { on_time: number; come_due: number; marks: KeptMark[] } {
  const of = (count: number, mark: KeptMark): KeptMark[] => Array.from({ length: count }, () => mark);
  return { on_time: onTime, come_due: onTime + late + pastDue, marks: [...of(onTime, "on_time"), ...of(late, "late"), ...of(pastDue, "past_due"), ...of(open, "open")] };
}

/** The Trends tab of Mira. */
export const trends: TrendsPage = {
  from: "2026-04-10", to: "2026-10-09", asked: true, indicators, bands: [], fresh_starts: [], check_ins: 24,
  cadence: { marks, met: 24, of: 25, usual_minutes: 30, moved: 3, moved_by_me: 3, missed: 1, leave: 1 },
  topics: {
    months: ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"],
    rows: [
      row("delivery", "Delivery", [4, 3, 4, 3, 4, 1]), row("wellbeing", "Wellbeing", [1, 1, 2, 1, 3, 1]), row("team", "Team and trust", [1, 2, 1, 1, 2, 1]),
      row("feedback-loops", "Feedback loops", [2, 1, 0, 1, 1, 0]), row("career", "Career and growth", [2, 1, 1, 1, 0, 0], 2),
    ],
  },
  kept_by_me: kept(14, 3, 1, 1), kept_by_them: kept(16, 1, 0, 1),
  past_due: [followUp("f1", "Take Mira off on-call, week 43", "me", "2026-10-02")],
};
