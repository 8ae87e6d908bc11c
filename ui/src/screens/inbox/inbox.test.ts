// Capturing a thought and keeping praise, against canned answers.
// Sorting stands with the person's page.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../../mock/ipc";
import { app } from "../../state.svelte";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);

async function open(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "goals" };
  render(App);
  await screen.findByRole("heading", { level: 1 });
}

test("a thought is captured with the keyboard alone", async () => {
  const user = userEvent.setup();
  await open();
  await user.keyboard("{Control>}{Shift>}N{/Shift}{/Control}");
  await screen.findByRole("dialog", { name: "Capture a thought" });
  await expectAccessible();
  await user.keyboard("Ask about the offsite{Enter}");
  await waitFor(() => expect(called("add_capture")).toEqual([{ person: "mira", text: "Ask about the offsite" }]));
  expect(app.overlay).toBeNull();
});

test("praise that cannot be kept stays in the field with the reason", async () => {
  const user = userEvent.setup();
  await open({ add_feedback: () => refuse({ code: "invalid", field: "text", reason: "Shorten this." }) });
  app.overlay = { kind: "feedback", person: "hana" };
  const dialog = await screen.findByRole("dialog", { name: "Praise or feedback to tell" });
  await user.type(within(dialog).getByLabelText("What to tell"), "Calm in the incident");
  await user.click(within(dialog).getByRole("button", { name: "Keep it" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("Shorten this.");
  expect(called("add_feedback")).toEqual([{ draft: { person: "hana", kind: "praise", text: "Calm in the incident" } }]);
});
