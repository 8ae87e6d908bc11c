// The only door to the shell: every command of `bindings.ts`, throwing a `Failure` when it says no.
// No screen logic, no cache: the data is a millisecond away and a copy would be a second truth.
import { commands, type AppError } from "./bindings";

export type * from "./bindings";

/** What a command answers with when it could not do what was asked. */
export class Failure extends Error {
  constructor(readonly error: AppError) {
    super(error.code);
    this.name = "Failure";
  }
}

let whenLocked: () => void = () => {};

/** Calls `act` whenever a command finds the vault locked: the screen in front of it must go. */
export function onLocked(act: () => void): void {
  whenLocked = act;
}

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: AppError };
type Value<R> = [Extract<R, { status: "error" }>] extends [never] ? R : Extract<R, { status: "ok" }> extends { data: infer T } ? T : never;
type Throwing<F> = F extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<Value<R>> : never;
type Api = { [K in keyof typeof commands]: Throwing<(typeof commands)[K]> };

/** A command that cannot fail answers with its bare value. */
function isAnswer(answer: unknown): answer is Answer<unknown> {
  if (typeof answer !== "object" || answer === null || !("status" in answer)) return false;
  return (answer.status === "ok" && "data" in answer) || (answer.status === "error" && "error" in answer);
}

function throwing(command: (...args: never[]) => Promise<unknown>) {
  return async (...args: never[]) => {
    const answer = await command(...args);
    if (!isAnswer(answer)) return answer;
    if (answer.status === "error") {
      if (answer.error.code === "locked") whenLocked();
      throw new Failure(answer.error);
    }
    return answer.data;
  };
}

/** Every command by its name, resolving to its value or rejecting with a `Failure`. */
export const api = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [name, throwing(command as never)]),
) as unknown as Api;
