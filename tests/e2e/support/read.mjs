// Reads a badge as a visitor sees it: words, links, boxes.
import { setTimeout as wait } from 'node:timers/promises';

import { engine } from './engine.mjs';

/** Milliseconds after which a request has had its answer, if its page waits for one. */
const GIVEN_UP = 3_000;

/** What a badge shows, part by part. */
export function readBadge(visit, selector = 'scholar-badge') {
  return visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const all = (name, from = root) => [
      ...from.querySelectorAll(`[part~="${name}"]`),
    ];
    const text = (element) =>
      element
        ? element.textContent
            .replace(/\u2060/g, '')
            .replace(/\s+/g, ' ')
            .trim()
        : null;
    const one = (name, from) => text(all(name, from)[0]);
    const link = (name) => {
      const [found] = all(name);
      return found && { text: text(found), href: found.getAttribute('href') };
    };
    const icon = all('icon')[0];
    const size = icon?.getBoundingClientRect();
    return {
      text: text(root),
      name: one('name'),
      idLink: link('id-link'),
      icon: icon && {
        width: size.width,
        height: size.height,
        fills: [...icon.querySelectorAll('*')].map((shape) =>
          shape.getAttribute('fill'),
        ),
      },
      unauthenticated: one('unauthenticated'),
      affiliations: all('affiliation').map(text),
      counts: one('counts'),
      works: all('work').map((work) => ({
        title: one('work-title', work),
        href: work.querySelector('[part~="work-title"] a')?.href ?? null,
        translation: one('work-translation', work),
        type: one('work-type', work),
        venue: one('work-venue', work),
        year: one('work-year', work),
        doi: one('work-doi', work),
        doiHref: all('work-doi', work)[0]?.getAttribute('href') ?? null,
      })),
      more: one('more'),
      empty: one('empty'),
      notices: all('notice').map(text),
      retry: one('retry'),
      slot: root.querySelector('slot:not([name])') !== null,
    };
  });
}

/** The box of an element, in whole pixels. */
export async function boxOf(locator) {
  const box = await locator.boundingBox();
  return Object.fromEntries(
    Object.entries(box).map(([side, value]) => [side, Math.round(value)]),
  );
}

/** Waits until the page has painted twice: layout and observers are done. */
export function painted(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
}

/**
 * Waits until observers have seen the page as it is now, and what they do has
 * been seen by them in turn. Unlike `painted` it waits for no clock of the page.
 */
export function observed(page) {
  return page.evaluate(async () => {
    const look = () =>
      new Promise((done) => {
        new IntersectionObserver((_, observer) => {
          observer.disconnect();
          done();
        }).observe(document.documentElement);
      });
    await look();
    await look();
    await look();
  });
}

/**
 * What `check()` gives, as soon as it gives something; for things only a server
 * can tell. `what` was waited for, in words or as a function that finds them.
 */
export async function until(check, what, within = 10_000) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > end) {
      const words = typeof what === 'function' ? await what() : what;
      throw new Error(`it never came to this: ${words}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/**
 * Resolves when a page has heard whatever another (or it itself) has sent to it
 * so far on a channel of signing in: what is sent last is heard last.
 */
export async function delivered(from, to, state = '') {
  const name = `scholar-sign-in:${state}`;
  await to.evaluate((channel) => {
    globalThis.last = new Promise((heard) => {
      globalThis.ear = new BroadcastChannel(channel);
      globalThis.ear.onmessage = ({ data }) => data === 0 && heard();
    });
  }, name);
  await from.evaluate((channel) => {
    new BroadcastChannel(channel).postMessage(0);
  }, name);
  await to.evaluate(() => globalThis.last.then(() => globalThis.ear.close()));
}

/** Resolves when a page has heard every message that was sent to its window. */
export const messagesHeard = (page) =>
  page.evaluate(
    () =>
      new Promise((heard) => {
        const listener = ({ data }) => {
          if (data !== 0) return;
          removeEventListener('message', listener);
          heard();
        };
        addEventListener('message', listener);
        postMessage(0);
      }),
  );

/**
 * Holds requests of these addresses until `release` is called: it resolves when
 * a page that still waits has what it has asked for.
 */
export async function hold(context, pattern) {
  let letGo;
  const released = new Promise((done) => (letGo = done));
  const routes = [];
  await context.route(pattern, (route) => {
    const answered = released.then(async () => {
      await route.continue();
      const response = await route.request().response();
      await response?.finished();
    });
    // Of a request that its page has given up Chromium may say nothing any more.
    const late = released.then(() => wait(GIVEN_UP, null, { ref: false }));
    routes.push(Promise.race([answered, late]));
  });
  const held = (least = 1) =>
    until(() => routes.length >= least, `asked ${pattern}`);
  const release = () => {
    letGo();
    return Promise.allSettled(routes);
  };
  return { release, held };
}

/** Resolves when the browser has kept a copy of the record. */
export function kept({ page }, orcid) {
  return until(
    () =>
      page.evaluate(async (id) => {
        const cache = await caches.open('scholar-badge');
        const keys = await cache.keys();
        return keys.some(({ url }) => url.endsWith(id));
      }, orcid),
    `a copy of ${orcid} is kept`,
  );
}

/**
 * Goes back in the history of a tab; the address there. Playwright hears nothing
 * of a page that Firefox has kept for the way back.
 */
export async function goBack(page) {
  const address = () => page.evaluate(() => location.href);
  if (engine !== 'firefox') {
    await page.goBack({ waitUntil: 'commit' });
    return address();
  }
  await page.evaluate(() => {
    globalThis.isLeft = true;
    // Once this has been answered.
    setTimeout(() => history.back());
  });
  const isLeft = () => page.evaluate(() => globalThis.isLeft === true);
  // A page that is about to go answers nobody.
  await until(async () => !(await isLeft().catch(() => true)), 'another page');
  return address();
}

/**
 * Lets a page whose clock is moved by hand count its requests: the time of one
 * that the registry has not seen yet must not run out meanwhile.
 */
export const countRequests = (page) =>
  page.addInitScript(() => {
    const { fetch } = globalThis;
    globalThis.underWay = 0;
    globalThis.fetch = async (...request) => {
      globalThis.underWay += 1;
      try {
        const response = await fetch(...request);
        await response.clone().arrayBuffer();
        return response;
      } finally {
        globalThis.underWay -= 1;
      }
    };
  });

/** Whether all that such a page has asked for has come. */
export const isIdle = ({ page }) =>
  page.evaluate(() => globalThis.underWay === 0);
