// What two people agreed, as text to send to the other one.
// Nothing of the note itself, and nothing private: only follow-ups and the next date.
import type { FollowUp, Person, WrapUp } from "../../api";
import { date } from "../../format";

/** How the text is marked up. */
export type AgreedFormat = "plain" | "markdown";

/** Lines such as "- Send the rubric, by Thu 15 Oct", under a heading for each side. */
export function agreedText(wrapUp: WrapUp, person: Person, today: string, format: AgreedFormat = "plain"): string {
  const rich = format === "markdown";
  const line = (one: FollowUp) => `- ${one.text}${one.due ? `, by ${date(one.due, today)}` : ""}`;
  const side = (title: string, owner: "me" | "them") => {
    const list = wrapUp.agreed.filter((one) => one.owner === owner).map(line);
    return list.length ? [rich ? `**${title}**` : `${title}:`, "", ...list, ""].filter((words, at) => rich || at !== 1) : [];
  };
  const next = wrapUp.next ? [`Next 1:1: ${date(wrapUp.next, today)}, ${wrapUp.next.slice(11, 16)}`] : [];
  return [
    `${rich ? "## " : ""}What we agreed on ${date(wrapUp.meeting.date, today)}`, "",
    ...side("I will", "me"), ...side(`${person.short_name} will`, "them"), ...next,
  ].join("\n").trimEnd();
}
