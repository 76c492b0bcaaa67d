// What the browser itself does to a sign-in, and the other tests only play: it
// refuses windows, keeps pages for the way back, and blocks third parties'
// storage.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { launch } from './support/browser.mjs';
import { element } from './support/html.mjs';
import { goBack } from './support/read.mjs';
import {
  answerThere,
  asked,
  button,
  CARBERRY,
  closed,
  IDS,
  keptBy,
  openWindow,
  readPerson,
  signInButton,
  statusOf,
  travel,
  useSignIn,
} from './support/sign-in.mjs';
import { apiVisitOf, outcomeOf, press } from './support/sign-in-api.mjs';

const lab = useSignIn();
let browser;

before(async () => {
  browser = await launch({
    whole: true,
    args: ['--test-third-party-cookie-phaseout'],
    // Which Playwright sets for its own sake.
    ignoreDefaultArgs: [
      '--disable-popup-blocking',
      '--disable-back-forward-cache',
    ],
  });
});
after(() => browser?.close());

async function newContext(t) {
  const context = await browser.newContext();
  t.after(() => context.close());
  return context;
}

/** Headers of a page that a browser may keep. */
const KEPT = { 'cache-control': 'max-age=60' };
const noteReturn = ({ page }) =>
  page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      globalThis.wasKept = persisted;
    });
  });
const wasKept = ({ page }) => page.evaluate(() => globalThis.wasKept);

describe('a browser', { needs: ['flags'], concurrency: 2 }, () => {
  it('that opens no window without a click lets the page travel', async (t) => {
    const visit = await lab.visit(t, {
      context: await newContext(t),
      idle: false,
      init: () => {
        // A script presses, once a tab.
        const press = setInterval(() => {
          const host = document.querySelector('scholar-sign-in');
          const button = host?.shadowRoot?.querySelector('button');
          if (!button || globalThis.name) return;
          clearInterval(press);
          globalThis.name = 'pressed';
          button.click();
        }, 50);
      },
    });
    const windows = [];
    visit.page.on('popup', (window) => windows.push(window));
    await asked(visit.page, lab.orcid);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.deepEqual(windows, []);
    assert.deepEqual(await keptBy(visit), []);
  });

  it('that keeps the page for the way back finds a button that works', async (t) => {
    const visit = await lab.visit(t, {
      attributes: { mode: 'redirect' },
      headers: KEPT,
      context: await newContext(t),
    });
    await noteReturn(visit);
    await travel(visit, lab.orcid);
    await goBack(visit.page);
    await signInButton(visit).waitFor();
    assert.equal(await wasKept(visit), true);
    assert.equal(await statusOf(visit).textContent(), '');
    assert.deepEqual(await keptBy(visit), []);
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), CARBERRY);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
  });

  it('that keeps the page for the way back ends what the API has promised', async (t) => {
    const visit = await apiVisitOf(lab, t, {
      options: { mode: 'redirect' },
      headers: KEPT,
      context: await newContext(t),
    });
    await noteReturn(visit);
    await press(visit, 'signIn').click();
    await asked(visit.page, lab.orcid);
    await goBack(visit.page);
    const { code } = await outcomeOf(visit, 'signIn');
    assert.equal(code, 'cancelled');
    assert.equal(await wasKept(visit), true);
    await press(visit, 'signedIn').click();
    assert.equal((await outcomeOf(visit, 'signedIn')).value, null);
    assert.deepEqual(await keptBy(visit), []);
  });

  it('that keeps the page does not keep who has signed out since', async (t) => {
    const options = {
      attributes: { mode: 'redirect', remember: 'session' },
      headers: KEPT,
      context: await newContext(t),
    };
    const next = await lab.visit(t, options);
    await next.page.close();
    const visit = await lab.visit(t, options);
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    await noteReturn(visit);
    await visit.page.goto(next.url);
    await visit.heard('scholar-signin', { count: 2 });
    await button(visit, 'Sign out').click();
    await visit.heard('scholar-signout');
    await goBack(visit.page);
    const { detail } = await visit.heard('scholar-signout', { count: 2 });
    assert.equal(detail.orcid, IDS.carberry);
    assert.equal(visit.page.url(), visit.url);
    assert.equal(await wasKept(visit), true);
    await signInButton(visit).waitFor();
    assert.equal((await readPerson(visit)).name, null);
    assert.deepEqual(await keptBy(visit), []);
  });

  it("that blocks third parties' storage lets a frame of another site work", async (t) => {
    const context = await newContext(t);
    const inner = await lab.visit(t, { context });
    await inner.page.close();
    const frame = element('iframe', { src: inner.url, title: 'Sign in' });
    const html = `<!doctype html><html lang="en"><title>Outer</title><link rel="icon" href="data:,">${frame}`;
    const { pathname } = new URL(inner.url);
    const outer = lab.stage.cdn.serve(`${pathname}outer.html`, html);
    const visit = await lab.visit(t, { context, idle: false });
    await visit.page.goto(outer);
    const within = visit.page.frameLocator('iframe');
    const press = within.getByRole('button', { name: /ORCID/ });
    await press.waitFor();
    const refused = await visit.page.frames()[1].evaluate(() => {
      try {
        return String(sessionStorage);
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(refused, 'SecurityError');
    const window = await openWindow(visit, press);
    await answerThere(window, 'carberry');
    const { detail } = await visit.heard('scholar-signin');
    assert.equal(detail.orcid, IDS.carberry);
    await closed(window);
  });
});
