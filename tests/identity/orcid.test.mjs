// The local server of profile orcid behaves as ORCID is known to.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';

import { IDS } from '../registry/server.mjs';
import { answerIn, Visitor } from './browserless.mjs';
import { atHash, readToken } from './keys.mjs';
import { REDIRECT_URI, signIn } from './reference.mjs';
import { startIdentity } from './server.mjs';

const ORIGIN = 'https://lab.example';
let identity;

before(async () => {
  identity = await startIdentity();
});
after(() => identity.close());
beforeEach(() => identity.reset());

const authorize = (more = {}, server = identity) =>
  `${server.issuer}/oauth/authorize?${new URLSearchParams({
    client_id: server.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'id_token',
    scope: 'openid',
    state: 'a-state',
    nonce: 'a-nonce',
    ...more,
  })}`;

/** The sign-in page, then a button. */
async function press(fields, more, server, visitor = new Visitor()) {
  const page = await visitor.follow(authorize(more, server));
  assert.match(page.address, /\/signin\//);
  return visitor.submit(page.address, fields);
}
const allow = (more, orcid = IDS.carberry) =>
  press({ orcid, answer: 'allow' }, more);

const ask = (path, options = {}) =>
  fetch(identity.issuer + path, {
    ...options,
    headers: { Origin: ORIGIN, ...options.headers },
  });

const exchange = (fields) =>
  ask('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT_URI,
      client_id: identity.clientId,
      client_secret: identity.client.secret,
      ...fields,
    }),
  });

async function freshCode() {
  const { address } = await allow({ response_type: 'code' });
  return answerIn(address).params.code;
}

describe('the implicit answer', () => {
  test('is an id_token in the fragment, with what ORCID puts there', async () => {
    const { address } = await allow();
    const { at, params } = answerIn(address);
    assert.equal(at, 'fragment');
    assert.deepEqual(Object.keys(params).toSorted(), ['id_token', 'state']);
    assert.equal(params.state, 'a-state');
    const { header, claims } = readToken(params.id_token);
    const [{ kid }] = (await (await ask('/oauth/jwks')).json()).keys;
    assert.deepEqual(header, { alg: 'RS256', kid });
    const { iat, exp, auth_time: signedIn, jti, ...others } = claims;
    assert.deepEqual(others, {
      iss: identity.issuer,
      sub: IDS.carberry,
      aud: identity.clientId,
      nonce: 'a-nonce',
      given_name: 'Josiah',
      family_name: 'Carberry',
    });
    assert.equal(exp - iat, 86_400);
    assert.ok(Math.abs(iat - Date.now() / 1000) < 30 && signedIn <= iat);
    assert.match(jti, /^[\da-f-]{36}$/);
  });

  test('has the credit name as name, and no names of who shows none', async () => {
    const namesOf = async (orcid) => {
      const { params } = answerIn((await allow({}, orcid)).address);
      const { name, given_name, family_name } = readToken(
        params.id_token,
      ).claims;
      return [name, given_name, family_name];
    };
    assert.deepEqual(await namesOf(IDS.worksOnly), Array(3).fill(undefined));
    assert.deepEqual(await namesOf(IDS.arabic), [
      'ليلى الحداد',
      'ليلى',
      'الحداد',
    ]);
  });

  test('with a token has its hash, and what ORCID adds', async () => {
    const { address } = await allow({ response_type: 'id_token token' });
    const { params } = answerIn(address);
    const { claims } = readToken(params.id_token);
    assert.equal(claims.at_hash, atHash(params.access_token));
    assert.equal(params.tokenVersion, '1');
    assert.equal(params.persistent, 'false');
    assert.equal(params.iss, undefined);
  });

  test('can be one with a token though none was asked for', async () => {
    identity.settings.answerWithToken = true;
    const { params } = answerIn((await allow()).address);
    assert.ok(params.access_token && params.id_token);
  });

  test('wants a nonce, and keeps that error to itself', async () => {
    const visitor = new Visitor();
    const { response, address } = await visitor.follow(
      authorize({ nonce: '' }),
    );
    assert.equal(response.status, 200);
    assert.ok(address.startsWith(identity.issuer));
    assert.match(await response.text(), /invalid_request/);
  });

  test('satisfies every check of a page', async () => {
    identity.settings.answer = IDS.arabic;
    const { orcid, flow } = await signIn(identity);
    assert.deepEqual({ orcid, flow }, { orcid: IDS.arabic, flow: 'id_token' });
  });
});

describe('redirect addresses', () => {
  test('match by prefix of the path, and by nothing less in host and port', async () => {
    const client = { redirectUris: ['https://lab.example/people'] };
    const server = await startIdentity({ clients: [client] });
    try {
      const accepted = async (address) => {
        const asked = authorize({ redirect_uri: address }, server);
        return (await new Visitor().follow(asked)).response.status === 200;
      };
      assert.ok(await accepted('https://lab.example/people'));
      assert.ok(await accepted('https://lab.example/people/back.html?a=b'));
      for (const address of [
        'https://lab.example/',
        'https://lab.example:8443/people',
        'https://www.lab.example/people',
        'http://lab.example/people',
        'https://lab.example/people#a',
        'https://lab.example.evil.example/people',
      ]) {
        assert.ok(!(await accepted(address)), address);
      }
    } finally {
      await server.close();
    }
  });

  test('of a client without any are all of this machine, and no others', async () => {
    for (const [address, status] of [
      ['http://localhost:1234/a', 200],
      ['http://site.localhost:1234/a', 200],
      ['https://lab.example/', 400],
    ]) {
      const asked = authorize({ redirect_uri: address });
      const { response } = await new Visitor().follow(asked);
      assert.equal(response.status, status, address);
    }
  });
});

describe('the token address', () => {
  test('gives an id_token for a code and the secret, to no page', async () => {
    const response = await exchange({ code: await freshCode() });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    const { claims } = readToken((await response.json()).id_token);
    assert.equal(claims.sub, IDS.carberry);
    assert.equal(claims.nonce, 'a-nonce');
  });

  test('refuses without the secret, and a code twice', async () => {
    const code = await freshCode();
    const without = await exchange({ code, client_secret: '' });
    assert.equal((await without.json()).error, 'invalid_client');
    assert.equal((await exchange({ code })).status, 200);
    const again = await exchange({ code });
    assert.equal((await again.json()).error, 'invalid_grant');
  });

  test('knows no verifier: a challenge breaks the exchange', async () => {
    const { address } = await allow({
      response_type: 'code',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const { code } = answerIn(address).params;
    const response = await exchange({ code, code_verifier: 'b'.repeat(43) });
    assert.equal((await response.json()).error, 'invalid_grant');
  });

  test('tells a preflight nothing', async () => {
    const { headers } = await ask('/oauth/token', {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(headers.get('access-control-allow-origin'), null);
  });
});

describe('a no', () => {
  const deny = () => press({ answer: 'deny' });
  test('comes back as an error alone', async () => {
    const { address } = await deny();
    assert.equal(address, `${REDIRECT_URI}#error=access_denied`);
  });

  test('comes back in the query with its state, where so set', async () => {
    identity.settings.denial = 'query';
    const { at, params } = answerIn((await deny()).address);
    assert.equal(at, 'query');
    assert.deepEqual(params, {
      error: 'access_denied',
      error_description: 'User denied access',
      state: 'a-state',
    });
  });

  test('of a browser with nobody signed in is a bare word, or an error', async () => {
    const silent = async () => {
      const asked = authorize({ prompt: 'none' });
      return (await new Visitor().follow(asked)).address;
    };
    assert.equal(await silent(), `${REDIRECT_URI}#login_required`);
    identity.settings.denial = 'fragment';
    assert.equal(await silent(), `${REDIRECT_URI}#error=login_required`);
    identity.settings.denial = 'query';
    const { at, params } = answerIn(await silent());
    assert.equal(at, 'query');
    assert.equal(params.error, 'login_required');
    assert.equal(params.state, 'a-state');
  });
});

describe('prompt', () => {
  test('none succeeds after a sign-in, login asks again', async () => {
    const visitor = new Visitor();
    const fields = { orcid: IDS.carberry, answer: 'allow' };
    await press(fields, {}, identity, visitor);
    const silent = await visitor.follow(authorize({ prompt: 'none' }));
    const { id_token: idToken } = answerIn(silent.address).params;
    assert.equal(readToken(idToken).claims.sub, IDS.carberry);
    const aloud = await visitor.follow(authorize({ prompt: 'login' }));
    assert.match(aloud.address, /\/signin\//);
  });

  test('login lets another person sign in where one was', async () => {
    const visitor = new Visitor();
    const as = (orcid) =>
      press({ orcid, answer: 'allow' }, { prompt: 'login' }, identity, visitor);
    await as(IDS.carberry);
    // The provider signs the first one out, by a form that sends itself.
    const text = await (await as(IDS.arabic)).response.text();
    const action = /action="([^"]+)"/.exec(text)[1];
    const fields = [...text.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
    const { address } = await visitor.submit(
      action,
      fields.map(([, name, value]) => [name, value]),
    );
    const { id_token: idToken } = answerIn(address).params;
    assert.equal(readToken(idToken).claims.sub, IDS.arabic);
  });
});

describe('the sign-in page', () => {
  test('takes the language and what is filled in, harmlessly', async () => {
    const asked = authorize({
      lang: 'zh_CN',
      given_names: '<b>Ann</b>',
      family_names: 'Lee',
      email: 'a@lab.example',
      orcid: IDS.arabic,
      show_login: 'false',
    });
    const { response } = await new Visitor().follow(asked);
    const text = await response.text();
    assert.match(text, /<html lang="zh-CN">/);
    assert.match(text, /id="prefill-given_names">&#60;b&#62;Ann/);
    assert.match(text, /id="prefill-family_names">Lee</);
    assert.match(text, /id="prefill-email">a@lab.example</);
    assert.match(text, /id="prefill-show_login">false</);
    assert.match(text, new RegExp(`id="other"[^>]*value="${IDS.arabic}"`));
  });

  test('takes any valid iD, and says so of others', async () => {
    const visitor = new Visitor();
    const { address } = await visitor.follow(authorize());
    const wrong = { other: '0000-0002-1825-0098', answer: 'allow' };
    const { response } = await visitor.submit(address, wrong);
    assert.match(await response.text(), /id="problem"/);
    const right = { other: '0000-0001-5109-3700', answer: 'allow' };
    const end = await visitor.submit(address, right);
    const { id_token: idToken } = answerIn(end.address).params;
    assert.equal(readToken(idToken).claims.sub, '0000-0001-5109-3700');
  });

  test('can isolate itself from its opener', async () => {
    identity.settings.coop = 'same-origin';
    const { response } = await new Visitor().follow(authorize());
    const { headers } = response;
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
  });

  test('of a sign-in that is over says so', async () => {
    const response = await ask('/signin/nothing');
    assert.equal(response.status, 400);
  });
});

describe('faults', () => {
  test('are played as often as asked, and forgotten at a reset', async () => {
    const status = async () => (await ask('/oauth/jwks')).status;
    identity.fault('jwks', { status: 503, times: 1 });
    assert.deepEqual([await status(), await status()], [503, 200]);
    identity.fault('jwks', { drop: true });
    await assert.rejects(ask('/oauth/jwks'));
    identity.reset();
    assert.equal(await status(), 200);
  });

  test('delays hold an answer back', async () => {
    identity.settings.delays = { jwks: 120 };
    const began = performance.now();
    await ask('/oauth/jwks');
    assert.ok(performance.now() - began >= 110);
  });
});

test('is the issuer it is told to be, wherever it is reached', async () => {
  const issuer = 'https://sandbox.orcid.org';
  const server = await startIdentity({ issuer });
  try {
    server.settings.answer = IDS.carberry;
    const lead = (address) => address.replace(issuer, server.url);
    const { claims } = await signIn(server, { lead });
    assert.equal(claims.iss, issuer);
  } finally {
    await server.close();
  }
});
