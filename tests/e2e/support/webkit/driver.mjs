// WebKitWebDriver with a virtual display and a browser of its own, and a client
// for its commands.
//
// The client is written here: selenium-webdriver would bring four more packages
// and binaries for three systems, to send the few commands that page.mjs needs.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

const SCREEN = { width: 1280, height: 2000 };
/**
 * Where windows are put. Without a window manager, the window under the pointer
 * has the focus; the pointer is in the middle of the screen, there on the bar
 * above the page. What is beyond the screen is rendered too.
 */
export const CORNER = { x: SCREEN.width / 2 - 200, y: SCREEN.height / 2 - 15 };
const STARTED_WITHIN = 30_000;
/**
 * How long a command may take. The browser forgets one that reaches a document
 * just as another takes its place, and the driver then never answers.
 */
const PATIENCE = 15_000;

/** How WebDriver marks a reference to an element. */
export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The browser that Debian's WebKitGTK library package has, if it is there. */
export function findMiniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return folders
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find((path) => existsSync(path));
}

/** A refused command; `code` is WebDriver's name for the reason. */
export class DriverError extends Error {
  constructor(code, message) {
    super(message ? `${code}: ${message}` : code);
    this.code = code;
  }
}

/**
 * Starts a process that ends with this one, however that ends: the kernel kills
 * it. MiniBrowser, which is not a child of this process, ends with its display.
 */
function start(command, args, options) {
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', '--', command, ...args],
    options,
  );
  // Without a listener, a missing program would be an uncaught error.
  child.failed = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      reject(new Error(`${command} has ended: ${signal ?? code}`)),
    );
  });
  child.failed.catch(() => {});
  return child;
}

function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return null;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  return ended;
}

async function startDisplay() {
  const child = start(
    process.env.XVFB ?? 'Xvfb',
    [
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${SCREEN.width}x${SCREEN.height}x24`,
      '-nolisten',
      'tcp',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  // It writes the number that it found free.
  const number = new Promise((done) => child.stdio[3].once('data', done));
  const name = `:${String(await Promise.race([number, child.failed])).trim()}`;
  return { name, child };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** One session: a browser with storage and cookies of its own. */
export class Session {
  #agent = new Agent({ keepAlive: true });
  #patience;

  /** `environment` of the browser, `proxy` as host and port. */
  static async start({ environment = {}, proxy, patience = PATIENCE }) {
    const session = new Session();
    session.#patience = patience;
    try {
      await session.#start(environment, proxy);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  async #start(environment, proxy) {
    const binary = findMiniBrowser();
    if (!binary) throw new Error('No MiniBrowser found: set MINIBROWSER');
    this.display = await startDisplay();
    this.port = await freePort();
    this.driver = start(
      process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver',
      [`--port=${this.port}`],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          DISPLAY: this.display.name,
          GDK_BACKEND: 'x11',
          // Without a language the browser's is called C.
          LANG: 'en_US.UTF-8',
          // Without a graphics card, painting by way of OpenGL is slow.
          WEBKIT_DISABLE_DMABUF_RENDERER: '1',
          WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
          // There is no session bus, and nothing should be kept.
          GSETTINGS_BACKEND: 'memory',
          GTK_A11Y: 'none',
          NO_AT_BRIDGE: '1',
          ...environment,
        },
      },
    );
    const ready = this.#waitUntilReady();
    await Promise.race([ready, this.driver.failed]);
    const { sessionId, capabilities } = await this.#send('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          // Whoever navigates waits, so that other commands need not.
          pageLoadStrategy: 'none',
          proxy: { proxyType: 'manual', httpProxy: proxy, sslProxy: proxy },
          'webkitgtk:browserOptions': { binary, args: ['--automation'] },
        },
      },
    });
    this.id = sessionId;
    this.version = capabilities.browserVersion;
  }

  async #waitUntilReady() {
    const end = Date.now() + STARTED_WITHIN;
    for (;;) {
      const status = await this.#send('GET', '/status').catch(() => null);
      if (status?.ready) return;
      if (Date.now() > end) throw new Error('WebKitWebDriver does not answer');
      await wait(30);
    }
  }

  get(path) {
    return this.#send('GET', `/session/${this.id}${path}`);
  }

  post(path, body = {}) {
    return this.#send('POST', `/session/${this.id}${path}`, body);
  }

  delete(path) {
    return this.#send('DELETE', `/session/${this.id}${path}`);
  }

  #send(method, path, body) {
    const { port } = this;
    const payload = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path };
      const sent = request({ ...options, agent: this.#agent }, (response) => {
        text(response)
          .then(JSON.parse)
          .then(({ value }) => {
            if (value?.error) throw new DriverError(value.error, value.message);
            return value;
          })
          .then(resolve, reject);
      });
      sent.on('error', (error) =>
        reject(new DriverError('disconnected', error.message)),
      );
      sent.setTimeout(this.#patience, () =>
        sent.destroy(new Error(`no answer to ${method} ${path}`)),
      );
      sent.setHeader('content-type', 'application/json');
      sent.end(payload);
    });
  }

  async close() {
    this.#agent.destroy();
    const children = [this.driver, this.display?.child].filter(Boolean);
    await Promise.all(children.map(stop));
  }
}
