// A client for the WebDriver protocol, as far as the journeys need it: one session, plain fetch.
// Nothing here knows what Rapport shows.

/** How an element travels (W3C WebDriver, section 12, "web element identifier"). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Key codes of WebDriver (section 17.4.2). */
export const KEYS = {
  Control: '\uE009', Alt: '\uE00A', Shift: '\uE008', Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004',
  Backspace: '\uE003', ArrowUp: '\uE013', ArrowDown: '\uE015', ArrowLeft: '\uE012', ArrowRight: '\uE014',
  End: '\uE010', Home: '\uE011',
};

/** What the driver answered when it did not do as told; `code` is the protocol's word for it. */
export class WebDriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export class Session {
  #base;
  #id;

  constructor(base, id) {
    this.#base = base;
    this.#id = id;
  }

  /** Starts the application `binary` under the driver that listens at `base`. */
  static async start(base, binary) {
    const session = new Session(base, '');
    const { sessionId } = await session.#send('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } },
    });
    session.#id = sessionId;
    return session;
  }

  async #send(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (!response.ok) throw new WebDriverError(value.error, value.message);
    return value;
  }

  #call(method, path, body) {
    return this.#send(method, `/session/${this.#id}${path}`, body);
  }

  close() {
    return this.#call('DELETE', '');
  }

  title() {
    return this.#call('GET', '/title');
  }

  source() {
    return this.#call('GET', '/source');
  }

  /** The window as PNG bytes. */
  async picture() {
    return Buffer.from(await this.#call('GET', '/screenshot'), 'base64');
  }

  /** Whether the window that the session looks at was closed. */
  async isGone() {
    try {
      await this.#call('GET', '/window');
      return false;
    } catch (error) {
      if (error.code !== 'no such window') throw error;
      return true;
    }
  }

  /** Every open window, oldest first. */
  windows() {
    return this.#call('GET', '/window/handles');
  }

  switchTo(handle) {
    return this.#call('POST', '/window', { handle });
  }

  setSize(width, height) {
    return this.#call('POST', '/window/rect', { width, height });
  }

  /** Runs the body of a function in the page; elements go in and come out as handles. */
  run(script, ...args) {
    return this.#call('POST', '/execute/sync', { script, args });
  }

  /** The same for a script that calls its last argument with the result. */
  runAsync(script, ...args) {
    return this.#call('POST', '/execute/async', { script, args });
  }

  /** A real click in the middle of the element, scrolled into view. */
  click(element) {
    return this.#call('POST', `/element/${element[ELEMENT]}/click`, {});
  }

  /** Types into an element, key by key. */
  type(element, text) {
    return this.#call('POST', `/element/${element[ELEMENT]}/value`, { text });
  }

  /** Empties an input. */
  clear(element) {
    return this.#call('POST', `/element/${element[ELEMENT]}/clear`, {});
  }

  /** Presses keys together, as in `press('Control', 'k')`, wherever the focus is. */
  async press(...keys) {
    const values = keys.map((key) => KEYS[key] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }] });
    await this.#call('DELETE', '/actions');
  }

  /** Types wherever the focus is. A line break is the Enter key. */
  async keys(text) {
    const actions = [...text].flatMap((letter) => {
      const value = letter === '\n' ? KEYS.Enter : letter;
      return [{ type: 'keyDown', value }, { type: 'keyUp', value }];
    });
    await this.#call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}
