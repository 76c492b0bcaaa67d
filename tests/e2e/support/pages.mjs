// Pages that are used by one test after another. A page of its own costs a test
// of Firefox four times what a navigation costs, for Playwright opens a window
// for each.
//
// A page is handed on as it was found: without the scripts, listeners and pages
// that a test has added, without what its origin has stored, and empty. One that
// a test has changed in another way is closed, and so is one that does not come
// clean.

/** What changes a page or its context for good, or for longer than a test. */
const LASTING = [
  ...['addCookies', 'emulateMedia', 'exposeFunction', 'grantPermissions'],
  ...['newCDPSession', 'route', 'routeFromHAR', 'routeWebSocket'],
  ...['setDefaultNavigationTimeout', 'setDefaultTimeout', 'setOffline'],
  ...['setExtraHTTPHeaders', 'setGeolocation', 'setViewportSize'],
];
/** What adds something to them that can be taken off again. */
const ADDING = ['addInitScript', 'exposeBinding'];

export class Pages {
  #free = [];

  /** `cleaner`: the address of an empty page that clears its host's storage. */
  constructor(browser, cleaner) {
    this.browser = browser;
    this.cleaner = cleaner;
  }

  /** A page for one test, until `giveBack`. */
  async lend() {
    const lent = this.#free.pop();
    if (!lent) return Lent.open(this.browser);
    await lent.page.bringToFront();
    return lent;
  }

  async giveBack(lent) {
    if (await lent.clean(this.cleaner)) this.#free.push(lent);
    else await lent.context.close();
  }
}

/** Puts what `make` makes of a method in its place. */
function wrap(target, name, make) {
  if (typeof target[name] !== 'function') return;
  target[name] = make(target[name].bind(target));
}

class Lent {
  #added = [];
  #isSpent = false;
  #listeners = [];

  static async open(browser) {
    const context = await browser.newContext();
    return new Lent(context, await context.newPage());
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    for (const target of [context, page]) this.#watch(target);
    // A clock cannot be taken off.
    this.#spentBy(context.clock, [
      'install',
      'pauseAt',
      'setFixedTime',
      'setSystemTime',
    ]);
  }

  #watch(target) {
    this.#spentBy(target, LASTING);
    for (const name of ADDING) {
      wrap(target, name, (call) => async (...args) => {
        const added = await call(...args);
        this.#added.push(added);
        return added;
      });
    }
    for (const name of ['on', 'once']) {
      wrap(target, name, (call) => (event, listener) => {
        this.#listeners.push({ target, event, listener });
        return call(event, listener);
      });
    }
  }

  #spentBy(target, names) {
    for (const name of names) {
      wrap(target, name, (call) => (...args) => {
        this.#isSpent = true;
        return call(...args);
      });
    }
  }

  /** Whether it may be handed on: then it is as it was found. */
  async clean(cleaner) {
    if (this.#isSpent || this.page.isClosed()) return false;
    try {
      for (const { target, event, listener } of this.#listeners.splice(0)) {
        target.off(event, listener);
      }
      const others = this.context.pages().filter((page) => page !== this.page);
      await Promise.all(others.map((page) => page.close()));
      await Promise.all(this.#added.splice(0).map((added) => added.dispose()));
      await this.page.goto(cleaner, { timeout: 5_000 });
      // The keyboard may have led out of the page.
      return await this.page.evaluate(() => document.hasFocus());
    } catch {
      return false;
    }
  }
}
