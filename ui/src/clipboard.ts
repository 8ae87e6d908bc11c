// Copies a secret once and takes it off the clipboard again.
// Ordinary copying is the webview's own business.

/** How long a copied secret stays, in seconds. */
export const COPY_SECONDS = 30;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Copies `secret` and clears the clipboard after half a minute. */
export async function copyOnce(secret: string): Promise<void> {
  await navigator.clipboard.writeText(secret);
  clearTimeout(timer);
  timer = setTimeout(() => void clear(), COPY_SECONDS * 1000);
}

/** Some webviews write to the clipboard only while a key or a button is pressed: then the next press clears it. */
async function clear(): Promise<void> {
  try {
    await navigator.clipboard.writeText("");
  } catch {
    const press = () => {
      for (const kind of ["pointerdown", "keydown"]) removeEventListener(kind, press, true);
      void navigator.clipboard.writeText("");
    };
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, press, true);
  }
}
