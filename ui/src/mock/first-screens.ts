// Canned answers for unlocking, creating, settings and people.
// Dates are those of the sample team, on 9 October 2026.
import type { PersonSummary, Session, Settings, VaultInfo } from "../bindings";

const vaults: VaultInfo[] = [
  { id: "v1", label: "Payments team", opened: "2026-10-08T17:42:00" },
  { id: "v2", label: "Mentoring circle", opened: "2026-09-30T09:10:00" },
];

const person = (id: string, name: string, hue: number, nextOn: string | null, nextAt: string | null, mark: string | null = null): PersonSummary => ({
  id, name, handle: id, hue, relationship: "report", nextOn, nextAt, mark,
});

/** The seven of the sample team. */
export const people: PersonSummary[] = [
  person("mira", "Mira Kovačević", 20, "2026-10-09", "10:30", "Energy below her usual"),
  person("tunde", "Tunde Adeyemi", 255, "2026-10-09", "14:00"),
  person("hana", "Hana Sato", 335, "2026-10-12", "11:00"),
  person("priya", "Priya Raghunathan", 295, "2026-10-13", "09:30"),
  person("diego", "Diego Fuentes", 70, "2026-10-13", "15:00"),
  person("eoin", "Eoin Gallagher", 150, "2026-10-15", "10:00", "Not met for four weeks"),
  person("leila", "Leila Haddad", 210, null, null),
];

/** Fresh answers; what is created or edited lasts until the page is loaded again. */
export function firstScreens() {
  let session: Session = { open: vaults[0]!, today: "2026-10-09", firstVault: false };
  let settings: Settings = { theme: "system", zoom: 100 };
  return {
    vaults: () => vaults,
    session: () => session,
    unlock: () => { session = { ...session, open: vaults[0]! }; return null; },
    lock_now: () => { session = { ...session, open: null }; return null; },
    settings: () => settings,
    edit_settings: (args: { settings: Settings }) => { settings = args.settings; return null; },
    people: () => people,
  };
}
