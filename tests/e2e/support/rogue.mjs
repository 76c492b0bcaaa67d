// What the tests of refused sign-ins stand on: a page with a sign-in and a badge
// beside it, whose every event, console message and request is heard, and ways
// to lead the requests for ORCID's addresses to a server of this machine.
import assert from 'node:assert/strict';
import { after, before } from './test.mjs';

import { startRogue } from '../../identity/rogue.mjs';
import { IDS } from '../../registry/server.mjs';
import { FRAMED_REDIRECT, openFrames, serveFramed } from './frames.mjs';
import { isPageError } from './engine.mjs';
import { document, element } from './html.mjs';
import { delivered, hold, messagesHeard, until } from './read.mjs';

/** A site by https, for what must not be tried over http. */
export const LAB = 'https://lab.example';
/** A site by http that is not of this machine. */
export const PLAIN = 'http://lab.example';
export const REDIRECT = '/own/callback.html';
/** Where nothing needs a name of its own. */
export const CALM = [
  'access-denied',
  'login-required',
  'window-closed',
  'attempt-expired',
  'cancelled',
];
const PATIENCE = 10_000;
const OUTCOMES = ['scholar-signin', 'scholar-error', 'scholar-cancel'];
let pages = 0;

/** Markup of a sign-in at this server; an attribute of null is left out. */
export const signInTag = (server, attributes = {}, inner = '') =>
  element(
    'scholar-sign-in',
    {
      'client-id': server?.clientId,
      'redirect-uri': REDIRECT,
      issuer: server?.issuer,
      ...attributes,
    },
    inner,
  );

/**
 * Opens a page with a sign-in and a badge.
 *
 * - `server` where people sign in; `attributes` of the element
 * - `site`: `LAB` or `PLAIN`, led to the stage's pages; else it is theirs
 * - `framed`: a frame takes the place of the window (see frames.mjs)
 * - `context`: from an earlier page; `init` runs before the page's scripts
 * - `body` instead of the usual; `html` for the whole page; `hash` behind its
 *   address; `headers`; `badge`: attributes of the badge, null for none
 */
export async function openSignIn(stage, t, options) {
  const { server, site, init, framed, hash = '', headers } = options;
  const attributes = {
    ...(framed && { 'redirect-uri': FRAMED_REDIRECT }),
    ...options.attributes,
  };
  if (framed) serveFramed(stage.pages);
  const context = options.context ?? (await stage.newContext(t));
  if (site) {
    await leadSite(context, site, stage.pages.url);
    // Pages of the net may not ask this machine.
    await leadSite(context, `${site}/registry`, stage.registry.url);
  }
  const badge =
    options.badge === null
      ? ''
      : stage.badge(server?.orcid ?? 'carberry', {
          layout: 'compact',
          ...(site && { registry: '/registry' }),
          ...options.badge,
        });
  const body = options.body ?? signInTag(server, attributes) + badge;
  const html =
    options.html ?? document({ scripts: ['/own/index.js'], body, ...options });
  const path = `/sign-in-${process.pid}-${++pages}/`;
  stage.pages.serve(path, html, {
    'content-type': 'text/html; charset=utf-8',
    ...headers,
  });
  const page = await context.newPage();
  const visit = new SignInVisit(stage, page, {
    url: (site ?? stage.pages.url) + path,
    hasBadge: options.badge !== null && !options.body && !options.html,
    framed,
  });
  await visit.listen();
  if (framed) await page.addInitScript(openFrames);
  if (init) await page.addInitScript(init);
  if (options.prepare) await options.prepare(page);
  await page.goto(visit.url + hash, { waitUntil: 'domcontentloaded' });
  return visit;
}

/**
 * One page for the sign-ins of a file that need no window: `check` is given a
 * visit with a new element. A check that fails leaves the page to nobody.
 */
export function useOnePage(stage, options) {
  let page;
  return async (server, attributes, check) => {
    const visit =
      page ??
      (await openSignIn(
        stage,
        {},
        { framed: true, ...options, server, attributes },
      ));
    if (page) await visit.renew(server, attributes);
    page = null;
    await check(visit);
    page = visit;
  };
}

class SignInVisit {
  /** Each `{ type, detail }`. */
  events = [];
  /** Each `{ type, text }`, of the page and of the windows that it opens. */
  console = [];
  /** Uncaught errors. */
  errors = [];
  /** Each `{ by, method, url }`, of the page and its windows. */
  requests = [];
  popups = [];

  constructor(stage, page, { url, hasBadge, framed }) {
    Object.assign(this, { stage, page, url, hasBadge, framed });
    this.context = page.context();
    this.element = page.locator('scholar-sign-in');
    this.button = this.part('button');
  }

  async listen() {
    const { page } = this;
    this.#follow(page);
    page.on('popup', (popup) => {
      this.popups.push(popup);
      this.#follow(popup);
    });
    await page.exposeBinding('tellSignIn', (_, heard) =>
      this.events.push(heard),
    );
    await page.addInitScript(() => {
      for (const name of ['signin', 'signout', 'error', 'cancel', 'load']) {
        addEventListener(`scholar-${name}`, ({ type, detail, target }) =>
          globalThis.tellSignIn({ type, detail, of: target.localName }),
        );
      }
    });
  }

  #follow(page) {
    page.on('pageerror', (error) => {
      if (isPageError(error)) this.errors.push(error.message);
    });
    page.on('console', (message) =>
      this.console.push({ type: message.type(), text: message.text() }),
    );
    page.on('request', (request) =>
      this.requests.push({
        by: page === this.page ? 'page' : 'window',
        method: request.method(),
        url: request.url(),
      }),
    );
  }

  part(name, of = 'scholar-sign-in') {
    return this.page.locator(`${of} [part~="${name}"]`);
  }

  get outcomes() {
    return this.events.filter(({ type, of }) => {
      return OUTCOMES.includes(type) && of === 'scholar-sign-in';
    });
  }

  get warnings() {
    return this.console
      .filter(({ type }) => type === 'warning')
      .map(({ text }) => text);
  }

  /** The `count`th outcome. */
  outcome(count = 1, within = PATIENCE) {
    const shows = () =>
      this.element.evaluate((host) => host.shadowRoot?.textContent);
    return until(
      () => this.outcomes[count - 1],
      async () =>
        `outcome ${count}; ${JSON.stringify(this.events)} ${await shows()} ${this.warnings} ${this.errors}`,
      within,
    );
  }

  /** A whole attempt: a click, and what comes of it. */
  async attempt() {
    const count = this.outcomes.length + 1;
    await this.press(this.button);
    return this.outcome(count);
  }

  /** A click. Only a window needs a person's own: frames open without. */
  async press(button) {
    if (this.framed) await button.dispatchEvent('click');
    else await button.click();
  }

  /** Puts a new sign-in in the place of the old one, on a page as good as new. */
  async renew(server, attributes) {
    for (const heard of [this.events, this.console, this.requests]) {
      heard.length = 0;
    }
    const redirect = this.framed && { 'redirect-uri': FRAMED_REDIRECT };
    const tag = signInTag(server, { ...redirect, ...attributes });
    await this.page.evaluate((html) => {
      const old = document.querySelectorAll('scholar-sign-in, iframe');
      for (const element of old) element.remove();
      document.querySelector('main').insertAdjacentHTML('afterbegin', html);
    }, tag);
  }

  /** Presses the button; gives the window that opens. */
  async begin() {
    const [popup] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.button.click(),
    ]);
    return popup;
  }

  async signOut() {
    await this.press(this.part('sign-out'));
    await this.button.waitFor();
  }

  warned(code) {
    return this.warnings.filter((text) =>
      text.startsWith(`scholar-badge: ${code}: `),
    );
  }

  async isSignedIn() {
    return (await this.part('sign-out').count()) === 1;
  }

  /** What a visitor sees of the sign-in. */
  seen() {
    return this.element.evaluate((host) => {
      const all = (name) => [
        ...host.shadowRoot.querySelectorAll(`[part~="${name}"]`),
      ];
      return {
        notice: all('notice')[0]?.innerText.trim(),
        buttons: all('button').length,
        isSignedIn: all('sign-out').length === 1,
      };
    });
  }

  /** Whether the badge says that its iD was collected by sign-in. */
  async isBadgeAuthenticated() {
    await this.part('id-link', 'scholar-badge').first().waitFor();
    return (await this.part('unauthenticated', 'scholar-badge').count()) === 0;
  }

  /** What the page keeps, but for the badge's records. */
  stored() {
    return this.page.evaluate(() => {
      const entries = Object.entries({ ...localStorage });
      const kept = entries.filter(([key]) => key !== 'scholar-badge');
      return [...kept, ...Object.entries({ ...sessionStorage })];
    });
  }
}

/** Everything that must not be seen once an attempt is over. */
export function secretsOf({ requests }) {
  const secrets = new Set();
  const names = ['state', 'nonce', 'code', 'id_token', 'access_token'];
  const take = (params) => {
    for (const [name, value] of Object.entries(params ?? {})) {
      const isSecret = names.includes(name) || name === 'code_verifier';
      if (isSecret && value.length > 8) secrets.add(value);
    }
  };
  for (const { query, form, location } of requests) {
    take(query);
    take(form);
    if (!location?.includes('://')) continue;
    const { hash, searchParams } = new URL(location);
    take(Object.fromEntries(searchParams));
    take(Object.fromEntries(new URLSearchParams(hash.slice(1))));
  }
  return [...secrets];
}

/** That nobody is signed in, and that this is the only thing to be seen. */
export async function assertRefused(visit, outcome, code, server) {
  const { type, detail } = outcome;
  assert.equal(detail.code, code);
  assert.equal(
    type,
    CALM.includes(code) ? 'scholar-cancel' : 'scholar-error',
    code,
  );
  assert.equal(detail.orcid, null);
  assert.deepEqual(visit.errors, []);
  const warned = await until(() => visit.warned(code).at(-1), `warned ${code}`);
  assert.ok(warned.includes(detail.message), warned);
  // What a visitor reads, from the second frame on.
  const { notice, buttons, isSignedIn } = await until(async () => {
    const seen = await visit.seen();
    return seen.notice && seen;
  }, `a notice of ${code}`);
  assert.equal(isSignedIn, false);
  assert.match(notice, /^[A-Z].{10,}\.$/);
  assert.ok(!notice.includes(code), notice);
  assert.notEqual(notice, detail.message);
  const mayRetry = CALM.includes(code) || detail.retryable;
  assert.equal(
    buttons,
    Number(mayRetry),
    'a button where another try may help',
  );
  // What stays.
  assert.deepEqual(await visit.stored(), []);
  const said = JSON.stringify([visit.console, detail, notice]);
  for (const secret of secretsOf(server)) {
    assert.ok(!said.includes(secret), `${secret} was told`);
  }
  if (visit.hasBadge) {
    assert.equal(await visit.isBadgeAuthenticated(), false);
  }
}

/** Leads the requests below an address to a server of this machine. */
export const leadSite = (context, site, to) =>
  context.route(`${site}/**`, async (route) => {
    const url = route.request().url().replace(site, to);
    // What is missing or leads on is so for the page too.
    const response = await route.fetch({ url, maxRedirects: 0 });
    await route.fulfill({ response });
  });

/**
 * Leads the requests for an issuer's address to a server of this machine. A
 * redirect becomes a page that leads on: playwright leads none that a redirect
 * goes to.
 */
export const leadIssuer = (context, { issuer, url }) =>
  context.route(`${issuer}/**`, async (route) => {
    const asked = route.request().url();
    const options = { url: asked.replace(issuer, url), maxRedirects: 0 };
    const response = await route.fetch(options).catch(() => null);
    if (!response) return route.abort();
    const { location, 'set-cookie': cookies } = response.headers();
    if (!location) return route.fulfill({ response });
    return route.fulfill({
      contentType: 'text/html',
      headers: {
        'referrer-policy': 'no-referrer',
        ...(cookies && { 'set-cookie': cookies }),
      },
      body: `<!doctype html><title>On</title><script>location.replace(${JSON.stringify(location)})</script>`,
    });
  });

/** Signs carberry in at the real server's page. */
export async function allow(page) {
  await page.locator('#person-carberry').check();
  await page.locator('#allow').click();
}

export const CARBERRY = IDS.carberry;

/**
 * What a file of tests with one rogue does often: `open` a page, see what was
 * `asked`, the `lastAnswer`, and a page that is `waiting` while its window is
 * at the server, until `release`.
 */
export function useRogue(stage) {
  let rogue;
  before(async () => {
    rogue = await startRogue();
  });
  after(() => rogue?.close());

  const open = (t, { plan, ...options } = {}) => {
    rogue.reset();
    rogue.next(plan);
    return openSignIn(stage, t, { server: rogue, ...options });
  };
  const asked = (kind) => rogue.requests.filter((one) => one.kind === kind);
  const lastAnswer = async () => {
    const answered = () =>
      asked('authorization').findLast((one) => one.location);
    const { location } = await until(answered, 'an answer');
    return location.slice(location.search(/[#?]/) + 1);
  };
  const waiting = async (t, options) => {
    const visit = await open(t, options);
    const held = await hold(visit.context, `${rogue.url}/oauth/authorize*`);
    const popup = await visit.begin();
    await held.held();
    return { visit, popup, ...held };
  };
  return {
    ...{ open, asked, lastAnswer, waiting },
    get rogue() {
      return rogue;
    },
  };
}

/** That a page still waits; `from` a page that has sent something to its channel. */
export async function assertWaiting(visit, from = visit.page) {
  await delivered(from, visit.page);
  await messagesHeard(visit.page);
  assert.deepEqual(visit.outcomes, []);
  assert.equal(await visit.part('cancel').count(), 1);
  assert.equal(await visit.isSignedIn(), false);
}

/** That the attempt which was not disturbed comes to its end. */
export async function assertGoesOn({ visit, release }) {
  release();
  const { type, detail } = await visit.outcome();
  assert.equal(type, 'scholar-signin', JSON.stringify(detail));
  assert.equal(detail.orcid, CARBERRY);
}
