// Everything that lies above a screen, and how one gets there from any screen; each is closed with Esc.
// The screens themselves, and what is done in a dialog, are in `journey.mjs`.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEAM } from './app.mjs';
import { command, MIRA, openPerson, openTab, PASSPHRASE, SCREENS } from './journey.mjs';

/** A dialog that opens by its name in the palette. */
const byCommand = (name, title) => async (app) => {
  await command(app, name);
  await app.find('dialog', title);
};

/** A dialog that opens by its keys, from anywhere. */
const byKeys = (keys, title) => async (app) => {
  await app.press(...keys);
  await app.find('dialog', title);
};

/** A dialog behind a button of a screen. */
const byButton = (screen, button, title) => async (app) => {
  await SCREENS[screen](app);
  await app.click('button', button);
  await app.find('dialog', title);
};

/** A line of the menu beside Mira's name. */
const ofPerson = (line, title) => async (app) => {
  await openPerson(app, MIRA);
  await app.click('button', 'More');
  await app.click('menuitem', line);
  await app.find('dialog', title);
};

/** A line of the menu of the first follow-up. */
const ofFollowUp = (line, title) => async (app) => {
  await SCREENS['follow-ups'](app);
  await app.click('button', /^More about: /);
  await app.click('menuitem', line);
  await app.find('dialog', title);
};

/** Something below the menus of a goal of Mira's. */
const ofGoal = (line, title) => async (app) => {
  await openTab(app, 'Goals');
  await app.click('button', /^More about/);
  await app.click('menuitem', line);
  await app.find('dialog', title);
};

export const OVERLAYS = {
  palette: async (app) => {
    await app.press('Control', 'k');
    await app.find('dialog', 'Search and commands');
  },
  export: async (app) => {
    await openPerson(app, MIRA);
    await app.press('Control', 'e');
    await app.find('img', /^Page 1 of/);
  },
  'menu-of-a-person': async (app) => {
    await openPerson(app, MIRA);
    await app.click('button', 'More');
    await app.find('menuitem', 'Edit person');
  },
  'menu-of-a-follow-up': async (app) => {
    await SCREENS['follow-ups'](app);
    await app.click('button', /^More about: /);
    await app.find('menuitem', 'Edit');
  },
  'edit-follow-up': ofFollowUp('Edit', 'Edit follow-up'),
  'another-date': ofFollowUp('Another date…', 'Another date'),
  'nudge-follow-up': ofFollowUp(/^Nudge me on/, 'Nudge me on'),
  'drop-follow-up': ofFollowUp('Drop with a reason…', 'Drop this follow-up'),
  'new-follow-up': byKeys(['Control', 'Shift', 'f'], 'New follow-up'),
  'new-note': ofPerson(/^New note/, 'New note'),
  'add-to-agenda': byKeys(['Control', 'Shift', 'a'], 'Add to an agenda'),
  'ask-a-question': ofPerson('Ask a question', 'Ask a question'),
  capture: byKeys(['Control', 'Shift', 'n'], 'Capture a thought'),
  feedback: async (app) => {
    await command(app, 'Praise or feedback to tell', '');
    await app.find('dialog', 'Praise or feedback to tell');
  },
  'add-person': byCommand('Add a person', 'Add a person'),
  'edit-person': ofPerson('Edit person', 'Edit person'),
  'plan-meeting': ofPerson('Plan a 1:1', 'Plan a 1:1 with Mira'),
  'move-meeting': ofPerson('Move the next 1:1', 'Move the 1:1 with Mira'),
  absence: ofPerson('Away or on pause', 'Mira is away, or you pause'),
  role: ofPerson('New role', 'A new role for Mira'),
  'erase-person': ofPerson('Erase for good…', `Erase ${MIRA}`),
  'people-who-left': byCommand('People who left', 'People who left'),
  'day-check-in': byCommand('Check in about Mira', 'Check in about Mira'),
  'edit-scale': byButton('settings-check-ins', /^Edit Energy/, 'Edit Energy'),
  'import-check-ins': async (app) => {
    const file = join(app.home.out, 'check-ins.csv');
    await writeFile(file, 'person,date,indicator,value,source\nNora Lindqvist,2026-10-05,energy,4,observed\nNora Lindqvist,2026-10-05,energy,9,observed\n');
    await app.pick(file);
    await byButton('settings-check-ins', 'Choose a CSV…', 'Import check-ins')(app);
  },
  'stretch-of-context': byButton('person-trends', 'Add a stretch', /^A stretch that explains/),
  'new-normal': byButton('person-trends', 'This is the new normal', 'This is the new normal'),
  'new-goal': byButton('goals', 'New goal', 'New goal'),
  'edit-goal': ofGoal('Edit goal', 'Edit goal'),
  'check-in-goal': ofGoal('Check in', 'Check in'),
  evidence: ofGoal(/^Evidence/, 'Evidence'),
  templates: byCommand('Templates for a 1:1', 'Templates for a 1:1'),
  'edit-template': async (app) => {
    await byCommand('Templates for a 1:1', 'Templates for a 1:1')(app);
    await app.click('button', /^Change /);
    await app.find('dialog', 'Change a template');
  },
  trash: byCommand('Open the trash', 'Trash'),
  import: async (app) => {
    await app.pick(TEAM);
    await byButton('settings', 'Import…', 'Import a folder')(app);
    await app.shows(/Nothing new|would come in/);
  },
  'change-passphrase': byButton('settings', 'Change passphrase…', 'Change passphrase'),
  'recovery-sheet': async (app) => {
    await byButton('settings', 'Show recovery key…', 'Recovery key')(app);
    await app.fill('textbox', 'Passphrase', PASSPHRASE);
    await app.click('button', 'Show the words');
    await app.find('listitem', /^24/);
  },
  'new-keys': byButton('settings', 'Make new keys…', 'New keys'),
  'compare-with-a-backup': async (app) => {
    await SCREENS['settings-backups'](app);
    await app.click('button', 'Back up now');
    await app.click('button', /^Compare the backup of/);
    await app.find('dialog', 'Compare with a backup');
  },
};
