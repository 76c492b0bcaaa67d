// People for lists of whole works: the long bibliographies of their own files,
// lists at the limit of one bulk request, and bulk answers that go wrong.
// LISTS says what a list of each must show.
import { drawAuthors } from '../coauthors.mjs';
import { Dice } from '../dice.mjs';
import { errorBody } from '../errors.mjs';
import { buildRecord } from '../record.mjs';
import { lab } from './lab.mjs';
import { LISTED, listed } from './listed.mjs';
import { ARTICLE, work } from './ordinary.mjs';
import { DUPLICATES, PREPRINTS, pairs } from './pairs.mjs';

const TYPES = [ARTICLE, 'conference-paper', 'report', 'book-chapter'];
const PLACES = ['Storvann', 'Lillevann', 'Grunnvann', 'Dypvann', 'Nordvann'];

const idOf = {
  pmid: (n) => String(99_990_100 + n),
  handle: (n) => `99999/nodoi.${n}`,
  arxiv: (n) => `2512.999${String(n).padStart(2, '0')}`,
  eid: (n) => `2-s2.0-99999990${String(n).padStart(3, '0')}`,
  'other-id': (n) => `shelf ${n}`,
  uri: (n) => `https://archive.example.org/item/${n}`,
};

/** Every kind of identifier but a DOI in turn, and none. */
function withoutDoi(n) {
  const type = [...Object.keys(idOf), null][n % 7];
  const date = n % 9 === 8 ? null : String(2025 - n);
  return work(
    `Paper ${n + 1} from before identifiers`,
    TYPES[n % 4],
    n % 5 ? 'Shelf and Drawer' : null,
    date,
    null,
    {
      source: n % 3 ? 'self' : 'university',
      url: n % 4 === 1 ? `https://archive.example.org/${n}` : null,
      ids: type ? [{ type, value: idOf[type](n), url: null }] : [],
    },
  );
}

/** Numbered works, each with somebody's name in its byline. */
function numbered(count, owner) {
  return Array.from({ length: count }, (_, n) =>
    work(
      `Winter day ${n + 1} at Lake ${PLACES[n % 5]}`,
      TYPES[n % 4],
      'Diary of Cold Waters',
      `${2026 - Math.floor(n / 5)}-${String(1 + (n % 12)).padStart(2, '0')}`,
      `day.${count}.${n + 1}`,
      { authors: () => drawAuthors(new Dice(n), owner, { always: true }) },
    ),
  );
}

function exactly(count, orcid, given) {
  const owner = { orcid, host: 'orcid.org', given, family: 'Hundredmark' };
  return {
    key: `exactly${count}`,
    orcid,
    group: 'Lists',
    label: `${given} Hundredmark`,
    note: `Exactly ${count} works, ${count > 100 ? 'two bulk requests' : 'one bulk request'}`,
    record: buildRecord({
      orcid,
      name: { given, family: owner.family },
      firstPutCode: count * 10_000,
      works: numbered(count, owner),
    }),
  };
}

const NO_DOIS = '0009-0009-9001-0045';
const BULK_BROKEN = '0009-0009-9001-007X';

const FIRST_BROKEN = 990_001;
const codeOf = (n) => FIRST_BROKEN + n;

const BROKEN = {
  works: 10,
  /** Whole works that arrive sound. */
  good: [0, 1, 2, 4, 7, 9].map(codeOf),
  /** `{"error": …}` in their place. */
  refused: [3, 6].map(codeOf),
  /** A work, but of another shape. */
  misshapen: [5].map(codeOf),
  /** Asked for, and not in the answer. */
  missing: [8].map(codeOf),
};

/** What bulk answers of `bulkBroken` become, in another order than asked. */
function spoil(items) {
  const spoilt = items.flatMap((item) => {
    const code = item.work?.['put-code'];
    if (code === BROKEN.refused[0]) {
      return { error: errorBody(9034, { detail: code }) };
    }
    if (code === BROKEN.refused[1]) return { error: errorBody(9039, {}) };
    if (BROKEN.misshapen.includes(code)) {
      const { work } = item;
      return {
        work: {
          ...work,
          title: 'a text',
          contributors: ['nobody', null, { 'credit-name': 'a text' }],
          citation: 7,
        },
      };
    }
    return BROKEN.missing.includes(code) ? [] : item;
  });
  return spoilt.reverse();
}

/** By key of the person. */
export const LISTS = {
  listed: LISTED,
  preprints: PREPRINTS,
  duplicates: DUPLICATES,
  noDois: { works: 25, undated: 2 },
  bulkBroken: BROKEN,
};

export const lists = [
  listed,
  ...pairs,
  {
    key: 'noDois',
    orcid: NO_DOIS,
    group: 'Lists',
    label: 'Archibald Predigit',
    note: '25 works without a DOI: other identifiers, links, or nothing',
    record: buildRecord({
      orcid: NO_DOIS,
      name: { given: 'Archibald', family: 'Predigit' },
      firstPutCode: 940_001,
      works: Array.from({ length: 25 }, (_, n) => withoutDoi(n)),
    }),
  },
  exactly(100, '0009-0009-9001-0053', 'Centa'),
  exactly(101, '0009-0009-9001-0061', 'Overa'),
  {
    key: 'bulkBroken',
    orcid: BULK_BROKEN,
    group: 'Lists',
    label: 'Bulka Breakwater',
    note: 'Bulk answers with errors, a wrong shape, a work missing, out of order',
    record: buildRecord({
      orcid: BULK_BROKEN,
      name: { given: 'Bulka', family: 'Breakwater' },
      firstPutCode: FIRST_BROKEN,
      works: numbered(BROKEN.works, {
        orcid: BULK_BROKEN,
        host: 'orcid.org',
        given: 'Bulka',
        family: 'Breakwater',
      }),
    }),
    spoilBulk: spoil,
  },
  ...lab,
];
