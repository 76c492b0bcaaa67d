// Works that are one although they look like several, and works that are
// several although they look like one: versions and duplicates in one record.
// `RESULT`s say what is left when a list has put them together.
import { buildRecord } from '../record.mjs';
import { ARTICLE, work } from './ordinary.mjs';

const PREPRINTS_ORCID = '0009-0009-9001-0029';
const DUPLICATES_ORCID = '0009-0009-9001-0037';

const LETTERS = 'Polar Letters';
const SERVER = 'Open Limnology Preprints';
const ARXIV = '2601.99999';

const versionOf = (type, value) => ({ type, value, rel: 'version-of' });
const article = (title, date, doi, more) =>
  work(title, ARTICLE, LETTERS, date, doi, more);
const preprint = (title, date, doi, more) =>
  work(title, 'preprint', SERVER, date, doi, more);
/** Typed in by hand: no identifiers at all. */
const manual = (title, date, more) =>
  work(title, ARTICLE, LETTERS, date, null, { source: 'self', ...more });

const SAME_TITLE = 'Snow loads the ice and the ice gives way';
const FOUR = 'Four ways to measure a frozen lake';
const FAR = 'Long winters, short summers';
const TWO = 'Candles in the ice of small lakes';

// Each case: the groups it is made of, and how many entries they become.
const PREPRINT_CASES = [
  {
    what: 'the preprint names the article’s DOI',
    works: [
      article('Ice thickness from space', '2025-03-01', 'pre.a1'),
      preprint('Measuring ice from orbit', '2024-06', 'pre.p1', {
        ids: [versionOf('doi', '10.5555/PRE.A1')],
      }),
    ],
    shown: ['Ice thickness from space'],
  },
  {
    what: 'the same title, nothing else',
    works: [
      article(SAME_TITLE, '2024-02', 'pre.a2'),
      preprint(SAME_TITLE, '2023-05-11', 'pre.p2'),
    ],
    shown: [SAME_TITLE],
  },
  {
    what: 'the article names the arXiv id',
    works: [
      article('Acoustics of a cracking sheet', '2026-02', 'pre.a3', {
        ids: [versionOf('arxiv', ARXIV)],
      }),
      preprint('On the sound of cracking sheets of ice', '2026-01', null, {
        ids: [{ type: 'arxiv', value: `arXiv:${ARXIV}v2` }],
      }),
    ],
    shown: ['Acoustics of a cracking sheet'],
  },
  {
    what: 'two preprints of one article',
    works: [
      article(FOUR, '2023-12-24', 'pre.a4'),
      preprint(FOUR, '2023', 'pre.p4a'),
      work(FOUR, 'preprint', 'IceRxiv', '2022-09', 'pre.p4b'),
    ],
    shown: [FOUR],
  },
  {
    what: 'a preprint without a published version',
    works: [preprint('Not yet in any journal', '2025', 'pre.p5')],
    shown: ['Not yet in any journal'],
  },
  {
    what: 'the same title ten years apart',
    works: [article(FAR, '2024', 'pre.a6'), preprint(FAR, '2014', 'pre.p6')],
    shown: [FAR, FAR],
  },
  {
    what: 'two published candidates',
    works: [
      article(TWO, '2022-04', 'pre.a7'),
      work(TWO, 'conference-paper', 'Winter Lakes 8', '2021', 'pre.c7'),
      preprint(TWO, '2021-01', 'pre.p7'),
    ],
    shown: [TWO, TWO, TWO],
  },
  {
    what: 'an article alone',
    works: [article('Never a preprint', '2020', 'pre.a8')],
    shown: ['Never a preprint'],
  },
];

const SEASONS = 'Seasons of a lake in many copies';
const times = (count, make) => Array.from({ length: count }, (_, n) => make(n));

/** Summaries of one group: one DOI, the first shown. */
const copies = (count, title, doi, date) =>
  times(count, (n) =>
    article(n % 2 ? title.toUpperCase() : title, n ? '2021' : date, doi, {
      source: ['crossref', 'scopus+self', 'self', 'datacite'][n % 4],
      display: count - n - 1,
    }),
  );

const BOOK = '9780000000088';
const HANDBOOK = 'Handbook of Ice';
const chapter = (title, rel) =>
  work(title, 'book-chapter', HANDBOOK, '2018', null, {
    ids: [{ type: 'isbn', value: BOOK, rel }],
  });

const DUPLICATE_CASES = [
  {
    what: 'groups of one to six summaries',
    works: times(6, (n) =>
      copies(n + 1, `${SEASONS} (${n + 1})`, `dup.seasons.${n}`, '2021-06'),
    ),
    entries: 6,
  },
  {
    what: 'a DOI in upper and in lower case',
    works: [
      article('Case of the frozen DOI', '2020-01', 'DUP.CASE'),
      article('Case of the frozen DOI', '2020', 'dup.case', {
        source: 'scopus+self',
      }),
    ],
    entries: 1,
  },
  {
    what: 'once with DOI and PMID, once with the PMID only',
    works: [
      article('Cold hands, warm lake', '2019-03', 'dup.pmid', {
        ids: [{ type: 'pmid', value: '99990011' }],
      }),
      article('Cold hands, warm lake.', '2019', null, {
        ids: [{ type: 'pmid', value: 'PMID: 99990011', normalized: null }],
      }),
    ],
    entries: 1,
  },
  {
    what: 'three groups that only the third connects',
    works: [
      article('A chain of three links', '2018-07', 'dup.chain'),
      article('Chain of three links, a', '2018', null, {
        ids: [{ type: 'pmid', value: '99990012' }],
      }),
      article('A chain of three links', '2018', 'dup.chain', {
        ids: [{ type: 'pmid', value: '99990012' }],
        source: 'scopus+self',
      }),
    ],
    entries: 1,
  },
  {
    what: 'typed in by hand, without identifiers',
    works: [
      article('Drift ice on inland waters', '2017-02', 'dup.manual'),
      manual('Drift ice on inland waters', '2017'),
    ],
    entries: 1,
  },
  {
    what: 'the title differs in accents, case, punctuation and markup',
    works: [
      article(
        'Naïve Ångströms: <i>Daphnia</i> in Łódź — a “winter” tale',
        '2016-10',
        'dup.accents',
      ),
      manual('NAIVE ANGSTROMS - Daphnia in Lodz; a winter tale', '2016'),
    ],
    entries: 1,
  },
  {
    what: 'a book by ISBN-13 and by ISBN-10',
    works: [
      work('The ice atlas', 'book', null, '2015', null, {
        ids: [{ type: 'isbn', value: '978-0-00-000003-3' }],
      }),
      work('The ice atlas', 'book', null, '2015', null, {
        ids: [{ type: 'isbn', value: '0000000035' }],
        source: 'self',
      }),
    ],
    entries: 1,
  },
  {
    what: 'part 1 and part 2',
    works: [
      manual('A model of lake ice growth, part 1', '2014'),
      manual('A model of lake ice growth, part 2', '2014'),
    ],
    entries: 2,
  },
  {
    what: 'the same title in two years',
    works: [
      manual('The state of our lakes: yearly survey', '2012'),
      manual('The state of our lakes: yearly survey', '2013'),
    ],
    entries: 2,
  },
  {
    what: 'the same title and year with two DOIs',
    works: [
      article('Comment on lake warming', '2011', 'dup.comment.1'),
      article('Comment on lake warming', '2011', 'dup.comment.2'),
    ],
    entries: 2,
  },
  {
    what: 'a title that says nothing',
    works: times(5, () => manual('Editorial', '2010')),
    entries: 5,
  },
  {
    what: 'chapters of one book, its ISBN on each',
    works: [
      work(HANDBOOK, 'book', null, '2018', null, {
        ids: [{ type: 'isbn', value: BOOK }],
      }),
      chapter('Ice on rivers', 'part-of'),
      chapter('Ice on lakes', 'self'),
      chapter('Ice on the sea', 'self'),
    ],
    entries: 4,
  },
];

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const worksOf = (cases) => cases.flatMap(({ works }) => works);

export const PREPRINTS = {
  groups: worksOf(PREPRINT_CASES).length,
  entries: sum(PREPRINT_CASES.map(({ shown }) => shown.length)),
  /** Preprints that stand behind a published version. */
  versions: 5,
  cases: PREPRINT_CASES.map(({ what, works, shown }) => ({
    what,
    groups: works.length,
    shown,
  })),
};

export const DUPLICATES = {
  groups: worksOf(DUPLICATE_CASES).length,
  summaries: worksOf(DUPLICATE_CASES).flat().length,
  entries: sum(DUPLICATE_CASES.map(({ entries }) => entries)),
  cases: DUPLICATE_CASES.map(({ what, works, entries }) => ({
    what,
    titles: [...new Set(works.map((specs) => [specs].flat()[0].title))],
    entries,
  })),
};

export const pairs = [
  {
    key: 'preprints',
    orcid: PREPRINTS_ORCID,
    group: 'Lists',
    label: 'Prewitt Hartshorne',
    note: `Preprints and what became of them: ${PREPRINTS.groups} works, ${PREPRINTS.entries} entries`,
    record: buildRecord({
      orcid: PREPRINTS_ORCID,
      name: { given: 'Prewitt', family: 'Hartshorne' },
      firstPutCode: 920_001,
      works: worksOf(PREPRINT_CASES),
    }),
  },
  {
    key: 'duplicates',
    orcid: DUPLICATES_ORCID,
    group: 'Lists',
    label: 'Dupuis Twynham',
    note: `The same work again, and works that only look alike: ${DUPLICATES.groups} groups, ${DUPLICATES.entries} entries`,
    record: buildRecord({
      orcid: DUPLICATES_ORCID,
      name: { given: 'Dupuis', family: 'Twynham' },
      firstPutCode: 930_001,
      works: worksOf(DUPLICATE_CASES),
    }),
  },
];
