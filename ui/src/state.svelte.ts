// Where the manager is: which screen, which overlay, and that something changed.
// No data from the vault is kept here; screens read it through `api` each time.
import type { AgendaSource } from "./api";

/** The pages of a person. */
export type PersonTab = "overview" | "notes" | "follow-ups" | "goals" | "trends";

/** One place in the app. */
export type Route =
  | { screen: "today" }
  | { screen: "follow-ups" }
  | { screen: "goals" }
  | { screen: "attention" }
  | { screen: "settings" }
  /** Everyone whose check-ins are unlike themselves. */
  | { screen: "readings" }
  /** What the numbers of the trends mean. */
  | { screen: "about-trends" }
  /** `at` is the meeting whose note is looked for on the Notes tab. */
  | { screen: "person"; id: string; tab: PersonTab; at?: string }
  | { screen: "meeting"; id: string }
  | { screen: "note"; id: string };

/** What lies above the screen; one at a time. */
export type Overlay =
  | { kind: "palette" }
  /** `name` is what the manager called them already. */
  | { kind: "add-person"; name?: string }
  | { kind: "edit-person"; id: string }
  | { kind: "export"; person: string }
  | { kind: "new-note"; person?: string }
  | { kind: "add-to-agenda"; person?: string; text?: string; source?: AgendaSource }
  | { kind: "new-follow-up"; person?: string; text?: string }
  | { kind: "erase-person"; id: string; name: string }
  | { kind: "plan-meeting"; person: string }
  /** A check-in outside a 1:1. */
  | { kind: "check-in"; person: string }
  /** The next 1:1 moves, or does not take place. */
  | { kind: "move-meeting"; person: string }
  /** Without `id` a new stretch without 1:1s. */
  | { kind: "absence"; person: string; id?: string }
  /** Without `since` a new role. */
  | { kind: "role"; person: string; since?: string }
  | { kind: "archived-people" }
  | { kind: "ask-question"; person?: string }
  /** With a meeting a template can be put into it; with `insert` into the note that is open. */
  | { kind: "templates"; meeting?: string; insert?: (text: string) => void }
  | { kind: "capture"; person?: string; text?: string }
  | { kind: "feedback"; person?: string; text?: string }
  | { kind: "note-history"; note: string }
  | { kind: "trash" }
  | { kind: "keep-evidence"; person: string; meeting: string; quote: string };

/** Whether a vault is open, and what stands in front of it when it is not. */
export type Phase = "starting" | "locked" | "creating" | "open";

export const app = $state({
  phase: "starting" as Phase,
  route: { screen: "today" } as Route,
  overlay: null as Overlay | null,
  /** The sidebar is wanted although a meeting folds it. */
  sidebar: false,
  /** Counts writes: whoever read from the vault reads again when it moves. */
  version: 0,
});

const back: Route[] = [];

/** Goes to a place and remembers where it came from. */
export function go(route: Route): void {
  back.push($state.snapshot(app.route));
  if (back.length > 50) back.shift();
  app.sidebar = false;
  app.overlay = null;
  app.route = route;
}

/** Goes back to the place before, or to Today. */
export function goBack(): void {
  app.route = back.pop() ?? { screen: "today" };
}

/** Opens an overlay, replacing another. */
export function show(overlay: Overlay): void {
  app.overlay = overlay;
}

/** Closes the overlay. */
export function closeOverlay(): void {
  app.overlay = null;
}

/** Says that the vault was written to: lists and counts read again. */
export function changed(): void {
  app.version += 1;
}

/** Forgets every place: the next unlock starts on Today. */
export function forget(phase: Phase): void {
  back.length = 0;
  app.route = { screen: "today" };
  app.overlay = null;
  app.sidebar = false;
  app.phase = phase;
}
