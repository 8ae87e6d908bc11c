// What jsdom lacks, and a clean slate between tests.
// No answers of the shell: each test installs its own.
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach } from "vitest";
import { forget } from "../state.svelte";

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

afterEach(() => {
  clearMocks();
  forget("starting");
});
