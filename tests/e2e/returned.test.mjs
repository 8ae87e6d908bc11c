// A vault that came back from somewhere: put back to an older state, doubled by a synced folder, carried to another computer.
// Looking after one that stayed is in `vault.test.mjs`.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import { lock, makeVault, PASSPHRASE, SCREENS, setTheme, THEMES, unlock } from './journey.mjs';

let home;
let app;
let older;

before(async () => {
  home = await Home.make();
  older = join(home.path, 'older');
  await makeVault(home);
  app = await App.open(home);
  // The app has opened the vault once; that state is put away.
  await unlock(app);
  await app.find('button', /^Lock/);
  await addPerson('Edda Wintersee');
  await lockWhole();
  await cp(home.vault, older, { recursive: true });
  // And then written more, which the computer remembers.
  await unlock(app);
  await addPerson('Ilmari Saari');
  await lockWhole();
});
after(async () => {
  await app?.close();
  await home?.remove();
});

async function addPerson(name) {
  await app.click('button', 'Add a person');
  await app.fill('textbox', 'Name', name, await app.find('dialog', 'Add a person'));
  await app.click('button', 'Add person');
  await app.find('heading', name);
}

/** Locks, and waits until the vault is closed, sealed and backed up. */
async function lockWhole() {
  await lock(app);
  // Answered only once a vault that is being closed is closed.
  await app.runAsync(`
    const done = arguments[arguments.length - 1];
    const draft = { vault: arguments[0], passphrase: 'no', words: 'no', go_on: false };
    window.__TAURI_INTERNALS__.invoke('unlock', { draft }).then(done, () => done());`, home.vaultId);
  await app.until('the backup', async () => {
    const names = await readdir(join(home.vault, 'backups')).catch(() => []);
    return names.length > 0 && names.every((name) => name.endsWith('.rapport'));
  });
}

async function digest(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  const lines = paths.map(async (path) => `${path} ${createHash('sha256').update(await readFile(path)).digest('hex')}`);
  return Promise.all(lines);
}

async function accessible(what) {
  for (const theme of THEMES) {
    await setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${what}, ${theme}`);
  }
}

test('a vault older than the one last opened here is told as that, and nothing is written before the answer', async () => {
  await rm(home.vault, { recursive: true });
  await cp(older, home.vault, { recursive: true });
  const before = await digest(home.vault);
  await unlock(app);
  await app.shows('This vault is older than the one last opened on this computer.');
  await app.shows('Nothing was written yet.');
  await accessible('the question');
  assert.deepEqual(await digest(home.vault), before);
});

test('its backups are shown before the answer, and still nothing is written', async () => {
  const before = await digest(home.vault);
  await app.click('button', 'Show backups');
  await app.find('heading', 'Open a backup');
  assert.notEqual((await app.all('radio')).length, 0);
  await accessible('the backups at the door');
  assert.deepEqual(await digest(home.vault), before);
  await app.click('button', 'Back');
});

test('going on with it opens it, and from then on it is the one to go by', async () => {
  await unlock(app);
  await app.click('button', 'Go on with it');
  const people = await app.find('navigation', 'People');
  await app.find('button', /^Edda/, people);
  assert.equal((await app.all('button', /^Ilmari/, people)).length, 0);
  await lockWhole();
  await unlock(app);
  await app.find('button', /^Edda/, await app.find('navigation', 'People'));
  await lockWhole();
});

test('files doubled by a synced folder are told once, stay told beside the backups, and are left alone', async () => {
  const doubled = 'header (conflicted copy).bin';
  await copyFile(join(home.vault, 'header.bin'), join(home.vault, doubled));
  await unlock(app);
  await app.shows('1 doubled file in the vault’s folder: two computers wrote at once');
  await SCREENS.settings(app);
  await app.shows(doubled, await app.find('region', 'Backups'));
  await accessible('the doubled files');
  await lockWhole();
  assert.ok((await readdir(home.vault)).includes(doubled));
  await rm(join(home.vault, doubled));
});

test('on another computer a backup is opened from the first screen, with the same passphrase', async () => {
  const [newest] = (await readdir(join(home.vault, 'backups'))).sort().reverse();
  const other = await Home.make();
  const carried = join(other.path, 'Payments team.rapport');
  await copyFile(join(home.vault, 'backups', newest), carried);
  await app.close();
  app = await App.open(other);
  try {
    await app.find('heading', 'Choose a passphrase');
    await app.pick(carried);
    await app.click('button', 'Open a backup…');
    await app.find('heading', 'Open a backup');
    await app.shows('Payments team.rapport');
    await accessible('a backup on a new computer');
    await app.fill('textbox', 'Passphrase', PASSPHRASE);
    await app.click('button', 'Open it');
    await app.find('button', /^Edda/, await app.find('navigation', 'People'));
    assert.equal((await readdir(join(other.data, 'vaults'))).length, 1);
  } finally {
    await app.close();
    await other.remove();
  }
});
