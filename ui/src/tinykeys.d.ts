// The types of tinykeys 3, which its package holds but does not export.
// Only what keys.ts uses.
declare module "tinykeys" {
  /** Calls a handler for each chord; returns the way to stop. */
  export function tinykeys(target: Window | HTMLElement, bindings: Record<string, (event: KeyboardEvent) => void>): () => void;
}
