// Canned answers for unlocking, creating, settings, people, import and export.
// Dates are those of the sample team, on 9 October 2026.
import type { Person, PersonSummary, Place, SessionState, Settings, Sidebar, VaultInfo } from "../bindings";
import { initials } from "../format";

const vaults: VaultInfo[] = [
  { id: "v1", label: "Payments team", opened: "2026-10-08T17:42:00" },
  { id: "v2", label: "Mentoring circle", opened: "2026-09-30T09:10:00" },
];

/** A person of the sample team. */
export function person(id: string, name: string, hue: number): Person {
  return {
    id, slug: id, handle: id, name, short_name: name.split(" ")[0]!, initials: initials(name), hue,
    pronouns: "she/her", role: "Senior engineer", level: "L5", joined: "2023-02-01", relationship: "report",
    cadence: { rhythm: { every: "weeks", n: 1 }, weekday: "Fri", time: "10:30:00", minutes: 30 }, zone: "", check_ins: true, about: "", archived_on: null,
  };
}

const row = (id: string, name: string, hue: number, next: string | null, mark: string | null = null): PersonSummary => ({
  person: person(id, name, hue), last_met: "2026-10-02", next, open_follow_ups: 1, mark,
});

/** The seven of the sample team. */
export const people: PersonSummary[] = [
  row("mira", "Mira Kovačević", 20, "2026-10-09T10:30:00", "Energy below her usual"),
  row("tunde", "Tunde Adeyemi", 255, "2026-10-09T14:00:00"),
  row("hana", "Hana Sato", 335, "2026-10-12T11:00:00"),
  row("priya", "Priya Raghunathan", 295, "2026-10-13T09:30:00"),
  row("diego", "Diego Fuentes", 70, "2026-10-13T15:00:00"),
  row("eoin", "Eoin Gallagher", 150, "2026-10-15T10:00:00", "Not met for four weeks"),
  row("leila", "Leila Haddad", 210, null),
];

export const sidebar: Sidebar = {
  team: "Payments team", manager: "Ruth Amsel", today: "2026-10-09", now: "2026-10-09T10:08:00",
  open_follow_ups: 9, active_goals: 11, keeping: "check_ins", people,
};

const report = {
  format: "rapport", people: 7, meetings: 112, follow_ups: 96, observations: 540, goals: 14,
  skipped: [{ file: "people/mira-kovacevic/2026-13-01.md", line: 2, reason: "There is no month 13. Write the date as YYYY-MM-DD." }],
  warnings: [],
};

const words = "harbor cedar violin amber ticket meadow salt orbit window pepper glove river canyon lyrics modest tunnel fabric olive rocket gentle puzzle stadium maple urban".split(" ");

/** Fresh answers; what is created or edited lasts until the page is loaded again. */
export function firstScreens() {
  let session: SessionState = { open: vaults[0]!, today: "2026-10-09", place: null, backup_failed: null };
  let settings: Settings = { theme: "system", zoom: 1, lock_after: 10, drilled: null, drill_asked: null, remind: false, remind_names: false, capture_keys: "off" };
  return {
    vaults: () => vaults,
    session: () => session,
    unlock: () => { session = { ...session, open: vaults[0]! }; return null; },
    create_vault: () => { session = { ...session, open: vaults[0]! }; return null; },
    backups: () => [
      { file: "2026-10-08T154200Z.rapport", made_at: "2026-10-08T17:42:00+02:00", bytes: 1_460_000 },
      { file: "2026-10-07T160000Z.rapport", made_at: "2026-10-07T18:00:00+02:00", bytes: 1_430_000 },
    ],
    backup_holdings: () => ({ people: 7, meetings: 211, last_change: "2026-10-07T17:40:00+02:00" }),
    vault_notices: () => [],
    second_folder: () => null,
    pick_second_folder: () => ({ folder: "/media/disk/rapport", reached: "2026-10-09T10:08:00+02:00", is_overdue: false }),
    forget_second_folder: () => null,
    back_up: () => ({ file: "2026-10-09T080800Z.rapport", made_at: "2026-10-09T10:08:00+02:00", bytes: 1_470_000 }),
    save_backup: () => null,
    compare_backup: () => ({
      here: { people: 7, meetings: 212, last_change: "2026-10-08T17:40:00+02:00" },
      backup: { people: 7, meetings: 211, last_change: "2026-10-07T17:40:00+02:00" },
      made_at: "2026-10-07T18:00:00+02:00",
    }),
    switch_to_backup: () => null,
    rotate_keys: () => Array.from({ length: 24 }, (_, at) => `word${at}`),
    erase_person: () => ({ rows: 412, backups_rewritten: 6, backups_dropped: 0, erased_on: "2026-10-09" }),
    retention_review: () => ({
      clocks: { observations: 24, notes: 36, after_leaving: 3 },
      is_due: true,
      past: [{ person: "p-mira", name: "Mira Kovačević", kind: "observations", rows: 14, oldest: "2024-06-02" }],
      held: [{ person: "p-jonas", name: "Jonas Lindqvist", since: "2026-09-01" }],
    }),
    set_retention: () => null,
    close_retention_review: () => null,
    remove_past: () => 14,
    set_hold: () => null,
    save_diagnostics: () => true,
    closed_backups: () => [{ file: "2026-10-07T160000Z.rapport", made_at: "2026-10-07T18:00:00+02:00", bytes: 1_430_000 }],
    pick_backup: () => "Payments team, 2026-10-01.rapport",
    open_backup: () => null,
    unlock_wait: () => 0,
    vault_holder: () => null,
    still_here: () => null,
    stand_at: (args: { place: Place }) => { session = { ...session, place: args.place }; return null; },
    copy_secret: () => null,
    lock_now: () => { session = { ...session, open: null }; return null; },
    judge_passphrase: (args: { passphrase: string }) => args.passphrase.length < 12
      ? { step: 1, word: "Guessed in minutes", good_enough: false, advice: "Use at least 12 characters." }
      : { step: 3, word: "Hard to guess", good_enough: true, advice: "" },
    suggest_passphrase: () => "quiet otter lantern monday",
    recovery_words: () => words,
    save_recovery_sheet: () => true,
    change_passphrase: () => null,
    settings: () => settings,
    hold_capture_keys: () => null,
    edit_settings: (args: { settings: Settings }) => { settings = args.settings; return null; },
    sidebar: () => sidebar,
    person: (args: { person: string }) => ({ person: people.find(({ person: { id } }) => id === args.person)?.person }),
    add_person: (args: { draft: { name: string } }) => person("new", args.draft.name, 100),
    edit_person: (args: { person: string; draft: { name: string } }) => person(args.person, args.draft.name, 100),
    plan_import: () => report,
    run_import: () => report,
    export_folder: () => ({ files: 131, bytes: 402_118 }),
    load_sample_team: () => null,
  };
}
