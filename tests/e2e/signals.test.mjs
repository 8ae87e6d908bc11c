// Check-ins and what they say: in from a CSV, a prompt, the notes behind it, what became of it, the record.
// And notes only: nothing of all that on any screen, in any packet, in the terminal.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
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
  await app.find('heading', 'Friday, 9 October');
});
after(async () => {
  await app?.close();
  await home?.remove();
});

async function accessible(what) {
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${what}, ${theme}`);
  }
}

/** Thirty Fridays up to 2 October: steady, then clearly lower in the last seven. One row cannot be read. */
function checkIns(name) {
  const rows = ['person,date,indicator,value,source'];
  for (let week = 0; week < 30; week++) {
    const day = new Date(Date.UTC(2026, 9, 2 - 7 * (29 - week))).toISOString().slice(0, 10);
    ['energy', 'workload', 'focus', 'reviews', 'growth', 'belonging'].forEach((indicator, at) => {
      const usual = 4 - ((week + at) % 3 === 0 ? 1 : 0);
      const step = week < 23 ? usual : usual - 2;
      rows.push(`${name},${day},${indicator},${indicator === 'workload' ? 6 - step : step},${at % 2 ? 'said' : 'observed'}`);
    });
  }
  return [...rows, `${name},2026-10-05,energy,9,observed`].join('\n');
}

test('check-ins come in from a CSV, after one has seen what would', async () => {
  const file = join(home.out, 'check-ins.csv');
  await writeFile(file, checkIns('Nora Lindqvist'));
  await journey.SCREENS.settings(app);
  await app.pick(file);
  await app.click('button', 'Choose a CSV…');
  const dialog = await app.find('dialog', 'Import check-ins');
  await app.shows('180 check-in values', dialog);
  await app.shows('1 person not yet in the vault', dialog);
  await app.shows(/Line 182.*whole number from 1 to 5/, dialog);
  await accessible('the import of check-ins');
  await app.click('button', 'Import', dialog);
  await app.gone('dialog', 'Import check-ins');
});

test('a prompt stands on the person’s page, told in plain words, and closes with what became of it', async () => {
  await journey.openPerson(app, 'Nora Lindqvist');
  await app.click('tab', 'Trends');
  const prompt = await app.find('region', 'Worth a conversation');
  await app.shows(/(Below|Above) Nora’s usual since \d+ \w{3}/, prompt);
  await app.click('button', 'What became of it?', prompt);
  await accessible('a prompt');
  await app.click('button', 'Yes, the conversation confirmed it', prompt);
  await app.gone('region', 'Worth a conversation');
  const told = await app.find('region', 'Prompts so far');
  await app.shows('the conversation confirmed it', told);
  await app.shows(/\d+ prompts? so far: 1 confirmed by the conversation/, told);
});

test('a reading opens the notes behind it', async () => {
  await journey.SCREENS.readings(app);
  await app.click('button', `Notes behind it, ${journey.MIRA}`);
  await app.find('tab', /^Notes/);
  await app.find('feed', `Notes about ${journey.MIRA}`);
});

test('each dot can be read with the keyboard, and all of them as a table', async () => {
  await journey.SCREENS['person-trends'](app);
  const dots = await app.find('slider', 'Energy, meeting by meeting');
  await app.run('arguments[0].focus()', dots);
  const first = await app.run('return arguments[0].getAttribute("aria-valuetext")', dots);
  await app.press('ArrowLeft');
  await app.until('the dot before to be read', async () => (await app.run('return arguments[0].getAttribute("aria-valuetext")', dots)) !== first);
  await app.click('button', 'Show the figures as tables');
  await app.find('region', 'Energy, meeting by meeting');
  await accessible('the tables');
  await app.click('button', 'Show pictures');
  await app.click('radio', 'All');
  await app.find('img', /^Energy, April to October/);
});

test('a stretch is named, drawn behind the charts, and taken away', async () => {
  const around = await app.find('region', 'What explains it');
  await app.click('button', 'Add a stretch', around);
  const dialog = await app.find('dialog', /^A stretch that explains/);
  await accessible('a stretch');
  await app.fill('textbox', 'In your words', 'cut-over', dialog);
  await app.click('button', 'Add stretch', dialog);
  await app.find('img', /Behind it: Release: cut-over\.$/);
  await app.click('button', 'Release: cut-over');
  await app.click('button', 'Take it away');
  await app.gone('button', 'Release: cut-over');
});

test('a check-in is made between two 1:1s, and nothing is filled in beforehand', async () => {
  await journey.command(app, 'Check in about Mira');
  const dialog = await app.find('dialog', 'Check in about Mira');
  const energy = await app.find('group', 'Energy', dialog);
  const chosen = () => app.run('return [...arguments[0].querySelectorAll("input:checked")].length', dialog);
  assert.equal(await chosen(), 0);
  await app.click('radio', 'Low', energy);
  await app.until('one step to be chosen', async () => (await chosen()) === 1);
  await accessible('a check-in of a day');
  await app.click('button', 'Done', dialog);
  await app.gone('dialog', 'Check in about Mira');
});

test('a scale is added, and asked from then on', async () => {
  await journey.SCREENS.settings(app);
  const card = await app.find('region', 'Check-ins');
  await app.click('button', 'Add another', card);
  const dialog = await app.find('dialog', 'Ask about something else');
  await app.fill('textbox', 'Name', 'Sleep', dialog);
  for (const [at, word] of ['None', 'Little', 'Some', 'Enough', 'Plenty'].entries()) await app.fill('textbox', `Step ${at + 1}`, word, dialog);
  await accessible('a scale');
  await app.click('button', 'Ask it', dialog);
  await app.gone('dialog', 'Ask about something else');
  await app.find('button', 'Edit Sleep', card);
  await app.click('button', 'Retire Sleep', card);
  await app.find('button', 'Ask Sleep again', card);
});

// Words of a screen that only check-ins put there; a note may say anything.
const TRACES = /(Below|Above) \S+’s usual|Within usual|Check-in signals|check-ins|I observed|\bTrends\b|Engagement in reviews/;
const words = () => app.run('return document.body.innerText + [...document.querySelectorAll("[aria-label], [title]")].map((one) => one.getAttribute("aria-label") + " " + one.title).join(" ")');
const SHOWN = Object.entries(journey.SCREENS).filter(([name]) => !/^(settings|person-trends|readings|about-trends)/.test(name));

async function packet(name) {
  const file = join(home.out, `${name}.pdf`);
  const told = await journey.cli(home, 'packet', 'Mira', '--kind', 'history', '--include', 'check-ins', '--out', file);
  const { stdout } = await execute('pdftotext', ['-layout', file, '-']);
  return `${JSON.stringify(told)} ${stdout.replace(/\s+/g, ' ')}`;
}

test('before, there is something to put away', async () => {
  await journey.openToday(app);
  assert.match(await words(), TRACES);
  await journey.lock(app);
  assert.match(await packet('with'), /Mira’s usual/);
  assert.ok((await journey.cli(home, 'brief', 'Mira')).reading);
  await journey.unlock(app);
  await app.find('heading', 'Friday, 9 October');
});

test('notes only leaves no trace on any screen', async () => {
  await journey.SCREENS.settings(app);
  await app.click('switch', 'Notes only');
  await app.gone('button', 'Choose a CSV…');
  for (const [name, open] of SHOWN) {
    await open(app);
    await app.still();
    assert.doesNotMatch(await words(), TRACES, name);
  }
  await journey.openPerson(app, journey.MIRA);
  await app.click('tab', 'Rhythm');
  await app.find('article', 'Cadence');
  assert.doesNotMatch(await words(), TRACES, 'the rhythm of the 1:1s');
  await app.click('button', 'More');
  await app.find('menuitem', 'Archive');
  assert.doesNotMatch(await words(), /[Cc]heck.ins?\b/, 'the menu');
  await app.press('Escape');
  await app.press('Control', 'e');
  await app.shows('Private passages', await app.find('dialog', 'Export about Mira'));
  assert.doesNotMatch(await words(), TRACES, 'the export');
  await app.press('Escape');
  await app.press('Control', 'k');
  await app.fill('combobox', 'Search and commands', 'check in about mira');
  await app.still();
  assert.equal((await app.names('option', /Check in about|Worth a conversation|numbers of the trends/)).length, 0);
  await app.press('Escape');
  await journey.openPerson(app, journey.MIRA);
  await journey.startMeeting(app);
  assert.deepEqual(await app.names('group', 'Energy'), []);
  assert.doesNotMatch(await words(), TRACES, 'the meeting');
  await app.click('button', 'End 1:1');
  await app.click('button', 'Done', await app.find('dialog', /^1:1 with Mira/));
});

test('nor in a packet or the terminal', async () => {
  await journey.lock(app);
  const text = await packet('without');
  assert.doesNotMatch(text, /usual\b.*(Energy|Focus time)|Mira’s usual|check-in signals/);
  assert.equal((await journey.cli(home, 'brief', 'Mira')).reading, null);
  const whole = await journey.cli(home, 'person', 'Mira');
  assert.ok(whole.content.meetings.every(({ check_in, not_observed }) => Object.keys(check_in).length + not_observed.length === 0));
  assert.deepEqual(whole.content.observations, []);
});

test('and everything is there again afterwards', async () => {
  await journey.unlock(app);
  await app.find('navigation', 'People');
  await journey.SCREENS.settings(app);
  await app.click('switch', 'Notes only');
  await app.find('button', 'Choose a CSV…');
  await journey.openPerson(app, 'Nora Lindqvist');
  await app.click('tab', 'Trends');
  await app.shows('the conversation confirmed it', await app.find('region', 'Prompts so far'));
});
