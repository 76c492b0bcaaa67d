// Long lists: only what is near the viewport is on the page, and yet every
// place, the printer and whoever asks gets all of it.
import assert from 'node:assert/strict';
import { before, describe, it, EVERY_ENGINE } from './support/test.mjs';

import { generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  filled,
  readList,
  search,
  sharedLists,
  showList,
} from './support/list.mjs';
import { observed, painted, until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const SMALL = { viewport: { width: 1000, height: 700 } };
const { put, show } = sharedLists(stage, { context: SMALL });
/** Without authors: they are another file's, and rows keep their height. */
const QUIET = { authors: 'none' };

const onPage = (visit) => visit.part('work', LIST).count();
const scrollTo = async ({ page }, share) => {
  await page.evaluate(
    (part) => window.scrollTo(0, document.body.scrollHeight * part),
    share,
  );
  await observed(page);
};
const backToTop = async (visit) => {
  await scrollTo(visit, 0);
  await visit.part('search', LIST).waitFor();
};

/** Titles of the works in the window now, whole or in part. */
const inSight = ({ page }) =>
  page.locator(LIST).evaluate((host) =>
    [...host.shadowRoot.querySelectorAll('[part~="work"]')]
      .filter((work) => {
        const { top, bottom } = work.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      })
      .map((work) => work.querySelector('[part~="work-title"]').textContent),
  );

/** How much of the middle of the window no work covers, in pixels. */
const blank = ({ page }) =>
  page.locator(LIST).evaluate((host) => {
    const works = [
      ...host.shadowRoot.querySelectorAll(
        '[part~="work"], [part~="group-heading"], [part~="toolbar"], [part~="people"], [part~="whole"]',
      ),
    ].map((work) => work.getBoundingClientRect());
    let empty = 0;
    for (let y = 50; y < innerHeight - 50; y += 10) {
      // Margins between works are no holes.
      if (!works.some(({ top, bottom }) => top - 45 <= y && bottom + 45 >= y)) {
        empty += 10;
      }
    }
    return empty;
  });

describe('a list of 10,000 works', () => {
  const WORKS = 10_000;
  let visit;
  let shown;

  before(async (t) => {
    // On a busy machine so many take longer than a list waits by itself.
    const attributes = { ...QUIET, timeout: '60' };
    visit = await stage.visit(t, {
      context: SMALL,
      body: stage.works(generatedOrcid(WORKS), attributes),
    });
    shown = (await visit.loaded({ within: 60_000 })).detail.works;
    await painted(visit.page);
  });

  it('has few of them on the page, and few nodes', async (t) => {
    assert.ok(shown > 9000, `${shown} works`);
    for (const share of [0, 0.3, 0.7, 1]) {
      await scrollTo(visit, share);
      await observed(visit.page);
      const works = await onPage(visit);
      const nodes = await visit.page
        .locator(LIST)
        .evaluate((host) => host.shadowRoot.querySelectorAll('*').length);
      t.diagnostic(`at ${share}: ${works} works, ${nodes} elements`);
      assert.ok(works >= 5 && works <= 200, `${works} works at ${share}`);
      assert.ok(nodes < 6000, `${nodes} elements at ${share}`);
    }
    await backToTop(visit);
  });

  it(
    'shows works wherever it is scrolled to, within a second',
    { engines: EVERY_ENGINE },
    async () => {
      for (const share of [0.5, 0.05, 0.95, 0.33, 1, 0]) {
        await scrollTo(visit, share);
        await until(
          async () => (await blank(visit)) === 0,
          `works at ${share}`,
          1000,
        );
        assert.ok((await inSight(visit)).length > 0 || share === 0);
      }
    },
  );

  it('its last work is the last', async () => {
    await scrollTo(visit, 1);
    await observed(visit.page);
    await scrollTo(visit, 1);
    await until(async () => (await blank(visit)) === 0, 'works are there');
    const last = (await readList(visit)).works.at(-1);
    assert.equal(last.place, last.of);
    await backToTop(visit);
  });

  it('tells each work’s place in its group', async () => {
    for (const share of [0, 0.4]) {
      await scrollTo(visit, share);
      await observed(visit.page);
      const { groups } = await readList(visit);
      const withWorks = groups.filter(({ works }) => works.length > 0);
      assert.ok(withWorks.length > 0);
      for (const { heading, count, works } of withWorks) {
        const of = Number(count.replace(/,/g, ''));
        assert.ok(
          works.every((work) => Number(work.of) === of),
          heading,
        );
        const places = works.map(({ place }) => Number(place));
        const first = places[0];
        // What is on the page of a group may have gaps, but is in order.
        assert.deepEqual(
          places,
          [...places].sort((one, other) => one - other),
        );
        assert.ok(first >= 1 && places.at(-1) <= of);
        assert.equal(new Set(places).size, places.length);
      }
    }
    await backToTop(visit);
  });

  it('answers while one types', async (t) => {
    const times = await visit.page.locator(LIST).evaluate(async (host) => {
      const box = host.shadowRoot.querySelector('[part~="search"]');
      const took = [];
      for (const text of ['l', 'la', 'lak', 'lake', 'lak', 'la', 'l', '']) {
        const start = performance.now();
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => setTimeout(done));
        took.push(performance.now() - start);
        await new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(done)),
        );
      }
      return took.map(Math.round);
    });
    t.diagnostic(`keystroke to new list: ${times.join(', ')} ms`);
    assert.ok(Math.max(...times) < 500, `${times}`);
    await until(
      async () => /^[\d,]+ works$/.test((await readList(visit)).status),
      'all again',
    );
  });

  it('does not jump while it is scrolled back', async () => {
    const { page } = visit;
    await scrollTo(visit, 0.5);
    await observed(page);
    const jumps = [];
    for (let step = 0; step < 25; step += 1) {
      const moved = await page.locator(LIST).evaluate(async (host) => {
        const frames = (count) =>
          new Promise((done) => {
            const next = (left) =>
              left ? requestAnimationFrame(() => next(left - 1)) : done();
            next(count);
          });
        const work = [
          ...host.shadowRoot.querySelectorAll('[part~="work"]'),
        ].find((it) => it.getBoundingClientRect().top > 0);
        const from = work.getBoundingClientRect().top;
        scrollBy(0, -300);
        await frames(4);
        return work.isConnected
          ? work.getBoundingClientRect().top - from
          : null;
      });
      if (moved === null || Math.abs(moved - 300) > 2) jumps.push(moved);
    }
    assert.deepEqual(jumps, []);
    await backToTop(visit);
  });

  it('keeps the focus of a work that is scrolled away', async () => {
    const { page } = visit;
    const button = visit.part('about-button', LIST).first();
    await button.focus();
    const name = await button.getAttribute('aria-label');
    const focused = () =>
      page.locator(LIST).evaluate((host) => {
        const at = host.shadowRoot.activeElement;
        return at?.isConnected && at.getAttribute('aria-label');
      });
    await scrollTo(visit, 0.6);
    await observed(page);
    assert.equal(await focused(), name);
    await page.keyboard.press('Enter');
    assert.equal(await focused(), name);
    await page.keyboard.press('Tab');
    assert.ok(
      await page.evaluate(() => document.activeElement !== document.body),
    );
    await backToTop(visit);
  });

  it(
    'finds the way by keyboard through works that come as it goes',
    { engines: EVERY_ENGINE },
    async () => {
      const { page } = visit;
      await visit.part('about-button', LIST).first().focus();
      await page.locator(LIST).evaluate((host) => {
        globalThis.stops = [];
        host.shadowRoot.addEventListener('focusin', ({ target }) => {
          const row = target.closest('[part~="work"]');
          const title = row?.querySelector('[part~="work-title"]').textContent;
          globalThis.stops.push(title ?? target.localName);
        });
      });
      // Four stops a work: its title, DOI, and two buttons.
      const steps = 200;
      for (let step = 0; step < steps; step += 1) {
        await page.keyboard.press('Tab');
      }
      const stops = await page.evaluate(() => globalThis.stops);
      assert.equal(stops.length, steps, 'no step leaves the list');
      const seen = new Set(stops);
      assert.ok(seen.size >= 45, `${seen.size} works`);
      assert.ok(!seen.has('button') && !seen.has('a'), 'each is in a work');
      assert.deepEqual(visit.trouble, []);
      await backToTop(visit);
    },
  );

  it('can be searched for the last of its works', async () => {
    await search(visit, 'zzzz-nothing');
    await filled(visit, 0);
    await search(visit, '');
    await until(async () => (await onPage(visit)) > 0, 'works again');
    assert.deepEqual(visit.trouble, []);
  });
});

describe('the whole of a long list', () => {
  const WORKS = 400;

  it('comes onto the page when asked for, and stays', async () => {
    const visit = await show(generatedOrcid(WORKS), QUIET);
    const { works } = (await visit.loaded()).detail;
    const button = visit.part('whole-button', LIST);
    assert.match(
      await button.innerText(),
      /^Put all [\d,]+ works on the page$/,
    );
    assert.ok((await onPage(visit)) < 200);
    await button.click();
    await filled(visit, works);
    assert.equal(await button.count(), 0);
    await scrollTo(visit, 1);
    await scrollTo(visit, 0);
    await observed(visit.page);
    assert.equal(await onPage(visit), works, 'also after scrolling');
    // The browser's own search finds what is far below.
    const last = (await readList(visit)).works.at(-1).title;
    const isFound = await visit.page.evaluate(
      (text) => {
        getSelection().removeAllRanges();
        return globalThis.find(text);
      },
      last.slice(0, 40),
    );
    assert.ok(isFound, last);
    assert.deepEqual(visit.trouble, []);
  });

  it('does not lose the focus to the button that goes', async () => {
    const visit = await show(generatedOrcid(300), QUIET);
    await visit.part('whole-button', LIST).press('Enter');
    await visit.part('whole-button', LIST).waitFor({ state: 'detached' });
    // The works take it over in the next frame.
    await until(
      () =>
        visit.page.evaluate(
          (tag) => document.activeElement.localName === tag,
          LIST,
        ),
      'the focus is in the list',
      2000,
    );
  });

  it(
    'is on the page at once when printing begins',
    { needs: ['media'] },
    async () => {
      const visit = await show(generatedOrcid(WORKS), QUIET);
      const { works } = (await visit.loaded()).detail;
      await visit.page.emulateMedia({ media: 'print' });
      const count = await visit.page.evaluate((tag) => {
        dispatchEvent(new Event('beforeprint'));
        const { shadowRoot } = document.querySelector(tag);
        return shadowRoot.querySelectorAll('[part~="work"]').length;
      }, LIST);
      assert.equal(count, works);
      for (const part of ['toolbar', 'whole', 'about-button']) {
        assert.equal(
          await visit.part(part, LIST).first().isVisible(),
          false,
          part,
        );
      }
      await visit.page.emulateMedia({ media: 'screen' });
      await visit.page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await until(async () => (await onPage(visit)) < 300, 'taken off again');
    },
  );

  it('is printed as filtered', async () => {
    const visit = await show(generatedOrcid(WORKS), QUIET);
    await visit.part('year', LIST).first().click();
    const { status } = await readList(visit);
    const [, fit] = /^([\d,]+) of/.exec(status);
    await visit.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await filled(visit, Number(fit));
  });
});

describe('a short list', () => {
  for (const works of [60, 200]) {
    it(`of ${works} is on the page as a whole, soon, and stays`, async () => {
      const visit = await show(generatedOrcid(works, 7), QUIET);
      const { detail } = await visit.loaded();
      await filled(visit, detail.works);
      assert.equal(await visit.part('whole-button', LIST).count(), 0);
      for (const share of [1, 0.5, 0]) {
        await scrollTo(visit, share);
        await observed(visit.page);
        assert.equal(await onPage(visit), detail.works);
      }
      await search(visit, 'the');
      await painted(visit.page);
      await search(visit, '');
      await filled(visit, detail.works);
    });
  }

  it('that a filter makes of a long one is whole too', async () => {
    const visit = await show(generatedOrcid(400), QUIET);
    await visit.part('year', LIST).first().click();
    const { status } = await readList(visit);
    const fit = Number(/^([\d,]+) of/.exec(status)[1]);
    assert.ok(fit <= 200, status);
    await filled(visit, fit);
  });

  it('that is off screen at first', async () => {
    const orcid = generatedOrcid(60, 8);
    const visit = await put(
      `<div style="height: 3000px"></div>${stage.works(orcid, { ...QUIET, loading: 'eager' })}`,
    );
    const { detail } = await visit.loaded();
    await filled(visit, detail.works);
  });
});

describe('without IntersectionObserver', () => {
  it('everything is on the page', async (t) => {
    const visit = await showList(stage, t, generatedOrcid(300), QUIET, {
      context: SMALL,
      init: () => delete globalThis.IntersectionObserver,
    });
    const { detail } = await visit.loaded();
    await filled(visit, detail.works);
  });
});
