// Pages: a window of the browser each, with the part of Playwright's Page that
// the tests use. What WebKit's driver cannot do is refused in words.
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import vm from 'node:vm';

import { CORNER, ELEMENT } from './driver.mjs';
import { KIT, kitScript, unpack } from './kit.mjs';
import { Finder, onlyOptions } from './locator.mjs';

const TIMEOUT = 30_000;
/** How often something is looked at that is waited for. */
const PACE = 20;
/** What the driver takes for one, with some to spare. */
const DOUBLE_CLICK = { time: 1100, distance: 12 };
const STATES = ['loading', 'interactive', 'complete'];
const ORIGIN = { type: 'pointerMove', duration: 0, origin: 'viewport' };

const KEYS = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Meta: '\uE03D',
  PageDown: '\uE00F',
  PageUp: '\uE00E',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};

const REFUSED = {
  clock: 'the clock of a page cannot be set',
  emulateMedia: 'media are not emulated; newContext takes a colorScheme',
  evaluateHandle: 'there are no handles',
  pdf: 'WebKitGTK prints no PDF for its driver',
  screenshot: 'nobody needed it so far',
};

/** A function or text that runs in a page before its own scripts. */
export const initSource = (script, argument) =>
  typeof script === 'function'
    ? `(${script})(${argument === undefined ? '' : JSON.stringify(argument)});`
    : String(script.content ?? script);

/** A test of addresses: a glob, a pattern, or a function of an URL. */
export function matcher(wanted) {
  if (wanted instanceof RegExp) return (url) => wanted.test(url);
  if (typeof wanted === 'function') return (url) => wanted(new URL(url));
  const escaped = wanted.replace(/[.+^${}()|[\]\\?]/g, '\\$&');
  const pattern = escaped.replace(/\*+/g, (stars) =>
    stars.length > 1 ? '.*' : '[^/]*',
  );
  return (url) => new RegExp(`^${pattern}$`).test(url);
}

/** Whether a text is an expression, not a list of statements. */
function isExpression(source) {
  try {
    new vm.Script(`(${source}\n)`);
    return true;
  } catch {
    return false;
  }
}

/** Where something runs: a page's main frame, or a frame inside of it. */
class Place {
  #frames;

  /** `frames`: steps or an index for each frame on the way down. */
  constructor(page, frames = []) {
    this.page = page;
    this.#frames = frames;
  }

  get isInFrame() {
    return this.#frames.length > 0;
  }

  within(steps) {
    return new Place(this.page, [...this.#frames, steps]);
  }

  /** Runs `function(kit, argument)` in the page. */
  run(body, argument) {
    return this.runSource(`(argument) => (${body})(kit, argument)`, [argument]);
  }

  /** The same with source text and any arguments; promises are waited for. */
  async runSource(source, values = []) {
    // What JSON has not got is left out of objects and null in lists.
    const texts = values.map((value) => JSON.stringify(value) ?? 'undefined');
    const code = `return kit.run((kit) => (${source})(${texts.join(', ')}));`;
    let outcome = JSON.parse(await this.#execute(code));
    while (outcome.promise) {
      await wait(PACE);
      const { promise, documentId } = outcome;
      const answer = await this.#execute(
        `return kit.documentId === ${JSON.stringify(documentId)}
          ? kit.collect(${promise}) : 'gone';`,
      );
      if (answer === 'gone') throw new Error('the page has been left');
      if (answer) outcome = JSON.parse(answer);
    }
    if (outcome.error) {
      const { name, message, stack } = outcome.error;
      throw new Error(`${name}: ${message}\n${stack ?? ''}`);
    }
    return unpack(outcome.value);
  }

  async look() {
    return JSON.parse(await this.#execute('return kit.look();'));
  }

  #execute(code) {
    return this.page.inWindow(async (session) => {
      await this.#enter(session);
      return executeWithKit(session, code);
    });
  }

  async #enter(session) {
    if (this.#frames.length === 0) return;
    for (const frame of this.#frames) {
      const id =
        typeof frame === 'number'
          ? frame
          : await executeWithKit(
              session,
              `return kit.one(${JSON.stringify(frame)});`,
            );
      if (id === null) throw new Error('the frame is not there');
      if (id[ELEMENT] === undefined && typeof id !== 'number') {
        throw new Error(`no frame: ${JSON.stringify(id)}`);
      }
      await session.post('/frame', { id });
    }
  }

  /** Brings the frame itself into the viewport. */
  async show() {
    const steps = this.#frames.at(-1);
    if (!steps || typeof steps === 'number') return;
    await new Place(this.page, this.#frames.slice(0, -1)).run(
      (kit, frame) =>
        kit.one(frame)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
      steps,
    );
  }

  /** Moves the mouse there, and does what `types` say. */
  async pointer({ x, y }, types) {
    const isClick = types.length > 0;
    if (isClick) await this.page.beSingleClick(x, y);
    await this.page.act(async (session) => {
      await this.#enter(session);
      await session.post('/actions', {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [
              { ...ORIGIN, x, y },
              ...types.map((type) => ({ type, button: 0 })),
            ],
          },
        ],
      });
    });
    if (isClick) this.page.lastClick = { x, y, at: Date.now() };
  }
}

let bareDocuments = 0;

/** Executes code that uses `kit`, in whatever document there is. */
async function executeWithKit(session, code) {
  const script = `const kit = globalThis.${KIT};
    if (!kit) return 'no kit';
    ${code}`;
  const answer = await session.post('/execute/sync', { script, args: [] });
  if (answer !== 'no kit') return answer;
  // A document that no proxy has seen: about:blank, srcdoc.
  const id = `bare ${(bareDocuments += 1)}`;
  return session.post('/execute/sync', {
    script: `${kitScript(id)}\n${script}`,
    args: [],
  });
}

class Frame extends Finder {
  constructor(page, index) {
    super(new Place(page, index === null ? [] : [index]));
    this.page = () => page;
  }

  async evaluate(body, argument) {
    return evaluateAt(this.place, body, argument);
  }
}

function evaluateAt(place, body, argument) {
  if (typeof body === 'function') {
    return place.runSource(`(argument) => (${body})(argument)`, [argument]);
  }
  const source = isExpression(body) ? `() => (${body}\n)` : `() => {${body}\n}`;
  return place.runSource(source);
}

class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  async press(keys, { delay = 0, ...others } = {}) {
    onlyOptions(others, [], 'press');
    // The last may be a plus itself.
    const all = keys.split(/\+(?=.)/).map(keyOf);
    const down = all.map((value) => ({ type: 'keyDown', value }));
    const up = all.toReversed().map((value) => ({ type: 'keyUp', value }));
    const pause = { type: 'pause', duration: delay };
    await this.#send([...down, ...(delay ? [pause] : []), ...up]);
  }

  async type(text, { delay = 0, ...others } = {}) {
    onlyOptions(others, [], 'type');
    for (const value of text) {
      await this.#send([
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      if (delay) await wait(delay);
    }
  }

  down(key) {
    return this.#send([{ type: 'keyDown', value: keyOf(key) }]);
  }

  up(key) {
    return this.#send([{ type: 'keyUp', value: keyOf(key) }]);
  }

  #send(actions) {
    return this.#page.act((session) =>
      session.post('/actions', {
        actions: [{ type: 'key', id: 'keyboard', actions }],
      }),
    );
  }
}

function keyOf(name) {
  const value = KEYS[name] ?? name;
  if ([...value].length !== 1) throw new Error(`WebKit: no key ${name}`);
  return value;
}

class Mouse {
  #place;

  constructor(place) {
    this.#place = place;
  }

  move(x, y) {
    return this.#place.pointer({ x, y }, []);
  }

  click(x, y) {
    return this.#place.pointer({ x, y }, ['pointerDown', 'pointerUp']);
  }
}

export class Page extends Finder {
  scripts = [];
  /** `{ x, y, at }` */
  lastClick = null;
  #bindings = new Map();
  #emitter = new EventEmitter();
  #isClosed = false;
  #state = { url: 'about:blank', state: 'loading', frames: 0 };
  #looking = null;
  #frames = [];

  constructor(context, handle, opener = null) {
    super(null);
    this.place = new Place(this);
    this.handle = handle;
    this.context = () => context;
    this.opener = async () => opener;
    this.keyboard = new Keyboard(this);
    this.mouse = new Mouse(this.place);
    this.#emitter.setMaxListeners(0);
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

  once(name, listener) {
    this.#emitter.once(name, listener);
    return this;
  }

  emit(name, ...values) {
    this.#emitter.emit(name, ...values);
  }

  waitForEvent(name, options = {}) {
    const given =
      typeof options === 'function' ? { predicate: options } : options;
    const { predicate = () => true, timeout = TIMEOUT } = given;
    return waitForEvent(this.#emitter, name, predicate, timeout);
  }

  waitForRequest(wanted, options) {
    return this.#waitForExchange('request', wanted, options);
  }

  waitForResponse(wanted, options) {
    return this.#waitForExchange('response', wanted, options);
  }

  #waitForExchange(name, wanted, options) {
    const predicate =
      typeof wanted === 'function'
        ? wanted
        : (exchange) => matcher(wanted)(exchange.url());
    return this.waitForEvent(name, { ...options, predicate });
  }

  // Commands to the driver.

  /** Calls `body(session)` while this window is the one that is handled. */
  inWindow(body) {
    if (this.#isClosed) return Promise.reject(new Error('the page is closed'));
    return this.context().inWindow(this.handle, body);
  }

  /** Waits where a click would be the second of a double click. */
  async beSingleClick(x, y) {
    const last = this.lastClick;
    const isNear =
      last && Math.hypot(x - last.x, y - last.y) < DOUBLE_CLICK.distance;
    if (isNear) await wait(last.at + DOUBLE_CLICK.time - Date.now());
  }

  /** The same for what a test does to the page. */
  act(body) {
    this.context().lastActive = this;
    return this.inWindow(body);
  }

  /** Calls `attempt` until it gives something; a page may go meanwhile. */
  async until(attempt, what, timeout = TIMEOUT) {
    const end = Date.now() + timeout;
    let problem;
    for (;;) {
      if (this.#isClosed) throw new Error('the page is closed');
      try {
        const answer = await attempt();
        if (answer !== null && answer !== undefined && answer !== false) {
          return answer;
        }
        problem = null;
      } catch (error) {
        if (/strict mode/.test(error.message)) throw error;
        problem = error;
      }
      if (Date.now() > end) {
        const words = typeof what === 'function' ? what() : what;
        throw new Error(
          `Timeout ${timeout}ms exceeded: ${words}${problem ? `; ${problem.message}` : ''}`,
        );
      }
      await wait(PACE);
    }
  }

  /** Looks at the page, and passes on what has happened there. */
  look() {
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look() {
    const seen = await this.place.look();
    this.#state = seen;
    this.#hear(seen.heard);
    this.#frames.length = Math.min(this.#frames.length, seen.frames);
    for (let index = 0; index < seen.frames; index += 1) {
      const frame = (this.#frames[index] ??= new Frame(this, index));
      try {
        const inside = await frame.place.look();
        frame.url = () => inside.url;
        this.#hear(inside.heard);
      } catch {
        // It may have gone.
        frame.url ??= () => '';
      }
    }
    return seen;
  }

  #hear(heard) {
    for (const { kind, values } of heard) {
      const [first, second] = unpack(values);
      if (kind === 'pageerror') this.emit('pageerror', new Error(first));
      if (kind === 'console') {
        this.emit('console', { type: () => first, text: () => second });
      }
      if (kind === 'dialog') this.emit('dialog', dialog(first, second));
      if (kind === 'binding') {
        const source = { page: this, context: this.context() };
        this.#bindings.get(first)?.(source, ...second);
      }
    }
  }

  // The window.

  url() {
    return this.#state.url;
  }

  isClosed() {
    return this.#isClosed;
  }

  markClosed() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close', this);
  }

  async close() {
    if (this.#isClosed) return;
    // What has happened until now is still heard.
    await this.look().catch(() => {});
    await this.context().closeWindow(this);
  }

  /** Every window is visible: there is no window manager that would hide one. */
  async bringToFront() {
    this.context().lastActive = this;
    await this.inWindow(async () => {});
  }

  viewportSize() {
    return this.size ?? null;
  }

  async setViewportSize({ width, height }) {
    const measure = () => this.evaluate(() => [innerWidth, innerHeight]);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const [innerWidth, innerHeight] = await measure();
      if (innerWidth === width && innerHeight === height) break;
      await this.inWindow(async (session) => {
        const rect = await session.get('/window/rect');
        await session.post('/window/rect', {
          ...CORNER,
          width: rect.width + width - innerWidth,
          height: rect.height + height - innerHeight,
        });
      });
      const isSet = async () =>
        String(await measure()) === `${width},${height}`;
      const until = Date.now() + 1000;
      while (!(await isSet()) && Date.now() < until) await wait(PACE);
    }
    const [innerWidth, innerHeight] = await measure();
    if (innerWidth !== width || innerHeight !== height) {
      throw new Error(
        `WebKit: a viewport of ${width} by ${height} became ${innerWidth} by ${innerHeight}; its windows are no narrower than 447 pixels`,
      );
    }
    this.size = { width, height };
  }

  // Where the page is.

  async goto(url, { waitUntil = 'load', timeout, ...others } = {}) {
    onlyOptions(others, [], 'goto');
    const before = await this.look();
    const [page, hash] = url.split('#');
    const isSame = hash !== undefined && before.url.split('#')[0] === page;
    await this.act((session) => session.post('/url', { url }));
    await this.#arrive({ before, waitUntil, timeout, isSame });
    return null;
  }

  async reload({ waitUntil = 'load', timeout, ...others } = {}) {
    onlyOptions(others, [], 'reload');
    const before = await this.look();
    await this.act((session) => session.post('/refresh'));
    await this.#arrive({ before, waitUntil, timeout });
    return null;
  }

  goBack(options) {
    return this.#go(-1, options);
  }

  goForward(options) {
    return this.#go(1, options);
  }

  /** The driver’s own command passes over pages that nobody has touched. */
  async #go(by, { waitUntil = 'load', timeout, ...others } = {}) {
    onlyOptions(others, [], 'goBack and goForward');
    const before = await this.look();
    this.context().lastActive = this;
    await this.evaluate((steps) => {
      setTimeout(() => history.go(steps));
    }, by);
    await this.#arrive({ before, waitUntil, timeout, isSame: true });
    return null;
  }

  /** Another document, or with `isSame` perhaps only another address. */
  #arrive({ before, waitUntil, timeout, isSame = false, matches }) {
    const isThere = ({ documentId, url }) =>
      (documentId !== before.documentId || (isSame && url !== before.url)) &&
      (!matches || matches(url));
    return this.until(
      async () => isThere(await this.look()) && this.#has(waitUntil),
      `the way from ${before.url}`,
      timeout,
    );
  }

  #has(waitUntil) {
    if (waitUntil === 'commit') return true;
    if (!['load', 'domcontentloaded', 'networkidle'].includes(waitUntil)) {
      throw new Error(`WebKit: no ${waitUntil} to wait for`);
    }
    const least = waitUntil === 'domcontentloaded' ? 1 : 2;
    if (STATES.indexOf(this.#state.state) < least) return false;
    return waitUntil !== 'networkidle' || this.context().isQuiet();
  }

  async waitForLoadState(state = 'load', { timeout } = {}) {
    await this.until(
      async () => (await this.look()) && this.#has(state),
      `the state ${state}`,
      timeout,
    );
  }

  async waitForURL(wanted, { waitUntil = 'load', timeout, ...others } = {}) {
    onlyOptions(others, [], 'waitForURL');
    const matches = matcher(wanted);
    await this.until(
      async () => matches((await this.look()).url) && this.#has(waitUntil),
      () => `the address ${wanted}, at ${this.url()}`,
      timeout,
    );
  }

  async waitForNavigation({ url, waitUntil = 'load', timeout } = {}) {
    const before = await this.look();
    const matches = url === undefined ? undefined : matcher(url);
    await this.#arrive({ before, waitUntil, timeout, matches, isSame: true });
    return null;
  }

  waitForTimeout(time) {
    return wait(time);
  }

  title() {
    return this.evaluate(() => document.title);
  }

  // Scripts.

  evaluate(body, argument) {
    return evaluateAt(this.place, body, argument);
  }

  async waitForFunction(body, argument, { timeout, ...others } = {}) {
    onlyOptions(others, ['polling'], 'waitForFunction');
    const value = await this.until(
      async () => (await this.evaluate(body, argument)) || null,
      `the function ${body}`,
      timeout,
    );
    return { jsonValue: async () => value };
  }

  /** Runs in the pages of this window, not in those that they open. */
  async addInitScript(script, argument) {
    this.scripts.push(initSource(script, argument));
  }

  async exposeBinding(name, listener) {
    this.#bindings.set(name, listener);
    // A page hears nothing back: no test needs that.
    await this.addInitScript(
      `globalThis[${JSON.stringify(name)}] = async (...values) => {
        globalThis.${KIT}.tell('binding', ${JSON.stringify(name)}, values);
      };`,
    );
  }

  exposeFunction(name, listener) {
    return this.exposeBinding(name, (_, ...values) => listener(...values));
  }

  // Requests: the proxy cannot tell the pages of a context apart.

  route(pattern, handler) {
    return this.context().route(pattern, handler);
  }

  unroute(pattern, handler) {
    return this.context().unroute(pattern, handler);
  }

  // Frames.

  mainFrame() {
    const frame = new Frame(this, null);
    frame.url = () => this.url();
    return frame;
  }

  /** As the page was looked at last; frames within frames are left out. */
  frames() {
    return [this.mainFrame(), ...this.#frames];
  }
}

for (const [name, why] of Object.entries(REFUSED)) {
  Object.defineProperty(Page.prototype, name, {
    get() {
      throw new Error(`WebKit: page.${name} is not there: ${why}`);
    },
  });
}

export function waitForEvent(emitter, name, predicate, timeout) {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      emitter.off(name, listener);
    };
    const listener = (value) => {
      if (!predicate(value)) return;
      end();
      resolve(value);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Timeout ${timeout}ms exceeded: the event ${name}`));
    }, timeout);
    emitter.on(name, listener);
  });
}

/** It has been dismissed in the page already: see kit.mjs. */
const dialog = (type, message) => ({
  type: () => type,
  message: () => message,
  dismiss: async () => {},
  accept: async () => {
    throw new Error('WebKit: dialogs are dismissed at once');
  },
});
