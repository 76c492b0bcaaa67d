// axe-core finds nothing in a list in any state; the keyboard reaches all of
// it and shows where it is; nothing leaves its box.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, LAB, generatedLab } from '../registry/server.mjs';
import { PAGE_STYLE, audit } from './support/axe.mjs';
import { can, engine } from './support/engine.mjs';
import {
  LIST,
  filled,
  openAbout,
  openFacet,
  search,
  sharedLists,
} from './support/list.mjs';
import { painted } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { USUAL } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

/** Its 3,000 contributors cost axe a minute, and are shown all alike. */
const exclude = '10.5555/lst.2025.sky';

const LISTS = {
  'one person': [IDS.listed, { from: '2022', exclude }],
  'one person, by type': [IDS.listed, { from: '2024', group: 'type', exclude }],
  'one person, compact': [
    IDS.listed,
    { from: '2025', look: 'compact', exclude },
  ],
  'one person, numbered': [
    IDS.listed,
    { from: '2025', look: 'numbered', exclude },
  ],
  'one person, in cards': [
    IDS.listed,
    { from: '2025', look: 'cards', exclude },
  ],
  preprints: [IDS.preprints, { group: 'none' }],
  arabic: [IDS.arabic, {}],
  'a lab': [
    `${LAB.members.join(' ')} ${IDS.locked} ${IDS.notFound} nobody`,
    { from: '2023' },
  ],
  'a large lab': [
    generatedLab({ members: 12, works: 10 }).orcids.join(' '),
    { limit: '6' },
  ],
  'nothing to list': [IDS.nameOnly, {}],
};

const { put } = sharedLists(stage, { scheme: 'light dark', head: PAGE_STYLE });

/** Opens all that opens in a list, but for what lies over the rest. */
async function openEverything(visit) {
  const everybody = visit.part('everybody', LIST);
  if (await everybody.count()) await everybody.locator('summary').click();
  await visit.part('about-button', LIST).evaluateAll((buttons) => {
    for (const button of buttons.slice(0, 12)) button.click();
  });
  await visit.part('cite-button', LIST).evaluateAll((buttons) => {
    for (const button of buttons.slice(12, 15)) button.click();
  });
  await painted(visit.page);
}

const POPOVERS = ['Type', 'Export'];

const WIDTHS = [320, 600, 1200];
const LIGHT = { colorScheme: 'light', dir: 'ltr', width: 1000 };
const DARK = { colorScheme: 'dark', dir: 'rtl', width: 320 };

/** Sets how the shared page is seen. */
async function see({ page }, { dir, colorScheme, ...size }) {
  await page.evaluate((given) => {
    document.documentElement.dir = given;
  }, dir ?? 'ltr');
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
  await page.setViewportSize({ ...USUAL, ...size });
  await painted(page);
}

/** What a list needs to show before it is looked at. */
async function complete(visit, key) {
  await visit.loaded();
  if (key !== 'nothing to list') {
    await visit.part('author', LIST).first().waitFor();
  }
  await painted(visit.page);
  return visit;
}

const markup = (key, more) => {
  const [orcid, attributes] = LISTS[key];
  const usual = { 'heading-level': '2', chart: 'always' };
  return stage.works(orcid, { ...usual, ...attributes, ...more });
};

/** A list on the shared page. */
async function show(key, how = {}, more = {}) {
  const visit = await put(markup(key, more));
  await see(visit, how);
  return complete(visit, key);
}

/** A list on a page of its own. */
async function open(t, key, more = {}) {
  const visit = await stage.visit(t, {
    scheme: 'light dark',
    head: PAGE_STYLE,
    body: markup(key),
    ...more,
  });
  return complete(visit, key);
}

/** Years are decoration beside the bars' names; see “years … overlap”. */
const unsureOf = ({ unsure }) =>
  unsure.filter((html) => !html.includes('year-label'));

/** `isCovered`: something lies over the list, so that axe cannot be sure. */
async function axeFindsNothing(visit, what, isCovered) {
  const found = await audit(visit);
  assert.deepEqual(found.violations, [], what);
  if (!isCovered) assert.deepEqual(unsureOf(found), [], what);
  return found;
}

describe('axe finds nothing, and nothing leaves its box', () => {
  for (const key of Object.keys(LISTS)) {
    describe(key, () => {
      let visit;
      before(async () => {
        visit = await show(key);
      });
      const looks = async (state, isCovered = false) => {
        for (const width of WIDTHS) {
          await see(visit, { width });
          const strays = await leaving(visit, LIST);
          assert.deepEqual(strays, [], `${state}, ${width} pixels`);
        }
        let found;
        for (const how of can('media') ? [DARK, LIGHT] : [LIGHT]) {
          await see(visit, how);
          const what = [state, ...Object.values(how)].join(', ');
          found = await axeFindsNothing(visit, what, isCovered);
        }
        return found;
      };

      it('as it comes', async () => {
        await looks('closed');
      });

      it('with everything open', async () => {
        await openEverything(visit);
        const { measured } = await looks('open');
        assert.ok(measured >= 5, `contrast measured ${measured}`);
        assert.deepEqual(visit.trouble, []);
      });

      it('with a popover open', async () => {
        for (const name of POPOVERS) {
          const popover = visit.part('popover', LIST).filter({
            has: visit.page.locator('summary', { hasText: name }),
          });
          if (!(await popover.isVisible())) continue;
          await popover.locator('summary').click();
          await looks(name, true);
          await visit.page.keyboard.press('Escape');
          assert.equal(await popover.getAttribute('open'), null);
        }
      });
    });
  }

  for (const [what, text] of [
    ['filtered', 'ice'],
    ['where nothing fits', 'zzzz'],
  ]) {
    it(`${what}, with bars pressed`, async () => {
      const visit = await show('one person', { colorScheme: 'dark' });
      await visit.part('year', LIST).nth(1).click();
      await search(visit, text);
      await painted(visit.page);
      await axeFindsNothing(visit);
    });
  }

  it('while it waits, when it fails, and with the page’s own text', async () => {
    const visit = await put(
      [
        stage.works(IDS.hang),
        stage.works(IDS.locked),
        stage.works(IDS.html, {}, '<a href="/pubs">Our papers</a>'),
        stage.works(''),
      ]
        .map((list) => list.replace('orcid', 'loading="eager" orcid'))
        .map((list) => `<div>${list}</div>`)
        .join(''),
    );
    await see(visit, LIGHT);
    await visit.failed({ count: 3 });
    await painted(visit.page);
    assert.deepEqual((await audit(visit)).violations, []);
  });

  it('with the text to be copied by hand', async (t) => {
    const visit = await open(t, 'preprints', {
      init: () =>
        Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    });
    await visit.part('cite-button', LIST).first().click();
    await visit.part('citation', LIST).locator('[part~="copy"]').click();
    await visit.part('by-hand', LIST).first().waitFor();
    assert.deepEqual((await audit(visit)).violations, []);
  });

  it('would find a fault: the audit works', async (t) => {
    const visit = await open(t, 'preprints', {
      head: '<style>scholar-works::part(work-title) { color: #ccc } scholar-works { --scholar-link: #ccc }</style>',
    });
    const { violations } = await audit(visit);
    assert.match(violations.join('\n'), /color-contrast/);
    assert.ok(violations.every((text) => text.includes(LIST)));
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`${dir}, 320 pixels, text twice as large, text spacing of WCAG 1.4.12`, async (t) => {
      const visit = await show('a lab', { width: 320, dir });
      await styled(t, visit, 'body { font-size: 32px }');
      await openEverything(visit);
      assert.deepEqual(await leaving(visit, LIST), []);
      await styled(
        t,
        visit,
        'body { font-size: 16px } scholar-works { line-height: 1.5; letter-spacing: .12em; word-spacing: .16em }',
      );
      assert.deepEqual(await leaving(visit, LIST), [], 'spaced');
    });
  }

  it('years below the bars do not overlap', async () => {
    for (const [key, width] of [
      ['one person', 1000],
      ['a large lab', 1000],
      ['a lab', 320],
    ]) {
      const visit = await show(key, { width });
      const overlaps = await visit
        .part('year-label', LIST)
        .evaluateAll((all) => {
          const boxes = all
            .map((label) => {
              const range = document.createRange();
              range.selectNodeContents(label);
              const { left, right } = range.getBoundingClientRect();
              return { text: label.textContent, left, right };
            })
            .sort((one, other) => one.left - other.left);
          return boxes
            .filter(
              ({ left }, at) => at > 0 && left < boxes[at - 1].right - 0.5,
            )
            .map(({ text }) => text);
        });
      assert.deepEqual(overlaps, [], key);
    }
  });

  it('of people whose names and titles never end', async () => {
    const people = ['unbrokenName', 'longName', 'symbols', 'cjk', 'bidi'];
    const visit = await put(
      stage.works(people.map((key) => IDS[key]).join(' '), {
        'heading-level': '2',
      }),
    );
    await see(visit, { width: 320 });
    await visit.loaded();
    await openEverything(visit);
    assert.deepEqual(await leaving(visit, LIST), []);
    assert.deepEqual((await audit(visit)).violations, []);
  });
});

/** A style of the page for the rest of one test. */
async function styled(t, { page }, content) {
  const style = await page.addStyleTag({ content });
  t.after(() => style.evaluate((element) => element.remove()));
  await painted(page);
}

const hasFocus = (control) =>
  control.evaluate((it) => it.getRootNode().activeElement === it);

describe('the keyboard', { sample: Infinity }, () => {
  // Firefox scrolls to what is out of sight, not to what ends a little below.
  const BEYOND = engine === 'firefox' ? 1 / 2 : 0;

  /** Where the focus is, with its ring, and by what that is cut off. */
  const focus = ({ page }) =>
    page.evaluate(
      ([tag, share]) => {
        const focused = document.querySelector(tag).shadowRoot.activeElement;
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
          if (isCut) cut += ` cut off by ${at.getAttribute('part')}`;
        }
        return {
          what: [
            focused.localName,
            focused.getAttribute('part') ??
              focused.parentElement.getAttribute('part'),
          ].join(' '),
          ring: `${style.outlineStyle} ${style.outlineWidth}${cut}`,
          isInSight:
            box.top >= -1 && box.bottom <= innerHeight + 1 + share * box.height,
          top: box.top,
          bottom: box.bottom,
        };
      },
      [LIST, BEYOND],
    );

  const isFocused = ({ page }, selector) =>
    page.locator(selector).evaluate((it) => it === document.activeElement);

  for (const width of [1000, 320]) {
    it(`reaches everything in the order of the page, and shows where it is: ${width} pixels`, async () => {
      const visit = await show('a lab', { width, height: 700 });
      await filled(visit, (await visit.loaded()).detail.works);
      await openEverything(visit);
      await visit.page.evaluate(() => {
        document.activeElement.blur();
        scrollTo(0, 0);
        getSelection().removeAllRanges();
        const next = document.createElement('button');
        next.id = 'next';
        document.body.append(next);
      });
      const wanted = await visit.page.locator(LIST).evaluate((host) => {
        const all = host.shadowRoot.querySelectorAll(
          'a[href], button, input, select, textarea, summary',
        );
        return [...all].filter((it) => it.tabIndex >= 0 && it.checkVisibility())
          .length;
      });
      assert.ok(wanted > 40, `${wanted} stops`);
      await visit.page.mouse.click(1, 1);
      const seen = [];
      for (let step = 0; step < wanted; step += 1) {
        await visit.page.keyboard.press('Tab');
        seen.push(await focus(visit));
      }
      assert.equal(seen.filter(Boolean).length, wanted, 'each stop is one');
      const lost = seen.filter(
        ({ ring, isInSight }) => ring !== 'solid 2px' || !isInSight,
      );
      assert.deepEqual(lost, [], 'a ring around each, all of it in sight');
      await visit.page.keyboard.press('Tab');
      assert.ok(await isFocused(visit, '#next'), 'and there is a way out');
      const first = seen.findIndex(({ what }) => what === 'input search');
      const bar = seen.findIndex(({ what }) => /popover-button/.test(what));
      const work = seen.findIndex(({ what }) => /about-button/.test(what));
      assert.ok(first < bar && bar < work, 'people, toolbar, works');
    });
  }

  it('every target is 24 pixels large or stands in a line of text', async () => {
    const visit = await show('a lab', { width: 320 });
    await openEverything(visit);
    const small = await visit.page.locator(LIST).evaluate((host) =>
      [
        ...host.shadowRoot.querySelectorAll(
          'button, select, summary, label, input:not([type="checkbox"])',
        ),
      ]
        .filter((it) => it.checkVisibility())
        .map((it) => [it, it.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 23.5 || height < 23.5)
        .map(([it, { width, height }]) =>
          [it.getAttribute('part') ?? it.localName, width, height].join(' '),
        ),
    );
    assert.deepEqual(small, []);
  });

  it('opens and closes a choice, and ticks in it', async () => {
    const visit = await show('one person');
    const facet = visit.part('facet', LIST).first();
    await facet.locator('summary').focus();
    await visit.page.keyboard.press('Enter');
    await visit.page.keyboard.press('Tab');
    const first = facet.locator('input').first();
    // In Firefox what scrolls is a stop of its own.
    if (!(await hasFocus(first))) await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.press('Space');
    assert.equal(await first.isChecked(), true);
    assert.equal(await hasFocus(first), true);
    assert.match(
      await visit.part('status', LIST).innerText(),
      /^\d+ of \d+ works/,
    );
  });
});

describe('what a screen reader is told', () => {
  it('headings, named lists of works, each with its place', async () => {
    const visit = await show('one person');
    const { page } = visit;
    const heading = page.getByRole('heading', { name: /^2025/, level: 2 });
    assert.equal(await heading.count(), 1);
    const list = page.getByRole('list', { name: '2025', exact: true });
    assert.equal(await list.getByRole('listitem').count(), 5);
    const tree = await list.ariaSnapshot();
    assert.match(tree, /listitem/);
  });

  it('how many fit, as it changes', async () => {
    const visit = await show('one person');
    await search(visit, 'angstrom scale');
    const said = visit.page.getByRole('status').filter({ hasText: 'of' });
    await said.getByText(/^1 of \d+ works/).waitFor();
  });

  it('a search by name, boxes to tick with name and number', async () => {
    const visit = await show('one person');
    await openFacet(visit, 'Type');
    const box = visit.page.getByRole('checkbox', { name: 'Dataset: 1 work' });
    assert.equal(await box.count(), 1);
  });
});

describe('settings of the visitor', { needs: ['media'] }, () => {
  it('forced colours: axe finds nothing, a bar pressed and all open', async (t) => {
    const visit = await show('one person');
    await visit.page.emulateMedia({ forcedColors: 'active' });
    t.after(() => visit.page.emulateMedia({ forcedColors: null }));
    await visit.part('year', LIST).nth(1).click();
    await openEverything(visit);
    assert.deepEqual((await audit(visit)).violations, []);
    assert.deepEqual(visit.trouble, []);
  });

  it('reduced motion: nothing moves', async (t) => {
    const visit = await show('a lab');
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
    t.after(() => visit.page.emulateMedia({ reducedMotion: null }));
    await openEverything(visit);
    const moving = await visit.page.evaluate(() =>
      document
        .getAnimations({ subtree: true })
        .map(({ animationName }) => animationName),
    );
    assert.deepEqual(moving, []);
  });

  it('print: the works, no controls, in one colour', async (t) => {
    const visit = await show('one person');
    await visit.page.emulateMedia({ media: 'print' });
    t.after(() => visit.page.emulateMedia({ media: null }));
    for (const part of ['toolbar', 'about-button']) {
      assert.equal(await visit.part(part, LIST).first().isVisible(), false);
    }
    assert.ok(await visit.part('work-title', LIST).first().isVisible());
  });

  for (const theme of ['light', 'dark']) {
    it(`theme="${theme}" on a page of the other scheme`, async (t) => {
      const colorScheme = theme === 'dark' ? 'light' : 'dark';
      const visit = await show('preprints', { colorScheme }, { theme });
      const ground = theme === 'dark' ? '#111' : '#fff';
      await styled(t, visit, `body { background: ${ground} }`);
      await openAbout(visit, 'Never a preprint');
      const { violations } = await audit(visit);
      const ours = violations.filter((text) => text.includes(LIST));
      assert.deepEqual(ours, []);
    });
  }
});
