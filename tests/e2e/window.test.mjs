// The window itself, before anybody unlocks anything.
// Journeys through it are in the other files.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';

let home;
let app;

before(async () => {
  home = await Home.make();
  app = await App.open(home);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

test('the window opens and is called Rapport', async () => {
  assert.match(await app.title(), /Rapport/);
});

test('the page has no way to reach the network', async () => {
  const answer = await app.runAsync(`
    const done = arguments[arguments.length - 1];
    fetch('https://example.org/').then(() => done('reached'), () => done('refused'));`);
  assert.equal(answer, 'refused');
});
