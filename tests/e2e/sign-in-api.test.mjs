// The JavaScript API of signing in: the same code as the element's, and the
// same session.
import assert from 'node:assert/strict';
import { before, describe, it, EVERY_ENGINE } from './support/test.mjs';

import { useGroup } from './support/group.mjs';
import {
  answerThere,
  asked,
  authorizeRequests,
  blockWindows,
  button,
  closed,
  IDS,
  isolated,
  keptBy,
  openWindow,
  readPerson,
  shownAs,
  signInAs,
  useSignIn,
} from './support/sign-in.mjs';
import { apiVisitOf, outcome, press } from './support/sign-in-api.mjs';

const lab = useSignIn();

/** A page with a button of its own for each function. */
const apiVisit = (t, options) => apiVisitOf(lab, t, options);

describe('a bundle that cannot be had at first', () => {
  it('is asked for again by the next call', async (t) => {
    let refusals = 0;
    const context = await lab.stage.newContext(t);
    await context.route('**/scholar_signin_bg.wasm', (route) => {
      if (refusals > 0) return route.continue();
      refusals += 1;
      return route.fulfill({ status: 503 });
    });
    const visit = await apiVisit(t, { context });
    const first = await outcome(visit, 1);
    assert.equal(refusals, 1);
    assert.equal(first.isError, true, JSON.stringify(first));
    await press(visit, 'signedIn').click();
    assert.deepEqual(await outcome(visit, 2), {
      what: 'signedIn',
      value: null,
    });
    assert.deepEqual(visit.trouble, []);
  });
});

describe('signIn()', { concurrency: 2 }, () => {
  it(
    'gives who has signed in, as the event does',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await apiVisit(t);
      const first = await outcome(visit, 1);
      assert.deepEqual(first, { what: 'at first', value: null });
      const window = await openWindow(visit, press(visit, 'signIn'));
      await answerThere(window, 'carberry');
      const { value } = await outcome(visit, 2);
      await closed(window);
      assert.equal(value.orcid, IDS.carberry);
      assert.equal(value.name, 'Josiah Carberry');
      assert.equal(value.issuer, lab.orcid.issuer);
      assert.equal(value.restored, false);
      assert.equal(value.claims.sub, IDS.carberry);
      assert.ok(value.idToken && value.verifier);
      await press(visit, 'signedIn').click();
      assert.deepEqual((await outcome(visit, 3)).value, value);
      assert.deepEqual(await keptBy(visit), []);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('gives who is signed in already, without a window', async (t) => {
    const server = await lab.server(t);
    const visit = await apiVisit(t, { server });
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    const first = await outcome(visit, 2);
    await press(visit, 'signIn').click();
    assert.deepEqual((await outcome(visit, 3)).value, first.value);
    assert.equal(authorizeRequests(server).length, 1);
  });

  it('takes a code where the server has PKCE', async (t) => {
    const visit = await apiVisit(t, { server: lab.pkce });
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'arabic');
    assert.equal((await outcome(visit, 2)).value.orcid, IDS.arabic);
  });

  it('fails with a code when the person says no', async (t) => {
    const visit = await apiVisit(t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, null, 'deny');
    const { code, name, isError, message } = await outcome(visit, 2);
    assert.equal(code, 'access-denied');
    assert.equal(name, 'SignInError');
    assert.equal(isError, true);
    assert.equal(
      message,
      'The person said no at the server, or closed the question there.',
    );
    const again = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(again, 'carberry');
    assert.equal((await outcome(visit, 3)).value.orcid, IDS.carberry);
  });

  it('refuses another person than is expected', async (t) => {
    const options = { expect: IDS.arabic };
    const visit = await apiVisit(t, { options });
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    assert.equal((await outcome(visit, 2)).code, 'other-person');
  });

  it('passes on what the page knows of the person', async (t) => {
    const server = await lab.server(t);
    const options = {
      givenNames: 'Ana',
      familyNames: 'Gonçalves',
      email: 'ana@lab.example',
      showLogin: 'false',
      prompt: 'login',
      lang: 'fr-CA',
    };
    const visit = await apiVisit(t, { server, options });
    await asked(await openWindow(visit, press(visit, 'signIn')), server);
    const [{ query }] = authorizeRequests(server);
    assert.equal(query.given_names, 'Ana');
    assert.equal(query.family_names, 'Gonçalves');
    assert.equal(query.email, 'ana@lab.example');
    assert.equal(query.show_login, 'false');
    assert.equal(query.prompt, 'login');
    assert.equal(query.lang, 'fr');
  });

  it(
    'takes a relay where it is allowed to',
    { engines: EVERY_ENGINE },
    async (t) => {
      const options = { relay: true, redirectUri: lab.relay() };
      const visit = await apiVisit(t, { options });
      const window = await openWindow(visit, press(visit, 'signIn'));
      await answerThere(window, 'carberry');
      assert.equal((await outcome(visit, 2)).value.orcid, IDS.carberry);
    },
  );
});

describe('signIn() fails with a code for', () => {
  const group = useGroup();
  let server, visit;
  /** The page has asked at first who is signed in. */
  let settled = 1;
  before(async () => {
    server = await lab.server(group);
    visit = await apiVisit(group, { server });
  });

  for (const [what, options, code] of [
    ['no client id', { clientId: '' }, 'missing-client-id'],
    [
      'no redirect page',
      { redirectUri: '/none.html' },
      'redirect-page-missing',
    ],
    [
      'a redirect page elsewhere',
      { redirectUri: 'http://localhost:1/x.html' },
      'redirect-uri-other-origin',
    ],
    ['an expected iD that is none', { expect: '1' }, 'malformed-expect'],
    ['an expected iD that is empty', { expect: '' }, 'malformed-expect'],
    ['an expected iD that is a number', { expect: 1825 }, 'malformed-expect'],
    ['an unknown flow', { flow: 'hybrid' }, 'flow-unsupported'],
  ]) {
    it(what, async () => {
      await visit.page.evaluate(
        (all) => Object.assign(globalThis.options, all),
        { ...lab.options(server), expect: null, flow: null, ...options },
      );
      await press(visit, 'signIn').click();
      settled += 1;
      assert.equal((await outcome(visit, settled)).code, code);
      assert.deepEqual(authorizeRequests(server), []);
      assert.deepEqual(visit.errors, []);
    });
  }
});

describe('signedIn()', { concurrency: 2 }, () => {
  for (const [why, more] of [
    ['the site wants it', { options: { mode: 'redirect' } }],
    ['no window opens', { init: blockWindows }],
  ]) {
    it(`gives who came back where the page travelled because ${why}`, async (t) => {
      const visit = await apiVisit(t, more);
      await press(visit, 'signIn').click();
      await asked(visit.page, lab.orcid);
      await answerThere(visit.page, 'carberry');
      await visit.page.waitForURL(visit.url);
      const { what, value } = await outcome(visit, 1);
      assert.equal(what, 'at first');
      assert.equal(value.orcid, IDS.carberry);
      assert.equal(value.restored, false);
      assert.deepEqual(await keptBy(visit), []);
    });
  }

  it(
    'gives who came back through a redirect page at another origin',
    { engines: EVERY_ENGINE },
    async (t) => {
      const options = {
        relay: true,
        mode: 'redirect',
        redirectUri: lab.relay(),
      };
      const visit = await apiVisit(t, { options });
      await press(visit, 'signIn').click();
      await asked(visit.page, lab.orcid);
      await answerThere(visit.page, 'carberry');
      await visit.page.waitForURL((url) => url.href.startsWith(visit.url));
      const { value } = await outcome(visit, 1);
      assert.equal(value?.orcid, IDS.carberry);
      assert.equal(visit.page.url(), visit.url);
    },
  );

  it('passes on what has come back in a window that a policy has cut off', async (t) => {
    const visit = await apiVisit(t, {
      options: { relay: true, redirectUri: lab.relay() },
      headers: isolated(),
    });
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    assert.equal((await outcome(visit, 2)).value.orcid, IDS.carberry);
    await closed(window);
  });

  it('fails where a no has come back', async (t) => {
    const visit = await apiVisit(t, { options: { mode: 'redirect' } });
    await press(visit, 'signIn').click();
    await asked(visit.page, lab.orcid);
    await answerThere(visit.page, null, 'deny');
    await visit.page.waitForURL(visit.url);
    assert.equal((await outcome(visit, 1)).code, 'access-denied');
  });

  it('remembers for the tab where it is asked to, until signOut()', async (t) => {
    const visit = await apiVisit(t, { options: { remember: 'session' } });
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    await outcome(visit, 2);
    await visit.page.reload();
    const { value } = await outcome(visit, 1);
    assert.equal(value.orcid, IDS.carberry);
    assert.equal(value.restored, true);
    assert.equal(value.idToken, null);
    await press(visit, 'signOut').click();
    await outcome(visit, 2);
    assert.deepEqual(await keptBy(visit), []);
    await visit.page.reload();
    assert.equal((await outcome(visit, 1)).value, null);
  });
});

describe('an element beside the API', { concurrency: 2 }, () => {
  const both = (t, attributes) =>
    apiVisit(t, {
      body: lab.markup(lab.orcid, attributes),
      scripts: ['/own/index.js', 'page.js'],
    });

  it('shows who has signed in through it, and out', async (t) => {
    const visit = await both(t);
    const window = await openWindow(visit, press(visit, 'signIn'));
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(
      await readPerson(visit),
      shownAs(IDS.carberry, 'Josiah Carberry'),
    );
    await press(visit, 'signOut').click();
    await visit.heard('scholar-signout');
    await button(visit, 'Sign in with ORCID').waitFor();
  });

  it('tells it who has signed in', async (t) => {
    const visit = await both(t);
    const { idToken } = await signInAs(visit, 'carberry');
    await press(visit, 'signedIn').click();
    assert.equal((await outcome(visit, 2)).value.idToken, idToken);
  });
});
