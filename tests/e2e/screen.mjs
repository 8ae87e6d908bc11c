// The virtual screen from outside: its pixels, and a real pointer and keyboard through xdotool.
// For builds that no driver can enter; nothing here knows what is shown.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import { until } from './app.mjs';

const execute = promisify(execFile);

/** How long the pixels must stand still to count as settled, in milliseconds: longer than a transition (240). */
const STILL = 400;

/** Xvfb keeps the screen in a file in the XWD format (X11/XWDFile.h). */
function frame() {
  const file = process.env.RAPPORT_FRAMEBUFFER;
  if (!file) throw new Error('RAPPORT_FRAMEBUFFER names no file: run this through cargo xtask');
  return readFile(file);
}

/** The screen's pixels as they are now, without the header. */
async function pixels() {
  const bytes = await frame();
  const [header, colours] = [bytes.readUInt32BE(0), bytes.readUInt32BE(76)];
  return bytes.subarray(header + colours * 12);
}

/** The screen as PNG bytes, for whoever looks after a failure. */
export async function picture() {
  const bytes = await frame();
  const [width, height, line] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt32BE(48)];
  const shown = await pixels();
  // Each line begins with its filter: none.
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, to = 0; y < height; y += 1) {
    to += 1;
    for (let x = 0; x < width; x += 1, to += 3) {
      const from = y * line + x * 4;
      // Stored blue, green, red, unused.
      [rows[to], rows[to + 1], rows[to + 2]] = [shown[from + 2], shown[from + 1], shown[from]];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, three colours.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** One chunk of a PNG file, with its checksum (PNG, annex D). */
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]);
  let sum = ~0;
  for (const byte of body) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const [before, after] = [Buffer.alloc(4), Buffer.alloc(4)];
  before.writeUInt32BE(data.length);
  after.writeInt32BE(~sum);
  return Buffer.concat([before, body, after]);
}

/** How many different colours are shown, counted up to `enough`. */
export async function colours(enough) {
  const shown = await pixels();
  const seen = new Set();
  for (let at = 0; at + 4 <= shown.length && seen.size < enough; at += 4) seen.add(shown.readUInt32LE(at));
  return seen.size;
}

/** What a place of the screen looks like now: a landmark to wait for later. */
export async function landmark({ x, y, width, height }) {
  const [left, top] = [Math.round(x), Math.round(y)];
  const [wide, high] = [Math.round(width), Math.round(height)];
  const shown = await pixels();
  const line = (await frame()).readUInt32BE(48);
  const rows = Array.from({ length: high }, (_, row) => {
    const from = (top + row) * line + left * 4;
    return shown.subarray(from, from + wide * 4);
  });
  return { x, y, width, height, look: Buffer.concat(rows) };
}

/** Waits until a place looks as it did; two builds may draw an edge a shade apart. */
export function appears(name, known) {
  return until(`${name} to appear`, async () => {
    const { look } = await landmark(known);
    let alike = 0;
    for (let at = 0; at < look.length; at += 1) if (Math.abs(look[at] - known.look[at]) <= 8) alike += 1;
    return alike / look.length > 0.97;
  });
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
export function takeWindow(title, width = 1280, height = 800) {
  // One that is just closing may still be found: then the next try finds the other.
  return until(`a window called ${title}`, async () => {
    const { stdout } = await xdotool('search', '--onlyvisible', '--name', title);
    const id = stdout.trim().split('\n').at(-1);
    await xdotool('windowmove', id, 0, 0, 'windowsize', id, width, height, 'windowfocus', '--sync', id);
    return true;
  });
}

/** A click with the left button in the middle of a place. */
export function clickOn({ x, y, width, height }) {
  return xdotool('mousemove', Math.round(x + width / 2), Math.round(y + height / 2), 'click', 1);
}

/** Types as a person would, one key after the other. */
export function typeKeys(text) {
  return xdotool('type', '--delay', 8, text);
}

export function pressKeys(keys) {
  return xdotool('key', keys);
}
