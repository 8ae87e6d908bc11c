// How soon a key shows in a note of 1 KB and in one of 100 KB, through the real webview; `node typing.mjs`.
// Other figures are in bench.mjs.

import { App, Home } from './app.mjs';
import * as journey from './journey.mjs';

/** Keys measured in each note; half at its top, half at its end. */
const KEYS = 120;
/** The longer note may take this much longer, at the 95th percentile. */
const RATIO_MAX = 2;

/** A page of a 1:1 as managers write them, about a kilobyte: headings, lists, promises, passages. */
const PAGE = `## Pace and on-call
It ran long, and the second half felt like **an audit more than a review**. She stopped offering detail after that.

- Sleeps better in the weeks Diego holds the pager
- Wants two mornings a week without meetings #focus
  - Tuesday and Thursday, says Tunde

> I would rather write the timeline myself than be walked through it.

- [ ] @me Open the next one with what went well \u{1F4C5} 2026-10-15
- [x] @mira Share the outline with Tunde \u2705 2026-10-08

> [!private]
> My read: she is covering for two people. Raise headcount with Anders before planning week.

Staff path: what is \`expected\` at the next level, and who decides? Read the [ladder](https://example.org/ladder) together, and
ask Priya how she went about it. The migration is the thing she is proudest of, and nobody outside the team knows it yet.
Next time: the conference budget, and whether the reading group goes on. Feedback for me: fewer topics, more time for each.

`;

/** Notes the time from each key until its change was painted. */
const WATCH = `
  window.paints = [];
  if (!window.watching) {
    window.watching = true;
    document.addEventListener('keydown', () => {
      const from = performance.now();
      // The message comes after the frame that the key's change is in.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.paints.push(performance.now() - from);
        port2.postMessage(null);
      });
    }, true);
  }`;

/** Puts text at the cursor as a paste does. */
const PASTE = `
  const data = new DataTransfer();
  data.setData('text/plain', arguments[0]);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));`;

async function paste(app, text) {
  await app.press('Control', 'End');
  await app.run(PASTE, text);
  await app.shows(/Saved \d\d:\d\d/);
}

async function measure(app) {
  await app.run(WATCH);
  for (const edge of ['Home', 'End']) {
    await app.press('Control', edge);
    for (let key = 0; key < KEYS / 2; key += 1) await app.keys('abcdefg '[key % 8]);
  }
  const paints = await app.until('every key to be painted', async () => {
    const paints = await app.run('return window.paints');
    return paints.length >= KEYS && paints;
  });
  const sorted = paints.toSorted((a, b) => a - b);
  return { p50: sorted[Math.floor(sorted.length * 0.5)], p95: sorted[Math.floor(sorted.length * 0.95)] };
}

const home = await Home.make();
await journey.makeVault(home);
const app = await App.open(home);
try {
  await journey.unlock(app);
  await journey.openPerson(app, journey.MIRA);
  await journey.startMeeting(app);
  await app.click('textbox', 'Note');
  await paste(app, PAGE);
  const short = await measure(app);
  await paste(app, PAGE.repeat(Math.ceil((100 * 1024) / new TextEncoder().encode(PAGE).length)));
  const long = await measure(app);
  const ratio = long.p95 / short.p95;
  const told = ({ p50, p95 }) => `${p95.toFixed(1).padStart(7)} ms   (p95 of ${KEYS} keys; half within ${p50.toFixed(1)} ms)`;
  console.log(`key, 1 KB       ${told(short)}`);
  console.log(`key, 100 KB     ${told(long)}, ${ratio.toFixed(2)} times the short note's`);
  if (ratio > RATIO_MAX) {
    console.error(`A note of 100 KB may take ${RATIO_MAX} times as long as one of 1 KB.`);
    process.exitCode = 1;
  }
} finally {
  await app.close();
  await home.remove();
}
