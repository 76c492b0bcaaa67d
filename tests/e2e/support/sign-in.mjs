// What the tests of signing in stand on: the stage, an identity server of each
// profile, and what a person does with button, window and server.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before } from './test.mjs';

import { IDS } from '../../registry/server.mjs';
import { startIdentity } from '../../identity/server.mjs';
import { element } from './html.mjs';
import { CALLBACK, callbackFor, SCRIPT } from './redirect.mjs';
import { useStage } from './stage.mjs';

export { IDS };
export const BUTTON = 'Sign in with ORCID';
/** The attribute by which the whole page travels. */
export const REDIRECT = { mode: 'redirect' };
/** 43 characters or more of base64url: 32 random bytes. */
export const LONG = /^[\w-]{43,}$/;
export const NOT_ALLOWED =
  'You are not signed in: at ORCID, access was not allowed.';
export const NOT_ASKED = 'You are not signed in yet.';
const OPENER_POLICY = 'cross-origin-opener-policy';

/** A lab's site, and the servers where people sign in. */
export function useSignIn() {
  const lab = new Lab(useStage());
  before(() => lab.open());
  after(() => lab.close());
  return lab;
}

class Lab {
  #redirectPages = 0;

  constructor(stage) {
    this.stage = stage;
  }

  async open() {
    [this.orcid, this.pkce] = await Promise.all([
      startIdentity(),
      startIdentity({ profile: 'pkce' }),
    ]);
  }

  close() {
    return Promise.all([this.orcid?.close(), this.pkce?.close()]);
  }

  /** A server of a test's own, for settings that others should not see. */
  async server(t, options) {
    const server = await startIdentity(options);
    t.after(() => server.close());
    return server;
  }

  /** The attributes that every sign-in has, as options of the API too. */
  options(server = this.orcid) {
    const { clientId, issuer } = server;
    return { clientId, issuer, redirectUri: '/own/callback.html' };
  }

  /** Markup of a sign-in at a server. */
  markup(server = this.orcid, attributes = {}, inner = '') {
    const { clientId, issuer, redirectUri } = this.options(server);
    return element(
      'scholar-sign-in',
      {
        'client-id': clientId,
        'redirect-uri': redirectUri,
        issuer,
        ...attributes,
      },
      inner,
    );
  }

  /** Opens a page with one, ready to be pressed; options as the stage's. */
  async visit(t, { server, attributes, idle = true, ...options } = {}) {
    const visit = await this.stage.visit(t, {
      body: this.markup(server, attributes),
      ...options,
    });
    if (idle) await signInButton(visit).first().waitFor();
    return visit;
  }

  /** Serves a handler of Request and Response; gives its address. */
  async handle(t, handler) {
    const server = createServer(async (request, response) => {
      const { method, headers } = request;
      const body = method === 'POST' ? await text(request) : undefined;
      const url = `http://${headers.host}${request.url}`;
      const asked = new Request(url, { method, headers, body });
      const answer = await handler(asked);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${server.address().port}/token`;
  }

  /** A copy of the redirect page at the lab's own origin. */
  redirectPage(headers = {}) {
    const folder = `/back-${++this.#redirectPages}`;
    this.stage.pages.serve(`${folder}/callback.js`, SCRIPT);
    return this.stage.pages.serve(`${folder}/callback.html`, CALLBACK, headers);
  }

  /** One at another origin, which serves the sites of these origins. */
  relay(origins = this.stage.pages.url, headers = {}) {
    const path = `/relay-${++this.#redirectPages}/callback.html`;
    return this.stage.cdn.serve(path, callbackFor(origins), headers);
  }
}

/**
 * For visits where nobody answers a redirect page of another origin: it waits a
 * shorter while before it leads on.
 */
export const HURRIED = {
  prepare: (page) =>
    page.context().addInitScript(() => {
      if (!location.pathname.startsWith('/relay')) return;
      const later = setTimeout;
      globalThis.setTimeout = (act, time) => later(act, time / 30);
    }),
};

/** Headers that cut a page off from what it opens, or from what opened it. */
export const isolated = (isIsolated = true) =>
  isIsolated ? { [OPENER_POLICY]: 'same-origin' } : {};

export const signInButton = ({ page }) =>
  page.getByRole('button', { name: BUTTON });

export const button = ({ page }, name) => page.getByRole('button', { name });

/** What the element says of itself. */
export const statusOf = (visit, selector = 'scholar-sign-in') =>
  visit.part('status', selector);

/** Waits until the line of status reads so. */
export async function says(visit, text, selector = 'scholar-sign-in') {
  const status = statusOf(visit, selector);
  try {
    await status.filter({ hasText: text }).first().waitFor({ timeout: 15_000 });
  } catch {
    assert.equal(await status.first().textContent(), text);
  }
}

/** Presses the button; the window in which the person signs in. */
export async function openWindow(visit, press = signInButton(visit).first()) {
  const [window] = await Promise.all([
    visit.page.waitForEvent('popup'),
    press.click(),
  ]);
  return window;
}

/** Waits until the server's page asks. */
export async function asked(window, server) {
  await window.waitForURL((url) => url.href.startsWith(server.issuer));
  await window.locator('#allow').waitFor();
  return window;
}

/** What a person does on the server's page; the window may be gone at once. */
export async function answerThere(window, person, how = 'allow') {
  if (how === 'allow') {
    await window.locator(`input[value="${IDS[person] ?? person}"]`).check();
  }
  try {
    await window.locator(`#${how}`).click();
  } catch (error) {
    if (!window.isClosed()) throw error;
  }
}

/** The whole of it; gives what the page heard. */
export async function signInAs(visit, person, { count = 1, press } = {}) {
  const window = await openWindow(visit, press);
  await answerThere(window, person);
  const { detail } = await visit.heard('scholar-signin', { count });
  await closed(window);
  return detail;
}

/** Waits until a window is gone. */
export async function closed(window) {
  if (!window.isClosed()) await window.waitForEvent('close');
}

/**
 * Lets a page look at its window several times, as it does while somebody reads
 * there. Its clock was to be installed before the window opened.
 */
export const looks = ({ page }) => page.clock.runFor(1_000);

/** Lets a page believe that its window is closed, for which it takes a while. */
export const believes = ({ page }) => page.clock.runFor(2_500);

/** Presses the button where the whole page is to travel there. */
export async function travel(visit, server) {
  await signInButton(visit).first().click();
  return asked(visit.page, server);
}

/** The authorize requests of a visit's own attempts at a server. */
export const authorizeRequests = (server, visit) =>
  server.requests.filter(
    ({ kind, query, path, referer }) =>
      kind === 'authorization' &&
      query.client_id &&
      !/\/authorize\/./.test(path) &&
      (!visit || !referer || referer.startsWith(new URL(visit.url).origin)),
  );

/** Runs in a page: its browser opens no windows. */
export const blockWindows = () => {
  globalThis.open = () => null;
};

/** The addresses in a tab's history. */
export async function historyOf({ page, context }) {
  const session = await context.newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
}

/** Who is shown as signed in. */
export function readPerson(visit, selector = 'scholar-sign-in') {
  return visit.page.locator(selector).evaluate((host) => {
    const root = host.shadowRoot;
    const one = (name) => root.querySelector(`[part~="${name}"]`);
    const [link, icon] = [one('id-link'), one('icon')];
    return {
      status: one('status').textContent,
      name: one('name')?.textContent ?? null,
      link: link && { text: link.textContent, href: link.href },
      fills: icon && [...icon.children].map((it) => it.getAttribute('fill')),
      unauthenticated: one('unauthenticated')?.textContent ?? null,
      buttons: [...root.querySelectorAll('button')].map((it) => it.textContent),
    };
  });
}

/** How a signed-in person is shown, whoever it is. */
export function shownAs(orcid, name) {
  const page = `https://orcid.org/${orcid}`;
  return {
    status: name ? `Signed in as ${name}` : 'Signed in',
    name,
    link: { text: page, href: page },
    fills: ['#A6CE39', '#FFF'],
    unauthenticated: null,
    buttons: ['Sign out'],
  };
}

export const CARBERRY = shownAs(IDS.carberry, 'Josiah Carberry');

/** What a page keeps, in words; nothing for one that keeps nothing. */
export const keptBy = ({ page }) =>
  page.evaluate(() =>
    [sessionStorage, localStorage].flatMap((storage) =>
      Object.entries(storage).map(([key, value]) => `${key}: ${value}`),
    ),
  );
