// The table of what the manager gave, against canned answers.
// What is counted is the engine's.
import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { expectAccessible } from "../../mock/accessible";
import { calls, mockShell } from "../../mock/ipc";
import { app } from "../../state.svelte";

const first = () => within(screen.getAllByRole("row")[1]!).getByRole("rowheader").textContent?.trim();

test("people stand by name until a column is asked for, and the range asks again", async () => {
  const user = userEvent.setup();
  mockShell();
  app.route = { screen: "attention" };
  render(App);
  await screen.findByRole("heading", { level: 1, name: "My attention" });
  expect(await screen.findByRole("columnheader", { name: /Person/ })).toBeTruthy();
  expect(first()).toContain("Hana");
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: /1:1s held/ }));
  expect(first()).toContain("Mira");
  expect(screen.getByRole("columnheader", { name: /1:1s held/ }).getAttribute("aria-sort")).toBe("descending");
  await user.click(screen.getByRole("button", { name: /1:1s held/ }));
  expect(first()).toContain("Hana");
  await user.click(screen.getByRole("radio", { name: "1 year" }));
  await waitFor(() => expect(calls.filter(({ command }) => command === "attention").at(-1)?.args).toEqual({ range: "one_year" }));
});
