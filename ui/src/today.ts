// The one place of the window that asks the computer for the day.
// Behind an open vault `today` comes from the shell instead.

/** Today on this computer, as `YYYY-MM-DD`. */
export function localToday(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
