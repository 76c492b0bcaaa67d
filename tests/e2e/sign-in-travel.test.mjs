// Signing in where no window opens: the whole page travels to the server and
// comes back; and frames, which cannot.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { element } from './support/html.mjs';
import {
  answerThere,
  asked,
  blockWindows,
  CARBERRY,
  closed,
  historyOf,
  HURRIED,
  IDS,
  keptBy,
  NOT_ALLOWED,
  NOT_ASKED,
  openWindow,
  readPerson,
  REDIRECT,
  says,
  signInAs,
  signInButton,
  statusOf,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const noNews = (visit, ...types) => {
  for (const type of types) assert.equal(visit.heardSoFar(type), 0, type);
};

/** The whole way there and back; gives what the page heard. */
async function travelAs(visit, server, person) {
  await travel(visit, server);
  await answerThere(visit.page, person);
  return (await visit.heard('scholar-signin')).detail;
}

describe('the whole page', { concurrency: 2 }, () => {
  it('travels where the browser opens no window, and comes back signed in', async (t) => {
    const visit = await lab.visit(t, { init: blockWindows });
    const detail = await travelAs(visit, lab.orcid, 'carberry');
    assert.equal(detail.orcid, IDS.carberry);
    assert.equal(detail.restored, false);
    assert.ok(detail.idToken && detail.verifier);
    assert.equal(visit.page.url(), visit.url);
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(await keptBy(visit), []);
    assert.deepEqual(visit.trouble, []);
    assert.deepEqual(visit.warnings, []);
  });

  for (const [profile, how] of [
    ['orcid', 'with an id_token'],
    ['pkce', 'with a code'],
  ]) {
    it(
      `travels where the site wants it, and comes back ${how}`,
      { engines: EVERY_ENGINE },
      async (t) => {
        const server = lab[profile];
        const visit = await lab.visit(t, { server, attributes: REDIRECT });
        const windows = [];
        visit.page.on('popup', (window) => windows.push(window));
        const { orcid } = await travelAs(visit, server, 'arabic');
        assert.equal(orcid, IDS.arabic);
        assert.deepEqual(windows, []);
        assert.equal(visit.page.url(), visit.url);
        assert.deepEqual(await keptBy(visit), []);
      },
    );
  }

  it('comes back to the place in the page that it left', async (t) => {
    const visit = await lab.visit(t, { attributes: REDIRECT });
    await visit.page.goto(`${visit.url}?lab=~x#/people/3?tab=works`);
    await travelAs(visit, lab.orcid, 'carberry');
    const there = `${visit.url}?lab=~x#/people/3?tab=works`;
    assert.equal(visit.page.url(), there);
  });

  it(
    'comes back through a redirect page at another origin',
    { needs: ['devtools'] },
    async (t) => {
      const attributes = {
        ...REDIRECT,
        relay: '',
        'redirect-uri': lab.relay(),
      };
      const visit = await lab.visit(t, { attributes, ...HURRIED });
      await visit.page.goto(`${visit.url}?lab=~x&%7e`);
      const detail = await travelAs(visit, lab.orcid, 'carberry');
      assert.equal(detail.orcid, IDS.carberry);
      assert.match(visit.page.url(), /\?lab=(~|%7E)x&%7e$/);
      assert.deepEqual(await readPerson(visit), CARBERRY);
      assert.deepEqual(await keptBy(visit), []);
      const traces = JSON.stringify(await historyOf(visit));
      assert.ok(!traces.includes(detail.idToken), traces);
      assert.ok(!traces.includes('scholar-sign-in='), traces);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('comes back with a no', async (t) => {
    const server = lab.orcid;
    const visit = await lab.visit(t, { attributes: REDIRECT });
    await travel(visit, server);
    await answerThere(visit.page, null, 'deny');
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'access-denied');
    await says(visit, NOT_ALLOWED);
    assert.deepEqual(await keptBy(visit), []);
    noNews(visit, 'scholar-error', 'scholar-signin');
    const second = await travelAs(visit, server, 'carberry');
    assert.equal(second.orcid, IDS.carberry);
  });

  it('comes back unasked with prompt=none', async (t) => {
    const attributes = { ...REDIRECT, prompt: 'none' };
    const visit = await lab.visit(t, { attributes });
    await signInButton(visit).click();
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'login-required');
    await says(visit, NOT_ASKED);
    assert.equal(visit.page.url(), visit.url);
  });

  it('knows which of its sign-ins has travelled', async (t) => {
    const body = [
      lab.markup(lab.orcid, { id: 'a', ...REDIRECT }),
      lab.markup(lab.pkce, { id: 'b', ...REDIRECT }),
    ].join('\n');
    const visit = await lab.visit(t, { body });
    await signInButton(visit).nth(1).click();
    await asked(visit.page, lab.pkce);
    await answerThere(visit.page, 'arabic');
    assert.equal((await visit.heard('scholar-signin')).id, 'b');
    await visit.page.locator('#a').getByRole('button').waitFor();
    assert.equal((await readPerson(visit, '#a')).name, null);
    assert.equal((await readPerson(visit, '#b')).name, 'ليلى الحداد');
    noNews(visit, 'scholar-error', 'scholar-cancel');
  });

  it('leaves an answer in its address to the page that is loaded anew', async (t) => {
    // Elements and API have a copy each of what takes the answer.
    const relay = { relay: '', 'redirect-uri': lab.relay() };
    const visit = await lab.visit(t, {
      attributes: { ...REDIRECT, ...relay },
      scripts: ['both.js'],
      files: { 'both.js': `import '/own/index.js'; import '/own/api.js';` },
    });
    await travel(visit, lab.orcid);
    visit.requests.length = 0;
    await answerThere(visit.page, 'carberry');
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.carberry);
    const count = (end) =>
      visit.requests.filter((url) => url.endsWith(end)).length;
    assert.equal(count('/both.js'), 2, 'the page is loaded twice');
    // Once for the element and once for the API, on the second page alone.
    assert.equal(count('/scholar_signin_bg.wasm'), 2);
    assert.deepEqual(await keptBy(visit), []);
    assert.deepEqual(visit.trouble, []);
  });

  it('takes no answer that it never asked for', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    const answer = `id_token=e30.e30.e30&state=${'s'.repeat(43)}`;
    await visit.page.goto('about:blank');
    await visit.page.goto(`${visit.url}#scholar-sign-in=${answer}`);
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'not-asked');
    assert.equal(visit.page.url(), visit.url);
    assert.deepEqual(await keptBy(visit), []);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
    await signInButton(visit).waitFor();
  });
});

describe('an answer in the address', { concurrency: 2 }, () => {
  const SECRET = 'e30.e30.c2VjcmV0';
  const ANSWER = `id_token=${SECRET}&state=${'s'.repeat(43)}`;
  for (const hash of [
    `#x#scholar-sign-in=${ANSWER}`,
    `#scholar-sign-in=#scholar-sign-in=${ANSWER}`,
    `#/people?scholar-sign-in=${ANSWER}`,
    '#scholar-sign-in=',
  ]) {
    it(`is taken out of it: ${hash.replaceAll(ANSWER, '…')}`, async (t) => {
      const visit = await lab.visit(t);
      await visit.page.goto('about:blank');
      await visit.page.goto(visit.url + hash);
      await visit.page.waitForURL(visit.url);
      if (hash.includes(ANSWER)) {
        const { detail } = await visit.failed();
        assert.equal(detail.code, 'not-asked');
      }
      await signInButton(visit).waitFor();
      assert.deepEqual(await keptBy(visit), []);
    });
  }

  const badge = () => lab.stage.badge('carberry');
  const keptFor = (visit) =>
    visit.page.evaluate(() => Object.keys(sessionStorage));

  it('leaves nothing on a page of badges alone once a minute is over', async (t) => {
    const visit = await lab.visit(t, {
      body: badge(),
      idle: false,
      prepare: (page) => page.clock.install(),
    });
    await visit.loaded();
    await visit.page.evaluate(() => {
      sessionStorage['scholar-sign-in'] = 'state=s&verifier=v';
      sessionStorage['scholar-sign-in:'] = location.href;
      sessionStorage['of-the-page'] = '1';
    });
    await visit.page.goto('about:blank');
    await visit.page.goto(`${visit.url}#scholar-sign-in=${ANSWER}`);
    await visit.page.waitForURL(visit.url);
    await visit.heard('scholar-load', { count: 2 });
    await visit.page.waitForFunction(() => sessionStorage.length === 4);
    await visit.page.clock.runFor(60_000);
    assert.deepEqual(await keptFor(visit), ['of-the-page']);
  });

  it('leaves nothing on a page of badges alone that is left before', async (t) => {
    const visit = await lab.visit(t, { body: badge(), idle: false });
    await visit.loaded();
    await visit.page.goto('about:blank');
    await visit.page.goto(`${visit.url}#scholar-sign-in=${ANSWER}`);
    await visit.page.waitForURL(visit.url);
    await visit.heard('scholar-load', { count: 2 });
    const [key] = await keptFor(visit);
    assert.equal(key, 'scholar-sign-in-answer');
    await visit.page.goto(lab.redirectPage());
    assert.deepEqual(await keptFor(visit), []);
  });
});

describe('the way back', { concurrency: 2 }, () => {
  it(
    'after a sign-in leads to a page where nothing happens again',
    { needs: ['devtools'] },
    async (t) => {
      const visit = await lab.visit(t, { attributes: REDIRECT });
      await travelAs(visit, lab.orcid, 'carberry');
      const entries = await historyOf(visit);
      const steps = entries.length - 1 - entries.indexOf(visit.url);
      assert.ok(steps > 0, entries.join(' '));
      for (const direction of [-steps, steps]) {
        await Promise.all([
          visit.page.waitForNavigation({ url: visit.url }),
          visit.page.evaluate((by) => {
            setTimeout(() => history.go(by));
          }, direction),
        ]);
        await signInButton(visit).waitFor();
        assert.equal(await statusOf(visit).textContent(), '');
      }
      assert.equal(visit.heardSoFar('scholar-signin'), 1);
      noNews(visit, 'scholar-error', 'scholar-cancel');
      assert.deepEqual(visit.trouble, []);
    },
  );

  it(
    'after a sign-in in a window leads away from the page, not back to the server',
    { needs: ['devtools'] },
    async (t) => {
      const visit = await lab.visit(t);
      await signInAs(visit, 'carberry');
      assert.deepEqual((await historyOf(visit)).slice(1), [visit.url]);
      await visit.page.goto(lab.redirectPage());
      await visit.page.goBack();
      await signInButton(visit).waitFor();
      assert.equal(await statusOf(visit).textContent(), '');
      noNews(visit, 'scholar-error', 'scholar-cancel');
    },
  );

  it(
    'from the server leads to a button that works',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await lab.visit(t, { attributes: REDIRECT });
      await travel(visit, lab.orcid);
      await visit.page.goBack();
      await signInButton(visit).waitFor();
      // Neither state nor verifier.
      await visit.page.waitForFunction(() => !sessionStorage.length);
      noNews(visit, 'scholar-error', 'scholar-cancel');
      const { orcid } = await travelAs(visit, lab.orcid, 'carberry');
      assert.equal(orcid, IDS.carberry);
    },
  );

  it(
    'from the server leads to a button that works in a window too',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await lab.visit(t, { attributes: REDIRECT });
      await travel(visit, lab.orcid);
      await visit.page.goBack();
      await signInButton(visit).waitFor();
      await visit.page
        .locator('scholar-sign-in')
        .evaluate((host) => host.removeAttribute('mode'));
      await signInAs(visit, 'carberry');
      assert.deepEqual(await readPerson(visit), CARBERRY);
      assert.deepEqual(await keptBy(visit), []);
    },
  );

  it('out of the memory of the browser leads to a button that works', async (t) => {
    const visit = await lab.visit(t, { attributes: REDIRECT });
    // A page that stays, as far as it can tell, is one that was kept.
    const there = `${lab.orcid.issuer}/oauth/authorize**`;
    await visit.page.route(there, (route) => route.fulfill({ status: 204 }));
    await Promise.all([
      visit.page.waitForResponse(there),
      signInButton(visit).click(),
    ]);
    await says(visit, 'Going to ORCID…');
    await visit.page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    );
    await signInButton(visit).waitFor();
    assert.equal(await statusOf(visit).textContent(), '');
    assert.deepEqual(await keptBy(visit), []);
    await visit.page.unroute(there);
    const { orcid } = await travelAs(visit, lab.orcid, 'carberry');
    assert.equal(orcid, IDS.carberry);
  });
});

describe('in a frame', { concurrency: 2 }, () => {
  /** A page at another site (or the same) with a sign-in in a frame. */
  async function frameVisit(t, options) {
    const { foreign = true, init, attributes, server, sandbox } = options;
    const inner = await lab.visit(t, { attributes, server });
    await inner.page.close();
    const site = foreign ? lab.stage.cdn : lab.stage.pages;
    const title = 'Sign in';
    const frame = element('iframe', { src: inner.url, title, sandbox });
    const html = `<!doctype html><html lang="en"><title>Outer</title><link rel="icon" href="data:,">${frame}`;
    const outer = site.serve(`${new URL(inner.url).pathname}outer.html`, html);
    const visit = await lab.visit(t, {
      context: inner.context,
      init,
      idle: false,
    });
    const { page } = visit;
    // Firefox confuses two navigations that overlap.
    await page.waitForLoadState();
    await page.goto(outer);
    const within = page.frameLocator('iframe');
    return { visit, press: within.getByRole('button', { name: /ORCID/ }) };
  }

  for (const foreign of [false, true]) {
    const whose = foreign ? 'another site' : 'the same site';
    it(`of ${whose} it works through a window`, async (t) => {
      const { visit, press } = await frameVisit(t, { foreign });
      const detail = await signInAs(visit, 'carberry', { press });
      assert.equal(detail.orcid, IDS.carberry);
    });

    it(`of ${whose} says what to do where no window opens`, async (t) => {
      const init = blockWindows;
      const { visit, press } = await frameVisit(t, { foreign, init });
      await press.click();
      const { detail } = await visit.failed();
      assert.equal(detail.code, 'popup-blocked');
      assert.match(detail.message, /frame/);
      const words = /^Your browser opens no window here\./;
      await visit.page.frameLocator('iframe').getByText(words).waitFor();
      assert.equal(new URL(visit.page.url()).pathname.slice(-10), 'outer.html');
      await press.waitFor();
    });
  }

  it('without an origin of its own it says so, and opens no window', async (t) => {
    const sandbox = 'allow-scripts allow-popups allow-forms';
    const { visit, press } = await frameVisit(t, { foreign: false, sandbox });
    const windows = [];
    visit.page.on('popup', (window) => windows.push(window));
    await press.click();
    const frame = visit.page.frameLocator('iframe');
    await frame.getByText(/^Signing in does not work here,/).waitFor();
    assert.deepEqual(windows, []);
    assert.equal(await press.count(), 0);
  });

  it('of another site it says so where its window is cut off', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const { visit, press } = await frameVisit(t, { server });
    const window = await openWindow(visit, press);
    await asked(window, server);
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'frame-cut-off');
    const frame = visit.page.frameLocator('iframe');
    await frame.getByText(/while this page is shown inside another/).waitFor();
    await press.waitFor();
  });

  it('of the same site it waits where its window is cut off', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const { visit, press } = await frameVisit(t, { server, foreign: false });
    const window = await openWindow(visit, press);
    await answerThere(window, 'carberry');
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.carberry);
  });

  it('of another site it works where storage is refused', async (t) => {
    const init = () => {
      if (globalThis.top === globalThis) return;
      for (const name of ['sessionStorage', 'localStorage', 'caches']) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('Refused', 'SecurityError');
          },
        });
      }
      globalThis.BroadcastChannel = class {
        constructor() {
          throw new DOMException('Refused', 'SecurityError');
        }
      };
    };
    const { visit, press } = await frameVisit(t, { init });
    const window = await openWindow(visit, press);
    await answerThere(window, 'carberry');
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.carberry);
    await closed(window);
  });
});
