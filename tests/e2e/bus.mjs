// A D-Bus of the test's own, and the signals a desktop sends over it.
// What the app does on hearing them is asserted by the tests.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a private bus allows: everything, to whoever reaches its socket. */
const CONFIG = (socket) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

export class Bus {
  #daemon;
  #monitors = [];

  /** Starts a bus whose socket lies in `folder`. */
  static async start(folder, name) {
    const bus = new Bus();
    const config = join(folder, `${name}.conf`);
    await writeFile(config, CONFIG(join(folder, name)));
    bus.#daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(bus.#daemon.stdout, 'data');
    bus.address = String(line).trim();
    return bus;
  }

  /** Sends a signal; arguments as dbus-send writes them. */
  signal(path, member, ...values) {
    return execute('dbus-send', [`--bus=${this.address}`, '--type=signal', path, member, ...values]);
  }

  /** Notes what is asked of an interface from now on; gives the words of each call as they come, oldest first. */
  async calls(name) {
    const monitor = spawn('dbus-monitor', ['--address', this.address, `interface='${name}'`], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#monitors.push(monitor);
    const calls = [];
    let rest = '';
    const [first] = await once(monitor.stdout, 'data');
    const take = (bytes) => {
      const lines = (rest + bytes).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (/^\S/.test(line)) calls.push({ member: /member=(\w+)/.exec(line)?.[1], words: [] });
        const word = /^ +string "(.*)"$/.exec(line)?.[1];
        if (word !== undefined) calls.at(-1)?.words.push(word);
      }
    };
    take(first);
    monitor.stdout.on('data', take);
    return calls;
  }

  /** Who listens: the names of the connections. */
  async listeners() {
    const { stdout } = await execute('dbus-send', [
      `--bus=${this.address}`, '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.ListNames',
    ]);
    // The asker itself is one of them.
    return [...stdout.matchAll(/":1\.\d+"/g)].length - 1;
  }

  stop() {
    for (const monitor of this.#monitors) monitor.kill();
    this.#daemon.kill();
  }
}
