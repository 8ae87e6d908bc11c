// Taking changes back and bringing them back: told of in a toast, and the keys for it.
// The steps themselves are the engine's; nothing is kept here but which was told last.
import { api } from "./api";
import { sentence } from "./failure";
import { changed } from "./state.svelte";
import { say } from "./toasts.svelte";

let told = 0;

/** What was changed before now is not told again. */
export async function beginSteps(): Promise<void> {
  told = (await api.lastStep())?.id ?? 0;
}

/** Tells of the newest change, once, with the way back; `words` say more than the engine's name for it. */
export async function tellStep(words?: string): Promise<void> {
  const step = await api.lastStep();
  if (!step || step.id <= told) {
    if (words) say(words);
    return;
  }
  told = step.id;
  if (words || !step.quiet) say(words ?? step.what, () => void takeBack(step.id));
}

const lower = (text: string) => text.charAt(0).toLocaleLowerCase("en") + text.slice(1);

/** Takes the newest change back; with `step` only when it is that one. */
export async function takeBack(step: number | null = null): Promise<void> {
  try {
    const taken = await api.undo(step);
    say(taken ? `Undone: ${lower(taken.what)}` : "There is nothing to undo.");
  } catch (refused) {
    say(sentence(refused));
  }
  changed();
}

/** Brings back what was taken back last. */
export async function bringBack(): Promise<void> {
  try {
    const brought = await api.redo();
    say(brought ? `Done again: ${lower(brought.what)}` : "There is nothing to do again.");
  } catch (refused) {
    say(sentence(refused));
  }
  changed();
}

/** Whether a key belongs to a text that takes back its own changes, or to a dialog that has made none yet. */
export function takesItsOwnBack(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, [contenteditable], [role=dialog]") !== null;
}
