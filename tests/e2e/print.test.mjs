// Paper has the whole list, whatever of it is on the page: in Firefox, which
// copies the page as soon as the listeners of `beforeprint` have returned and
// runs no microtask before it does, as in Chromium.
import assert from 'node:assert/strict';
import { describe, it } from './support/test.mjs';

import { generatedLab, generatedOrcid } from '../registry/server.mjs';
import { LIST, readList, search, showList } from './support/list.mjs';
import { paper } from './support/paper.mjs';
import { painted, until } from './support/read.mjs';
import { useStage } from './support/stage.mjs';

const WORKS = 300;
/** Without authors, which are asked for as works are seen. */
const QUIET = { authors: 'none' };
const SMALL = { context: { viewport: { width: 1000, height: 700 } } };

/** Every DOI that the registry tells of these people's own works. */
async function doisOf({ registry }, ...orcids) {
  const found = new Set();
  for (const orcid of orcids) {
    const response = await fetch(`${registry.url}/v3.0/${orcid}/works`, {
      headers: { accept: 'application/json' },
    });
    for (const { 'work-summary': works } of (await response.json()).group) {
      for (const { 'external-ids': ids } of works) {
        (ids?.['external-id'] ?? [])
          .filter((id) => id['external-id-type'] === 'doi')
          .filter((id) => id['external-id-relationship'] === 'self')
          .forEach((id) => found.add(id['external-id-value'].toLowerCase()));
      }
    }
  }
  return found;
}

const onPage = (visit) => visit.part('work', LIST).count();

const stage = useStage();

describe('paper has', { sample: Infinity }, () => {
  it('every work of a long list, and takes them off again', async (t) => {
    const orcid = generatedOrcid(WORKS);
    const visit = await showList(stage, t, orcid, QUIET, SMALL);
    const dois = await doisOf(stage, orcid);
    assert.ok(dois.size > WORKS / 2, `${dois.size} DOIs`);
    const before = await onPage(visit);
    assert.ok(before < WORKS / 2, `${before} works are on the page`);
    const text = (await paper(visit.page)).toLowerCase();
    assert.equal(text.split('https://doi.org/').length - 1, dois.size);
    const missing = [...dois].filter(
      (doi) => !text.includes(`https://doi.org/${doi}`),
    );
    assert.deepEqual(missing, []);
    await until(async () => (await onPage(visit)) < WORKS / 2, 'taken off');
    assert.deepEqual(visit.trouble, []);
  });

  it('no more than the page wants', async (t) => {
    const orcid = generatedOrcid(WORKS);
    const attributes = { ...QUIET, limit: '40' };
    const visit = await showList(stage, t, orcid, attributes, SMALL);
    const text = await paper(visit.page);
    const { works } = await readList(visit);
    // Each generated title ends in its number.
    const numbers = new Set(text.match(/\(\d+\)/g));
    assert.equal(numbers.size, 40);
    assert.ok(works.length <= 40);
  });

  it('what a filter leaves', async (t) => {
    const orcid = generatedOrcid(WORKS);
    const visit = await showList(stage, t, orcid, QUIET, SMALL);
    await search(visit, 'of');
    await visit.part('reset', LIST).waitFor();
    const { status } = await readList(visit);
    const [, fit] = /^(\d+) of/.exec(status);
    assert.ok(fit > 200 && fit < WORKS, 'still a long list');
    const numbers = new Set((await paper(visit.page)).match(/\(\d+\)/g));
    assert.equal(numbers.size, Number(fit));
  });

  it('whose works they are, also of many people', async (t) => {
    const { orcids } = generatedLab({ members: 12, works: 10 });
    const visit = await showList(stage, t, orcids.join(' '), QUIET, SMALL);
    const persons = await visit.part('person', LIST).all();
    assert.equal(persons.length, 12);
    assert.equal(await persons[0].isVisible(), false);
    const { persons: names, works } = await readList(visit);
    const bare = (text) => text.replace(/\s+/g, '');
    const [head] = (await paper(visit.page)).split(bare(works[0].title));
    const missing = names.filter((person) => !head.includes(bare(person)));
    assert.deepEqual(missing, []);
  });

  it('a card that is longer than a page', async (t) => {
    const visit = await stage.visit(t, {
      ...SMALL,
      body: stage.badge(generatedOrcid(WORKS), { works: '200' }),
    });
    await visit.loaded();
    const count = await visit.part('work').count();
    assert.ok(count > 100, `${count} works`);
    const numbers = new Set((await paper(visit.page)).match(/\(\d+\)/g));
    assert.equal(numbers.size, count);
  });

  it('at once: in the task in which it is asked for', async (t) => {
    const orcid = generatedOrcid(WORKS);
    const visit = await showList(stage, t, orcid, QUIET, SMALL);
    const { works } = (await visit.loaded()).detail;
    const count = await visit.page.evaluate((tag) => {
      dispatchEvent(new Event('beforeprint'));
      const { shadowRoot } = document.querySelector(tag);
      return shadowRoot.querySelectorAll('[part~="work"]').length;
    }, LIST);
    assert.equal(count, works);
    await visit.page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await until(async () => (await onPage(visit)) < WORKS / 2, 'taken off');
  });

  it('at once, where the page prints as soon as it hears of the list', async (t) => {
    const visit = await stage.visit(t, {
      ...SMALL,
      init: () => {
        addEventListener('scholar-load', ({ target }) => {
          dispatchEvent(new Event('beforeprint'));
          const works = target.shadowRoot.querySelectorAll('[part~="work"]');
          globalThis.printed = [target.localName, works.length];
        });
      },
      body: stage.works(generatedOrcid(WORKS), QUIET),
    });
    const { works } = (await visit.loaded()).detail;
    const printed = await visit.page.evaluate(() => globalThis.printed);
    assert.deepEqual(printed, [LIST, works]);
  });

  it('a badge, where the page prints as soon as it hears of it', async (t) => {
    const visit = await stage.visit(t, {
      init: () => {
        addEventListener('scholar-load', ({ target }) => {
          globalThis.printed =
            target.shadowRoot.querySelectorAll('[part~="work"]').length;
        });
      },
      body: stage.badge('ordinary'),
    });
    await visit.loaded();
    const works = await visit.part('work').count();
    assert.ok(works > 0);
    assert.equal(await visit.page.evaluate(() => globalThis.printed), works);
  });
});

describe(
  'a page that is shown as it would be printed',
  { needs: ['media'] },
  () => {
    it('has the whole list, until it is shown as usual', async (t) => {
      const orcid = generatedOrcid(WORKS);
      const visit = await showList(stage, t, orcid, QUIET, SMALL);
      const { works } = (await visit.loaded()).detail;
      await visit.page.emulateMedia({ media: 'print' });
      await until(async () => (await onPage(visit)) === works, 'all works');
      // Nor does another filter take works off.
      await visit.page.locator(LIST).evaluate((list) => {
        list.setAttribute('sort', 'title');
      });
      await painted(visit.page);
      await until(
        async () => (await onPage(visit)) === works,
        'all works again',
      );
      await visit.page.emulateMedia({ media: 'screen' });
      await until(async () => (await onPage(visit)) < WORKS / 2, 'taken off');
      assert.deepEqual(visit.trouble, []);
    });
  },
);
