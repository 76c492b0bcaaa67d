// A page with sign-ins at two servers, neither of which says who answers: a code
// of one never goes to the token address of the other (RFC 9700 §4.4).
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { without } from '../identity/recipes/tools.mjs';
import { startRogue } from '../identity/rogue.mjs';
import { callbackFor, SCRIPT } from './support/redirect.mjs';
import {
  assertRefused,
  CARBERRY,
  openSignIn,
  REDIRECT,
  signInTag,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

/** The redirect page of the other server. */
const OTHER = '/other/callback.html';
/** The code flow, and answers that do not name their server. */
const NAMELESS = {
  flow: 'code',
  discovery: without('authorization_response_iss_parameter_supported'),
  answer: without('iss'),
};

const stage = useStage();
let honest;
let other;
before(async () => {
  [honest, other] = await Promise.all([startRogue(), startRogue()]);
});
after(() => Promise.all([honest, other].map((server) => server?.close())));
/** Signs in at the other server, which is not honest if it likes. */
async function open(t, attributes, plan) {
  for (const server of [honest, other]) {
    server.reset();
    server.next({ ...NAMELESS, ...plan });
  }
  stage.pages.serve(OTHER, callbackFor(''), { 'content-type': 'text/html' });
  stage.pages.serve(OTHER.replace('html', 'js'), SCRIPT);
  const visit = await openSignIn(stage, t, {
    server: other,
    body: signInTag(honest) + signInTag(other, { id: 'other', ...attributes }),
  });
  visit.element = visit.page.locator('#other');
  visit.button = visit.part('button', '#other');
  return visit;
}

const asked = (server, kind) =>
  server.requests.filter((request) => request.kind === kind);

describe(
  'two servers whose answers do not name them',
  { timeout: 120_000 },
  () => {
    it('with one redirect page: nobody is sent away, shared-redirect-page', async (t) => {
      const visit = await open(t);
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, 'shared-redirect-page', other);
      assert.deepEqual(asked(other, 'authorization'), []);
    });

    it('with one each, and the whole page travels: the same', async (t) => {
      const own = { 'redirect-uri': OTHER, mode: 'redirect' };
      const visit = await open(t, own);
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, 'shared-redirect-page', other);
      assert.deepEqual(asked(other, 'authorization'), []);
    });

    it('with one each: a code that comes in at its own is taken', async (t) => {
      const visit = await open(t, { 'redirect-uri': OTHER });
      const { type, detail } = await visit.attempt();
      assert.equal(type, 'scholar-signin', JSON.stringify(detail));
      assert.deepEqual([detail.orcid, detail.issuer], [CARBERRY, other.issuer]);
    });

    it("with one each: a code that comes in at the other's goes nowhere, foreign-redirect-page", async (t) => {
      const elsewhere = stage.pages.url + REDIRECT;
      const visit = await open(t, { 'redirect-uri': OTHER }, { elsewhere });
      const outcome = await visit.attempt();
      await assertRefused(visit, outcome, 'foreign-redirect-page', other);
      assert.equal(asked(other, 'authorization').length, 1);
      assert.deepEqual(asked(other, 'token'), []);
    });
  },
);
