// Pages with a strict content security policy: the badge works under the
// strictest one that allows WebAssembly at all, without one refusal.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS } from '../registry/server.mjs';
import { strictest } from './support/policy.mjs';
import { readBadge } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const strict = () => strictest([stage.registry.url]);

const strictVisit = (t, options, policy = strict()) =>
  stage.visit(t, {
    own: true,
    head: '<link rel="stylesheet" href="page.css">',
    files: { 'page.css': 'body { font: 16px sans-serif }' },
    ...options,
    headers: { 'content-security-policy': policy, ...options.headers },
  });

describe('the strictest policy', { concurrency: 2 }, () => {
  it(
    'is in force: what it forbids is refused, and the tests hear of it',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await strictVisit(t, {
        body: '<p style="color: red">Refused</p><script>1</script>',
      });
      await visit.page.waitForLoadState('load');
      assert.equal(
        visit.violations.length,
        2,
        JSON.stringify(visit.violations),
      );
      const html = await visit.page.evaluate(() => {
        try {
          document.querySelector('p').innerHTML = '<b>x</b>';
          return 'allowed';
        } catch {
          return 'refused';
        }
      });
      assert.equal(html, 'refused');
    },
  );

  for (const layout of ['card', 'compact', 'inline']) {
    it(`allows the ${layout} layout`, async (t) => {
      const visit = await strictVisit(t, {
        body: stage.badge('ordinary', { layout }),
      });
      await visit.loaded();
      assert.equal((await readBadge(visit)).name, 'Solveig Marchetti-Lund');
      const display = await visit.page
        .locator('scholar-badge')
        .evaluate((badge) => getComputedStyle(badge).display);
      const usual = { card: 'block', compact: 'inline-block' };
      assert.equal(display, usual[layout] ?? 'inline', 'the sheet is in force');
      assert.deepEqual(visit.trouble, []);
    });
  }

  it('allows every part of a card, every script and every direction', async (t) => {
    const people = [
      'ordinary',
      'allKinds',
      'arabic',
      'bidi',
      'linked',
      'markup',
    ];
    const visit = await strictVisit(t, {
      body: people
        .map((person) =>
          stage.badge(person, {
            loading: 'eager',
            works: '20',
            show: 'affiliations biography keywords links works',
          }),
        )
        .join('\n'),
    });
    await visit.loaded({ count: people.length });
    assert.deepEqual(visit.trouble, []);
  });

  it(
    'allows every state: waiting, failed, nothing, old copy, try again',
    { engines: EVERY_ENGINE },
    async (t) => {
      const failing = [
        'notFound',
        'locked',
        'quota',
        'html',
        'truncated',
        'nothing',
        'overloaded',
        'noCors',
        'dropped',
        '0000-0002-1825-0096',
      ];
      const visit = await strictVisit(t, {
        body: failing
          .map((person) => stage.badge(person, { loading: 'eager' }))
          .concat(stage.badge('hang', { timeout: '1', loading: 'eager' }))
          .concat(stage.badge('locked', { loading: 'eager' }, 'Own text'))
          // Its reader comes when the answer does.
          .concat(stage.badge('xml', { loading: 'eager' }))
          .join('\n'),
      });
      await visit.failed({ count: failing.length + 2, within: 20_000 });
      await visit.loaded();
      await visit.part('retry').first().click();
      await visit.failed({ count: failing.length + 3 });
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('allows hostile records: nothing in them needs to be refused', async (t) => {
    const people = ['hostile', 'hostilePolite', 'hostileJsonLd'];
    const visit = await strictVisit(t, {
      body: people
        .map((person) =>
          stage.badge(person, {
            loading: 'eager',
            works: '50',
            show: 'affiliations biography keywords links works',
          }),
        )
        .join('\n'),
    });
    await visit.loaded({ count: people.length });
    assert.deepEqual(visit.trouble, []);
  });

  it('allows a change of attributes, and leaving', async (t) => {
    const visit = await strictVisit(t, { body: stage.badge('carberry') });
    await visit.loaded();
    await visit.page.locator('scholar-badge').evaluate((badge, orcid) => {
      badge.theme = 'dark';
      badge.layout = 'compact';
      badge.orcid = orcid;
    }, IDS.ordinary);
    await visit.loaded({ count: 2 });
    await visit.page.locator('scholar-badge').evaluate((b) => b.remove());
    assert.deepEqual(visit.trouble, []);
  });

  it(
    'in a sandbox without the same origin (as some hosts add)',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await strictVisit(
        t,
        { body: stage.badge('ordinary') },
        `${strict().replaceAll("'self'", stage.pages.url)}; sandbox allow-scripts`,
      );
      await visit.loaded();
      assert.deepEqual(visit.trouble, []);
    },
  );
});

describe('the README’s policy line', { concurrency: 2 }, () => {
  /** It, with this package's folder and the stand-in registry in the place of ORCID's. */
  const policyOf = (folder) => {
    const readme = readFileSync(
      new URL('../../README.md', import.meta.url),
      'utf8',
    );
    const [line] = /^script-src 'self' .+$/m.exec(readme);
    const released =
      /https:\/\/cdn\.jsdelivr\.net\/npm\/scholar-badge@\d+\.\d+\.\d+\/www\//g;
    assert.equal(line.match(released)?.length, 2);
    const policy = line
      .replaceAll(released, folder)
      .replace('https://pub.orcid.org', stage.registry.url);
    return `${policy}; style-src 'self'; require-trusted-types-for 'script'`;
  };

  it(
    'is enough with the package in a folder of another origin',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await stage.visit(t, {
        body: stage.badge('ordinary'),
        headers: (folder) => ({ 'content-security-policy': policyOf(folder) }),
      });
      await visit.loaded();
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('allows nothing else of that origin', async (t) => {
    const visit = await stage.visit(t, {
      body: '<p>Nothing of the package</p>',
      // Another version of the package lies in every other folder.
      scripts: [`${stage.cdn.url}/other/index.js`],
      headers: (folder) => ({ 'content-security-policy': policyOf(folder) }),
    });
    await visit.page.waitForLoadState('load');
    const [{ directive }, ...more] = visit.violations;
    assert.match(directive, /^script-src/);
    assert.deepEqual(more, []);
  });
});

describe('other strict headers', { concurrency: 2 }, () => {
  it('nosniff, on the page and on the package', async (t) => {
    const headers = { 'x-content-type-options': 'nosniff' };
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary'),
      headers,
      packageFaults: Object.fromEntries(
        ['index.js', 'pkg/scholar_badge.js'].map((name) => [
          `/${name}`,
          { headers },
        ]),
      ),
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });

  it('a page isolated from other origins (COOP and COEP)', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary'),
      headers: {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      },
    });
    await visit.loaded();
    assert.ok(await visit.page.evaluate(() => crossOriginIsolated));
    assert.deepEqual(visit.trouble, []);
  });

  it('a permissions policy that forbids much', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary'),
      headers: {
        'permissions-policy':
          'camera=(), geolocation=(), clipboard-write=(), storage-access=(), sync-xhr=()',
        'referrer-policy': 'no-referrer',
      },
    });
    await visit.loaded();
    assert.deepEqual(visit.trouble, []);
  });
});
