// What jsdom lacks, and a clean slate between tests.
// No answers of the shell: each test installs its own.
import { clearMocks } from "@tauri-apps/api/mocks";
import { configure } from "@testing-library/svelte";
import { afterEach } from "vitest";
import { forget } from "../state.svelte";

// The first screen behind the door is transformed while a test waits for it.
configure({ asyncUtilTimeout: 20_000 });

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.animate ??= (() => ({ finished: Promise.resolve(), cancel() {}, finish() {} })) as never;
// axe-core asks for a canvas to see icon fonts; there are none.
HTMLCanvasElement.prototype.getContext = (() => null) as never;

// The editor measures text; without a layout every stretch of it is an empty box.
Range.prototype.getClientRects ??= (() => []) as never;
Range.prototype.getBoundingClientRect ??= (() => new DOMRect()) as never;
URL.createObjectURL ??= () => "blob:page";
URL.revokeObjectURL ??= () => {};

afterEach(() => {
  clearMocks();
  forget("starting");
});
