// Short messages at the foot of the window, some with a way back.
// Drawing them is the part Toasts' job.

/** One message. */
export interface Toast {
  id: number;
  text: string;
  /** Takes back what the message tells of. */
  undo?: () => void;
}

export const toasts = $state<Toast[]>([]);
let last = 0;

/** Shows a message for six seconds; with `undo` it offers to take the newest change back, so an older offer goes. */
export function say(text: string, undo?: () => void): void {
  const id = ++last;
  if (undo) toasts.splice(0, toasts.length, ...toasts.filter((toast) => !toast.undo));
  toasts.push({ id, text, undo });
  if (toasts.length > 3) toasts.shift();
  setTimeout(() => dismiss(id), 6000);
}

/** Takes a message away. */
export function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
