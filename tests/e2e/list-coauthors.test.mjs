// Where co-authors come from: a hundred works a request, only for works about
// to be seen, searched or taken away; and a list that does without them.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { IDS, LAB, LISTS, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  TALL,
  bulkOf,
  filled,
  openAbout,
  readList,
  rowOf,
  search,
  setAttributes,
  showList,
} from './support/list.mjs';
import { painted, until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();

const SMALL = { viewport: { width: 1000, height: 600 } };
/** Longer than the list takes to ask for anything. */
const QUIET = 700;

let seed = 30;
/** Somebody with so many works, whom no other test asks for. */
const someone = (works = 30) => generatedOrcid(works, (seed += 1));

const kindsOf = (person) => stage.asked(person).map(({ kind }) => kind);
const codesAsked = (person) =>
  bulkOf(stage, person).map(({ putCodes }) => putCodes);
const authorsShown = (visit) =>
  visit.part('work-authors', LIST).first().waitFor();
const quiet = (visit) => visit.page.waitForTimeout(QUIET);
const toTheEnd = async (visit) => {
  for (let step = 0; step < 3; step += 1) {
    await visit.page.evaluate(() =>
      scrollTo(0, document.documentElement.scrollHeight),
    );
    await painted(visit.page);
    await visit.page.waitForTimeout(100);
  }
};

describe('a list of 100 works', () => {
  it('costs exactly two requests, scrolled, searched, opened and taken away', async (t) => {
    stage.registry.reset();
    const visit = await showList(
      stage,
      t,
      'exactly100',
      {},
      { context: { ...SMALL, permissions: ['clipboard-write'] } },
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
    const visit = await showList(
      stage,
      t,
      'exactly101',
      {},
      { context: SMALL },
    );
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
    const visit = await showList(
      stage,
      t,
      'exactly101',
      {},
      { context: SMALL },
    );
    await authorsShown(visit);
    await search(visit, 'storvann');
    await until(() => codesAsked('exactly101').length === 2, 'it is asked for');
    assert.deepEqual(codesAsked('exactly101'), [100, 1]);
  });
});

describe('nobody is asked for works', { concurrency: 2 }, () => {
  it('of a list far below', async (t) => {
    const orcid = someone();
    const visit = await stage.visit(t, {
      context: SMALL,
      body: `<div style="height: 4000px"></div>${stage.works(orcid, { loading: 'eager' })}`,
    });
    await visit.loaded();
    await quiet(visit);
    assert.deepEqual(kindsOf(orcid), ['record']);
    await visit.page.locator(LIST).scrollIntoViewIfNeeded();
    await until(() => codesAsked(orcid).length === 1, 'now they are asked for');
  });

  it('of a thousand but the first hundred, and those it is scrolled to', async (t) => {
    const orcid = someone(1000);
    const visit = await showList(stage, t, orcid, {}, { context: SMALL });
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
    const free = stage.registry.fault(labStudent, {
      delay: 2000,
      of: 'record',
    });
    t.after(free);
    const bulk = () => LAB.members.flatMap((id) => bulkOf(stage, id));
    const visit = await stage.visit(t, {
      context: TALL,
      body: stage.works(LAB.members.join(' ')),
    });
    await visit.part('progress', LIST).getByText('3 of 4').waitFor();
    await filled(visit, LAB.merged - 2);
    assert.deepEqual(bulk(), []);
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
  it('every work keeps its row; those that came have authors', async (t) => {
    const { bulkBroken } = LISTS;
    const visit = await showList(stage, t, 'bulkBroken');
    await filled(visit, bulkBroken.works);
    await authorsShown(visit);
    await quiet(visit);
    const { works } = await readList(visit);
    const withAuthors = works.filter(({ authors }) => authors.length > 0);
    assert.equal(works.length, bulkBroken.works);
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

describe(
  'where co-authors cannot be had the list stays',
  { concurrency: 2 },
  () => {
    const FAULTS = [
      ['the registry is busy', { status: 503 }, 3],
      ['the registry never answers', { hang: true }, 1],
      ['the answer breaks off', { cut: true }, 2],
      ['the answer is truncated', { truncate: true }, 1],
      ['a web page answers', { html: true }, 1],
      ['XML answers', { xml: true }, 1],
      ['the quota is spent', { status: 429 }, 1],
      ['there is no such address', { status: 404 }, 1],
      ['the connection breaks', { drop: true }, 6],
      ['no other site may read it', { noCors: true }, 2],
      ['nothing answers', { body: '' }, 1],
      ['null answers', { body: 'null' }, 1],
      ['a number answers', { body: '{"bulk": 7}' }, 1],
    ];
    for (const [what, fault, most] of FAULTS) {
      it(what, async (t) => {
        const orcid = someone();
        stage.registry.fault(orcid, { ...fault, of: 'bulk' });
        const visit = await showList(stage, t, orcid, { timeout: '3' });
        const { detail } = await visit.loaded();
        await filled(visit, detail.works);
        await until(() => codesAsked(orcid).length > 0, 'they are asked for');
        await quiet(visit);
        const before = (await readList(visit)).works;
        await search(visit, 'the');
        await visit.part('reset', LIST).click();
        await filled(visit, detail.works);
        await visit.page.waitForTimeout(4000);
        assert.deepEqual((await readList(visit)).works, before);
        assert.equal(await visit.part('work-authors', LIST).count(), 0);
        const asked = codesAsked(orcid).length;
        assert.ok(asked <= most, `asked ${asked} times`);
        assert.equal(visit.heardSoFar('scholar-error'), 0);
        assert.deepEqual(visit.trouble, []);
      });
    }

    it('on a folder of saved records, which has no such address', async (t) => {
      const orcid = someone(500);
      stage.registry.mirror();
      t.after(() => stage.registry.mirror(false));
      const visit = await showList(stage, t, orcid, {}, { context: SMALL });
      await until(() => codesAsked(orcid).length > 0, 'they are asked for');
      await quiet(visit);
      await toTheEnd(visit);
      await quiet(visit);
      await search(visit, 'a');
      await quiet(visit);
      assert.equal(codesAsked(orcid).length, 1, 'the mirror is left alone');
      assert.ok((await readList(visit)).works.length > 0);
      assert.deepEqual(visit.trouble, []);
    });

    it('a spent quota is not asked again, however far it is scrolled', async (t) => {
      const orcid = someone(1000);
      stage.registry.fault(orcid, { status: 429, of: 'bulk' });
      const visit = await showList(stage, t, orcid, {}, { context: SMALL });
      await until(() => codesAsked(orcid).length > 0, 'they are asked for');
      await quiet(visit);
      await toTheEnd(visit);
      await quiet(visit);
      assert.equal(codesAsked(orcid).length, 1);
    });

    it('one failure of several: the others have their authors', async (t) => {
      const orcid = someone(150);
      stage.registry.fault(orcid, { html: true, times: 1, of: 'bulk' });
      const visit = await showList(stage, t, orcid, {}, { context: SMALL });
      await until(() => codesAsked(orcid).length > 0, 'they are asked for');
      await quiet(visit);
      await toTheEnd(visit);
      await authorsShown(visit);
      assert.deepEqual(visit.trouble, []);
    });

    it('busy once: they come by themselves', async (t) => {
      const orcid = someone();
      stage.registry.fault(orcid, { status: 503, times: 1, of: 'bulk' });
      const visit = await showList(stage, t, orcid);
      await authorsShown(visit);
      assert.equal(codesAsked(orcid).length, 2);
    });

    it('details say that they could not be had, not that there are none', async (t) => {
      const orcid = someone();
      stage.registry.fault(orcid, { status: 429, of: 'bulk' });
      const visit = await showList(stage, t, orcid);
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
  },
);

describe('copies kept in the browser', { concurrency: 2 }, () => {
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
    });
    await visit.loaded();
    const asked = () => kindsOf(orcid).slice(before);
    return { asked, visit };
  };

  it('the second visit costs no request and shows the authors', async (t) => {
    const { asked, visit } = await secondVisit(t, {});
    await authorsShown(visit);
    await search(visit, (await readList(visit)).works[0].authors[0]);
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

describe('at run time', { concurrency: 2 }, () => {
  it('authors="none" taken away: they are asked for', async (t) => {
    const orcid = someone();
    const visit = await showList(stage, t, orcid, { authors: 'none' });
    await quiet(visit);
    assert.deepEqual(codesAsked(orcid), []);
    await setAttributes(visit, { authors: null });
    await authorsShown(visit);
    assert.equal(codesAsked(orcid).length, 1);
  });

  it('another order or selection: what is known stays known', async (t) => {
    const orcid = someone();
    const visit = await showList(stage, t, orcid);
    await authorsShown(visit);
    await setAttributes(visit, { sort: 'oldest' });
    await setAttributes(visit, { types: '-journal-article' });
    await setAttributes(visit, { types: null });
    await quiet(visit);
    await authorsShown(visit);
    assert.equal(codesAsked(orcid).length, 1);
  });

  it('a list that leaves the page ends what it asked for', async (t) => {
    const orcid = someone();
    stage.registry.fault(orcid, { hang: true, of: 'bulk' });
    const visit = await showList(stage, t, orcid);
    await until(() => codesAsked(orcid).length === 1, 'they are asked for');
    await visit.page.evaluate(
      (tag) => document.querySelector(tag).remove(),
      LIST,
    );
    await until(() => bulkOf(stage, orcid)[0].aborted, 'it is cancelled');
    assert.deepEqual(visit.trouble, []);
  });

  it('a replaced iD: whole works are asked of the new record', async (t) => {
    const visit = await showList(stage, t, 'deprecated');
    await authorsShown(visit);
    assert.ok(bulkOf(stage, IDS.ordinary).length >= 1);
    assert.equal(bulkOf(stage, IDS.deprecated).length, 0);
  });
});
