// Puts the canned answers behind a plain browser window; the address says where to start.
// `?mock&at=unlock|create|open&screen=today&theme=dark`
import { app, type Overlay, type Route } from "../state.svelte";
import { mockShell } from "./ipc";

/** Installs the mock and goes where the address says. */
export function startBrowserMock(): void {
  const query = new URLSearchParams(location.search);
  const locked = query.get("at") === "unlock" || query.get("at") === "create";
  mockShell({
    settings: () => ({ theme: query.get("theme") ?? "system", zoom: 1, lock_after: 10, drilled: null, drill_asked: null, remind: false, remind_names: false, capture_keys: "off" }),
    ...(locked ? { session: () => ({ open: null, today: "2026-10-09", place: null, backup_failed: null }) } : {}),
  });
  const screen = query.get("screen");
  const overlay = query.get("overlay");
  if (overlay) app.overlay = { kind: overlay, person: query.get("id") ?? "mira" } as Overlay;
  if (screen) app.route = { screen, id: query.get("id") ?? "", tab: query.get("tab") ?? "overview" } as Route;
}
