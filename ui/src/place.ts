// Where the manager is, for the shell to keep while the vault is locked: a screen and an id.
// What stands there is read from the vault again.
import { api, type LinkPlace, type Place } from "./api";
import { app, forget, type PersonTab, type Route } from "./state.svelte";

/** A route without anything but its screen, its id and its tab. */
export function placeOf(route: Route): Place {
  return { screen: route.screen, id: "id" in route ? route.id : null, tab: "tab" in route ? route.tab : null };
}

/** The route to a kept place; Today where there is none. */
export function routeTo(place: Place | null | undefined): Route {
  if (!place) return { screen: "today" };
  const { screen, id, tab } = place;
  if (screen === "person") return id ? { screen, id, tab: (tab ?? "overview") as PersonTab } : { screen: "today" };
  return (id ? { screen, id } : { screen }) as Route;
}

/** The screen that what a note links to is shown on. */
export function linkRoute(place: LinkPlace): Route {
  if (place.is === "meeting") return { screen: "meeting", id: place.meeting };
  if (place.is === "note") return { screen: "note", id: place.note };
  return { screen: "person", id: place.person, tab: "goals" };
}

/** Goes inside an open vault, to where the manager was when it locked. */
export async function comeBack(): Promise<void> {
  const { place } = await api.session();
  forget("open");
  app.route = routeTo(place);
}
