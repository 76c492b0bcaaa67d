// A misbehaving server's every answer is refused, with a code of its own; what
// is unusual and right is taken. What no server can bring about alone is in
// sign-in-replay.test.mjs and sign-in-foreign.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, it } from './support/test.mjs';

import { ACCEPTED, REFUSALS } from '../identity/refusals.mjs';
import { startRogue } from '../identity/rogue.mjs';
import {
  assertRefused,
  CARBERRY,
  LAB,
  leadIssuer,
  openSignIn,
} from './support/rogue.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
let context;
let rogue;
/** Servers that call themselves ORCID's. */
const named = new Map();
/** Pages that several attempts share, by flow. */
const shared = new Map();

before(async () => {
  rogue = await startRogue();
});

after(async () => {
  await rogue?.close();
  await Promise.all([...named.values()].map((server) => server.close()));
});

/** Discovery and keys are asked once a page, and some recipes change them. */
const needsAPage = ({ discovery, jwks, page, before: earlier }) =>
  Boolean(discovery || jwks || page || earlier);

async function serverOf({ issuer }) {
  context ??= await stage.newContext({});
  if (!issuer) return rogue;
  if (!named.has(issuer)) {
    const server = await startRogue({ issuer });
    named.set(issuer, server);
    await leadIssuer(context, server);
  }
  return named.get(issuer);
}

/** A page at the server, whose first attempts have been the recipe's. */
async function pageFor(recipe, server) {
  const site = recipe.issuer && LAB;
  const open = () =>
    openSignIn(
      stage,
      {},
      {
        ...{ server, context, site },
        attributes: {
          ...recipe.page,
          // A registry's name suffices.
          issuer: recipe.issuer ? null : server.issuer,
        },
      },
    );
  if (needsAPage(recipe)) {
    server.next(recipe.before?.[0] ?? recipe);
    const visit = await open();
    for (const earlier of recipe.before ?? []) {
      server.next(earlier);
      const { detail } = await visit.attempt();
      assert.equal(detail.orcid, CARBERRY, JSON.stringify(detail));
      await visit.signOut();
    }
    return visit;
  }
  const key = recipe.flow ?? 'implicit';
  if (!shared.has(key)) {
    server.next(recipe.flow && { flow: recipe.flow });
    shared.set(key, await open());
  }
  const visit = shared.get(key);
  // A page behind others is drawn seldom, and clicks wait for that.
  await visit.page.bringToFront();
  return visit;
}

/** Ends a page, unless the next test shares it. */
async function leave(visit, recipe, isFine) {
  const key = recipe.flow ?? 'implicit';
  if (isFine && shared.get(key) === visit) return;
  if (shared.get(key) === visit) shared.delete(key);
  await Promise.all(visit.popups.map((popup) => popup.close()));
  await visit.page.close();
}

async function within(recipe, check) {
  const server = await serverOf(recipe);
  server.reset();
  const visit = await pageFor(recipe, server);
  server.next(recipe);
  let isFine = false;
  try {
    await check(visit, await visit.attempt(), server);
    isFine = true;
  } finally {
    await leave(visit, recipe, isFine);
  }
}

describe('an answer is refused', () => {
  for (const [name, recipe, code] of REFUSALS) {
    it(`${name}: ${code}`, () =>
      within(recipe, async (visit, outcome, server) => {
        await assertRefused(visit, outcome, code, server);
        // The window is closed, whatever came of it.
        for (const popup of visit.popups) {
          if (!popup.isClosed()) await popup.waitForEvent('close');
        }
      }));
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
