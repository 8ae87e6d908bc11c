// Begins a 1:1, or goes on with the one that runs, and shows it.
// What a start means for plan and note is the engine's.
import { api } from "../../api";
import { sentence } from "../../failure";
import { changed, go } from "../../state.svelte";
import { say } from "../../toasts.svelte";

/** Starts a 1:1 with a person now and goes to it; says why when it cannot begin. */
export async function startMeeting(person: string): Promise<void> {
  try {
    const id = await api.startMeeting(person);
    go({ screen: "meeting", id });
    changed();
  } catch (problem) {
    say(sentence(problem));
  }
}
