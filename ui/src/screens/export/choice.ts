// What the manager chose for a packet, as the draft the engine takes, and the words for what it leaves out.
// No drawing, no saving.
import type { Include, PacketDraft, PacketPreview } from "../../api";
import { monthsBefore, plural } from "../../format";

/** How the dates of a packet are chosen. */
export type Span = "three_months" | "six_months" | "this_year" | "pick";

/** Everything on the form but the password. */
export interface Choice { span: Span; from: string; to: string; include: Include }

/** Half a year, without check-ins and private passages: those go in by hand only. */
export function firstChoice(today: string): Choice {
  return {
    span: "six_months", from: monthsBefore(today, 6), to: today,
    include: { notes: true, follow_ups: true, goals: true, cadence: true, check_ins: false, private: false },
  };
}

/** The draft for the engine. An empty day means no end on that side. */
export function draftOf(person: string, choice: Choice, today: string): PacketDraft {
  const from = {
    three_months: monthsBefore(today, 3),
    six_months: monthsBefore(today, 6),
    this_year: `${today.slice(0, 4)}-01-01`,
    pick: choice.from || null,
  }[choice.span];
  return { person, kind: "history", from, to: choice.span === "pick" ? choice.to || null : null, include: { ...choice.include } };
}

const names: [keyof Include, string][] = [
  ["notes", "notes"], ["follow_ups", "follow-ups"], ["goals", "goals"], ["cadence", "cadence"], ["check_ins", "check-ins"], ["private", "private passages"],
];

/** "6 pages, 24 meetings. Without check-ins or private passages." Where none are kept, check-ins are not spoken of. */
export function summary(preview: PacketPreview, include: Include, checkIns = true): string {
  const out = names.filter(([key]) => !include[key] && (checkIns || key !== "check_ins")).map(([, name]) => name);
  const last = out.pop();
  const without = last ? ` Without ${out.length ? `${out.join(", ")} or ` : ""}${last}.` : "";
  return `${plural(preview.pages.length, "page")}, ${plural(preview.meetings, "meeting")}.${without}`;
}
