// From opening the app to being prepared for the next 1:1, without the mouse: the brief, a question, a quiet topic, another day.
// The 1:1 itself is in during.test.mjs.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home, TARGET } from './app.mjs';
import * as journey from './journey.mjs';

let home;
let app;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** Checks what is shown in both themes, and leaves a picture of each. */
async function seen(screen) {
  await mkdir(join(TARGET, 'e2e/screens'), { recursive: true });
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${screen}, ${theme}`);
    await writeFile(join(TARGET, `e2e/screens/${screen}-${theme}.png`), await app.picture());
  }
  await journey.setTheme(app, 'light');
}

/** A command of the palette by its words. */
async function command(words) {
  await app.press('Control', 'k');
  await app.find('dialog', 'Search and commands');
  await app.keys(words);
  // Notes that are found push the commands about: Enter takes what is marked.
  await app.until(`${words} to be marked`, async () => {
    const marked = await app.run(`return document.querySelector('[role=option][data-selected], [role=option][aria-selected=true]')?.innerText ?? ''`);
    return marked.includes(words);
  });
  await app.press('Enter');
}

test('the passphrase is all it takes to read the brief', async () => {
  await app.find('heading', 'Open your notes');
  await app.keys(journey.PASSPHRASE);
  await app.press('Enter');
  await app.find('heading', 'Friday, 9 October');
  const card = await app.find('article', journey.MIRA);
  await app.shows('You promised', card);
  await app.shows('Waiting on the agenda', card);
  await app.shows('1:1s that slipped');
  await seen('before-today');
});

test('a question of the bank is on the agenda after one key', async () => {
  await command('Ask Mira a question');
  await app.find('dialog', 'Ask a question');
  await app.keys('longest undisturbed');
  await app.find('option', /^What was your longest undisturbed stretch/);
  await app.press('Enter');
  await app.find('option', /on the agenda$/);
  await seen('before-question');
  await app.press('Escape');
  await app.gone('dialog', 'Ask a question');
  await app.shows('What was your longest undisturbed stretch last week, and what ended it?', await app.find('article', journey.MIRA));
});

test('a point of five thousand characters is refused with a sentence and stays where it was typed', async () => {
  await app.press('Control', 'Shift', 'a');
  await app.find('dialog', 'Add to an agenda');
  // As pasted: five thousand keys one by one are more than the driver takes.
  await app.until('the text in its field', () => app.run(`
    const field = document.querySelector('[role=dialog] input');
    field.focus();
    if (field.value === '') document.execCommand('insertText', false, 'x'.repeat(5000));
    const add = document.querySelector('[role=dialog] [type=submit]');
    return document.activeElement === field && field.value.length === 5000 && !add.disabled;`));
  await app.press('Enter');
  await app.shows('This is 5000 characters long. Keep it to 500; the rest fits into a note.');
  const kept = await app.run(`return document.activeElement.value?.length ?? document.querySelector('[role=dialog] input').value.length`);
  assert.equal(kept, 5000);
  await app.press('Escape');
  await app.gone('dialog', 'Add to an agenda');
});

test('the next 1:1 does not take place, and what waits is still there', async () => {
  await command('Move the 1:1 with Tunde');
  await app.find('dialog', /^Move the 1:1 with Tunde/);
  await seen('before-move');
  await app.click('radio', 'Not this time');
  await app.click('button', 'It does not take place');
  await app.gone('dialog', /^Move the 1:1/);
  await command('Go to Tunde');
  await app.find('heading', 'Tunde Adeyemi');
  await app.shows('Waiting on the agenda');
});
