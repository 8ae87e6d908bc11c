// The virtual screen from outside: its pixels, and a real pointer and keyboard through xdotool.
// For builds that no driver can enter; nothing here knows what is shown.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { until } from './app.mjs';

const execute = promisify(execFile);

/** How long the pixels must stand still to count as settled, in milliseconds: longer than a transition (240). */
const STILL = 400;

/** The screen's pixels as they are now. Xvfb keeps them in a file in the XWD format (X11/XWDFile.h). */
async function pixels() {
  const file = process.env.RAPPORT_FRAMEBUFFER;
  if (!file) throw new Error('RAPPORT_FRAMEBUFFER names no file: run this through cargo xtask');
  const bytes = await readFile(file);
  const [header, colours] = [bytes.readUInt32BE(0), bytes.readUInt32BE(76)];
  return bytes.subarray(header + colours * 12);
}

/** How many different colours are shown, counted up to `enough`. */
export async function colours(enough) {
  const shown = await pixels();
  const seen = new Set();
  for (let at = 0; at + 4 <= shown.length && seen.size < enough; at += 4) seen.add(shown.readUInt32LE(at));
  return seen.size;
}

/** Waits until something like a page is painted: text alone has dozens of shades. */
export function painted() {
  return until('the window to paint', async () => (await colours(40)) >= 40);
}

/** Waits until the pixels stand still; a blinking caret is given `patience` and then taken as still. */
export async function settled(patience = 3000) {
  const end = Date.now() + patience;
  let last = '';
  let since = Date.now();
  await until('the screen to settle', async () => {
    const now = createHash('sha1').update(await pixels()).digest('hex');
    if (now !== last) [last, since] = [now, Date.now()];
    return Date.now() - since >= STILL || Date.now() > end;
  });
}

export function xdotool(...words) {
  return execute('xdotool', words.map(String));
}

/** Puts the window over the whole screen and gives it the keyboard: no window manager does it here. */
export async function takeWindow(title, width = 1280, height = 800) {
  const id = await until(`a window called ${title}`, async () => {
    const { stdout } = await execute('xdotool', ['search', '--onlyvisible', '--name', title]).catch(() => ({ stdout: '' }));
    return stdout.trim().split('\n').filter(Boolean).at(-1);
  });
  await xdotool('windowmove', id, 0, 0, 'windowsize', id, width, height, 'windowfocus', id);
  return id;
}

/** A click with the left button at a place of the screen. */
export function clickAt({ x, y }) {
  return xdotool('mousemove', Math.round(x), Math.round(y), 'click', 1);
}

/** Types as a person would, one key after the other. */
export function typeKeys(text) {
  return xdotool('type', '--delay', 8, text);
}

export function pressKeys(keys) {
  return xdotool('key', keys);
}
