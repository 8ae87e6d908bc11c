// Canned answers in place of the shell, for tests and for a plain browser.
// Never part of a shipped build.
import { mockIPC } from "@tauri-apps/api/mocks";
import type { AppError } from "../bindings";
import { checkInScreens } from "./check-ins";
import { firstScreens } from "./first-screens";
import { meetingScreens } from "./meeting";
import { personScreens } from "./person";
import { todayScreen } from "./today";

/** What a command answers, from its arguments; a thrown `AppError` is a rejection. */
export type Answers = Record<string, (args: never) => unknown>;

/** The calls made since the mock was installed, newest last. */
export const calls: { command: string; args: unknown }[] = [];

/** Commands that change something in the vault begin like this; settings are not in it. */
const CHANGES = /^(add|change_follow|edit(?!_settings)|remove|keep|reopen|drop|nudge|discuss|order|archive|restore|sort|plan|move|miss|check_in|set|end|start)_/;

/** Changes that can be taken back, as a vault would tell of them: each is called by its command. */
function steps(): Answers {
  const done: { id: number; what: string; quiet: boolean }[] = [];
  let last = 0;
  return {
    changed: (({ command }: { command: string }) => done.push({ id: ++last, what: command, quiet: false })) as Answers[string],
    last_step: () => done.at(-1) ?? null,
    undo: () => done.pop() ?? null,
    redo: () => null,
  };
}

/** Stands in for the shell; `overrides` replace single commands. Commands are named as in Rust. */
export function mockShell(overrides: Answers = {}): void {
  calls.length = 0;
  const answers: Answers = { ...firstScreens(), ...meetingScreens(), ...personScreens(), ...checkInScreens(), ...todayScreen(), ...steps(), ...overrides };
  mockIPC(async (command, args) => {
    calls.push({ command, args });
    const answer = answers[command];
    if (!answer) throw new Error(`no canned answer for ${command}`);
    const answered: unknown = answer(args as never);
    if (CHANGES.test(command)) answers.changed?.({ command } as never);
    return answered;
  });
}

/** Refuses with this error, as the shell would. */
export function refuse(error: AppError): never {
  throw error;
}
