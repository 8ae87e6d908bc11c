// How a stretch with a reason reads: its name, its days.
// What it does to the usual is the engine's.
import type { ContextBand, ContextKind } from "../../api";
import { shortDate } from "../../format";

/** The kinds, in the order they are offered. */
export const kinds: { value: ContextKind; label: string }[] = [
  { value: "on_call", label: "On call" }, { value: "release", label: "Release" }, { value: "leave", label: "Leave" },
  { value: "reorganisation", label: "Reorganisation" }, { value: "other", label: "Other" },
];

/** "Release: ledger cut-over", or the kind alone, or the own words alone. */
export function bandName({ kind, label }: Pick<ContextBand, "kind" | "label">): string {
  const name = kinds.find(({ value }) => value === kind)!.label;
  if (kind === "other" && label) return label;
  return label ? `${name}: ${label}` : name;
}

/** "3 Aug to 14 Aug", "since 3 Aug", "on 3 Aug" */
export function bandDays({ from, to }: Pick<ContextBand, "from" | "to">, today: string): string {
  if (!to) return `since ${shortDate(from, today)}`;
  return from === to ? `on ${shortDate(from, today)}` : `${shortDate(from, today)} to ${shortDate(to, today)}`;
}
