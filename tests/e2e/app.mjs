// The real binary with a home of its own, driven by role and name; a failed wait leaves a picture and the page.
// What a manager does with it is in `journey.mjs`.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAll } from './accessible.mjs';
import { Session, WebDriverError } from './webdriver.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target');
export const DRIVEN = join(TARGET, 'e2e/bin/rapport-driven');
export const PLAIN = join(TARGET, 'e2e/bin/rapport-plain');
export const CLI = join(TARGET, 'debug/rapport-cli');
export const TEAM = join(ROOT, 'assets/demo');

/** The app's own name in the system's data folder (`identifier` in tauri.conf.json). */
const IDENTIFIER = 'app.rapport.desktop';

/** The minute at which every journey takes place: Friday, 22 minutes before Mira's 1:1. */
export const NOW = '2026-10-09T10:08:00+02:00';

/** How long a condition may take to come true, in milliseconds: a debug build on a busy machine. */
const PATIENCE = 60_000;
const POLL = 40;

/** A home folder that nobody else uses, and the environment that keeps a program in it. */
export class Home {
  static async make() {
    const home = new Home();
    home.path = await mkdtemp(join(tmpdir(), 'rapport-e2e-'));
    // The folder that the shipped build finds by itself on Linux: both builds can open the same vaults.
    home.data = join(home.path, 'data', IDENTIFIER);
    home.vaultId = '0199c1a0-0000-7000-8000-000000000001';
    home.vault = join(home.data, 'vaults', home.vaultId);
    home.out = join(home.path, 'out');
    home.pickedFile = join(home.path, 'picked');
    home.aheadFile = join(home.path, 'ahead');
    for (const folder of ['data', 'out', 'config', 'cache', 'state', 'run', 'tmp']) {
      await mkdir(join(home.path, folder), { mode: 0o700 });
    }
    return home;
  }

  /** The variables of a program that lives here. */
  get env() {
    const at = (folder) => join(this.path, folder);
    return {
      PATH: process.env.PATH,
      DISPLAY: process.env.DISPLAY,
      GDK_BACKEND: 'x11',
      LANG: 'C.UTF-8',
      HOME: this.path,
      XDG_DATA_HOME: at('data'),
      XDG_CONFIG_HOME: at('config'),
      XDG_CACHE_HOME: at('cache'),
      XDG_STATE_HOME: at('state'),
      XDG_RUNTIME_DIR: at('run'),
      TMPDIR: at('tmp'),
    };
  }

  remove() {
    return rm(this.path, { recursive: true, force: true });
  }
}

/** Waits until `condition` gives something true, and gives it; otherwise says what did not happen. */
export async function until(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = undefined;
    } catch (error) {
      // The page may be between two states: only what lasts counts.
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${patience / 1000} s for ${what}${last ? ` (${last.message})` : ''}`);
    }
    await new Promise((next) => setTimeout(next, POLL));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

export class App {
  #driver;
  #session;

  /**
   * Opens the app in `home`. `strace` names a file for the system calls of the app (not of the driver).
   * `now` is where the app's clock begins; null leaves it the computer's own. `env` are variables on top,
   * `through` the words of a program that starts the driver and becomes it.
   */
  static async open(home, { now = NOW, strace, env = {}, through = [] } = {}) {
    const app = new App();
    app.home = home;
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const words = [`--port=${port}`, '--host=127.0.0.1'];
    const traced = ['strace', '-f', '-qq', '--seccomp-bpf', '-e', 'trace=socket,connect', '-o', strace];
    const program = [...(strace ? traced : through), 'WebKitWebDriver', ...words];
    app.#driver = spawn(program[0], program.slice(1), {
      env: {
        ...home.env,
        TAURI_WEBVIEW_AUTOMATION: 'true',
        RAPPORT_DATA: home.data,
        RAPPORT_PICKED: home.pickedFile,
        RAPPORT_AHEAD: home.aheadFile,
        ...env,
        ...(now ? { RAPPORT_NOW: now } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    app.stderr = '';
    app.#driver.stderr.on('data', (bytes) => (app.stderr = (app.stderr + bytes).slice(-4000)));
    app.#driver.on('error', (error) => (app.stderr += error.message));
    try {
      await until('WebKitWebDriver to listen', async () => (await fetch(`${base}/status`)).ok);
      app.#session = await Session.start(base, DRIVEN);
      await app.#session.setSize(1280, 800);
      await until('the page to load', () => app.run('return document.readyState === "complete"'));
    } catch (error) {
      await app.close();
      throw new Error(`${error.message}\n${app.stderr}`);
    }
    return app;
  }

  /** Ends the session, the app, and the driver. */
  async close() {
    await this.#session?.close().catch(() => {});
    this.#session = undefined;
    try {
      // The driver leads its own group: the app and the web processes go with it.
      process.kill(-this.#driver.pid, 'SIGTERM');
    } catch {
      // It is gone already.
    }
  }

  /** Locking destroys the window and opens another one: goes to the one that is there. */
  async #inWindow(action) {
    try {
      return await action(this.#session);
    } catch (error) {
      if (!(error instanceof WebDriverError) || error.code !== 'no such window') throw error;
      const windows = await this.#session.windows();
      await this.#session.switchTo(windows.at(-1));
      return action(this.#session);
    }
  }

  run(script, ...args) {
    return this.#inWindow((session) => session.run(script, ...args));
  }

  runAsync(script, ...args) {
    return this.#inWindow((session) => session.runAsync(script, ...args));
  }

  title() {
    return this.#inWindow((session) => session.title());
  }

  /** What stands in the window once it has come to rest. */
  async picture() {
    await this.rest();
    return this.#inWindow((session) => session.picture());
  }

  /** Waits until nothing moves and nothing was drawn for a while; five seconds at most. */
  async rest() {
    let before = null;
    const atRest = async () => {
      const now = await this.run(`
        const moving = document.getAnimations().some((one) => one.playState === 'running');
        const page = document.querySelector('main')?.innerText.trim() ?? '';
        return moving || page === '' ? null : document.body.innerHTML.length + ':' + document.images.length + page;`);
      const same = now !== null && now === before;
      before = now;
      if (!same) await new Promise((resolve) => setTimeout(resolve, 4 * POLL));
      return same;
    };
    // A picture of a window that never rests (a failed step) is better than none.
    await until('the window to come to rest', atRest, 5_000).catch(() => {});
  }

  /** Puts the app's clocks ahead, in seconds: what the wall shows, and what runs while the computer is awake. */
  async ahead(wall, running) {
    await writeFile(`${this.home.aheadFile}.new`, `${wall} ${running}`);
    await rename(`${this.home.aheadFile}.new`, this.home.aheadFile);
  }

  /** The process of the driver, whose children are the app and the app's own processes. */
  get pid() {
    return this.#driver.pid;
  }

  /** The path that the next file dialog answers. */
  async pick(path) {
    await writeFile(this.home.pickedFile, path);
  }

  /** All visible elements of a role; `name` is a string (exact), a RegExp, or nothing. */
  all(role, name, within = null) {
    return this.run(`return (${findAll})(...arguments)`, role, described(name), within);
  }

  /** The visible text of all elements of a role, those that `matches` fits. */
  async texts(role, matches, within = null) {
    const texts = await this.run(
      `return (${findAll})(arguments[0], null, arguments[1]).map((element) => element.innerText.replace(/\\s+/g, ' ').trim())`,
      role, within,
    );
    return texts.filter((text) => matches.test(text));
  }

  /** The accessible names of all elements found. */
  names(role, name, within = null) {
    return this.run(`return (${findAll})(...arguments, true)`, role, described(name), within);
  }

  /** The visible element of that role and name, as soon as it is there; the first where there are several. */
  find(role, name, within = null) {
    return this.#step(`${role} ${name ?? ''}`, async () => (await this.all(role, name, within))[0]);
  }

  /** Where an element is drawn, in pixels of the window. */
  async place(role, name, within = null) {
    const element = await this.find(role, name, within);
    return this.run('const { x, y, width, height } = arguments[0].getBoundingClientRect(); return { x, y, width, height };', element);
  }

  /** Waits until nothing of that role and name is shown. */
  gone(role, name) {
    return this.#step(`${role} ${name} to go away`, async () => (await this.all(role, name)).length === 0);
  }

  /** Waits until the page shows this text (a string or a RegExp). */
  shows(text, within = null) {
    const wanted = text instanceof RegExp ? { matches: text.source, flags: text.flags } : { has: text };
    const script = `const text = (arguments[1] ?? document.body).innerText.replace(/\\s+/g, ' ');
      const { has, matches, flags } = arguments[0];
      return has === undefined ? new RegExp(matches, flags).test(text) : text.includes(has);`;
    return this.#step(`the words ${text}`, () => this.run(script, wanted, within));
  }

  /** Clicks the element of that role and name, once it is there and enabled; again if it moved away under the pointer. */
  click(role, name, within = null) {
    return this.#step(`a click on ${role} ${name ?? ''}`, async () => {
      const [element] = await this.all(role, name, within);
      if (!element || (await this.run(`return arguments[0].matches(':disabled, [aria-disabled=true]')`, element))) return false;
      await this.run(watchPointer, element);
      try {
        await this.#session.click(element);
        return (await this.#session.run('return window.pointerMissed')) !== true;
      } catch (error) {
        // Locking destroys the window before the driver has answered: the click was done.
        if (await this.#session.isGone()) return true;
        throw error;
      }
    });
  }

  /** Replaces what a field holds. */
  fill(role, name, text, within = null) {
    return this.#step(`to fill ${role} ${name}`, async () => {
      const [element] = await this.all(role, name, within);
      if (!element) return false;
      await this.#inWindow(async (session) => {
        await session.click(element);
        await session.clear(element);
        await session.type(element, text);
      });
      return true;
    });
  }

  /** Types where the focus is. */
  keys(text) {
    return this.#once(`typing "${text}"`, (session) => session.keys(text));
  }

  /** Presses keys together. */
  press(...keys) {
    return this.#once(keys.join(' '), (session) => session.press(...keys));
  }

  /** What must not be tried twice: half of it may have been done. */
  async #once(what, action) {
    try {
      return await this.#inWindow(action);
    } catch (error) {
      throw new Error(`${what}: ${error.message}${await this.#leaveTraces()}`, { cause: error });
    }
  }

  /** Waits for any other condition, with the same picture if it never comes true. */
  until(what, condition) {
    return this.#step(what, condition);
  }

  async #step(what, condition) {
    try {
      return await until(what, condition);
    } catch (error) {
      error.message += await this.#leaveTraces();
      throw error;
    }
  }

  /** Leaves a picture and the page's source behind, and says where. */
  async #leaveTraces() {
    const folder = join(TARGET, 'e2e');
    const name = join(folder, `failed-${process.pid}-${Date.now()}`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(`${name}.png`, await this.picture());
      await writeFile(`${name}.html`, await this.#inWindow((session) => session.source()));
      return `; see ${name}.png and .html`;
    } catch (error) {
      return `; no picture: ${error.message}`;
    }
  }

  /** Waits until nothing moves any more: a colour half way between two themes is in neither. */
  still() {
    return this.runAsync(`
      const done = arguments[arguments.length - 1];
      const finite = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
      const end = () => Promise.allSettled(document.getAnimations().filter(finite).map(({ finished }) => finished)).then(() => done());
      // A change of style starts its transitions with the next frame.
      requestAnimationFrame(() => requestAnimationFrame(end));`);
  }

  /** WCAG 2.2 A and AA violations of what is shown now, or of what a selector fits in it, one line each. */
  async violations(within = 'html') {
    await this.still();
    const axe = await readFile(join(ROOT, 'ui/node_modules/axe-core/axe.min.js'), 'utf8');
    await this.run(`if (!window.axe) { ${axe}; window.axe = window.axe ?? axe; }`);
    const found = await this.runAsync(`
      const done = arguments[arguments.length - 1];
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      window.axe.run(arguments[0], { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } })
        .then(({ violations, passes }) => done({ passes: passes.length, violations }), (error) => done({ error: String(error) }));`, within);
    if (found.error) throw new Error(found.error);
    // Nothing passed means nothing was looked at.
    if (found.passes === 0) throw new Error('axe looked at nothing');
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
    );
  }
}

/** Notes in the page whether the next press of the pointer missed the element, as it does when a card grows above it. */
const watchPointer = `
  const element = arguments[0];
  window.pointerMissed = undefined;
  addEventListener('pointerdown', ({ target }) => {
    const labelled = target.closest('label')?.control === element;
    window.pointerMissed = !labelled && !element.contains(target);
  }, { capture: true, once: true });`;

function described(name) {
  if (name === undefined || name === null) return null;
  if (name instanceof RegExp) return { matches: name.source, flags: name.flags };
  return { is: name };
}
