// A server that refuses an id_token alone is asked once more, for one with an
// access token. In the same window: the recipes of sign-in-refusals.test.mjs.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { assertRefused, CARBERRY, useRogue } from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const on = useRogue(stage);

const REFUSES = {
  withToken: true,
  answer: (good, { response_type: asked, state }) =>
    asked === 'id_token' ? { error: 'unsupported_response_type', state } : good,
};

const asked = () =>
  on.asked('authorization').map(({ query }) => query.response_type);

function assertSignedIn({ type, detail }) {
  assert.equal(type, 'scholar-signin', JSON.stringify(detail));
  assert.equal(detail.orcid, CARBERRY);
}

describe('a server refuses an id_token alone', { timeout: 120_000 }, () => {
  it('in a window: the same window asks once more, with other secrets', async (t) => {
    const visit = await on.open(t, { plan: REFUSES });
    assertSignedIn(await visit.attempt());
    assert.deepEqual(asked(), ['id_token', 'id_token token']);
    assert.equal(visit.popups.length, 1);
    const [one, two] = on.asked('authorization').map(({ query }) => query);
    assert.notEqual(one.state, two.state);
    assert.notEqual(one.nonce, two.nonce);
  });

  it('with the whole page: it travels once more', async (t) => {
    const attributes = { mode: 'redirect' };
    const visit = await on.open(t, { plan: REFUSES, attributes });
    assertSignedIn(await visit.attempt());
    assert.deepEqual(asked(), ['id_token', 'id_token token']);
    assert.deepEqual(await visit.stored(), []);
  });

  it('where the window is cut off: the next click asks so', async (t) => {
    const headers = { 'cross-origin-opener-policy': 'same-origin' };
    const visit = await on.open(t, { plan: REFUSES, headers });
    const outcome = await visit.attempt();
    await assertRefused(visit, outcome, 'id-token-refused', on.rogue);
    assert.equal(outcome.detail.retryable, true);
    assertSignedIn(await visit.attempt());
    assert.deepEqual(asked(), ['id_token', 'id_token token']);
  });

  for (const [mode, attributes] of [
    ['in a window', {}],
    ['with the whole page', { mode: 'redirect' }],
  ]) {
    it(`and one with an access token, ${mode}: it is asked no third time`, async (t) => {
      const answer = (_, { state }) => ({
        error: 'unauthorized_client',
        state,
      });
      const visit = await on.open(t, { plan: { answer }, attributes });
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, 'server-error', on.rogue);
      assert.deepEqual(asked(), ['id_token', 'id_token token']);
    });
  }
});
