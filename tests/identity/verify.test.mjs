// The examples for back ends in docs/verify: they take a good token, and refuse
// all that a server could be made to send.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { verify as verifyInNode } from '../../docs/verify/node.mjs';
import { IDS } from '../registry/server.mjs';
import { answerIn } from './browserless.mjs';
import { s256 } from './keys.mjs';
import { signIn } from './reference.mjs';
import { REFUSALS } from './refusals.mjs';
import { startRogue } from './rogue.mjs';
import { startIdentity } from './server.mjs';

const EXAMPLES = fileURLToPath(new URL('../../docs/verify/', import.meta.url));
const VERIFIER = 'the-verifier-of-this-attempt-43-characters-';
const { PYTHON } = process.env;

/** A back end in Python: a line of JSON in, a line of JSON out. */
const BACK_END = `
import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import python
for line in sys.stdin:
    try:
        answer = {"orcid": python.verify(*json.loads(line))}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
`;

let backEnd;
let answers;

before(() => {
  if (!PYTHON) return;
  backEnd = spawn(PYTHON, ['-c', BACK_END, EXAMPLES], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: backEnd.stdout });
  answers = lines[Symbol.asyncIterator]();
});
after(() => backEnd?.stdin.end());

async function verifyInPython(...question) {
  backEnd.stdin.write(`${JSON.stringify(question)}\n`);
  const { value = '{"error":"Python has ended"}' } = await answers.next();
  const { orcid, error } = JSON.parse(value);
  if (error) throw new Error(error);
  return orcid;
}

/** What the refusal must be about, so that nothing else has gone wrong. */
const REASONS = {
  'unsigned-token': /alg|algorithm|signing key/i,
  'symmetric-algorithm': /alg/i,
  'wrong-algorithm': /alg/i,
  'unknown-key': /key/i,
  'bad-signature': /signature/i,
  'malformed-token': /jws|jwt|segments|header|decod|signature/i,
  'wrong-issuer': /"?iss"?/i,
  'wrong-audience': /aud/i,
  'extra-audience': /audience/i,
  'missing-azp': /audience/i,
  'wrong-azp': /audience/i,
  'expired-token': /exp/i,
  'missing-nonce': /nonce/i,
  'wrong-nonce': /another sign-in/i,
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
async function tokenOf(recipe, verifier = VERIFIER) {
  rogue.next(recipe);
  const asked = new URLSearchParams({
    client_id: rogue.clientId,
    redirect_uri: 'https://lab.example/',
    nonce: s256(verifier),
  });
  const { headers } = await fetch(`${rogue.url}/oauth/authorize?${asked}`, {
    redirect: 'manual',
  });
  return answerIn(headers.get('location')).params.id_token;
}

const languages = [
  ['Node', verifyInNode, false],
  [
    'Python',
    verifyInPython,
    !PYTHON && 'PYTHON names none with PyJWT: npm test does',
  ],
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
    ['node.mjs', 29],
    ['python.py', 29],
    ['token-endpoint.mjs', 44],
  ]) {
    const lines = readFileSync(EXAMPLES + file, 'utf8')
      .trimEnd()
      .split('\n');
    assert.ok(lines.length <= most, `${file}: ${lines.length}`);
  }
});
