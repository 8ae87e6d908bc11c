// Tells the shell that somebody is there: it locks the vault after minutes without a key or a movement.
// How many minutes, and locking itself, is the shell's business.
import { api } from "./api";
import { app } from "./state.svelte";

/** Telling more often than this, in milliseconds, would change nothing. */
const PAUSE = 5_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "input"] as const;

/** Listens for signs of somebody until the returned function is called. */
export function watchPresence(target: Window = window): () => void {
  let told = -PAUSE;
  const tell = (event: Event) => {
    if (app.phase === "locked" || app.phase === "starting" || event.timeStamp - told < PAUSE) return;
    told = event.timeStamp;
    // A shell that cannot be told locks early, which loses nothing.
    api.stillHere().catch(() => undefined);
  };
  for (const sign of SIGNS) target.addEventListener(sign, tell, { capture: true, passive: true });
  return () => {
    for (const sign of SIGNS) target.removeEventListener(sign, tell, { capture: true });
  };
}
