// One page for all tests of a file that need none of their own. A page costs a
// context, a download and a compilation; an element put anew costs none of them.
import { engine } from './engine.mjs';

/**
 * Opens a page (`options` as in stage.visit) with the first test that wants it.
 * `put(body)` takes away what an earlier test left there, forgets what was
 * heard of it, and puts these elements in its place; it resolves to the visit.
 *
 * What lasts as long as a page is shared too: copies of records, the clipboard,
 * the address. Tests about those open pages of their own, and tests on a shared
 * page run one after another.
 */
export function sharePage(stage, options = {}) {
  let opening;
  return async function put(body) {
    opening ??= stage.visit({}, { ...options, body: '<div id="put"></div>' });
    const visit = await opening;
    // Keys reach only what is in front, and other pages stay open there.
    if (engine === 'firefox') await visit.page.bringToFront();
    await visit.page.evaluate(() => {
      document.querySelector('#put').replaceChildren();
      // What a test has moved out of it goes, too.
      const strays = document.querySelectorAll('body > :not(main)');
      for (const stray of strays) stray.remove();
      scrollTo(0, 0);
    });
    forget(visit);
    await visit.page.evaluate((html) => {
      document.querySelector('#put').innerHTML = html;
    }, body);
    return visit;
  };
}

/** Empties all that a visit has heard. */
function forget(visit) {
  const { events, errors, warnings, violations, dialogs, requests } = visit;
  for (const heard of [
    events,
    errors,
    warnings,
    violations,
    dialogs,
    requests,
  ]) {
    heard.length = 0;
  }
}

/** Sets the size of the window for one test; back to `usual` after it. */
export async function resize(t, { page }, size, usual = USUAL) {
  await page.setViewportSize(size);
  t.after(() => page.setViewportSize(usual));
}

export const USUAL = { width: 1000, height: 800 };

/** What a file or an answer waits for that is not to come. */
export const NEVER = new Promise(() => {});

/** Something that stays shut until it is opened: `{ opened, open() }`. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
