// A 1:1 from the first start to the PDF, and what is left of it in the vault.
// The door has its own file; so have the other screens.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';

const execute = promisify(execFile);
let home;
let app;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
  await journey.unlock(app);
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

test('a 1:1 is held: note, promise, private passage, check-in', async () => {
  await journey.openPerson(app, journey.MIRA);
  await journey.startMeeting(app);
  await journey.writeNote(app);
  await journey.checkIn(app, 'Energy', 'Low');
  await accessible('the meeting');
  await journey.endMeeting(app);
});

test('the promise made in the note is on Today, and ticking it there ticks it in the note', async () => {
  await journey.seePromise(app);
  const aside = await app.find('complementary', 'Follow-ups and goals');
  await app.click('checkbox', `Done: ${journey.NOTE.promise}`, aside);
  await app.gone('checkbox', `Done: ${journey.NOTE.promise}`);
  await journey.openPerson(app, journey.MIRA);
  await app.click('tab', /^Notes/);
  await app.shows(journey.NOTE.promise);
});

test('words of the note are found from anywhere', async () => {
  await journey.search(app, 'timeline');
  await app.press('Escape');
  await app.gone('dialog', 'Search and commands');
});

test('the PDF holds what was said and promised, and not what is private', async () => {
  const pdf = join(home.out, 'mira.pdf');
  await journey.exportPdf(app, pdf);
  const { stdout } = await execute('pdftotext', ['-layout', pdf, '-']);
  const text = stdout.replace(/\s+/g, ' ');
  for (const expected of [journey.MIRA, journey.NOTE.heading, journey.NOTE.promise]) assert.ok(text.includes(expected), expected);
  assert.ok(!text.includes('covering for two people'), 'the private passage is left out');
  await execute('qpdf', ['--check', pdf]);
});

test('what was written is in the vault, for whoever has the passphrase', async () => {
  await journey.lock(app);
  const kept = await journey.cli(home, 'follow-ups', '--person', 'Mira', '--state', 'all');
  const promise = kept.find(({ text }) => text === journey.NOTE.promise);
  assert.equal(promise.owner, 'me');
  assert.equal(promise.due, journey.NOTE.due);
  assert.match(JSON.stringify(promise.state), /kept|done/);
});
