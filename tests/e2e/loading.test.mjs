// From the first byte of the page to the badge: what shows meanwhile, what is
// fetched when, and that the page does not jump.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, LAB, generatedOrcid } from '../registry/server.mjs';
import { boxOf, observed, painted, readBadge, until } from './support/read.mjs';
import { NEVER, gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
const someone = () => generatedOrcid(6, (seed += 1));

const wasmOf = ({ folder }) => `${folder}/pkg/scholar_badge_bg.wasm`;
const fetchedWasm = (visit) => stage.cdn.requested(wasmOf(visit)).length;

/** A visit whose Wasm file comes once a promise is fulfilled. */
function slowly(t, arrival, options) {
  return stage.visit(t, {
    ...options,
    packageFaults: { '/pkg/scholar_badge_bg.wasm': { until: arrival } },
  });
}

describe('while it loads', () => {
  it("keeps the page's own text", async (t) => {
    const orcid = someone();
    const record = gate();
    stage.registry.fault(orcid, { until: record.opened });
    const visit = await stage.visit(t, {
      body: stage.badge(orcid, {}, '<a href="/ann">Ann Author</a>'),
    });
    const own = visit.page.getByRole('link', { name: 'Ann Author' });
    assert.ok(await own.isVisible(), 'before the script');
    await visit.part('root').waitFor({ state: 'attached' });
    assert.ok(await own.isVisible(), 'when Rust has taken over');
    record.open();
    await visit.loaded();
    assert.equal(await own.isVisible(), false);
    assert.ok(await visit.part('name').isVisible());
  });

  for (const [registry, page] of [
    [undefined, 'https://orcid.org/'],
    ['sandbox', 'https://sandbox.orcid.org/'],
  ]) {
    it(`without text shows the link to the record, ${page}`, async (t) => {
      const visit = await slowly(t, NEVER, {
        // White space between the tags is no text.
        body: stage.badge('carberry', registry && { registry }, '\n  '),
        prepare: (opened) =>
          opened.route('**/v3.0/**', (route) => route.abort()),
      });
      const link = visit.page.locator('scholar-badge a');
      await link.waitFor();
      const href = page + IDS.carberry;
      assert.equal(await link.getAttribute('href'), href);
      assert.equal(await link.textContent(), href);
      assert.equal(await visit.part('root').count(), 0, 'still without Rust');
    });
  }

  it('without an iD shows nothing strange', async (t) => {
    const wasm = gate();
    const visit = await slowly(t, wasm.opened, {
      body: '<scholar-badge></scholar-badge>',
    });
    await painted(visit.page);
    wasm.open();
    await visit.failed();
    assert.equal((await readBadge(visit)).idLink, undefined);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('the page does not jump', () => {
  for (const [layout, width, most] of [
    ['card', 1280, 100],
    ['card', 768, 100],
    ['card', 320, 150],
    ['compact', 768, 8],
    ['inline', 768, 2],
  ]) {
    it(`${layout} at ${width} pixels`, async (t) => {
      const inline = layout === 'inline';
      const badge = stage.badge('ordinary', { layout });
      const measured = gate();
      const visit = await stage.visit(t, {
        // Wasm comes once the page has been measured without it.
        prepare: (page) =>
          page.route('**/*.wasm', async (route) => {
            await measured.opened;
            await route.continue();
          }),
        context: { viewport: { width, height: 900 } },
        head: '<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>',
        body: `${inline ? `<p>By ${badge}, in 2026.</p>` : `<div>${badge}</div>`}
          <p id="below">Text below the badge.</p>`,
        init: () => {
          globalThis.shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              globalThis.shift += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
        },
      });
      await until(
        () =>
          visit.page.locator('scholar-badge').evaluate((b) => !!b.shadowRoot),
        'the element is defined',
      );
      await painted(visit.page);
      const below = visit.page.locator('#below');
      const before = await boxOf(below);
      measured.open();
      await visit.loaded();
      await painted(visit.page);
      const after = await boxOf(below);
      const shift = await visit.page.evaluate(() => globalThis.shift);
      const moved = after.y - before.y;
      t.diagnostic(
        `the text below moves by ${moved} px, layout shift ${shift.toFixed(4)}`,
      );
      assert.ok(Math.abs(moved) <= most, `${moved} pixels, not ${most}`);
      assert.ok(shift < 0.1, `cumulative layout shift of ${shift}`);
    });
  }
});

describe('records that take 1.5 seconds hardly move the page', () => {
  const PARAGRAPHS = '<p>What the page has to say of itself.</p>'.repeat(30);
  const CASES = {
    'a card': () => [[IDS.ordinary], stage.badge('ordinary')],
    'a card of few words': () => [
      [IDS.ordinary],
      stage.badge('ordinary', { works: '0' }),
    ],
    'a list': () => [[IDS.listed], stage.works(IDS.listed)],
    'a lab, one after another': () => [
      LAB.members,
      stage.works(LAB.members.join(' ')),
    ],
  };
  for (const [name, make] of Object.entries(CASES)) {
    it(name, { engines: ['chromium'] }, async (t) => {
      const [ids, body] = make();
      const gates = ids.map((id) => {
        const one = gate();
        const fault = { until: one.opened, of: 'record' };
        t.after(stage.registry.fault(id, fault));
        return one;
      });
      const visit = await stage.visit(t, {
        context: { viewport: { width: 1000, height: 900 } },
        head: '<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>',
        body: `${body}${PARAGRAPHS}`,
        init: () => {
          globalThis.shift = 0;
          new PerformanceObserver((list) => {
            for (const { value } of list.getEntries())
              globalThis.shift += value;
          }).observe({ type: 'layout-shift', buffered: true });
        },
      });
      await visit.part('loading', body.match(/scholar-\w+/)[0]).waitFor();
      await painted(visit.page);
      // Until the script is there nothing can keep room.
      await visit.page.evaluate(() => {
        globalThis.shift = 0;
      });
      for (const { open } of gates) {
        await visit.page.waitForTimeout(1500 / gates.length);
        open();
      }
      await visit.loaded();
      await painted(visit.page);
      await painted(visit.page);
      const shift = await visit.page.evaluate(() => globalThis.shift);
      t.diagnostic(`layout shift ${shift.toFixed(4)}`);
      assert.ok(shift < 0.05, `cumulative layout shift of ${shift}`);
    });
  }
});

describe('loading="lazy", as is usual', () => {
  const far = (attributes) =>
    `<div style="height: 4000px"></div>${stage.badge(someone(), attributes)}`;

  it('far below the view: no record and no Wasm until it comes near', async (t) => {
    const before = stage.registry.requests.length;
    const visit = await stage.visit(t, { body: far() });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await painted(visit.page);
    await visit.page.waitForLoadState('networkidle');
    assert.equal(fetchedWasm(visit), 0);
    assert.equal(stage.registry.requests.length, before);
    await visit.page.mouse.wheel(0, 3000);
    await visit.loaded();
    assert.equal(fetchedWasm(visit), 1);
    assert.equal(stage.registry.requests.length, before + 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('eager: at once, wherever it is', async (t) => {
    const visit = await stage.visit(t, { body: far({ loading: 'eager' }) });
    await visit.loaded();
    assert.equal(await visit.page.evaluate(() => scrollY), 0);
  });

  it('made eager later: at once', async (t) => {
    const visit = await stage.visit(t, { body: far() });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await painted(visit.page);
    assert.equal(fetchedWasm(visit), 0);
    await visit.page.locator('scholar-badge').evaluate((badge) => {
      badge.loading = 'eager';
    });
    await visit.loaded();
  });

  /** Ways to keep an element out of sight, and what brings it back. */
  const OUT_OF_SIGHT = {
    'display: none': ['style="display: none"', (box) => (box.style = '')],
    'the attribute hidden': ['hidden', (box) => (box.hidden = false)],
    'hidden="until-found"': [
      'hidden="until-found"',
      (box) => (box.hidden = false),
    ],
    'content-visibility: hidden': [
      'style="content-visibility: hidden"',
      (box) => (box.style = ''),
    ],
    'a parent without height': [
      'style="height: 0; overflow: hidden"',
      (box) => (box.style = ''),
    ],
    'a parent without width': [
      'style="width: 0; overflow: hidden"',
      (box) => (box.style = ''),
    ],
    'a parent that cuts it off': [
      'style="height: 200px; overflow: hidden; padding-top: 200px; box-sizing: border-box"',
      (box) => (box.style = ''),
    ],
    'far to the side': [
      'style="position: absolute; left: -9999px"',
      (box) => (box.style = ''),
    ],
  };

  for (const [what, [attributes, show]] of Object.entries(OUT_OF_SIGHT)) {
    it(
      `out of sight by ${what}: asks nobody until it is shown`,
      { engines: EVERY_ENGINE },
      async (t) => {
        const [orcid, other] = [someone(), someone()];
        const visit = await stage.visit(t, {
          body: `<div id="box" ${attributes}>
          ${stage.badge(orcid)}${stage.works(other)}</div>`,
        });
        await outOfSight(visit, [orcid, other]);
        await visit.page.locator('#box').evaluate(show);
        await visit.loaded({ count: 2 });
        assert.equal(stage.asked(orcid).length, 1);
        assert.deepEqual(visit.trouble, []);
      },
    );
  }

  it(
    'in details that are closed: asks nobody until they are opened',
    { engines: EVERY_ENGINE },
    async (t) => {
      const orcid = someone();
      const visit = await stage.visit(t, {
        body: `<details><summary>Who</summary>${stage.badge(orcid)}</details>`,
      });
      await outOfSight(visit, [orcid]);
      await visit.page.locator('summary').click();
      await visit.loaded();
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('hidden itself: asks nobody until it is shown', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, {
      body: stage.badge(orcid, { hidden: '' }),
    });
    await outOfSight(visit, [orcid]);
    await visit.page.locator('scholar-badge').evaluate((badge) => {
      badge.hidden = false;
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });

  it('on a page that nobody sees yet, in another tab: asks nobody', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, {
      body: stage.badge(orcid),
      // Such a page is not rendered, so its observers see nothing.
      init: () => {
        Object.defineProperty(Document.prototype, 'hidden', { value: true });
        IntersectionObserver.prototype.observe = () => {};
      },
    });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await visit.page.waitForLoadState('networkidle');
    assert.equal(fetchedWasm(visit), 0);
    assert.equal(stage.asked(orcid).length, 0);
  });

  /** Once all that starts by itself has started: nobody has been asked. */
  async function outOfSight(visit, orcids) {
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await observed(visit.page);
    const asked = () =>
      visit.requests.filter(
        (url) => url.includes('/pkg/') || orcids.some((id) => url.includes(id)),
      );
    assert.deepEqual(asked(), []);
    await visit.page.waitForLoadState('networkidle');
    assert.deepEqual(asked(), []);
    assert.deepEqual(visit.events, []);
  }

  it('removed and put back while it waits: still loads once', async (t) => {
    const visit = await stage.visit(t, { body: far() });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await visit.page.evaluate(async () => {
      const badge = document.querySelector('scholar-badge');
      badge.remove();
      await new Promise((done) => setTimeout(done));
      document.body.prepend(badge);
    });
    await visit.loaded();
    assert.equal(visit.events.length, 1);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('what is fetched', () => {
  it('the record while Wasm is still on its way, and once', async (t) => {
    const orcid = someone();
    const wasm = gate();
    const visit = await slowly(t, wasm.opened, { body: stage.badge(orcid) });
    const asked = () => stage.asked(orcid).length;
    await until(() => asked() === 1, 'the record does not wait for Wasm');
    wasm.open();
    await visit.loaded();
    assert.equal(asked(), 1);
  });

  it('glue and Wasm side by side', async (t) => {
    const glue = gate();
    const visit = await stage.visit(t, {
      body: stage.badge(someone()),
      packageFaults: { '/pkg/scholar_badge.js': { until: glue.opened } },
    });
    const asked = () => fetchedWasm(visit) === 1;
    await until(asked, 'Wasm does not wait for its glue');
    glue.open();
    await visit.loaded();
  });

  it('three files from the package, the record, and nothing else', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge(someone()) });
    await visit.loaded();
    await visit.page.waitForLoadState('networkidle');
    const names = visit.requests
      .filter((url) => /^https?:/.test(url) && url !== visit.url)
      .map((url) => new URL(url).pathname.replace(visit.folder, ''))
      .toSorted();
    assert.deepEqual(names.slice(0, -1), [
      '/index.js',
      '/pkg/scholar_badge.js',
      '/pkg/scholar_badge_bg.wasm',
    ]);
    assert.match(names.at(-1), /^\/v3\.0\//);
  });
});

describe('elements that come in other ways', () => {
  it('made by a script after load', async (t) => {
    const visit = await stage.visit(t, { body: '<p>Nothing yet.</p>' });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    assert.equal(fetchedWasm(visit), 0, 'no badge, no Wasm');
    await visit.page.evaluate(
      ([orcid, registry]) => {
        const badge = document.createElement('scholar-badge');
        badge.orcid = orcid;
        badge.registry = registry;
        document.body.append(badge);
      },
      [IDS.ordinary, stage.registry.url],
    );
    const { detail } = await visit.loaded();
    assert.equal(detail.name, 'Solveig Marchetti-Lund');
    assert.deepEqual(visit.trouble, []);
  });

  it('inside another shadow tree', async (t) => {
    const visit = await stage.visit(t, {
      body: `<div id="outer"><template shadowrootmode="open">
        ${stage.badge('ordinary')}</template></div>`,
    });
    const { id } = await visit.loaded();
    assert.equal(id, 'outer');
    assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
  });

  it('inside a template: only its copies', async (t) => {
    const visit = await stage.visit(t, {
      body: `<template>${stage.badge('ordinary')}</template>`,
    });
    await visit.page.waitForFunction(() => customElements.get('scholar-badge'));
    await painted(visit.page);
    assert.equal(fetchedWasm(visit), 0);
    await visit.page.evaluate(() => {
      const { content } = document.querySelector('template');
      document.body.append(content.cloneNode(true), content.cloneNode(true));
    });
    await visit.loaded({ count: 2 });
    assert.deepEqual(visit.trouble, []);
  });

  it('inside a frame', async (t) => {
    const visit = await stage.visit(t, {
      body: '<iframe src="frame.html" title="A frame"></iframe>',
      files: {
        'frame.html': `<!doctype html><script type="module"
          src="${stage.cdn.url}/f/index.js"></script>${stage.badge('ordinary')}`,
      },
      scripts: [],
    });
    const name = visit.page
      .frameLocator('iframe')
      .locator('scholar-badge [part~="name"]');
    await name.waitFor();
    assert.equal(await name.textContent(), 'Solveig Marchetti-Lund');
    assert.deepEqual(visit.trouble, []);
  });

  it('inside a sandboxed frame without an origin', async (t) => {
    const frame =
      `<script type="module" src="${stage.cdn.url}/s/index.js"></script>
      ${stage.badge('ordinary')}`.replaceAll('"', '&quot;');
    const visit = await stage.visit(t, {
      body: `<iframe sandbox="allow-scripts" srcdoc="${frame}" title="A frame"></iframe>`,
      scripts: [],
    });
    const name = visit.page
      .frameLocator('iframe')
      .locator('scholar-badge [part~="name"]');
    await name.waitFor();
    assert.equal(await name.textContent(), 'Solveig Marchetti-Lund');
    assert.deepEqual(visit.trouble, []);
  });
});

describe('the script included more than once', () => {
  it('the same address: one definition, one request', async (t) => {
    const orcid = someone();
    const url = `${stage.cdn.url}/same/index.js`;
    const visit = await stage.visit(t, {
      scripts: [url, url],
      body: stage.badge(orcid),
    });
    await visit.loaded();
    await painted(visit.page);
    assert.equal(stage.asked(orcid).length, 1);
    assert.equal(visit.events.length, 1);
    assert.deepEqual(visit.trouble, []);
  });

  it(
    'by two modules at the same time: both have the classes at once',
    { engines: EVERY_ENGINE },
    async (t) => {
      const orcid = someone();
      const url = `${stage.cdn.url}/both/index.js`;
      const importer = `
      import { ScholarBadge, ScholarWorks } from '${url}';
      const badge = document.querySelector('scholar-badge');
      const found = [badge instanceof ScholarBadge, typeof ScholarWorks];
      (globalThis.found ??= []).push(found);
    `;
      const visit = await stage.visit(t, {
        scripts: ['first.js', 'second.js'],
        files: { 'first.js': importer, 'second.js': importer },
        body: stage.badge(orcid),
      });
      await visit.loaded();
      const found = await visit.page.evaluate(() => globalThis.found);
      assert.deepEqual(found, Array(2).fill([true, 'function']));
      assert.equal(stage.asked(orcid).length, 1);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('two copies from two origins: tolerated', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, {
      scripts: [`${stage.cdn.url}/copy/index.js`, '/own/index.js'],
      body: stage.badge(orcid),
    });
    await visit.loaded();
    await visit.page.evaluate(() => import('/own/index.js'));
    await painted(visit.page);
    assert.equal(await visit.part('name').count(), 1);
    assert.equal(visit.events.length, 1);
    assert.deepEqual(visit.trouble, []);
    assert.equal(stage.asked(orcid).length, 1, 'one request for one record');
  });

  it('a second copy later: the first stays in force', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge(someone()) });
    await visit.loaded();
    const same = await visit.page.evaluate(async () => {
      const first = customElements.get('scholar-badge');
      const { ScholarBadge } = await import('/own/index.js');
      return first === ScholarBadge;
    });
    assert.ok(same);
    assert.deepEqual(visit.trouble, []);
  });
});
