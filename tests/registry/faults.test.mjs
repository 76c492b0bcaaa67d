// Everything that can go wrong on demand: dedicated iDs and overrides.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import { FAULTS, IDS, generatedOrcid, startRegistry } from './server.mjs';
import { workSummaries } from './works.mjs';

const JSON_TYPE = 'application/json';

let registry;
before(async () => {
  registry = await startRegistry();
});
after(() => registry.close());
afterEach(() => registry.reset());

const record = (orcid, accept = JSON_TYPE, more = {}) =>
  fetch(`${registry.url}/v3.0/${orcid}`, {
    headers: { Accept: accept },
    ...more,
  });
const typeOf = (response) => response.headers.get('content-type');

describe('faults', () => {
  it('slows down', async () => {
    const undo = registry.fault(IDS.ordinary, { delay: 150 });
    const start = performance.now();
    await record(IDS.ordinary);
    assert.ok(performance.now() - start > 140);
    undo();
  });

  it('can be taken away', { timeout: 30_000 }, async () => {
    const undo = registry.fault(IDS.ordinary, { delay: 600_000 });
    undo();
    assert.equal((await record(IDS.ordinary)).status, 200);
  });

  it('waits for a promise', async () => {
    let open;
    const until = new Promise((resolve) => {
      open = resolve;
    });
    registry.fault(IDS.ordinary, { until });
    let isAnswered = false;
    const answer = record(IDS.ordinary).then((response) => {
      isAnswered = true;
      return response;
    });
    await record(IDS.arabic);
    assert.equal(isAnswered, false);
    open();
    assert.equal((await answer).status, 200);
  });

  it('drops, cuts and truncates', async () => {
    await assert.rejects(record(IDS.dropped));
    const cut = await record(IDS.cut);
    assert.equal(cut.status, 200);
    await assert.rejects(cut.text());
    const truncated = await record(IDS.truncated);
    const text = await truncated.text();
    assert.throws(() => JSON.parse(text), SyntaxError);
    assert.match(text, /^\{"orcid-identifier"/);
    const zipped = await record(IDS.truncatedZipped);
    assert.equal(zipped.headers.get('content-encoding'), 'gzip');
    // Node takes what there is; not every browser does.
    const part = await zipped.text();
    assert.throws(() => JSON.parse(part), SyntaxError);
  });

  it('never answers, and notes that the client gave up', async () => {
    await assert.rejects(
      record(IDS.hang, JSON_TYPE, { signal: AbortSignal.timeout(100) }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [entry] = registry.requests;
    assert.equal(entry.aborted, true);
    assert.equal(entry.status, null);
  });

  it('lies about types', async () => {
    const of = async (key) => {
      const response = await record(IDS[key]);
      return [response.status, typeOf(response), await response.text()];
    };
    const [status, type, page] = await of('html');
    assert.equal(status, 200);
    assert.match(type, /^text\/html/);
    assert.match(page, /^<!DOCTYPE html>/);
    assert.match((await of('xml'))[1], /xml/);
    assert.match((await of('plain'))[1], /^text\/plain/);
    assert.ok(JSON.parse((await of('plain'))[2]));
    assert.match((await of('htmlAsJson'))[1], /^application\/json/);
    assert.match((await of('htmlAsJson'))[2], /^<!DOCTYPE/);
    assert.equal((await of('noContentType'))[1], null);
    assert.equal((await of('empty'))[2], '');
    assert.equal((await of('jsonNull'))[2], 'null');
  });

  it('fails only the first times, counted again after a reset', async () => {
    const status = async (orcid) => (await record(orcid)).status;
    registry.fault(IDS.ordinary, { status: 429, times: 2 });
    const seen = [];
    for (let i = 0; i < 3; i++) seen.push(await status(IDS.ordinary));
    assert.deepEqual(seen, [429, 429, 200]);
    assert.equal(await status(IDS.overloadedOnce), 503);
    assert.equal(await status(IDS.overloadedOnce), 200);
    registry.reset();
    assert.equal(await status(IDS.overloadedOnce), 503);
  });

  it('can fail everybody at once', async () => {
    registry.fault('*', { status: 503 });
    assert.equal((await record(IDS.hebrew)).status, 503);
    assert.equal((await record(generatedOrcid(10))).status, 503);
  });

  it('lists its failing iDs', () => {
    assert.deepEqual(FAULTS.quota.respond, { status: 429 });
    assert.equal(FAULTS.locked.orcid, IDS.locked);
  });
});

describe('faults of one kind of requests', () => {
  const bulk = (orcid, more) => {
    const { record } = registry.registry.find(orcid);
    const codes = workSummaries(record).map((work) => work['put-code']);
    return get(`${orcid}/works/${codes.join(',')}`, more);
  };
  const get = (path, more = {}) =>
    fetch(`${registry.url}/v3.0/${path}`, {
      headers: { Accept: JSON_TYPE },
      ...more,
    });

  it('leave the record alone', async () => {
    for (const [fault, status, type] of [
      [{ status: 429 }, 429, /^text\/plain/],
      [{ status: 503 }, 503, /^text\/html/],
      [{ status: 404 }, 404, /^text\/html/],
      [{ html: true }, 200, /^text\/html/],
      [{ error: 9008 }, 500, /^application\/json/],
      [{ body: '{"bulk":null}' }, 200, /^application\/json/],
    ]) {
      registry.fault(IDS.ordinary, { ...fault, of: 'bulk' });
      const response = await bulk(IDS.ordinary);
      assert.equal(response.status, status);
      assert.match(typeOf(response), type);
      assert.equal((await record(IDS.ordinary)).status, 200);
    }
  });

  it('hang, cut and drop', async () => {
    registry.fault(IDS.ordinary, { hang: true, of: 'bulk' });
    const signal = AbortSignal.timeout(100);
    await assert.rejects(bulk(IDS.ordinary, { signal }));
    registry.fault(IDS.ordinary, { cut: true, of: 'bulk' });
    await assert.rejects((await bulk(IDS.ordinary)).text());
    registry.fault(IDS.ordinary, { drop: true, of: 'bulk' });
    await assert.rejects(bulk(IDS.ordinary));
    assert.equal((await record(IDS.ordinary)).status, 200);
  });

  it('count only requests of their kind', async () => {
    registry.fault(IDS.ordinary, { status: 503, times: 1, of: 'bulk' });
    assert.equal((await record(IDS.ordinary)).status, 200);
    assert.equal((await bulk(IDS.ordinary)).status, 503);
    assert.equal((await bulk(IDS.ordinary)).status, 200);
  });

  it('stand beside others, and are taken away alone or together', async () => {
    const both = async () => [
      (await record(IDS.ordinary)).status,
      (await bulk(IDS.ordinary)).status,
    ];
    const undo = registry.fault(IDS.ordinary, { status: 429, of: 'bulk' });
    registry.fault(IDS.ordinary, { status: 503 });
    assert.deepEqual(await both(), [503, 429]);
    undo();
    assert.deepEqual(await both(), [503, 503]);
    registry.fault(IDS.ordinary, { status: 401, of: 'record' });
    assert.deepEqual(await both(), [401, 503]);
    registry.fault(IDS.ordinary, null);
    assert.deepEqual(await both(), [200, 200]);
  });

  it('can be everybody’s', async () => {
    const fault = { status: 503, times: 1, of: 'bulk' };
    registry.fault('*', fault);
    assert.equal((await bulk(IDS.hebrew)).status, 503);
    assert.equal((await bulk(IDS.arabic)).status, 200);
    registry.fault(IDS.hebrew, fault);
    registry.fault(IDS.arabic, fault);
    assert.equal((await bulk(IDS.hebrew)).status, 503);
    assert.equal((await bulk(IDS.arabic)).status, 503);
  });

  it('read bulk works of a locked record unless told otherwise', async () => {
    assert.equal((await bulk(IDS.locked)).status, 200);
    registry.fault(IDS.locked, { error: 9018, of: 'bulk' });
    assert.equal((await bulk(IDS.locked)).status, 409);
  });

  it('are known by what requests note of themselves', async () => {
    const orcid = IDS.ordinary;
    const [code] = workSummaries(registry.registry.find(orcid).record).map(
      (work) => work['put-code'],
    );
    for (const path of ['', '/record', '/works', '/person']) {
      await get(`${orcid}${path}`);
    }
    await get(`${orcid}/work/${code}`);
    await get(`${orcid}/work/summary/${code}`);
    await get(`${orcid}/works/${code},1,2`);
    await fetch(`${registry.url}/${orcid}`, { redirect: 'manual' });
    const seen = registry.requests.map((each) => [each.kind, each.putCodes]);
    assert.deepEqual(seen, [
      ['record', 0],
      ['record', 0],
      ['section', 0],
      ['section', 0],
      ['work', 1],
      ['section', 0],
      ['bulk', 3],
      ['redirect', 0],
    ]);
    assert.ok(registry.requests.every((each) => each.orcid === orcid));
  });
});

describe('a mirror', () => {
  const ask = async (path, accept = JSON_TYPE) => {
    const headers = { Accept: accept };
    const url = `${registry.url}/v3.0/${path}`;
    const response = await fetch(url, { headers });
    return { response, text: await response.text() };
  };

  it('has the saved records, whatever is accepted', async () => {
    registry.mirror();
    for (const accept of [JSON_TYPE, '*/*', 'text/html']) {
      const { response, text } = await ask(IDS.ordinary, accept);
      assert.equal(response.status, 200);
      assert.equal(typeOf(response), JSON_TYPE);
      assert.equal(JSON.parse(text).path, `/${IDS.ordinary}`);
    }
    const { response } = await ask(IDS.linked);
    assert.match(typeOf(response), /^application\/ld\+json/);
  });

  it('has a page for everything else', async () => {
    registry.mirror();
    const missing = ['/works/1,2', '/works', '/work/1', '/record'];
    for (const path of [
      ...missing.map((section) => `${IDS.ordinary}${section}`),
      IDS.notFound,
      IDS.locked,
      '0000-0002-0000-0006',
    ]) {
      const { response, text } = await ask(path);
      assert.equal(response.status, 404, path);
      assert.match(typeOf(response), /^text\/html/);
      assert.match(text, /^<!DOCTYPE html>/);
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
    }
  });

  it('fails as the registry does, and is one until the reset', async () => {
    registry.mirror();
    registry.fault(IDS.ordinary, { status: 503 });
    assert.equal((await ask(IDS.ordinary)).response.status, 503);
    registry.reset();
    const { response } = await ask(`${IDS.ordinary}/works/1`);
    assert.equal(response.status, 200);
  });

  it('can be one from the start', async () => {
    const mirror = await startRegistry({ mirror: true });
    try {
      mirror.reset();
      const path = `v3.0/${IDS.ordinary}/works/1`;
      assert.equal((await fetch(`${mirror.url}/${path}`)).status, 404);
    } finally {
      await mirror.close();
    }
  });
});
