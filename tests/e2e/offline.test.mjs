// The build that ships, driven with a real pointer and keyboard: it opens no socket and writes no word in the clear.
// Where things stand on the screen is learnt from the driven build, which shows the same pages.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { App, Home, PLAIN, TARGET, until } from './app.mjs';
import { cli, makeVault, openPerson, PASSPHRASE, startMeeting, unlock } from './journey.mjs';
import { findWords, readTrace } from './leaks.mjs';
import { appears, clickOn, landmark, picture, pressKeys, settled, takeWindow, typeKeys } from './screen.mjs';

const execute = promisify(execFile);

/** A word that stands nowhere else on this computer. */
const CANARY = `quokka${randomBytes(6).toString('hex').replace(/\d/g, (digit) => 'ghijklmnop'[digit])}`;
/** Autosave waits a second at most; a vault untouched for longer has everything. */
const QUIET = 2000;

const TRACED = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=socket,connect'];

let learner;
let home;
const started = Date.now();

before(async () => {
  learner = await Home.make();
  home = await Home.make();
  await makeVault(learner);
  await cp(learner.data, home.data, { recursive: true });
  await rm(join(learner.path, 'passphrase'));
});
after(async () => {
  await learner?.remove();
  await home?.remove();
});

/** The same journey in the driven build: where each click lands, and what is seen there before. */
async function learnPlaces() {
  const places = {};
  const app = await App.open(learner, { now: null, strace: join(learner.path, 'trace') });
  const learn = async (name, ...element) => {
    const place = await app.place(...element);
    await settled();
    places[name] = await landmark(place);
  };
  try {
    await takeWindow('Rapport');
    await learn('passphrase', 'textbox', 'Passphrase');
    await learn('door', 'heading', 'Open your notes');
    await unlock(app);
    await learn('person', 'button', /^Mira Kovačević/, await app.find('navigation', 'People'));
    await openPerson(app, 'Mira Kovačević');
    await learn('start', 'button', /^Start 1:1/);
    await startMeeting(app);
    await learn('note', 'textbox', 'Note');
    await learn('end', 'button', 'End 1:1');
  } finally {
    await app.close();
  }
  return places;
}

/** Files in which the word or the passphrase stands in the clear; the passphrase is looked for at home only. */
async function leaks() {
  const [at, elsewhere] = [[home.path], [tmpdir(), '/var/tmp']];
  const found = [await findWords(at, [CANARY, PASSPHRASE]), await findWords(elsewhere, [CANARY], started)];
  assert.notEqual(found[0].looked, 0, 'files were looked at');
  return [...new Set(found.flatMap((one) => one.found))];
}

/** Ends a program with all it started; it may have ended by itself. */
async function ended(program) {
  const running = () => program.exitCode === null && program.signalCode === null;
  if (!running()) return;
  const exit = once(program, 'exit');
  process.kill(-program.pid, 'SIGTERM');
  await exit;
}

async function lastWrite() {
  const names = (await readdir(home.vault)).filter((name) => name.startsWith('data-'));
  const times = await Promise.all(names.map(async (name) => (await stat(join(home.vault, name))).mtimeMs));
  return Math.max(...times);
}

test('a 1:1 held with real clicks opens no socket and leaves no word in the clear', async () => {
  const places = await learnPlaces();
  const trace = join(home.path, 'trace');
  const app = spawn('strace', [...TRACED, '-o', trace, PLAIN], { env: home.env, stdio: 'ignore', detached: true });
  try {
    await takeWindow('Rapport');
    await appears('the door', places.door);
    await clickOn(places.passphrase);
    await typeKeys(PASSPHRASE);
    await pressKeys('Return');
    await appears('Mira', places.person);
    await clickOn(places.person);
    await appears('the way to start a 1:1', places.start);
    await clickOn(places.start);
    await appears('the way to end it', places.end);
    await clickOn(places.note);
    const before = await lastWrite();
    await typeKeys(`She asked about ${CANARY} twice.`);
    await until('the note to be saved', async () => {
      const last = await lastWrite();
      return last > before && Date.now() - last > QUIET;
    });

    assert.deepEqual(await leaks(), [], 'while the vault is open');
    await pressKeys('ctrl+l');
    await appears('the door again', places.door);
  } catch (error) {
    const file = join(TARGET, 'e2e', `failed-offline-${process.pid}.png`);
    await writeFile(file, await picture());
    error.message += `; see ${file}`;
    throw error;
  } finally {
    await ended(app);
  }

  const { local, internet } = await readTrace(trace);
  assert.notEqual(local.length, 0, 'the trace saw the display being reached');
  assert.deepEqual(internet, []);

  const control = join(home.path, 'control');
  await writeFile(control, Buffer.from(`told ${CANARY}`, 'utf16le'));
  assert.deepEqual(await leaks(), [control], 'after locking, with one file that must be found');
  await rm(control);

  // It was really written: the vault gives it back to who has the passphrase.
  const hits = await cli(home, 'search', CANARY);
  assert.equal(hits.length, 1);
  assert.equal(hits[0].person, 'Mira Kovačević');
});

test('a driven journey talks to its driver on this computer and to nobody else', async () => {
  const { internet, outward } = await readTrace(join(learner.path, 'trace'));
  assert.notEqual(internet.length, 0, 'the driver itself listens on loopback');
  assert.deepEqual(outward, []);
});

test('a program that does open a socket is caught by the same trace', async () => {
  const trace = join(learner.path, 'control-trace');
  const knock = "require('net').connect(9, '192.0.2.1').on('error', () => {}); setTimeout(() => process.exit(), 200)";
  await execute('strace', [...TRACED, '-o', trace, process.execPath, '-e', knock]);
  const { internet, outward } = await readTrace(trace);
  assert.notEqual(internet.length, 0);
  assert.notEqual(outward.length, 0);
});
