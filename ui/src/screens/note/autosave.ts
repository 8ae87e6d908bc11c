// Keeps the stored note a second behind the typed one at most, and says how that goes.
// It knows texts and times; the editor and the shell are handed to it.
import type { NoteDraft, SavedNote } from "../../api";

/** A pause of this length after the last key is enough to save, in milliseconds. */
export const PAUSE = 500;
/** While typing goes on, a save begins at most this often, in milliseconds. */
export const AT_MOST_EVERY = 1000;
/** After a save that did not work, it is tried again this much later, in milliseconds. */
export const AGAIN_AFTER = 3000;

/** What becomes of the text. */
export type Saving = { at: "rest" } | { at: "saving" } | { at: "saved"; saved: SavedNote } | { at: "unsaved"; problem: unknown };

/** What the autosave is given. */
export interface AutosavePorts {
  /** The text as it stands now. */
  text: () => string;
  save: (draft: NoteDraft) => Promise<SavedNote>;
  /** Told before a save begins; whatever is typed later comes on top of this text. */
  began: (text: string) => void;
  /** Told of every change of state. */
  tell: (saving: Saving) => void;
}

/** Saves a note by itself. */
export class Autosave {
  private dirty = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private began = Number.NEGATIVE_INFINITY;
  private running: Promise<void> | null = null;

  constructor(private readonly ports: AutosavePorts, private base: number) {}

  /** The revision the next save is based on. */
  get revision(): number {
    return this.base;
  }

  /** Nothing waits to be saved and nothing is under way. */
  get calm(): boolean {
    return !this.dirty && !this.running;
  }

  /** The stored note moved on elsewhere and the editor has taken its text over. */
  rebase(revision: number): void {
    this.base = revision;
  }

  /** Something was typed. */
  changed(): void {
    this.dirty = true;
    this.ports.tell({ at: "saving" });
    const now = Date.now();
    this.plan(Math.max(Math.min(now + PAUSE, this.dueAt), this.began + AT_MOST_EVERY, now));
  }

  /** Saves what is not saved yet; rejects when that does not work. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.dueAt = Number.POSITIVE_INFINITY;
    while (this.running || this.dirty) {
      await (this.running ?? this.save());
    }
  }

  private plan(at: number): void {
    clearTimeout(this.timer);
    this.dueAt = at;
    this.timer = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY;
      if (!this.running) this.save().catch(() => undefined);
    }, at - Date.now());
  }

  private save(): Promise<void> {
    const text = this.ports.text();
    this.dirty = false;
    this.began = Date.now();
    this.ports.began(text);
    this.running = this.ports.save({ text, base: this.base }).then(
      (saved) => {
        this.running = null;
        this.base = saved.note.revision;
        this.ports.tell({ at: "saved", saved });
        if (this.dirty) this.changed();
      },
      (problem: unknown) => {
        this.running = null;
        this.dirty = true;
        this.ports.tell({ at: "unsaved", problem });
        this.plan(Date.now() + AGAIN_AFTER);
        throw problem;
      },
    );
    return this.running;
  }
}
