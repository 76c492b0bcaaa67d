// The people of the group Lists: that their records hold what LISTS and LAB say
// of them, told by reading the payloads alone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { CREDIT_ROLES } from './coauthors.mjs';
import { IDS, LAB, LISTS, PEOPLE, startRegistry } from './server.mjs';
import { wholeWork, workSummaries } from './works.mjs';

const recordOf = (key) => PEOPLE.find((each) => each.key === key).record;
const groupsOf = (key) => recordOf(key)['activities-summary'].works.group;
const shownOf = (key) => groupsOf(key).map((group) => group['work-summary'][0]);
const titleOf = (summary) => summary.title.title.value;
const yearOf = (summary) => summary['publication-date']?.year.value;
const idsOf = (summary) => summary['external-ids']?.['external-id'] ?? [];
const codesOf = (key) =>
  workSummaries(recordOf(key)).map((summary) => summary['put-code']);

const named = (key, title) =>
  shownOf(key).find((summary) => titleOf(summary) === title);
const wholeNamed = (key, title) =>
  wholeWork(recordOf(key), named(key, title)).contributors?.contributor;

const fold = (text) =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/ł/gi, 'l')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

const BOOKS = ['book', 'edited-book', 'translation', 'conference-proceedings'];

/** ISBN-10 to the nine digits that its ISBN-13 has in common with it. */
const isbnCore = (text) => text.replace(/\D/g, '').slice(-10, -1);

/** What names a work as itself, for the naive merge below. */
function keysOf(summary) {
  return idsOf(summary)
    .filter((id) => id['external-id-relationship'] === 'self')
    .flatMap(({ 'external-id-type': type, 'external-id-value': text }) => {
      if (type === 'doi') return `doi ${text.toLowerCase()}`;
      if (type === 'pmid') return `pmid ${text.replace(/\D/g, '')}`;
      const isBook = type === 'isbn' && BOOKS.includes(summary.type);
      return isBook ? `isbn ${isbnCore(text)}` : [];
    });
}

/** The number of works among groups: a naive merge, quadratic and plain. */
function countMerged(groups) {
  const sets = groups.map((summaries) => {
    const [shown] = summaries;
    const keys = new Set(summaries.flatMap(keysOf));
    const place = `${fold(titleOf(shown))} ${yearOf(shown)} ${shown.type}`;
    const says = titleOf(shown).includes(' ');
    return { keys, place: says ? place : Symbol('says nothing') };
  });
  const parent = sets.map((_, at) => at);
  const root = (at) => (parent[at] === at ? at : root(parent[at]));
  sets.forEach((a, i) =>
    sets.slice(0, i).forEach((b, j) => {
      const shares = [...a.keys].some((key) => b.keys.has(key));
      const bare = !a.keys.size || !b.keys.size;
      const alike = bare && a.place === b.place;
      if (shares || alike) parent[root(i)] = root(j);
    }),
  );
  return new Set(sets.map((_, at) => root(at))).size;
}

const merged = (...keys) =>
  countMerged(keys.flatMap(groupsOf).map((group) => group['work-summary']));

describe('everybody for lists', () => {
  it('has put codes and iDs that nobody shares', () => {
    const people = PEOPLE.filter(({ group }) => group === 'Lists');
    assert.equal(people.length, 11);
    const codes = people.flatMap(({ key }) => codesOf(key));
    assert.equal(new Set(codes).size, codes.length);
  });

  it('has no DOI outside the prefix for examples', () => {
    for (const { key } of PEOPLE.filter(({ group }) => group === 'Lists')) {
      for (const id of workSummaries(recordOf(key)).flatMap(idsOf)) {
        if (id['external-id-type'] !== 'doi') continue;
        assert.match(id['external-id-value'], /^10\.5555\//);
      }
    }
  });
});

describe('listed', () => {
  const { titles, ...expected } = LISTS.listed;

  it('has as many works, types and years as it says', () => {
    const shown = shownOf('listed');
    assert.equal(shown.length, expected.works);
    assert.equal(workSummaries(recordOf('listed')).length, expected.summaries);
    assert.equal(merged('listed'), expected.works);
    const types = new Set(shown.map(({ type }) => type));
    assert.ok(types.size > 20);
    assert.ok(types.has(expected.unknownType));
    const years = shown.map(yearOf);
    assert.equal(years.filter((year) => !year).length, expected.undated);
    const [first, last] = expected.years;
    for (let year = first; year <= last; year++) {
      const without = expected.yearsWithout.includes(year);
      assert.equal(years.includes(String(year)), !without, String(year));
    }
  });

  it('has the titles it says', () => {
    for (const title of Object.values(titles).flat()) {
      const translated = shownOf('listed').map(
        (work) => work.title['translated-title']?.value,
      );
      assert.ok(named('listed', title) || translated.includes(title), title);
    }
    const types = (title) =>
      idsOf(named('listed', title)).map((id) => id['external-id-type']);
    assert.deepEqual(types(titles.identified), [
      'pmid',
      'pmc',
      'arxiv',
      'isbn',
      'handle',
    ]);
    const isbnOf = (title) =>
      idsOf(named('listed', title)).find(
        (id) => id['external-id-type'] === 'isbn',
      );
    const right = isbnOf(titles.chapter);
    const wrong = isbnOf(titles.chapterWithSelfIsbn);
    assert.equal(right['external-id-value'], wrong['external-id-value']);
    assert.equal(right['external-id-relationship'], 'part-of');
    assert.equal(wrong['external-id-relationship'], 'self');
  });

  it('has a work with three summaries of different sources', () => {
    const group = groupsOf('listed').find(
      (each) => titleOf(each['work-summary'][0]) === titles.threeSources,
    );
    const sources = group['work-summary'].map(
      ({ source }) => source['source-name'].value,
    );
    assert.equal(new Set(sources).size, 3);
  });

  it('has all roles, a crowd, a corporate author and nobody', () => {
    const own = wholeNamed('listed', titles.allRoles).filter(
      (each) => each['contributor-orcid']?.path === IDS.listed,
    );
    const roles = own.map(
      (each) => each['contributor-attributes']['contributor-role'],
    );
    assert.equal(new Set(roles).size, CREDIT_ROLES.length);
    const crowd = wholeNamed('listed', titles.manyAuthors);
    assert.equal(crowd.length, expected.authors.many);
    assert.equal(crowd.at(-1)['credit-name'].value, expected.authors.last);
    const [corporate] = wholeNamed('listed', titles.corporateAuthor);
    assert.match(corporate['credit-name'].value, /Consortium/);
    assert.equal(wholeNamed('listed', titles.noContributors), undefined);
  });

  it('spells the owner’s name in four ways', () => {
    const record = recordOf('listed');
    const names = workSummaries(record).flatMap(
      (summary) =>
        wholeWork(record, summary).contributors?.contributor.map(
          (each) => each['credit-name']?.value,
        ) ?? [],
    );
    for (const spelling of expected.spellings) {
      assert.ok(names.includes(spelling), spelling);
    }
    assert.equal(new Set(expected.spellings).size, 4);
  });
});

describe('preprints and duplicates', () => {
  it('count their groups and what is left of them', () => {
    const { preprints, duplicates } = LISTS;
    assert.equal(groupsOf('preprints').length, preprints.groups);
    assert.equal(preprints.entries + preprints.versions, preprints.groups);
    assert.equal(merged('preprints'), preprints.groups, 'no duplicates there');
    assert.equal(groupsOf('duplicates').length, duplicates.groups);
    const summaries = workSummaries(recordOf('duplicates'));
    assert.equal(summaries.length, duplicates.summaries);
    assert.equal(merged('duplicates'), duplicates.entries);
  });

  it('count the summaries of groups from one to six', () => {
    const sizes = groupsOf('duplicates').map(
      (group) => group['work-summary'].length,
    );
    for (let size = 1; size <= 6; size++) assert.ok(sizes.includes(size));
  });

  it('pair in every way', () => {
    const titles = shownOf('preprints').map(titleOf);
    const { cases } = LISTS.preprints;
    for (const title of cases.flatMap(({ shown }) => shown)) {
      assert.ok(titles.includes(title), title);
    }
    const related = shownOf('preprints')
      .flatMap(idsOf)
      .filter((id) => id['external-id-relationship'] === 'version-of')
      .map((id) => id['external-id-type']);
    assert.deepEqual(related.sort(), ['arxiv', 'doi']);
  });
});

describe('the lab', () => {
  it('lists as many works as it says, and fewer together', () => {
    for (const [key, orcid] of Object.entries(LAB.orcids)) {
      assert.equal(IDS[key], orcid);
      assert.equal(groupsOf(key).length, LAB.listed[key], key);
    }
    assert.equal(merged(...Object.keys(LAB.orcids)), LAB.merged);
    assert.equal(LAB.works.length, LAB.merged);
  });

  it('tells whose each work is', () => {
    for (const { title, of } of LAB.works) {
      for (const key of Object.keys(LAB.orcids)) {
        const titles = shownOf(key).map((work) => fold(titleOf(work)));
        assert.equal(titles.includes(fold(title)), of.includes(key), title);
      }
    }
  });

  it('names its members in other spellings, with and without iD', () => {
    const authors = Object.keys(LAB.orcids).flatMap((key) =>
      shownOf(key).flatMap(
        (summary) =>
          wholeWork(recordOf(key), summary).contributors?.contributor ?? [],
      ),
    );
    const spelled = (pattern) =>
      authors.filter((each) => pattern.test(each['credit-name'].value));
    for (const pattern of [/Osei.Tutu/, /rgaard/, /H(ü|ue)lsen/, /Hayashi/]) {
      const names = spelled(pattern).map((each) => each['credit-name'].value);
      assert.ok(new Set(names).size > 1, String(pattern));
    }
    assert.ok(spelled(/rgaard/).some((each) => each['contributor-orcid']));
    assert.ok(spelled(/rgaard/).some((each) => !each['contributor-orcid']));
  });
});

describe('bulk requests', () => {
  let registry;
  before(async () => {
    registry = await startRegistry();
  });
  after(() => registry.close());

  const bulk = async (key, codes) => {
    const path = `${IDS[key]}/works/${codes.join(',')}`;
    const response = await fetch(`${registry.url}/v3.0/${path}`, {
      headers: { Accept: 'application/json' },
    });
    return { status: response.status, body: await response.json() };
  };

  it('ask for exactly 100 at once, and not for 101', async () => {
    const { status, body } = await bulk('exactly100', codesOf('exactly100'));
    assert.equal(status, 200);
    assert.equal(body.bulk.length, 100);
    for (const { work } of body.bulk) {
      assert.ok(work.contributors.contributor.length, titleOf(work));
    }
    const over = codesOf('exactly101');
    assert.equal(over.length, 101);
    assert.equal((await bulk('exactly101', over)).status, 400);
    const most = await bulk('exactly101', over.slice(0, 100));
    assert.equal(most.status, 200);
  });

  it('get errors, wrong shapes and gaps, in another order', async () => {
    const codes = codesOf('bulkBroken');
    const { body } = await bulk('bulkBroken', codes);
    const { good, refused, misshapen, missing, works } = LISTS.bulkBroken;
    const parts = [good, refused, misshapen, missing].flat();
    assert.deepEqual(parts.sort(), codes);
    assert.equal(codes.length, works);
    assert.equal(body.bulk.length, works - missing.length);
    const came = body.bulk.flatMap(({ work }) => work?.['put-code'] ?? []);
    const asked = codes.filter((code) => came.includes(code));
    assert.deepEqual(came, asked.reverse());
    assert.equal(came.length, good.length + misshapen.length);
    const errors = body.bulk.flatMap(
      ({ error }) => error?.['error-code'] ?? [],
    );
    assert.deepEqual(errors, [9039, 9034]);
    const odd = body.bulk.find(({ work }) => work?.title === 'a text').work;
    assert.equal(odd['put-code'], misshapen[0]);
  });

  it('find no DOI where there is none', () => {
    const shown = shownOf('noDois');
    assert.equal(shown.length, LISTS.noDois.works);
    const undated = shown.filter((summary) => !yearOf(summary));
    assert.equal(undated.length, LISTS.noDois.undated);
    const types = shown.flatMap(idsOf).map((id) => id['external-id-type']);
    assert.ok(!types.includes('doi') && new Set(types).size === 6);
    assert.ok(shown.some((summary) => !idsOf(summary).length));
  });
});
