// Where co-authors come from: a hundred works a request, only for works about
// to be seen, searched or taken away; and a list that does without them.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, LAB, LISTS, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  bulkOf,
  filled,
  openAbout,
  readList,
  rowOf,
  search,
  setAttributes,
  sharedLists,
  showList,
} from './support/list.mjs';
import { observed, until } from './support/read.mjs';
import { gate, resize } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const SMALL = { viewport: { width: 1000, height: 600 } };
/** The page's clock goes on by itself, and further when a test says so. */
const prepare = (page) => page.clock.install();
const { put, show } = sharedLists(stage, { context: SMALL, prepare });
/** A page for one list alone. */
const showAlone = (t, person, attributes, context) =>
  showList(stage, t, person, attributes, {
    context: { ...SMALL, ...context },
    prepare,
  });

let seed = 30;
/** Somebody with so many works, whom no other test asks for. */
const someone = (works = 30) => generatedOrcid(works, (seed += 1));

const kindsOf = (person) => stage.asked(person).map(({ kind }) => kind);
const codesAsked = (person) =>
  bulkOf(stage, person).map(({ putCodes }) => putCodes);
const authorsShown = (visit) =>
  visit.part('work-authors', LIST).first().waitFor();

/** Resolves when whatever a list might still ask for, in `seconds`, is asked. */
async function quiet({ page }, seconds = 2) {
  const { faults } = stage.registry.registry;
  const isOver = ({ status, aborted, orcid }) =>
    status !== null || aborted || faults.of(orcid).some(({ hang }) => hang);
  for (let second = 0; second < seconds; second += 1) {
    await observed(page);
    await page.clock.fastForward(1000);
    await until(() => stage.registry.requests.every(isOver), 'all is answered');
  }
}
/** Scrolls down until the page grows no more. */
async function toTheEnd({ page }) {
  let height = 0;
  await until(async () => {
    const before = height;
    height = await page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return document.documentElement.scrollHeight;
    });
    await observed(page);
    return height === before;
  }, 'the end is reached');
}

describe('a list of 100 works', () => {
  it('costs exactly two requests, scrolled, searched, opened and taken away', async (t) => {
    stage.registry.reset();
    const visit = await showAlone(
      t,
      'exactly100',
      {},
      { permissions: ['clipboard-write'] },
    );
    await authorsShown(visit);
    await toTheEnd(visit);
    await filled(visit, 100);
    const { works } = await readList(visit);
    const last = works.at(-1);
    assert.ok(last.authors.length > 0, 'the last work has its authors too');
    assert.ok(works.every(({ authors }) => authors.length > 0));
    await search(visit, last.authors[0]);
    await rowOf(visit, last.title).waitFor();
    await (
      await openAbout(visit, last.title)
    )
      .locator('[part~="contributor"]')
      .first()
      .waitFor();
    await visit.part('reset', LIST).click();
    const cite = visit.part('cite', LIST);
    await cite.locator('summary').click();
    await cite.locator('[part~="copy"]').click();
    await cite.getByText('Copied.').waitFor();
    await quiet(visit);
    assert.deepEqual(kindsOf('exactly100'), ['record', 'bulk']);
    assert.deepEqual(codesAsked('exactly100'), [100]);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('a list of 101 works', () => {
  it('costs a third request only when the last work comes near', async (t) => {
    stage.registry.reset();
    const visit = await showAlone(t, 'exactly101');
    await authorsShown(visit);
    await filled(visit, 101);
    await quiet(visit);
    assert.deepEqual(codesAsked('exactly101'), [100]);
    await toTheEnd(visit);
    await until(() => codesAsked('exactly101').length === 2, 'it is asked for');
    assert.deepEqual(codesAsked('exactly101'), [100, 1]);
    await until(
      async () => (await readList(visit)).works.at(-1).authors.length > 0,
      'its authors show',
    );
    await quiet(visit);
    assert.deepEqual(kindsOf('exactly101'), ['record', 'bulk', 'bulk']);
  });

  it('costs it for a search too', async (t) => {
    stage.registry.reset();
    const visit = await showAlone(t, 'exactly101');
    await authorsShown(visit);
    await search(visit, 'storvann');
    await until(() => codesAsked('exactly101').length === 2, 'it is asked for');
    assert.deepEqual(codesAsked('exactly101'), [100, 1]);
  });
});

describe('nobody is asked for works', () => {
  it('of a list far below', async () => {
    const orcid = someone();
    const visit = await put(
      `<div style="height: 4000px"></div>${stage.works(orcid, { loading: 'eager' })}`,
    );
    await visit.loaded();
    await quiet(visit);
    assert.deepEqual(kindsOf(orcid), ['record']);
    await visit.page.locator(LIST).scrollIntoViewIfNeeded();
    await until(() => codesAsked(orcid).length === 1, 'now they are asked for');
  });

  it('of hundreds but the first, and those it is scrolled to', async () => {
    const orcid = someone(450);
    const visit = await show(orcid);
    await authorsShown(visit);
    await quiet(visit);
    assert.deepEqual(codesAsked(orcid), [100]);
    await toTheEnd(visit);
    await until(() => codesAsked(orcid).length > 1, 'the last are asked for');
    await quiet(visit);
    const all = codesAsked(orcid).reduce((sum, count) => sum + count, 0);
    assert.ok(all <= 300, `${codesAsked(orcid)}`);
    await until(
      async () => (await readList(visit)).works.at(-1)?.authors.length > 0,
      'the last work has its authors',
    );
  });

  it('while records are still coming', async (t) => {
    const { labStudent } = LAB.orcids;
    const last = gate();
    t.after(
      stage.registry.fault(labStudent, { until: last.opened, of: 'record' }),
    );
    const bulk = () => LAB.members.flatMap((id) => bulkOf(stage, id));
    const visit = await put(stage.works(LAB.members.join(' ')));
    await resize(t, visit, { width: 1000, height: 4000 }, SMALL.viewport);
    await visit.part('progress', LIST).getByText('3 of 4').waitFor();
    await filled(visit, LAB.merged - 2);
    assert.deepEqual(bulk(), []);
    last.open();
    await visit.loaded();
    await authorsShown(visit);
    await quiet(visit);
    // A work that several list is asked for once.
    const all = bulk().reduce((sum, { putCodes }) => sum + putCodes, 0);
    assert.equal(all, LAB.merged);
    assert.ok(bulk().length <= LAB.members.length);
  });
});

describe('bulk answers with mistakes in them', () => {
  it('a work that the registry no longer shows goes, the others keep their rows; those that came have authors', async () => {
    const { bulkBroken } = LISTS;
    const visit = await show('bulkBroken');
    await filled(visit, bulkBroken.works - 1);
    await authorsShown(visit);
    await quiet(visit);
    const { works } = await readList(visit);
    const withAuthors = works.filter(({ authors }) => authors.length > 0);
    assert.equal(works.length, bulkBroken.works - 1);
    const [withdrawn] = bulkBroken.refused;
    assert.ok(
      !works.some(({ title }) =>
        title.startsWith(`Winter day ${withdrawn - 990_000} at Lake`),
      ),
    );
    assert.ok(
      works.every(({ title }) => /^Winter day \d+ at Lake/.test(title)),
    );
    assert.deepEqual(
      withAuthors.map(({ title }) => Number(title.match(/\d+/)[0]) - 1).sort(),
      bulkBroken.good.map((code) => code - 990_001),
    );
    assert.deepEqual(kindsOf('bulkBroken'), ['record', 'bulk']);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    assert.deepEqual(visit.trouble, []);
  });
});

// All lists stand on one page: none may disturb another.
describe('where co-authors cannot be had the list stays', () => {
  const FAULTS = [
    ['the registry is busy', { status: 503 }, 3],
    ['the registry never answers', { hang: true }, 1],
    ['the answer breaks off', { cut: true }, 2],
    ['the answer is truncated', { truncate: true }, 1],
    ['a web page answers', { html: true }, 1],
    [
      'unsound XML answers',
      { body: '<!DOCTYPE a><bulk/>', contentType: 'application/xml' },
      1,
    ],
    ['the quota is spent', { status: 429 }, 1],
    ['there is no such address', { status: 404 }, 1],
    ['the connection breaks', { drop: true }, 2],
    ['no other site may read it', { noCors: true }, 2],
    ['nothing answers', { body: '' }, 1],
    ['null answers', { body: 'null' }, 1],
    ['a number answers', { body: '{"bulk": 7}' }, 1],
  ];
  const lists = FAULTS.map(([what, fault, most], at) => ({
    what,
    fault,
    most,
    orcid: someone(8),
    id: `fault${at}`,
  }));
  let visit;

  before(async (t) => {
    for (const { orcid, fault } of lists) {
      stage.registry.fault(orcid, { ...fault, of: 'bulk' });
    }
    visit = await stage.visit(t, {
      // All of them near the window.
      context: { viewport: { width: 1000, height: 8000 } },
      prepare,
      body: lists
        .map(({ orcid, id }) =>
          stage.works(orcid, {
            id,
            timeout: '3',
            loading: 'eager',
            registry: stage.anotherRegistry(),
          }),
        )
        .join('\n'),
    });
    await visit.loaded({ count: lists.length });
    await until(
      () => lists.every(({ orcid }) => codesAsked(orcid).length > 0),
      'all are asked for',
    );
    for (const list of lists) {
      const selector = `#${list.id}`;
      list.before = (await readList(visit, selector)).works;
      await search(visit, 'the', selector);
      await visit.part('reset', selector).click();
    }
    await quiet(visit, 10);
  });

  for (const list of lists) {
    const { what, orcid, id, most } = list;
    it(what, async (t) => {
      const { works } = await readList(visit, `#${id}`);
      assert.equal(works.length, 8);
      assert.deepEqual(works, list.before);
      assert.equal(await visit.part('work-authors', `#${id}`).count(), 0);
      // As the page tells it: a browser asks again by itself where a connection
      // that it has used before breaks.
      const asked = visit.requests.filter(
        (url) => url.includes(orcid) && url.includes('/works/'),
      ).length;
      t.diagnostic(`${what}: asked ${asked} times`);
      assert.ok(asked >= 1 && asked <= most, `asked ${asked} times`);
    });
  }

  it('and the page hears nothing of it', () => {
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    assert.equal(visit.heardSoFar('scholar-load'), lists.length);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('where some of them cannot be had', () => {
  it('on a folder of saved records, which has no such address', async (t) => {
    const orcid = someone(250);
    stage.registry.mirror();
    t.after(() => stage.registry.mirror(false));
    const visit = await show(orcid);
    await until(() => codesAsked(orcid).length > 0, 'they are asked for');
    await quiet(visit);
    await toTheEnd(visit);
    await search(visit, 'a');
    await quiet(visit);
    assert.equal(codesAsked(orcid).length, 1, 'the mirror is left alone');
    assert.ok((await readList(visit)).works.length > 0);
    assert.deepEqual(visit.trouble, []);
  });

  it('a spent quota is not asked again, however far it is scrolled', async () => {
    const orcid = someone(250);
    stage.registry.fault(orcid, { status: 429, of: 'bulk' });
    const visit = await show(orcid, { registry: stage.anotherRegistry() });
    await until(() => codesAsked(orcid).length > 0, 'they are asked for');
    await quiet(visit);
    await toTheEnd(visit);
    await quiet(visit);
    assert.equal(codesAsked(orcid).length, 1);
  });

  it('one failure of several: the others have their authors', async () => {
    const orcid = someone(150);
    stage.registry.fault(orcid, { html: true, times: 1, of: 'bulk' });
    const visit = await show(orcid);
    await until(() => codesAsked(orcid).length > 0, 'they are asked for');
    await quiet(visit);
    assert.equal(await visit.part('work-authors', LIST).count(), 0);
    await toTheEnd(visit);
    await authorsShown(visit);
    assert.deepEqual(visit.trouble, []);
  });

  it('busy once: they come by themselves', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { status: 503, times: 1, of: 'bulk' });
    const visit = await show(orcid);
    await authorsShown(visit);
    assert.equal(codesAsked(orcid).length, 2);
  });

  it('details say that they could not be had, not that there are none', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { status: 429, of: 'bulk' });
    const visit = await show(orcid, { registry: stage.anotherRegistry() });
    await until(() => codesAsked(orcid).length > 0, 'they are asked for');
    await quiet(visit);
    const [{ title }] = (await readList(visit)).works;
    const panel = await openAbout(visit, title);
    // Whoever looks closer asks once more, and hears of that too.
    await panel.getByText('Asking').waitFor({ state: 'detached' });
    const said = await panel.innerText();
    assert.match(said, /The registry did not say who took part/);
    assert.ok(!/does not name the contributors/.test(said), said);
  });
});

describe('copies kept in the browser', () => {
  const secondVisit = async (t, attributes) => {
    const orcid = someone();
    const first = await showList(stage, t, orcid);
    await authorsShown(first);
    await until(
      () =>
        first.page.evaluate(async (id) => {
          const cache = await caches.open('scholar-badge');
          const urls = (await cache.keys()).map(({ url }) => url);
          return urls.filter((url) => url.includes(id)).length === 2;
        }, orcid),
      'record and works are kept',
    );
    await first.page.close();
    const before = stage.asked(orcid).length;
    const visit = await stage.visit(t, {
      context: first.context,
      body: stage.works(orcid, attributes),
      prepare,
    });
    await visit.loaded();
    const asked = () => kindsOf(orcid).slice(before);
    return { asked, visit };
  };

  it('the second visit costs no request and shows the authors', async (t) => {
    const { asked, visit } = await secondVisit(t, {});
    const author = await until(
      async () => (await readList(visit)).works[0]?.authors[0],
      'the first work has its authors',
    );
    await search(visit, author);
    await visit.part('work', LIST).first().waitFor();
    await quiet(visit);
    assert.deepEqual(asked(), []);
    assert.equal((await visit.loaded()).detail.fromCache, true);
  });

  it('max-age="0": both are asked for anew', async (t) => {
    const { asked, visit } = await secondVisit(t, { 'max-age': '0' });
    await authorsShown(visit);
    await until(() => asked().length >= 2, 'record and works are asked for');
    assert.deepEqual(asked().sort(), ['bulk', 'record']);
  });
});

describe('at run time', () => {
  it('authors="none" taken away: they are asked for', async () => {
    const orcid = someone();
    const visit = await show(orcid, { authors: 'none' });
    await quiet(visit);
    assert.deepEqual(codesAsked(orcid), []);
    await setAttributes(visit, { authors: null });
    await authorsShown(visit);
    assert.equal(codesAsked(orcid).length, 1);
  });

  it('another order or selection: what is known stays known', async () => {
    const orcid = someone();
    const visit = await show(orcid);
    await authorsShown(visit);
    await setAttributes(visit, { sort: 'oldest' });
    await setAttributes(visit, { types: '-journal-article' });
    await setAttributes(visit, { types: null });
    await quiet(visit);
    await authorsShown(visit);
    assert.equal(codesAsked(orcid).length, 1);
  });

  it('a list that leaves the page ends what it asked for', async () => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true, of: 'bulk' });
    const visit = await show(orcid);
    await until(() => codesAsked(orcid).length === 1, 'they are asked for');
    await visit.page.evaluate(
      (tag) => document.querySelector(tag).remove(),
      LIST,
    );
    await until(() => bulkOf(stage, orcid)[0].aborted, 'it is cancelled');
    assert.deepEqual(visit.trouble, []);
  });

  it('a replaced iD: whole works are asked of the new record', async () => {
    const visit = await show('deprecated');
    await authorsShown(visit);
    assert.ok(bulkOf(stage, IDS.ordinary).length >= 1);
    assert.equal(bulkOf(stage, IDS.deprecated).length, 0);
  });
});
