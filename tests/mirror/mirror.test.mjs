// The mirror of docs/mirrors.md: a real nginx between visitors and the registry.

import assert from 'node:assert/strict';
import { platform } from 'node:process';
import { after, afterEach, before, describe, it } from 'node:test';

import { IDS, startRegistry } from '../registry/server.mjs';
import { skip, startMirror } from './nginx.mjs';

/** Only Linux has 16 million addresses for one machine. */
const elsewhere =
  platform === 'linux' ? skip : 'needs a visitor for each address';

const RECORD = `/v3.0/${IDS.ordinary}`;
const LINKED_DATA = { headers: { accept: 'application/ld+json' } };

/** As many different visitors as that, at once. */
const visitors = (count, ask) =>
  Promise.all(Array.from({ length: count }, (_, place) => ask(place + 2)));

const statuses = (answers) => [...new Set(answers.map(({ status }) => status))];

describe('a mirror behind nginx', { skip }, () => {
  let registry;
  let mirror;
  before(async () => {
    registry = await startRegistry();
  });
  afterEach(async () => {
    await mirror?.close();
    registry.reset();
  });
  after(() => registry.close());

  const start = async (options) => {
    mirror = await startMirror({ registry: registry.url, ...options });
    return mirror;
  };

  it('answers as the registry does, with headers of its own', async () => {
    const { get } = await start();
    const direct = await fetch(registry.url + RECORD, {
      headers: { accept: 'application/json' },
    });
    const { status, headers, body } = await get(RECORD);
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), await direct.json());
    assert.match(headers['content-type'], /^application\/json/);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cache-control'], 'public, max-age=3600');
    assert.equal(headers['x-cache'], 'MISS');
    for (const name of ['set-cookie', 'pragma', 'expires']) {
      assert.equal(headers[name], undefined, name);
    }
    assert.equal((await get(RECORD)).headers['x-cache'], 'HIT');
  });

  it('keeps a copy for each format that the widget reads', async () => {
    const { get } = await start();
    const json = await get(RECORD);
    const linked = await get(RECORD, LINKED_DATA);
    assert.match(json.headers.vary, /\bAccept\b/);
    assert.match(linked.headers['content-type'], /^application\/ld\+json/);
    assert.notEqual(json.body, linked.body);
    for (const accept of ['text/html', '*/*', 'application/json', 'x/y']) {
      const again = await get(RECORD, { headers: { accept } });
      assert.equal(again.body, json.body, accept);
    }
    assert.equal(registry.requests.length, 2);
  });

  it('compresses what the registry has compressed for whoever can read it', async () => {
    const { get } = await start();
    const zipped = await get(RECORD, {
      headers: { 'accept-encoding': 'gzip' },
    });
    assert.equal(zipped.headers['content-encoding'], 'gzip');
    const plain = await get(RECORD);
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.ok(JSON.parse(plain.body)['orcid-identifier']);
    assert.equal(registry.requests.length, 1);
  });

  it(
    'asks the registry once, however many visitors come',
    { skip: elsewhere },
    async () => {
      const { get } = await start();
      const first = await visitors(400, (visitor) => get(RECORD, { visitor }));
      assert.deepEqual(statuses(first), [200]);
      const codes = Object.values(
        JSON.parse(first[0].body)['activities-summary'].works.group,
      )
        .slice(0, 3)
        .map((group) => group['work-summary'][0]['put-code']);
      const works = `${RECORD}/works/${codes.join()}`;
      const later = await visitors(400, (visitor) => get(works, { visitor }));
      assert.deepEqual(statuses(later), [200]);
      assert.equal(JSON.parse(later[0].body).bulk.length, 3);
      const asked = registry.requests.map(({ kind }) => kind);
      assert.deepEqual(asked, ['record', 'bulk']);
    },
  );

  it(
    'serves visitors while the registry is down, and is new again after',
    { skip: elsewhere },
    async () => {
      const { get: ask } = await start({ seconds: 1 });
      let visitor = 1;
      const get = (path) => ask(path, { visitor: (visitor += 1) });
      const before = await get(RECORD);
      registry.fault('*', { drop: true });
      // A copy counts as new for a second; what is older is given away all the same.
      for (;;) {
        const { status, headers, body } = await get(RECORD);
        assert.equal(status, 200);
        assert.equal(body, before.body);
        if (headers['x-cache'] === 'STALE') break;
      }
      for (const status of [429, 500, 502, 503, 504]) {
        registry.fault('*', { status });
        assert.equal((await get(RECORD)).status, 200, String(status));
      }
      registry.fault('*', null);
      for (;;) {
        const { status, headers } = await get(RECORD);
        assert.equal(status, 200);
        if (headers['x-cache'] === 'HIT') break;
      }
    },
  );

  it('says what is wrong where there is no copy, readable for every page', async () => {
    const { get } = await start();
    registry.fault('*', { status: 503 });
    const { status, headers } = await get(RECORD);
    assert.equal(status, 503);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['cache-control'], 'no-store');
    registry.fault('*', null);
    assert.equal((await get(RECORD)).status, 200, 'no error is kept');
  });

  it('lets pass that a record is gone, locked or elsewhere', async () => {
    const { get } = await start();
    for (const [key, status] of [
      ['notFound', 404],
      ['locked', 409],
    ]) {
      const answer = await get(`/v3.0/${IDS[key]}`);
      assert.equal(answer.status, status, key);
      assert.equal(answer.headers['access-control-allow-origin'], '*');
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(JSON.parse(answer.body)['response-code'], status);
    }
    registry.fault(IDS.carberry, { error: 9007, primary: IDS.ordinary });
    const moved = await get(`/v3.0/${IDS.carberry}`);
    assert.equal(moved.status, 301);
    assert.equal(new URL(moved.headers.location, mirror.url).pathname, RECORD);
    assert.equal(
      new URL(moved.headers.location, mirror.url).origin,
      mirror.url,
    );
  });

  it(
    'replaces the copy of a record that its owner has closed',
    { skip: elsewhere },
    async () => {
      const { get: ask } = await start({ seconds: 1 });
      let visitor = 1;
      const get = (path) => ask(path, { visitor: (visitor += 1) });
      assert.equal((await get(RECORD)).status, 200);
      registry.fault(IDS.ordinary, { error: 9018 });
      // Once its time is over, the copy goes with the first answer that says so.
      let answer;
      do answer = await get(RECORD);
      while (answer.status === 200);
      assert.equal(answer.status, 409);
    },
  );

  it(
    'refuses a visitor who asks too fast, and nobody else',
    { skip: elsewhere },
    async () => {
      const { get } = await start();
      const greedy = await Promise.all(
        Array.from({ length: 250 }, () => get(RECORD, { visitor: 2 })),
      );
      const count = (status) =>
        greedy.filter((one) => one.status === status).length;
      assert.equal(count(200) + count(429), 250);
      assert.ok(
        count(200) >= 101 && count(429) >= 50,
        `${count(200)} were served`,
      );
      const refused = greedy.find(({ status }) => status === 429);
      assert.equal(refused.headers['access-control-allow-origin'], '*');
      assert.equal(refused.headers['retry-after'], '10');
      assert.equal(
        refused.headers['access-control-expose-headers'],
        'Retry-After',
      );
      assert.equal((await get(RECORD, { visitor: 3 })).status, 200);
    },
  );

  it('passes nothing on that a visitor sends', async () => {
    const seen = [];
    const { createServer } = await import('node:http');
    const server = createServer(({ url, method, headers }, answer) => {
      seen.push({ url, method, headers });
      answer.setHeader('content-type', 'application/json');
      answer.setHeader('set-cookie', 'a=b');
      answer.end('{}');
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    try {
      const address = `http://127.0.0.1:${server.address().port}`;
      const { get } = await start({ registry: address });
      const headers = {
        cookie: 'session=1',
        authorization: 'Bearer x',
        referer: 'https://lab.example/secret',
        origin: 'https://lab.example',
        'user-agent': 'visitor',
      };
      const answer = await get(`${RECORD}?utm=1&a=b`, { headers });
      await get(`${RECORD}?utm=2`, { headers });
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.equal(seen.length, 1, 'a query makes no other copy');
      assert.equal(seen[0].url, RECORD);
      assert.deepEqual(Object.keys(seen[0].headers).toSorted(), [
        'accept',
        'accept-encoding',
        'host',
        'user-agent',
      ]);
      assert.match(seen[0].headers['user-agent'], /^scholar-badge mirror/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('has the addresses that the widget asks for, and no others', async () => {
    const { get } = await start();
    for (const path of [
      '/',
      '/v3.0/',
      `/${IDS.ordinary}`,
      `${RECORD}/`,
      `${RECORD}/person`,
      `${RECORD}/works`,
      `${RECORD}/works/`,
      `${RECORD}/works/1,`,
      `${RECORD}/works/${Array(101).fill(1).join()}`,
      `/v2.1/${IDS.ordinary}`,
      '/v3.0/search',
      '/v3.0/../people.json',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      assert.equal((await get(RECORD, { method })).status, 405, method);
    }
    assert.equal(registry.requests.length, 0);
    assert.equal((await get(RECORD, { method: 'HEAD' })).status, 200);
  });

  it('has the records of those whom it is set to serve', async () => {
    const { get } = await start({ served: IDS.ordinary });
    assert.equal((await get(RECORD)).status, 200);
    assert.equal((await get(`/v3.0/${IDS.carberry}`)).status, 404);
    assert.deepEqual(
      registry.requests.map(({ orcid }) => orcid),
      [IDS.ordinary],
    );
  });
});
