// How long the door stays shut after wrong tries, asked of the shell, which keeps it.
// What is said about it is the door's business.
import { api } from "./api";

const SECOND = 1000;

/** Counts down what the shell says about one vault. Call `ask` after a wrong try, and `stop` when leaving. */
export class Wait {
  /** Whole seconds until the next try; 0 when it may be tried. */
  seconds = $state(0);
  /** For a screen reader: said at the start, every ten seconds, and at the end. */
  said = $state("");
  #timer: ReturnType<typeof setInterval> | undefined;

  async ask(vault: string): Promise<void> {
    this.stop();
    await this.#read(vault);
    if (this.seconds === 0) return;
    this.said = `Wait ${this.seconds} seconds before the next try.`;
    this.#timer = setInterval(() => void this.#read(vault), SECOND);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.seconds = 0;
    this.said = "";
  }

  async #read(vault: string): Promise<void> {
    const before = this.seconds;
    // A shell that does not answer does not open either: the door need not be held shut here.
    this.seconds = await api.unlockWait(vault).catch(() => 0);
    if (!this.#timer) return;
    if (this.seconds === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.said = "You can try again.";
    } else if (this.seconds < before && this.seconds % 10 === 0) {
      this.said = `${this.seconds} seconds left.`;
    }
  }
}
