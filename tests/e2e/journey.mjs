// What a manager does, one function a step, shared by the tests, the demo and the pictures.
// Steps wait until what they cause is seen; what else must hold is asserted by the tests.

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLI, TEAM } from './app.mjs';

const execute = promisify(execFile);

export const LABEL = 'Payments team';
export const PASSPHRASE = 'quiet otter lantern monday';

/** What is typed into Mira's note: a heading, her words, a promise, a private passage. */
export const NOTE = {
  heading: 'Incident review',
  said: 'It ran long, and she would rather write the timeline herself.',
  promise: 'Open the next review with what went well',
  due: '2026-10-15',
  private: 'My read: she is covering for two people.',
};

/** Runs `rapport-cli` on the vault of this home; gives what it prints. */
export async function cli(home, ...words) {
  const secret = join(home.path, 'passphrase');
  await writeFile(secret, PASSPHRASE, { mode: 0o600 });
  const options = ['--vault', home.vault, '--passphrase-file', secret, '--today', '2026-10-09', '--json'];
  const { stdout } = await execute(CLI, [...options, ...words], { env: home.env, maxBuffer: 1 << 26 });
  const lines = stdout.trim();
  return lines ? JSON.parse(lines) : null;
}

/** A vault with the sample team, made without the window: for journeys that begin later. */
export async function makeVault(home) {
  await mkdir(join(home.data, 'vaults'), { recursive: true, mode: 0o700 });
  await cli(home, 'create', '--name', LABEL);
  await cli(home, 'import', TEAM);
  const known = [{ id: home.vaultId, label: LABEL, opened: null }];
  await writeFile(join(home.data, 'vaults.json'), JSON.stringify(known));
}

// Making a vault

/** The first step of a vault, on the first day: name and passphrase. */
export async function choosePassphrase(app) {
  await app.find('heading', 'Choose a passphrase');
  await app.fill('textbox', 'Vault name', LABEL);
  await app.fill('textbox', 'Passphrase', PASSPHRASE);
  await app.fill('textbox', 'Once more', PASSPHRASE);
  await app.click('button', 'Continue');
  await app.find('heading', 'Keep this somewhere else');
}

/** The second: the sheet of words, two of which are asked back. Gives the words. */
export async function keepRecoveryKey(app) {
  const words = await app.until('twenty-four words on the sheet', async () => {
    const lines = await app.texts('listitem', /^\d+ ?\p{Ll}+$/u);
    const found = lines.map((line) => line.replace(/^\d+\s*/, ''));
    return found.length === 24 && found;
  });
  await app.click('checkbox', /on paper/);
  await app.click('button', 'Check two words');
  await app.find('heading', 'Check two words');
  for (const field of await app.names('textbox', /^Word \d+$/)) {
    await app.fill('textbox', field, words[Number(field.slice(5)) - 1]);
  }
  await app.click('button', 'Continue');
  await app.find('heading', 'Who do you meet with?');
  return words;
}

/** The third: the sample team, which opens Today. */
export async function takeSampleTeam(app) {
  await app.click('button', 'Explore with the sample team');
  await app.find('heading', 'Friday, 9 October');
}

/** The third, with a folder of notes instead. */
export async function importFolder(app, folder) {
  await app.pick(folder);
  await app.click('button', 'Import a folder…');
  const dialog = await app.find('dialog', 'Import a folder');
  await app.shows(/would come in|Nothing new/, dialog);
  await app.click('button', 'Import', dialog);
  await app.gone('dialog', 'Import a folder');
}

// Unlocking and locking

export async function unlock(app, passphrase = PASSPHRASE) {
  await app.find('heading', 'Open your notes');
  await app.fill('textbox', 'Passphrase', passphrase);
  await app.click('button', /^Unlock/);
}

export async function lock(app) {
  await app.click('button', /^Lock/);
  await app.find('heading', 'Open your notes');
}

// Moving around

export async function openToday(app) {
  await app.press('Control', '1');
  await app.find('heading', 'Friday, 9 October');
}

export async function openPerson(app, name) {
  await app.click('button', new RegExp(`^${name}`), await app.find('navigation', 'People'));
  await app.find('heading', name);
}

/** Both themes, as Settings puts them on the document. */
export const THEMES = ['light', 'dark'];

export function setTheme(app, theme) {
  return app.run('document.documentElement.dataset.theme = arguments[0]', theme);
}

/** Every screen that stands on its own, and how one gets there from any other. */
export const SCREENS = {
  today: (app) => openToday(app),
  'follow-ups': async (app) => {
    await app.press('Control', '2');
    await app.find('heading', 'Follow-ups');
  },
  goals: async (app) => {
    await app.press('Control', '3');
    await app.find('heading', 'Goals');
  },
  'person-overview': (app) => openTab(app, 'Overview'),
  'person-notes': (app) => openTab(app, 'Notes'),
  'person-follow-ups': (app) => openTab(app, 'Follow-ups'),
  'person-goals': (app) => openTab(app, 'Goals'),
  'person-trends': (app) => openTab(app, 'Trends'),
  settings: openSettings,
  'settings-check-ins': (app) => openCard(app, 'Check-ins'),
  'settings-backups': (app) => openCard(app, 'Backups'),
  'settings-retention': (app) => openCard(app, 'How long things are kept'),
  'settings-offline': (app) => openCard(app, 'How Rapport stays offline'),
  attention: async (app) => {
    await app.press('Control', '4');
    await app.find('heading', 'My attention');
  },
  readings: async (app) => {
    await command(app, 'Go to Worth a conversation');
    await app.find('heading', 'Worth a conversation');
  },
  'about-trends': async (app) => {
    await command(app, 'What the numbers of the trends mean');
    await app.find('heading', 'What the numbers mean');
  },
};

/** Does something by its name in the palette; with no words typed when it is shown at once. */
export async function command(app, name, words = name) {
  await app.press('Control', 'k');
  await app.find('combobox', 'Search and commands');
  if (words) await app.fill('combobox', 'Search and commands', words);
  // Notes found push the commands down while one clicks: it counts once the palette is gone.
  await app.until(`${name} to be done`, async () => {
    if ((await app.all('combobox', 'Search and commands')).length === 0) return true;
    const [option] = await app.all('option', new RegExp(`^${name}`));
    if (option) await app.run('arguments[0].click()', option);
    return false;
  });
}

export const MIRA = 'Mira Kovačević';

export async function openTab(app, tab) {
  await openPerson(app, MIRA);
  await app.click('tab', new RegExp(`^${tab}`));
}

/** Settings, once every card has read what it shows: a click must not meet one that still grows. */
async function openSettings(app) {
  await app.click('button', 'Settings');
  await app.find('heading', 'Settings');
  await app.find('switch', 'Notes only');
  await app.find('heading', /^(This month’s review|Past its date)/);
  await app.rest();
}

/** One card of Settings, at the top of the window. */
async function openCard(app, card) {
  await openSettings(app);
  await app.run('arguments[0].scrollIntoView()', await app.find('region', card));
}

// Holding a 1:1

/** Starts Mira's 1:1 from where she is named. */
export async function startMeeting(app) {
  await app.click('button', /^Start 1:1/);
  await app.find('button', 'End 1:1');
  await app.find('textbox', 'Note');
}

/** Writes the note as one types: a promise in words, and a private passage by its keys. */
export async function writeNote(app) {
  await app.click('textbox', 'Note');
  await app.press('Control', 'End');
  await app.keys(`## ${NOTE.heading}\n${NOTE.said}\n\n`);
  await app.keys(`@me ${NOTE.promise} by thu`);
  await app.shows(/Follow-up for you, due Thu 15 Oct/);
  await app.press('Enter');
  await app.find('checkbox', `Done: ${NOTE.promise}`);
  await app.press('Enter');
  await app.press('Enter');
  await app.press('Control', 'Shift', 'p');
  await app.keys(NOTE.private);
  await app.shows('Private, left out of exports');
  await app.shows(/Saved \d\d:\d\d/);
}

/** Says what was seen on one scale of the check-in. */
export async function checkIn(app, indicator, word) {
  const scale = await app.find('group', indicator);
  await app.click('radio', word, scale);
  await app.until(`${indicator} to be ${word}`, async () => {
    const [step] = await app.all('radio', word, scale);
    return app.run('return arguments[0].checked', step);
  });
}

/** Ends the 1:1 and reads what was agreed. */
export async function endMeeting(app) {
  await app.click('button', 'End 1:1');
  const told = await app.find('dialog', /^1:1 with Mira/);
  await app.shows(NOTE.promise, told);
  await app.click('button', 'Done', told);
  await app.gone('dialog', /^1:1 with Mira/);
}

// Afterwards

/** The promise stands among the manager's own on Today. */
export async function seePromise(app) {
  await openToday(app);
  await app.find('checkbox', `Done: ${NOTE.promise}`, await app.find('complementary', 'Follow-ups and goals'));
}

/** Finds words of the note from anywhere. */
export async function search(app, words) {
  await app.press('Control', 'k');
  await app.fill('combobox', 'Search and commands', words);
  await app.find('option', new RegExp(words.split(' ')[0], 'i'));
}

/** Saves Mira's 1:1 history to a file, without a password. */
export async function exportPdf(app, file) {
  await openPerson(app, MIRA);
  await app.press('Control', 'e');
  await app.find('dialog', 'Export about Mira');
  await app.find('img', /^Page 1 of/);
  await app.pick(file);
  await app.click('button', 'Save PDF…');
  await app.gone('dialog', 'Export about Mira');
}
