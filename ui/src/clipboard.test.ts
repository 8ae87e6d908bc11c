// A copied secret leaves the clipboard again.
// The real clipboard is the system's; here it is a list of what was written.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { COPY_SECONDS, copyOnce } from "./clipboard";

let written: string[];
let refuse: boolean;
beforeEach(() => {
  written = [];
  refuse = false;
  vi.useFakeTimers();
  vi.stubGlobal("navigator", {
    clipboard: {
      writeText: async (text: string) => {
        if (refuse) throw new DOMException("no", "NotAllowedError");
        written.push(text);
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("after half a minute the clipboard is empty", async () => {
  await copyOnce("harbor cedar");
  await vi.advanceTimersByTimeAsync((COPY_SECONDS - 1) * 1000);
  expect(written).toEqual(["harbor cedar"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toEqual(["harbor cedar", ""]);
});

test("where clearing needs a press, the next press clears", async () => {
  await copyOnce("harbor cedar");
  refuse = true;
  await vi.advanceTimersByTimeAsync(COPY_SECONDS * 1000);
  expect(written).toEqual(["harbor cedar"]);
  refuse = false;
  dispatchEvent(new Event("pointerdown"));
  dispatchEvent(new Event("keydown"));
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual(["harbor cedar", ""]);
});
