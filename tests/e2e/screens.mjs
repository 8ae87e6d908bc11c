// A picture of every screen in both themes, into target/screens/.
// Which screens there are is in `journey.mjs`; what must hold on them is in the tests.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Home, TARGET } from './app.mjs';
import * as journey from './journey.mjs';
import { OVERLAYS } from './overlays.mjs';

const folder = join(TARGET, 'screens');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const home = await Home.make();
let app;

async function take(name) {
  for (const theme of journey.THEMES) {
    await journey.setTheme(app, theme);
    await app.still();
    const file = join(folder, `${name}-${theme}.png`);
    await writeFile(file, await app.picture());
    console.log(file);
  }
}

try {
  app = await App.open(home);
  await app.find('heading', 'Choose a passphrase');
  await take('create');
  await journey.choosePassphrase(app);
  await take('recovery');
  await journey.keepRecoveryKey(app);
  await take('people');
  await journey.takeSampleTeam(app);
  for (const [name, open] of Object.entries(journey.SCREENS)) {
    await open(app);
    await take(name);
  }
  for (const [name, open] of Object.entries(OVERLAYS)) {
    await open(app);
    await take(name);
    await app.press('Escape');
    await app.gone('dialog');
    await app.gone('menu');
  }
  await journey.openPerson(app, journey.MIRA);
  await journey.startMeeting(app);
  await journey.writeNote(app);
  await take('meeting');
  await journey.lock(app);
  await take('unlock');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await app?.close();
  await home.remove();
}
