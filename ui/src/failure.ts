// A plain sentence for every way a command can say no.
// Which field a sentence belongs to is the form's business: see `fieldError`.
import { Failure } from "./api";

const sentences: Record<string, string> = {
  locked: "The vault is locked. Unlock it, then try again.",
  wrong_passphrase: "That passphrase does not open this vault. Check the capital letters and the keyboard layout, then try again.",
  not_found: "It is no longer there. It may have been removed in the meantime.",
  newer_vault: "A newer version of Rapport wrote this vault. Update Rapport to open it; nothing in it was changed.",
  disk_full: "The disk is full. Free some space, then try again; what you typed is still here.",
  read_only: "Rapport may not write there. Give yourself the right to write in that folder or choose another, then try again.",
  busy: "Another window or program has this vault open. Close it there, then try again.",
  changed: "This vault is not as it was left. Nothing was changed; go on with it only if you know why.",
  damaged: "Part of this vault is damaged. Nothing was changed; put a backup in its place.",
  already_exists: "There is one of that name already. Choose another name.",
  internal: "That did not work, and nothing was changed. Try again; if it happens again, restart Rapport.",
};

const damage: Record<string, string> = {
  header: "The file that holds this vault's keys is damaged, so Rapport did not open it. Nothing was changed; try the recovery key, or put a backup of the vault's folder in its place.",
  backup: "This backup is damaged or cut, so Rapport did not use it. Choose another one.",
  database: "The keys are right, but the notes of this vault are damaged, so Rapport did not open them. Nothing was changed; put a backup of the vault's folder in its place.",
};

const changes: Record<string, string> = {
  older: "This vault is older than the one last opened on this computer.",
  parted: "This vault was changed elsewhere, and lacks what was last written on this computer.",
  altered: "This vault's files are not what the last lock left: some were put back or exchanged.",
  unsealed: "The file seal.bin is gone, so nothing tells what the last lock left.",
};

/** Why a vault did not open: five different answers, one each for passphrase, header, notes, version and another program. */
export function unlockSentence(problem: unknown, way: "passphrase" | "words"): string {
  if (problem instanceof Failure && problem.error.code === "wrong_passphrase" && way === "words") {
    return "These words do not open this vault. Compare them with the sheet, one by one, and check which vault is chosen.";
  }
  return sentence(problem);
}

/** Who has the vault open, as far as the system tells, and what to do about it. */
export function busySentence(holder: string | null): string {
  return holder
    ? `Another program on this computer has this vault open (${holder}). Close it there, then try again.`
    : sentences.busy!;
}

/** A sentence for the person in front of the screen. */
export function sentence(problem: unknown): string {
  if (!(problem instanceof Failure)) return sentences.internal!;
  const error = problem.error;
  if (error.code === "invalid") return error.reason;
  if (error.code === "damaged" && damage[error.part]) return damage[error.part]!;
  if (error.code === "changed" && changes[error.how]) return changes[error.how]!;
  return sentences[error.code] ?? sentences.internal!;
}

/** The reason for one field of a form, when the failure names that field. */
export function fieldError(problem: unknown, field: string): string | undefined {
  if (!(problem instanceof Failure) || problem.error.code !== "invalid") return undefined;
  return problem.error.field === field ? problem.error.reason : undefined;
}
