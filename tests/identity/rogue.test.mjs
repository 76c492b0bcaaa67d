// The misbehaving server does what its recipes say, and nothing else wrong.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { IDS } from '../registry/server.mjs';
import { newMemory, signIn } from './reference.mjs';
import { ACCEPTED, REFUSALS } from './refusals.mjs';
import { startRogue } from './rogue.mjs';

const rogues = new Map();

async function rogueOf({ issuer = null }) {
  if (!rogues.has(issuer)) {
    rogues.set(issuer, await startRogue(issuer ? { issuer } : {}));
  }
  const rogue = rogues.get(issuer);
  rogue.reset();
  return rogue;
}

after(() => Promise.all([...rogues.values()].map((rogue) => rogue.close())));

async function attempt(recipe) {
  const rogue = await rogueOf(recipe);
  const { issuer, url } = rogue;
  const memory = newMemory();
  const options = {
    memory,
    lead: (address) => address.replace(issuer, url),
    expect: recipe.page?.expect,
    prompt: recipe.page?.prompt,
  };
  for (const earlier of recipe.before ?? []) {
    rogue.next(earlier);
    await signIn(rogue, options);
  }
  rogue.next(recipe);
  return signIn(rogue, options);
}

describe('what must be refused is wrong in one way', () => {
  for (const [name, recipe, code] of REFUSALS) {
    test(`${name}: ${code}`, async () => {
      await assert.rejects(attempt(recipe), { codes: [code] });
    });
  }

  test('there are at least thirty, each with a name of its own', () => {
    const names = new Set(REFUSALS.map(([name]) => name));
    assert.equal(names.size, REFUSALS.length);
    assert.ok(names.size >= 30);
  });
});

describe('what is unusual and right is taken', () => {
  for (const [name, recipe] of ACCEPTED) {
    test(name, async () => {
      assert.equal((await attempt(recipe)).orcid, IDS.carberry);
    });
  }
});

describe('the server itself', () => {
  let rogue;
  before(async () => {
    rogue = await rogueOf({});
  });

  test('takes a code once', async () => {
    rogue.next({ flow: 'code' });
    await signIn(rogue);
    const { form } = rogue.requests.findLast(({ kind }) => kind === 'token');
    const again = await fetch(`${rogue.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    assert.equal(again.status, 400);
    assert.equal((await again.json()).error, 'invalid_grant');
  });

  test('notes what it was asked', async () => {
    rogue.next();
    rogue.requests.length = 0;
    await signIn(rogue);
    const kinds = rogue.requests.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['discovery', 'authorization', 'jwks']);
    assert.equal(rogue.requests[1].query.response_type, 'id_token');
  });

  test('passes an answer on from a page of its own origin', async () => {
    rogue.next({ elsewhere: true });
    const query = 'client_id=x&nonce=n&state=s&redirect_uri=http://a.example/';
    const asked = `${rogue.url}/oauth/authorize?${query}`;
    const { headers } = await fetch(asked, { redirect: 'manual' });
    const there = headers.get('location');
    assert.match(there, /\/elsewhere#id_token=.*&state=s$/);
    const page = await fetch(there);
    assert.match(await page.text(), /opener\?\.postMessage\(/);
  });
});
