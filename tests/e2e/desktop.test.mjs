// What the desktop does for Rapport once it was asked: reminders, and quick capture from another program.
// The desktop is a D-Bus and a virtual screen of the test's own.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { App, DRIVEN, Home } from './app.mjs';
import { Bus } from './bus.mjs';
import { lock, makeVault, MIRA, openPerson, openToday, unlock } from './journey.mjs';

const execute = promisify(execFile);

let home;
let app;
let user;
let told;

before(async () => {
  home = await Home.make();
  await makeVault(home);
  user = await Bus.start(home.path, 'user');
  told = await user.calls('org.freedesktop.Notifications');
  // Nine minutes before Mira's 1:1.
  app = await App.open(home, { now: '2026-10-09T10:21:00+02:00', env: { DBUS_SESSION_BUS_ADDRESS: user.address } });
});
after(async () => {
  await app?.close();
  user?.stop();
  await home?.remove();
});

/** The keyboard of the whole screen, whichever window has it. */
const xdotool = async (...words) => (await execute('xdotool', words, { env: { ...process.env, ...home.env } })).stdout.trim();

/** What the desktop was asked to show, in words. */
const shown = () => told.filter(({ member }) => member === 'Notify').map(({ words }) => words[3]);

async function openSettings() {
  await app.click('button', 'Settings');
  await app.find('heading', 'Settings');
}

async function chosen(role, name) {
  await app.until(`${name} to be chosen`, async () => {
    const [found] = await app.all(role, name);
    return app.run('return arguments[0].checked || arguments[0].getAttribute("aria-checked") === "true"', found);
  });
}

const settings = () => app.runAsync(`
  const done = arguments[arguments.length - 1];
  window.__TAURI_INTERNALS__.invoke('settings').then(done);`);

test('nobody asked for reminders, so nothing is told', async () => {
  await unlock(app);
  await openToday(app);
  await app.run('return new Promise((later) => setTimeout(later, 1500))');
  assert.deepEqual(shown(), []);
});

test('once asked for, a 1:1 soon and the promises of today are told, each once and without a name', async () => {
  await openSettings();
  await app.click('switch', 'Reminders');
  await chosen('switch', 'Reminders');
  await app.until('the 1:1 to be told', () => shown().some((words) => /^A 1:1 in \d minutes, at 10:30$/.test(words)));
  await app.run('return new Promise((later) => setTimeout(later, 1500))');
  assert.equal(shown().filter((words) => words.includes('1:1')).length, 1);
  assert.ok(shown().filter((words) => words.includes('due today')).length <= 1, shown().join('; '));
  const everything = told.flatMap(({ words }) => words).join(' ');
  assert.ok(!/Mira|Kova/.test(everything), everything);
  assert.deepEqual(await app.violations(), []);
});

test('opening the vault again tells nothing twice, and a locked one tells nothing', async () => {
  const before = shown().length;
  await lock(app);
  await app.run('return new Promise((later) => setTimeout(later, 1000))');
  await unlock(app);
  await app.find('button', /^Lock/);
  await app.run('return new Promise((later) => setTimeout(later, 1500))');
  assert.equal(shown().length, before);
});

test('names are told only after they were asked for too', async () => {
  await openSettings();
  await app.click('switch', 'With names');
  await chosen('switch', 'With names');
  await app.until('it to be kept', async () => (await settings()).remind_names);
  await openPerson(app, MIRA);
  // A promise for today, made now: today's were told already, so it is the moved 1:1 that speaks.
  await app.runAsync(`
    const done = arguments[arguments.length - 1];
    const { invoke } = window.__TAURI_INTERNALS__;
    invoke('sidebar').then(({ people }) => {
      const { person } = people.find(({ person }) => person.name === arguments[0]);
      return invoke('move_next_meeting', { person: person.id, date: '2026-10-09', time: '10:29:00', by: 'me' });
    }).then(() => done('moved'), (error) => done(JSON.stringify(error)));`, MIRA);
  await app.until('Mira to be named', () => shown().some((words) => /^1:1 with Mira in \d minutes, at 10:29$/.test(words)));
});

test('keys reach quick capture while another program has the keyboard, and Enter keeps the thought', async () => {
  await openSettings();
  await app.click('radio', 'Ctrl Shift Space');
  await chosen('radio', 'Ctrl Shift Space');
  await app.until('it to be kept', async () => (await settings()).capture_keys === 'shift_space');
  await openToday(app);
  // The window leaves a part of the screen bare. The keyboard goes there, as to a program that is not ours.
  const [ours] = (await xdotool('search', '--onlyvisible', '--name', '^Rapport$')).split('\n');
  await xdotool('windowsize', '--sync', ours, '1000', '700');
  await xdotool('mousemove', '1200', '760');
  await xdotool('windowfocus', (await xdotool('search', '--maxdepth', '0', '')).split('\n')[0]);
  await xdotool('key', 'ctrl+shift+n');
  await app.run('return new Promise((later) => setTimeout(later, 700))');
  assert.equal((await app.all('dialog')).length, 0);
  const begun = performance.now();
  await xdotool('key', '--clearmodifiers', 'ctrl+shift+space');
  await app.find('dialog', 'Capture a thought');
  await app.until('the cursor to be in it', () => app.run('return document.activeElement.tagName === "TEXTAREA" && document.hasFocus()'));
  await xdotool('type', '--delay', '8', 'quokkaberry pilot went well');
  await app.until('the words to stand there', () => app.run('return document.activeElement.value === "quokkaberry pilot went well"'));
  await xdotool('key', 'Return');
  await app.gone('dialog', 'Capture a thought');
  console.log(`capture from another program: ${((performance.now() - begun) / 1000).toFixed(2)} s of machine time`);
  const kept = await app.runAsync(`
    const done = arguments[arguments.length - 1];
    const { invoke } = window.__TAURI_INTERNALS__;
    invoke('sidebar')
      .then(({ people }) => Promise.all(people.map(({ person }) => invoke('person', { person: person.id }))))
      .then((pages) => done(pages.flatMap(({ captures }) => captures.map(({ text }) => text))), (error) => done([JSON.stringify(error)]));`);
  assert.ok(kept.includes('quokkaberry pilot went well'), kept.join('; '));
});

test('a second start with --capture does the same, for desktops that give keys to no program', async () => {
  await execute(DRIVEN, ['--capture'], { env: { ...home.env, RAPPORT_DATA: home.data }, timeout: 15_000 });
  await app.find('dialog', 'Capture a thought');
  await app.press('Escape');
  await app.gone('dialog', 'Capture a thought');
});

test('asked for while the vault is locked, capture waits for the passphrase', async () => {
  await lock(app);
  await xdotool('key', '--clearmodifiers', 'ctrl+shift+space');
  await app.run('return new Promise((later) => setTimeout(later, 500))');
  await unlock(app);
  await app.find('dialog', 'Capture a thought');
});
