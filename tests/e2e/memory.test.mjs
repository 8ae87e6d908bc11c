// What is left in the memory of the app and of the page's processes, three seconds after locking: no note, no passphrase.
// With the vault open the same search must find the note, in the app and in the page.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { App, Home } from './app.mjs';
import { lock, makeVault, openPerson, startMeeting, unlock } from './journey.mjs';

/** Stands nowhere else on this computer. */
const CANARY = `quokka${randomBytes(6).toString('hex').replace(/\d/g, (digit) => 'ghijklmnop'[digit])}`;
const PASSPHRASE = 'quiet otter lantern monday';
/** Read at a time. */
const CHUNK = 1 << 22;
const PAGE = 4096;

let home;
let app;

before(async () => {
  home = await Home.make();
  await makeVault(home);
  app = await App.open(home);
});
after(async () => {
  await app?.close();
  await home?.remove();
});

/** The app and its webview's processes: those below the driver. */
async function processes() {
  const parents = new Map();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const below = (pid) => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (parents.get(at) === app.pid) return true;
    return false;
  };
  return [...parents.keys()].filter(below);
}

/** The writable stretches of a process that are really there: pages in memory or swapped out (proc_pid_pagemap(5)). */
async function stretches(pid) {
  const smaps = await readFile(`/proc/${pid}/smaps`, 'utf8').catch(() => '');
  const pagemap = await open(`/proc/${pid}/pagemap`, 'r').catch(() => undefined);
  if (!pagemap) return [];
  const there = [];
  for (const part of smaps.split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/)) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(part);
    // Most of what the page's engine reserves was never touched.
    if (!range || !/^(Rss|Swap): +[1-9]/m.test(part)) continue;
    const [from, to] = [Number.parseInt(range[1], 16), Number.parseInt(range[2], 16)];
    for (let at = from; at < to; at += CHUNK) {
      const pages = Math.min(CHUNK, to - at) / PAGE;
      const bits = Buffer.alloc(pages * 8);
      const { bytesRead } = await pagemap.read(bits, 0, bits.length, (at / PAGE) * 8).catch(() => ({ bytesRead: 0 }));
      for (let page = 0; page < bytesRead / 8; page += 1) {
        if ((bits[page * 8 + 7] & 0xc0) === 0) continue;
        const start = at + page * PAGE;
        if (there.at(-1)?.[1] === start) there.at(-1)[1] = start + PAGE;
        else there.push([start, start + PAGE]);
      }
    }
  }
  await pagemap.close();
  return there;
}

/** In which processes, and how often, a word stands in memory, as UTF-8 or UTF-16. */
async function found(...words) {
  const wanted = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
  const places = [];
  let looked = 0;
  for (const pid of await processes()) {
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
    const memory = await open(`/proc/${pid}/mem`, 'r').catch(() => undefined);
    if (!memory) continue;
    const buffer = Buffer.alloc(CHUNK);
    for (const [from, to] of await stretches(pid)) {
      // A word may lie across two reads.
      for (let at = from; at < to; at += CHUNK - PAGE) {
        const { bytesRead } = await memory.read(buffer, 0, Math.min(to - at, CHUNK), at).catch(() => ({ bytesRead: 0 }));
        looked += bytesRead;
        const part = buffer.subarray(0, bytesRead);
        for (const word of wanted) if (part.includes(word)) places.push(`${name}, process ${pid}, at ${at.toString(16)}`);
      }
    }
    await memory.close();
  }
  assert.ok(looked > 1 << 24, `memory was read: ${looked} bytes`);
  return places;
}

test('three seconds after locking no process holds the note or the passphrase, the app\'s own neither', { timeout: 180_000 }, async () => {
  await unlock(app, PASSPHRASE);
  await openPerson(app, 'Mira Kovačević');
  await startMeeting(app);
  const note = await app.find('textbox', 'Note');
  await app.run('arguments[0].focus()', note);
  await app.keys(`She asked about ${CANARY} twice.`);
  await app.shows(/Saved \d/);
  const open = await found(CANARY);
  for (const process of ['rapport-driven', 'WebKitWebProces']) {
    assert.ok(open.some((place) => place.startsWith(process)), `an open vault has it in ${process}, and the search finds it`);
  }
  await lock(app);
  await new Promise((later) => setTimeout(later, 3000));
  assert.deepEqual(await found(CANARY, PASSPHRASE), []);
});
