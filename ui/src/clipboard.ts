// Copies a secret once and takes it off the clipboard again.
// Ordinary copying is the webview's own business.

/** How long a copied secret stays, in seconds. */
export const COPY_SECONDS = 30;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Copies `secret` and clears the clipboard after half a minute. */
export async function copyOnce(secret: string): Promise<void> {
  await navigator.clipboard.writeText(secret);
  clearTimeout(timer);
  timer = setTimeout(() => void navigator.clipboard.writeText(""), COPY_SECONDS * 1000);
}
