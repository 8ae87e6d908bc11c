// Every screen and every dialog with the sample team in it, in both themes: no WCAG 2.2 A or AA violation.
// The door and the meeting are checked where they are walked through.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';
import { OVERLAYS } from './overlays.mjs';

let home;
let app;

before(async () => {
  home = await Home.make();
  await journey.makeVault(home);
  app = await App.open(home);
  await journey.unlock(app);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

async function accessible(within) {
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    assert.deepEqual(await app.violations(within), [], theme);
  }
}

for (const [name, open] of Object.entries(journey.SCREENS)) {
  test(`${name} can be used by anybody`, async () => {
    await open(app);
    await accessible();
  });
}

for (const [name, open] of Object.entries(OVERLAYS)) {
  test(`${name} can be used by anybody, and closes with Esc`, async () => {
    await open(app);
    await accessible('[role=dialog], [role=menu]');
    await app.press('Escape');
    await app.gone('dialog');
    await app.gone('menu');
  });
}
