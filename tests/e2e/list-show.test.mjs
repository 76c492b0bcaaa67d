// What a list of works shows, as its attributes ask and its records allow.
import assert from 'node:assert/strict';
import { before, describe, it } from './support/test.mjs';

import { IDS, LISTS, generatedOrcid } from '../registry/server.mjs';
import {
  LIST,
  bulkOf,
  codesOf,
  filled,
  openAbout,
  readList,
  rowOf,
  search,
  setAttributes,
  sharedLists,
  showList,
  titles,
} from './support/list.mjs';
import { kept, painted, until } from './support/read.mjs';
import { leaving } from './support/safety.mjs';
import { gate } from './support/shared.mjs';
import { useStage } from './support/stage.mjs';

const stage = useStage();
const { put, show } = sharedLists(stage);
const { listed } = LISTS;
const [FORECAST] = codesOf('listed', 'Winters without ice: a forecast');

/** A list of `listed` or of somebody else, with all its works on the page. */
async function shown(attributes, count, orcid = 'listed') {
  const visit = await show(orcid, attributes);
  await filled(visit, count);
  return { visit, list: await readList(visit) };
}

const headings = ({ groups }) => groups.map(({ heading }) => heading);
const years = ({ works }) => works.map(({ year }) => year);

describe('groups', { sample: 2 }, () => {
  it('by year: the newest first, undated last, each with its number', async () => {
    const { visit, list } = await shown({}, listed.works);
    const [first, last] = listed.years;
    const all = Array.from({ length: last - first + 1 }, (_, n) => last - n);
    const wanted = all.filter((year) => !listed.yearsWithout.includes(year));
    assert.deepEqual(headings(list), [...wanted.map(String), 'Undated']);
    for (const { heading, count, works, label, tag } of list.groups) {
      assert.equal(Number(count), works.length, heading);
      assert.equal(label, heading);
      assert.equal(tag, 'h3');
      const ofGroup = heading === 'Undated' ? null : heading;
      assert.ok(
        works.every(({ year }) => year === ofGroup),
        heading,
      );
    }
    assert.equal(list.groups.at(-1).works.length, listed.undated);
    assert.equal(list.name, 'Zofia Åsa Łódzka-Ångström');
    assert.deepEqual(visit.trouble, []);
  });

  it('by type: the most frequent first, a type nobody knows by its own name', async () => {
    const { list } = await shown({ group: 'type' }, listed.works);
    const counts = list.groups.map(({ works }) => works.length);
    assert.deepEqual(
      counts,
      [...counts].sort((one, other) => other - one),
    );
    assert.equal(headings(list)[0], 'Journal article');
    assert.ok(headings(list).includes('Holographic lecture'));
    assert.ok(headings(list).includes('Not stated'));
    for (const { heading, works } of list.groups) {
      // Beside its journal an article need not say that it is one.
      const wanted = heading === 'Not stated' ? null : heading;
      const usual = heading === 'Journal article' ? [heading, null] : [wanted];
      assert.ok(
        works.every(({ type }) => usual.includes(type)),
        heading,
      );
    }
  });

  it('not at all: one list without a heading', async () => {
    const { list } = await shown({ group: 'none' }, listed.works);
    assert.equal(list.groups.length, 1);
    assert.deepEqual(headings(list), [null]);
    assert.equal(list.groups[0].label, 'Works');
    const places = list.works.map(({ place }) => Number(place));
    assert.deepEqual(
      places,
      places.map((_, index) => index + 1),
    );
  });

  it('under headings of the level asked for', async () => {
    for (const [level, tag] of [
      ['2', 'h2'],
      ['6', 'h6'],
      ['7', 'h3'],
      ['h1', 'h3'],
    ]) {
      const attributes = { 'heading-level': level };
      const { list } = await shown(attributes, 25, 'noDois');
      const tags = new Set(list.groups.map(({ tag }) => tag));
      assert.deepEqual([...tags], [tag], level);
    }
  });
});

// Which works are chosen, and their order, is for tests/bibliography_list.rs
// and _model.rs; here, that each attribute is heard and its outcome shown.
describe('sort', { sample: 2 }, () => {
  const ordered = async (sort, group = 'none') => {
    const { list } = await shown({ sort, group }, listed.works);
    return list;
  };

  for (const [sort, sign] of [
    ['newest', -1],
    ['oldest', 1],
  ]) {
    it(`${sort}: years in order, undated works last`, async () => {
      const all = years(await ordered(sort));
      const dated = all.filter(Boolean);
      assert.deepEqual(
        dated,
        [...dated].sort((one, other) => sign * (one - other)),
      );
      assert.equal(dated.length, listed.works - listed.undated);
      assert.deepEqual(all.slice(dated.length), [null, null, null]);
    });
  }

  it('oldest: years go up, from heading to heading', async () => {
    const all = headings(await ordered('oldest', 'year'));
    assert.deepEqual(all.slice(0, 2), ['1998', '1999']);
    assert.deepEqual(all.slice(-2), ['2026', 'Undated']);
  });

  it('title: without case and accents', async () => {
    const { works } = await ordered('title');
    const plain = works.map(({ title }) =>
      title
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .replace(/ł/gi, 'l')
        .toLowerCase(),
    );
    assert.deepEqual(plain, [...plain].sort());
  });
});

describe('the page’s choice', () => {
  it('types, from, to and exclude', async () => {
    const doi = 'https://doi.org/10.5555/LST.2025.Sky';
    for (const [attributes, count, what] of [
      [
        { types: 'book, book-chapter;edited-book' },
        4,
        ({ type }) => /^(Book|Book chapter|Edited book)$/.test(type),
      ],
      [
        { types: '-journal-article' },
        26,
        ({ type }) => type !== 'Journal article',
      ],
      [{ from: '2024', to: '2024-08' }, 4, ({ year }) => year === '2024'],
      [{ from: '2026' }, 3, ({ year }) => year === '2026'],
      [
        { exclude: `${FORECAST}, ${doi} 999` },
        58,
        ({ title }) =>
          title !== 'Winters without ice: a forecast' &&
          title !== listed.titles.manyAuthors,
      ],
    ]) {
      const { list } = await shown(attributes, count);
      const said = JSON.stringify(attributes);
      assert.equal(list.status, `${count} works`, said);
      assert.deepEqual(
        list.works.filter((work) => !what(work)),
        [],
        said,
      );
    }
  });

  it('pin: first under a heading of their own, in the page’s order, once', async () => {
    const attributes = {
      pin: `doi:10.5555/lst.book.coldlakes 10.5555/none ${FORECAST}`,
      types: '-book',
      to: '2025',
    };
    const visit = await show('listed', attributes);
    await visit.part('work', LIST).first().waitFor();
    const list = await readList(visit);
    assert.deepEqual(headings(list).slice(0, 2), ['Selected works', '2025']);
    assert.deepEqual(
      list.groups[0].works.map(({ title }) => title),
      ['Cold lakes: an introduction', 'Winters without ice: a forecast'],
    );
    assert.equal(
      list.works.filter(({ title }) => title.startsWith('Winters without'))
        .length,
      1,
    );
  });

  it('limit: the first few, then all on demand', async () => {
    const attributes = { limit: '7', authors: 'none' };
    const { visit, list } = await shown(attributes, 7);
    assert.equal(list.status, '60 works');
    assert.equal(list.moreButton, 'Show all 60 works');
    await visit.part('more-button', LIST).click();
    await filled(visit, listed.works);
    const all = await readList(visit);
    assert.equal(all.moreButton, null);
    assert.deepEqual(all.works.slice(0, 7), list.works);
    const focused = () =>
      visit.page
        .locator(LIST)
        .evaluate(
          ({ shadowRoot }) =>
            shadowRoot.activeElement
              ?.closest('[part~="work"]')
              ?.querySelector('[part~="work-title"]').textContent,
        );
    await until(focused, 'a work has the focus');
    assert.equal(await focused(), (await titles(visit))[7]);
  });

  it('limit: a search finds what is beyond it', async () => {
    const { visit } = await shown({ limit: '3' }, 3);
    await search(visit, 'Storvann 1998');
    await filled(visit, 1);
    assert.deepEqual(await titles(visit), [
      'First observations from Lake Storvann',
    ]);
  });

  it('limit="0" shows no work and the way to all', async () => {
    const visit = await show('listed', { limit: '0' });
    await visit.part('more-button', LIST).waitFor();
    assert.equal(await visit.part('work', LIST).count(), 0);
  });
});

describe('a work shows', () => {
  let visit;
  let list;
  before(async () => {
    ({ visit } = await shown({}, listed.works));
    await visit.part('more-authors', LIST).first().waitFor();
    list = await readList(visit);
  });

  const find = ({ works }, wanted) =>
    works.find(({ title }) => title === wanted);

  it('title with a link, authors, type, venue, year, DOI', async () => {
    const work = find(list, 'Winters without ice: a forecast');
    assert.deepEqual(
      { ...work, place: Number(work.place), of: Number(work.of) },
      {
        title: 'Winters without ice: a forecast',
        href: 'https://doi.org/10.5555/lst.2026.forecast',
        translation: null,
        authors: ['Zofia Åsa Łódzka-Ångström', 'Bo Qvist'],
        members: ['Zofia Åsa Łódzka-Ångström'],
        byline: 'Zofia Åsa Łódzka-Ångström, Bo Qvist',
        people: null,
        more: null,
        type: null,
        venue: 'Journal of Winter Limnology',
        year: '2026',
        actions: ['DOI', 'Cite', 'Details'],
        doiHref: 'https://doi.org/10.5555/lst.2026.forecast',
        versions: [],
        place: 1,
        of: 3,
      },
    );
  });

  it('a translated title beside its own, in its language', async () => {
    const [own, translated] = listed.titles.translated;
    assert.equal(find(list, own).translation, translated);
    const line = rowOf(visit, own).locator('[part~="work-translation"]');
    assert.equal(await line.getAttribute('lang'), 'en');
  });

  it('markup and entities of publishers as text', async () => {
    const all = list.works.map(({ title }) => title).join('\n');
    assert.match(all, /A bloom in the dark Cryptomonas under 60 cm of ice/);
    assert.match(all, /CO2 & CH4 at break-up/);
  });

  it('a link where there is no DOI, and none where there is nothing', async () => {
    const thesis = find(list, 'The breathing of frozen lakes');
    assert.equal(thesis.href, 'https://nordmark.example.org/theses/lodzka');
    assert.equal(thesis.doiHref, null);
    assert.equal(find(list, 'Thin ice').href, null);
  });

  it('the owner’s name in bold however it is spelled', async () => {
    const { works } = list;
    const byTitle = (title) => works.find((work) => work.title === title);
    for (const [title, spelling] of [
      ['Winters without ice: a forecast', listed.spellings[0]],
      ['A naïve bather’s guide to thin ice', listed.spellings[1]],
      ['What the fishermen knew', listed.spellings[2]],
    ]) {
      assert.deepEqual(byTitle(title).members, [spelling], title);
    }
    const name = rowOf(visit, 'What the fishermen').locator('b');
    const weight = await name.evaluate((it) => getComputedStyle(it).fontWeight);
    assert.ok(Number(weight) >= 600, weight);
    const other = byTitle('Winters without ice: a forecast');
    assert.ok(!other.members.includes('Bo Qvist'));
  });

  it('of 3,000 authors the first, the owner and how many others', async () => {
    const work = find(list, listed.titles.manyAuthors);
    assert.equal(work.authors.length, 13);
    assert.equal(work.authors.at(-1), listed.authors.last);
    assert.equal(work.more, 'and 2,987 more');
  });

  it('a preprint’s published version, with a link to the preprint', async () => {
    const { preprints } = LISTS;
    const { list } = await shown({}, preprints.entries, 'preprints');
    const versions = list.works.flatMap((work) => work.versions);
    assert.equal(versions.length, preprints.versions);
    for (const { text, href } of versions) {
      assert.match(text, /^(Preprint|Working paper|[A-Z].+)$/);
      assert.match(href, /^https:\/\/(doi\.org|arxiv\.org)\//);
    }
    const wanted = preprints.cases.flatMap(({ shown: all }) => all);
    assert.deepEqual(
      list.works.map(({ title }) => title).sort(),
      [...wanted].sort(),
    );
  });

  it('once, however often the record has it', async () => {
    const { duplicates } = LISTS;
    const { list } = await shown({}, duplicates.entries, 'duplicates');
    assert.equal(list.status, `${duplicates.entries} works`);
  });

  it('authors="none": none, and nobody is asked', async () => {
    const before = bulkOf(stage, 'noDois').length;
    const { visit } = await shown({ authors: 'none' }, 25, 'noDois');
    // Others below are asked for their authors by and by, this one is not.
    await visit.page.evaluate(
      ([tag, orcid]) => {
        const list = document.querySelector(tag);
        const other = list.cloneNode();
        other.id = 'other';
        other.removeAttribute('authors');
        other.setAttribute('orcid', orcid);
        list.before(other);
      },
      [LIST, generatedOrcid(10, 6)],
    );
    await visit.part('work-authors', '#other').first().waitFor();
    const selector = `${LIST}:not(#other)`;
    assert.equal(await visit.part('work-authors', selector).count(), 0);
    assert.equal(bulkOf(stage, 'noDois').length, before);
  });

  it('highlight="none": names, none of them in bold', async () => {
    const { visit } = await shown({ highlight: 'none' }, listed.works);
    await visit.part('author', LIST).first().waitFor();
    const weights = await visit
      .part('author', LIST)
      .evaluateAll((names) =>
        names.map((name) => getComputedStyle(name).fontWeight),
      );
    assert.deepEqual([...new Set(weights)], ['400']);
  });
});

describe('details on demand', () => {
  let visit;
  before(async () => {
    ({ visit } = await shown({}, listed.works));
  });

  const parts = (panel, name) =>
    panel.locator(`[part~="${name}"]`).allInnerTexts();
  const plain = (texts) =>
    texts.map((text) =>
      text
        .replace(/\u2060/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  it('contributors with iDs and all fourteen CRediT roles', async () => {
    const panel = await openAbout(visit, listed.titles.allRoles);
    await panel.locator('[part~="contributor"]').first().waitFor();
    const people = plain(await parts(panel, 'contributor'));
    assert.equal(people.length, 3);
    assert.match(people[0], /^Zofia Åsa Łódzka-Ångström \(unauthenticated\)/);
    const [roles] = plain(await parts(panel, 'roles'));
    assert.equal(roles.split(', ').length, 14);
    assert.match(roles, /Writing – review & editing/);
    assert.match(roles, /Funding acquisition/);
    const links = await panel
      .locator('[part~="contributor"] a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.equal(links[0], `https://orcid.org/${IDS.listed}`);
    assert.match(links[1], /^https:\/\/orcid\.org\/[\dX-]{19}$/);
    assert.equal(links.length, 2, 'none for whom the record gives no iD');
    assert.deepEqual(visit.trouble, []);
  });

  it('every identifier with its scheme, link, and what it is of', async () => {
    const panel = await openAbout(visit, listed.titles.identified);
    assert.deepEqual(plain(await parts(panel, 'identifier')), [
      'pmid: 99990001',
      'pmc: PMC99990001',
      'arxiv: arXiv:2307.99999v2',
      'isbn: 9780000000033 (part of)',
      'handle: 99999/lst.identified',
    ]);
    const links = panel.locator('[part~="identifier"] a');
    assert.equal(await links.count(), 4);
  });

  it('who asserted it: the person, a system, a system for the person', async () => {
    const panel = await openAbout(visit, listed.titles.threeSources);
    assert.deepEqual(plain(await parts(panel, 'source')).sort(), [
      'Crossref',
      'Scopus - Elsevier for Zofia Åsa Łódzka-Ångström',
      'Zofia Åsa Łódzka-Ångström (the person)',
    ]);
  });

  it('says where the record names no contributors', async () => {
    const panel = await openAbout(visit, listed.titles.noContributors);
    await panel.getByText('does not name the contributors').waitFor();
  });

  it('opens and closes, and says so to a screen reader', async () => {
    const title = 'Thin ice';
    const button = visit.page.getByRole('button', {
      name: `Details: ${title}`,
      exact: true,
    });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    const row = rowOf(visit, title);
    assert.equal(await row.locator('[part~="about"]').count(), 0);
  });

  it('every one of 3,000 contributors', async () => {
    const panel = await openAbout(visit, listed.titles.manyAuthors);
    await panel.locator('[part~="contributor"]').first().waitFor();
    const people = panel.locator('[part~="contributor"]');
    assert.equal(await people.count(), listed.authors.many);
    assert.deepEqual(await leaving(visit, LIST), []);
  });
});

describe('attributes changed at run time', () => {
  it('group, sort, limit, heading-level, toolbar: without a request', async () => {
    const orcid = generatedOrcid(30, 1);
    const visit = await show(orcid);
    await filled(visit, 30);
    await visit.part('author', LIST).first().waitFor();
    const before = stage.asked(orcid).length;
    await setAttributes(visit, { group: 'none', sort: 'oldest', limit: '5' });
    await filled(visit, 5);
    const list = await readList(visit);
    const all = years(list).filter(Boolean).map(Number);
    assert.deepEqual(
      all,
      [...all].sort((one, other) => one - other),
    );
    await setAttributes(visit, { limit: null, group: 'type' });
    await setAttributes(visit, { 'heading-level': '5', toolbar: 'none' });
    await filled(visit, 30);
    const next = await readList(visit);
    assert.deepEqual([...new Set(next.groups.map(({ tag }) => tag))], ['h5']);
    assert.equal(await visit.part('toolbar', LIST).count(), 0);
    assert.equal(stage.asked(orcid).length, before);
    assert.equal(visit.heardSoFar('scholar-load'), 1);
    assert.deepEqual(visit.trouble, []);
  });

  it('types, exclude and pin', async () => {
    const visit = await show('listed');
    await setAttributes(visit, { types: 'book' });
    await filled(visit, 1);
    await setAttributes(visit, { types: null, exclude: FORECAST });
    await filled(visit, 59);
    await setAttributes(visit, { exclude: null, pin: FORECAST });
    await filled(visit, 60);
    const [first] = (await readList(visit)).groups;
    assert.equal(first.heading, 'Selected works');
  });

  it('orcid: another list, from the start', async () => {
    const visit = await show('listed');
    await search(visit, 'ice');
    await setAttributes(visit, { orcid: IDS.noDois });
    const { detail } = await visit.loaded({ count: 2 });
    assert.equal(detail.orcid, IDS.noDois);
    await filled(visit, 25);
    const list = await readList(visit);
    assert.equal(list.name, 'Archibald Predigit');
    assert.equal(list.status, '25 works');
    assert.deepEqual(visit.trouble, []);
  });

  it('orcid, many times in one go: the last counts', async () => {
    const visit = await show('noDois');
    await visit.page.evaluate(
      ([tag, ids]) => {
        const list = document.querySelector(tag);
        for (const id of ids) list.orcid = id;
      },
      [LIST, [IDS.listed, IDS.locked, IDS.preprints]],
    );
    await visit.loaded({
      matches: ({ detail }) => detail.orcid === IDS.preprints,
    });
    assert.equal((await readList(visit)).name, 'Prewitt Hartshorne');
    assert.equal(visit.heardSoFar('scholar-error'), 0);
  });

  it('properties mirror the attributes', async () => {
    const visit = await show('noDois');
    const seen = await visit.page.locator(LIST).evaluate((list) => {
      list.headingLevel = 4;
      list.maxAge = '5';
      list.limit = 9;
      return ['heading-level', 'max-age', 'limit'].map((name) =>
        list.getAttribute(name),
      );
    });
    assert.deepEqual(seen, ['4', '5', '9']);
    await filled(visit, 9);
  });

  it('taken out, put back, moved: shows again and is quiet', async () => {
    const visit = await show('noDois');
    await visit.page.evaluate((tag) => {
      const list = document.querySelector(tag);
      document.body.prepend(list);
    }, LIST);
    await filled(visit, 25);
    await visit.page.evaluate(async (tag) => {
      const list = document.querySelector(tag);
      list.remove();
      await new Promise((done) => setTimeout(done, 50));
      document.body.append(list);
    }, LIST);
    await visit.loaded({ count: 2 });
    await filled(visit, 25);
    assert.deepEqual(visit.trouble, []);
  });
});

describe('events', () => {
  it('scholar-load: once, with what there is', async (t) => {
    const visit = await showList(stage, t, 'listed');
    await filled(visit, listed.works);
    const { detail, bubbles, composed } = await visit.loaded();
    const { fetchedAt, ...others } = detail;
    assert.ok(Math.abs(Date.now() - fetchedAt) < 60_000);
    assert.deepEqual(others, {
      orcid: IDS.listed,
      requested: IDS.listed,
      name: 'Zofia Åsa Łódzka-Ångström',
      members: 1,
      failed: 0,
      works: 60,
      skipped: 0,
      fromCache: false,
    });
    assert.deepEqual([bubbles, composed], [true, true]);
    assert.equal(visit.heardSoFar('scholar-load'), 1);
  });

  it('scholar-filter: how many fit, of how many', async () => {
    const visit = await show('listed');
    await search(visit, 'buried RIVERS');
    const { detail, bubbles } = await visit.heard('scholar-filter');
    assert.deepEqual(detail, { shown: 1, works: 60 });
    assert.equal(bubbles, true);
  });
});

describe('while there is no list', () => {
  it('the page’s own text shows until the record comes, then no more', async () => {
    const orcid = generatedOrcid(10, 2);
    const record = gate();
    stage.registry.fault(orcid, { until: record.opened, of: 'record' });
    const visit = await put(
      stage.works(orcid, {}, '<a href="/pubs">Our papers</a>'),
    );
    const own = visit.page.getByText('Our papers');
    await until(() => stage.asked(orcid).length === 1, 'it is asked for');
    await painted(visit.page);
    assert.equal(await own.isVisible(), true);
    record.open();
    await visit.loaded();
    await painted(visit.page);
    assert.equal(await own.isVisible(), false);
    assert.deepEqual(visit.trouble, []);
  });

  const ERRORS = [
    ['no iD', '', 'malformed-id', /not an ORCID iD/],
    ['no number', 'Ann Author', 'malformed-id', /not an ORCID iD/],
    ['a typing error', '0000-0002-1825-0096', 'bad-check-digit', /typing/],
    ['nobody’s iD', IDS.notFound, 'not-found', /no ORCID record/],
    ['a locked record', IDS.locked, 'locked', /is locked/],
    ['a closed record', IDS.deactivated, 'deactivated', /closed/],
    ['nothing public', IDS.nothing, 'nothing-public', /Nothing in this/],
  ];
  // One page for all: a failing list must not disturb the others.
  describe('for good', () => {
    let visit;
    before(async () => {
      const own = '<a href="/pubs">Our papers</a>';
      visit = await put(
        ERRORS.map(([, orcid], at) =>
          stage.works(orcid, { id: `error${at}`, loading: 'eager' }, own),
        ).join('\n'),
      );
      await visit.failed({ count: ERRORS.length });
    });

    ERRORS.forEach(([what, , code, sentence], at) => {
      it(`${what}: says so, keeps the page’s text, tells the page`, async () => {
        const id = `error${at}`;
        const { detail, bubbles, composed } = await visit.failed({
          matches: (event) => event.id === id,
        });
        assert.equal(detail.code, code);
        assert.equal(detail.retryable, false);
        assert.deepEqual([bubbles, composed], [true, true]);
        await visit.part('notice', `#${id}`).waitFor();
        const own = visit.page.locator(`#${id}`).getByText('Our papers');
        assert.ok(await own.isVisible());
        const list = await readList(visit, `#${id}`);
        assert.match(list.notices.join(), sentence);
        assert.equal(list.retry, null);
        assert.equal(list.works.length, 0);
        assert.match(visit.warnings.join('\n'), /scholar-badge: /);
      });
    });

    it('one event for each, and nothing uncaught', () => {
      assert.equal(visit.heardSoFar('scholar-error'), ERRORS.length);
      assert.equal(visit.heardSoFar('scholar-load'), 0);
      assert.deepEqual(visit.trouble, []);
    });
  });

  it('without text: the link to the record', async () => {
    const visit = await put(stage.works(IDS.locked));
    await visit.failed();
    const link = visit.page.locator(`${LIST} a`);
    assert.equal(
      await link.getAttribute('href'),
      `https://orcid.org/${IDS.locked}`,
    );
  });

  it('503, then try again', async () => {
    const orcid = generatedOrcid(10, 3);
    stage.registry.fault(orcid, { status: 503, of: 'record' });
    const visit = await put(stage.works(orcid));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'overloaded');
    assert.equal(detail.retryable, true);
    assert.match((await readList(visit)).notices.join(), /busy/);
    stage.registry.fault(orcid, null);
    await visit.part('retry', LIST).click();
    const loaded = await visit.loaded();
    assert.equal(loaded.detail.works, 10);
    await filled(visit, 10);
    assert.deepEqual(visit.trouble, []);
  });

  it('503 once: comes by itself', async () => {
    const visit = await put(stage.works(IDS.overloadedOnce));
    await visit.loaded();
    assert.equal(visit.heardSoFar('scholar-error'), 0);
  });

  it('offline: says so, and comes by itself', async (t) => {
    const orcid = generatedOrcid(10, 4);
    const visit = await showList(stage, t, 'noDois');
    await visit.context.setOffline(true);
    await setAttributes(visit, { orcid });
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'offline');
    await visit.part('retry', LIST).waitFor();
    assert.match((await readList(visit)).notices.join(), /You are offline/);
    await visit.context.setOffline(false);
    // Not every engine tells of that when a test has brought it about.
    await visit.page.evaluate(() => dispatchEvent(new Event('online')));
    await visit.loaded({ count: 2 });
    await filled(visit, 10);
  });

  it('a record too slow for timeout', async () => {
    const visit = await put(stage.works(IDS.hang, { timeout: '1' }));
    const { detail } = await visit.failed();
    assert.equal(detail.code, 'timed-out');
    assert.match((await readList(visit)).notices.join(), /in time/);
  });
});

describe('records of all sorts', () => {
  it('an empty one: says that there are no works, not that filters hide them', async () => {
    const visit = await show('nameOnly');
    const list = await readList(visit);
    assert.equal(list.name, 'Amina Roux-Delacourt');
    assert.deepEqual(list.works, []);
    assert.ok(!/filters/.test(list.status ?? ''), list.status);
    assert.deepEqual(visit.trouble, []);
  });

  it('one whose name is not public', async () => {
    const visit = await show('worksOnly');
    assert.equal((await readList(visit)).name, 'Name not public');
    const { detail } = await visit.loaded();
    assert.equal(detail.name, null);
  });

  it('an old copy says its date and may be tried again', async (t) => {
    const orcid = generatedOrcid(10, 5);
    const first = await showList(stage, t, orcid);
    await kept(first, orcid);
    await first.page.close();
    stage.registry.fault(orcid, { html: true, of: 'record' });
    const visit = await stage.visit(t, {
      context: first.context,
      body: stage.works(orcid, { 'max-age': '0' }),
    });
    await visit.part('notice', LIST).first().waitFor();
    await filled(visit, 10);
    assert.match((await readList(visit)).notices.join(), /Copy of .*\d{4}/);
    assert.equal(visit.heardSoFar('scholar-error'), 0);
    stage.registry.fault(orcid, null);
    await visit.part('retry', LIST).click();
    await until(
      async () => (await readList(visit)).notices.length === 0,
      'it is renewed',
    );
  });

  it('an iD that was replaced: the record, and which iD it was', async () => {
    const visit = await show('deprecated');
    const { detail } = await visit.loaded();
    assert.equal(detail.orcid, IDS.ordinary);
    assert.equal(detail.requested, IDS.deprecated);
    const { notices } = await readList(visit);
    assert.match(notices.join(), new RegExp(`${IDS.deprecated} was replaced`));
  });

  it('broken items: the good ones show, the others are counted', async () => {
    const visit = await show('broken');
    const { detail } = await visit.loaded();
    assert.ok(detail.works > 0 && detail.skipped > 0);
    await filled(visit, detail.works);
    const { notices } = await readList(visit);
    assert.match(notices.join(), /\d+ items of the record could not be read\./);
    assert.deepEqual(visit.trouble, []);
  });

  for (const person of ['linked', 'linkedSingle', 'odd', 'half']) {
    it(`${person}: is shown`, async () => {
      const visit = await show(person);
      const { detail } = await visit.loaded();
      await filled(visit, detail.works);
      assert.deepEqual(visit.trouble, []);
    });
  }
});

describe('the toolbar', () => {
  it('search: the box and the number, no filters, no citations', async () => {
    const visit = await show('listed', { toolbar: 'search' });
    assert.equal(await visit.part('search', LIST).isVisible(), true);
    assert.equal((await readList(visit)).status, '60 works');
    for (const part of ['years', 'facet', 'cite']) {
      assert.equal(await visit.part(part, LIST).count(), 0, part);
    }
  });

  it('none: nothing but the works', async () => {
    const visit = await show('listed', { toolbar: 'none' });
    await filled(visit, listed.works);
    assert.equal(await visit.part('toolbar', LIST).count(), 0);
  });

  it('one year and one type: no bars, no choice of types or members', async () => {
    const visit = await show('linkedSingle');
    assert.equal(await visit.part('years', LIST).isVisible(), false);
    for (const facet of await visit.part('facet', LIST).all()) {
      assert.equal(await facet.isVisible(), false);
    }
  });
});

describe('language', () => {
  it('our words say that they are English, on a page in another', async (t) => {
    const visit = await stage.visit(t, {
      lang: 'ar',
      dir: 'rtl',
      body: stage.works(IDS.arabic),
    });
    await visit.loaded();
    const bar = visit.part('toolbar', LIST);
    assert.equal(await bar.getAttribute('lang'), 'en');
    assert.equal(await bar.getAttribute('dir'), 'ltr');
    const title = visit.part('work-title', LIST).first();
    assert.equal(await title.getAttribute('dir'), 'auto');
  });

  it('lang may change while it shows', async () => {
    const visit = await show('noDois', { lang: 'de' });
    await visit.page.locator(LIST).evaluate((list) => {
      list.lang = 'en-GB';
      list.limit = 5;
    });
    await filled(visit, 5);
    assert.deepEqual(visit.trouble, []);
  });
});
