// What must reach the vault before it is locked or the window goes: each editor says how to save what it holds.
// When to lock is keys.ts' business.

type Flush = () => Promise<void>;
const held = new Set<Flush>();

/** Says how to save what is held; returns the way to take that back. */
export function holdUnsaved(flush: Flush): () => void {
  held.add(flush);
  return () => held.delete(flush);
}

/** Saves everything that is held; rejects when something could not be saved. */
export async function flushUnsaved(): Promise<void> {
  await Promise.all([...held].map((flush) => flush()));
}
