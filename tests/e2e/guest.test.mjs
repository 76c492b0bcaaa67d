// A good guest: what comes and goes leaves nothing behind, however often, and
// takes no page down.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, LAB } from '../registry/server.mjs';
import { element } from './support/html.mjs';
import { painted } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

/** What style sheets that begin from nothing say, as loud as can be. */
const RESET = `
  *, *::before, *::after {
    margin: 0 !important; padding: 0 !important; border: 0 !important;
    box-sizing: border-box !important; float: none !important;
    outline: none !important; background: none !important;
    min-width: 0 !important; max-width: 100% !important;
    overflow-wrap: normal !important; vertical-align: baseline !important;
  }
  div, span, p, ul, li, h2, h3, h4, button, input, select, label, details {
    all: unset !important;
  }
  body, main, div, p { display: block !important }
  a { display: block !important; text-decoration: none !important }
  svg, img { display: block !important }
  [hidden], [part] { display: flex !important; opacity: 0.5 !important }
  [part~='root'] *, .dotted { letter-spacing: 1em !important }
`;

/** Bytes of a page of Wasm memory. */
const PAGE = 65_536;

/** Elements that come and go, at most so many at a time. */
const AT_ONCE = 25;

/**
 * Before anything else: the memories of all Wasm instances, and how many
 * elements are being observed. What is observed counts as long as nobody says
 * otherwise, so an observer that is merely forgotten counts too.
 */
const watch = () => {
  const guest = (globalThis.guest = { memories: new Set(), observed: 0 });
  const keep = ({ instance }) => {
    for (const one of Object.values(instance.exports)) {
      if (one instanceof WebAssembly.Memory) guest.memories.add(one);
    }
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      keep(made.instance ? made : { instance: made });
      return made;
    };
  }
  for (const name of [
    'IntersectionObserver',
    'MutationObserver',
    'ResizeObserver',
  ]) {
    const { prototype } = globalThis[name];
    const { observe, unobserve, disconnect } = prototype;
    const targets = new WeakMap();
    const of = (observer) => {
      if (!targets.has(observer)) targets.set(observer, new Set());
      return targets.get(observer);
    };
    prototype.observe = function (target, ...rest) {
      observe.call(this, target, ...rest);
      if (!of(this).has(target)) guest.observed += 1;
      of(this).add(target);
    };
    if (unobserve) {
      prototype.unobserve = function (target) {
        unobserve.call(this, target);
        if (of(this).delete(target)) guest.observed -= 1;
      };
    }
    prototype.disconnect = function () {
      disconnect.call(this);
      guest.observed -= of(this).size;
      of(this).clear();
    };
  }
};

/**
 * Puts `count` copies of `html` on the page and takes them away again. Of each
 * batch, every other one is gone before it has shown anything.
 */
const comeAndGo = (page, html, { count, shows }) =>
  page.evaluate(
    async ({ html, count, shows, atOnce }) => {
      const frame = () => new Promise(requestAnimationFrame);
      const place = document.querySelector('main');
      for (let done = 0; done < count; done += atOnce) {
        const isHasty = (done / atOnce) % 2 === 1;
        const number = Math.min(atOnce, count - done);
        place.innerHTML = html.repeat(number);
        const elements = [...place.children];
        const isShown = ({ shadowRoot }) => shadowRoot?.querySelector(shows);
        while (!isHasty && !elements.every(isShown)) await frame();
        place.replaceChildren();
        await frame();
      }
    },
    { html, count, shows, atOnce: AT_ONCE },
  );

describe('elements that come and go', { needs: ['devtools'] }, () => {
  const ELEMENTS = {
    'scholar-badge': {
      html: () => stage.badge('ordinary', { loading: 'eager' }),
      shows: '[part~="work"]',
      count: 400,
    },
    'scholar-works': {
      html: () => stage.works(IDS.ordinary, { loading: 'eager' }),
      shows: '[part~="work"]',
      count: 200,
    },
    'scholar-people': {
      html: () =>
        stage.people(LAB.members.join(' '), {
          loading: 'eager',
          group: 'role',
        }),
      shows: '[part~="role"]',
      count: 200,
    },
    'scholar-sign-in': {
      html: () =>
        element('scholar-sign-in', {
          'client-id': 'APP-X',
          'redirect-uri': '/own/callback.html',
          issuer: stage.registry.url,
        }),
      shows: '[part~="button"]',
      count: 200,
    },
  };

  for (const [tag, { html, shows, count }] of Object.entries(ELEMENTS)) {
    it(`${tag}: ${count} of them leave nothing behind`, async (t) => {
      const visit = await stage.visit(t, {
        init: watch,
        body: '<main></main>',
      });
      const devtools = await visit.page.context().newCDPSession(visit.page);
      await devtools.send('Performance.enable');
      const weigh = async () => {
        await painted(visit.page);
        await devtools.send('HeapProfiler.collectGarbage');
        await devtools.send('HeapProfiler.collectGarbage');
        const { metrics } = await devtools.send('Performance.getMetrics');
        const of = (name) => metrics.find((it) => it.name === name).value;
        const { wasm, observed } = await visit.page.evaluate(() => ({
          wasm: [...globalThis.guest.memories].reduce(
            (sum, { buffer }) => sum + buffer.byteLength,
            0,
          ),
          observed: globalThis.guest.observed,
        }));
        return {
          heap: of('JSHeapUsedSize'),
          nodes: of('Nodes'),
          listeners: of('JSEventListeners'),
          wasm,
          observed,
        };
      };
      // What is made once, and kept: code, copies, pools.
      await comeAndGo(visit.page, html(), { count: 4 * AT_ONCE, shows });
      let last = await weigh();
      const round = async () => {
        await comeAndGo(visit.page, html(), { count, shows });
        const before = last;
        last = await weigh();
        t.diagnostic(
          Object.keys(last)
            .map((name) => `${name} ${before[name]} → ${last[name]}`)
            .join(', '),
        );
        return Object.fromEntries(
          Object.keys(last).map((name) => [name, last[name] - before[name]]),
        );
      };
      assert.ok(last.wasm > 0, 'the memory is seen');
      // Code that runs often grows, too, but not again and again; nor does what a
      // browser tidies up in its own time. A leak is as large in every round.
      const heaps = [];
      while (!heaps.some((bytes) => bytes < 600 * count)) {
        const more = await round();
        // Memory grows by pages, and what is freed leaves gaps.
        assert.ok(more.wasm <= PAGE, `${more.wasm} bytes`);
        assert.equal(more.observed, 0);
        assert.equal(more.listeners, 0);
        assert.equal(more.nodes, 0);
        heaps.push(more.heap);
        assert.ok(heaps.length < 4 || more.heap < 600 * count, String(heaps));
      }
      assert.deepEqual(visit.trouble, []);
    });
  }
});

describe('a style sheet of the page', () => {
  const everything = () =>
    [
      stage.badge('ordinary', { loading: 'eager' }),
      stage.works(IDS.ordinary, {
        authors: 'none',
        chart: 'always',
        loading: 'eager',
      }),
      stage.people(LAB.members.join(' '), { loading: 'eager', group: 'role' }),
    ].join('\n');

  const shown = async (visit) => {
    await visit.part('card').first().waitFor();
    await visit.part('work', 'scholar-works').first().waitFor();
    await visit.part('role', 'scholar-people').first().waitFor();
    await painted(visit.page);
  };

  /**
   * What is computed for each of these elements, but sizes, which depend on the
   * place: `{ name, values }`.
   */
  const computed = (locator) =>
    locator.evaluateAll((elements) =>
      elements.map((it) => {
        const style = getComputedStyle(it);
        return {
          name: it.getAttribute('part') ?? it.localName,
          values: [...style]
            .filter(
              (name) =>
                !/^--|(size|width|height|origin|columns|rows)$/.test(name),
            )
            .map((name) => `${name}: ${style.getPropertyValue(name)}`),
        };
      }),
    );

  /** What is computed otherwise in `found` than in `wanted`. */
  const differences = (found, wanted) =>
    found.flatMap(({ name, values }, at) =>
      values
        .filter((value) => !wanted[at]?.values.includes(value))
        .map((value) => `${name}: ${value}`),
    );

  const insides = ({ page }) =>
    computed(
      page.locator(':is(scholar-badge, scholar-works, scholar-people) [part]'),
    );

  it('that undoes everything changes nothing inside', async (t) => {
    const look = async (style) => {
      const head = `<style>${style}</style>`;
      const visit = await stage.visit(t, { head, body: everything() });
      await shown(visit);
      return insides(visit);
    };
    // What text inherits, the page may say.
    const font = 'html { font: 16px/1.5 sans-serif !important }';
    const wanted = await look(font);
    const found = await look(RESET + font);
    assert.ok(found.length > 100, `${found.length} parts`);
    assert.equal(found.length, wanted.length);
    assert.deepEqual(differences(found, wanted), []);
  });

  it('is the only one: nothing of ours changes the page', async (t) => {
    const body = `<main>
      <h1>A page</h1><p class="dotted" part="card">Text, <a href="/">a link</a></p>
      <ul><li><button part="button">Press</button></li></ul>
      <form><input type="search"><select><option>One</select></form>
    </main>`;
    const visit = await stage.visit(t, { body });
    const outside = () => computed(visit.page.locator('main, main *'));
    const globals = () =>
      visit.page.evaluate(() => [
        ...Object.getOwnPropertyNames(globalThis).sort(),
        ...[...document.styleSheets, ...document.adoptedStyleSheets].map(
          () => 'a style sheet',
        ),
        ...document.documentElement.getAttributeNames(),
        ...document.body.getAttributeNames(),
      ]);
    await painted(visit.page);
    const before = { styles: await outside(), globals: await globals() };
    assert.ok(before.styles.length > 5);
    await visit.page.evaluate((html) => {
      document.body.insertAdjacentHTML('beforeend', html);
    }, everything());
    await shown(visit);
    assert.deepEqual(differences(await outside(), before.styles), []);
    assert.deepEqual(await globals(), before.globals);
    assert.deepEqual(visit.trouble, []);
  });
});
