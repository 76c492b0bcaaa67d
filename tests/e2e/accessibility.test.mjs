// axe-core finds nothing in any layout and state, light and dark, in both
// directions, narrow and wide; and the keyboard reaches everything.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { audit, PAGE_STYLE } from './support/axe.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
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
      stage.badge(person, { layout, loading: 'eager' }),
    ),
    stage.badge('allKinds', { layout, show, loading: 'eager' }),
    stage.badge('deprecated', { layout, loading: 'eager' }),
    stage.badge('broken', { layout, loading: 'eager' }),
    ...FAILED.map((person) =>
      stage.badge(person, { layout, loading: 'eager' }),
    ),
    stage.badge('locked', { layout, loading: 'eager' }, 'Ann Author'),
    stage.badge('hang', { layout, loading: 'eager' }),
    stage.badge('hang', { layout, loading: 'eager' }, 'Ann Author'),
  ];
  return badges
    .map((tag) =>
      layout === 'inline'
        ? `<p>Written by ${tag}, 2026.</p>`
        : `<div>${tag}</div>`,
    )
    .join('\n');
}

async function visitStates(t, layout, { width = 1280, ...more } = {}) {
  const { colorScheme, contextMore, ...page } = more;
  const visit = await stage.visit(t, {
    body: states(layout),
    scheme: 'light dark',
    head: PAGE_STYLE,
    context: { viewport: { width, height: 800 }, colorScheme, ...contextMore },
    ...page,
  });
  await visit.loaded({ count: LOADED.length + 3 });
  await visit.failed({ count: FAILED.length + 1 });
  await painted(visit.page);
  return visit;
}

describe('axe finds nothing', { concurrency: 2 }, () => {
  for (const layout of ['card', 'compact', 'inline']) {
    for (const [colorScheme, dir, width] of [
      ['light', 'ltr', 1280],
      ['dark', 'ltr', 320],
      ['light', 'rtl', 320],
      ['dark', 'rtl', 1280],
    ]) {
      it(`${layout}, ${colorScheme}, ${dir}, ${width} pixels`, async (t) => {
        const visit = await visitStates(t, layout, { colorScheme, dir, width });
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
  }

  for (const theme of ['light', 'dark']) {
    it(`a card with theme="${theme}" on a page of the other colour`, async (t) => {
      const visit = await stage.visit(t, {
        scheme: theme === 'dark' ? 'light' : 'dark',
        head: PAGE_STYLE,
        body: stage.badge('ordinary', { theme }),
      });
      await visit.loaded();
      assert.deepEqual((await audit(visit)).violations, []);
    });
  }

  it('theme="dark" on a dark page that does not say that it is dark', async (t) => {
    const visit = await stage.visit(t, {
      head: '<style>body { background: #111; color: #eee }</style>',
      body: ['card', 'compact', 'inline']
        .map((layout) => stage.badge('ordinary', { layout, theme: 'dark' }))
        .join('<br>'),
    });
    await visit.loaded({ count: 3 });
    assert.deepEqual((await audit(visit)).violations, []);
  });

  it('would find a fault: the audit works', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.badge('ordinary'),
      head: '<style>scholar-badge::part(name) { color: #ccc }</style>',
    });
    await visit.loaded();
    const { violations } = await audit(visit);
    assert.match(violations.join('\n'), /color-contrast/);
  });
});

describe('nothing is lost', { concurrency: 2 }, () => {
  for (const layout of ['card', 'compact']) {
    for (const dir of ['ltr', 'rtl']) {
      it(`${layout} at 320 pixels, ${dir}, also with text twice as large`, async (t) => {
        const visit = await visitStates(t, layout, { width: 320, dir });
        assert.deepEqual(await leaving(visit), []);
        await visit.page.addStyleTag({ content: 'body { font-size: 32px }' });
        await painted(visit.page);
        assert.deepEqual(await leaving(visit), []);
      });
    }
  }

  it('with the text spacing of WCAG 1.4.12', async (t) => {
    const visit = await visitStates(t, 'card', { width: 320 });
    await visit.page.addStyleTag({
      content:
        'scholar-badge { line-height: 1.5; letter-spacing: .12em; word-spacing: .16em }',
    });
    await painted(visit.page);
    assert.deepEqual(await leaving(visit), []);
  });
});

describe('settings of the visitor', { concurrency: 2 }, () => {
  it('forced colours: everything can be read, the card has an edge', async (t) => {
    const visit = await visitStates(t, 'card', {
      contextMore: { forcedColors: 'active' },
    });
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
  });

  it('reduced motion: nothing moves', async (t) => {
    const visit = await visitStates(t, 'card', {
      contextMore: { reducedMotion: 'reduce' },
    });
    const moving = await visit.page.evaluate(
      () => document.getAnimations({ subtree: true }).length,
    );
    assert.equal(moving, 0);
    assert.deepEqual(visit.trouble, []);
  });

  it('print: no button, the record stays', async (t) => {
    const visit = await visitStates(t, 'card');
    await visit.page.emulateMedia({ media: 'print' });
    assert.equal(await visit.part('retry').first().isVisible(), false);
    assert.ok(await visit.part('name').first().isVisible());
  });
});

describe('the keyboard', { concurrency: 2 }, () => {
  for (const layout of ['card', 'compact', 'inline']) {
    it(`reaches every link and button of a ${layout}, and shows where it is`, async (t) => {
      const visit = await stage.visit(t, {
        body: ['ordinary', 'html']
          .map((person) => stage.badge(person, { layout, loading: 'eager' }))
          .join('\n'),
      });
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

describe('what a screen reader is told', { concurrency: 2 }, () => {
  it('a card is an article with the person’s name, its lists have names', async (t) => {
    const visit = await stage.visit(t, { body: stage.badge('ordinary') });
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
