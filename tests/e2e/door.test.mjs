// Making a vault, locking it, and what opens it again and what does not.
// What is inside is the other files' matter.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import { choosePassphrase, keepRecoveryKey, LABEL, lock, PASSPHRASE, setTheme, THEMES, unlock } from './journey.mjs';

let home;
let app;
let words;

before(async () => {
  home = await Home.make();
  app = await App.open(home);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** Every file of every vault with a digest of its bytes. */
async function bytes() {
  const root = join(home.data, 'vaults');
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const digest = async (path) => `${path} ${createHash('sha256').update(await readFile(path)).digest('hex')}`;
  return Promise.all(paths.sort().map(digest));
}

async function accessible(screen) {
  for (const theme of THEMES) {
    await setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${screen}, ${theme}`);
  }
}

test('on the first day a vault is made in three steps that anybody can use', async () => {
  await app.find('heading', 'Choose a passphrase');
  await accessible('the passphrase');
  await choosePassphrase(app);
  await accessible('the recovery key');
  words = await keepRecoveryKey(app);
  assert.equal(new Set(words).size > 12, true, 'twenty-four words, hardly any twice');
  await accessible('the people');
  await app.click('button', 'Later, open the empty vault');
  await app.find('button', /^Lock/);
});

test('locking shows the door, which names the vault and nothing from inside', async () => {
  await lock(app);
  await app.find('radio', new RegExp(`^${LABEL}`));
  await accessible('the door');
});

test('a wrong passphrase changes no byte on disk and keeps what was typed', async () => {
  const before = await bytes();
  assert.notEqual(before.length, 0);
  await unlock(app, 'quiet otter lantern tuesday');
  await app.find('alert');
  assert.deepEqual(await bytes(), before);
  const field = await app.find('textbox', 'Passphrase');
  assert.equal(await app.run('return arguments[0].value', field), 'quiet otter lantern tuesday');
  await accessible('the door after a wrong passphrase');
});

test('the passphrase opens it again', async () => {
  await unlock(app, PASSPHRASE);
  await app.find('button', /^Lock/);
  await lock(app);
});

test('the twenty-four words open it too', async () => {
  await app.click('button', 'Use the recovery key');
  await app.fill('textbox', 'Recovery key', words.join(' '));
  await app.click('button', /^Unlock/);
  await app.find('button', /^Lock/);
});
