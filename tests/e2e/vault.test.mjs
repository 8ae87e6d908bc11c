// Looking after a vault in its window: backups, going back, keys, how long things are kept, erasing someone.
// What a vault does that came back from somewhere is in `returned.test.mjs`; the rules are proved on the engine.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { App, Home } from './app.mjs';
import { cli, lock, makeVault, openPerson, PASSPHRASE, SCREENS, setTheme, THEMES, unlock } from './journey.mjs';

const execute = promisify(execFile);
const DAY = 86_400;

let home;
let app;
let second;

before(async () => {
  home = await Home.make();
  second = join(home.path, 'disk');
  await mkdir(second);
  await makeVault(home);
  app = await App.open(home);
  await unlock(app);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

const openSettings = () => SCREENS.settings(app);
const card = (name) => app.find('region', name);
const compare = async (which) => {
  const [row] = await app.until('the backups', async () => {
    const rows = await app.all('button', /^Compare the backup/, await card('Backups'));
    return rows.length > which && [rows[which]];
  });
  await app.run('arguments[0].click()', row);
  return app.find('dialog', 'Compare with a backup');
};
/** What the row of the comparison says: here, and in the backup. */
const compared = async (dialog, what) => {
  const [row] = await app.until(`the row ${what}`, async () => {
    const rows = await app.texts('row', new RegExp(`^${what} `), dialog);
    return rows.length > 0 && rows;
  });
  return row.slice(what.length + 1).split(' ');
};
const pdfText = async (file) => (await execute('pdftotext', [file, '-'])).stdout.replace(/\s+/g, ' ');
const backups = async () => (await readdir(join(home.vault, 'backups')).catch(() => [])).filter((name) => name.endsWith('.rapport'));

/** Takes the messages at the foot away: what lies under one cannot be clicked. */
function hush() {
  return app.until('the messages to be gone', async () => {
    const [close] = await app.all('button', 'Close');
    if (close) await app.run('arguments[0].click()', close);
    return !close;
  });
}

/** Both themes of what is shown pass the accessibility rules. */
async function accessible(what) {
  for (const theme of THEMES) {
    await setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${what}, ${theme}`);
  }
}

async function choose(label, value) {
  const field = await app.find('combobox', label);
  await app.run('arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event("change", { bubbles: true }))', field, value);
}

test('a backup is made, read back, and says what is in it', async () => {
  await openSettings();
  const before = await backups();
  await app.click('button', 'Back up now', await card('Backups'));
  await app.shows('Backed up and read back');
  // The hour of this computer, and what lies in the file.
  await app.shows(/9 October 2026, 10:\d\d 7 people, \d+ 1:1s, last change/, await card('Backups'));
  await hush();
  assert.equal((await backups()).length, before.length + 1);
  await accessible('settings with backups');
});

test('a restore is tried once, beside the vault, and changes nothing', async () => {
  const files = await backups();
  await app.click('button', 'Try a restore');
  const dialog = await app.find('dialog', 'Compare with a backup');
  await app.shows('The backup opens, and all of its pages are whole.', dialog);
  assert.deepEqual(await compared(dialog, 'People'), ['7', '7']);
  await accessible('the comparison');
  await app.click('button', 'Keep this vault', dialog);
  await app.gone('button', 'Try a restore');
  assert.deepEqual(await backups(), files);
});

test('what was written since is compared, gone back from, and can be had again', async () => {
  await app.click('button', 'Add a person');
  await app.fill('textbox', 'Name', 'Edda Wintersee', await app.find('dialog', 'Add a person'));
  await app.click('button', 'Add person');
  await app.find('heading', 'Edda Wintersee');
  await openSettings();
  let dialog = await compare(0);
  assert.deepEqual(await compared(dialog, 'People'), ['8', '7']);
  await app.click('button', 'Go back to the backup…', dialog);
  await app.shows('What was written since stays in a backup that is made first', dialog);
  await app.click('button', 'Go back now', dialog);
  await app.shows('The vault is as it was then');
  await app.gone('button', /^Edda/);

  await openSettings();
  dialog = await compare(0);
  assert.deepEqual(await compared(dialog, 'People'), ['7', '8']);
  await app.click('button', 'Go back to the backup…', dialog);
  await app.click('button', 'Go back now', dialog);
  await app.find('button', /^Edda/, await app.find('navigation', 'People'));
});

test('a second folder holds the same backups, and is mentioned when out of reach for 14 days', async () => {
  await openSettings();
  await app.pick(second);
  await app.click('button', 'Choose a folder…', await card('Backups'));
  await app.shows(second, await card('Backups'));
  await app.click('button', 'Back up now');
  await app.until('the copies', async () => (await readdir(second)).length === (await backups()).length);
  await rename(second, `${second} unplugged`);
  // Two weeks later; the vault has locked by itself meanwhile.
  await app.ahead(15 * DAY, 15 * DAY);
  await app.find('heading', 'Open your notes');
  await unlock(app);
  await app.shows('The second folder for backups was out of reach for 14 days');
  await openSettings();
  await app.shows(/Not reached since .*Plug the disk in, then lock once/, await card('Backups'));
  await rename(`${second} unplugged`, second);
  await app.click('button', 'Back up now');
  await app.shows(/Last reached today/, await card('Backups'));
});

test('the recovery key is shown again after the passphrase, and saved as a sheet', async () => {
  await app.click('button', 'Show recovery key…');
  const dialog = await app.find('dialog', 'Recovery key');
  await app.fill('textbox', 'Passphrase', 'quiet otter lantern tuesday', dialog);
  await app.click('button', 'Show the words', dialog);
  await app.shows('That is not the passphrase of this vault', dialog);
  await app.fill('textbox', 'Passphrase', PASSPHRASE, dialog);
  await app.click('button', 'Show the words', dialog);
  const words = await sheet(dialog);
  await accessible('the sheet');
  const file = join(home.out, 'sheet.pdf');
  await app.pick(file);
  await app.click('button', 'Save the sheet…', dialog);
  await app.shows('Saved. Print it, then delete the file', dialog);
  const text = await pdfText(file);
  for (const word of words) assert.ok(text.includes(word), 'a word is on the sheet');
  await rm(file);
  await app.click('button', 'Done', dialog);
  await app.gone('dialog', 'Recovery key');
});

test('a copied recovery key is gone from the clipboard after half a minute, and on locking', async () => {
  for (const leave of [async () => app.ahead(15 * DAY + 31, 15 * DAY + 31), () => lock(app)]) {
    await openSettings();
    await app.click('button', 'Show recovery key…');
    const dialog = await app.find('dialog', 'Recovery key');
    await app.fill('textbox', 'Passphrase', PASSPHRASE, dialog);
    await app.click('button', 'Show the words', dialog);
    const words = await sheet(dialog);
    await app.click('button', 'Copy once', dialog);
    await app.shows('Copied. Clears in 30 seconds', dialog);
    await app.click('button', 'Done', dialog);
    await app.gone('dialog', 'Recovery key');
    assert.equal(await pasted(), words.join(' '));
    await leave();
    await app.until('the clipboard to be empty', async () => (await pasted()) === '');
    if ((await app.all('heading', 'Open your notes')).length > 0) await unlock(app);
  }
});

test('new keys come with a new sheet, and the old one opens the vault no longer', async () => {
  await openSettings();
  await app.click('button', 'Make new keys…');
  const dialog = await app.find('dialog', 'New keys');
  await app.fill('textbox', 'Passphrase', PASSPHRASE, dialog);
  await app.click('button', 'Make new keys', dialog);
  const words = await sheet(dialog);
  await app.click('button', 'I have it on paper', dialog);
  // A backup from before is told as one, and opens with the passphrase of that day.
  await app.shows('Made under earlier keys', await card('Backups'));
  await lock(app);
  await app.click('button', 'Use the recovery key');
  await app.fill('textbox', 'Recovery key', words.join(' '));
  await app.click('button', /^Unlock/);
  await app.find('button', /^Lock/);
});

test('what is past its date is laid before one once a month, removed on a yes, and left alone on hold', async () => {
  await openSettings();
  const kept = await card('How long things are kept');
  await choose(/^Check-ins/, '1');
  await app.until('someone to be past their date', async () => (await app.all('button', 'Remove…', kept)).length > 0);
  await app.shows('This month’s review', kept);
  const people = await app.names('button', 'Hold', kept);
  await app.click('button', 'Hold', kept);
  await app.find('button', 'End the hold', kept);
  assert.equal((await app.all('button', 'Hold', kept)).length, people.length - 1, 'nothing of theirs is proposed');
  await app.click('button', 'Remove…', kept);
  await app.click('button', /^Remove \d+ check-in value/, kept);
  await app.shows(/Removed \d+ check-in values? of/);
  await hush();
  await app.click('button', 'Done for this month', kept);
  await app.gone('button', 'Done for this month');
  await accessible('how long things are kept');
  await app.click('button', 'End the hold', kept);
  await app.gone('button', 'End the hold');
});

test('someone is erased after their name was typed, with a receipt, and no backup brings them back', async () => {
  await openPerson(app, 'Edda Wintersee');
  await app.click('button', 'More', await app.find('main'));
  await app.click('menuitem', 'Erase for good…');
  const dialog = await app.find('dialog', 'Erase Edda Wintersee');
  await app.fill('textbox', /^Type “Edda Wintersee”/, 'Edda Wintersee', dialog);
  await accessible('the last question');
  const receipt = join(home.out, 'receipt.pdf');
  await app.pick(receipt);
  await app.click('button', 'Erase for good…', dialog);
  await app.find('dialog', 'Erased');
  await app.click('button', 'Done');
  const text = await pdfText(receipt);
  assert.match(text, /Edda Wintersee/);
  assert.match(text, /24 October 2026/);
  // Every backup that opens with the present keys was written anew without her.
  await openSettings();
  const rows = await app.until('each backup to be told', async () => {
    const told = await app.texts('listitem', /people,|earlier keys/, await card('Backups'));
    return told.length > 0 && told;
  });
  for (const row of rows) assert.doesNotMatch(row, /8 people/);
  await lock(app);
  const search = await cli(home, 'search', 'Edda');
  assert.deepEqual(search, []);
});

/** The twenty-four words on the sheet. */
function sheet(dialog) {
  return app.until('twenty-four words', async () => {
    const lines = await app.texts('listitem', /^\d+ ?\p{Ll}+$/u, dialog);
    return lines.length === 24 && lines.map((line) => line.replace(/^\d+\s*/, ''));
  });
}

/** What pasting gives: into the palette's field, or at the door; the field is left empty. */
async function pasted() {
  const isLocked = (await app.all('heading', 'Open your notes')).length > 0;
  if (!isLocked) await app.press('Control', 'k');
  const field = isLocked ? await app.find('textbox', 'Passphrase') : await app.find('combobox', 'Search and commands');
  await app.run('arguments[0].focus(); arguments[0].value = ""', field);
  await app.press('Control', 'v');
  const text = await app.run('return arguments[0].value', field);
  await app.run('arguments[0].value = ""; arguments[0].dispatchEvent(new Event("input", { bubbles: true }))', field);
  if (!isLocked) {
    await app.press('Escape');
    await app.gone('combobox', 'Search and commands');
  }
  return text;
}
