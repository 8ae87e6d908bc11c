// What a 1:1 may touch: the topics a new vault knows, in the order they are offered.
// The list itself is the engine's (`migrations/0001_start.sql`); a test keeps the two alike.
import { capital } from "./format";

/** The topics offered, by key and name. */
export const topics: readonly { key: string; name: string }[] = [
  { key: "delivery", name: "Delivery" },
  { key: "wellbeing", name: "Wellbeing" },
  { key: "workload", name: "Workload" },
  { key: "focus", name: "Focus and interruptions" },
  { key: "feedback-loops", name: "Feedback loops" },
  { key: "reviews", name: "Reviews" },
  { key: "career", name: "Career and growth" },
  { key: "learning", name: "Learning" },
  { key: "coaching", name: "Coaching" },
  { key: "partnership", name: "EM, TL and seniors" },
  { key: "team", name: "Team and trust" },
  { key: "recognition", name: "Recognition" },
  { key: "autonomy", name: "Autonomy" },
  { key: "feedback-for-me", name: "Feedback for me" },
  { key: "life", name: "Life outside" },
];

/** "Career and growth" for `career`; a topic that came with an import is called by its key. */
export function topicName(key: string): string {
  return topics.find((one) => one.key === key)?.name ?? capital(key.replaceAll("-", " "));
}
