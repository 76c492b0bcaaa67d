// A page on its way to the server: what its address may look like, and how the
// person stays after all.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { hold, messagesHeard } from './support/read.mjs';
import {
  answerThere,
  asked,
  authorizeRequests,
  button,
  CARBERRY,
  HURRIED,
  keptBy,
  openWindow,
  readPerson,
  REDIRECT,
  says,
  signInAs,
  signInButton,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();

async function pressCancel(visit) {
  await says(visit, 'Going to ORCID…');
  await button(visit, 'Cancel').click();
}

/** Cancels, and nothing has happened; then it works. */
async function cancel(visit, server, press = () => pressCancel(visit)) {
  await press();
  const { detail } = await visit.heard('scholar-cancel');
  assert.equal(detail.code, 'cancelled');
  await signInButton(visit).waitFor();
  await says(visit, 'You are not signed in.');
  assert.equal(visit.page.url(), visit.url);
  assert.deepEqual(await keptBy(visit), []);
  assert.equal(visit.heardSoFar('scholar-error'), 0);
  return async () => {
    await travel(visit, server);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(visit.trouble, []);
  };
}

describe('Cancel', { concurrency: 2 }, () => {
  it('keeps the page that waits for a slow server', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server, attributes: REDIRECT });
    server.fault('authorization', { hang: true, times: 1 });
    // Playwright sees nothing of a page that is about to be another.
    await visit.page.locator('scholar-sign-in').evaluate((host) => {
      const one = (name) => host.shadowRoot.querySelector(`[part~="${name}"]`);
      const press = () => {
        globalThis.said = one('status').textContent;
        one('cancel').click();
      };
      one('button').addEventListener('click', () => setTimeout(press, 2_000));
    });
    const asks = visit.page.waitForRequest(/\/oauth\/authorize/);
    const goOn = await cancel(visit, server, async () => {
      await signInButton(visit).click({ noWaitAfter: true });
      await asks;
    });
    const said = await visit.page.evaluate(() => globalThis.said);
    assert.equal(said, 'Going to ORCID…');
    await goOn();
  });

  it('keeps the page before it has begun to travel', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, { server, attributes: REDIRECT });
    const there = `${server.issuer}/.well-known/*`;
    const discovery = await hold(visit.context, there);
    await signInButton(visit).click();
    const goOn = await cancel(visit, server);
    await discovery.release();
    await messagesHeard(visit.page);
    assert.deepEqual(authorizeRequests(server), []);
    assert.equal(visit.page.url(), visit.url);
    await goOn();
  });

  it('ends what a server has answered with nothing', async (t) => {
    const visit = await lab.visit(t, { attributes: REDIRECT });
    const there = `${lab.orcid.issuer}/oauth/authorize**`;
    await visit.page.route(there, (route) => route.fulfill({ status: 204 }));
    await Promise.all([
      visit.page.waitForResponse(there),
      signInButton(visit).click(),
    ]);
    const goOn = await cancel(visit, lab.orcid);
    await visit.page.unroute(there);
    await goOn();
  });
});

describe('a page whose address has signs that others encode', () => {
  it('stays at it while a window is open', async (t) => {
    const visit = await lab.visit(t);
    await visit.page.goto('about:blank');
    await visit.page.goto(`${visit.url}?q={a|b}^#/a|b`);
    const before = visit.page.url();
    await signInAs(visit, 'carberry');
    assert.equal(visit.page.url(), before);
    assert.deepEqual(visit.trouble, []);
  });

  for (const behind of ['?q={a|b}^', '#/a|b', '?q={a|b}^#/a|b']) {
    it(`${behind}: the page travels`, async (t) => {
      const visit = await lab.visit(t, { attributes: REDIRECT });
      await visit.page.goto('about:blank');
      await visit.page.goto(visit.url + behind);
      const before = visit.page.url();
      await travel(visit, lab.orcid);
      await answerThere(visit.page, 'carberry');
      await visit.heard('scholar-signin');
      assert.equal(visit.page.url(), before);
    });

    it(`${behind}: the page travels through another origin`, async (t) => {
      const attributes = { relay: '', 'redirect-uri': lab.relay() };
      const visit = await lab.visit(t, {
        attributes: { ...attributes, ...REDIRECT },
        ...HURRIED,
      });
      await visit.page.goto('about:blank');
      await visit.page.goto(visit.url + behind);
      const [before] = visit.page.url().split('#');
      await travel(visit, lab.orcid);
      await answerThere(visit.page, 'carberry');
      await visit.heard('scholar-signin');
      assert.equal(visit.page.url(), before);
    });
  }
});

describe('a relative redirect-uri', () => {
  it('is read as a link is, by <base>', async (t) => {
    const server = await lab.server(t);
    const visit = await lab.visit(t, {
      server,
      head: '<base href="/own/">',
      attributes: { 'redirect-uri': 'callback.html' },
    });
    const window = await openWindow(visit);
    await asked(window, server);
    const [{ query }] = authorizeRequests(server);
    const there = `${lab.stage.pages.url}/own/callback.html`;
    assert.equal(query.redirect_uri, there);
    await answerThere(window, 'carberry');
    await visit.heard('scholar-signin');
  });

  it('is read by the address of the page without one', async (t) => {
    const server = await lab.server(t);
    const attributes = { 'redirect-uri': '../own/callback.html' };
    const visit = await lab.visit(t, { server, attributes });
    await signInAs(visit, 'carberry');
    const [{ query }] = authorizeRequests(server);
    const there = `${lab.stage.pages.url}/own/callback.html`;
    assert.equal(query.redirect_uri, there);
  });
});
