// Taking changes back: the toast, the keys, and where the keys belong to a text instead.
// That the engine takes back what it did is proved there.
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "./App.svelte";
import { api } from "./api";
import { calls, mockShell, refuse } from "./mock/ipc";
import { app, changed } from "./state.svelte";
import { toasts } from "./toasts.svelte";

const undone = () => calls.filter((call) => call.command === "undo").map((call) => call.args);

async function open(answers = {}) {
  toasts.length = 0;
  mockShell(answers);
  app.route = { screen: "follow-ups" };
  render(App);
  await screen.findByRole("heading", { level: 1, name: "Follow-ups" });
  await waitFor(() => expect(calls.some(({ command }) => command === "last_step")).toBe(true));
}

test("every change is told once with the way back, and a newer offer takes the place of an older one", async () => {
  await open();
  await api.keepFollowUp("f1");
  changed();
  changed();
  await waitFor(() => expect(toasts.map(({ text }) => text)).toEqual(["keep_follow_up"]));
  await api.dropFollowUp("f2", "");
  changed();
  await waitFor(() => expect(toasts.map(({ text }) => text)).toEqual(["drop_follow_up"]));
});

test("what was done before the window opened is not told again", async () => {
  await open({ last_step: () => ({ id: 7, what: "Import", quiet: false }) });
  changed();
  await waitFor(() => expect(calls.filter(({ command }) => command === "last_step").length).toBeGreaterThan(1));
  expect(toasts.filter(({ undo }) => undo)).toEqual([]);
});

test("Ctrl Z takes back and Ctrl Shift Z brings back, but not while a text has the focus", async () => {
  const user = userEvent.setup();
  await open({ undo: () => ({ id: 3, what: "Follow-up kept", quiet: false }) });
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(toasts.at(-1)?.text).toBe("Undone: follow-up kept"));
  await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await waitFor(() => expect(toasts.at(-1)?.text).toBe("There is nothing to do again."));
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  await user.keyboard("{Control>}z{/Control}");
  field.remove();
  expect(undone()).toEqual([{ step: null }]);
});

test("a change that cannot be taken back any more says why", async () => {
  const user = userEvent.setup();
  const reason = "“Note added” cannot be taken back: it was changed again since. Nothing was done.";
  await open({ undo: () => refuse({ code: "invalid", field: "step", reason }) });
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(toasts.at(-1)?.text).toBe(reason));
});
