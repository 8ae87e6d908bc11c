// How a goal is told: how sure they are, when a step is due, how many are in play.
// Whether a goal is quiet is the engine's to say.
import type { Goal, GoalCard, GoalCheckIn, GoalDraft, GoalKind, Milestone, Person } from "../../api";
import { capital, due, inWords, monthLong, possessive, shortDate } from "../../format";

/** The five steps of confidence, from 1 to 5. */
export const confidenceWords = ["unsure", "doubtful", "fairly sure", "sure", "certain"] as const;

/** The kinds of growth, in the order they are offered. */
export const kinds: { value: GoalKind; label: string }[] = [
  { value: "technical", label: "Technical depth" }, { value: "delivery", label: "Delivery" }, { value: "people", label: "People" },
  { value: "influence", label: "Influence" }, { value: "learning", label: "Learning" },
];

/** "fairly sure" for 3. */
export function sure(confidence: number): string {
  return confidenceWords[Math.min(5, Math.max(1, confidence)) - 1]!;
}

/** "Fairly sure" and ", was sure in August": the latest, and the level before it with the month it began. */
export function confidenceSentence(checkIns: readonly GoalCheckIn[]): { now: string; before: string } | null {
  const last = checkIns[checkIns.length - 1];
  if (!last) return null;
  const now = capital(sure(last.confidence));
  let at = checkIns.length - 1;
  while (at >= 0 && checkIns[at]!.confidence === last.confidence) at--;
  if (at < 0) return { now, before: "" };
  const level = checkIns[at]!.confidence;
  while (at > 0 && checkIns[at - 1]!.confidence === level) at--;
  return { now, before: `, was ${sure(level)} in ${monthLong(checkIns[at]!.date)}` };
}

/** "Her", "His", or the name where the pronouns do not say. */
export function whose(person: Pick<Person, "pronouns" | "short_name">): string {
  const first = person.pronouns.trim().toLowerCase().split(/[/\s,]/)[0];
  if (first === "she") return "Her";
  if (first === "he") return "His";
  return first === "they" ? "Their" : possessive(person.short_name);
}

/** What stands at the end of a milestone: "12 Jun", "due today", "7 days over", "January". */
export function milestoneDate(step: Milestone, today: string): string {
  if (step.done) return shortDate(step.done, today);
  if (!step.due) return "";
  const when = due(step.due, today);
  if (when.state === "today") return "due today";
  if (when.state === "over") return when.text;
  return step.due.slice(0, 4) === today.slice(0, 4) ? shortDate(step.due, today) : monthLong(step.due);
}

/** "Mira is working on three things. One has gone quiet.", or over everyone's goals. */
export function headline(cards: readonly GoalCard[], name?: string): string {
  const active = cards.filter(({ goal }) => goal.state === "active");
  const quiet = active.filter(({ quiet_weeks }) => quiet_weeks !== null).length;
  const things = (count: number) => `${inWords(count)} ${count === 1 ? "thing" : "things"}`;
  const first = name
    ? active.length ? `${name} is working on ${things(active.length)}.` : `${name} has no goal in play.`
    : active.length ? `${capital(inWords(active.length))} ${active.length === 1 ? "goal" : "goals"} in play.` : "No goal in play.";
  if (quiet === 0) return first;
  return `${first} ${capital(inWords(quiet))} ${quiet === 1 ? "has" : "have"} gone quiet.`;
}

/** A goal as entered, to change one thing of it. */
export function draftOf(goal: Goal): GoalDraft {
  const { person, title, kind, why, skills, horizon, about, state, next_step, milestones } = goal;
  return { person, title, kind, why, skills, horizon, about, state, next_step, milestones: milestones.map(({ id, text, done, due }) => ({ id, text, done, due })) };
}

/** A goal nobody has named yet. */
export function newGoal(person: string): GoalDraft {
  return { person, title: "", kind: "technical", why: "", skills: [], horizon: null, about: "", state: "active", next_step: null, milestones: [] };
}

/** How many of these goals are of each kind, all five kinds named, so that a missing one shows. */
export function balance(cards: readonly GoalCard[]): { label: string; count: number }[] {
  return kinds.map(({ value, label }) => ({ label, count: cards.filter(({ goal }) => goal.kind === value).length }));
}
