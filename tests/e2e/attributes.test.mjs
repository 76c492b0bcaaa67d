// The element follows its attributes and properties, and tells its page.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, generatedOrcid } from '../registry/server.mjs';
import { readBadge, until } from './support/read.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const put = sharePage(stage);

let seed = 0;
const someone = () => generatedOrcid(4, (seed += 1));

describe('attributes and properties', () => {
  const set = ({ page }, name, value) =>
    page
      .locator('scholar-badge')
      .evaluate(
        (badge, [key, text]) => badge.setAttribute(key, text),
        [name, value],
      );

  it('another iD: another record', async () => {
    const visit = await put(stage.badge('carberry'));
    await visit.loaded();
    await set(visit, 'orcid', IDS.ordinary);
    await visit.loaded({ count: 2 });
    assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
    await set(visit, 'orcid', 'nonsense');
    await visit.failed();
    assert.equal((await readBadge(visit)).name, null);
    await set(visit, 'orcid', IDS.ordinary);
    await visit.loaded({ count: 3 });
    assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
  });

  it('another iD while the first is on its way: only the last counts', async () => {
    const slow = someone();
    stage.registry.fault(slow, { hang: true });
    const visit = await put(stage.badge(slow));
    await until(() => stage.asked(slow).length === 1, 'it is asked for');
    await set(visit, 'orcid', IDS.ordinary);
    await visit.loaded();
    await until(() => stage.asked(slow)[0].aborted, 'the first is cancelled');
    assert.deepEqual(
      visit.events.map(({ detail }) => detail.orcid),
      [IDS.ordinary],
    );
    assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
  });

  it('looks change without a request and without an event', async () => {
    const orcid = someone();
    const visit = await put(stage.badge(orcid));
    await visit.loaded();
    for (const layout of ['compact', 'inline', 'card']) {
      await set(visit, 'layout', layout);
      await visit.part(layout).waitFor();
    }
    await set(visit, 'works', '1');
    await until(
      async () => (await visit.part('work').count()) === 1,
      'one work shows',
    );
    await set(visit, 'show', 'affiliations');
    await visit.part('works').waitFor({ state: 'detached' });
    assert.equal(stage.asked(orcid).length, 1);
    assert.equal(visit.events.length, 1);
  });

  it('several changes in one task are one change', async () => {
    const [one, two] = [someone(), someone()];
    const visit = await put(stage.badge('carberry'));
    await visit.loaded();
    await visit.page.locator('scholar-badge').evaluate(
      (badge, [first, second]) => {
        badge.orcid = first;
        badge.layout = 'compact';
        badge.orcid = second;
      },
      [one, two],
    );
    const { detail } = await visit.loaded({ count: 2 });
    assert.equal(detail.orcid, two);
    assert.equal(stage.asked(one).length, 0);
  });

  it('properties mirror attributes, both ways', async () => {
    const visit = await put(stage.badge('carberry'));
    await visit.loaded();
    const seen = await visit.page.evaluate(() => {
      const badge = document.createElement('scholar-badge');
      const pairs = {
        orcid: 'orcid',
        registry: 'registry',
        layout: 'layout',
        works: 'works',
        show: 'show',
        theme: 'theme',
        loading: 'loading',
        timeout: 'timeout',
        'max-age': 'maxAge',
        'max-size': 'maxSize',
        'cache-size': 'cacheSize',
      };
      return Object.entries(pairs).filter(([attribute, property]) => {
        const results = [badge[property]];
        badge[property] = 7;
        results.push(badge.getAttribute(attribute), badge[property]);
        badge.setAttribute(attribute, 'x');
        results.push(badge[property]);
        for (const nothing of [null, undefined]) {
          badge[property] = 'x';
          badge[property] = nothing;
          results.push(badge.hasAttribute(attribute));
        }
        return JSON.stringify(results) !== '[null,"7","7","x",false,false]';
      });
    });
    assert.deepEqual(seen, []);
  });

  it('properties set before the class was there count', async (t) => {
    const visit = await stage.visit(t, {
      body: '<scholar-badge></scholar-badge>',
      head: `<script>
        addEventListener('DOMContentLoaded', () => {}, { once: true });
        new MutationObserver((_, observer) => {
          const badge = document.querySelector('scholar-badge');
          if (!badge) return;
          observer.disconnect();
          badge.orcid = ${JSON.stringify(IDS.ordinary)};
          badge.registry = ${JSON.stringify(stage.registry.url)};
          badge.layout = 'compact';
          badge.maxAge = 5;
        }).observe(document, { childList: true, subtree: true });
      </script>`,
    });
    const { detail } = await visit.loaded();
    assert.equal(detail.orcid, IDS.ordinary);
    const badge = visit.page.locator('scholar-badge');
    assert.equal(await badge.getAttribute('max-age'), '5');
    assert.ok(await visit.part('compact').isVisible());
  });
});

describe('the events', () => {
  it('scholar-load tells who, what and whence', async (t) => {
    const began = Date.now();
    const visit = await stage.visit(t, { body: stage.badge('ordinary') });
    const { detail } = await visit.loaded();
    const { fetchedAt, ...rest } = detail;
    assert.deepEqual(rest, {
      orcid: IDS.ordinary,
      requested: IDS.ordinary,
      name: 'Solveig Marchetti-Lund',
      works: 15,
      skipped: 0,
      fromCache: false,
    });
    assert.ok(fetchedAt >= began - 1000 && fetchedAt <= Date.now() + 1000);
  });

  it('bubble out of shadow trees, closed ones too', async (t) => {
    const visit = await stage.visit(t, {
      body: `<div id="host"></div>
        <template>${stage.badge('ordinary')}${stage.badge('locked')}</template>
        <script>
          const root = document.querySelector('#host').attachShadow({ mode: 'closed' });
          root.append(document.querySelector('template').content);
          for (const badge of root.children) badge.loading = 'eager';
        </script>`,
    });
    for (const heard of [visit.loaded(), visit.failed()]) {
      const { bubbles, composed, id } = await heard;
      assert.deepEqual([bubbles, composed, id], [true, true, 'host']);
    }
    assert.deepEqual(visit.trouble, []);
  });
});
