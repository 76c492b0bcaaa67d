// Signing in across origins: pages that a policy cuts off from one another, and
// a redirect page that serves other sites.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { CALLBACK, SCRIPT } from './support/redirect.mjs';
import {
  answerThere,
  asked,
  authorizeRequests,
  button,
  CARBERRY,
  closed,
  HURRIED,
  IDS,
  isolated,
  keptBy,
  NOT_ALLOWED,
  openWindow,
  readPerson,
  says,
  signInAs,
  signInButton,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
/** Milliseconds, longer than a page takes to believe that a window is closed. */
const A_WHILE = 4_000;

/** Signs in slowly, and meanwhile nothing may be said to be over. */
async function slowly(visit, server, person) {
  await visit.page.clock.install();
  const window = await openWindow(visit);
  await asked(window, server);
  await visit.page.clock.runFor(A_WHILE);
  assert.equal(visit.heardSoFar('scholar-cancel'), 0, 'it is not over');
  await says(visit, 'Continue in the window that has opened.');
  await answerThere(window, person);
  await visit.heard('scholar-signin');
  await closed(window);
  return window;
}

describe('a policy that cuts windows off (COOP)', { concurrency: 2 }, () => {
  const CASES = [
    ['the page', { page: true }],
    ["the server's page", { server: true }],
    ['both pages', { page: true, server: true }],
    ['the page and the redirect page', { page: true, back: true }],
    ['all three pages', { page: true, server: true, back: true }],
  ];
  for (const [where, { page, server: there, back }] of CASES) {
    it(`of ${where} does not keep a person from signing in`, async (t) => {
      const coop = there ? 'same-origin' : null;
      const server = await lab.server(t, { coop });
      const visit = await lab.visit(t, {
        server,
        headers: isolated(page),
        attributes: { 'redirect-uri': lab.redirectPage(isolated(back)) },
      });
      await slowly(visit, server, 'carberry');
      assert.deepEqual(await readPerson(visit), CARBERRY);
      assert.deepEqual(visit.trouble, []);
      assert.deepEqual(visit.warnings, []);
    });
  }

  it('is no reason to offer what the page can no longer do', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const visit = await lab.visit(t, { server, headers: isolated() });
    await asked(await openWindow(visit), server);
    await button(visit, 'Show that window').waitFor({ state: 'detached' });
    await button(visit, 'Cancel').click();
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'cancelled');
    await signInButton(visit).waitFor();
  });

  it('may show the window as open for a moment, which does not make it closed afterwards', async (t) => {
    // Chromium does for some milliseconds, in which a page may happen to look.
    const visit = await lab.visit(t, {
      prepare: (page) => page.clock.install(),
      init: () => {
        const open = globalThis.open.bind(globalThis);
        globalThis.open = (...args) => {
          const window = open(...args);
          let looks;
          const replace = (address) => {
            looks = 0;
            window.location.replace(address);
          };
          const get = (_, name) => {
            if (name === 'closed') return looks > 0;
            if (name !== 'location') return window[name].bind(window);
            if (looks === undefined) return { replace, href: 'about:blank' };
            return {
              get href() {
                looks += 1;
                throw new DOMException('Another origin', 'SecurityError');
              },
            };
          };
          return new Proxy(window, { get });
        };
      },
    });
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await visit.page.clock.runFor(A_WHILE);
    assert.equal(visit.heardSoFar('scholar-cancel'), 0, 'it is not over');
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
  });

  it('lets a no come back as well', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const visit = await lab.visit(t, { server, headers: isolated() });
    const window = await openWindow(visit);
    await asked(window, server);
    // `#error=access_denied`, with nothing that says to whom it belongs.
    await answerThere(window, null, 'deny');
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'access-denied');
    await says(visit, NOT_ALLOWED);
    await closed(window);
  });
});

describe('a redirect page at another origin', { concurrency: 2 }, () => {
  const relayed = (origins, headers) => ({
    relay: '',
    'redirect-uri': lab.relay(origins, headers),
  });

  it('hands the answer to the page that opened it', async (t) => {
    const attributes = relayed();
    const visit = await lab.visit(t, { attributes });
    await signInAs(visit, 'carberry');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    const channel = visit.requests.filter((url) => url.includes('#'));
    assert.deepEqual(channel, []);
    assert.deepEqual(visit.trouble, []);
  });

  const CUT = [
    ['the page', { page: true }],
    ["the server's page", { server: true }],
    ['both', { page: true, server: true }],
  ];
  for (const [where, { page, server: there }] of CUT) {
    it(`gets the answer home where a policy of ${where} cuts it off`, async (t) => {
      const coop = there ? 'same-origin' : null;
      const server = await lab.server(t, { coop });
      const visit = await lab.visit(t, {
        server,
        headers: isolated(page),
        attributes: relayed(),
        ...HURRIED,
      });
      const window = await openWindow(visit);
      await asked(window, server);
      await answerThere(window, 'carberry');
      const { detail } = await visit.heard('scholar-signin');
      assert.equal(detail.orcid, IDS.carberry);
      await closed(window);
      assert.deepEqual(await readPerson(visit), CARBERRY);
      assert.deepEqual(await keptBy(visit), []);
    });
  }

  it('serves several sites with one list', async (t) => {
    const origins = `https://lab.example ${lab.stage.pages.url}`;
    const visit = await lab.visit(t, { attributes: relayed(origins) });
    assert.equal((await signInAs(visit, 'arabic')).orcid, IDS.arabic);
  });

  it('that does not list the site is refused before anybody is asked', async (t) => {
    const server = await lab.server(t);
    const attributes = relayed('https://other.example');
    const visit = await lab.visit(t, { server, attributes });
    const window = await openWindow(visit);
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'relay-not-allowed');
    await closed(window);
    assert.deepEqual(authorizeRequests(server), []);
  });

  it('gives nothing to a site that it does not list', async (t) => {
    // Of such a page the site can learn nothing beforehand.
    const attributes = relayed('https://other.example', {
      'access-control-allow-origin': 'https://other.example',
    });
    // Other tests use the common one meanwhile.
    const server = await lab.server(t);
    const visit = await lab.visit(t, {
      server,
      attributes,
      ...HURRIED,
      init: () => {
        globalThis.messages = [];
        addEventListener('message', ({ data }) =>
          globalThis.messages.push(data),
        );
      },
    });
    await visit.page.clock.install();
    const window = await openWindow(visit);
    await window.locator('#refused').waitFor();
    assert.deepEqual(authorizeRequests(server), []);
    // The page must have seen it elsewhere before it can believe that it is closed.
    await visit.page.clock.runFor(A_WHILE);
    assert.equal(visit.heardSoFar('scholar-signin'), 0);
    assert.deepEqual(await visit.page.evaluate(() => globalThis.messages), []);
    assert.match(window.url(), /^http:\/\/localhost:\d+\/relay-\d+\/[^#?]+$/);
    await window.close();
    await visit.page.clock.runFor(A_WHILE);
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'window-closed');
  });

  it('tells the server nothing of the page that asks', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server, attributes: relayed() });
    await signInAs(visit, 'carberry');
    const [{ query }] = authorizeRequests(server);
    assert.match(query.state, /^[\w-]{43}$/);
    const { pathname } = new URL(visit.url);
    assert.ok(!JSON.stringify(server.requests).includes(pathname));
  });

  for (const [what, headers] of [
    ['that keeps referrers to itself', { 'referrer-policy': 'no-referrer' }],
    ['that tells its origin alone', { 'referrer-policy': 'origin' }],
  ]) {
    it(`gets the answer home to a page ${what}, cut off or travelling`, async (t) => {
      for (const mode of ['popup', 'redirect']) {
        const visit = await lab.visit(t, {
          headers: { ...headers, ...isolated(mode === 'popup') },
          attributes: { ...relayed(), mode },
        });
        if (mode === 'popup') await signInAs(visit, 'carberry');
        else {
          await travel(visit, lab.orcid);
          await answerThere(visit.page, 'carberry');
          await visit.heard('scholar-signin');
        }
        assert.deepEqual(await readPerson(visit), CARBERRY);
        assert.deepEqual(visit.trouble, []);
      }
    });
  }

  /** Runs on redirect pages: the browser cuts referrers to their origins. */
  const cutReferrers = () => {
    if (!location.pathname.startsWith('/relay')) return;
    Object.defineProperty(document, 'referrer', {
      get: () => 'http://127.0.0.1/',
    });
  };

  it('asks the page that opened it where the browser cuts referrers', async (t) => {
    const visit = await lab.visit(t, {
      attributes: relayed(),
      prepare: (page) => page.context().addInitScript(cutReferrers),
    });
    await signInAs(visit, 'carberry');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(visit.trouble, []);
    assert.deepEqual(visit.warnings, []);
  });

  it('says that it cannot begin where it can neither ask nor see who comes', async (t) => {
    const visit = await lab.visit(t, {
      attributes: { ...relayed(), mode: 'redirect' },
      prepare: (page) => page.context().addInitScript(cutReferrers),
    });
    await signInButton(visit).click();
    await visit.page.locator('#refused').waitFor();
    await visit.page.goBack();
    await signInButton(visit).waitFor();
    await visit.page.waitForFunction(() => !sessionStorage.length);
  });
});

describe('an old copy of the redirect page', { concurrency: 2 }, () => {
  const OLD = CALLBACK.replace(/<meta name="scholar-redirect-page"[^>]*>/, '');
  /** What the first version did with what stood behind its #. */
  const OLD_SCRIPT = `
    const answer = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
    const [to] = document.querySelector('[name$=origins]').content.match(/http\\S+\\w/g);
    opener?.postMessage({ 'scholar-sign-in': answer }, to);
  `;
  const oldRelay = (headers) => {
    const { cdn, pages } = lab.stage;
    const listed = OLD.replace(
      'name="scholar-allowed-origins" content=""',
      `name="scholar-allowed-origins" content="${pages.url}"`,
    );
    cdn.serve('/old/callback.js', OLD_SCRIPT);
    return {
      relay: '',
      'redirect-uri': cdn.serve('/old/callback.html', listed, headers),
    };
  };

  it('still serves its own site, and the console tells of it', async (t) => {
    assert.notEqual(OLD, CALLBACK);
    const { pages } = lab.stage;
    pages.serve('/old/callback.js', SCRIPT);
    const attributes = {
      'redirect-uri': pages.serve('/old/callback.html', OLD),
    };
    const visit = await lab.visit(t, { attributes });
    await signInAs(visit, 'carberry');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.equal(visit.warnings.length, 1);
    assert.match(visit.warnings[0], /^scholar-badge: redirect-page-outdated: /);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
  });

  for (const [what, headers] of [
    ['that the page may read', {}],
    [
      'that the page may not read',
      { 'access-control-allow-origin': 'https://other.example' },
    ],
  ]) {
    it(`at another origin, ${what}, is told before anybody is asked`, async (t) => {
      const server = await lab.server(t);
      const attributes = oldRelay(headers);
      const visit = await lab.visit(t, { server, attributes });
      const window = await openWindow(visit);
      const { detail } = await visit.failed();
      assert.equal(detail.code, 'redirect-page-outdated');
      await closed(window);
      assert.deepEqual(authorizeRequests(server), []);
    });
  }
});
