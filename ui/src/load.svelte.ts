// Reading from the vault inside a component: the value, the failure, and reading again after a write.
// It keeps nothing once the component is gone.
import { app } from "./state.svelte";

/** What a read has brought so far. */
export interface Loaded<T> {
  /** The latest value; stays while a newer one is under way. */
  readonly value: T | undefined;
  /** Why the latest read failed. */
  readonly failure: unknown;
  /** Whether the latest read is still under way. */
  readonly pending: boolean;
}

/**
 * Runs `read` now, whenever a signal it uses changes, and after every write (`changed()`).
 * An answer that was overtaken by a newer question is dropped. Call it while a component starts.
 */
export function load<T>(read: () => Promise<T>): Loaded<T> {
  let value = $state.raw<T | undefined>(undefined);
  let failure = $state.raw<unknown>(undefined);
  let pending = $state(true);
  let question = 0;
  $effect(() => {
    void app.version;
    const mine = ++question;
    pending = true;
    read().then(
      (answer) => {
        if (mine !== question) return;
        value = answer;
        failure = undefined;
        pending = false;
      },
      (problem: unknown) => {
        if (mine !== question) return;
        failure = problem;
        pending = false;
      },
    );
  });
  return {
    get value() { return value; },
    get failure() { return failure; },
    get pending() { return pending; },
  };
}
