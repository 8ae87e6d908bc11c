// Every command of the one list is called with values that nobody means: each answers in its type, and nothing stops.
// What a command does with values that are meant is proved on the engine.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home, until } from './app.mjs';
import { dice, maker, readCommands } from './hostile.mjs';
import * as journey from './journey.mjs';

/** Calls of each command, locked and open. */
const LOCKED = 8;
const OPEN = 16;
/** These end the page, or open another vault when a word happens to be a good passphrase. */
const LEFT_OUT = ['lock_now', 'close_window', 'create_vault'];
/** This one may make an open vault lock itself after a minute; it is called while the vault is locked. */
const NOT_OPEN = ['edit_settings'];
/** Calls that are on their way at once: few enough for their answers to come soon. */
const AT_ONCE = 12;
/** How long a handful of answers may take: a call that panicked never answers. */
const PATIENCE = 120_000;

let home;
let app;
let commands;
let types;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
  await app.find('heading', 'Open your notes');
  ({ commands, types } = await readCommands());
  commands = commands.filter(({ name }) => !LEFT_OUT.includes(name));
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** One call that is meant. */
const invoke = (name, words = {}) =>
  app.runAsync(
    `const done = arguments[arguments.length - 1];
     window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then((data) => done({ data }), (error) => done({ error }));`,
    name, words,
  );

/** Calls in the page, a few at a time; gives `{ ok }` or `{ error }` for each. */
async function answers(calls) {
  const all = [];
  for (let from = 0; from < calls.length; from += AT_ONCE) {
    const some = calls.slice(from, from + AT_ONCE);
    await app.run(
      `window.__answers = arguments[0].map(() => null);
       arguments[0].forEach(([name, words], at) =>
         window.__TAURI_INTERNALS__.invoke(name, words).then(
           () => { window.__answers[at] = { ok: true }; },
           (error) => { window.__answers[at] = { error: error instanceof Error ? { thrown: String(error) } : error }; }));`,
      some,
    );
    let got;
    await until(
      `answers of ${some.map(([name]) => name).join(', ')}`,
      async () => (got = await app.run('return window.__answers.every((one) => one !== null) ? window.__answers : null')),
      PATIENCE,
    ).catch(async (error) => {
      const open = await app.run('return window.__answers.map((one) => one === null)');
      const lost = some.filter((_, at) => open[at]);
      throw new Error(`${error.message}\nno answer to ${JSON.stringify(lost).slice(0, 2000)}\n${app.stderr}`);
    });
    all.push(...got);
  }
  return all;
}

/** An error of the engine by its code, or a refusal before it: of arguments, or of JSON that is none. */
function isTyped(error) {
  if (typeof error === 'string') return /^invalid args|^command \w+ missing required key|at line \d+ column \d+$/.test(error);
  return typeof error?.code === 'string';
}

async function bent(seed, each, known, list = commands) {
  const make = maker(types, dice(seed), known);
  const calls = list.flatMap(({ name, words }) => {
    // Without arguments there is nothing to bend.
    const often = words.length === 0 ? 1 : each;
    return Array.from({ length: often }, () => [name, make(words)]);
  });
  const told = await answers(calls);
  const wrong = told.flatMap((answer, at) =>
    answer.ok || isTyped(answer.error) ? [] : [`${JSON.stringify(calls[at]).slice(0, 500)}: ${JSON.stringify(answer)}`]);
  assert.deepEqual(wrong, []);
  assert.doesNotMatch(app.stderr, /rapport stopped at/);
  return calls.map(([name], at) => ({ name, ...told[at] }));
}

async function filesOf(folder) {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const files = names.map((one) => join(one.parentPath, one.name)).sort();
  return Promise.all(files.map(async (file) => [file, (await readFile(file)).toString('base64')]));
}

test('a locked window answers every call in its type, and changes no byte of the vault', async () => {
  const before = await filesOf(home.vault);
  const { data: settings } = await invoke('settings');
  const told = await bent(1, LOCKED, {});
  assert.ok(told.length > 900, `${told.length} calls`);
  const locked = told.filter(({ error }) => error?.code === 'locked').length;
  assert.ok(locked > 100, `${locked} of ${told.length} calls reached the locked session`);
  assert.deepEqual(await filesOf(home.vault), before);
  assert.deepEqual(await invoke('edit_settings', { settings }), { data: null });
});

test('an open window answers every call in its type, and the vault stays whole', async () => {
  const opened = await invoke('unlock', { draft: { vault: home.vaultId, passphrase: journey.PASSPHRASE, words: null, go_on: false } });
  assert.deepEqual(opened, { data: null });
  const { data: { people } } = await invoke('sidebar');
  const person = people.map((one) => one.person.id);
  const notes = (await Promise.all(person.slice(0, 3).map((id) => invoke('notes', { person: id })))).flatMap(({ data }) => data);
  const { data: promises } = await invoke('follow_ups', { person: null });
  const known = {
    PersonId: person,
    NoteId: notes.flatMap(({ note }) => (note ? [note.id] : [])),
    MeetingId: notes.flatMap(({ meeting }) => (meeting ? [meeting.id] : [])),
    FollowUpId: [...promises.mine, ...promises.theirs].map(({ id }) => id),
  };
  for (const [type, ids] of Object.entries(known)) assert.ok(ids.length > 3, type);
  const told = await bent(2, OPEN, known, commands.filter(({ name }) => !NOT_OPEN.includes(name)));
  const done = told.filter(({ ok }) => ok).length;
  assert.ok(done > 300, `${done} of ${told.length} calls came through to the end`);
  const { data: found } = await invoke('check_vault');
  assert.deepEqual(found.problems, []);
  assert.equal((await invoke('session')).data.open.id, home.vaultId);
});
