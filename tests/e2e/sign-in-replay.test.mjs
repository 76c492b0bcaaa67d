// Answers that come a second time, or too late.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { Reply } from '../identity/rogue.mjs';
import { delivered, messagesHeard, until } from './support/read.mjs';
import {
  assertGoesOn,
  assertRefused,
  assertWaiting,
  openSignIn,
  REDIRECT,
  useRogue,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const on = useRogue(stage);

const paramsOf = (answer) => Object.fromEntries(new URLSearchParams(answer));

/** Signs in and out again; gives the answer that did it. */
async function signInOnce(visit) {
  const { type, detail } = await visit.attempt();
  assert.equal(type, 'scholar-signin', JSON.stringify(detail));
  const answer = await on.lastAnswer();
  await visit.signOut();
  return answer;
}

describe('an answer that was given before', { timeout: 120_000 }, () => {
  // It does not matter what brings it.
  const framed = true;

  it('its state is refused the second time: replayed-state', async (t) => {
    const visit = await on.open(t, { framed });
    const { state } = paramsOf(await signInOnce(visit));
    on.rogue.next({ answer: (good) => ({ ...good, state }) });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'replayed-state', on.rogue);
  });

  it('the whole of it is refused on the same page: replayed-state', async (t) => {
    const visit = await on.open(t, { framed });
    const first = paramsOf(await signInOnce(visit));
    on.rogue.next({ answer: () => first });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'replayed-state', on.rogue);
  });

  it('the whole of it is refused on another page: wrong-state', async (t) => {
    const earlier = await on.open(t, { framed });
    const first = paramsOf(await signInOnce(earlier));
    on.rogue.next({ answer: () => first });
    const visit = await openSignIn(stage, t, { server: on.rogue, framed });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'wrong-state', on.rogue);
  });

  it('its token is refused under the state of today: wrong-nonce', async (t) => {
    const visit = await on.open(t, { framed });
    const first = paramsOf(await signInOnce(visit));
    on.rogue.next({
      answer: (good) => ({ ...good, id_token: first.id_token }),
    });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'wrong-nonce', on.rogue);
  });

  it('its code is refused under the state of today: code-refused', async (t) => {
    const visit = await on.open(t, { plan: { flow: 'code' }, framed });
    const { code } = paramsOf(await signInOnce(visit));
    on.rogue.next({ flow: 'code', answer: (good) => ({ ...good, code }) });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'code-refused', on.rogue);
  });

  for (const status of [307, 308]) {
    it(`its code and verifier are led nowhere else, ${status}: token-endpoint-unreachable`, async (t) => {
      const location = `${stage.pages.url}/token-elsewhere-${status}`;
      const exchange = () => new Reply({ status, location });
      const visit = await on.open(t, {
        plan: { flow: 'code', exchange },
        framed,
      });
      const outcome = await visit.attempt();
      const code = 'token-endpoint-unreachable';
      await assertRefused(visit, outcome, code, on.rogue);
      assert.equal(on.asked('token').length, 1);
      assert.ok(!visit.requests.some(({ url }) => url === location));
    });
  }

  for (const flow of [undefined, 'code']) {
    it(`delivered a second time it does nothing more, ${flow ?? 'implicit'}`, async (t) => {
      const visit = await on.open(t, { plan: { flow } });
      await visit.attempt();
      const answer = await on.lastAnswer();
      const { state } = paramsOf(answer);
      // By hand, and by everything that a page could hear.
      const other = await visit.context.newPage();
      await other.goto(`${stage.pages.url}${REDIRECT}#${answer}`);
      await visit.page.evaluate(
        ([state, answer]) => {
          for (const name of [state, '']) {
            new BroadcastChannel(`scholar-sign-in:${name}`).postMessage(answer);
          }
          postMessage({ 'scholar-sign-in': answer });
        },
        [state, answer],
      );
      for (const page of [visit.page, other]) {
        await delivered(page, visit.page);
        await delivered(page, visit.page, state);
      }
      await messagesHeard(visit.page);
      assert.equal(visit.outcomes.length, 1);
      assert.equal(on.asked('token').length, flow ? 1 : 0);
      assert.equal(on.asked('jwks').length, 1);
      assert.equal(await visit.isSignedIn(), true);
    });
  }
});

describe('an answer that comes too late', { timeout: 120_000 }, () => {
  /** A clock that can be put forward. */
  const clock = () => {
    const now = Date.now;
    globalThis.ahead = 0;
    Date.now = () => now() + globalThis.ahead;
  };

  it('to a page that waits: attempt-expired, and the window is closed', async (t) => {
    const { visit, popup, release } = await on.waiting(t, { init: clock });
    await visit.page.evaluate(() => (globalThis.ahead = 601_000));
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'attempt-expired', on.rogue);
    const { notice } = await visit.seen();
    assert.match(notice, /it took longer than this page waits/);
    await until(() => popup.isClosed(), 'a closed window');
    release();
    await messagesHeard(visit.page);
    assert.equal(visit.outcomes.length, 1);
  });

  it('after nine minutes it is not too late', async (t) => {
    const held = await on.waiting(t, { init: clock });
    await held.visit.page.evaluate(() => (globalThis.ahead = 540_000));
    await assertWaiting(held.visit);
    // Its token is of today.
    on.rogue.next({
      claims: (good, { now }) => ({
        ...good,
        iat: now + 540,
        exp: now + 9999,
      }),
    });
    await assertGoesOn(held);
  });

  it('to a page that has travelled: attempt-expired', async (t) => {
    const visit = await on.open(t, { attributes: { mode: 'redirect' } });
    const { page } = visit;
    await visit.button.waitFor();
    // The next page's clock is as if eleven minutes were spent there.
    await page.addInitScript(clock);
    await page.addInitScript(() => (globalThis.ahead = 660_000));
    await visit.button.click();
    const outcome = await visit.outcome();
    await assertRefused(visit, outcome, 'attempt-expired', on.rogue);
  });
});
