// The local server of profile pkce: public clients, S256, and its origin told.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';

import { IDS } from '../registry/server.mjs';
import { answerIn, Visitor } from './browserless.mjs';
import { s256 } from './keys.mjs';
import { REDIRECT_URI, signIn } from './reference.mjs';
import { startIdentity } from './server.mjs';

const ORIGIN = new URL(REDIRECT_URI).origin;
const VERIFIER = 'v'.repeat(43);
let identity;

before(async () => {
  identity = await startIdentity({ profile: 'pkce' });
});
after(() => identity.close());
beforeEach(() => {
  identity.reset();
  identity.settings.answer = IDS.carberry;
});

const authorize = (more = {}) =>
  `${identity.issuer}/oauth/authorize?${new URLSearchParams({
    client_id: identity.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge: s256(VERIFIER),
    code_challenge_method: 'S256',
    ...more,
  })}`;

const back = async (more) =>
  answerIn((await new Visitor().follow(authorize(more))).address);

const exchange = (code, more = {}, origin = ORIGIN) =>
  fetch(`${identity.issuer}/oauth/token`, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: identity.clientId,
      redirect_uri: REDIRECT_URI,
      code,
      code_verifier: VERIFIER,
      ...more,
    }),
  });

const errorOf = async (response) => (await response.json()).error;

describe('discovery', () => {
  test('announces PKCE, fragments and the issuer beside answers', async () => {
    const address = `${identity.issuer}/.well-known/openid-configuration`;
    const document = await (await fetch(address)).json();
    assert.equal(document.issuer, identity.issuer);
    assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
    assert.ok(document.response_modes_supported.includes('fragment'));
    assert.ok(document.authorization_response_iss_parameter_supported);
    assert.deepEqual(document.response_types_supported, ['code']);
    assert.deepEqual(document.token_endpoint_auth_methods_supported, ['none']);
  });
});

describe('a code', () => {
  test('comes back in the query or the fragment, with state and issuer', async () => {
    for (const [mode, at] of [
      [{}, 'query'],
      [{ response_mode: 'fragment' }, 'fragment'],
    ]) {
      const answer = await back(mode);
      assert.equal(answer.at, at);
      assert.equal(answer.params.state, 'a-state');
      assert.equal(answer.params.iss, identity.issuer);
      assert.ok(answer.params.code);
    }
  });

  test('is not to be had without a challenge, or with a plain one', async () => {
    for (const more of [
      { code_challenge: '', code_challenge_method: '' },
      { code_challenge_method: 'plain' },
    ]) {
      assert.equal((await back(more)).params.error, 'invalid_request');
    }
  });

  test('becomes a token with its verifier, once, without any secret', async () => {
    const { code } = (await back()).params;
    const response = await exchange(code);
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    assert.ok((await response.json()).id_token);
    assert.equal(await errorOf(await exchange(code)), 'invalid_grant');
  });

  test('becomes nothing with another verifier, or none', async () => {
    for (const verifier of ['w'.repeat(43), '']) {
      const { code } = (await back()).params;
      const response = await exchange(code, { code_verifier: verifier });
      assert.equal(await errorOf(response), 'invalid_grant');
    }
  });

  test('is not exchanged for a page of another origin', async () => {
    const { code } = (await back()).params;
    const response = await exchange(code, {}, 'https://evil.example');
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    assert.equal(response.status, 400);
  });
});

test('a registered redirect address is taken letter by letter', async () => {
  const client = { redirectUris: ['https://lab.example/back'] };
  const server = await startIdentity({ profile: 'pkce', clients: [client] });
  try {
    for (const [address, status] of [
      ['https://lab.example/back', 200],
      ['https://lab.example/back/more', 400],
    ]) {
      const asked = authorize({ redirect_uri: address });
      const { response } = await new Visitor().follow(
        asked.replace(identity.issuer, server.issuer),
      );
      assert.equal(response.status, status, address);
    }
  } finally {
    await server.close();
  }
});

test('a denial comes back with its state and issuer', async () => {
  identity.settings.answer = 'deny';
  const { params } = await back({ response_mode: 'fragment' });
  assert.equal(params.error, 'access_denied');
  assert.equal(params.state, 'a-state');
  assert.equal(params.iss, identity.issuer);
});

test('every check of a page is satisfied', async () => {
  const { orcid, flow } = await signIn(identity);
  assert.deepEqual({ orcid, flow }, { orcid: IDS.carberry, flow: 'code' });
});
