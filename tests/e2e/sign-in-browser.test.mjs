// What the browser itself does to a sign-in, and the other tests only play: it
// refuses windows, keeps pages for the way back, and blocks third parties'
// storage.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launch } from './support/browser.mjs';
import { element } from './support/html.mjs';
import {
  answerThere,
  asked,
  closed,
  IDS,
  keptBy,
  openWindow,
  readPerson,
  shownAs,
  signInButton,
  statusOf,
  travel,
  useSignIn,
} from './support/sign-in.mjs';

const lab = useSignIn();
const carberry = shownAs(IDS.carberry, 'Josiah Carberry');
let browser;

before(async () => {
  browser = await launch({
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

describe('a browser', { concurrency: 2 }, () => {
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
    assert.deepEqual(await readPerson(visit), carberry);
    assert.deepEqual(windows, []);
    assert.deepEqual(await keptBy(visit), []);
  });

  it('that keeps the page for the way back finds a button that works', async (t) => {
    const visit = await lab.visit(t, {
      attributes: { mode: 'redirect' },
      headers: { 'cache-control': 'max-age=60' },
      context: await newContext(t),
    });
    await visit.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        globalThis.wasKept = persisted;
      });
    });
    await travel(visit, lab.orcid);
    await visit.page.goBack({ waitUntil: 'commit' });
    await signInButton(visit).waitFor();
    assert.equal(await visit.page.evaluate(() => globalThis.wasKept), true);
    assert.equal(await statusOf(visit).textContent(), '');
    assert.deepEqual(await keptBy(visit), []);
    await travel(visit, lab.orcid);
    await answerThere(visit.page, 'carberry');
    await visit.heard('scholar-signin');
    assert.deepEqual(await readPerson(visit), carberry);
    assert.equal(visit.heardSoFar('scholar-signin'), 1);
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
