// How soon the app paints, how much memory all its processes take, and how soon a lock takes away what is shown;
// `node bench.mjs BINARY` on a virtual screen.
// Figures only: what is fast enough is decided by who reads them.

import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Home, ROOT, until } from './app.mjs';
import { appears, colours, landmark, pressKeys, settled, takeWindow, typeKeys } from './screen.mjs';

const execute = promisify(execFile);
const ROUNDS = 5;
/** What opens the vaults that `tests/bench` fills (`tests/support/vaults.rs`). */
const PASSPHRASE = 'seven quiet lanterns cross the river';
/** The names of people, left in the window: the last thing that may stay. */
const NAMES = { x: 0, y: 240, width: 240, height: 200 };
const [binary] = process.argv.slice(2);

/** The process and all it started, by the parent each names in /proc. */
async function family(pid) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The command's name may hold anything but ends with the last parenthesis.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const members = [pid];
  for (const member of members) for (const [child, parent] of parents) if (parent === member) members.push(child);
  return members;
}

/** Proportional set size in MiB: memory that processes share is counted once. */
async function memory(pid) {
  let kib = 0;
  for (const member of await family(pid)) {
    const rollup = await readFile(`/proc/${member}/smaps_rollup`, 'utf8').catch(() => '');
    kib += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  }
  return kib / 1024;
}

function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}

const paints = [];
const memories = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const home = await Home.make();
  const start = performance.now();
  const app = spawn(binary, [], { env: home.env, stdio: 'ignore', detached: true });
  try {
    // Text has dozens of shades; an empty window has a few.
    await until('the first paint', async () => (await colours(40)) >= 40);
    paints.push(performance.now() - start);
    await settled();
    memories.push(await memory(app.pid));
  } finally {
    process.kill(-app.pid, 'SIGKILL');
    await until('the screen to empty', async () => (await colours(40)) < 40);
    await home.remove();
  }
}
const range = (figures) => `${Math.min(...figures).toFixed(0)} to ${Math.max(...figures).toFixed(0)}`;
console.log(`first paint     ${median(paints).toFixed(0).padStart(7)} ms   (${range(paints)}, ${ROUNDS} starts)`);
console.log(`memory (PSS)    ${median(memories).toFixed(0).padStart(7)} MiB  (${range(memories)}, all processes)`);

/** How long, after the keys, until nothing of the people is shown any more, for a vault of so many MB. */
async function lockTimes(mb) {
  const home = await Home.make();
  await mkdir(`${home.data}/vaults`, { recursive: true });
  const fill = ['bench', '--workspace', '--locked', '--bench', 'speed', '--', 'fill', home.vault, String(mb)];
  await execute(process.env.CARGO ?? 'cargo', fill, { cwd: ROOT, env: { ...process.env, OPENSSL_NO_VENDOR: '1' } });
  await writeFile(`${home.data}/vaults.json`, JSON.stringify([{ id: home.vaultId, label: `${mb} MB`, opened: null }]));
  const app = spawn(binary, [], { env: home.env, stdio: 'ignore', detached: true });
  const times = [];
  try {
    await until('the door', async () => (await colours(40)) >= 40);
    for (let round = 0; round < ROUNDS; round += 1) {
      await takeWindow('Rapport');
      await settled();
      const door = await landmark(NAMES);
      await typeKeys(PASSPHRASE);
      await pressKeys('Return');
      await until('the vault to open', async () => !(await landmark(NAMES)).look.equals(door.look));
      await settled();
      const open = await landmark(NAMES);
      const start = performance.now();
      await pressKeys('ctrl+l');
      while ((await landmark(NAMES)).look.equals(open.look));
      times.push(performance.now() - start);
      await appears('the door again', door);
    }
  } finally {
    process.kill(-app.pid, 'SIGKILL');
    await home.remove();
  }
  return times;
}

const small = await lockTimes(1);
const large = await lockTimes(100);
const ratio = median(large) / median(small);
console.log(`lock, 1 MB      ${median(small).toFixed(0).padStart(7)} ms   (${range(small)}, until no name is shown)`);
console.log(`lock, 100 MB    ${median(large).toFixed(0).padStart(7)} ms   (${range(large)}; ${ratio.toFixed(2)} ×, at most 2)`);
