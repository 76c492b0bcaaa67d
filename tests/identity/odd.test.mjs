// Odd tokens, key sets and times, each properly signed, through the three who
// check them: the page, and the two back ends of docs/verify. They agree, or the
// recipe says why not.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { verify as verifyInNode } from '../../docs/verify/node.mjs';
import { NO_PYTHON, startPython } from './back-end.mjs';
import { listen, stop } from './http.mjs';
import { claims } from './odd/claims.mjs';
import { keys } from './odd/keys.mjs';
import { texts } from './odd/texts.mjs';
import { times } from './odd/times.mjs';
import {
  CLIENT,
  make,
  NONCE,
  REFUSED,
  SUB,
  TAKEN,
  VERIFIER,
} from './odd/tools.mjs';
import { startPage } from './page.mjs';

const RECIPES = [...times, ...claims, ...texts, ...keys];

const made = new Map();
let server;
let port;
let page;
let python;

/** Every recipe has an issuer of its own: libraries keep keys by address. */
before(async () => {
  server = createServer((req, res) => {
    const path = decodeURI(req.url);
    const [, name, ...rest] = path.split('/');
    const place = made.get(Number(/^case-(\d+)/.exec(name)?.[1]));
    const document = JSON.stringify({
      jwks_uri: encodeURI(`${place.issuer}/jwks`),
    });
    res.setHeader('Content-Type', 'application/json');
    res.end(rest.at(-1) === 'jwks' ? place.jwks : document);
  });
  port = await listen(server, 0, '127.0.0.1');
  page = startPage();
  if (!NO_PYTHON) python = startPython();
});
after(async () => {
  page?.close();
  python?.close();
  await stop(server);
});

const CHECKERS = {
  page: ({ token, issuer, jwks, now }) =>
    page.verify({
      ...{ token, issuer, jwks, clientId: CLIENT, nonce: NONCE },
      now: now * 1000,
    }),
  node: ({ token, issuer }) =>
    verifyInNode({ idToken: token, verifier: VERIFIER }, CLIENT, issuer),
  python: ({ token, issuer }) =>
    python.verify({ idToken: token, verifier: VERIFIER }, CLIENT, issuer),
};

for (const [who, check] of Object.entries(CHECKERS)) {
  describe(`${who}:`, { skip: who === 'python' && NO_PYTHON }, () => {
    for (const [
      index,
      [name, recipe, verdict, orcid = SUB],
    ] of RECIPES.entries()) {
      if (verdict.varies === who) continue;
      const isTaken = verdict === TAKEN || !!verdict.who?.includes(who);
      test(`${isTaken ? 'takes' : 'refuses'} ${name}`, async () => {
        const now = Math.floor(Date.now() / 1000);
        const issuer = `http://127.0.0.1:${port}/case-${index}`;
        const place = { ...make(recipe, { now, issuer }), now };
        made.set(index, place);
        if (isTaken) assert.equal(await check(place), orcid);
        else await assert.rejects(check(place));
      });
    }
  });
}

test('there are some hundreds, each with a name and a verdict', () => {
  const names = new Set(RECIPES.map(([name]) => name));
  assert.equal(names.size, RECIPES.length);
  assert.ok(names.size > 200, String(names.size));
  for (const [name, , verdict] of RECIPES) {
    const isOne = verdict === TAKEN || verdict === REFUSED;
    assert.ok(isOne || (verdict.who.length < 3 && verdict.why), name);
  }
});
