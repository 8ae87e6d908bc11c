// The keyboard table of the app, as one map from chord to what it does.
// Keys inside a part (arrows, digits, Esc in a field) belong to that part.
import { tinykeys } from "tinykeys";
import { api } from "./api";
import { sentence } from "./failure";
import { lockAfter } from "./leave";
import { bringBack, takeBack, takesItsOwnBack } from "./steps";
import { app, changed, closeOverlay, forget, go, goBack, show, type Overlay, type Route } from "./state.svelte";
import { say } from "./toasts.svelte";
import { flushUnsaved } from "./unsaved";

const mac = /mac/i.test(globalThis.navigator?.platform ?? "");

/** A key chord as it reads on this system: "Ctrl K" or "⌘ K". */
export function chord(keys: string): string {
  return mac ? keys.replace("Ctrl", "⌘").replace("Shift", "⇧").replace("Alt", "⌥") : keys;
}

/** The same chord as assistive tech reads it: "Control+K". */
export function shortcut(keys: string): string {
  return keys.split(" ").map((key) => (key === "Ctrl" ? (mac ? "Meta" : "Control") : key)).join("+");
}

/** What the screen in view offers to the keyboard beside the global keys. */
export interface ScreenKeys {
  /** Whom the screen is about, where the route does not say. */
  person?: string;
  /** Ctrl Enter: start or end a 1:1. */
  start?: () => void;
  /** Ctrl Shift P: make a private passage. */
  privatePassage?: () => void;
  /** Words selected, for Ctrl Shift A; null without any, and for what is private. */
  selectedWords?: () => string | null;
  /** Ctrl Shift E: keep the words selected as evidence. */
  keepEvidence?: () => void;
  /** Ctrl Shift C: jump to the check-in. */
  checkIn?: () => void;
  /** Ctrl Shift G: jump to the goals. */
  goals?: () => void;
  /** Esc outside any field. */
  escape?: () => void;
}

let screen: ScreenKeys = {};

/** Offers keys while a screen is mounted; returns the way to take them back. */
export function offerKeys(keys: ScreenKeys): () => void {
  screen = keys;
  return () => {
    if (screen === keys) screen = {};
  };
}

/** Keeps the words selected in view as evidence; undefined where nothing can be selected. */
export function evidenceInView(): (() => void) | undefined {
  return screen.keepEvidence;
}

/** The words selected in view that may leave their note; null without any. */
export function wordsInView(): string | null {
  return screen.selectedWords?.() ?? null;
}

/** Whom the screen in view is about. */
export function personInView(): string | undefined {
  return app.route.screen === "person" ? app.route.id : screen.person;
}

async function stepPerson(step: 1 | -1): Promise<void> {
  const people = (await api.sidebar()).people.map(({ person }) => person);
  if (people.length === 0) return;
  const at = people.findIndex((person) => person.id === personInView());
  const next = at < 0 ? (step > 0 ? 0 : people.length - 1) : (at + step + people.length) % people.length;
  const tab = app.route.screen === "person" ? app.route.tab : "overview";
  go({ screen: "person", id: people[next]!.id, tab });
}

/** Begins a note of today about the person in view, or asks about whom. */
async function newNote(): Promise<void> {
  const person = personInView();
  if (!person) {
    show({ kind: "new-note" });
    return;
  }
  try {
    const { today } = await api.session();
    const note = await api.addNote(person, today);
    go({ screen: "note", id: note.id });
  } catch (problem) {
    say(sentence(problem));
  }
  changed();
}

let asked = false;

/**
 * Locks the vault; the shell replaces the window, so nothing of it stays in memory.
 * What is not saved yet is saved first; when that does not work, only a second call locks.
 */
export async function lockNow(): Promise<void> {
  try {
    await flushUnsaved();
  } catch (problem) {
    if (!asked) {
      asked = true;
      setTimeout(() => { asked = false; }, 10_000);
      say(`Not locked: the note is not saved. ${sentence(problem)} Lock again to leave it behind.`);
      return;
    }
  }
  await lockAfter(() => api.lockNow());
  forget("locked");
}

/** Listens for the keys of the table until the returned function is called. */
export function listen(target: Window = window): () => void {
  const when = (open: boolean, act: () => void | Promise<void>) => (event: KeyboardEvent) => {
    if ((app.phase === "open") !== open) return;
    event.preventDefault();
    void act();
  };
  const overlay = (make: () => Overlay) => when(true, () => show(make()));
  const step = (act: () => Promise<void>) => (event: KeyboardEvent) => {
    if (!takesItsOwnBack(event.target)) when(true, act)(event);
  };
  const route = (to: Route) => when(true, () => go(to));
  return tinykeys(target, {
    "$mod+k": overlay(() => ({ kind: "palette" })),
    "$mod+l": when(true, lockNow),
    "$mod+1": route({ screen: "today" }),
    "$mod+2": route({ screen: "follow-ups" }),
    "$mod+3": route({ screen: "goals" }),
    "$mod+4": route({ screen: "attention" }),
    "$mod+Comma": route({ screen: "settings" }),
    "$mod+n": when(true, newNote),
    "$mod+Shift+KeyN": overlay(() => ({ kind: "capture", person: personInView() })),
    "$mod+Shift+KeyA": overlay(() => ({ kind: "add-to-agenda", person: personInView(), text: wordsInView() ?? "" })),
    "$mod+Shift+KeyF": overlay(() => ({ kind: "new-follow-up", person: personInView() })),
    "$mod+Shift+KeyP": when(true, () => screen.privatePassage?.()),
    "$mod+Shift+KeyE": when(true, () => screen.keepEvidence?.()),
    "$mod+Shift+KeyC": when(true, () => screen.checkIn?.()),
    "$mod+Shift+KeyG": when(true, () => screen.goals?.()),
    "$mod+Enter": when(true, () => screen.start?.()),
    "$mod+e": when(true, () => {
      const person = personInView();
      if (person) show({ kind: "export", person });
    }),
    "$mod+z": step(() => takeBack()),
    "$mod+Shift+z": step(bringBack),
    "$mod+y": step(bringBack),
    "Alt+ArrowUp": when(true, () => stepPerson(-1)),
    "Alt+ArrowDown": when(true, () => stepPerson(1)),
    "Alt+ArrowLeft": when(true, goBack),
    Escape: (event) => {
      if (event.defaultPrevented || app.phase !== "open") return;
      if (app.overlay) closeOverlay();
      else screen.escape?.();
    },
  });
}
