// What nobody means to type, and places that refuse: each gets a sentence that says what to do, and nothing is lost.
// The same through the terminal is in tests/cli/bad_input.rs; broken files are in import.test.mjs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';
import { SmallDisk, WITHOUT_OVERRIDE } from './refusing.mjs';

const execute = promisify(execFile);
const MEBIBYTE = 1 << 20;
const FULL = 'The disk is full. Free some space, then try again; what you typed is still here.';
const NO_RIGHT = 'Rapport may not write there. Give yourself the right to write in that folder or choose another, then try again.';

/** Puts a text into a field as pasted, in place of what it holds: no driver types every script. */
async function put(app, role, name, text, within) {
  const field = await app.find(role, name, within);
  await app.run(`arguments[0].focus(); arguments[0].select(); document.execCommand('insertText', false, arguments[1])`, field, text);
}

const held = async (app, role, name) => app.run('return arguments[0].value', await app.find(role, name));

/** Pastes a text into the note, `times` times over: a mebibyte is nothing one types. */
const paste = (app, text, times = 1) => app.run(`
  const data = new DataTransfer();
  data.setData('text/plain', arguments[0].repeat(arguments[1]));
  document.querySelector('.cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));`, text, times);

async function addPerson(app, name) {
  await journey.command(app, 'Add a person');
  const dialog = await app.find('dialog', 'Add a person');
  await put(app, 'textbox', 'Name', name, dialog);
  await app.click('button', 'Add person', dialog);
  return dialog;
}

/** A note of its own about somebody, with the cursor in it. */
async function newNote(app, person) {
  await journey.openPerson(app, person);
  await app.press('Control', 'n');
  await app.find('textbox', 'Note');
  await app.press('Escape');
  await app.until('the cursor in the note', () => app.run(`return document.activeElement?.getAttribute('aria-label') === 'Note'`));
}

/** A 1:1 with somebody, with the cursor in its note. */
async function startMeeting(app, person) {
  await journey.openPerson(app, person);
  await journey.startMeeting(app);
  await app.press('Escape');
  await app.until('the cursor in the note', () => app.run(`return document.activeElement?.getAttribute('aria-label') === 'Note'`));
}

async function endMeeting(app) {
  await app.click('button', 'End 1:1');
  const told = await app.find('dialog', /^1:1 with/);
  await app.click('button', 'Done', told);
  await app.gone('dialog');
}

async function pdfAbout(app, home, person) {
  const file = join(home.out, 'packet.pdf');
  await journey.openPerson(app, person);
  await app.press('Control', 'e');
  await app.find('img', /^Page 1 of/);
  await app.pick(file);
  await app.click('button', 'Save PDF…');
  await app.gone('dialog', /^Export about/);
  const { stdout } = await execute('pdftotext', ['-layout', file, '-']);
  return stdout.normalize('NFKC');
}

describe('what is typed', () => {
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

  test('an empty name is asked for, and one of 300 characters stays to be shortened', async () => {
    const dialog = await addPerson(app, '   ');
    await app.shows('Type a name.', dialog);
    await put(app, 'textbox', 'Role', 'Platform', dialog);
    await put(app, 'textbox', 'Name', 'n'.repeat(300), dialog);
    await app.click('button', 'Add person', dialog);
    await app.shows('Shorten the name to at most 200 characters.', dialog);
    assert.equal(await held(app, 'textbox', 'Name'), 'n'.repeat(300));
    assert.equal(await held(app, 'textbox', 'Role'), 'Platform');
    await app.press('Escape');
    await app.gone('dialog', 'Add a person');
  });

  test('names in Arabic, Japanese and with emoji are shown, found, and stand on paper', async () => {
    for (const [name, letters] of [['ليلى الحداد', 'ليلى'], ['佐藤 花', '佐藤'], ['Zoë 👩🏽‍🚀 Ray', 'Zoë']]) {
      await addPerson(app, name);
      await app.find('heading', name);
      await app.find('button', new RegExp(`^${name}`), await app.find('navigation', 'People'));
      await journey.search(app, name);
      await app.press('Escape');
      await app.gone('dialog', 'Search and commands');
      const text = await pdfAbout(app, home, name);
      // A line that runs from right to left may be told from left to right.
      const told = [letters, [...letters].reverse().join('')].some((word) => text.includes(word));
      assert.ok(told, `${name} in\n${text.slice(0, 400)}`);
    }
  });

  test('of two people of one name a note asks which is meant', async () => {
    await addPerson(app, 'Ona Bright');
    await app.find('heading', 'Ona Bright');
    await addPerson(app, 'Ona Bright');
    await app.until('both of them', async () => (await app.all('button', /^Ona Bright/, await app.find('navigation', 'People'))).length === 2);
    await newNote(app, 'Mira Kovačević');
    await app.keys('@ona send the outline by fri');
    await app.shows(/Two people are called @ona: write @ona-bright or @ona-bright-2\./);
    await app.press('Escape');
    await app.shows('@ona send the outline by fri');
    await app.shows(/Saved \d\d:\d\d/);
  });

  test('a date that does not exist says how many days the month has, and stays as typed', async () => {
    await newNote(app, 'Tunde Adeyemi');
    await app.keys('@me call Anders by 30 February');
    await app.shows(/February \d{4} has 2[89] days: write a day from 1 to 2[89]\./);
    await app.shows('@me call Anders by 30 February');
  });

  test('a 1:1 in the far past cannot be planned, and a note about one can be written', async () => {
    await journey.command(app, 'Plan a 1:1 with Mira');
    const dialog = await app.find('dialog', 'Plan a 1:1 with Mira');
    const day = (field) => app.run(`arguments[0].value = '1826-03-04'; arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }))`, field);
    await day(await app.find('textbox', 'Day', dialog));
    await app.click('button', 'Plan it', dialog);
    await app.shows('Choose today or a later day.', dialog);
    assert.equal(await held(app, 'textbox', 'Day'), '1826-03-04');
    await app.press('Escape');
    await app.gone('dialog');
    await journey.openPerson(app, journey.MIRA);
    await app.click('button', 'More');
    await app.click('menuitem', /^New note/);
    const note = await app.find('dialog', 'New note');
    await day(await app.find('textbox', 'Day', note));
    await app.click('button', 'Write it', note);
    await app.gone('dialog');
    await app.click('textbox', 'Note');
    await app.keys('Said long ago.');
    await app.shows(/Saved \d\d:\d\d/);
    await app.shows(/4 March 1826|4 Mar 1826/);
  });

  test('a list of fifty levels is kept, shown and printed', async () => {
    await startMeeting(app, 'Leila Haddad');
    await paste(app, Array.from({ length: 50 }, (_, level) => `${'  '.repeat(level)}- level ${level}\n`).join(''));
    await app.shows(/Saved \d\d:\d\d/);
    await endMeeting(app);
    await journey.openPerson(app, 'Leila Haddad');
    await app.click('tab', /^Notes/);
    await app.shows('level 49');
    assert.ok((await pdfAbout(app, home, 'Leila Haddad')).includes('level 49'), 'the innermost level is on paper');
  });

  test('a note of one mebibyte is saved to the last byte; one byte more is told, and stays in the editor', async () => {
    await startMeeting(app, 'Hana Sato');
    await paste(app, 'Sixty-three letters and a line break are what each line holds..\n', MEBIBYTE / 64);
    await app.shows(/Saved \d\d:\d\d/);
    await app.press('Control', 'End');
    await app.keys('x');
    await app.shows('Not saved, A note holds at most 1 MiB. Move a part of it into another note');
    const last = () => app.run(`return [...document.querySelectorAll('.cm-line')].at(-1).textContent`);
    assert.equal(await last(), 'x');
    await app.press('Backspace');
    await app.shows(/Saved \d\d:\d\d/);
    await endMeeting(app);
    await journey.lock(app);
    const folder = join(home.out, 'all');
    await journey.cli(home, 'export', '--format', 'rapport', '--out', folder);
    const about = join(folder, 'people/hana-sato');
    const files = (await readdir(about)).filter((file) => file.endsWith('.md'));
    const lengths = await Promise.all(files.map(async (file) => (await readFile(join(about, file))).length));
    const most = Math.max(...lengths);
    assert.ok(most > MEBIBYTE && most < MEBIBYTE + 500, `${lengths} bytes, each with the head of its file`);
  });
});

describe('a folder without rights', () => {
  let home;
  let app;
  before(async () => {
    home = await Home.make();
    await mkdir(home.data, { recursive: true, mode: 0o700 });
    app = await App.open(home, { through: WITHOUT_OVERRIDE });
    await app.find('heading', 'Choose a passphrase');
    await chmod(home.data, 0o500);
  });
  after(async () => {
    await app?.close();
    await home?.remove();
  });

  test('no vault can be made in it: it is said, and what was typed stays', async () => {
    await app.fill('textbox', 'Vault name', journey.LABEL);
    await app.fill('textbox', 'Passphrase', journey.PASSPHRASE);
    await app.fill('textbox', 'Once more', journey.PASSPHRASE);
    await app.click('button', 'Continue');
    await app.shows(NO_RIGHT);
    assert.equal(await held(app, 'textbox', 'Vault name'), journey.LABEL);
    assert.equal(await held(app, 'textbox', 'Once more'), journey.PASSPHRASE);
    await chmod(home.data, 0o700);
    await app.click('button', 'Continue');
    await app.find('heading', 'Keep this somewhere else');
    await journey.keepRecoveryKey(app);
    await journey.takeSampleTeam(app);
  });

  test('no PDF can be saved into it: the choices stay for another folder', async () => {
    const folder = join(home.out, 'closed');
    await mkdir(folder, { mode: 0o500 });
    await journey.openPerson(app, journey.MIRA);
    await app.press('Control', 'e');
    await app.find('img', /^Page 1 of/);
    await app.pick(join(folder, 'mira.pdf'));
    await app.click('button', 'Save PDF…');
    const dialog = await app.find('dialog', 'Export about Mira');
    await app.shows(NO_RIGHT, dialog);
    assert.deepEqual(await readdir(folder), []);
    await app.pick(join(home.out, 'mira.pdf'));
    await app.click('button', 'Save PDF…');
    await app.gone('dialog', 'Export about Mira');
    assert.equal((await readFile(join(home.out, 'mira.pdf'))).subarray(0, 5).toString(), '%PDF-');
  });
});

describe('a full disk', () => {
  let home;
  let disk;
  let app;
  before(async () => {
    home = await Home.make();
    disk = await SmallDisk.under(home.data);
    await journey.makeVault(home);
    app = await App.open(home, { through: disk.through });
    await journey.unlock(app);
    await app.find('heading', 'Friday, 9 October');
  });
  after(async () => {
    await app?.close();
    await disk?.remove();
    await home?.remove();
  });

  test('a note that cannot be saved says so and stays, and is saved once there is room', async () => {
    await newNote(app, journey.MIRA);
    await app.keys('Said before.');
    await app.shows(/Saved \d\d:\d\d/);
    await disk.fill(app);
    await app.keys(' Said while the disk was full.');
    await app.shows('Not saved, disk is full');
    await app.shows('Said before. Said while the disk was full.');
    await disk.free(app);
    await app.shows(/Saved \d\d:\d\d/);
  });

  test('a follow-up that cannot be kept says what to do and stays in its field', async () => {
    await disk.fill(app);
    await app.press('Control', 'Shift', 'f');
    const dialog = await app.find('dialog', 'New follow-up');
    await app.fill('textbox', 'What is promised', 'Order a larger disk', dialog);
    await app.click('button', 'Add follow-up', dialog);
    await app.shows(FULL, dialog);
    assert.equal(await held(app, 'textbox', 'What is promised'), 'Order a larger disk');
    await disk.free(app);
    await app.click('button', 'Add follow-up', dialog);
    await app.gone('dialog', 'New follow-up');
  });

  test('all of it is in the vault, which is whole', async () => {
    await journey.lock(app);
    assert.equal((await journey.cli(home, 'search', '"Said while the disk was full"')).length, 1);
    const promises = await journey.cli(home, 'follow-ups', '--state', 'open');
    assert.ok(promises.some(({ text }) => text === 'Order a larger disk'));
    assert.equal((await journey.cli(home, 'verify')).ok, true);
  });
});
