// When the autosave writes, and what it does when it cannot.
// The clock is a false one; the shell is a function.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NoteDraft, SavedNote } from "../../api";
import { AGAIN_AFTER, AT_MOST_EVERY, Autosave, PAUSE, type Saving } from "./autosave";

let text = "";
let told: Saving["at"][] = [];
let saves: NoteDraft[] = [];
let answer: (draft: NoteDraft) => Promise<SavedNote>;

const stored = (draft: NoteDraft): SavedNote => ({
  note: { id: "n", person: "p", meeting: null, date: "2026-10-09", text: draft.text, revision: draft.base + 1, saved_at: "2026-10-09T10:48:00Z" },
  follow_ups: [],
});

function autosave(): Autosave {
  return new Autosave({
    text: () => text,
    save: (draft) => { saves.push(draft); return answer(draft); },
    began: () => {},
    tell: ({ at }) => { if (told.at(-1) !== at) told.push(at); },
  }, 1);
}

beforeEach(() => {
  vi.useFakeTimers();
  [text, told, saves] = ["", [], []];
  answer = (draft) => Promise.resolve(stored(draft));
});
afterEach(() => vi.useRealTimers());

test("a note is saved within a second of the last key", async () => {
  const one = autosave();
  text = "a";
  one.changed();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(saves).toEqual([{ text: "a", base: 1 }]);
  expect(told).toEqual(["saving", "saved"]);
});

test("while typing goes on it is saved about once a second, each on top of the one before", async () => {
  const one = autosave();
  for (let key = 0; key < 50; key++) {
    text += "x";
    one.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(AT_MOST_EVERY);
  expect(saves.length).toBeGreaterThanOrEqual(5);
  expect(saves.length).toBeLessThanOrEqual(7);
  expect(saves.map(({ base }) => base)).toEqual(saves.map((_, at) => at + 1));
  expect(saves.at(-1)?.text).toBe(text);
});

test("what is typed while a save is under way is saved after it, never beside it", async () => {
  let release = () => {};
  answer = (draft) => new Promise((resolve) => { release = () => resolve(stored(draft)); });
  const one = autosave();
  text = "a";
  one.changed();
  await vi.advanceTimersByTimeAsync(PAUSE);
  text = "ab";
  one.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saves).toHaveLength(1);
  release();
  await vi.advanceTimersByTimeAsync(AT_MOST_EVERY);
  expect(saves[1]).toEqual({ text: "ab", base: 2 });
});

test("flush saves at once and waits for everything typed before it", async () => {
  const one = autosave();
  text = "a";
  one.changed();
  await one.flush();
  expect(saves).toHaveLength(1);
  expect(one.calm).toBe(true);
});

test("flush without a change writes nothing", async () => {
  await autosave().flush();
  expect(saves).toEqual([]);
});

test("a save that fails is tried again until it works, and says so until then", async () => {
  answer = () => Promise.reject(new Error("no room"));
  const one = autosave();
  text = "a";
  one.changed();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(told).toEqual(["saving", "unsaved"]);
  expect(one.calm).toBe(false);
  answer = (draft) => Promise.resolve(stored(draft));
  await vi.advanceTimersByTimeAsync(AGAIN_AFTER);
  expect(told.at(-1)).toBe("saved");
  expect(saves).toHaveLength(2);
});

test("flush says when the text could not be saved", async () => {
  answer = () => Promise.reject(new Error("no room"));
  const one = autosave();
  text = "a";
  one.changed();
  await expect(one.flush()).rejects.toThrow("no room");
});
