// A lab: four people who share works, each listing them in their own way. LAB
// says what a list of all four must show.
import { buildRecord } from '../record.mjs';
import { ARTICLE, NORDMARK, work } from './ordinary.mjs';

const ORCIDS = {
  labHead: '0009-0009-9001-1013',
  labPostdoc: '0009-0009-9001-1021',
  labStudent: '0009-0009-9001-103X',
  labEmerita: '0009-0009-9001-1048',
};

const NAMES = {
  labHead: { given: 'Ingrid', family: 'Nørgaard-Álvarez' },
  labPostdoc: { given: 'Kwabena', family: 'Osei-Tutu' },
  labStudent: { given: 'Misaki', family: 'Hayashi', credit: '林 美咲' },
  labEmerita: { given: 'Margarethe', family: 'von Hülsen' },
};

const HEAD = {
  name: 'Ingrid Nørgaard-Álvarez',
  orcid: ORCIDS.labHead,
  host: null,
};
const POSTDOC = { name: 'Kwabena Osei-Tutu', orcid: ORCIDS.labPostdoc };
const STUDENT = { name: '林 美咲', orcid: ORCIDS.labStudent };
const EMERITA = { name: 'Margarethe von Hülsen', orcid: ORCIDS.labEmerita };
// Somebody else, whose name only looks like a member's.
const NAMESAKE = 'K. Osei';

const JOURNAL = 'Journal of Shared Waters';
const article = (title, date, doi, more) =>
  work(title, ARTICLE, JOURNAL, date, doi, more);

// Each work: its title as the list shows it or one member writes it, and what
// each member's record says of it.
const SHARED = [
  {
    title: 'Four seasons of one lake',
    by: {
      labHead: article('Four seasons of one lake', '2025-05-20', 'lab.four', {
        authors: [STUDENT, POSTDOC, EMERITA, HEAD],
      }),
      labPostdoc: article('Four seasons of one lake', '2025', 'LAB.FOUR', {
        authors: ['Hayashi M', 'Osei-Tutu K', 'von Hülsen M', HEAD],
        source: 'scopus+self',
      }),
      labStudent: article('Four Seasons of One Lake', '2025-05', 'Lab.Four', {
        authors: [
          { ...STUDENT, name: 'Misaki Hayashi' },
          POSTDOC.name,
          'Margarethe v. Huelsen',
          'I. Norgaard-Alvarez',
        ],
        source: 'self',
      }),
      labEmerita: article('Four seasons of one lake', '2025', 'lab.four', {
        authors: [],
        source: 'self',
      }),
    },
  },
  {
    title: 'Nutrients travel with the snow',
    by: {
      labHead: article(
        'Nutrients travel with the snow',
        '2024-09',
        'lab.snow',
        {
          authors: [POSTDOC, 'M. Hayashi', HEAD],
        },
      ),
      labPostdoc: article(
        'Nutrients travel with the snow',
        '2024-09-02',
        'lab.snow',
        { authors: [POSTDOC, 'M. Hayashi', HEAD] },
      ),
      labStudent: article(
        'Nutrients travel with the snow',
        '2024',
        'LAB.SNOW',
        { authors: ['K. Osei-Tutu', STUDENT, 'I. Nørgaard-Álvarez'] },
      ),
    },
  },
  {
    title: 'A student’s view of lake turnover',
    by: {
      labHead: article(
        'A student’s view of lake turnover',
        '2024-03-15',
        'lab.turnover',
        { authors: [STUDENT, NAMESAKE, HEAD] },
      ),
      labStudent: article("A student's view of lake turnover", '2024', null, {
        authors: [STUDENT.name, NAMESAKE, 'Nørgaard-Álvarez, Ingrid'],
        source: 'self',
      }),
    },
  },
  {
    title: 'Old jars, new genomes',
    by: {
      labPostdoc: article('Old jars, new genomes', '2023-11', 'lab.jars', {
        authors: [POSTDOC, 'M. von Hülsen'],
      }),
      labEmerita: article('Old jars, new genomes', '2023-11', 'lab.jars', {
        authors: ['Kwabena Osei Tutu', EMERITA],
      }),
    },
  },
  {
    title: 'Fluxes of CO<sub>2</sub> from <i>small</i> lakes',
    by: {
      labHead: article(
        'Fluxes of CO<sub>2</sub> from <i>small</i> lakes',
        '2023-12-30',
        'lab.fluxes',
        { authors: [POSTDOC, HEAD] },
      ),
      labPostdoc: article(
        'Fluxes of CO2 from small lakes',
        '2024',
        'lab.fluxes',
        {
          authors: [POSTDOC, { ...HEAD, orcid: null }],
          source: 'scopus+self',
        },
      ),
    },
  },
  {
    title: 'Thirty years of plankton counts',
    by: {
      labHead: article(
        'Thirty years of plankton counts',
        '2015',
        'lab.thirty',
        {
          ids: [{ type: 'pmid', value: '99990021' }],
          authors: [EMERITA, HEAD],
        },
      ),
      labEmerita: article('Thirty years of plankton counts', '2015-06', null, {
        ids: [{ type: 'pmid', value: '99990021' }],
        authors: [EMERITA, 'Ingrid Nørgaard'],
        source: 'self',
      }),
    },
  },
];

const ALONE = {
  labHead: [
    article('A grant writer’s almanac', '2026-01', 'lab.h1'),
    work('Teaching the lake', 'book', null, '2021', 'lab.h2'),
    article('Light and nothing else', '2010', 'lab.h3'),
  ],
  labPostdoc: [
    article('Genomes from a dry pond', '2022-04', 'lab.p1'),
    work('pondseq', 'software', null, '2025', 'lab.p2', {
      source: 'datacite',
    }),
  ],
  labStudent: [
    work('Turnover', 'dissertation-thesis', 'University of Nordmark', '2026'),
    work('Lakes at night', 'conference-poster', 'Nordic Lakes', '2023-05'),
  ],
  labEmerita: [
    article('On counting plankton', '1978', null, { source: 'self' }),
    article('Counting plankton again', '1988-03', 'lab.e2'),
    work('A life among rotifers', 'book', null, '2008', 'lab.e3'),
  ],
};

const KEYS = Object.keys(ORCIDS);

const worksOf = (key) => [
  ...SHARED.flatMap(({ by }) => by[key] ?? []),
  ...ALONE[key],
];

/** The lab as a list shows it; `of` are keys of `orcids`. */
export const LAB = {
  orcids: ORCIDS,
  members: KEYS.map((key) => ORCIDS[key]),
  /** How many works each lists, and how many are left of all. */
  listed: Object.fromEntries(KEYS.map((key) => [key, worksOf(key).length])),
  merged: 16,
  works: [
    ...SHARED.map(({ title, by }) => ({ title, of: Object.keys(by) })),
    ...KEYS.flatMap((key) =>
      ALONE[key].map(({ title }) => ({ title, of: [key] })),
    ),
  ],
};

const NOTES = {
  labHead: 'Leads a lab; shares five works with its members',
  labPostdoc: 'Of the lab: the same DOIs in other case, other put codes',
  labStudent: 'Of the lab: lists one work without identifiers; a credit name',
  labEmerita: 'Of the lab: shares one work by PMID only; works since 1978',
};

export const lab = KEYS.map((key, at) => ({
  key,
  orcid: ORCIDS[key],
  group: 'Lists',
  label: `${NAMES[key].given} ${NAMES[key].family}`,
  note: NOTES[key],
  record: buildRecord({
    orcid: ORCIDS[key],
    name: NAMES[key],
    // Put codes are nobody else's, as in the real registry.
    firstPutCode: 950_001 + at * 1000,
    employments: [{ org: NORDMARK, role: 'Lake Lab', start: '2020' }],
    works: worksOf(key),
  }),
}));
