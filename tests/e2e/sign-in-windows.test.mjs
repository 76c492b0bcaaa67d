// The window in which a person signs in: closed, denied,
// given up, opened twice; one page, several tabs.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { hold, painted } from './support/read.mjs';
import {
  answerThere,
  asked,
  authorizeRequests,
  believes,
  button,
  CARBERRY,
  closed,
  IDS,
  looks,
  NOT_ALLOWED,
  NOT_ASKED,
  openWindow,
  readPerson,
  says,
  signInAs,
  signInButton,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const CLOSED = 'The sign-in window seems to be closed.';

/** Two tabs of one browser, the window of each at the server. */
async function twoTabs(t, server) {
  const first = await lab.visit(t, { server });
  const { context } = first;
  await context.clock.install();
  const second = await lab.visit(t, { server, context });
  const [one, two] = [await openWindow(first), await openWindow(second)];
  await asked(one, server);
  await asked(two, server);
  return { first, second, one, two };
}

describe('a person who does not want to', { concurrency: 2 }, () => {
  it('may close the window, and is asked again by the button alone', async (t) => {
    const visit = await lab.visit(t);
    await visit.page.clock.install();
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await looks(visit);
    await window.close();
    await believes(visit);
    const { detail } = await visit.heard('scholar-cancel');
    assert.deepEqual(detail, {
      code: 'window-closed',
      orcid: null,
      message: 'The window was closed before an answer came.',
    });
    await says(visit, CLOSED);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    await signInAs(visit, 'carberry');
    assert.deepEqual(await readPerson(visit), CARBERRY);
  });

  it('may close it at once', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server });
    const discovery = await hold(
      visit.context,
      `${server.issuer}/.well-known/*`,
    );
    await (await openWindow(visit)).close();
    await discovery.release();
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'window-closed');
    assert.deepEqual(authorizeRequests(server), []);
    await signInButton(visit).waitFor();
  });

  it('may cancel on the page, which closes the window', async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await button(visit, 'Cancel').click();
    await closed(window);
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'cancelled');
    await says(visit, 'You are not signed in.');
    await signInAs(visit, 'carberry');
  });

  it('may say no', { engines: EVERY_ENGINE }, async (t) => {
    const visit = await lab.visit(t);
    const window = await openWindow(visit);
    await answerThere(window, null, 'deny');
    const { detail } = await visit.heard('scholar-cancel');
    await closed(window);
    assert.equal(detail.code, 'access-denied');
    assert.equal(detail.orcid, null);
    await says(visit, NOT_ALLOWED);
    assert.equal(await visit.part('failed', 'scholar-sign-in').count(), 0);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    await signInAs(visit, 'carberry');
  });

  it('is not asked with prompt=none', async (t) => {
    const attributes = { prompt: 'none' };
    const visit = await lab.visit(t, { attributes });
    const window = await openWindow(visit);
    const { detail } = await visit.heard('scholar-cancel');
    await closed(window);
    assert.equal(detail.code, 'login-required');
    await says(visit, NOT_ASKED);
    await signInButton(visit).waitFor();
  });

  it(
    'may say no at a server that keeps to the standards',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await lab.visit(t, { server: lab.pkce });
      await answerThere(await openWindow(visit), null, 'deny');
      const { detail } = await visit.heard('scholar-cancel');
      assert.equal(detail.code, 'access-denied');
    },
  );

  for (const profile of ['orcid', 'pkce']) {
    it(`is signed in with prompt=none where the server knows enough, as ${profile}`, async (t) => {
      const server = lab[profile];
      const visit = await lab.visit(t, { server });
      await signInAs(visit, 'arabic');
      const { context } = visit;
      const attributes = { prompt: 'none' };
      const later = await lab.visit(t, { server, context, attributes });
      const window = await openWindow(later);
      const { detail } = await later.heard('scholar-signin');
      assert.equal(detail.orcid, IDS.arabic);
      await closed(window);
    });
  }
});

describe('time', { concurrency: 2 }, () => {
  it('is not up when the window only seemed to be closed', async (t) => {
    const visit = await lab.visit(t, {
      prepare: (page) => page.clock.install(),
      // A window that a policy cuts off after it was seen at the server.
      init: () => {
        const open = globalThis.open.bind(globalThis);
        globalThis.open = (...args) => {
          const window = open(...args);
          return new Proxy(window, {
            get: (_, name) => {
              if (name === 'closed' && globalThis.seemsClosed) return true;
              const value = window[name];
              return typeof value === 'function' ? value.bind(window) : value;
            },
          });
        };
      },
    });
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await looks(visit);
    await visit.page.evaluate(() => (globalThis.seemsClosed = true));
    await believes(visit);
    const { detail } = await visit.heard('scholar-cancel');
    assert.equal(detail.code, 'window-closed');
    await says(visit, 'If it is still open, finish there');
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    await closed(window);
  });
});

describe('the window', () => {
  it('opens over the page, on the screen where that is', async (t) => {
    const visit = await lab.visit(t, {
      // A screen to the left of the main one, with a dock at its own left.
      init: () => {
        const pretend = (of, values) => {
          for (const [name, value] of Object.entries(values)) {
            Object.defineProperty(of, name, { get: () => value });
          }
        };
        pretend(screen, {
          availLeft: -1840,
          availTop: 0,
          availWidth: 1840,
          availHeight: 1080,
        });
        pretend(globalThis, {
          screenX: -1840,
          screenY: 40,
          outerWidth: 1000,
          outerHeight: 800,
        });
        const open = globalThis.open.bind(globalThis);
        globalThis.open = (...args) => {
          globalThis.features = args[2];
          return open(...args);
        };
      },
    });
    await openWindow(visit);
    assert.equal(
      await visit.page.evaluate(() => globalThis.features),
      'popup,width=560,height=720,left=-1620,top=80',
    );
  });
});

describe('more than one', { concurrency: 2 }, () => {
  it('click opens one window', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server });
    const windows = [];
    visit.page.on('popup', (window) => windows.push(window));
    await signInButton(visit).dblclick();
    await visit.part('cancel', 'scholar-sign-in').waitFor();
    assert.equal(windows.length, 1);
    await answerThere(windows[0], 'carberry');
    await visit.heard('scholar-signin');
    assert.equal(windows.length, 1);
    assert.equal(authorizeRequests(server).length, 1);
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.equal(visit.heardSoFar('scholar-cancel'), 0);
  });

  it('click counts once, also on the button that takes the place of another', async (t) => {
    const visit = await lab.visit(t);
    await signInAs(visit, 'carberry');
    const windows = [];
    visit.page.on('popup', (window) => windows.push(window));
    await button(visit, 'Sign out').click();
    const second = { detail: 2, bubbles: true };
    await signInButton(visit).evaluate(
      (it, of) => it.dispatchEvent(new MouseEvent('click', of)),
      second,
    );
    await painted(visit.page);
    assert.ok(await signInButton(visit).isVisible());
    assert.deepEqual(windows, []);
  });

  it('tab gets each its own person', async (t) => {
    const server = await lab.server(t);
    const { first, second, one, two } = await twoTabs(t, server);
    await answerThere(two, 'arabic');
    await second.heard('scholar-signin');
    assert.equal(first.heardSoFar('scholar-signin'), 0);
    await answerThere(one, 'carberry');
    await first.heard('scholar-signin');
    assert.equal((await readPerson(first)).name, 'Josiah Carberry');
    assert.equal((await readPerson(second)).name, 'ليلى الحداد');
    await Promise.all([closed(one), closed(two)]);
    for (const visit of [first, second]) {
      assert.equal(visit.heardSoFar('scholar-signin'), 1);
      assert.deepEqual(visit.trouble, []);
    }
  });

  for (const [what, coop] of [
    ['', null],
    [', even where a policy cuts the windows off', 'same-origin'],
  ]) {
    it(`tab: a no in one does not keep another from signing in${what}`, async (t) => {
      const server = await lab.server(t, { coop });
      const { first, second, one, two } = await twoTabs(t, server);
      await looks(first);
      await answerThere(two, null, 'deny');
      const { detail } = await second.heard('scholar-cancel');
      assert.equal(detail.code, 'access-denied');
      await believes(first);
      // A bare no does not say whose it is: that of a window which a page
      // cannot see may be its own.
      if (!coop) assert.equal(first.heardSoFar('scholar-cancel'), 0);
      await answerThere(one, 'carberry');
      await first.heard('scholar-signin');
      assert.deepEqual(await readPerson(first), CARBERRY);
      assert.equal(second.heardSoFar('scholar-signin'), 0);
    });
  }

  it('tab gets each its own person where a policy cuts the windows off', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const { first, second, one, two } = await twoTabs(t, server);
    await answerThere(two, 'arabic');
    await second.heard('scholar-signin');
    await answerThere(one, 'carberry');
    await first.heard('scholar-signin');
    assert.deepEqual(await readPerson(first), CARBERRY);
    assert.equal((await readPerson(second)).name, 'ليلى الحداد');
    await Promise.all([closed(one), closed(two)]);
    for (const visit of [first, second]) {
      assert.equal(visit.heardSoFar('scholar-cancel'), 0);
      assert.deepEqual(visit.trouble, []);
    }
  });

  it('element of one client agree, and each tells of it', async (t) => {
    const body = ['a', 'b']
      .map((id) => lab.markup(lab.orcid, { id }))
      .join('\n');
    const visit = await lab.visit(t, { body });
    const window = await openWindow(visit, signInButton(visit).nth(1));
    await says(visit, 'Continue in the window', '#a');
    await says(visit, 'Continue in the window', '#b');
    await answerThere(window, 'carberry');
    for (const id of ['a', 'b']) {
      await visit.heard('scholar-signin', { matches: (it) => it.id === id });
      assert.deepEqual(await readPerson(visit, `#${id}`), CARBERRY);
    }
    await visit.page.locator('#a').getByRole('button').click();
    await signInButton(visit).nth(1).waitFor();
    for (const id of ['a', 'b']) {
      await visit.heard('scholar-signout', { matches: (it) => it.id === id });
    }
  });
});
