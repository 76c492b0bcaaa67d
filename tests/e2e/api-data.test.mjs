// The data half of the JavaScript API, in a page and in a worker; tests/api has it in
// Node, and what does not depend on where it runs.
import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, LAB, generatedOrcid } from '../registry/server.mjs';
import { LIST } from './support/list.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

/** A page with the API, and nothing else of the package, unless `body` needs it. */
async function open(t, { script = 'data', ...options } = {}) {
  const page = `
    import * as api from '/own/${script}.js';
    globalThis.api = api;`;
  const visit = await stage.visit(t, {
    scripts: ['page.js'],
    files: { 'page.js': page },
    own: true,
    ...options,
  });
  await visit.page.waitForFunction('globalThis.api');
  return visit;
}

/** Calls a function of the API in the page; what comes of it. */
const call = ({ page }, name, ...args) =>
  page.evaluate(
    async ([name, args]) => {
      try {
        return { value: await globalThis.api[name](...args) };
      } catch (error) {
        const { code, retryable } = error;
        const isOurs = error instanceof globalThis.api.ScholarBadgeError;
        return { name: error.name, code, retryable, isOurs };
      }
    },
    [name, args],
  );

async function value(visit, name, ...args) {
  const outcome = await call(visit, name, ...args);
  assert.ok('value' in outcome, JSON.stringify(outcome));
  return outcome.value;
}

const there = (more = {}) => ({ registry: stage.registry.url, ...more });

describe('the API in a page', () => {
  it(
    'fetches, merges and cites, with its own bundle alone',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await open(t);
      const before = visit.requests.length;
      assert.ok(!visit.requests.some((url) => url.includes('/pkg/')));
      const found = await value(visit, 'fetchWorks', LAB.members, there());
      assert.equal(found.works.length, LAB.merged);
      assert.equal(found.records.length, LAB.members.length);
      const bibtex = await value(visit, 'cite', found.works);
      assert.equal([...bibtex.matchAll(/^@\w+\{/gm)].length, LAB.merged);
      const again = await value(visit, 'mergeWorks', found.records);
      assert.deepEqual(again, found.works);
      const hits = await value(visit, 'searchRegistry', 'Josiah', there());
      assert.ok(hits.people.some(({ orcid }) => orcid === IDS.carberry));
      const package_ = visit.requests
        .slice(before)
        .filter((url) => url.includes('/pkg/'));
      assert.ok(package_.length <= 2, package_.join());
      for (const url of package_) assert.match(url, /scholar_data/);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('serves what the browser has kept, and says so', async (t) => {
    const orcid = generatedOrcid(20, 41);
    const visit = await open(t);
    const first = await value(visit, 'fetchRecord', orcid, there());
    assert.equal(first.fromCache, false);
    await visit.page.waitForFunction(async (orcid) => {
      const cache = await caches.open('scholar-badge');
      return (await cache.keys()).some(({ url }) => url.includes(orcid));
    }, orcid);
    const second = await value(visit, 'fetchRecord', orcid, there());
    assert.deepEqual(second, { ...first, fromCache: true });
    assert.equal(stage.asked(orcid).length, 1);
    // One that is too old is renewed, or given with the reason.
    const anew = await value(visit, 'fetchRecord', orcid, there({ maxAge: 0 }));
    assert.equal(anew.fromCache, false);
    assert.ok(anew.fetchedAt > first.fetchedAt);
    stage.registry.fault(orcid, { status: 503 });
    const old = await value(visit, 'fetchRecord', orcid, there({ maxAge: 0 }));
    assert.equal(old.fromCache, true);
    assert.equal(old.notRenewed, 'overloaded');
    stage.registry.fault(orcid, null);
  });

  it('tells what went wrong by its code', async (t) => {
    const visit = await open(t);
    assert.deepEqual(await call(visit, 'fetchRecord', IDS.locked, there()), {
      name: 'ScholarBadgeError',
      code: 'locked',
      retryable: false,
      isOurs: true,
    });
    const name = await visit.page.evaluate(
      ([orcid, registry]) =>
        globalThis.api
          .fetchRecord(orcid, { registry, signal: AbortSignal.abort() })
          .catch(({ name }) => name),
      [IDS.carberry, stage.registry.url],
    );
    assert.equal(name, 'AbortError');
  });

  it('is offline', async (t) => {
    const visit = await open(t, { context: {} });
    await value(visit, 'parseOrcid', IDS.carberry);
    await visit.context.setOffline(true);
    const { code } = await call(visit, 'fetchRecord', IDS.carberry, there());
    assert.equal(code, 'offline');
    await visit.context.setOffline(false);
  });

  it('asks anew for a bundle that could not be had', async (t) => {
    const context = await stage.newContext(t);
    let refusals = 0;
    await context.route('**/scholar_data_bg.wasm', (route) => {
      if (refusals > 0) return route.continue();
      refusals += 1;
      return route.fulfill({ status: 503 });
    });
    const visit = await open(t, { context });
    const first = await call(visit, 'parseOrcid', IDS.carberry);
    assert.equal(first.code, 'not-loaded');
    assert.equal(first.retryable, true);
    const { orcid } = await value(visit, 'parseOrcid', IDS.carberry);
    assert.equal(orcid, IDS.carberry);
  });

  it('is one instance, from whichever entries it comes', async (t) => {
    const visit = await open(t);
    const same = await visit.page.evaluate(async (orcid) => {
      const both = [import('/own/data.js'), import('/own/api.js')];
      const apis = await Promise.all(both);
      const read = await Promise.all(apis.map((it) => it.parseOrcid(orcid)));
      return read.every((one) => one.orcid === orcid);
    }, IDS.carberry);
    assert.ok(same);
    const wasm = visit.requests.filter((url) => /data_bg\.wasm/.test(url));
    assert.ok(wasm.length >= 1);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('the API in a worker', () => {
  it('is the same', { engines: EVERY_ENGINE }, async (t) => {
    const worker = `
      import { fetchWorks, cite } from '/own/api.js';
      onmessage = async ({ data: [orcids, registry] }) => {
        try {
          const progress = [];
          const onprogress = ({ done }) => progress.push(done);
          const { works, failures } = await fetchWorks(orcids, { registry, onprogress });
          postMessage({ works, failures, progress, bibtex: await cite(works) });
        } catch (error) {
          postMessage({ error: String(error) });
        }
      };`;
    const visit = await open(t, {
      files: {
        'worker.js': worker,
        'page.js': `
          import * as data from '/own/data.js';
          const address = new URL('./worker.js', import.meta.url);
          const worker = new Worker(address, { type: 'module' });
          const ask = (...data) => new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = () => reject(new Error('the worker did not start'));
            worker.postMessage(data);
          });
          globalThis.api = { ...data, ask };`,
      },
    });
    const { registry } = stage;
    const said = await value(visit, 'ask', LAB.members, registry.url);
    assert.equal(said.error, undefined);
    assert.equal(said.works.length, LAB.merged);
    assert.deepEqual(said.failures, []);
    assert.deepEqual(said.progress, [1, 2, 3, 4].slice(0, LAB.members.length));
    const here = await value(visit, 'fetchWorks', LAB.members, there());
    assert.deepEqual(said.works, here.works);
    assert.equal(said.bibtex, await value(visit, 'cite', here.works));
    assert.ok(!visit.requests.some((url) => url.includes('signin')));
  });
});

describe('what the element says of the same works', () => {
  it(
    'its export is the text of cite()',
    { needs: ['downloads'] },
    async (t) => {
      for (const orcid of [IDS.listed, LAB.members[0]]) {
        const visit = await open(t, { body: stage.works(orcid), ...both() });
        await visit.loaded();
        const options = there({ authors: true });
        const { works } = await value(visit, 'fetchWorks', orcid, options);
        const cite = visit.part('cite', LIST);
        await cite.locator('summary').click();
        for (const [label, format] of [
          ['BibTeX', 'bibtex'],
          ['RIS', 'ris'],
          ['CSL-JSON', 'csl-json'],
        ]) {
          await cite.locator('[part~="format"]').selectOption({ label });
          const [download] = await Promise.all([
            visit.page.waitForEvent('download'),
            cite.locator('[part~="save"]').click(),
          ]);
          const saved = await text(await download.createReadStream());
          const cited = await value(visit, 'cite', works, { format });
          assert.equal(cited, saved, `${orcid} as ${label}`);
        }
      }
    },
  );

  it('its JSON-LD is the text of toJsonLd()', async (t) => {
    const list = stage.works(LAB.members.join(' '), {
      'json-ld': '',
      authors: 'none',
    });
    const visit = await open(t, { body: list, ...both() });
    await visit.loaded();
    const block = await visit.page.evaluate(
      () =>
        document.querySelector('head [type="application/ld+json"]').textContent,
    );
    const found = await value(visit, 'fetchWorks', LAB.members, there());
    assert.equal(await value(visit, 'toJsonLd', found), block);
  });

  /** The elements and the API, on one page. */
  const both = () => ({ scripts: ['page.js', '/own/index.js'] });
});
