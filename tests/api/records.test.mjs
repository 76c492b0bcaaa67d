// iDs and records, in Node.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { IDS, LISTS, generatedOrcid } from '../registry/server.mjs';
import { api, failsWith, useRegistry } from './support.mjs';

const { fetchRecord, parseOrcid } = api;
const stage = useRegistry();
const CARBERRY = '0000-0002-1825-0097';

describe('parseOrcid', () => {
  it('reads an iD in any form', async () => {
    for (const text of [
      CARBERRY,
      '0000000218250097',
      ' https://orcid.org/0000-0002-1825-0097/ ',
      'ORCID iD: 0000–0002–1825–0097',
    ]) {
      assert.deepEqual(await parseOrcid(text), {
        orcid: CARBERRY,
        uri: `https://orcid.org/${CARBERRY}`,
      });
    }
  });

  it('says what is wrong with what is none', async () => {
    for (const [text, code] of [
      ['', 'malformed-id'],
      ['Carberry', 'malformed-id'],
      [undefined, 'malformed-id'],
      [42, 'malformed-id'],
      ['0000-0002-1825-0098', 'bad-check-digit'],
      ['0000-0000-0000-0001', 'unassigned-id'],
    ]) {
      const error = await failsWith(parseOrcid(text), code);
      assert.equal(error.retryable, false);
    }
  });
});

describe('fetchRecord', () => {
  it('reads XML as it reads JSON', async () => {
    const whole = { authors: true };
    const plain = await fetchRecord(IDS.ordinary, stage.there(whole));
    stage.registry.fault(IDS.ordinary, { xml: true });
    const record = await fetchRecord(IDS.ordinary, stage.elsewhere(whole));
    stage.registry.fault(IDS.ordinary, null);
    const { fetchedAt } = record;
    assert.deepEqual(record, { ...plain, fetchedAt });
    assert.ok(record.works.some(({ preferred }) => preferred.detail));
  });

  it('gives a record as a plain object', async () => {
    const record = await fetchRecord(IDS.ordinary, stage.there());
    assert.equal(record.orcid, IDS.ordinary);
    assert.equal(record.uri, `https://orcid.org/${IDS.ordinary}`);
    assert.equal(record.name.display, 'Solveig Marchetti-Lund');
    assert.equal(record.works.length, 15);
    assert.equal(record.workCount, 15);
    assert.equal(record.fromCache, false);
    assert.equal(record.notRenewed, null);
    assert.ok(Math.abs(record.fetchedAt - Date.now()) < 60_000);
    assert.ok(record.affiliations.some(({ kind }) => kind === 'employment'));
    const { preferred } = record.works.find(({ preferred }) => preferred.doi);
    assert.match(preferred.doi, /^10\.5555\//);
    assert.equal(preferred.url, `https://doi.org/${preferred.doi}`);
    assert.match(preferred.date, /^\d{4}(-\d\d){0,2}$/);
    assert.equal(preferred.detail, null);
    // Nothing is lost by cloning, sending or keeping it.
    assert.deepEqual(structuredClone(record), record);
    assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  });

  it('takes an iD in any form, and gives the record under its present one', async () => {
    const link = `https://orcid.org/${IDS.ordinary}`;
    const record = await fetchRecord(link, stage.there());
    assert.equal(record.orcid, IDS.ordinary);
    const deprecated = await fetchRecord(IDS.deprecated, stage.there());
    assert.equal(deprecated.orcid, IDS.ordinary);
  });

  it('asks for whole works with `authors`, a hundred at a time', async () => {
    const orcid = generatedOrcid(120, 31);
    const record = await fetchRecord(orcid, stage.there({ authors: true }));
    const asked = stage
      .asked(orcid)
      .map(({ kind, putCodes }) => [kind, putCodes ?? 0]);
    assert.deepEqual(
      asked.map(([kind]) => kind),
      ['record', 'bulk', 'bulk'],
    );
    assert.deepEqual(
      asked.map(([, count]) => count).toSorted((a, b) => a - b),
      [0, 20, 100],
    );
    const details = record.works.map(({ preferred }) => preferred.detail);
    assert.ok(details.every(Boolean));
    assert.ok(details.some(({ contributors }) => contributors.length > 1));
    assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  });

  it('goes without the whole works that the registry does not give', async () => {
    const { bulkBroken } = LISTS;
    const there = stage.there({ authors: true });
    const record = await fetchRecord(IDS.bulkBroken, there);
    // What is no longer public is taken out.
    assert.equal(record.works.length, bulkBroken.works - 1);
    assert.equal(record.workCount, record.works.length);
    const known = record.works.filter(({ preferred }) => preferred.detail);
    assert.ok(known.length > 0 && known.length < bulkBroken.works);
  });

  it('fails where whole works cannot be had at all', async () => {
    stage.registry.fault(IDS.noDois, { status: 404, of: 'bulk' });
    const there = stage.there({ authors: true });
    await failsWith(fetchRecord(IDS.noDois, there), 'not-found');
    await fetchRecord(IDS.noDois, stage.there());
    stage.registry.fault(IDS.noDois, null);
  });

  it('passes hostile text on as text', async () => {
    const record = await fetchRecord(IDS.hostile, stage.there());
    const text = JSON.stringify(record);
    assert.match(text, /<script|<img|onerror/);
    // Links lead to the web, or nowhere.
    const links = [...text.matchAll(/"(?:url|link|uri|page)":"([^"]*)"/g)];
    assert.ok(links.length > 0);
    for (const [, link] of links) assert.match(link, /^(https?:\/\/|mailto:)/);
  });

  it('asks once for calls at the same time, and again later', async () => {
    const orcid = generatedOrcid(20, 32);
    const all = Array.from({ length: 5 }, () =>
      fetchRecord(orcid, stage.there()),
    );
    const [one, ...others] = await Promise.all(all);
    for (const other of others) assert.deepEqual(other, one);
    assert.equal(stage.asked(orcid).length, 1);
    await fetchRecord(orcid, stage.there());
    assert.equal(stage.asked(orcid).length, 2);
  });
});

describe('what keeps a record from coming', () => {
  for (const [person, code, isRetryable] of [
    ['notFound', 'not-found', false],
    ['locked', 'locked', false],
    ['deactivated', 'deactivated', false],
    ['unclaimed', 'unclaimed', false],
    ['nothing', 'nothing-public', false],
    ['overloaded', 'overloaded', true],
    ['html', 'unreadable', true],
    ['truncated', 'unreadable', true],
    ['cut', 'unreadable', true],
    ['dropped', 'unreachable', true],
  ]) {
    it(`${person}: ${code}`, async () => {
      const failed = fetchRecord(IDS[person], stage.there());
      const error = await failsWith(failed, code);
      assert.equal(error.retryable, isRetryable);
    });
  }

  it('a failure that passes: the registry is asked again', async () => {
    const record = await fetchRecord(IDS.overloadedOnce, stage.there());
    assert.equal(record.orcid, IDS.overloadedOnce);
    assert.equal(stage.asked(IDS.overloadedOnce).length, 2);
  });

  it('a spent quota: nobody asks there for a while', async () => {
    const there = stage.elsewhere();
    await failsWith(fetchRecord(IDS.quota, there), 'quota-spent');
    await failsWith(fetchRecord(IDS.carberry, there), 'quota-spent');
    assert.equal(stage.asked(IDS.quota).length, 1);
  });

  it('time that is over, in seconds', async () => {
    const there = stage.there({ timeout: 0.2 });
    await failsWith(fetchRecord(IDS.hang, there), 'timed-out');
  });

  it('an answer that is too large, in megabytes', async () => {
    const there = stage.there({ maxSize: 0.001 });
    await failsWith(fetchRecord(IDS.ordinary, there), 'answer-too-large');
  });

  it('an address that is none', async () => {
    const there = { registry: '/m' };
    await failsWith(fetchRecord(CARBERRY, there), 'unreachable');
  });

  it('an iD that is none: there is no request', async () => {
    const before = stage.registry.requests.length;
    const failed = fetchRecord('0000-0002-1825-0098', stage.there());
    await failsWith(failed, 'bad-check-digit');
    assert.equal(stage.registry.requests.length, before);
  });
});

describe('an AbortSignal', () => {
  const isAborted = (promise) =>
    assert.rejects(promise, { name: 'AbortError' });

  it('that is aborted already: there is no request', async () => {
    const before = stage.registry.requests.length;
    const there = stage.there({ signal: AbortSignal.abort() });
    await isAborted(fetchRecord(CARBERRY, there));
    assert.equal(stage.registry.requests.length, before);
  });

  it('ends a request under way, with its reason', async () => {
    const abort = new AbortController();
    const there = stage.there({ signal: abort.signal });
    const failed = fetchRecord(IDS.hang, there);
    failed.catch(() => {});
    const [request] = await begun(IDS.hang);
    const reason = new Error('nobody waits any more');
    abort.abort(reason);
    await assert.rejects(failed, (error) => error === reason);
    while (!request.aborted) await new Promise(setImmediate);
  });

  it('ends one call, and not that of another', async () => {
    const orcid = generatedOrcid(20, 33);
    let open;
    stage.registry.fault(orcid, {
      until: new Promise((resolve) => (open = resolve)),
    });
    const abort = new AbortController();
    const one = fetchRecord(orcid, stage.there({ signal: abort.signal }));
    const other = fetchRecord(orcid, stage.there());
    await begun(orcid);
    abort.abort();
    await isAborted(one);
    open();
    assert.equal((await other).orcid, orcid);
    assert.equal(stage.asked(orcid).length, 1);
  });

  /** Waits until somebody is asked for. */
  async function begun(orcid) {
    const there = () => stage.asked(orcid).slice(-1);
    while (there().length === 0) await new Promise(setImmediate);
    return there();
  }
});
