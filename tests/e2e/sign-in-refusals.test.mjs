// A misbehaving server's every answer is refused, with a code of its own; what
// is unusual and right is taken. What no server can bring about alone is in
// sign-in-replay.test.mjs and sign-in-foreign.test.mjs.
//
// The recipes need the whole package (requests, WebCrypto, element), but no
// window: they run one after another on one page that opens frames instead, each
// with an element and a server of its own, since a page asks a server only once
// for what it says about itself. Real windows bring the answers that are about
// windows, and one answer for each sentence that no other file has brought
// through one.
import assert from 'node:assert/strict';
import { after, describe, it } from './support/test.mjs';

import { ACCEPTED, REFUSALS } from '../identity/refusals.mjs';
import { startRogue } from '../identity/rogue.mjs';
import { until } from './support/read.mjs';
import {
  assertRefused,
  CARBERRY,
  LAB,
  leadIssuer,
  openSignIn,
  REDIRECT,
  useOnePage,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const onPage = useOnePage(stage);
/** What the redirect page would not do in a frame, or another server's page. */
const needsAWindow = ({ bare, elsewhere, issuer }) =>
  bare === '' || elsewhere || issuer;
/** A recipe for each of these sentences goes through a window too. */
const IN_A_WINDOW_TOO = {
  'a flipped bit in the signature': 'could not be verified',
  'the error server_error': 'ORCID could not complete',
};

/** Their ports are not used again: a page remembers servers by their address. */
const servers = [];

after(() => Promise.all(servers.map((server) => server.close())));

async function serverFor({ issuer }) {
  const server = await startRogue({ issuer });
  servers.push(server);
  return server;
}

/** Makes the attempt of a recipe, after those that come before it. */
async function within({ page: attributes, before: earlier, ...plan }, check) {
  const server = await serverFor(plan);
  await onPage(server, attributes, async (visit) => {
    for (const other of earlier ?? []) {
      server.next(other);
      const { detail } = await visit.attempt();
      assert.equal(detail.orcid, CARBERRY, JSON.stringify(detail));
      await visit.signOut();
    }
    server.next(plan);
    await check(visit, await visit.attempt(), server);
  });
}

describe('an answer is refused', () => {
  for (const [name, recipe, code] of REFUSALS) {
    if (needsAWindow(recipe)) continue;
    it(`${name}: ${code}`, () =>
      within(recipe, (visit, outcome, server) =>
        assertRefused(visit, outcome, code, server),
      ));
  }
});

describe('an answer is unusual and right, and taken', () => {
  for (const [name, recipe] of ACCEPTED) {
    it(name, () =>
      within(recipe, async (visit, { type, detail }, server) => {
        assert.equal(type, 'scholar-signin', JSON.stringify(detail));
        assert.equal(detail.orcid, CARBERRY);
        assert.equal(detail.issuer, server.issuer);
        assert.equal(detail.claims.sub, CARBERRY);
        assert.equal(await visit.isBadgeAuthenticated(), true);
        assert.deepEqual(await visit.stored(), []);
        await visit.signOut();
        assert.equal(await visit.isBadgeAuthenticated(), false);
      }),
    );
  }
});

describe('a window brings an answer that is refused', () => {
  const recipes = REFUSALS.filter(
    ([name, recipe]) => IN_A_WINDOW_TOO[name] || needsAWindow(recipe),
  );

  it('the sentences have their recipes', () => {
    const names = recipes.map(([name]) => name);
    for (const name of Object.keys(IN_A_WINDOW_TOO)) {
      assert.ok(names.includes(name), name);
    }
  });

  for (const [name, recipe, code] of recipes) {
    it(`${name}: ${code}`, async (t) => {
      const server = await serverFor(recipe);
      server.next(recipe);
      const context = await stage.newContext(t);
      const orcid = { site: LAB, attributes: { ...recipe.page, issuer: null } };
      if (recipe.issuer) await leadIssuer(context, server);
      const visit = await openSignIn(stage, t, {
        ...{ server, context, ...(recipe.issuer && orcid) },
        prepare: (page) => page.clock.install(),
      });
      const popup = await visit.begin();
      if (code === 'empty-answer') {
        await popup.waitForURL(`**${REDIRECT}`);
        // As long as the redirect page has for its script.
        await visit.page.clock.runFor(6_000);
      }
      await assertRefused(visit, await visit.outcome(), code, server);
      const { notice } = await visit.seen();
      assert.ok(notice.includes(IN_A_WINDOW_TOO[name] ?? 'not be verified'));
      await until(() => popup.isClosed(), 'a closed window');
    });
  }
});
