// A person's Overview: what is written about them reads as a page.
// The head and the other tabs are proved elsewhere.
import { render, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import type { PersonPage } from "../../bindings";
import { expectAccessible } from "../../mock/accessible";
import { mockShell, type Answers } from "../../mock/ipc";
import { personScreens } from "../../mock/person";
import { app } from "../../state.svelte";

async function open(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "person", id: "mira", tab: "overview" };
  app.phase = "open";
  render(App);
  return screen.findByRole("complementary", { name: "About Mira Kovačević" });
}

test("what is written about a person reads as a page, without its marks", async () => {
  const about = await open();
  expect(within(about).getByText("best").tagName).toBe("STRONG");
  expect(within(about).getAllByRole("listitem").map((row) => row.textContent?.trim())).toEqual(expect.arrayContaining(["Two children", "Collects them at four"]));
  expect(about.textContent).not.toContain("**");
  expect(about.textContent).not.toContain("- Two children");
  await expectAccessible();
});

test("with nothing written there is a way to begin", async () => {
  const { person } = personScreens();
  const about = await open({ person: (args: { person: string }): PersonPage => ({ ...person(args), about: [] }) });
  within(about).getByRole("button", { name: "Write something" }).click();
  expect(app.overlay).toEqual({ kind: "edit-person", id: "mira" });
});
