// Places that refuse for real: a folder that may not be written to, and a disk that is full.
// What the app says then is in bad-input.test.mjs.

import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const OVERRIDES = '-dac_override,-dac_read_search';

/** Starts a program to which the rights of folders mean something, also where root runs the tests. */
export const WITHOUT_OVERRIDE = process.getuid() === 0
  ? ['setpriv', `--bounding-set=${OVERRIDES}`, `--inh-caps=${OVERRIDES}`, '--']
  : [];

/** As large as a vault with a few people and a backup of it need. */
const ROOM = '16m';

/**
 * A disk that can be filled and freed: a small file system under `folder` where mounting is allowed, else the app may
 * write no file beyond its first page.
 */
export class SmallDisk {
  #folder;
  #mounted;

  static async under(folder) {
    const disk = new SmallDisk();
    disk.#folder = folder;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    disk.#mounted = process.env.RAPPORT_NO_MOUNT === undefined && await execute('mount', ['-t', 'tmpfs', '-o', `size=${ROOM},mode=700`, 'rapport-test', folder])
      .then(() => true, () => false);
    return disk;
  }

  /** Starts a program for which a file that may not grow is an error, not the end. */
  get through() {
    return this.#mounted ? [] : ['sh', '-c', `trap '' XFSZ; exec "$@"`, 'sh'];
  }

  get #filler() {
    return join(this.#folder, 'filler');
  }

  /** No room is left, to the last byte. */
  async fill(app) {
    if (!this.#mounted) return limit(app, '4096');
    await writeFile(this.#filler, Buffer.alloc(1 << 25)).then(
      () => { throw new Error('the disk has no end'); },
      (error) => { if (error.code !== 'ENOSPC') throw error; },
    );
  }

  /** Somebody cleaned up. */
  free(app) {
    return this.#mounted ? rm(this.#filler) : limit(app, 'unlimited');
  }

  async remove() {
    if (this.#mounted) await execute('umount', ['--lazy', this.#folder]);
  }
}

/** How large the files that the app writes may become; its webview's processes are left alone. */
async function limit(app, bytes) {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === app.pid) await execute('prlimit', ['--pid', pid, `--fsize=${bytes}:`]);
  }
}
