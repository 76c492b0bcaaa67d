// The examples for back ends in docs/verify: they take a good token, and refuse
// all that a server could be made to send.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { verify as verifyInNode } from '../../docs/verify/node.mjs';
import { IDS } from '../registry/server.mjs';
import { NO_PYTHON, startPython } from './back-end.mjs';
import { answerIn } from './browserless.mjs';
import { s256 } from './keys.mjs';
import { at, having, without } from './recipes/tools.mjs';
import { signIn } from './reference.mjs';
import { REFUSALS } from './refusals.mjs';
import { startRogue } from './rogue.mjs';
import { startIdentity } from './server.mjs';

const EXAMPLES = fileURLToPath(new URL('../../docs/verify/', import.meta.url));
const VERIFIER = 'the-verifier-of-this-attempt-43-characters-';

let python;
before(() => {
  if (!NO_PYTHON) python = startPython();
});
after(() => python?.close());

/** What the refusal must be about, so that nothing else has gone wrong. */
const REASONS = {
  'unsigned-token': /alg|algorithm|signing key/i,
  'symmetric-algorithm': /alg/i,
  'wrong-algorithm': /alg/i,
  'missing-key-id': /ki?d|key/i,
  'unknown-key': /key/i,
  'bad-signature': /signature/i,
  'malformed-token': /jws|jwt|segments|header|decod|signature|nbf/i,
  'wrong-issuer': /"?iss"?/i,
  'wrong-audience': /aud/i,
  'extra-audience': /audience/i,
  'missing-azp': /audience/i,
  'wrong-azp': /audience/i,
  'expired-token': /exp/i,
  'token-from-future': /iat|nbf/i,
  'missing-nonce': /nonce/i,
  'wrong-nonce': /another sign-in/i,
  'sub-not-an-id': /sub/i,
};

/** Those of the misbehaving server that a back end can know of, by its token. */
const WRONG = REFUSALS.filter(
  ([, { flow, issuer, before: earlier, jwks }, code]) =>
    REASONS[code] && !flow && !issuer && !earlier && !jwks,
);

let rogue;
before(async () => {
  rogue = await startRogue();
});
after(() => rogue.close());

/** The id_token that the server sends for this verifier. */
async function tokenOf(recipe, verifier = VERIFIER, server = rogue) {
  server.next(recipe);
  const asked = new URLSearchParams({
    client_id: server.clientId,
    redirect_uri: 'https://lab.example/',
    nonce: s256(verifier),
  });
  const { headers } = await fetch(`${server.url}/oauth/authorize?${asked}`, {
    redirect: 'manual',
  });
  return answerIn(headers.get('location')).params.id_token;
}

const languages = [
  ['Node', verifyInNode, false],
  ['Python', (...question) => python.verify(...question), NO_PYTHON],
];

for (const [language, verify, skip] of languages) {
  describe(`the example in ${language}`, { skip }, () => {
    const check = (sent) => verify(sent, rogue.clientId, rogue.issuer);

    test('returns the iD of a good token', async () => {
      const sent = { idToken: await tokenOf({}), verifier: VERIFIER };
      assert.equal(await check(sent), IDS.carberry);
    });

    test('takes what a page has after a real sign-in', async () => {
      const identity = await startIdentity({ answer: IDS.arabic });
      try {
        const { clientId, issuer } = identity;
        const { idToken, verifier } = await signIn(identity);
        const sent = { idToken, verifier };
        assert.equal(await verify(sent, clientId, issuer), IDS.arabic);
        await assert.rejects(verify(sent, 'APP-ANOTHER', issuer), /aud/i);
      } finally {
        await identity.close();
      }
    });

    test('refuses the verifier of another sign-in', async () => {
      const sent = { idToken: await tokenOf({}), verifier: 'another' };
      await assert.rejects(check(sent), /another sign-in/);
    });

    test('refuses a token that is good for longer than a day', async () => {
      const idToken = await tokenOf({ claims: at({ exp: 200_000 }) });
      await assert.rejects(check({ idToken, verifier: VERIFIER }), /exp/);
    });

    test('refuses a token of the day before yesterday', async () => {
      const idToken = await tokenOf({ claims: at({ iat: -200_000 }) });
      await assert.rejects(check({ idToken, verifier: VERIFIER }), /iat/);
    });

    test('refuses a kid that two keys have', async () => {
      const [, recipe] = REFUSALS.find(
        ([, , code]) => code === 'duplicate-key-id',
      );
      const other = await startRogue();
      try {
        const idToken = await tokenOf(recipe, VERIFIER, other);
        const sent = { idToken, verifier: VERIFIER };
        await assert.rejects(
          verify(sent, other.clientId, other.issuer),
          /keys/i,
        );
      } finally {
        await other.close();
      }
    });

    test('asks when the password was given where that matters', async () => {
      const fresh = async (claims, maxAuthAge) => {
        const idToken = await tokenOf({ claims });
        const sent = { idToken, verifier: VERIFIER };
        return verify(sent, rogue.clientId, rogue.issuer, maxAuthAge);
      };
      const old = at({ auth_time: -3600 });
      assert.equal(await fresh(old), IDS.carberry);
      assert.equal(await fresh(old, 7200), IDS.carberry);
      assert.equal(await fresh(at({ auth_time: -330 }), 300), IDS.carberry);
      await assert.rejects(fresh(old, 300), /auth_time/);
      await assert.rejects(fresh(without('auth_time'), 300), /auth_time/);
      for (const value of ['1790000000', true, null, [1e12]]) {
        const odd = having({ auth_time: value });
        await assert.rejects(fresh(odd, 300), /auth_time/);
      }
    });

    test('refuses a token without an end', async () => {
      const recipe = { claims: (good) => ({ ...good, exp: undefined }) };
      const sent = { idToken: await tokenOf(recipe), verifier: VERIFIER };
      await assert.rejects(check(sent), /exp/);
    });

    for (const [name, recipe, code] of WRONG) {
      test(`refuses ${name}`, async () => {
        const idToken = await tokenOf(recipe);
        await assert.rejects(
          check({ idToken, verifier: VERIFIER }),
          REASONS[code],
        );
      });
    }
  });
}

test('every reason is put to the test', () => {
  const tried = new Set(WRONG.map(([, , code]) => code));
  assert.deepEqual([...tried].toSorted(), Object.keys(REASONS).toSorted());
});

test('the examples are as short as they promise', () => {
  for (const [file, most] of [
    ['node.mjs', 54],
    ['python.py', 54],
    ['token-endpoint.mjs', 44],
  ]) {
    const lines = readFileSync(EXAMPLES + file, 'utf8')
      .trimEnd()
      .split('\n');
    assert.ok(lines.length <= most, `${file}: ${lines.length}`);
  }
});
