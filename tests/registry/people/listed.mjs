// A whole bibliography as a list has to show it: 60 works of many types over
// many years, with every awkward thing real ones hold, once each.
import { CREDIT_ROLES } from '../coauthors.mjs';
import { extraOrcid } from '../id.mjs';
import { buildRecord } from '../record.mjs';
import {
  EARLY,
  NAME,
  ORCID,
  SELF,
  SPELLINGS,
  article,
  isbn,
  own,
} from './listed-early.mjs';
import { ARTICLE, LAKES, NORDMARK, work } from './ordinary.mjs';

const IMPORTED = { ...SELF, host: null };
const ANA = { name: 'Ana Teixidó i Puig', orcid: extraOrcid(910_001) };
const BO = { name: 'Bo Qvist' };

const MANY = 'One sky, three thousand pairs of eyes';
const CREDITED = 'Who did what in the winter of 2024';
const UNKNOWN_TYPE = 'holographic-lecture';

const crowd = () => [
  { name: 'C. Aaltonen', sequence: 'first' },
  ...Array.from({ length: 2998 }, (_, n) => ({
    name: `${'ABCDEFGHIJKLMNOPRSTUVW'[n % 22]}. Observer-${n + 1}`,
    orcid: n % 50 === 0 ? extraOrcid(920_000 + n) : null,
    sequence: 'additional',
  })),
  { ...IMPORTED, sequence: 'additional' },
];

const MULTIPLE = [
  article(
    'Naïve estimates of lake oxygen, corrected',
    'Freshwater Ecology Letters',
    '2022-05-17',
    'LST.2022.Oxygen',
    { authors: [SELF, ANA], display: 2 },
  ),
  article(
    'NAIVE ESTIMATES OF LAKE OXYGEN, CORRECTED',
    'Freshw. Ecol. Lett.',
    '2022',
    'lst.2022.oxygen',
    { authors: [SPELLINGS[3], 'Teixidó, A.'], source: 'scopus+self' },
  ),
  article(
    'Naive estimates of lake oxygen (corrected)',
    null,
    '2022-05',
    'lst.2022.oxygen',
    { authors: [], source: 'self' },
  ),
];

const WORKS = [
  article(
    'Winters without ice: a forecast',
    'Journal of Winter Limnology',
    '2026-03-02',
    'lst.2026.forecast',
    {
      authors: [
        { ...SELF, sequence: 'first' },
        { ...BO, sequence: 'additional' },
      ],
      citation: 'bibtex',
    },
  ),
  article(
    'Łódź and its buried rivers',
    'Urban Waters',
    '2026-01',
    'lst.2026.lodz',
    { authors: [IMPORTED], citation: 'unbalanced' },
  ),
  work(
    'A forecast nobody has reviewed yet',
    'preprint',
    'Open Limnology Preprints',
    '2026-02-11',
    'lst.2026.unreviewed',
    { authors: [SELF, BO] },
  ),
  own('Light through snow, in ten holograms', UNKNOWN_TYPE, null, '2025-12', {
    authors: [SELF],
  }),
  article(
    'The Ångström scale of lake colour',
    'Optics of Cold Waters',
    '2025-09-30',
    'lst.2025.angstrom',
    { authors: [ANA, SELF], citation: 'two' },
  ),
  article(
    'A naïve bather’s guide to thin ice',
    'Polar Letters',
    '2025-06',
    'lst.2025.bather',
    { authors: [SPELLINGS[1]], citation: 'string' },
  ),
  article(MANY, 'Sky and Ice', '2025-04-01', 'lst.2025.sky', {
    authors: crowd,
    citation: null,
  }),
  work(
    'Oxygen below the ice of 400 lakes',
    'data-set',
    'Nordmark Research Data',
    '2025',
    'lst.data.oxygen',
    { source: 'datacite', authors: [SELF, ANA, BO] },
  ),
  work('frostline 3.1', 'software', null, '2025-01-20', 'lst.sw.frostline', {
    source: 'datacite',
    url: 'https://code.example.org/frostline',
    authors: [SELF],
  }),
  article(CREDITED, 'Annals of Hydrology', '2024-11-05', 'lst.2024.credit', {
    authors: [
      ...CREDIT_ROLES.map((role) => ({ ...SELF, role, sequence: 'first' })),
      ...CREDIT_ROLES.slice(0, 5).map((role) => ({
        ...ANA,
        role,
        sequence: 'additional',
      })),
      { ...BO, role: 'software', sequence: 'additional' },
    ],
  }),
  article(
    'Çatalhöyük’s wetland, nine thousand years on',
    'Archaeology of Water',
    '2024-08-19',
    'lst.2024.catalhoyuk',
    { authors: [SELF, 'Mehmet Öztürkoğlu'], citation: 'wrongDoi' },
  ),
  article(
    'Jezioro zimą: tlen pod lodem',
    'Przegląd Limnologiczny',
    '2024-03',
    'lst.2024.jezioro',
    {
      translated: ['The lake in winter: oxygen under the ice', 'en'],
      language: 'pl',
      country: 'PL',
      authors: [SELF],
      description:
        'O tlenie pod lodem <i>małych</i> jezior; przegląd 30 lat pomiarów.',
    },
  ),
  work('Sampling head for thin ice', 'patent', null, '2024', null, {
    source: 'self',
    ids: [
      {
        type: 'pat',
        value: 'NO 999999 B1',
        url: 'https://example.org/patents/NO999999B1',
      },
    ],
    authors: [
      { ...SELF, role: 'inventor' },
      { ...BO, role: 'co-inventor' },
    ],
  }),
  own('Ice safety for schools', 'learning-object', null, '2024', {
    url: 'https://notes.example.org/zofia/ice-safety',
    authors: null,
  }),
  article(
    'Oxygen minima and their memory',
    'Freshwater Ecology Letters',
    '2023-12-01',
    'lst.2023.memory',
  ),
  article(
    'The Nordic lake ice census',
    'Annals of Hydrology',
    '2023-10',
    'lst.2023.census',
    { authors: ['The Nordic Lake Ice Consortium', SELF] },
  ),
  own(
    'Identified in every way but one',
    ARTICLE,
    'Biogeochemistry of Cold Waters',
    '2023-07-14',
    {
      authors: [SELF, ANA],
      ids: [
        { type: 'pmid', value: '99990001' },
        { type: 'pmc', value: 'PMC99990001' },
        { type: 'arxiv', value: 'arXiv:2307.99999v2' },
        isbn('9780000000033', 'part-of'),
        { type: 'handle', value: '99999/lst.identified' },
      ],
    },
  ),
  work(
    'Proceedings of the ninth winter lakes workshop',
    'conference-proceedings',
    null,
    '2023',
    null,
    {
      ids: [isbn('978-0-00-000004-0')],
      authors: [
        { ...SELF, role: 'editor' },
        { ...BO, role: 'editor' },
      ],
    },
  ),
  work(
    'A hum under the ice',
    'conference-paper',
    'Proceedings of the ninth winter lakes workshop',
    '2023-02',
    'lst.2023.hum',
    { ids: [isbn('9780000000040', 'part-of')] },
  ),
  MULTIPLE,
  work(
    'The physics of a freezing pond',
    'book-chapter',
    'Handbook of Small Waters',
    '2022',
    'lst.ch.pond',
    { ids: [isbn('9780000000057', 'part-of')], authors: [SELF] },
  ),
  work(
    'The chemistry of a thawing pond',
    'book-chapter',
    'Handbook of Small Waters',
    '2022',
    null,
    // The book's, wrongly asserted of the chapter: real records are full of it.
    { ids: [isbn('9780000000057')], authors: [SELF, BO] },
  ),
  article(
    'Under the drift: snow as a lid',
    'Plankton and Ice',
    '2022-02',
    'lst.2022.drift',
  ),
  own('What the fishermen knew', 'magazine-article', 'Isfiske', '2021-12', {
    authors: [SPELLINGS[2]],
    language: 'no',
  }),
  article(
    'A bloom in the dark <i>Cryptomonas</i> under 60 cm of ice',
    'Plankton and Ice',
    '2021-09-08',
    'lst.2021.bloom',
  ),
  article(
    'CO<sub>2</sub> &amp; CH<sub>4</sub> at break-up',
    'Biogeochemistry of Cold Waters',
    '2021-05-26',
    'lst.2021.breakup',
  ),
  work(
    'Winter monitoring of drinking water lakes',
    'report',
    'Nordmark Water Board',
    '2021',
    'lst.rep.monitoring',
    { authors: ['Nordmark Water Board', SPELLINGS[0]] },
  ),
  own('A lake in your classroom', 'website', null, '2021', {
    url: 'https://lake.example.org',
  }),
  article(
    'Ice-on, ice-off: dates from church books',
    'Climate of the Past Centuries',
    '2020-11',
    'lst.2020.churchbooks',
  ),
  article(
    'How cold is a cold lake?',
    'Polar Letters',
    '2020-04',
    'lst.2020.cold',
  ),
  work(
    'Cold lakes: an introduction',
    'book',
    null,
    '2020',
    'lst.book.coldlakes',
    { ids: [isbn('9780000000064')], authors: [SELF] },
  ),
  own('Thin ice', 'lecture-speech', 'Havnes Winter Lectures', '2020-01-30'),
  ...EARLY,
  article('In press: the last ice road', 'Polar Letters', null, 'lst.inpress'),
  own('Untimely remarks on weather', 'other', null, null),
  work('Ice sounds of one night', 'sound', null, null, 'lst.sound.night', {
    source: 'datacite',
  }),
  article('Erratum', 'Polar Letters', '2020-06', 'lst.2020.erratum', {
    authors: [SELF],
  }),
];

/** What a list of `listed` must show. */
export const LISTED = {
  works: 60,
  summaries: 62,
  undated: 3,
  years: [1998, 2026],
  yearsWithout: [2000, 2002, 2006, 2008, 2009, 2010, 2011, 2015],
  unknownType: UNKNOWN_TYPE,
  spellings: SPELLINGS,
  titles: {
    accents: [
      'Łódź and its buried rivers',
      'The Ångström scale of lake colour',
      'A naïve bather’s guide to thin ice',
      'Çatalhöyük’s wetland, nine thousand years on',
    ],
    translated: [
      'Jezioro zimą: tlen pod lodem',
      'The lake in winter: oxygen under the ice',
    ],
    identified: 'Identified in every way but one',
    chapter: 'The physics of a freezing pond',
    chapterWithSelfIsbn: 'The chemistry of a thawing pond',
    threeSources: 'Naïve estimates of lake oxygen, corrected',
    allRoles: CREDITED,
    manyAuthors: MANY,
    corporateAuthor: 'The Nordic lake ice census',
    noContributors: 'Ice safety for schools',
  },
  authors: { many: 3000, last: SPELLINGS[0] },
};

export const listed = {
  key: 'listed',
  orcid: ORCID,
  group: 'Lists',
  label: 'Zofia Åsa Łódzka-Ångström',
  note: '60 works of many types, 1998 to 2026: every awkward one once',
  record: buildRecord({
    orcid: ORCID,
    name: NAME,
    firstPutCode: 910_001,
    otherNames: SPELLINGS.slice(1, 3),
    employments: [
      { org: NORDMARK, role: 'Professor', start: '2012-08' },
      { org: LAKES, role: 'Guest Researcher', start: '2016', end: '2017' },
    ],
    works: WORKS,
  }),
};
