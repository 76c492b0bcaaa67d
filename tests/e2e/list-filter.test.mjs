// Searching and filtering a list: what fits, what each filter counts, how the
// bars are handled, and the choice in the page's address.
import assert from 'node:assert/strict';
import { describe, it, EVERY_ENGINE } from './support/test.mjs';

import { IDS, LAB, LISTS } from '../registry/server.mjs';
import {
  LIST,
  barCounts,
  bulkOf,
  closePopovers,
  facetCounts,
  filled,
  groupsOf,
  openFacet,
  option,
  readList,
  search,
  setAttributes,
  sharedLists,
  showList,
  titles,
} from './support/list.mjs';
import { painted, until } from './support/read.mjs';
import { gate, resize } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const { listed } = LISTS;

const NAMES = {
  'data-set': 'Dataset',
  'dissertation-thesis': 'Dissertation or thesis',
  'lecture-speech': 'Lecture',
  other: 'Not stated',
};
const nameOf = (type) =>
  NAMES[type] ?? (type[0].toUpperCase() + type.slice(1)).replaceAll('-', ' ');

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gi, 'l')
    .toLowerCase();

/** The works of `listed` as the registry tells them, nothing of ours in it. */
const MODEL = groupsOf('listed').map((group) => {
  const all = group['work-summary'];
  const [first] = all;
  const year = first['publication-date']?.year?.value ?? 'Undated';
  const texts = all.flatMap((summary) => [
    summary.title.title.value,
    summary.title['translated-title']?.value,
    summary['journal-title']?.value,
    year,
  ]);
  return {
    type: nameOf(first.type),
    year,
    text: plain(texts.filter(Boolean).join(' ')),
  };
});

const has = (work, text) =>
  plain(text)
    .split(' ')
    .filter(Boolean)
    .every((word) => work.text.includes(word));
const tally = (values) => {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
const withoutZeros = (counts) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const { put, show } = sharedLists(stage);
/** `listed` without authors, who would be found too. */
const withoutAuthors = (attributes) =>
  show('listed', { authors: 'none', ...attributes });

const status = async (visit) => (await readList(visit)).status;
const bar = (visit, year) =>
  visit.part('years', LIST).getByRole('button', { name: `${year}:` });
const tick = async (visit, facet, name) => {
  await openFacet(visit, facet);
  await option(visit, name).click();
  await closePopovers(visit);
};

// What a search finds is for tests/bibliography_list.rs and _model.rs.
describe('a search', () => {
  it(
    'shows what fits, and says how many',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await withoutAuthors();
      for (const [text, wanted] of [
        ['lodz catalhoyuk', []],
        ['cATALHOYUK', ['Çatalhöyük’s wetland, nine thousand years on']],
        [' https://doi.org/10.5555/LST.2025.SKY ', [listed.titles.manyAuthors]],
      ]) {
        await search(visit, text);
        await filled(visit, wanted.length);
        assert.deepEqual(await titles(visit), wanted);
        const said = await status(visit);
        assert.ok(said.startsWith(`${wanted.length} of 60 works`), said);
        assert.equal(/No work fits/.test(said), wanted.length === 0);
      }
      await search(visit, '   ');
      await filled(visit, 60);
      assert.equal(await status(visit), '60 works');
    },
  );

  it('finds co-authors, as soon as they are known, by itself', async (t) => {
    const authors = gate();
    t.after(
      stage.registry.fault(IDS.listed, { until: authors.opened, of: 'bulk' }),
    );
    const visit = await showList(stage, t, 'listed');
    await search(visit, 'qvist forecast');
    await filled(visit, 0);
    authors.open();
    await filled(visit, 2);
    assert.deepEqual(await titles(visit), [
      'Winters without ice: a forecast',
      'A forecast nobody has reviewed yet',
    ]);
    await search(visit, 'teixido angstrom scale');
    await filled(visit, 1);
  });
});

describe('the search box', () => {
  it(
    'keeps the focus and every letter while the list changes',
    { engines: EVERY_ENGINE },
    async (t) => {
      const authors = gate();
      t.after(
        stage.registry.fault(IDS.listed, { until: authors.opened, of: 'bulk' }),
      );
      const visit = await showList(stage, t, 'listed', { permalink: '' });
      const { page } = visit;
      await visit.part('search', LIST).click();
      const focused = () =>
        page.evaluate((tag) => {
          const at = document.querySelector(tag).shadowRoot.activeElement;
          return at && `${at.getAttribute('part')}:${at.value}`;
        }, LIST);
      let typed = '';
      for (const letter of 'lakes qvist') {
        await page.keyboard.type(letter);
        typed += letter;
        assert.equal(await focused(), `search:${typed}`);
        if (typed === 'lakes') {
          authors.open();
          await until(
            () => bulkOf(stage, 'listed').at(-1)?.status === 200,
            'the co-authors have come',
          );
        }
        await painted(page);
      }
      for (let left = typed.length - 1; left >= 0; left -= 1) {
        await page.keyboard.press('Backspace');
        assert.equal(await focused(), `search:${typed.slice(0, left)}`);
      }
      await filled(visit, 60);
      assert.deepEqual(visit.trouble, []);
    },
  );

  it('keeps the caret where letters are put in the middle', async () => {
    const visit = await withoutAuthors();
    const { page } = visit;
    await visit.part('search', LIST).click();
    await page.keyboard.type('lae');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('kk');
    await page.keyboard.press('Backspace');
    assert.equal(await visit.part('search', LIST).inputValue(), 'lake');
  });

  it('keeps the focus while a lab grows', async (t) => {
    const last = gate();
    const { labEmerita } = LAB.orcids;
    t.after(
      stage.registry.fault(labEmerita, { until: last.opened, of: 'record' }),
    );
    const visit = await stage.visit(t, {
      body: stage.works(LAB.members.join(' '), { authors: 'none' }),
    });
    await visit.part('search', LIST).click();
    await visit.page.keyboard.type('lak');
    await visit.part('progress', LIST).getByText('3 of 4').waitFor();
    await visit.page.keyboard.type('e');
    last.open();
    await visit.loaded();
    await painted(visit.page);
    await visit.page.keyboard.type('s');
    assert.equal(await visit.part('search', LIST).inputValue(), 'lakes');
  });

  it('is a labelled search inside a search landmark', async () => {
    const visit = await withoutAuthors();
    const { page } = visit;
    const landmark = page.getByRole('search', {
      name: 'Search and filter works',
    });
    assert.equal(await landmark.count(), 1);
    const box = landmark.getByRole('searchbox', { name: 'Search works' });
    assert.equal(await box.count(), 1);
    const said = landmark.getByRole('status').filter({ hasText: '60 works' });
    assert.equal(await said.count(), 1);
  });
});

describe('filters combine, and count what each choice would leave', () => {
  // Other combinations are for tests/bibliography_model.rs.
  it('text, types and years', async () => {
    const text = 'ice';
    const types = ['Journal article', 'Lecture'];
    const years = ['2020', '2024'];
    const visit = await withoutAuthors();
    await search(visit, text);
    for (const type of types) await tick(visit, 'Type', type);
    for (const year of years) await tick(visit, 'Year', year);

    const fits = (work, { type = true, year = true } = {}) =>
      has(work, text) &&
      (!type || types.includes(work.type)) &&
      (!year || years.includes(work.year));
    const wanted = MODEL.filter((work) => fits(work));
    const count = wanted.length;
    assert.ok(count > 1, `${count} works`);
    await filled(visit, count);
    const shown = (await readList(visit)).works;
    assert.deepEqual(
      tally(shown.map(({ year }) => year ?? 'Undated')),
      tally(wanted.map(({ year }) => year)),
    );
    const said = await status(visit);
    assert.ok(said.startsWith(`${count} of 60 works`), said);

    const byType = MODEL.filter((work) => fits(work, { type: false }));
    assert.deepEqual(
      withoutZeros(await facetCounts(visit, 'Type')),
      tally(byType.map(({ type }) => type)),
    );
    const byYear = MODEL.filter((work) => fits(work, { year: false }));
    assert.deepEqual(
      withoutZeros(await facetCounts(visit, 'Year')),
      tally(byYear.map(({ year }) => year)),
    );
    const dated = byYear.filter(({ year }) => year !== 'Undated');
    assert.deepEqual(
      withoutZeros(await barCounts(visit)),
      tally(dated.map(({ year }) => year)),
    );
    // All types stay on offer, also those that nothing fits now.
    const offered = Object.keys(await facetCounts(visit, 'Type'));
    assert.equal(offered.length, new Set(MODEL.map((it) => it.type)).size);
  });

  it(
    'members: with types and text, of a lab',
    { engines: EVERY_ENGINE },
    async () => {
      const keys = Object.keys(LAB.orcids);
      const visit = await show(LAB.members.join(' '), { authors: 'none' });
      await filled(visit, LAB.merged);
      const { works, persons } = await readList(visit);
      const owners = new Map(
        LAB.works.map(({ title, of }) => [title.replace(/<\/?\w+>/g, ''), of]),
      );
      const nameOfKey = (key) => persons[keys.indexOf(key)];
      const ofMember = (name) =>
        works.filter(({ title }) =>
          owners.get(title).map(nameOfKey).includes(name),
        );

      const counts = await facetCounts(visit, 'Person');
      for (const name of persons) {
        assert.equal(counts[name], ofMember(name).length, name);
      }
      await tick(visit, 'Person', persons[3]);
      await filled(visit, ofMember(persons[3]).length);
      await tick(visit, 'Person', persons[1]);
      const either = works.filter(({ title }) =>
        owners
          .get(title)
          .map(nameOfKey)
          .some((name) => [persons[1], persons[3]].includes(name)),
      );
      await filled(visit, either.length);
      assert.deepEqual(
        (await titles(visit)).sort(),
        either.map(({ title }) => title).sort(),
      );
      // What of each member's, and of each type, would fit.
      assert.deepEqual(await facetCounts(visit, 'Person'), counts);
      assert.deepEqual(
        withoutZeros(await facetCounts(visit, 'Type')),
        // That an article is one goes without saying beside its journal.
        tally(either.map(({ type }) => type ?? 'Journal article')),
      );
      await search(visit, 'plankton');
      const plankton = ({ title }) => /plankton/i.test(title);
      await filled(visit, either.filter(plankton).length);
      assert.deepEqual(
        withoutZeros(await facetCounts(visit, 'Person')),
        withoutZeros(
          Object.fromEntries(
            persons.map((name) => [
              name,
              ofMember(name).filter(plankton).length,
            ]),
          ),
        ),
      );
    },
  );
});

describe('the bars', () => {
  it('are a toolbar of pressed buttons with year and number in their names', async () => {
    const visit = await withoutAuthors();
    const bars = visit.page.getByRole('toolbar', { name: 'Works per year' });
    assert.equal(await bars.count(), 1);
    const [first, last] = listed.years;
    const names = await visit
      .part('year', LIST)
      .evaluateAll((all) => all.map((it) => it.title));
    assert.equal(names.length, last - first + 1, 'years without works too');
    assert.equal(names[0], '2026: 3 works');
    assert.equal(names.at(-1), '1998: 1 work');
    assert.equal(names.at(-3), '2000: 0 works');
    const empty = visit.part('years', LIST).locator('[title^="2000:"]');
    assert.ok(await empty.isDisabled(), 'nothing to show');
    const pressed = bars.getByRole('button', { pressed: true });
    assert.equal(await pressed.count(), 0);
    await bar(visit, '2024').click();
    assert.equal(await pressed.count(), 1);
    await filled(visit, 5);
    await bar(visit, '2023').click();
    await filled(visit, 10);
    await bar(visit, '2024').click();
    await filled(visit, 5);
    assert.equal(await pressed.getAttribute('title'), '2023: 5 works');
  });

  it('are as tall as the works are many', async () => {
    const visit = await withoutAuthors();
    const heights = await visit.part('year', LIST).evaluateAll((bars) =>
      bars.map((one) => {
        const [shape] = one.querySelectorAll('[part~="bar"]');
        return [one.title.split(':')[0], shape.getBoundingClientRect().height];
      }),
    );
    const height = Object.fromEntries(heights);
    assert.ok(height[2025] > height[2024], 'six and five');
    assert.ok(height[2024] > height[2014], 'five and two');
    assert.ok(height[2015] <= 1, 'none');
    assert.ok(Math.abs(height[2016] * 2 - height[2025]) < 3, 'three and six');
  });

  it(
    'have one stop for Tab; arrows, Home and End walk; Space and Enter press',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await withoutAuthors();
      const { page } = visit;
      const focused = () =>
        page.evaluate(
          (tag) =>
            document
              .querySelector(tag)
              .shadowRoot.activeElement?.getAttribute('title'),
          LIST,
        );
      const stops = () =>
        visit
          .part('year', LIST)
          .evaluateAll((all) => all.filter((it) => it.tabIndex === 0).length);
      assert.equal(await stops(), 1);
      await visit.part('cite', LIST).locator('summary').focus();
      await page.keyboard.press('Tab');
      const first = await focused();
      assert.equal(first, '2026: 3 works', 'the newest');
      const place = () =>
        page.evaluate(
          (tag) =>
            document
              .querySelector(tag)
              .shadowRoot.activeElement.getBoundingClientRect().left,
          LIST,
        );
      // Key, the bar it leads to, and to which side of the one before.
      const steps = [
        ['ArrowRight', '2026: 3 works', 0],
        ['ArrowLeft', '2025: 6 works', -1],
        ['Home', '1998: 1 work', -1],
        ['ArrowLeft', '1998: 1 work', 0],
        ['End', '2026: 3 works', 1],
        ['Home', '1998: 1 work', -1],
        ['ArrowRight', '1999: 1 work', 1],
        // Past a year without works.
        ['ArrowRight', '2001: 1 work', 1],
        ['Home', '1998: 1 work', -1],
      ];
      for (const [key, name, side] of steps) {
        const before = await place();
        await page.keyboard.press(key);
        assert.equal(await focused(), name, key);
        assert.equal(Math.sign((await place()) - before), side, `${key}: side`);
        assert.equal(await stops(), 1);
      }
      await page.keyboard.press('Space');
      await filled(visit, 1);
      assert.equal(await focused(), '1998: 1 work', 'the focus stays');
      assert.equal(await stops(), 1);
      await page.keyboard.press('Enter');
      await filled(visit, 60);
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(), '1999: 1 work');
      await page.keyboard.press('Shift+Tab');
      assert.equal(await focused(), null, 'the button before them');
      await page.keyboard.press('Tab');
      assert.equal(await focused(), '1999: 1 work', 'back where it was');
      await page.keyboard.press('Tab');
      assert.ok(
        !/works?$/.test((await focused()) ?? ''),
        'and out of the bars',
      );
    },
  );

  it('leave arrows with a modifier to the browser: back, forward, to the end', async () => {
    const visit = await withoutAuthors();
    const bars = visit.part('year', LIST);
    await bars.nth(2).focus();
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey']) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) {
        const isLeft = await bars.nth(2).evaluate(
          (bar, init) => {
            const event = new KeyboardEvent('keydown', init);
            bar.dispatchEvent(event);
            return (
              !event.defaultPrevented && bar.getRootNode().activeElement === bar
            );
          },
          { key, [modifier]: true, bubbles: true, cancelable: true },
        );
        assert.ok(isLeft, `${modifier} ${key}`);
      }
    }
  });

  it('bring the focused bar into sight where they do not fit', async (t) => {
    const visit = await withoutAuthors();
    await resize(t, visit, { width: 320, height: 700 });
    await visit.part('cite', LIST).locator('summary').focus();
    for (const key of ['Tab', 'Home', 'End']) {
      await visit.page.keyboard.press(key);
      await painted(visit.page);
      const isIn = await visit.part('years', LIST).evaluate((bars) => {
        const box = bars.getBoundingClientRect();
        const at = bars.getRootNode().activeElement.getBoundingClientRect();
        return at.left >= box.left - 1 && at.right <= box.right + 1;
      });
      assert.ok(isIn, key);
    }
  });
});

describe('the way back', () => {
  it(
    '“Clear” shows only where something is chosen, and takes back all of it',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await withoutAuthors();
      const reset = visit.part('reset', LIST);
      assert.equal(await reset.isVisible(), false);
      await search(visit, 'ice');
      await tick(visit, 'Type', 'Journal article');
      await bar(visit, '2020').click();
      assert.equal(await reset.isVisible(), true);
      await reset.click();
      await filled(visit, 60);
      assert.equal(await visit.part('search', LIST).inputValue(), '');
      assert.equal(await option(visit, 'Journal article').isChecked(), false);
      assert.equal(
        await bar(visit, '2020').getAttribute('aria-pressed'),
        'false',
      );
      assert.equal(await status(visit), '60 works');
      assert.equal(await reset.isVisible(), false);
    },
  );

  it('“Clear” by keyboard does not lose the focus', async () => {
    const visit = await withoutAuthors();
    await search(visit, 'ice');
    await visit.part('reset', LIST).press('Enter');
    await filled(visit, 60);
    const isInList = await visit.page.evaluate(
      (tag) => document.activeElement?.localName === tag,
      LIST,
    );
    assert.ok(isInList, 'the focus is still in the list');
  });

  it('a choice says how many values are chosen', async () => {
    const visit = await withoutAuthors();
    await tick(visit, 'Type', 'Book');
    await tick(visit, 'Type', 'Report');
    const facet = await openFacet(visit, 'Type');
    assert.equal(await facet.locator('summary').innerText(), 'Type (2)');
  });
});

describe('permalink', () => {
  const address = (visit) =>
    visit.page.evaluate(() => location.search + location.hash);
  const comesToSay = (visit, wanted) =>
    until(
      async () => (await address(visit)) === wanted,
      async () => `the address says ${wanted}, not ${await address(visit)}`,
      4000,
    );
  /** The shared page's address, with this behind it. */
  const at = async (rest) => {
    const { page, url } = await put('');
    await page.evaluate(
      (text) => history.replaceState(null, '', text),
      url + rest,
    );
  };
  const putBoth = async (...lists) => {
    const visit = await put(lists.join('\n'));
    await visit.loaded({ count: 2 });
    return visit;
  };
  /** A list on the shared page, with this in the address. */
  const arriveAt = async (rest, attributes = { permalink: '' }) => {
    await at(rest);
    return withoutAuthors(attributes);
  };

  it('every part of a choice is written, read on load, and taken out again', async (t) => {
    const visit = await showList(stage, t, 'listed', {
      authors: 'none',
      permalink: '',
    });
    await search(visit, 'ice & “snow” 100%');
    await comesToSay(visit, '?q=ice+%26+%E2%80%9Csnow%E2%80%9D+100%25');
    await search(visit, 'ice');
    await tick(visit, 'Type', 'Journal article');
    await tick(visit, 'Type', 'Not stated');
    await bar(visit, '2020').click();
    await tick(visit, 'Year', 'Undated');
    const wanted = '?q=ice&type=journal-article&type=other&year=2020&year=none';
    await comesToSay(visit, wanted);
    const fits = MODEL.filter(
      (work) =>
        has(work, 'ice') &&
        ['Journal article', 'Not stated'].includes(work.type) &&
        ['2020', 'Undated'].includes(work.year),
    );
    assert.ok(fits.length > 0);

    await visit.page.goto('about:blank');
    await visit.page.goto(visit.url + wanted, {
      waitUntil: 'domcontentloaded',
    });
    await visit.loaded({ count: 2 });
    await filled(visit, fits.length);
    assert.equal(await visit.part('search', LIST).inputValue(), 'ice');
    await openFacet(visit, 'Type');
    assert.equal(await option(visit, 'Journal article').isChecked(), true);
    await closePopovers(visit);
    assert.equal(await bar(visit, '2020').getAttribute('aria-pressed'), 'true');
    assert.equal(await address(visit), wanted);
    await visit.part('reset', LIST).click();
    await comesToSay(visit, '');
  });

  it('without it the address is left alone', async () => {
    await at('?q=lodz');
    const visit = await putBoth(
      stage.works(IDS.listed, { id: 'without', authors: 'none' }),
      stage.works(IDS.listed, { id: 'with', authors: 'none', permalink: 'b' }),
    );
    await filled(visit, 60, '#without');
    await search(visit, 'ice', '#without');
    await search(visit, 'snow', '#with');
    await comesToSay(visit, '?q=lodz&b-q=snow');
  });

  it('makes nothing of what it does not know', async () => {
    const rest = '?year=MMXX&year=-1&person=ann&type=%20&q=%F0%9F%8C%8A%00';
    const visit = await arriveAt(rest);
    await search(visit, '');
    await filled(visit, 60);
    assert.deepEqual(visit.trouble, []);
  });

  it('a type that the list does not have: nothing fits, and a way back', async () => {
    const visit = await arriveAt('?type=disclosure');
    await filled(visit, 0);
    assert.match(await status(visit), /^0 of 60 works\. No work fits/);
    await visit.part('reset', LIST).click();
    await filled(visit, 60);
  });

  it('other parameters and the hash are kept', async () => {
    const visit = await arriveAt('?utm=a%20b&q=lodz&x=1#papers');
    await filled(visit, 1);
    await search(visit, 'ice');
    const wanted = ['utm=a+b', 'x=1', 'q=ice'];
    await until(
      async () => {
        const said = await address(visit);
        const [params, hash] = said.slice(1).split('#');
        return (
          hash === 'papers' &&
          params.split('&').sort().join() === wanted.sort().join()
        );
      },
      'the new search beside what was there',
      4000,
    );
    const state = await visit.page.evaluate(() => {
      history.replaceState({ mine: 1 }, '');
      return history.length;
    });
    await search(visit, 'snow');
    await until(
      async () => (await address(visit)).includes('q=snow'),
      'written',
    );
    const after = await visit.page.evaluate(() => [
      history.length,
      history.state,
    ]);
    assert.deepEqual(after, [state, { mine: 1 }], 'nor the page’s state');
  });

  it('a choice goes with the list that it was made of', async () => {
    const visit = await arriveAt('?q=lodz');
    await filled(visit, 1);
    await setAttributes(visit, { orcid: IDS.noDois });
    await filled(visit, 25);
    await comesToSay(visit, '');
    assert.equal(await visit.part('search', LIST).inputValue(), '');
  });

  it('two lists with prefixes do not touch each other', async () => {
    const both = () =>
      putBoth(
        ...['a', 'b'].map((id) =>
          stage.works(id === 'a' ? IDS.listed : IDS.noDois, {
            id,
            permalink: id,
            authors: 'none',
            loading: 'eager',
          }),
        ),
      );
    await at('');
    let visit = await both();
    await search(visit, 'lodz', '#a');
    await search(visit, 'paper 3', '#b');
    await comesToSay(visit, '?a-q=lodz&b-q=paper+3');
    visit = await both();
    await filled(visit, 1, '#a');
    assert.equal(await visit.part('search', '#b').inputValue(), 'paper 3');
    await visit.part('reset', '#a').click();
    await comesToSay(visit, '?b-q=paper+3');
  });

  it(
    'the back button from another page brings the filter back',
    { engines: EVERY_ENGINE },
    async (t) => {
      const visit = await showList(stage, t, 'listed', {
        authors: 'none',
        permalink: '',
      });
      await search(visit, 'lodz');
      await comesToSay(visit, '?q=lodz');
      await visit.page.goto('about:blank');
      await visit.page.goBack({ waitUntil: 'domcontentloaded' });
      await filled(visit, 1);
      assert.equal(await visit.part('search', LIST).inputValue(), 'lodz');
    },
  );

  it(
    'going through the history by hand changes the list',
    { engines: EVERY_ENGINE },
    async () => {
      const visit = await arriveAt('');
      await visit.page.evaluate(() => {
        history.pushState(null, '', '?q=lodz');
        history.pushState(null, '', '?year=2026');
        history.back();
      });
      await filled(visit, 1);
      await visit.page.evaluate(() => history.forward());
      await filled(visit, 3);
      assert.equal(await visit.part('search', LIST).inputValue(), '');
    },
  );

  it('members by their iDs, also where an iD was replaced', async () => {
    const ids = [IDS.deprecated, IDS.ordinary, ...LAB.members].join(' ');
    const attributes = { authors: 'none', permalink: '' };
    await at('');
    let visit = await show(ids, attributes);
    await tick(visit, 'Person', 'Margarethe von Hülsen');
    await comesToSay(visit, `?person=${LAB.orcids.labEmerita}`);
    await filled(visit, LAB.listed.labEmerita);
    visit = await show(ids, attributes);
    await filled(visit, LAB.listed.labEmerita);
    await openFacet(visit, 'Person');
    assert.equal(
      await option(visit, 'Margarethe von Hülsen').isChecked(),
      true,
    );
  });

  it('types in a hurry: what is left in the address is the last of it', async () => {
    const visit = await arriveAt('');
    await visit.part('search', LIST).click();
    await visit.page.keyboard.type('winter lakes of the north', { delay: 5 });
    await comesToSay(visit, '?q=winter+lakes+of+the+north');
  });

  it(
    'in a frame that may not touch its address the list works all the same',
    { engines: EVERY_ENGINE },
    async (t) => {
      const inner = stage.works(IDS.noDois, { permalink: '', authors: 'none' });
      const visit = await stage.visit(t, {
        body: `<iframe sandbox="allow-scripts" width="800" height="600"></iframe>`,
      });
      await visit.page.evaluate(
        ([html, script]) => {
          document.querySelector('iframe').srcdoc =
            `${html}<script type="module" src="${script}"></script>`;
        },
        [inner, `${stage.cdn.url}${visit.folder}/index.js`],
      );
      const frame = visit.page.frameLocator('iframe');
      await frame.locator('[part~="search"]').fill('identifiers 2016');
      await frame.locator('[part~="status"]', { hasText: '1 of 25' }).waitFor();
      assert.deepEqual(visit.errors, []);
    },
  );
});
