// One 1:1 from the first start to the PDF, in the real window, with a picture of every step in target/run/.
// `cargo xtask run` runs it where there is no display; the steps are the tests' own.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Home, TARGET } from './app.mjs';
import * as journey from './journey.mjs';

const folder = join(TARGET, 'run');
const pdf = join(folder, 'mira-kovacevic.pdf');

const STEPS = [
  ['choose a passphrase', (app) => app.find('heading', 'Choose a passphrase')],
  ['make the vault', journey.choosePassphrase],
  ['keep the recovery key', journey.keepRecoveryKey],
  ['import the sample team', journey.takeSampleTeam],
  ['open Mira', (app) => journey.openPerson(app, journey.MIRA)],
  ['start the 1:1', journey.startMeeting],
  ['write the note', journey.writeNote],
  ['check in', (app) => journey.checkIn(app, 'Energy', 'Low')],
  ['end the 1:1', journey.endMeeting],
  ['see the promise on Today', journey.seePromise],
  ['search for it', (app) => journey.search(app, 'timeline')],
  ['export the PDF', async (app) => {
    await app.press('Escape');
    await journey.exportPdf(app, pdf);
  }],
];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const home = await Home.make();
let app;
try {
  app = await App.open(home);
  for (const [at, [name, step]] of STEPS.entries()) {
    await step(app);
    await app.still();
    const picture = join(folder, `${String(at + 1).padStart(2, '0')}-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.png`);
    await writeFile(picture, await app.picture());
    console.log(picture);
  }
  console.log(pdf);
} catch (error) {
  console.error(`The demo stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  await app?.close();
  await home.remove();
}
