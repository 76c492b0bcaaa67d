// Everything that can go wrong on demand: dedicated iDs and overrides.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import { FAULTS, IDS, generatedOrcid, startRegistry } from './server.mjs';

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
  it('slows down, and can be taken away', async () => {
    const undo = registry.fault(IDS.ordinary, { delay: 150 });
    const start = performance.now();
    await record(IDS.ordinary);
    assert.ok(performance.now() - start > 140);
    undo();
    const again = performance.now();
    await record(IDS.ordinary);
    assert.ok(performance.now() - again < 140);
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
