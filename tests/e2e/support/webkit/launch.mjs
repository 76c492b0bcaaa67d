// WebKitGTK, handled as the tests handle Playwright's browsers: they describe
// what a visitor does once, for every engine. Playwright has a WebKit of its
// own but cannot drive Debian's, which speaks WebDriver only.
//
// Where they are looked for: MINIBROWSER, WEBKIT_DRIVER, XVFB, else where Debian
// has them.
import { Context } from './context.mjs';
import { findMiniBrowser } from './driver.mjs';

class Browser {
  #contexts = new Set();
  #version = '';

  async newContext(options = {}) {
    const context = await Context.open(options);
    this.#contexts.add(context);
    this.#version = context.session.version;
    context.on('close', () => this.#contexts.delete(context));
    return context;
  }

  contexts() {
    return [...this.#contexts];
  }

  /** Known once there has been a context: the driver says it. */
  version() {
    return this.#version;
  }

  async close() {
    await Promise.all(this.contexts().map((context) => context.close()));
  }
}

/** Gives a browser; each of its contexts starts a process of its own. */
export async function launch() {
  if (!findMiniBrowser()) {
    throw new Error(
      'No MiniBrowser found: apt-get install webkit2gtk-driver xvfb, or MINIBROWSER=/path/to/MiniBrowser',
    );
  }
  return new Browser();
}
