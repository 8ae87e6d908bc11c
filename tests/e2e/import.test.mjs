// A folder of notes comes in through the window: first what would come in, then it does, and never twice.
// What a file may hold is proved on the engine.

import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home, TEAM } from './app.mjs';
import * as journey from './journey.mjs';

let home;
let app;
let folder;

before(async () => {
  home = await Home.make();
  folder = join(home.path, 'team');
  await cp(TEAM, folder, { recursive: true });
  app = await App.open(home);
  await journey.choosePassphrase(app);
  await journey.keepRecoveryKey(app);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

test('the sample folder comes in on the first day and opens Today', async () => {
  await journey.importFolder(app, folder);
  await app.find('heading', 'Friday, 9 October');
  const people = await app.names('button', null, await app.find('navigation', 'People'));
  assert.equal(people.length, 7);
});

test('a second import finds nothing new, and says so', async () => {
  await app.click('button', 'Settings');
  await app.click('button', /^Import/);
  await app.shows('Nothing new stands in this folder', await app.find('dialog', 'Import a folder'));
  await app.click('button', 'Cancel');
  await app.gone('dialog', 'Import a folder');
});

test('a malformed file is named with its line, and the rest comes in', async () => {
  const held = join(folder, 'people/mira-kovacevic');
  await writeFile(join(held, '2026-10-06.md'), '---\ndate: 2026-02-30\ntime: "10:30"\nminutes: 30\nstatus: held\n---\n');
  await writeFile(join(held, '2026-10-07.md'), '---\ndate: 2026-10-07\ntime: "10:30"\nminutes: 15\nstatus: held\n---\n\nA short one.\n');
  await app.click('button', /^Import/);
  const dialog = await app.find('dialog', 'Import a folder');
  await app.shows(/2026-10-06\.md, line \d+/, dialog);
  await app.shows('1 1:1', dialog);
  await app.click('button', 'Import', dialog);
  await app.gone('dialog', 'Import a folder');
  await journey.openPerson(app, journey.MIRA);
  await app.click('tab', /^Notes/);
  await app.shows('A short one.');
});

test('a 1:1 without a note opens, whether it was held, begins now, or is planned by hand', async () => {
  const held = join(folder, 'people/priya-raghunathan');
  const head = (date, status) => `---\ndate: ${date}\ntime: "10:30"\nminutes: 30\nstatus: ${status}\n---\n`;
  await writeFile(join(held, '2026-10-08.md'), head('2026-10-08', 'held'));
  await journey.SCREENS.settings(app);
  await app.click('button', /^Import/);
  const dialog = await app.find('dialog', 'Import a folder');
  await app.shows('1 1:1', dialog);
  await app.click('button', 'Import', dialog);
  await app.gone('dialog', 'Import a folder');

  await journey.openPerson(app, 'Priya Raghunathan');
  await app.click('tab', /^Notes/);
  await app.click('button', /^Open the note of .*8 Oct/);
  await app.find('heading', 'Priya, 8 October');
  await app.click('textbox', 'Note');
  await app.keys('Written down the day after.');
  await app.shows(/Saved \d\d:\d\d/);

  await journey.openPerson(app, 'Priya Raghunathan');
  await journey.startMeeting(app);
  await app.find('heading', 'Priya, 9 October');
  await app.click('button', 'End 1:1');
  const ended = await app.find('dialog', /^1:1 with Priya/);
  await app.click('button', 'Done', ended);
  await app.gone('dialog');

  await journey.openPerson(app, 'Diego Fuentes');
  await app.click('button', 'More');
  await app.click('menuitem', 'Plan a 1:1');
  const plan = await app.find('dialog', 'Plan a 1:1 with Diego');
  const day = await app.find('textbox', 'Day', plan);
  await app.run(`arguments[0].value = '2026-10-09'; arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }))`, day);
  await app.click('button', 'Plan it', plan);
  await app.gone('dialog');
  await app.shows('Diego on Fri 9 Oct at');
  const told = await app.texts('status', /Diego on/);
  assert.doesNotMatch(told.join(' '), /1:1 planned/, 'told once');
  await journey.startMeeting(app);
  await app.find('heading', 'Diego, 9 October');
});
