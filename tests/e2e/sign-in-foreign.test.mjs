// Answers from elsewhere, to nobody or for another tab, and pages that may not
// keep anything: what no server brings about alone.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { delivered, messagesHeard, until } from './support/read.mjs';
import {
  assertGoesOn,
  assertRefused,
  assertWaiting,
  openSignIn,
  PLAIN,
  REDIRECT,
  signInTag,
  useRogue,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const on = useRogue(stage);

describe('an answer to a page that never asked', { timeout: 120_000 }, () => {
  const GOOD = 'id_token=a.b.c&state=S';

  it('of a message or a channel does nothing at all', async (t) => {
    const visit = await on.open(t);
    await visit.button.waitFor();
    await visit.page.evaluate((answer) => {
      for (const name of ['S', '']) {
        new BroadcastChannel(`scholar-sign-in:${name}`).postMessage(answer);
      }
      postMessage({ 'scholar-sign-in': answer });
    }, GOOD);
    const other = await visit.context.newPage();
    await other.goto(`${stage.pages.url}${REDIRECT}#${GOOD}`);
    for (const page of [visit.page, other]) {
      await delivered(page, visit.page);
      await delivered(page, visit.page, 'S');
    }
    await messagesHeard(visit.page);
    assert.deepEqual(visit.outcomes, []);
    assert.equal(await visit.button.count(), 1);
    assert.deepEqual(on.rogue.requests, []);
  });

  it('in its address is taken out of it and refused: not-asked', async (t) => {
    const visit = await on.open(t, { hash: `#scholar-sign-in=${GOOD}` });
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'not-asked', on.rogue);
    assert.equal(visit.page.url(), visit.url);
    assert.deepEqual(on.rogue.requests, []);
  });

  it('a denial in its address is not believed either', async (t) => {
    const hash = '#scholar-sign-in=error=access_denied';
    const visit = await on.open(t, { hash });
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'not-asked', on.rogue);
  });

  it('put into its storage by another script is refused: not-asked', async (t) => {
    const visit = await on.open(t, {
      init: () => sessionStorage.setItem('scholar-sign-in-answer', 'state=S'),
    });
    const outcome = await visit.outcome();
    await visit.page.evaluate(() => sessionStorage.clear());
    await assertRefused(visit, outcome, 'not-asked', on.rogue);
  });

  it('on the redirect page opened by hand: words, and no way on', async (t) => {
    const context = await stage.newContext(t);
    const page = await context.newPage();
    await page.goto(`${stage.pages.url}${REDIRECT}#${GOOD}`);
    await page.locator('#alone').waitFor();
    assert.equal(page.url(), stage.pages.url + REDIRECT);
  });
});

describe(
  'a message of somebody else while a page waits',
  { timeout: 120_000 },
  () => {
    /** Runs in a page: posts the right shape to its opener or parent. */
    const poster = (target, state = 'S') =>
      `<!doctype html><title>Other</title><script>${target}.postMessage({ 'scholar-sign-in': 'error=access_denied&state=${state}' }, '*')</script>`;

    it('a window that it opened for something else: foreign-window', async (t) => {
      const held = await on.waiting(t);
      const { visit } = held;
      const url = stage.pages.serve('/other.html', poster('opener'));
      await visit.page.evaluate((url) => void open(url), url);
      await until(() => visit.warned('foreign-window')[0], 'a warning');
      await assertWaiting(visit);
      await assertGoesOn(held);
    });

    it('a window of another origin: foreign-window', async (t) => {
      const held = await on.waiting(t);
      const { visit } = held;
      const url = stage.cdn.serve('/other.html', poster('opener'));
      await visit.page.evaluate((url) => void open(url), url);
      await until(() => visit.warned('foreign-window')[0], 'a warning');
      await assertWaiting(visit);
      await assertGoesOn(held);
    });

    it('a frame in it, also one that knows the state: foreign-window', async (t) => {
      const held = await on.waiting(t);
      const { visit } = held;
      const { url } = visit.requests.find((one) =>
        one.url.includes('authorize'),
      );
      const state = new URL(url).searchParams.get('state');
      await visit.page.evaluate(
        (srcdoc) => {
          const frame = Object.assign(document.createElement('iframe'), {
            srcdoc,
          });
          document.body.append(frame);
        },
        poster('parent', state),
      );
      await until(() => visit.warned('foreign-window')[0], 'a warning');
      await assertWaiting(visit);
      await assertGoesOn(held);
    });

    it('the page itself: foreign-window', async (t) => {
      const held = await on.waiting(t);
      await held.visit.page.evaluate(() =>
        postMessage({ 'scholar-sign-in': 'state=S&error=access_denied' }),
      );
      const { visit } = held;
      await until(() => visit.warned('foreign-window')[0], 'a warning');
      await assertWaiting(visit);
      await assertGoesOn(held);
    });

    it('messages of another shape are not ours to speak of', async (t) => {
      const held = await on.waiting(t);
      await held.visit.page.evaluate(() => {
        const shapes = ['x', 1, null, {}, [], { 'scholar-sign-in': { a: 1 } }];
        for (const shape of shapes) postMessage(shape);
      });
      await assertWaiting(held.visit);
      assert.deepEqual(held.visit.warnings, []);
      await assertGoesOn(held);
    });
  },
);

describe('an answer for another tab', { timeout: 120_000 }, () => {
  it('with a state of its own is heard by that tab alone', async (t) => {
    const held = await on.waiting(t);
    const { visit } = held;
    const other = await openSignIn(stage, t, {
      server: on.rogue,
      context: visit.context,
    });
    await other.button.click();
    await held.held(2);
    await assertWaiting(visit);
    held.release();
    const [one, two] = await Promise.all([visit.outcome(), other.outcome()]);
    assert.deepEqual(
      [one.type, two.type],
      ['scholar-signin', 'scholar-signin'],
    );
    assert.notEqual(one.detail.claims.nonce, two.detail.claims.nonce);
    assert.equal(visit.outcomes.length + other.outcomes.length, 2);
  });

  it('a denial without state, while its own window is open, is not its own', async (t) => {
    const held = await on.waiting(t);
    const other = await held.visit.context.newPage();
    await other.goto(`${stage.pages.url}${REDIRECT}#error=access_denied`);
    await assertWaiting(held.visit, other);
    await assertGoesOn(held);
  });

  it('with a state that is not its own, on the channel of answers without: ignored', async (t) => {
    const held = await on.waiting(t);
    const { visit } = held;
    await visit.page.evaluate(() =>
      new BroadcastChannel('scholar-sign-in:').postMessage('code=c&state=S'),
    );
    await until(() => visit.warned('wrong-state')[0], 'a warning');
    await assertWaiting(visit);
    await assertGoesOn(held);
  });
});

describe('nobody is sent away', { timeout: 120_000 }, () => {
  const noStorage = () =>
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  const fullStorage = () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  };
  const blocked = () => {
    window.open = () => null;
  };
  const both = (one, two) => `(${one})();(${two})()`;

  for (const [name, init, mode] of [
    ['storage is refused', noStorage, 'redirect'],
    ['storage is full', fullStorage, 'redirect'],
    ['storage is refused and the window blocked', [noStorage, blocked], null],
  ]) {
    it(`${name}: storage-unavailable`, async (t) => {
      const script = Array.isArray(init) ? { content: both(...init) } : init;
      const visit = await on.open(t, { attributes: { mode }, init: script });
      const outcome = await visit.attempt();
      visit.stored = () => []; // nothing can be
      await assertRefused(visit, outcome, 'storage-unavailable', on.rogue);
      const { notice } = await visit.seen();
      assert.match(notice, /does not let this page keep anything/);
      // What a page that went all the same would have asked for by then.
      const discovery = `${on.rogue.issuer}/.well-known/openid-configuration`;
      await visit.page.evaluate(
        async (addresses) => {
          for (const address of addresses) await fetch(address);
        },
        [REDIRECT, discovery],
      );
      assert.equal(on.asked('discovery').length, 1, 'by this test');
      assert.equal(visit.page.url(), visit.url);
      assert.deepEqual(on.asked('authorization'), []);
    });
  }

  it('a page that is neither https nor of this machine: insecure-context', async (t) => {
    on.rogue.reset();
    const visit = await openSignIn(stage, t, {
      server: on.rogue,
      site: PLAIN,
      body: signInTag(on.rogue, {
        relay: '',
        'redirect-uri': `${stage.pages.url}${REDIRECT}`,
      }),
    });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'insecure-context', on.rogue);
    assert.deepEqual(visit.popups, []);
    assert.deepEqual(on.rogue.requests, []);
  });
});
