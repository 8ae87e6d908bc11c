// What can be done from the palette by name, and which of it fits what was typed.
// Finding notes is the engine's; drawing is Palette.svelte's.
import uFuzzy from "@leeoniya/ufuzzy";
import { api, type Keeping, type Person } from "../../api";
import { evidenceInView, lockNow, personInView, wordsInView } from "../../keys";
import type { IconName } from "../../parts/icons";
import { app, go, show } from "../../state.svelte";
import { takeBack } from "../../steps";
import { setTheme } from "../../theme";
import { startMeeting } from "../start";

/** One line under Commands. */
export interface Command {
  label: string;
  icon: IconName;
  keys?: string;
  act: () => void | Promise<void>;
}

const fuzzy = new uFuzzy({ intraMode: 1 });

/** At most this many commands found by name. */
const FOUND = 6;

async function useTheme(theme: string): Promise<void> {
  const settings = await api.settings();
  await api.editSettings({ ...settings, theme });
  setTheme(theme);
}

/** What commands call somebody: the short name, or as much more as it takes to be told apart from everyone else. */
function called(person: Person, people: readonly Person[]): string {
  if (people.filter(({ short_name }) => short_name === person.short_name).length < 2) return person.short_name;
  return people.filter(({ name }) => name === person.name).length < 2 ? person.name : `${person.name} (${person.slug})`;
}

function fixed(people: readonly Person[], keeping: Keeping): Command[] {
  const twice = (person: Person) => people.filter(({ name }) => name === person.name).length > 1;
  const keepWords = evidenceInView();
  const words = wordsInView();
  return [
    ...people.map((person): Command => ({ label: `Start 1:1 with ${called(person, people)}`, icon: "talk", act: () => startMeeting(person.id) })),
    { label: "Go to Today", icon: "today", keys: "Ctrl 1", act: () => go({ screen: "today" }) },
    { label: "Go to Follow-ups", icon: "follow-up", keys: "Ctrl 2", act: () => go({ screen: "follow-ups" }) },
    { label: "Go to Goals", icon: "goals", keys: "Ctrl 3", act: () => go({ screen: "goals" }) },
    { label: "Go to My attention", icon: "eye", keys: "Ctrl 4", act: () => go({ screen: "attention" }) },
    { label: "Go to Settings", icon: "sliders", act: () => go({ screen: "settings" }) },
    ...people.map((person): Command => ({ label: `Go to ${twice(person) ? called(person, people) : person.name}`, icon: "person", act: () => go({ screen: "person", id: person.id, tab: "overview" }) })),
    ...people.map((person): Command => ({ label: `Export about ${called(person, people)}…`, icon: "export", act: () => show({ kind: "export", person: person.id }) })),
    ...people.map((person): Command => ({ label: `Ask ${called(person, people)} a question…`, icon: "talk", act: () => show({ kind: "ask-question", person: person.id }) })),
    ...people.map((person): Command => ({ label: `Move the 1:1 with ${called(person, people)}…`, icon: "today", act: () => show({ kind: "move-meeting", person: person.id }) })),
    ...people.map((person): Command => ({ label: `Plan a 1:1 with ${called(person, people)}…`, icon: "today", act: () => show({ kind: "plan-meeting", person: person.id }) })),
    ...people.map((person): Command => ({ label: `${called(person, people)} is away, or pause 1:1s…`, icon: "clock", act: () => show({ kind: "absence", person: person.id }) })),
    ...people.map((person): Command => ({ label: `New role for ${called(person, people)}…`, icon: "person", act: () => show({ kind: "role", person: person.id }) })),
    { label: "Ask a question…", icon: "talk", act: () => show({ kind: "ask-question", person: personInView() }) },
    { label: "Templates for a 1:1…", icon: "note", act: () => show({ kind: "templates", ...(app.route.screen === "meeting" ? { meeting: app.route.id } : {}) }) },
    { label: "People who left…", icon: "folder", act: () => show({ kind: "archived-people" }) },
    ...(keeping === "notes_only" ? [] : [
      ...people.map((person): Command => ({ label: `Check in about ${called(person, people)}…`, icon: "talk", act: () => show({ kind: "check-in", person: person.id }) })),
      { label: "Go to Worth a conversation", icon: "talk", act: () => go({ screen: "readings" }) } satisfies Command,
      { label: "What the numbers of the trends mean", icon: "note", act: () => go({ screen: "about-trends" }) } satisfies Command,
    ]),
    ...(keepWords ? [{ label: "Keep the selected words as evidence", icon: "link", keys: "Ctrl Shift E", act: keepWords } satisfies Command] : []),
    ...(words ? [{ label: "Put the selected words on an agenda", icon: "plus", keys: "Ctrl Shift A", act: () => show({ kind: "add-to-agenda", person: personInView(), text: words }) } satisfies Command] : []),
    { label: "Open the trash", icon: "note", act: () => show({ kind: "trash" }) },
    { label: "Undo the last change", icon: "back", keys: "Ctrl Z", act: () => takeBack() },
    { label: "Add a person", icon: "person", act: () => show({ kind: "add-person" }) },
    { label: "Use the light theme", icon: "sliders", act: () => useTheme("light") },
    { label: "Use the dark theme", icon: "sliders", act: () => useTheme("dark") },
    { label: "Use the system’s theme", icon: "sliders", act: () => useTheme("system") },
  ];
}

/**
 * The commands for what was typed: those found by name, then what can always be done with the words.
 * `person` is whom the view, the filter or the first note found is about.
 */
export function commandsFor(text: string, people: readonly Person[], person: Person | undefined, keeping: Keeping = "check_ins"): Command[] {
  const words = text.trim();
  const all = fixed(people, keeping);
  const found = words ? byName(all, words) : [];
  const whose = person ? { person: person.id } : {};
  const always: Command[] = [
    ...(person ? [{ label: `Start 1:1 with ${called(person, people)}`, icon: "talk", keys: "Ctrl Enter", act: () => startMeeting(person.id) } satisfies Command] : []),
    { label: words ? `Add “${words}” to an agenda…` : "Add to an agenda…", icon: "plus", keys: "Ctrl Shift A", act: () => show({ kind: "add-to-agenda", ...whose, text: words }) },
    ...(words ? [] : [{ label: "Ask a question…", icon: "talk", act: () => show({ kind: "ask-question", ...whose }) } satisfies Command]),
    { label: words ? `New follow-up about ${words}…` : "New follow-up…", icon: "follow-up", keys: "Ctrl Shift F", act: () => show({ kind: "new-follow-up", ...whose, text: words }) },
    { label: words ? `Capture “${words}”…` : "Capture a thought…", icon: "edit", keys: "Ctrl Shift N", act: () => show({ kind: "capture", ...whose, text: words }) },
    { label: words ? `Tell ${person?.short_name ?? "somebody"} “${words}”…` : "Praise or feedback to tell…", icon: "talk", act: () => show({ kind: "feedback", ...whose, text: words }) },
    ...(words ? [] : [{ label: "New note…", icon: "note", keys: "Ctrl N", act: () => show({ kind: "new-note", ...whose }) } satisfies Command]),
    { label: "Lock now", icon: "lock", keys: "Ctrl L", act: lockNow },
  ];
  const more = words ? [] : all.filter(({ label }) => /^Go to (Today|Follow-ups|Goals|Settings)$/.test(label));
  const lines = [...found, ...always, ...more];
  return lines.filter((line, at) => lines.findIndex(({ label }) => label === line.label) === at);
}

function byName(all: Command[], words: string): Command[] {
  const [ids, , order] = fuzzy.search(all.map(({ label }) => label), words, 1);
  if (!ids) return [];
  const best = order ? order.map((at) => ids[at]!) : ids;
  return best.slice(0, FOUND).map((id) => all[id]!);
}
