// Starting a 1:1 from anywhere: the meeting begins, or the running one goes on, and its screen opens.
// When another 1:1 runs, the engine's sentence is said and nothing changes.
import { api } from "../api";
import { sentence } from "../failure";
import { changed, go } from "../state.svelte";
import { say } from "../toasts.svelte";

/** Starts the 1:1 with a person and goes there. */
export async function startMeeting(person: string): Promise<void> {
  try {
    const id = await api.startMeeting(person);
    changed();
    go({ screen: "meeting", id });
  } catch (refused) {
    say(sentence(refused));
  }
}
