// axe-core finds nothing in any layout and state, light and dark, in both
// directions, narrow and wide; and the keyboard reaches everything.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { audit, PAGE_STYLE } from './support/axe.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { sharePage } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const LOADED = [
  'ordinary',
  'arabic',
  'bidi',
  'linked',
  'nameOnly',
  'worksOnly',
];
const FAILED = ['notFound', 'quota', 'nothing', 'html', '0000-0002-1825-0096'];

/** Every state in one layout, each in a section of its own. */
function states(layout) {
  const show = 'affiliations biography keywords links works';
  const badges = [
    ...LOADED.map((person) =>
      stage.badge(person, { 'heading-level': '2', layout, loading: 'eager' }),
    ),
    stage.badge('allKinds', {
      'heading-level': '2',
      layout,
      show,
      loading: 'eager',
    }),
    stage.badge('deprecated', {
      'heading-level': '2',
      layout,
      loading: 'eager',
    }),
    stage.badge('broken', { 'heading-level': '2', layout, loading: 'eager' }),
    ...FAILED.map((person) =>
      stage.badge(person, { 'heading-level': '2', layout, loading: 'eager' }),
    ),
    stage.badge(
      'locked',
      { 'heading-level': '2', layout, loading: 'eager' },
      'Ann Author',
    ),
    stage.badge('hang', { 'heading-level': '2', layout, loading: 'eager' }),
    stage.badge(
      'hang',
      { 'heading-level': '2', layout, loading: 'eager' },
      'Ann Author',
    ),
  ];
  return badges
    .map((tag) =>
      layout === 'inline'
        ? `<p>Written by ${tag}, 2026.</p>`
        : `<div>${tag}</div>`,
    )
    .join('\n');
}

const put = sharePage(stage, { scheme: 'light dark', head: PAGE_STYLE });

/** Sets how the shared page is seen. */
async function see({ page }, { dir, colorScheme, width = 1280 } = {}) {
  await page.evaluate((given) => {
    document.documentElement.dir = given;
  }, dir ?? 'ltr');
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
  await page.setViewportSize({ width, height: 800 });
  await painted(page);
}

/** Every state in one layout, on the shared page. */
async function showStates(layout, how) {
  const visit = await put(states(layout));
  await see(visit, how);
  await visit.loaded({ count: LOADED.length + 3 });
  await visit.failed({ count: FAILED.length + 1 });
  await painted(visit.page);
  return visit;
}

/** A style of the page for the rest of one test. */
async function styled(t, { page }, content) {
  const style = await page.addStyleTag({ content });
  t.after(() => style.evaluate((element) => element.remove()));
  await painted(page);
}

describe('axe finds nothing', () => {
  for (const layout of ['card', 'compact', 'inline']) {
    describe(layout, () => {
      let visit;
      before(async () => {
        visit = await showStates(layout);
      });

      for (const [colorScheme, dir, width] of [
        ['light', 'ltr', 1280],
        ['dark', 'ltr', 320],
        ['light', 'rtl', 320],
        ['dark', 'rtl', 1280],
      ]) {
        const needs = [
          ...(colorScheme === 'dark' ? ['media'] : []),
          ...(dir === 'rtl' ? ['contrast of rtl'] : []),
        ];
        it(`${colorScheme}, ${dir}, ${width} pixels`, { needs }, async () => {
          await see(visit, { colorScheme, dir, width });
          const dark = await visit.page.evaluate(
            () => matchMedia('(prefers-color-scheme: dark)').matches,
          );
          assert.equal(dark, colorScheme === 'dark');
          const { violations, measured, unsure } = await audit(visit);
          assert.deepEqual(violations, []);
          assert.ok(measured >= 20, `contrast measured ${measured} times`);
          assert.deepEqual(unsure, [], 'contrast that could not be measured');
          assert.deepEqual(visit.trouble, []);
        });
      }

      // An inline badge is no box.
      for (const dir of layout === 'inline' ? [] : ['ltr', 'rtl']) {
        it(`nothing is lost at 320 pixels, ${dir}, also with text twice as large`, async (t) => {
          await see(visit, { width: 320, dir });
          assert.deepEqual(await leaving(visit), []);
          await styled(t, visit, 'body { font-size: 32px }');
          assert.deepEqual(await leaving(visit), []);
        });
      }
    });
  }

  it('a card loses nothing to the text spacing of WCAG 1.4.12', async (t) => {
    const visit = await showStates('card', { width: 320 });
    await styled(
      t,
      visit,
      'scholar-badge { line-height: 1.5; letter-spacing: .12em; word-spacing: .16em }',
    );
    assert.deepEqual(await leaving(visit), []);
  });

  for (const theme of ['light', 'dark']) {
    it(`a card with theme="${theme}" on a page of the other colour`, async () => {
      const visit = await put(
        stage.badge('ordinary', { 'heading-level': '2', theme }),
      );
      const colorScheme = theme === 'dark' ? 'light' : 'dark';
      await see(visit, { colorScheme });
      await visit.loaded();
      assert.deepEqual((await audit(visit)).violations, []);
    });
  }

  it('theme="dark" on a dark page that does not say that it is dark', async (t) => {
    const visit = await stage.visit(t, {
      head: '<style>body { background: #111; color: #eee }</style>',
      body: ['card', 'compact', 'inline']
        .map((layout) =>
          stage.badge('ordinary', {
            'heading-level': '2',
            layout,
            theme: 'dark',
          }),
        )
        .join('<br>'),
    });
    await visit.loaded({ count: 3 });
    assert.deepEqual((await audit(visit)).violations, []);
  });

  it('would find a fault: the audit works', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary', { 'heading-level': '2' }),
      head: '<style>scholar-badge::part(name) { color: #ccc }</style>',
    });
    await visit.loaded();
    const { violations } = await audit(visit);
    assert.match(violations.join('\n'), /color-contrast/);
  });
});

describe('settings of the visitor', () => {
  it(
    'forced colours: everything can be read, the card has an edge',
    { needs: ['media'] },
    async (t) => {
      const visit = await showStates('card');
      await visit.page.emulateMedia({ forcedColors: 'active' });
      t.after(() => visit.page.emulateMedia({ forcedColors: null }));
      const card = visit.part('card').first();
      const { edge, text, ground } = await card.evaluate((element) => {
        const style = getComputedStyle(element);
        return {
          edge: style.borderTopColor,
          text: style.color,
          ground: style.backgroundColor,
        };
      });
      assert.notEqual(edge, ground);
      assert.notEqual(text, ground);
      assert.deepEqual((await audit(visit)).violations, []);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('reduced motion: nothing moves', { needs: ['media'] }, async (t) => {
    const visit = await showStates('card');
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
    t.after(() => visit.page.emulateMedia({ reducedMotion: null }));
    const moving = await visit.page.evaluate(
      () => document.getAnimations({ subtree: true }).length,
    );
    assert.equal(moving, 0);
    assert.deepEqual(visit.trouble, []);
  });

  it('print: no button, the record stays', { needs: ['media'] }, async (t) => {
    const visit = await showStates('card');
    await visit.page.emulateMedia({ media: 'print' });
    t.after(() => visit.page.emulateMedia({ media: null }));
    assert.equal(await visit.part('retry').first().isVisible(), false);
    assert.ok(await visit.part('name').first().isVisible());
  });
});

describe('the keyboard', () => {
  for (const layout of ['card', 'compact', 'inline']) {
    it(`reaches every link and button of a ${layout}, and shows where it is`, async () => {
      const visit = await put(
        ['ordinary', 'html']
          .map((person) =>
            stage.badge(person, {
              'heading-level': '2',
              layout,
              loading: 'eager',
            }),
          )
          .join('\n'),
      );
      await visit.loaded();
      await visit.failed();
      const { page } = visit;
      const total = await page.locator('scholar-badge :is(a, button)').count();
      assert.ok(total >= 3);
      const seen = [];
      for (let step = 0; step < total; step += 1) {
        await page.keyboard.press('Tab');
        seen.push(
          await page.evaluate(() => {
            const focused = document.activeElement?.shadowRoot?.activeElement;
            if (!focused) return null;
            const style = getComputedStyle(focused);
            const ring =
              parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
            const box = focused.getBoundingClientRect();
            let cut = '';
            for (let at = focused.parentElement; at; at = at.parentElement) {
              if (getComputedStyle(at).overflowX === 'visible') continue;
              const edge = at.getBoundingClientRect();
              const isCut =
                box.left - ring < edge.left - 1 ||
                box.right + ring > edge.right + 1 ||
                box.top - ring < edge.top - 1 ||
                box.bottom + ring > edge.bottom + 1;
              if (isCut) cut = ` cut off by ${at.getAttribute('part')}`;
            }
            return [
              focused.textContent,
              style.outlineStyle,
              style.outlineWidth + cut,
            ].join('|');
          }),
        );
      }
      assert.equal(seen.filter(Boolean).length, total);
      for (const each of seen) assert.match(each, /\|solid\|2px$/);
      assert.match(seen.at(-1), /^Try again/);
    });
  }
});

describe('what a screen reader is told', () => {
  it('a card is an article with the person’s name, its lists have names', async () => {
    const visit = await put(stage.badge('ordinary', { 'heading-level': '2' }));
    await visit.loaded();
    const { page } = visit;
    const card = page.getByRole('article', { name: 'Solveig Marchetti-Lund' });
    assert.equal(await card.count(), 1);
    for (const name of ['Current affiliations', 'Recent works']) {
      assert.equal(await page.getByRole('list', { name }).count(), 1, name);
    }
    assert.equal(await page.getByRole('listitem').count(), 6);
  });
});
