// How soon the app paints and how much memory all its processes take; `node bench.mjs BINARY` on a virtual screen.
// Figures only: what is fast enough is decided by who reads them.

import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { Home, until } from './app.mjs';
import { colours, settled } from './screen.mjs';

const ROUNDS = 5;
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
