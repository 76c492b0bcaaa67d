// docs/verify/token-endpoint.mjs: a site's own token address, at a server that
// demands a secret and knows no PKCE, as ORCID does.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';

import { IDS } from '../registry/server.mjs';
import { answerIn, Visitor } from './browserless.mjs';
import { readToken, s256 } from './keys.mjs';
import { REDIRECT_URI } from './reference.mjs';
import { startIdentity } from './server.mjs';

const SITE = 'https://lab.example';
const VERIFIER = 'v'.repeat(43);
let identity;
let endpoint;

before(async () => {
  identity = await startIdentity({ answer: IDS.carberry });
  const { issuer: ISSUER, client } = identity;
  const settings = { ISSUER, SITE, CLIENT_ID: client.id };
  Object.assign(process.env, settings, { CLIENT_SECRET: client.secret });
  endpoint = (await import('../../docs/verify/token-endpoint.mjs')).default;
});
after(() => identity.close());
beforeEach(() => identity.reset());

async function freshCode() {
  const asked = new URLSearchParams({
    client_id: identity.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
    nonce: s256(VERIFIER),
  });
  const there = `${identity.issuer}/oauth/authorize?${asked}`;
  return answerIn((await new Visitor().follow(there)).address).params.code;
}

async function send(fields, { origin = SITE, method = 'POST' } = {}) {
  const request = new Request('https://lab.example/token', {
    method,
    headers: { Origin: origin },
    ...(method === 'POST' && {
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: REDIRECT_URI,
        client_id: identity.clientId,
        code_verifier: VERIFIER,
        ...fields,
      }),
    }),
  });
  const response = await endpoint.fetch(request);
  return {
    status: response.status,
    cors: response.headers.get('access-control-allow-origin'),
    body: await response.json(),
  };
}

describe("a site's own token address", () => {
  test('gives the id_token and nothing else, to its page alone', async () => {
    const { status, cors, body } = await send({ code: await freshCode() });
    assert.equal(status, 200);
    assert.equal(cors, SITE);
    assert.deepEqual(Object.keys(body), ['id_token']);
    assert.equal(readToken(body.id_token).claims.sub, IDS.carberry);
  });

  test('adds the secret, and hands no verifier on', async () => {
    await send({ code: await freshCode() });
    const { form } = identity.requests.find(({ kind }) => kind === 'token');
    assert.equal(form.client_secret, identity.client.secret);
    assert.equal(form.code_verifier, undefined);
  });

  test('gives nothing to who has the code but not the verifier', async () => {
    for (const verifier of ['w'.repeat(43), '']) {
      const code = await freshCode();
      const { status, body } = await send({ code, code_verifier: verifier });
      assert.equal(status, 400);
      assert.deepEqual(body, { error: 'invalid_grant' });
    }
  });

  test('says what ORCID says of a code that was used', async () => {
    const code = await freshCode();
    await send({ code });
    const { status, body } = await send({ code });
    assert.equal(status, 400);
    assert.deepEqual(body, { error: 'invalid_grant' });
  });

  test('refuses other origins and methods without asking ORCID', async () => {
    const code = await freshCode();
    for (const options of [
      { origin: 'https://evil.example' },
      { method: 'GET' },
    ]) {
      assert.equal((await send({ code }, options)).status, 403);
    }
    assert.ok(!identity.requests.some(({ kind }) => kind === 'token'));
  });

  test('answers a page when ORCID does not', async () => {
    identity.fault('token', { drop: true });
    const { status, cors, body } = await send({ code: 'any' });
    assert.deepEqual([status, cors], [400, SITE]);
    assert.deepEqual(body, { error: 'server_error' });
  });

  test('answers a page when ORCID says what cannot be read', async (t) => {
    const claims = (text) => `e30.${Buffer.from(text).toString('base64url')}.`;
    for (const [token, error] of [
      ...['', null, 0].map((none) => [none, 'server_error']),
      ...['x', 'x.y.z', '..', claims('null'), claims('{}'), claims('{')].map(
        (text) => [text, 'invalid_grant'],
      ),
      ...[1, {}, []].map((odd) => [odd, 'invalid_grant']),
    ]) {
      const asked = () => Response.json({ id_token: token });
      t.mock.method(globalThis, 'fetch', async () => asked());
      const { status, cors, body } = await send({ code: 'any' });
      assert.deepEqual([status, cors, body], [400, SITE, { error }], token);
    }
    for (const answer of ['null', '[]', '"x"', '<p>']) {
      t.mock.method(globalThis, 'fetch', async () => new Response(answer));
      const { status, cors, body } = await send({ code: 'any' });
      assert.deepEqual([status, cors], [400, SITE], answer);
      assert.deepEqual(body, { error: 'server_error' });
    }
  });
});
