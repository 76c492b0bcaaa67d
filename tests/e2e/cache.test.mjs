// Copies kept in the browser: a fresh one costs no request, an old one is
// shown at once and renewed behind, and stays when it cannot be renewed; but
// never outlives a record that was taken back.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { kept, readBadge, until } from './support/read.mjs';
import { gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

/** A first visit that leaves a copy in a context of its own. */
async function firstVisit(t, orcid, attributes) {
  const visit = await stage.visit(t, { body: stage.badge(orcid, attributes) });
  const { detail } = await visit.loaded();
  assert.equal(detail.fromCache, false);
  await kept(visit, orcid);
  await visit.page.close();
  return { context: visit.context, detail };
}

let seed = 0;
const someone = () => generatedOrcid(7, (seed += 1));

describe('a page that wants no copies', () => {
  for (const [what, element] of [
    ['badge', (orcid) => stage.badge(orcid, { 'cache-size': '0' })],
    ['list', (orcid) => stage.works(orcid, { 'cache-size': '0' })],
  ]) {
    it(`of a ${what} keeps none, and drops those that others have left`, async (t) => {
      const [before, orcid] = [someone(), someone()];
      const { context } = await firstVisit(t, before);
      for (const requests of [1, 2]) {
        const next = await stage.visit(t, { context, body: element(orcid) });
        const { detail } = await next.loaded();
        assert.equal(detail.fromCache, false);
        await until(
          () =>
            next.page.evaluate(async () => {
              const cache = await caches.open('scholar-badge');
              return (await cache.keys()).length === 0;
            }),
          'nothing is kept',
        );
        const records = stage
          .asked(orcid)
          .filter(({ kind }) => kind === 'record');
        assert.equal(records.length, requests);
        assert.deepEqual(next.trouble, []);
        await next.page.close();
      }
    });
  }
});

describe('a fresh copy', { concurrency: 2 }, () => {
  it('costs no request on the next page', async (t) => {
    const orcid = someone();
    const { context, detail } = await firstVisit(t, orcid);
    for (const loading of ['lazy', 'eager']) {
      const next = await stage.visit(t, {
        context,
        body: stage.badge(orcid, { loading }),
      });
      const again = await next.loaded();
      assert.equal(again.detail.fromCache, true);
      assert.equal(again.detail.fetchedAt, detail.fetchedAt);
      assert.equal(again.detail.name, detail.name);
      assert.equal(again.detail.works, 7);
      assert.deepEqual((await readBadge(next)).notices, []);
      assert.deepEqual(next.trouble, []);
    }
    assert.equal(stage.asked(orcid).length, 1);
  });

  it('is enough when offline', async (t) => {
    const orcid = someone();
    const { context } = await firstVisit(t, orcid);
    const next = await stage.visit(t, {
      context,
      body: stage.badge('0000-0002-1825-0096', { layout: 'inline' }),
    });
    await next.failed();
    await context.setOffline(true);
    await next.page.evaluate((id) => {
      document.querySelector('scholar-badge').orcid = id;
    }, orcid);
    const { detail } = await next.loaded();
    assert.equal(detail.fromCache, true);
    assert.deepEqual((await readBadge(next)).notices, []);
  });

  it('counts as fresh as long as max-age says', async (t) => {
    const orcid = someone();
    const { context } = await firstVisit(t, orcid);
    const fresh = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '3600' }),
    });
    await fresh.loaded();
    assert.equal(stage.asked(orcid).length, 1);
    const old = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '0' }),
    });
    await old.loaded({ matches: ({ detail }) => !detail.fromCache });
    assert.equal(stage.asked(orcid).length, 2);
  });
});

describe('an old copy', { concurrency: 2 }, () => {
  it('is shown at once and renewed behind', async (t) => {
    const orcid = someone();
    const { context, detail } = await firstVisit(t, orcid);
    const record = gate();
    stage.registry.fault(orcid, { until: record.opened });
    const next = await stage.visit(t, {
      context,
      body: stage.badge(orcid, { 'max-age': '0' }),
    });
    const first = await next.loaded();
    assert.equal(first.detail.fromCache, true);
    assert.equal(await next.part('name').textContent(), detail.name);
    assert.deepEqual((await readBadge(next)).notices, []);
    record.open();
    const second = await next.loaded({ count: 2 });
    assert.equal(second.detail.fromCache, false);
    assert.ok(second.detail.fetchedAt > first.detail.fetchedAt);
    assert.equal(stage.asked(orcid).length, 2);
    assert.deepEqual(next.trouble, []);
  });

  const PASSING = [
    ['the quota is spent', { status: 429 }],
    ['the registry is busy', { status: 503 }],
    ['the connection breaks', { drop: true }],
    ['the body breaks off', { cut: true }],
    ['a web page answers', { html: true }],
    ['the answer is truncated', { truncate: true }],
    ['the answer is too slow', { hang: true }],
  ];
  for (const [what, fault] of PASSING) {
    it(`stays with its date when ${what}`, async (t) => {
      const orcid = someone();
      const { context, detail } = await firstVisit(t, orcid);
      stage.registry.fault(orcid, fault);
      const next = await stage.visit(t, {
        context,
        body: stage.badge(orcid, { 'max-age': '0', timeout: '4' }),
      });
      const day = new Intl.DateTimeFormat('en', {
        dateStyle: 'medium',
      }).format(detail.fetchedAt);
      await next.part('notice').waitFor();
      const shown = await readBadge(next);
      assert.equal(shown.name, detail.name);
      assert.equal(shown.works.length, 5);
      assert.equal(shown.notices.length, 1);
      assert.match(shown.notices[0], new RegExp(`Copy of ${day}\\.`));
      assert.equal(next.heardSoFar('scholar-error'), 0);
      assert.match(next.warnings.join('\n'), /scholar-badge: /);
      assert.deepEqual(next.errors, []);
      assert.equal(shown.retry, 'Try again');
      stage.registry.fault(orcid, null);
      await next.part('retry').click();
      await next.loaded({ matches: ({ detail: { fromCache } }) => !fromCache });
      assert.deepEqual((await readBadge(next)).notices, []);
    });
  }

  for (const layout of ['compact', 'inline']) {
    it(`says its date in the ${layout} layout too`, async (t) => {
      const orcid = someone();
      const { context } = await firstVisit(t, orcid);
      stage.registry.fault(orcid, { status: 429 });
      const next = await stage.visit(t, {
        context,
        body: stage.badge(orcid, { 'max-age': '0', layout }),
      });
      await next.part('notice').waitFor();
      assert.match(await next.part('notice').textContent(), /Copy of .*\d{4}/);
    });
  }

  const FINAL = [
    ['the record has gone', { error: 9016 }, 'not-found'],
    ['its owner closed it', { error: 9044 }, 'deactivated'],
    ['the registry locked it', { error: 9018 }, 'locked'],
    ['its owner hid everything', { error: 9039 }, 'nothing-public'],
  ];
  for (const [what, fault, code] of FINAL) {
    it(`does not outlive a record: ${what}`, async (t) => {
      const orcid = someone();
      const { context, detail } = await firstVisit(t, orcid);
      stage.registry.fault(orcid, fault);
      const next = await stage.visit(t, {
        context,
        body: stage.badge(orcid, { 'max-age': '0' }),
      });
      const failure = await next.failed();
      assert.equal(failure.detail.code, code);
      const shown = await readBadge(next);
      assert.equal(shown.name, null);
      assert.equal(shown.text.includes(detail.name), false);
      assert.equal(shown.idLink.href, `https://orcid.org/${orcid}`);
      await next.page.close();

      // Nor does it come back on the page after that.
      const last = await stage.visit(t, { context, body: stage.badge(orcid) });
      assert.equal((await last.failed()).detail.code, code);
      assert.equal(last.heardSoFar('scholar-load'), 0);
    });
  }
});

describe('what is not kept', { concurrency: 2 }, () => {
  it('failures: the next page asks again', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { html: true, times: 1 });
    const first = await stage.visit(t, { body: stage.badge(orcid) });
    await first.failed();
    const next = await stage.visit(t, {
      context: first.context,
      body: stage.badge(orcid),
    });
    const { detail } = await next.loaded();
    assert.equal(detail.fromCache, false);
  });

  it('a copy that somebody spoiled: the record is asked for', async (t) => {
    const orcid = someone();
    const { context } = await firstVisit(t, orcid);
    const spoiler = await stage.visit(t, { context, body: '', scripts: [] });
    await spoiler.page.evaluate(async (address) => {
      const cache = await caches.open('scholar-badge');
      const now = Date.now();
      const headers = { 'x-scholar-badge': `1 ${now} ${now} 6` };
      await cache.put(address, new Response('{"half', { headers }));
    }, `${stage.registry.url}/v3.0/${orcid}`);
    const next = await stage.visit(t, { context, body: stage.badge(orcid) });
    const { detail } = await next.loaded();
    assert.equal(detail.fromCache, false);
    assert.deepEqual(next.trouble, []);
  });

  it('anything, where the browser refuses storage', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, {
      body: stage.badge(orcid),
      init: () => {
        const refuse = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
        Object.defineProperty(globalThis, 'caches', { get: refuse });
      },
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });

  it('anything, where there is no such storage', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge(someone()),
      init: () => {
        Object.defineProperty(globalThis, 'caches', { value: undefined });
      },
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });

  it('under another registry: the same iD there is another record', async (t) => {
    const { context } = await firstVisit(t, IDS.carberry);
    const other = stage.registry.url.replace('127.0.0.1', 'localhost');
    const next = await stage.visit(t, {
      context,
      body: stage.badge('carberry', { registry: other }),
    });
    // The stand-in listens on 127.0.0.1 alone; that it was tried is enough.
    const answer = next.loaded().catch(() => next.failed());
    const { type, detail } = await answer;
    if (type === 'scholar-load') assert.equal(detail.fromCache, false);
    assert.ok(next.requests.some((url) => url.startsWith(other)));
  });
});
