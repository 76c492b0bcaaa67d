// Rows that stay keep what a visitor has done with them: their nodes, the focus,
// what is open, and their place on the screen.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { generatedLab, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  filled,
  openFacet,
  readList,
  rowOf,
  search,
  setAttributes,
} from './support/list.mjs';
import { until } from './support/read.mjs';
import { gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

let seed = 0;
let labs = 0;
const nextLab = (members = 2, works = 30) =>
  generatedLab({ members, works, shared: 0.2, seed: (labs += 1) % 3 });

/** Opens a list whose last member's record waits for `last.open()`. */
async function growing(t, lab, attributes = {}) {
  const last = gate();
  t.after(
    stage.registry.fault(lab.orcids.at(-1), {
      until: last.opened,
      of: 'record',
    }),
  );
  const visit = await stage.visit(t, {
    body: stage.works(lab.orcids.join(' '), attributes),
  });
  await visit.part('work', LIST).first().waitFor();
  return { visit, last };
}

/** Marks the row at this place: its details open, the focus on its button. */
async function mark(visit, place) {
  const row = visit.part('work', LIST).nth(place);
  await row.scrollIntoViewIfNeeded();
  await row.locator('[part~=about-button]').click();
  await row.evaluate((it) => {
    it.mark = true;
    globalThis.marked = it;
    it.querySelector('[part~=about-button]').focus();
  });
  return row.locator('[part~=work-title]').innerText();
}

/** What has become of the marked row. */
const marked = (visit) =>
  visit.page.evaluate(() => {
    const { marked } = globalThis;
    const root = marked.getRootNode();
    return {
      isThere: marked.isConnected,
      title: marked.querySelector('[part~=work-title]').innerText,
      isOpen: marked.querySelector('[part~=about]') !== null,
      hasFocus:
        root.activeElement === marked.querySelector('[part~=about-button]'),
      top: Math.round(marked.getBoundingClientRect().top),
      alike: [...root.querySelectorAll('[part~=work]')].filter(
        (row) =>
          row.querySelector('[part~=work-title]').innerText ===
          marked.querySelector('[part~=work-title]').innerText,
      ).length,
    };
  });

const stays = async (visit, title) => {
  const { isThere, isOpen, hasFocus, alike, title: now } = await marked(visit);
  assert.deepEqual(
    { isThere, isOpen, hasFocus, alike, title: now },
    { isThere: true, isOpen: true, hasFocus: true, alike: 1, title },
  );
};

describe('a row that stays is the same', () => {
  it('when another record comes', { engines: EVERY_ENGINE }, async (t) => {
    const { visit, last } = await growing(t, nextLab(), { authors: 'none' });
    const title = await mark(visit, 12);
    // What comes below the first row on the screen may push others down.
    await visit.page.evaluate(() => globalThis.marked.scrollIntoView());
    const { length } = (await readList(visit)).works;
    const { top } = await marked(visit);
    last.open();
    await visit.loaded();
    await until(
      async () => (await readList(visit)).works.length > length,
      'the list has grown',
    );
    await stays(visit, title);
    const now = await marked(visit);
    // WebKit does not hold the place of what is on the screen (CSS scroll
    // anchoring).
    const isHeld = await visit.page.evaluate(() =>
      CSS.supports('overflow-anchor', 'auto'),
    );
    if (isHeld) assert.ok(Math.abs(now.top - top) <= 2, `${now.top} ≠ ${top}`);
    assert.deepEqual(visit.trouble, []);
  });

  it('when it becomes a work of two people', async (t) => {
    const lab = nextLab();
    const { visit, last } = await growing(t, lab, { authors: 'none' });
    // Members show until authors are known; the shared works name two then.
    const before = await readList(visit);
    await visit.part('work', LIST).evaluateAll((rows) => {
      for (const row of rows) row.mark = true;
    });
    last.open();
    await visit.loaded();
    await until(
      async () =>
        (await readList(visit)).works.some(({ people }) =>
          people?.includes(','),
        ),
      'two people have a work in common',
    );
    const after = await readList(visit);
    const shared = after.works.find(({ people }) => people?.includes(','));
    const was = before.works.find(({ title }) => title === shared.title);
    assert.ok(was && !was.people?.includes(','), 'it was one person’s');
    const row = rowOf(visit, shared.title);
    assert.ok(await row.evaluate((it) => it.mark), 'the row is the same');
  });

  it('when a filter comes and goes', { engines: EVERY_ENGINE }, async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(generatedOrcid(120, (seed += 1)), { authors: 'none' }),
    });
    await visit.loaded();
    await visit.part('work', LIST).nth(4).waitFor();
    const title = await mark(visit, 3);
    const word = title.split(' ').at(-1);
    // By script: the focus is on the row.
    const filter = (text) =>
      visit.part('search', LIST).evaluate((box, value) => {
        box.value = value;
        box.dispatchEvent(new Event('input'));
      }, text);
    await filter(title);
    await until(
      async () => (await readList(visit)).works.length < 20,
      'it is filtered',
    );
    await stays(visit, title);
    await filter(word);
    await filter('');
    await until(
      async () => (await readList(visit)).works.length > 20,
      'all are back',
    );
    await stays(visit, title);
    assert.deepEqual(visit.trouble, []);
  });

  it('when authors come', async (t) => {
    const orcid = generatedOrcid(20, (seed += 1));
    const bulk = gate();
    t.after(stage.registry.fault(orcid, { until: bulk.opened, of: 'bulk' }));
    const visit = await stage.visit(t, { body: stage.works(orcid) });
    await visit.loaded();
    const title = await mark(visit, 2);
    bulk.open();
    await visit.part('author', LIST).first().waitFor();
    await visit.part('contributors', LIST).first().waitFor();
    await stays(visit, title);
  });

  it('when it is grouped and sorted otherwise', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(generatedOrcid(30, (seed += 1)), { authors: 'none' }),
    });
    await filled(visit, 30);
    const title = await mark(visit, 5);
    for (const attributes of [
      { group: 'type' },
      { sort: 'title' },
      { group: 'none', sort: 'oldest' },
      { 'heading-level': '4', group: 'year' },
      { timeout: '7' },
    ]) {
      await setAttributes(visit, attributes);
      await filled(visit, 30);
      await stays(visit, title);
    }
    assert.deepEqual(visit.trouble, []);
  });
});

describe('what a visitor has opened stays open', () => {
  it('the list of people, while records come', async (t) => {
    const { visit, last } = await growing(t, nextLab(10, 10), {
      authors: 'none',
    });
    const everybody = visit.part('everybody', LIST);
    await everybody.locator('summary').click();
    last.open();
    await visit.loaded();
    await visit.part('progress', LIST).waitFor({ state: 'detached' });
    assert.equal(await everybody.evaluate((it) => it.open), true);
    assert.equal(await visit.part('person', LIST).count(), 10);
  });

  it('the choice of members, with the focus on one of them', async (t) => {
    const { visit, last } = await growing(t, nextLab(3, 10), {
      authors: 'none',
    });
    const facet = await openFacet(visit, 'Person');
    const boxes = facet.getByRole('checkbox');
    await boxes.first().focus();
    last.open();
    await visit.loaded();
    await until(async () => (await boxes.count()) === 3, 'three can be chosen');
    assert.equal(
      await boxes
        .first()
        .evaluate((it) => it.getRootNode().activeElement === it),
      true,
    );
  });
});

describe('what has left the page', () => {
  it('hears nothing of what the browser has still to tell', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(generatedOrcid(30, (seed += 1)), { authors: 'none' }),
    });
    await filled(visit, 30);
    await visit.page.locator(LIST).evaluate(async (list) => {
      // Browsers tell of it in a task of its own.
      list.shadowRoot.querySelector('details').open = true;
      list.setAttribute('toolbar', 'none');
      await new Promise((done) => setTimeout(done, 100));
    });
    assert.equal(await visit.part('toolbar', LIST).count(), 0);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('a filter', () => {
  it('outlives what asks for nothing new', async (t) => {
    const visit = await stage.visit(t, {
      body: stage.works(generatedOrcid(30, (seed += 1)), { authors: 'none' }),
    });
    await filled(visit, 30);
    const [{ title }] = (await readList(visit)).works;
    await search(visit, title);
    const left = (await readList(visit)).works.length;
    assert.ok(left < 30);
    await setAttributes(visit, { timeout: '9', 'max-age': '5' });
    await filled(visit, left);
    assert.equal(visit.heardSoFar('scholar-load'), 1);
  });
});
