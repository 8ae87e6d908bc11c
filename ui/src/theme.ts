// Puts theme and zoom on the document.
// Where they are stored is the settings command's business.

/** Light, dark, or whatever the system says. */
export type Theme = "system" | "light" | "dark";

/** Sets the theme; `system` leaves it to the media query. */
export function setTheme(theme: string): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Paper is always light: the theme steps aside while the page is printed. */
export function listenForPrint(target: Window = window): void {
  let before: string | undefined;
  target.addEventListener("beforeprint", () => { before = document.documentElement.dataset.theme; setTheme("light"); });
  target.addEventListener("afterprint", () => setTheme(before ?? "system"));
}

/** Sets the text size: 1 is as drawn, 0.8 to 1.6. Every size is in rem, so all follow. */
export function setZoom(zoom: number): void {
  const bounded = Math.min(1.6, Math.max(0.8, zoom));
  document.documentElement.style.setProperty("font-size", `${16 * bounded}px`);
}
