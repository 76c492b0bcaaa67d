// What the local server of profile orcid says of itself, to pages of any origin.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { startIdentity } from './server.mjs';

const ORIGIN = 'https://lab.example';
let identity;

before(async () => {
  identity = await startIdentity();
});
after(() => identity.close());

const ask = (path) =>
  fetch(identity.issuer + path, { headers: { Origin: ORIGIN } });

describe('discovery and keys', () => {
  test('says what ORCID says, letter by letter, and nothing of PKCE', async () => {
    const at = identity.issuer;
    assert.deepEqual(
      await (await ask('/.well-known/openid-configuration')).json(),
      {
        issuer: at,
        authorization_endpoint: `${at}/oauth/authorize`,
        token_endpoint: `${at}/oauth/token`,
        userinfo_endpoint: `${at}/oauth/userinfo`,
        jwks_uri: `${at}/oauth/jwks`,
        claims_supported: [
          ...['family_name', 'given_name', 'name'],
          ...['auth_time', 'iss', 'sub'],
        ],
        scopes_supported: ['openid'],
        subject_types_supported: ['public'],
        response_types_supported: ['code', 'id_token', 'id_token token'],
        grant_types_supported: [
          ...['authorization_code', 'implicit', 'refresh_token'],
        ],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        token_endpoint_auth_signing_alg_values_supported: ['RS256'],
        id_token_signing_alg_values_supported: ['RS256'],
        claims_parameter_supported: false,
      },
    );
  });

  test('lists one RSA key, without alg, in the members of the real list', async () => {
    const { keys } = await (await ask('/oauth/jwks')).json();
    assert.equal(keys.length, 1);
    const real = new URL(
      '../../../shared/corpus/oidc/jwks-production.json',
      import.meta.url,
    );
    const members = existsSync(real)
      ? Object.keys(JSON.parse(readFileSync(real)).keys[0])
      : ['kty', 'e', 'use', 'kid', 'n'];
    assert.deepEqual(Object.keys(keys[0]).toSorted(), members.toSorted());
  });

  test('both are open to every origin, by its name', async () => {
    for (const path of ['/.well-known/openid-configuration', '/oauth/jwks']) {
      const { headers } = await ask(path);
      assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
      assert.equal(headers.get('access-control-allow-credentials'), 'true');
    }
  });
});
