// The sidebar, the person dialog and the keyboard, against canned answers.
// The person page has its own tests.
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import App from "../App.svelte";
import { expectAccessible } from "../mock/accessible";
import { calls, mockShell, refuse, type Answers } from "../mock/ipc";
import { app } from "../state.svelte";

const called = (command: string) => calls.filter((call) => call.command === command).map((call) => call.args);
let user: ReturnType<typeof userEvent.setup>;
beforeEach(() => {
  user = userEvent.setup();
});

async function open(answers: Answers = {}) {
  mockShell(answers);
  app.route = { screen: "settings" };
  render(App);
  await screen.findByRole("button", { name: /Mira Kovačević/ });
}

test("the sidebar names everyone, when they meet, and why a mark stands there", async () => {
  await open();
  const mira = screen.getByRole("button", { name: /Mira Kovačević/ });
  expect(mira.textContent).toContain("10:30");
  expect(within(mira).getByRole("img", { name: "Energy below her usual" })).toBeTruthy();
  expect(screen.getByRole("button", { name: /Leila Haddad/ }).textContent).toContain("Not set");
  expect(screen.getByRole("button", { name: /Follow-ups/ }).textContent).toContain("9");
  await expectAccessible();
});

test("a person is added with a rhythm in plain words", async () => {
  await open();
  await user.click(screen.getByRole("button", { name: "Add a person" }));
  const dialog = await screen.findByRole("dialog", { name: "Add a person" });
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByLabelText("Name")));
  await expectAccessible();
  await user.type(within(dialog).getByLabelText("Name"), "مريم الفاسي");
  await user.selectOptions(within(dialog).getByLabelText("How you work together"), "Peer");
  await user.selectOptions(within(dialog).getByLabelText("How often"), "Every week or so");
  await user.selectOptions(within(dialog).getByLabelText("Weeks between"), "Every 2 weeks");
  await user.selectOptions(within(dialog).getByLabelText("Weekday"), "Thursday");
  await fireEvent.input(within(dialog).getByLabelText("Time"), { target: { value: "15:30" } });
  await user.click(within(dialog).getByRole("button", { name: "Add person" }));
  await waitFor(() => expect(app.route).toEqual({ screen: "person", id: "new", tab: "overview" }));
  expect(called("add_person")).toEqual([
    {
      draft: {
        name: "مريم الفاسي", pronouns: "", role: "", level: "", joined: null, relationship: "peer", zone: "", check_ins: false, about: "",
        cadence: { rhythm: { every: "weeks", n: 2 }, weekday: "Thu", time: "15:30:00", minutes: 30 },
      },
    },
  ]);
});

test("a reason stands under its field, and nothing typed is lost", async () => {
  await open({ add_person: () => refuse({ code: "invalid", field: "name", reason: "Use at most 200 characters." }) });
  await user.click(screen.getByRole("button", { name: "Add a person" }));
  const dialog = await screen.findByRole("dialog");
  const name = within(dialog).getByLabelText("Name") as HTMLInputElement;
  await user.type(name, "Mira");
  await user.type(within(dialog).getByLabelText("About"), "Likes mornings");
  await user.click(within(dialog).getByRole("button", { name: "Add person" }));
  expect((await within(dialog).findByRole("alert")).textContent).toBe("Use at most 200 characters.");
  expect(name.getAttribute("aria-invalid")).toBe("true");
  expect(name.value).toBe("Mira");
  expect((within(dialog).getByLabelText("About") as HTMLTextAreaElement).value).toBe("Likes mornings");
});

test("a person somebody was called already is added under that name", async () => {
  await open();
  app.overlay = { kind: "add-person", name: "Zoe" };
  const dialog = await screen.findByRole("dialog", { name: "Add a person" });
  await waitFor(() => expect((within(dialog).getByLabelText("Name") as HTMLInputElement).value).toBe("Zoe"));
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Add person" }));
  expect(called("add_person")).toMatchObject([{ draft: { name: "Zoe" } }]);
});

test("editing starts from what is stored", async () => {
  await open();
  app.overlay = { kind: "edit-person", id: "mira" };
  const dialog = await screen.findByRole("dialog", { name: "Edit person" });
  const name = (await within(dialog).findByLabelText("Name")) as HTMLInputElement;
  expect(name.value).toBe("Mira Kovačević");
  expect((within(dialog).getByLabelText("Joined") as HTMLInputElement).value).toBe("2023-03-01");
  await user.type(within(dialog).getByLabelText("Role"), " II");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(app.overlay).toBeNull());
  expect(called("edit_person")).toMatchObject([{ person: "mira", draft: { role: "Senior backend engineer II" } }]);
});

test("the keys of the table go where they say", async () => {
  await open();
  const cases: [string, unknown][] = [
    ["{Control>}1{/Control}", { screen: "today" }],
    ["{Control>}2{/Control}", { screen: "follow-ups" }],
    ["{Control>}3{/Control}", { screen: "goals" }],
  ];
  for (const [keys, route] of cases) {
    await user.keyboard(keys);
    expect(app.route).toEqual(route);
  }
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await waitFor(() => expect(app.route).toMatchObject({ screen: "person", id: "mira" }));
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(app.route).toMatchObject({ screen: "person", id: "leila" }));
  await user.keyboard("{Control>}e{/Control}");
  expect(app.overlay).toEqual({ kind: "export", person: "leila" });
  await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
  expect(app.overlay).toEqual({ kind: "new-follow-up", person: "leila" });
});

test("locking leaves the door and no name", async () => {
  await open();
  await user.keyboard("{Control>}l{/Control}");
  await screen.findByRole("heading", { name: "Open your notes" });
  expect(document.body.textContent).not.toContain("Mira");
  await user.keyboard("{Control>}2{/Control}");
  expect(app.route).toEqual({ screen: "today" });
});

test("a command that finds the vault locked brings the door", async () => {
  await open({ add_person: () => refuse({ code: "locked" }) });
  await user.click(screen.getByRole("button", { name: "Add a person" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByLabelText("Name"), "Mira");
  await user.click(within(dialog).getByRole("button", { name: "Add person" }));
  await screen.findByRole("heading", { name: "Open your notes" });
});
