// Types and calls of the commands the shell offers.
// Written by the shell's own test: do not edit by hand.
import { invoke } from "@tauri-apps/api/core";

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function typed<T>(name: string, args?: Record<string, unknown>): Promise<Result<T, AppError>> {
  try {
    return { status: "ok", data: await invoke<T>(name, args) };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as AppError };
  }
}

export type AppError =
  | { code: "locked" }
  | { code: "wrong_passphrase" }
  | { code: "invalid"; field: string; reason: string }
  | { code: "not_found"; what: string }
  | { code: "already_exists"; what: string }
  | { code: "newer_vault" }
  | { code: "damaged"; part: string }
  | { code: "disk_full" }
  | { code: "read_only" }
  | { code: "busy" }
  | { code: "internal"; place: string };

export type VaultInfo = { id: string; label: string; opened: string | null };
export type VaultDraft = { label: string; passphrase: string };
export type UnlockDraft = { vault: string; passphrase: string | null; words: string | null };
export type Session = { open: VaultInfo | null; today: string; firstVault: boolean };
export type Strength = { level: number; enough: boolean; words: string };
export type Settings = { theme: string; zoom: number };
export type PersonSummary = {
  id: string; name: string; handle: string; hue: number; relationship: string;
  nextOn: string | null; nextAt: string | null; mark: string | null;
};

export const commands = {
  vaults: () => typed<VaultInfo[]>("vaults"),
  session: () => typed<Session>("session"),
  unlock: (draft: UnlockDraft) => typed<null>("unlock", { draft }),
  lockNow: () => typed<null>("lock_now"),
  settings: () => typed<Settings>("settings"),
  editSettings: (settings: Settings) => typed<null>("edit_settings", { settings }),
  people: () => typed<PersonSummary[]>("people"),
};
