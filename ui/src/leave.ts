// What the page does last before it is locked: it leaves the text it stands in.
// Saving is done before (`unsaved.ts`); locking is the shell's business.

/** Frames after which the library was told where the caret is. */
const FRAMES = 3;
/** The longest wait for them, in milliseconds. */
const PATIENCE = 1000;

/**
 * Puts the caret into an empty field and waits until that was told on; gives what takes the field away again.
 * The webview's library keeps the text around the caret inside the app's own process, past the page's end.
 */
export async function leaveText(): Promise<() => void> {
  const empty = document.createElement("input");
  empty.className = "sr";
  empty.tabIndex = -1;
  empty.ariaHidden = "true";
  // A dialog keeps the focus inside it.
  (document.activeElement?.closest("[role=dialog]") ?? document.body).append(empty);
  empty.focus({ preventScroll: true });
  await new Promise<void>((told) => {
    // A window that is not shown draws no frame.
    if (document.hidden) return told();
    setTimeout(told, PATIENCE);
    let left = FRAMES;
    const next = () => (left-- > 0 ? requestAnimationFrame(next) : told());
    next();
  });
  return () => empty.remove();
}

/** Locks, having left the text; a refusal leaves the page as it was. */
export async function lockAfter(lock: () => Promise<unknown>): Promise<void> {
  const back = await leaveText();
  try {
    await lock();
  } finally {
    back();
  }
}
