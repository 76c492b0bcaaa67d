// Where WebAssembly is refused or cannot be had: the page's own text stays for
// good, the page hears of it, and nothing else on the page suffers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, EVERY_ENGINE, it } from './support/test.mjs';

import { IDS } from '../registry/server.mjs';
import { element } from './support/html.mjs';
import { painted, readBadge } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const WASM = '/pkg/scholar_badge_bg.wasm';
const GLUE = '/pkg/scholar_badge.js';

const REFUSALS = {
  "a policy without 'wasm-unsafe-eval'": {
    headers: { 'content-security-policy': 'script-src http:' },
    refused: /wasm|script-src/i,
  },
  'the Wasm file is missing': { packageFaults: { [WASM]: { status: 404 } } },
  'the Wasm file is cut off': { packageFaults: { [WASM]: { truncate: true } } },
  'the compressed Wasm file is cut off': {
    packageFaults: { [WASM]: { truncate: true, zipped: true } },
  },
  'the Wasm file is empty': {
    packageFaults: { [WASM]: { status: 204 } },
  },
  // An empty section more: it would run all the same.
  'the Wasm file is another one than the one of this version': {
    packageFaults: { [WASM]: { append: [0, 1, 0] } },
    engines: EVERY_ENGINE,
  },
  'the glue is missing': { packageFaults: { [GLUE]: { status: 404 } } },
  'the browser has no WebAssembly': {
    init: () => delete globalThis.WebAssembly,
  },
  'the browser is in lockdown: WebAssembly throws': {
    init: () => {
      const refuse = () => Promise.reject(new TypeError('refused'));
      WebAssembly.instantiate = refuse;
      WebAssembly.instantiateStreaming = refuse;
    },
  },
};

describe('the page keeps its own text when', { concurrency: 2 }, () => {
  for (const [why, one] of Object.entries(REFUSALS)) {
    const { refused, engines, ...setting } = one;
    it(why, { ...(engines && { engines }) }, async (t) => {
      const visit = await stage.visit(t, {
        ...setting,
        body: `${stage.badge('ordinary', {}, '<a href="/ann">Ann Author</a>')}
          <p id="other">waiting</p>
          <script type="module" src="other.js"></script>`,
        files: {
          'other.js': `addEventListener('scholar-error', () => {
            document.querySelector('#other').textContent = 'still works';
          })`,
        },
      });
      const { detail, bubbles, composed } = await visit.failed();
      assert.equal(detail.code, 'not-loaded');
      assert.equal(detail.orcid, IDS.ordinary);
      assert.equal(detail.retryable, false);
      assert.match(detail.message, /\w{3}/);
      assert.deepEqual([bubbles, composed], [true, true]);
      assert.match(visit.warnings.join('\n'), /scholar-badge: not-loaded/);
      assert.ok(await visit.page.getByText('Ann Author').isVisible());
      assert.equal((await readBadge(visit)).slot, true);
      await visit.page.getByText('still works').waitFor();
      assert.deepEqual(visit.errors, [], 'nothing uncaught');
      if (!refused) assert.deepEqual(visit.violations, []);
      for (const { directive } of visit.violations) {
        assert.match(directive, refused);
      }
    });
  }

  it('there is no script at all', async (t) => {
    const visit = await stage.visit(t, {
      scripts: [],
      body: stage.badge('ordinary', {}, '<a href="/ann">Ann Author</a>'),
    });
    assert.ok(await visit.page.getByText('Ann Author').isVisible());
  });
});

describe(
  'an import map with the integrity of the glue',
  { engines: ['chromium'] },
  () => {
    const values = JSON.parse(
      readFileSync(new URL('../../www/pkg/integrity.json', import.meta.url)),
    );
    /** The README's, for the badge's bundle. */
    const head = (folder) => {
      const name = GLUE.slice(1);
      const integrity = { [`${folder}${name}`]: values[name] };
      return `<script type="importmap">${JSON.stringify({ integrity })}</script>`;
    };
    it('takes the glue of this version', async (t) => {
      const visit = await stage.visit(t, {
        head,
        body: stage.badge('ordinary'),
      });
      await visit.loaded();
      assert.deepEqual(visit.trouble, []);
    });

    it('takes no other, and the page’s own text stays', async (t) => {
      const packageFaults = { [GLUE]: { append: '\n// Changed' } };
      const body = stage.badge('ordinary', {}, 'Ann Author');
      const visit = await stage.visit(t, { head, packageFaults, body });
      const { detail } = await visit.failed();
      assert.equal(detail.code, 'not-loaded');
      assert.ok(await visit.page.getByText('Ann Author').isVisible());
    });
  },
);

describe('where Wasm cannot be had', { concurrency: 2 }, () => {
  it('a badge without text keeps the link to the record', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [WASM]: { status: 404 } },
      body: stage.badge('ordinary'),
    });
    await visit.failed();
    const link = visit.page.locator('scholar-badge a');
    assert.ok(await link.isVisible());
    assert.equal(
      await link.getAttribute('href'),
      `https://orcid.org/${IDS.ordinary}`,
    );
  });

  it('no room is kept for a badge that will never come', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [WASM]: { status: 404 } },
      body: stage.badge('ordinary', {}, 'Ann Author'),
    });
    await visit.failed();
    await painted(visit.page);
    const { height } = await visit.page.locator('scholar-badge').boundingBox();
    assert.ok(height < 60, `${height} pixels for one line`);
  });

  it('every badge on the page tells of it; they try together', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [WASM]: { status: 404 } },
      body: ['ordinary', 'carberry', 'arabic']
        .map((person) => stage.badge(person, { layout: 'compact' }))
        .join('\n'),
    });
    await visit.failed({ count: 3 });
    const asked = stage.cdn.requested(visit.folder + WASM);
    // Once for the page's start, once for the badges.
    assert.ok(asked.length <= 2, `${asked.length} downloads`);
    assert.deepEqual(visit.errors, []);
  });

  it('a badge that comes later tries again, and may succeed', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [WASM]: { status: 503 } },
      body: stage.badge('ordinary', {}, 'Ann Author'),
    });
    await visit.failed();
    stage.cdn.spoil(visit.folder + WASM, null);
    await visit.page.evaluate(() => {
      const [first] = document.querySelectorAll('scholar-badge');
      document.body.prepend(first.cloneNode(true));
    });
    const { detail } = await visit.loaded();
    assert.equal(detail.orcid, IDS.ordinary);
  });

  it('attributes may change and the element may leave without harm', async (t) => {
    const visit = await stage.visit(t, {
      packageFaults: { [WASM]: { status: 404 } },
      body: stage.badge('ordinary', {}, 'Ann Author'),
    });
    await visit.failed();
    await visit.page.evaluate(() => {
      const badge = document.querySelector('scholar-badge');
      badge.orcid = '0000-0002-1825-0097';
      badge.layout = 'inline';
      badge.remove();
    });
    await painted(visit.page);
    assert.deepEqual(visit.errors, []);
  });
});

describe('a host that serves Wasm badly', { concurrency: 2 }, () => {
  for (const type of ['application/octet-stream', 'text/plain']) {
    it(`as ${type}: works all the same`, async (t) => {
      const visit = await stage.visit(t, {
        packageFaults: { [WASM]: { type } },
        body: stage.badge('ordinary'),
      });
      await visit.loaded();
      assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
      assert.deepEqual(visit.errors, []);
    });
  }
});

describe('a browser that is too old', { concurrency: 2 }, () => {
  /** What is taken away, and whether nobody is left to tell of it. */
  const WITHOUT = {
    'style sheets made by scripts': {
      take: () => {
        globalThis.CSSStyleSheet = class {
          constructor() {
            throw new TypeError('Illegal constructor');
          }
        };
      },
    },
    'text for style sheets made by scripts': {
      take: () => delete CSSStyleSheet.prototype.replaceSync,
    },
    'style sheets shared by shadow trees': {
      take: () => {
        delete Document.prototype.adoptedStyleSheets;
        delete ShadowRoot.prototype.adoptedStyleSheets;
      },
    },
    'container queries': {
      take: () => {
        const { supports } = CSS;
        CSS.supports = (text) =>
          !text.startsWith('container') && supports.call(CSS, text);
      },
    },
    'shadow trees': { take: () => delete Element.prototype.attachShadow },
    'Object.hasOwn': { take: () => delete Object.hasOwn },
    'custom elements': {
      take: () =>
        Object.defineProperty(globalThis, 'customElements', {
          value: undefined,
        }),
      isSilent: true,
    },
    WebAssembly: { take: () => delete globalThis.WebAssembly },
    'what the Wasm is made of': {
      take: () => {
        WebAssembly.instantiate = WebAssembly.instantiateStreaming = () =>
          Promise.reject(new WebAssembly.CompileError('unknown opcode'));
      },
    },
  };
  const TAGS = ['scholar-badge', 'scholar-works', 'scholar-sign-in'];

  for (const [what, { take, isSilent }] of Object.entries(WITHOUT)) {
    it(`keeps what the page says: without ${what}`, async (t) => {
      const own = (tag) => `<a href="#${tag}">Text in ${tag}</a>`;
      const settings = { 'client-id': 'APP-0123456789ABCDEF' };
      const visit = await stage.visit(t, {
        init: take,
        body: [
          stage.badge('ordinary', {}, own('scholar-badge')),
          stage.works(IDS.ordinary, {}, own('scholar-works')),
          element('scholar-sign-in', settings, own('scholar-sign-in')),
        ].join('\n'),
      });
      if (isSilent) await visit.page.waitForLoadState('networkidle');
      else await visit.failed({ count: TAGS.length });
      for (const { detail } of visit.events) {
        assert.equal(detail.code, 'not-loaded');
      }
      assert.equal(visit.events.length, isSilent ? 0 : TAGS.length);
      for (const tag of TAGS) {
        await visit.page.getByText(`Text in ${tag}`).click();
        assert.equal(new URL(visit.page.url()).hash, `#${tag}`);
      }
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('fetches no Wasm that it could not use', async (t) => {
    const visit = await stage.visit(t, {
      init: WITHOUT['container queries'].take,
      body: stage.badge('ordinary', {}, 'Ann Author'),
    });
    const { detail } = await visit.failed();
    assert.match(detail.message, /too old.* Chrome \d+/);
    await visit.page.waitForLoadState('networkidle');
    assert.equal(stage.cdn.requested(visit.folder + WASM).length, 0);
    assert.equal(stage.cdn.requested(visit.folder + GLUE).length, 0);
    assert.deepEqual(visit.trouble, []);
  });

  for (const [what, take] of Object.entries({
    'Wasm compiled while it comes': () =>
      delete WebAssembly.instantiateStreaming,
    IntersectionObserver: () => delete globalThis.IntersectionObserver,
    BroadcastChannel: () => delete globalThis.BroadcastChannel,
    'the Cache API': () => delete globalThis.caches,
  })) {
    it(`shows the badge without ${what}`, async (t) => {
      const visit = await stage.visit(t, {
        init: take,
        body: stage.badge('ordinary'),
      });
      await visit.loaded();
      assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
      assert.deepEqual(visit.trouble, []);
    });
  }
});
