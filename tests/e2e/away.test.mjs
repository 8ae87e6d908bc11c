// Locking by itself: the screen locks, the computer sleeps, another user takes over, nobody is there.
// The desktop is a D-Bus of the test's own; time is put ahead, never waited for.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { App, DRIVEN, Home } from './app.mjs';
import { Bus } from './bus.mjs';
import { cli, makeVault, openPerson, PASSPHRASE, startMeeting, unlock } from './journey.mjs';

const execute = promisify(execFile);
const LOGIND = '/org/freedesktop/login1';

let home;
let app;
let system;
let user;

before(async () => {
  home = await Home.make();
  await makeVault(home);
  system = await Bus.start(home.path, 'system');
  user = await Bus.start(home.path, 'user');
  app = await App.open(home, { env: { DBUS_SYSTEM_BUS_ADDRESS: system.address, DBUS_SESSION_BUS_ADDRESS: user.address } });
  await app.until('the app to listen on both buses', async () => (await system.listeners()) > 0 && (await user.listeners()) > 0);
});
after(async () => {
  await app?.close();
  system?.stop();
  user?.stop();
  await home?.remove();
});

async function opened() {
  await unlock(app);
  await app.find('button', /^Lock/);
}

async function locked() {
  await app.find('heading', 'Open your notes');
  assert.equal(await app.run('return document.body.innerText.includes("Mira")'), false);
}

test('the door says after how long nobody must be there', async () => {
  await app.shows('Locks after 10 minutes away');
});

const signals = [
  ['the computer goes to sleep', () => system.signal(LOGIND, 'org.freedesktop.login1.Manager.PrepareForSleep', 'boolean:true')],
  ['the session is locked', () => system.signal(`${LOGIND}/session/_31`, 'org.freedesktop.login1.Session.Lock')],
  ['the screen saver comes on', () => user.signal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true')],
  ['GNOME locks the screen', () => user.signal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true')],
];
for (const [what, send] of signals) {
  test(`the vault locks when ${what}`, async () => {
    await opened();
    await send();
    await locked();
  });
}

test('another user at the seat locks the vault', async () => {
  await opened();
  await execute('gdbus', [
    'emit', '--system', '--object-path', `${LOGIND}/session/_31`,
    '--signal', 'org.freedesktop.DBus.Properties.PropertiesChanged',
    'org.freedesktop.login1.Session', "{'Active': <false>}", '@as []',
  ], { env: { ...home.env, DBUS_SYSTEM_BUS_ADDRESS: system.address } });
  await locked();
});

test('signals that say the opposite lock nothing', async () => {
  await opened();
  await system.signal(LOGIND, 'org.freedesktop.login1.Manager.PrepareForSleep', 'boolean:false');
  await user.signal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:false');
  await user.signal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'string:true');
  // A round trip through the page: had one of them been heard, it would be gone.
  await openPerson(app, 'Mira Kovačević');
  await app.find('button', /^Lock/);
});

test('what was typed a moment ago is saved first, and unlocking comes back to the same 1:1', async () => {
  await startMeeting(app);
  const note = await app.find('textbox', 'Note');
  await app.run('arguments[0].focus()', note);
  await app.keys('She asked about wombatberry twice.');
  await user.signal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true');
  await locked();
  await opened();
  await app.find('button', 'End 1:1');
  await app.shows('wombatberry');
});

test('nine minutes without a key leave it open, ten lock it', async () => {
  await app.run('window.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }))');
  await app.ahead(540, 540);
  await app.run('return new Promise((later) => setTimeout(later, 500))');
  await app.find('button', 'End 1:1');
  await app.ahead(1300, 1300);
  await locked();
});

test('a key starts the minutes anew', async () => {
  await opened();
  await app.ahead(1300 + 500, 1300 + 500);
  // The page tells the shell every five seconds at most, and has told it of the unlocking.
  await app.run('return new Promise((later) => setTimeout(later, 5100))');
  await app.run('window.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }))');
  await app.run('return new Promise((later) => setTimeout(later, 300))');
  await app.ahead(1300 + 1000, 1300 + 1000);
  await app.run('return new Promise((later) => setTimeout(later, 500))');
  await app.find('button', /^Lock|End 1:1/);
});

test('a clock that jumped while the computer slept locks the vault', async () => {
  await app.ahead(2300 + 7200, 2300);
  await locked();
});

test('after five wrong tries the door counts down, and a right one is not even tried before', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    await unlock(app, `quiet otter lantern ${tries}`);
    await app.find('alert');
    await app.until('the answer', async () => (await app.all('button', /^(Unlock|Next try)/)).length > 0);
  }
  await app.find('button', /^Next try in/);
  // The shell itself refuses, whatever the page does.
  const refused = await app.runAsync(`
    const done = arguments[arguments.length - 1];
    const draft = { vault: arguments[0], passphrase: arguments[1], words: null, go_on: false };
    window.__TAURI_INTERNALS__.invoke('unlock', { draft }).then(() => done('opened'), (error) => done(error.field));`, home.vaultId, PASSPHRASE);
  assert.equal(refused, 'wait');
  assert.deepEqual(await app.violations(), []);
  await app.ahead(9600, 2400);
  await app.find('button', /^Unlock/);
  await opened();
});

test('a second start ends by itself and leaves the first one running', async () => {
  const begun = Date.now();
  await execute(DRIVEN, [], { env: { ...home.env, RAPPORT_DATA: home.data }, timeout: 15_000 });
  assert.ok(Date.now() - begun < 15_000);
  await app.find('button', /^Lock|End 1:1/);
  await app.until('the first to have the keyboard', () => app.run('return document.hasFocus()'));
});

test('who has the vault open is told by name', async () => {
  await user.signal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true');
  await locked();
  const other = execFile('flock', ['--no-fork', `${home.vault}/lock`, 'sh', '-c', 'echo held; exec sleep 300']);
  try {
    await once(other.stdout, 'data');
    await app.until('the other program to hold it', async () => {
      await unlock(app);
      return (await app.texts('alert', /flock, process \d+|sleep, process \d+/)).length > 0;
    });
  } finally {
    other.kill();
  }
  const hits = await app.until('the vault to be free', () => cli(home, 'search', 'wombatberry'));
  assert.equal(hits.length, 1);
});
