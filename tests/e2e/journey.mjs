// What a manager does, one function a step, shared by the tests, the demo and the pictures.
// Steps wait for what they cause to be seen; what else must hold is asserted by the tests.

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLI, TEAM } from './app.mjs';

const execute = promisify(execFile);

export const LABEL = 'Payments team';
export const PASSPHRASE = 'quiet otter lantern monday';

/** Runs `rapport-cli` on the vault in this home; gives what it prints with `--json`. */
export async function cli(home, ...words) {
  const secret = join(home.path, 'passphrase');
  await writeFile(secret, PASSPHRASE, { mode: 0o600 });
  const options = ['--vault', home.vault, '--passphrase-file', secret, '--today', '2026-10-09', '--json'];
  const { stdout } = await execute(CLI, [...options, ...words], { env: home.env, maxBuffer: 1 << 26 });
  return stdout ? JSON.parse(stdout) : null;
}

/** A vault with the sample team, made without the window. */
export async function makeVault(home) {
  await mkdir(home.data, { recursive: true });
  await cli(home, 'create', '--name', LABEL);
  await cli(home, 'import', TEAM);
}

export async function openCreate(app) {
  await app.click('button', /^Create (a )?new vault/).catch(() => app.click('link', /^Create/));
  await app.find('heading', 'Choose a passphrase');
}
