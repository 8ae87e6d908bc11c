// Every screen with the sample team in it, in both themes: no WCAG 2.2 A or AA violation.
// The door and the meeting are checked where they are walked through.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';

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

for (const [name, open] of Object.entries({ ...journey.SCREENS, ...journey.OVERLAYS })) {
  test(`${name} can be used by anybody`, async () => {
    await open(app);
    for (const theme of journey.THEMES) {
      await journey.setTheme(app, theme);
      assert.deepEqual(await app.violations(), [], theme);
    }
    if (name in journey.OVERLAYS) await app.press('Escape');
  });
}
