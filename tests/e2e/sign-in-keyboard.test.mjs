// Signing in by keyboard alone, with the focus never lost; and on the strictest
// pages, which refuse nothing of it.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { strictest } from './support/policy.mjs';
import {
  answerThere,
  asked,
  button,
  CARBERRY,
  closed,
  IDS,
  isolated,
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

/** Runs in the page: notes whenever something had the focus and nothing has. */
const watchFocus = () => {
  globalThis.lost = [];
  let had = null;
  const look = () => {
    const host = document.activeElement;
    const inner = host?.shadowRoot?.activeElement ?? host;
    if (had && (!host || host === document.body)) {
      globalThis.lost.push(`after ${had}`);
      had = null;
    } else if (host && host !== document.body) {
      had = inner.textContent;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
const lost = (visit) => visit.page.evaluate(() => globalThis.lost);
const focused = (visit) =>
  visit.page.evaluate(() => {
    const { activeElement: host } = document;
    const inner = host.shadowRoot?.activeElement ?? host;
    return inner.getAttribute('part') ?? inner.localName;
  });

describe('the keyboard', { concurrency: 2 }, () => {
  const visitByKey = (t, options) =>
    lab.visit(t, { init: watchFocus, ...options });

  /** Presses Tab until a part has the focus. */
  async function tabTo(visit, part) {
    for (let step = 0; step < 6; step += 1) {
      await visit.page.keyboard.press('Tab');
      if ((await focused(visit)) === part) return;
    }
    assert.equal(await focused(visit), part);
  }

  async function open(visit, key = 'Enter') {
    const [window] = await Promise.all([
      visit.page.waitForEvent('popup'),
      visit.page.keyboard.press(key),
    ]);
    return window;
  }

  it(
    'is enough to sign in, to sign out and to sign in again',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await visitByKey(t);
      const { keyboard } = visit.page;
      await tabTo(visit, 'button');
      const window = await open(visit);
      await asked(window, lab.orcid);
      assert.equal(await focused(visit), 'show-window');
      await answerThere(window, 'carberry');
      await visit.heard('scholar-signin');
      await visit.page.bringToFront();
      assert.equal(await focused(visit), 'sign-in');
      await tabTo(visit, 'id-link');
      await tabTo(visit, 'sign-out');
      await keyboard.press('Enter');
      await visit.heard('scholar-signout');
      assert.equal(await focused(visit), 'button');
      await open(visit, 'Space');
      await visit.heard('scholar-signin', { count: 2 });
      assert.deepEqual(await lost(visit), []);
    },
  );

  it('is enough to give up', async (t) => {
    const visit = await visitByKey(t);
    await tabTo(visit, 'button');
    const window = await open(visit);
    await asked(window, lab.orcid);
    await visit.page.bringToFront();
    await tabTo(visit, 'cancel');
    await visit.page.keyboard.press('Space');
    await visit.heard('scholar-cancel');
    await closed(window);
    assert.equal(await focused(visit), 'button');
    assert.deepEqual(await lost(visit), []);
  });

  it('does not press twice what is held down', async (t) => {
    const visit = await visitByKey(t);
    const windows = [];
    visit.page.on('popup', (window) => windows.push(window));
    await tabTo(visit, 'button');
    const { keyboard } = visit.page;
    for (let times = 0; times < 5; times += 1) await keyboard.down('Enter');
    await keyboard.up('Enter');
    await visit.part('cancel', 'scholar-sign-in').waitFor();
    assert.equal(windows.length, 1);
    assert.equal(visit.heardSoFar('scholar-cancel'), 0);
  });

  it('keeps its place whatever comes of it', async (t) => {
    const server = await lab.server(t, { coop: 'same-origin' });
    const visit = await visitByKey(t, { server, headers: isolated() });
    await tabTo(visit, 'button');
    const window = await open(visit);
    await asked(window, server);
    // "Show that window" goes away when a policy has cut it off.
    await button(visit, 'Show that window').waitFor({ state: 'detached' });
    assert.equal(await focused(visit), 'cancel');
    await answerThere(window, null, 'deny');
    await says(visit, NOT_ALLOWED);
    assert.equal(await focused(visit), 'button');
    assert.deepEqual(await lost(visit), []);
  });

  it('keeps its place when the sign-in fails', async (t) => {
    const attributes = { expect: IDS.arabic };
    const visit = await visitByKey(t, { attributes });
    await tabTo(visit, 'button');
    await answerThere(await open(visit), 'carberry');
    await visit.failed();
    assert.equal(await focused(visit), 'button');
    const set = { flow: 'code' };
    const broken = await visitByKey(t, { attributes: set });
    await tabTo(broken, 'button');
    // ORCID's token address is not for pages.
    await answerThere(await open(broken), 'carberry');
    await broken.failed();
    assert.notEqual(await focused(broken), 'body');
    for (const each of [visit, broken]) assert.deepEqual(await lost(each), []);
  });

  it('is not taken away from elsewhere on the page', async (t) => {
    const body = `<p><label>Name <input id="name"></label></p>${lab.markup()}`;
    const visit = await visitByKey(t, { body });
    const window = await openWindow(visit);
    await asked(window, lab.orcid);
    await visit.page.locator('#name').focus();
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
    assert.equal(await focused(visit), 'input');
  });
});

describe('the strictest policy', { concurrency: 2 }, () => {
  const strict = (...servers) => ({
    'content-security-policy': strictest(servers.map(({ issuer }) => issuer)),
    'referrer-policy': 'no-referrer',
  });

  for (const profile of ['orcid', 'pkce']) {
    it(`allows all of it, as ${profile}`, async (t) => {
      const server = lab[profile];
      const attributes = { remember: 'session' };
      const headers = { ...strict(server), ...isolated() };
      const visit = await lab.visit(t, {
        server,
        attributes,
        headers,
        own: true,
      });
      await answerThere(await openWindow(visit), null, 'deny');
      await visit.heard('scholar-cancel');
      await signInAs(visit, 'carberry');
      assert.deepEqual(await readPerson(visit), CARBERRY);
      await visit.page.reload();
      await visit.heard('scholar-signin', { count: 2 });
      await button(visit, 'Sign out').click();
      await visit.heard('scholar-signout');
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('allows the page to travel', async (t) => {
    const visit = await lab.visit(t, {
      attributes: { mode: 'redirect' },
      headers: strict(lab.orcid),
      own: true,
    });
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(visit.trouble, []);
  });

  it('that forgets the server is explained', async (t) => {
    const visit = await lab.visit(t, { headers: strict(), own: true });
    const window = await openWindow(visit);
    const { detail } = await visit.failed();
    await closed(window);
    assert.equal(detail.code, 'discovery-unreachable');
    assert.match(detail.message, /connect-src/);
    await signInButton(visit).waitFor();
  });
});
