// What comes after a 1:1, by keyboard alone: promises kept, put aside and dropped, thoughts captured and sorted, praise
// told, an earlier text put back, and every change taken back.
// What each of them means is proved on the engine.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';

let home;
let app;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
  await journey.unlock(app);
  await app.find('heading', 'Friday, 9 October');
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** Checks what is shown in both themes. */
async function accessible(screen) {
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${screen}, ${theme}`);
  }
}

/** Follow-ups as the vault holds them. */
const promises = (state) => journey.cli(home, 'follow-ups', '--state', state);

/** Moves the focus with Tab until it is on something whose name fits. */
async function tabTo(name) {
  for (let steps = 0; steps < 60; steps += 1) {
    await app.press('Tab');
    const label = await app.run('const at = document.activeElement; return at?.getAttribute("aria-label") || at?.innerText || ""');
    if (name.test(label)) return label;
  }
  throw new Error(`Tab never came to ${name}`);
}

test('a promise is kept with one key and Ctrl Z takes it back', async () => {
  await app.press('Control', '2');
  await app.find('heading', 'Follow-ups');
  const label = await tabTo(/^Done: /);
  await app.press('k');
  await app.shows('Follow-up kept');
  // What is kept stands in another list further down.
  const open = async () => (await app.all('checkbox', label, await app.find('region', 'My promises'))).length;
  await app.until('it to leave the list', async () => (await open()) === 0);
  await app.press('Control', 'z');
  await app.shows('Undone: follow-up kept');
  await app.until('it to come back', async () => (await open()) === 1);
  await app.press('Control', 'Shift', 'z');
  await app.shows('Done again: follow-up kept');
  await app.press('Control', 'z');
  await app.until('it to come back once more', async () => (await open()) === 1);
  await accessible('follow-ups');
});

test('several are selected and put aside in one change', async () => {
  await tabTo(/^Done: /);
  await app.press('x');
  await app.shows('1 follow-up selected');
  await app.press('ArrowDown');
  await app.press('x');
  await app.shows('2 follow-ups selected');
  await accessible('selecting');
  await app.press('s');
  const dialog = await app.find('dialog', 'Nudge me on');
  await tabTo(/^Tomorrow/);
  await app.press('Enter');
  await app.gone('dialog', 'Nudge me on');
  await app.shows('2 follow-ups set to wait');
  assert.ok(dialog);
  await app.press('Control', 'z');
  await app.shows('Undone: 2 follow-ups set to wait');
});

test('a thought is captured in seconds, sorted, and back in the inbox with Ctrl Z', async () => {
  await journey.openToday(app);
  await app.press('Control', 'Shift', 'N');
  await app.find('dialog', 'Capture a thought');
  await app.keys('Ask about the offsite');
  await app.press('Enter');
  await app.gone('dialog', 'Capture a thought');
  await app.shows('Thought captured');
  const inbox = await app.find('region', 'Inbox');
  await app.shows('Ask about the offsite', inbox);
  await accessible('Today with an inbox');
  await tabTo(/^Add to agenda: Ask about the offsite/);
  await app.press('Enter');
  await app.shows('Thought put on the agenda');
  await app.gone('button', 'Add to agenda: Ask about the offsite');
  await app.press('Control', 'z');
  await app.find('button', 'Add to agenda: Ask about the offsite');
});

test('a note begins with Ctrl N, and an earlier text of it is put back', async () => {
  await app.press('Control', 'n');
  await app.find('dialog', 'New note');
  await tabTo(/^Write it/);
  await app.press('Enter');
  await app.gone('dialog', 'New note');
  await app.find('textbox', 'Note');
  await app.press('Escape');
  await app.until('the cursor in the note', () => app.run(`return document.activeElement?.getAttribute('aria-label') === 'Note'`));
  await app.keys('A first thought');
  await app.shows(/Saved/);
  await tabToBack(/^More about this note/);
  await app.press('Enter');
  await app.find('menuitem', 'Earlier texts…');
  await app.press('Enter');
  await app.find('dialog', 'Earlier texts');
  await app.shows('A first thought');
  await accessible('earlier texts');
  await app.press('Escape');
});

/** Moves the focus backwards until it is on something whose name fits. */
async function tabToBack(name) {
  for (let steps = 0; steps < 30; steps += 1) {
    await app.press('Shift', 'Tab');
    const label = await app.run('const at = document.activeElement; return at?.getAttribute("aria-label") || at?.innerText || ""');
    if (name.test(label)) return;
  }
  throw new Error(`Shift Tab never came to ${name}`);
}

test('what I gave stands in a plain table that sorts', async () => {
  await app.press('Control', '4');
  await app.find('heading', 'My attention');
  await accessible('my attention');
  await tabTo(/^1:1s held/);
  await app.press('Enter');
  const sorted = await app.run('return document.querySelector("th[aria-sort=descending]")?.innerText ?? ""');
  assert.match(sorted, /1:1s held/);
});

test('what was taken back is not in the vault', async () => {
  await journey.lock(app);
  const open = await promises('open');
  assert.ok(open.length > 0);
  assert.ok(open.every(({ nudge_on: waits }) => !waits));
});
