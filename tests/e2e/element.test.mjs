// The life of the element: it moves, leaves and comes back.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { generatedOrcid } from '../registry/server.mjs';
import { kept, painted, until } from './support/read.mjs';
import { NEVER, gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(4, (seed += 1));

describe('a badge that is moved', () => {
  const moves = {
    append: () => {
      const badge = document.querySelector('scholar-badge');
      document.querySelector('#there').append(badge);
    },
    moveBefore: () => {
      const badge = document.querySelector('scholar-badge');
      document.querySelector('#there').moveBefore(badge, null);
    },
    'remove and append in one task': () => {
      const badge = document.querySelector('scholar-badge');
      badge.remove();
      document.querySelector('#there').append(badge);
    },
  };
  for (const [name, move] of Object.entries(moves)) {
    it(`keeps what it shows: ${name}`, async (t) => {
      const orcid = someone();
      const visit = await stage.visit(t, {
        body: `<div>${stage.badge(orcid)}</div><div id="there"></div>`,
      });
      await visit.loaded();
      const { page } = visit;
      const root = () => document.querySelector('scholar-badge').shadowRoot;
      const before = await page.evaluateHandle(
        `(${root})().querySelector('article')`,
      );
      await page.evaluate(move);
      await painted(page);
      const same = await page.evaluate(
        (old) =>
          old ===
          document
            .querySelector('#there > scholar-badge')
            .shadowRoot.querySelector('article'),
        before,
      );
      assert.ok(same, 'the very nodes');
      assert.equal(visit.events.length, 1, 'no further event');
      assert.equal(stage.asked(orcid).length, 1);
      await page.locator('scholar-badge').evaluate((badge) => {
        badge.setAttribute('layout', 'compact');
      });
      await page.locator('scholar-badge [part~="compact"]').waitFor();
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('while it waits, still gets its one answer', async (t) => {
    const orcid = someone();
    const record = gate();
    stage.registry.fault(orcid, { until: record.opened });
    const visit = await stage.visit(t, {
      body: `${stage.badge(orcid)}<div id="there"></div>`,
    });
    await until(
      () => stage.asked(orcid).length === 1,
      'the record is asked for',
    );
    await visit.page.evaluate(moves.append);
    record.open();
    await visit.loaded();
    assert.equal(stage.asked(orcid).length, 1);
    assert.equal(stage.asked(orcid)[0].aborted, false);
  });
});

describe('a badge that is removed', () => {
  const remove = ({ page }) =>
    page.evaluate(() => {
      globalThis.badge = document.querySelector('scholar-badge');
      globalThis.badge.remove();
    });
  const left = ({ page }) =>
    page.evaluate(() => globalThis.badge.shadowRoot.childNodes.length);

  it('cancels its request', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true });
    const visit = await stage.visit(t, { body: stage.badge(orcid) });
    await visit.part('root').waitFor({ state: 'attached' });
    await until(
      () => stage.asked(orcid).length === 1,
      'the record is asked for',
    );
    assert.equal(stage.asked(orcid)[0].aborted, false);
    await remove(visit);
    await until(
      () => stage.asked(orcid)[0].aborted,
      'the request is cancelled',
    );
    await painted(visit.page);
    assert.equal(await left(visit), 0);
    assert.deepEqual(visit.events, []);
    assert.equal(stage.asked(orcid).length, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('leaves the request to others who want the record', async (t) => {
    const orcid = someone();
    const record = gate();
    stage.registry.fault(orcid, { until: record.opened });
    const visit = await stage.visit(t, {
      body: `<p>${stage.badge(orcid, { layout: 'inline' })}
        ${stage.badge(orcid, { layout: 'inline', id: 'other' })}</p>`,
    });
    await visit.part('root', '#other').waitFor({ state: 'attached' });
    await until(
      () => stage.asked(orcid).length === 1,
      'the record is asked for',
    );
    await remove(visit);
    record.open();
    const { id } = await visit.loaded();
    assert.equal(id, 'other');
    assert.equal(stage.asked(orcid).length, 1);
    assert.equal(stage.asked(orcid)[0].aborted, false);
  });

  it('before Wasm has come: nothing happens', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true });
    const visit = await stage.visit(t, {
      body: stage.badge(orcid),
      packageFaults: { '/pkg/scholar_badge_bg.wasm': { until: NEVER } },
    });
    await until(
      () => stage.asked(orcid).length === 1,
      'the record is asked for',
    );
    await until(
      () => visit.page.locator('scholar-badge').evaluate((b) => !!b.shadowRoot),
      'the element is defined',
    );
    await painted(visit.page);
    await remove(visit);
    await until(
      () => stage.asked(orcid)[0].aborted,
      'the request is cancelled',
    );
    assert.equal(await left(visit), 0);
    assert.deepEqual(visit.events, []);
    assert.deepEqual(visit.trouble, []);
  });

  it('and put back: shows the record again, from the copy', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, { body: stage.badge(orcid) });
    await visit.loaded();
    await kept(visit, orcid);
    await remove(visit);
    await painted(visit.page);
    assert.equal(await left(visit), 0);
    await visit.page.evaluate(() => document.body.append(globalThis.badge));
    await visit.loaded({ count: 2 });
    assert.ok(await visit.part('name').isVisible());
    assert.equal(stage.asked(orcid).length, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it(
    'leaves no nodes and no listeners behind, however often',
    { needs: ['devtools'] },
    async (t) => {
      const visit = await stage.visit(t, { body: stage.badge(someone()) });
      await visit.loaded();
      const session = await visit.context.newCDPSession(visit.page);
      const counters = async () => {
        await session.send('HeapProfiler.collectGarbage');
        return session.send('Memory.getDOMCounters');
      };
      const comeAndGo = (times) =>
        visit.page.evaluate(async (rounds) => {
          const first = document.querySelector('scholar-badge');
          for (let round = 0; round < rounds; round += 1) {
            const badge = first.cloneNode(true);
            const loaded = new Promise((done) => {
              badge.addEventListener('scholar-load', done, { once: true });
            });
            badge.loading = 'eager';
            document.body.append(badge);
            await loaded;
            badge.remove();
          }
        }, times);
      await comeAndGo(5);
      const before = await counters();
      await comeAndGo(40);
      const after = await counters();
      const grown = after.nodes - before.nodes;
      t.diagnostic(`nodes: ${before.nodes}, then ${after.nodes}`);
      assert.ok(
        grown < 100,
        `${grown} nodes more after 40 badges came and went`,
      );
      assert.ok(after.jsEventListeners - before.jsEventListeners < 20);
    },
  );
});

/** Holds the Wasm file back for so many milliseconds. */
