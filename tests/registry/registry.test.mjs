// The stand-in registry over HTTP: negotiation, CORS, redirects, every error
// code. Faults are tested in faults.test.mjs, records in records.test.mjs.
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';

import fastify from 'fastify';

import {
  IDS,
  PEOPLE,
  PRIVATE_PUT_CODE,
  createRegistry,
  registerRegistry,
  startRegistry,
} from './server.mjs';

const JSON_TYPE = 'application/json';
const BADGE_ACCEPT = 'application/json, application/ld+json;q=0.5';
const NO_STORE = 'no-cache, no-store, max-age=0, must-revalidate';

let registry;
before(async () => {
  registry = await startRegistry();
});
after(() => registry.close());
afterEach(() => registry.reset());

function get(path, accept = JSON_TYPE, more = {}) {
  return fetch(`${registry.url}${path}`, {
    headers: accept === null ? {} : { Accept: accept },
    redirect: 'manual',
    ...more,
  });
}

const record = (orcid, accept, more) => get(`/v3.0/${orcid}`, accept, more);
const typeOf = (response) => response.headers.get('content-type');

/** fetch always sends some Accept header; this does not. */
function rawGet(path, headers = {}) {
  return new Promise((resolve, reject) => {
    httpRequest(`${registry.url}${path}`, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ response, body }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

describe('content negotiation at /v3.0/{iD}', () => {
  const CASES = [
    [JSON_TYPE, 'application/json;charset=UTF-8'],
    [BADGE_ACCEPT, 'application/json;charset=UTF-8'],
    ['application/ld+json', 'application/ld+json;charset=UTF-8'],
    [
      'application/json;q=0.4, application/ld+json;q=0.5',
      'application/ld+json;charset=UTF-8',
    ],
    [
      'application/ld+json;q=0, application/json;q=0.1',
      'application/json;charset=UTF-8',
    ],
    ['application/orcid+json', 'application/orcid+json;charset=UTF-8'],
    ['application/vnd.orcid+json', 'application/vnd.orcid+json;charset=UTF-8'],
    ['application/xml', 'application/xml;charset=UTF-8'],
    ['*/*', 'application/vnd.orcid+xml;charset=UTF-8'],
    ['application/*', 'application/vnd.orcid+xml;charset=UTF-8'],
    ['*/*, application/json', 'application/json;charset=UTF-8'],
    ['*/*, application/json;q=0.9', 'application/vnd.orcid+xml;charset=UTF-8'],
    [
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'application/xml;charset=UTF-8',
    ],
  ];
  for (const [accept, type] of CASES) {
    it(`${accept} gives ${type}`, async () => {
      const response = await record(IDS.ordinary, accept);
      assert.equal(response.status, 200);
      assert.equal(typeOf(response), type);
      const text = await response.text();
      if (type.includes('xml')) assert.match(text, /^<\?xml/);
      else assert.ok(JSON.parse(text));
    });
  }

  it('gives XML when Accept is missing', async () => {
    const { response, body } = await rawGet(`/v3.0/${IDS.ordinary}`);
    assert.match(response.headers['content-type'], /xml/);
    assert.match(body, /^<\?xml/);
    assert.match(body, /Marchetti-Lund/);
  });

  it('is compact as application/json and pretty as orcid+json', async () => {
    const compact = await (await record(IDS.ordinary)).text();
    const pretty = await (
      await record(IDS.ordinary, 'application/orcid+json')
    ).text();
    assert.ok(!compact.includes('\n'));
    assert.match(pretty, /^\{\n {2}"orcid-identifier"/);
    assert.deepEqual(JSON.parse(compact), JSON.parse(pretty));
  });

  it('refuses other types with 406/9001 without Content-Type', async () => {
    const response = await record(IDS.ordinary, 'text/html');
    assert.equal(response.status, 406);
    assert.equal(typeOf(response), null);
    assert.equal((await response.json())['error-code'], 9001);
  });

  it('refuses an unreadable Accept with 400 and HTML', async () => {
    const response = await record(IDS.ordinary, 'application');
    assert.equal(response.status, 400);
    assert.match(typeOf(response), /html/);
  });

  it('has JSON-LD only at the bare address', async () => {
    const path = `/v3.0/${IDS.ordinary}/record`;
    assert.equal((await get(path, 'application/ld+json')).status, 406);
    assert.equal(
      typeOf(await get(path, BADGE_ACCEPT)).split(';')[0],
      JSON_TYPE,
    );
  });

  it('compresses application/json only', async () => {
    const path = `/v3.0/${IDS.ordinary}`;
    const zip = { 'accept-encoding': 'gzip, br' };
    const json = await rawGet(path, { ...zip, accept: JSON_TYPE });
    const other = await rawGet(path, {
      ...zip,
      accept: 'application/orcid+json',
    });
    assert.equal(json.response.headers['content-encoding'], 'gzip');
    assert.equal(other.response.headers['content-encoding'], undefined);
  });
});

describe('CORS and caching', () => {
  const QUIET = ['hang', 'dropped', 'slow', 'slowBody', 'cut'];
  const SILENT = ['noCors', 'overloadedNoCors'];

  it('is open and uncached on every answer, errors included', async () => {
    for (const { key, orcid } of PEOPLE) {
      if (QUIET.includes(key)) continue;
      const response = await record(orcid);
      await response.arrayBuffer();
      const origin = response.headers.get('access-control-allow-origin');
      assert.equal(origin, SILENT.includes(key) ? null : '*', key);
      assert.equal(response.headers.get('cache-control'), NO_STORE, key);
      assert.equal(response.headers.get('pragma'), 'no-cache', key);
      assert.equal(response.headers.get('expires'), '0', key);
      for (const absent of ['etag', 'last-modified', 'retry-after']) {
        assert.equal(response.headers.get(absent), null, `${key} ${absent}`);
      }
      const exposed = response.headers.get('access-control-expose-headers');
      assert.equal(exposed, null, key);
    }
  });

  it('answers preflights without Authorization and If-None-Match', async () => {
    const response = await fetch(`${registry.url}/v3.0/${IDS.ordinary}`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://lab.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'if-none-match',
      },
    });
    const { headers } = response;
    assert.equal(response.status, 200);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    const methods = headers.get('access-control-allow-methods');
    assert.equal(methods, 'GET, POST, PUT, DELETE');
    const allowed = headers.get('access-control-allow-headers');
    assert.equal(allowed, 'X-Requested-With, Origin, Content-Type, Accept');
  });

  it('redirects the unversioned address without CORS', async () => {
    const response = await get(`/${IDS.ordinary}`);
    assert.equal(response.status, 302);
    const { headers } = response;
    assert.equal(headers.get('location'), `/v3.0/${IDS.ordinary}`);
    assert.equal(headers.get('access-control-allow-origin'), null);
    const turtle = await get(`/${IDS.ordinary}`, 'text/turtle');
    const rdf = `/experimental_rdf_v1/${IDS.ordinary}`;
    assert.equal(turtle.headers.get('location'), rdf);
  });

  it('answers HEAD without a body', async () => {
    const response = await record(IDS.ordinary, JSON_TYPE, { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.ok(Number(response.headers.get('content-length')) > 1000);
    assert.equal(await response.text(), '');
  });
});

describe('error answers', () => {
  const CODES = [
    ['an unknown iD', '0000-0002-0000-0006', 404, 9016],
    ['a malformed iD', 'abc123', 404, 9016],
    ['a bad check digit', '0009-0009-9000-1010', 404, 9016],
    ['not found', IDS.notFound, 404, 9016],
    ['locked', IDS.locked, 409, 9018],
    ['deactivated', IDS.deactivated, 409, 9044],
    ['unclaimed', IDS.unclaimed, 409, 9036],
    ['server error', IDS.serverError, 500, 9008],
    ['forbidden', IDS.forbidden, 403, 9039],
    ['not acceptable', IDS.notAcceptable, 406, 9001],
    ['no biography', `${IDS.noWorks}/biography`, 404, 9041],
    ['a private work', `${IDS.ordinary}/work/${PRIVATE_PUT_CODE}`, 403, 9039],
    ['an unknown work', `${IDS.ordinary}/work/1`, 404, 9016],
    ['a strange put code', `${IDS.ordinary}/work/x`, 400, 9034],
    ['an unknown section', `${IDS.ordinary}/hobbies`, 404, 9016],
  ];
  for (const [what, path, status, code] of CODES) {
    it(`${what}: ${status}/${code}`, async () => {
      const response = await record(path, BADGE_ACCEPT);
      assert.equal(response.status, status);
      const body = await response.json();
      assert.deepEqual(Object.keys(body), [
        'response-code',
        'developer-message',
        'user-message',
        'error-code',
        'more-info',
      ]);
      assert.equal(body['response-code'], status);
      assert.equal(body['error-code'], code);
    });
  }

  it('names the iD that was not found', async () => {
    const body = await (await record('abc123')).json();
    assert.match(body['developer-message'], /ORCID iD abc123 not found$/);
  });

  it('sends deprecated iDs to the same path on the primary', async () => {
    const response = await get(`/v3.0/${IDS.deprecated}/works`);
    assert.equal(response.status, 301);
    assert.equal((await response.json())['error-code'], 9007);
    const to = `${registry.url}/v3.0/${IDS.ordinary}/works`;
    assert.equal(response.headers.get('location'), to);
    const followed = await record(IDS.deprecatedToDeprecated, JSON_TYPE, {
      redirect: 'follow',
    });
    assert.equal((await followed.json()).path, `/${IDS.ordinary}`);
  });

  it('answers 429 as plain text and 503 as HTML', async () => {
    const quota = await record(IDS.quota);
    assert.equal(quota.status, 429);
    assert.match(typeOf(quota), /^text\/plain/);
    assert.match(await quota.text(), /^Too Many Requests/);
    const overloaded = await record(IDS.overloaded);
    assert.equal(overloaded.status, 503);
    assert.match(typeOf(overloaded), /^text\/html/);
  });

  it('answers errors in XML when XML was negotiated', async () => {
    const response = await record(IDS.locked, '*/*');
    assert.match(typeOf(response), /xml/);
    assert.match(await response.text(), /:error-code>9018</);
  });

  it('reads bulk works whatever the state, at most 100', async () => {
    const works = registry.registry.find(IDS.locked).record[
      'activities-summary'
    ].works.group;
    const code = works[0]['work-summary'][0]['put-code'];
    const path = `/v3.0/${IDS.locked}/works`;
    const { bulk } = await (await get(`${path}/${code},7`)).json();
    assert.equal(bulk[0].work['put-code'], code);
    assert.equal(bulk[1].error['error-code'], 9034);
    const many = await get(`${path}/${Array(101).fill(1).join(',')}`);
    assert.equal(many.status, 400);
    assert.equal((await many.json())['error-code'], 9042);
  });
});

describe('around the records', () => {
  it('notes requests', async () => {
    await record(IDS.ordinary, BADGE_ACCEPT, {
      headers: { Accept: BADGE_ACCEPT, Origin: 'https://lab.example' },
    });
    const [{ method, path, accept, origin, at }] = registry.requests;
    assert.equal(method, 'GET');
    assert.equal(path, `/v3.0/${IDS.ordinary}`);
    assert.equal(accept, BADGE_ACCEPT);
    assert.equal(origin, 'https://lab.example');
    assert.ok(Math.abs(Date.now() - at) < 5000);
    registry.reset();
    assert.equal(registry.requests.length, 0);
  });

  it('lists everybody, open to every origin', async () => {
    const response = await get('/people.json');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const people = await response.json();
    assert.ok(people.length > PEOPLE.length);
    for (const person of people) {
      assert.deepEqual(Object.keys(person).sort(), [
        'group',
        'label',
        'note',
        'orcid',
      ]);
    }
  });

  it('names the sign-in server beside it, if there is one', async () => {
    const issuerAt = async (url) =>
      (await (await fetch(`${url}/identity.json`)).json()).issuer;
    assert.equal(await issuerAt(registry.url), null);
    const identity = 'http://127.0.0.1:8403';
    const beside = await startRegistry({ identity });
    try {
      assert.equal(await issuerAt(beside.url), identity);
    } finally {
      await beside.close();
    }
  });

  it('mounts in another app below a prefix', async () => {
    const app = fastify({ forceCloseConnections: true });
    const own = await createRegistry();
    app.get('/page', () => 'a page');
    await app.register(registerRegistry, { prefix: '/reg', registry: own });
    const url = await app.listen({ port: 0 });
    const headers = { Accept: JSON_TYPE };
    try {
      const moved = await fetch(`${url}/reg/v3.0/${IDS.deprecated}`, {
        headers,
      });
      assert.equal((await moved.json()).path, `/${IDS.ordinary}`);
      assert.equal(own.requests[0].path, `/v3.0/${IDS.deprecated}`);
      const bare = await fetch(`${url}/reg/${IDS.ordinary}`, {
        headers,
        redirect: 'manual',
      });
      assert.equal(bare.headers.get('location'), `/reg/v3.0/${IDS.ordinary}`);
      assert.equal(await (await fetch(`${url}/page`)).text(), 'a page');
    } finally {
      await app.close();
    }
  });
});
