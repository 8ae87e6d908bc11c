// A 1:1 held and wrapped up without the mouse, once its person is in view: the note, the check-in, a goal, the end, what was agreed.
// The same by mouse, with the PDF, is in meeting.test.mjs.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { App, Home, TARGET } from './app.mjs';
import * as journey from './journey.mjs';

let home;
let app;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
  await app.find('heading', 'Open your notes');
  await app.keys(journey.PASSPHRASE);
  await app.press('Enter');
  await app.find('heading', 'Friday, 9 October');
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** Checks what is shown in both themes, and leaves a picture of each. */
async function seen(screen) {
  await mkdir(join(TARGET, 'e2e/screens'), { recursive: true });
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    assert.deepEqual(await app.violations(), [], `${screen}, ${theme}`);
    await writeFile(join(TARGET, `e2e/screens/${screen}-${theme}.png`), await app.picture());
  }
  await journey.setTheme(app, 'light');
}

/** The lines of the note as they stand on screen. */
const lines = () => app.run(`return [...document.querySelectorAll('.cm-line')].map((line) => line.innerText.trim())`);

/** Waits until a line of the note reads like this. */
const reads = (wanted) => app.until(`a line ${wanted}`, async () => (await lines()).some((line) => wanted.test(line)));

/** Takes the offer that is shown. The editor takes no key in its first 75 ms, so that nobody takes one by mistake. */
async function take(option) {
  await app.find('option', option);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await app.press('Enter');
}

const focused = () => app.run(`return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.innerText ?? ''`);

test('a 1:1 begins, and the cursor is in the note at once', async () => {
  await journey.openPerson(app, journey.MIRA);
  await app.find('tab', /^Overview/);
  await app.press('Control', 'Enter');
  await app.find('button', 'End 1:1');
  await app.until('the focus in the note', async () => (await focused()) === 'Note');
});

test('follow-ups are made as they are typed, in English and in German', async () => {
  await app.keys('## Pace\n');
  await app.keys('@mira share the outline by wed');
  await app.shows(/Follow-up for Mira, due Wed 14 Oct/);
  await app.press('Enter');
  await app.keys('@me schicke die Folien bis übernächsten Montag');
  await app.shows(/Follow-up for you, due Mon 19 Oct/);
  await app.press('Enter');
  await app.keys('@me call Anders by yesterday');
  await app.shows('8 October 2026 has passed: write today or a later day.');
  for (const _ of 'yesterday') await app.press('Backspace');
  await app.keys('nächsten Dienstag');
  await app.shows(/Follow-up for you, due Tue 13 Oct/);
  await app.press('Enter');
  await reads(/^share the outline ?Mira, Wed 14 Oct$/);
  await reads(/^schicke die Folien ?Me, Mon 19 Oct$/);
});

test('a promise typed in a private passage is a follow-up, and stays private', async () => {
  await app.keys('\n/pri');
  await take(/^Private/);
  await app.shows('Private, left out of exports');
  await app.keys('- [ ] @me raise headcount by fri');
  await app.shows(/due Fri 16 Oct/);
  await app.press('Enter');
  await app.press('Control', 'End');
  await app.press('Enter');
  await app.press('Enter');
  await app.shows('Private, left out of exports');
});

test('a topic is offered by name, and the 1:1 follows it', async () => {
  await app.keys('Asked about the staff path #care');
  await take(/career/);
  await app.shows(/Saved \d\d:\d\d/);
  await app.find('button', 'Take off: Career and growth');
  await seen('during');
});

test('rich text is pasted as Markdown under the window’s policy, and a picture is refused', async () => {
  await app.keys('\n');
  await app.run(`
    const data = new DataTransfer();
    data.setData('text/html', '<ul><li>Pager <b>moves</b></li></ul><script>document.title = "run"</' + 'script>');
    data.setData('text/plain', 'Pager moves');
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));`);
  await reads(/Pager \**moves/);
  assert.notEqual(await app.title(), 'run');
  await app.run(`
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([1])], 'a.png', { type: 'image/png' }));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));`);
  await app.shows('Pictures are not kept in notes. Write down what it shows.');
});

test('words are found and replaced, and taken back', async () => {
  await app.press('Control', 'f');
  await app.find('textbox', 'Find');
  await app.keys('Anders');
  await app.press('Enter');
  await app.press('Escape');
  await app.until('the focus in the note', async () => (await focused()) === 'Note');
  await app.press('Control', 'z');
});

test('the check-in and a goal are done from the keyboard', async () => {
  await app.press('Control', 'Shift', 'c');
  await app.keys('2');
  await app.press('ArrowDown');
  await app.keys('4');
  await app.keys('s');
  await app.press('ArrowDown');
  await app.keys('3');
  await app.press('Escape');
  await app.until('the focus in the note', async () => (await focused()) === 'Note');
  await app.press('Control', 'Shift', 'g');
  await app.keys('m');
  await app.keys('4');
  await app.shows('moved, 4 of 5 sure');
  await app.press('Escape');
});

test('the end tells what was agreed, takes a line, and copies nothing private', async () => {
  await app.press('Control', 'Enter');
  const told = await app.find('dialog', /^1:1 with Mira/);
  await app.shows('share the outline', told);
  await app.shows('Private, not copied', told);
  await app.keys('2');
  await app.until('even to be chosen', async () => (await app.all('radio', '2 Even', told)).length === 1
    && app.run('return arguments[0].getAttribute("aria-checked") === "true"', (await app.all('radio', '2 Even', told))[0]));
  await app.run(`
    window.copied = [];
    navigator.clipboard.writeText = (text) => { window.copied.push(text); return Promise.resolve(); };`);
  await app.keys('c');
  await app.shows('Copied', told);
  await app.keys('m');
  await app.shows('Copied as Markdown', told);
  const [plain, markdown] = await app.run('return window.copied');
  for (const text of [plain, markdown]) {
    assert.match(text, /share the outline, by Wed 14 Oct/);
    assert.match(text, /schicke die Folien, by Mon 19 Oct/);
    assert.doesNotMatch(text, /headcount|staff path/);
  }
  await seen('wrap-up');
  await app.keys('r');
  await app.keys('Asked more than told.');
  await app.press('Enter');
  await app.gone('dialog', /^1:1 with Mira/);
});

test('all of it is in the vault', async () => {
  await app.press('Control', 'l');
  await app.find('heading', 'Open your notes');
  const kept = await journey.cli(home, 'follow-ups', '--person', 'Mira', '--state', 'open');
  const due = (text) => kept.find((one) => one.text === text)?.due;
  assert.equal(due('share the outline'), '2026-10-14');
  assert.equal(due('schicke die Folien'), '2026-10-19');
  assert.equal(due('call Anders'), '2026-10-13');
  assert.equal(due('raise headcount'), '2026-10-16');
});
