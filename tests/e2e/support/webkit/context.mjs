// Contexts: a browser process each, with cookies and storage of its own.
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { DriverError, Session } from './driver.mjs';
import { kitScript } from './kit.mjs';
import { onlyOptions } from './locator.mjs';
import { initSource, matcher, Page, waitForEvent } from './page.mjs';
import { Proxy } from './proxy.mjs';

const VIEWPORT = { width: 1280, height: 720 };
const NARROWEST = 447;
/** How often windows are looked at when nobody waits for anything. */
const PACE = 50;
const QUIET = 500;
const GONE = ['no such window', 'no such frame'];

export class Context {
  /** The page that the test handled last: whose requests come next. */
  lastActive = null;
  #scripts = [];
  #emitter = new EventEmitter();
  #queue = Promise.resolve();
  #pages = new Map();
  /** Windows that are no pages: the first one, and what keeps a session. */
  #spare = new Set();
  #isClosed = false;
  #underWay = 0;
  #lastRequest = 0;
  #cookieHosts = new Set();
  #documents = 0;
  #watching;

  static async open(options) {
    onlyOptions(options, ['colorScheme', 'viewport'], 'newContext');
    const { viewport = VIEWPORT, colorScheme = 'light' } = options;
    if (viewport.width < NARROWEST) {
      throw new Error(
        `WebKit: no window is narrower than ${NARROWEST} pixels; use a frame`,
      );
    }
    const context = new Context();
    context.viewport = viewport;
    await context.#open(colorScheme);
    return context;
  }

  async #open(colorScheme) {
    this.proxy = await new Proxy({
      initScript: () => this.#initScript(),
      onRequest: (request, ended) => this.#onRequest(request, ended),
      onResponse: (response) => this.#onResponse(response),
    }).listen();
    try {
      this.session = await Session.start({
        proxy: this.proxy.address,
        environment: {
          GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
        },
      });
    } catch (error) {
      await this.proxy.close();
      throw error;
    }
    for (const handle of await this.session.get('/window/handles')) {
      this.#spare.add(handle);
    }
    this.#watching = this.#watch();
  }

  // Windows.

  /** One command after the other: each is for the window chosen before it. */
  #exclusive(body) {
    const result = this.#queue.then(body);
    this.#queue = result.catch(() => {});
    return result;
  }

  inWindow(handle, body) {
    return this.#exclusive(async () => {
      if (this.#isClosed) throw new Error('the context is closed');
      try {
        await this.session.post('/window', { handle });
        return await body(this.session);
      } catch (error) {
        if (error instanceof DriverError && GONE.includes(error.code)) {
          await this.#findWindows();
        }
        throw error;
      }
    });
  }

  /** Makes pages of new windows, and closes those of windows that have gone. */
  async #findWindows() {
    const handles = await this.session.get('/window/handles');
    for (const [handle, page] of this.#pages) {
      if (handles.includes(handle)) continue;
      this.#pages.delete(handle);
      if (this.lastActive === page) this.lastActive = await page.opener();
      page.markClosed();
    }
    for (const handle of handles) {
      if (this.#pages.has(handle) || this.#spare.has(handle)) continue;
      const opener = this.lastActive;
      const page = new Page(this, handle, opener);
      this.#pages.set(handle, page);
      this.#announce(page, opener);
    }
  }

  #announce(page, opener) {
    // Once it has been seen, and with it the address that it has so far.
    page
      .until(() => page.look(), 'a look at a new window', 2000)
      .catch(() => {})
      .then(() => {
        this.#emitter.emit('page', page);
        opener?.emit('popup', page);
      });
  }

  async #watch() {
    while (!this.#isClosed) {
      try {
        await this.#exclusive(() => this.#findWindows());
        for (const page of this.pages()) await page.look().catch(() => {});
      } catch {
        // The session may be ending.
      }
      await wait(PACE);
    }
  }

  pages() {
    return [...this.#pages.values()];
  }

  async newPage() {
    const page = await this.#exclusive(async () => {
      const [first] = this.#spare;
      this.#spare.delete(first);
      const handle = first ?? (await this.#newWindow());
      const made = new Page(this, handle);
      this.#pages.set(handle, made);
      return made;
    });
    await page.setViewportSize(this.viewport);
    this.#emitter.emit('page', page);
    return page;
  }

  /** Not a tab: those behind another are not rendered. */
  async #newWindow() {
    // The driver opens it beside the window that is chosen.
    const [handle] = await this.session.get('/window/handles');
    await this.session.post('/window', { handle });
    const opened = await this.session.post('/window/new', { type: 'window' });
    return opened.handle;
  }

  async closeWindow(page) {
    const { handle } = page;
    await this.#exclusive(async () => {
      // The session would end with its last window.
      if (this.#pages.size + this.#spare.size === 1) {
        this.#spare.add(await this.#newWindow());
      }
      await this.session.post('/window', { handle });
      await this.session.delete('/window');
      await this.#findWindows();
    }).catch((error) => {
      if (!GONE.includes(error.code)) throw error;
    });
    this.#pages.delete(handle);
    page.markClosed();
  }

  async close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.session.close();
    await this.proxy.close();
    await this.#watching;
    for (const page of this.pages()) page.markClosed();
    this.#emitter.emit('close', this);
  }

  // Events.

  on(name, listener) {
    this.#emitter.on(name, listener);
    return this;
  }

  off(name, listener) {
    this.#emitter.off(name, listener);
    return this;
  }

  waitForEvent(name, { predicate = () => true, timeout = 30_000 } = {}) {
    return waitForEvent(this.#emitter, name, predicate, timeout);
  }

  // Scripts.

  async addInitScript(script, argument) {
    this.#scripts.push(initSource(script, argument));
  }

  #initScript() {
    this.#documents += 1;
    const guarded = (sources) =>
      sources.map(
        (source) =>
          `try {\n${source}\n} catch (error) { console.error(error); }`,
      );
    const own = this.lastActive?.scripts ?? [];
    return [
      kitScript(`document ${this.#documents}`),
      'document.currentScript.remove();',
      ...guarded(this.#scripts),
      // The proxy cannot know in which window it will be.
      'if (!top.opener) {',
      ...guarded(own),
      '}',
    ].join('\n');
  }

  // Requests.

  async route(pattern, handler) {
    const matches = matcher(pattern);
    this.proxy.handlers.push({ pattern, matches, handler });
  }

  async unroute(pattern, handler) {
    this.proxy.handlers = this.proxy.handlers.filter(
      (one) => one.pattern !== pattern || (handler && one.handler !== handler),
    );
  }

  async unrouteAll() {
    this.proxy.handlers = [];
  }

  /** The page that shows what the request says it comes from, else the last. */
  #pageOf(request) {
    const { referer } = request.headers();
    const [from] = referer?.split('#') ?? [];
    return (
      this.pages().find((page) => page.url().split('#')[0] === from) ??
      this.lastActive
    );
  }

  #onRequest(request, ended) {
    this.#underWay += 1;
    ended.then(() => {
      this.#underWay -= 1;
      this.#lastRequest = Date.now();
    });
    this.#pageOf(request)?.emit('request', request);
  }

  #onResponse(response) {
    if (response.headers()['set-cookie']) {
      this.#cookieHosts.add(new URL(response.url()).hostname);
    }
    this.#pageOf(response.request())?.emit('response', response);
  }

  /** Nothing has been asked for lately. */
  isQuiet() {
    return this.#underWay === 0 && Date.now() - this.#lastRequest > QUIET;
  }

  /** The driver clears those of the site that a window shows. */
  async clearCookies() {
    const left = new Set(this.#cookieHosts);
    for (const page of this.pages()) {
      const { hostname } = new URL(page.url());
      if (!left.has(hostname)) continue;
      await page.inWindow((session) => session.delete('/cookie'));
      left.delete(hostname);
    }
    if (left.size > 0) {
      throw new Error(`WebKit: no window shows ${[...left]}, for its cookies`);
    }
    this.#cookieHosts.clear();
  }
}

for (const [name, why] of Object.entries({
  addCookies: 'nobody needed it so far',
  cookies: 'nobody needed it so far',
  grantPermissions: 'WebKitGTK has no permissions to grant',
  newCDPSession: 'that is Chromium’s protocol',
  setOffline: 'nobody needed it so far',
})) {
  Context.prototype[name] = async () => {
    throw new Error(`WebKit: context.${name} is not there: ${why}`);
  };
}
