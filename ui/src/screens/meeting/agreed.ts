// What two people agreed, as plain text to send to the other one.
// Nothing of the note itself: only follow-ups and the next date.
import type { FollowUp, Person, WrapUp } from "../../api";
import { date } from "../../format";

/** Lines such as "- Send the rubric, by Thu 15 Oct", under a heading for each side. */
export function agreedText(wrapUp: WrapUp, person: Person, today: string): string {
  const line = (one: FollowUp) => `- ${one.text}${one.due ? `, by ${date(one.due, today)}` : ""}`;
  const side = (title: string, owner: "me" | "them") => {
    const list = wrapUp.agreed.filter((one) => one.owner === owner).map(line);
    return list.length ? [`${title}:`, ...list, ""] : [];
  };
  const next = wrapUp.next ? [`Next 1:1: ${date(wrapUp.next, today)}, ${wrapUp.next.slice(11, 16)}`] : [];
  return [
    `What we agreed on ${date(wrapUp.meeting.date, today)}`, "",
    ...side("I will", "me"), ...side(`${person.short_name} will`, "them"), ...next,
  ].join("\n").trimEnd();
}
